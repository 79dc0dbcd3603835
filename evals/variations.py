"""A larger library than there is: variations of the corpus, and an encoder that costs nothing."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from assistant.finding.words import english_words
from assistant.model import Document
from assistant.reading.files import read_document
from assistant.reading.manifest import read_manifest
from assistant.reading.outline import clauses_of
from assistant.settings import Settings

VARIED = 0.1
"""How many of the words of a variation are others: the share."""

_WORD = re.compile(r"[A-Za-z]{3,}|\d+")


class HashedWords:
    """An Embedder: the sum of one random vector for each word, chosen by the word's hash."""

    fingerprint = "hashed-words-1"
    dimensions = 128

    def __init__(self) -> None:
        self._of_word = cache(self._vector)

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        return [self.embed_question(text) for text in texts]

    def embed_question(self, text: str) -> list[float]:
        total = np.sum([self._of_word(word) for word in english_words(text) or [text]], axis=0)
        return [float(v) for v in total / np.linalg.norm(total)]

    def _vector(self, word: str) -> npt.NDArray[np.float64]:
        return np.random.default_rng(zlib.crc32(word.encode())).normal(size=self.dimensions)


def corpus_documents(settings: Settings) -> list[Document]:
    """The documents of the corpus. Raises UnreadableFile."""
    sources = read_manifest(settings.corpus)
    return [read_document(source, settings.file_megabytes) for source in sources]


def variations(documents: Sequence[Document], clauses: int) -> Iterator[Document]:
    """The documents and variations of them, until there are at least so many clauses.

    In a variation some words are other words of the corpus, and every number is another one.
    """
    words = sorted({word for d in documents for word in _WORD.findall(d.text)})
    count, number = 0, 0
    while count < clauses:
        for original in documents:
            document = original if number == 0 else _varied(original, number, words)
            yield document
            count += len(document.clauses)
            if count >= clauses:
                return
        number += 1


def _varied(document: Document, number: int, words: Sequence[str]) -> Document:
    chance = random.Random(f"{document.id} {number}")  # noqa: S311

    def other(match: re.Match[str]) -> str:
        if match[0].isdigit():
            # A number of the same length, so that the outline can still be read.
            low = 10 ** (len(match[0]) - 1)
            return match[0] if len(match[0]) == 1 else str(chance.randrange(low, 10 * low))
        return chance.choice(words) if chance.random() < VARIED else match[0]

    text = _WORD.sub(other, document.text)
    name, version = f"{document.id}-{number}", f"sha256:{sha256(text.encode()).hexdigest()}"
    metadata = replace(document.metadata, id=name)
    return Document(metadata, version, text, clauses_of(text, name, version, ()))
