"""Doubles of what the core needs from outside: deterministic, quick, and able to rank."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from assistant.errors import EmbedderError, LibraryError
from assistant.model import Judgement, Passage

_WORD = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]")


@dataclass
class BagOfWords:
    """An Embedder: each word adds to one of 256 floats, chosen by its hash; Chinese by character.

    Texts with a word of `failing` raise EmbedderError, and all texts do after `lasting` passages;
    `embedded` keeps the passages that it was given.
    """

    name: str = "bag"
    failing: Sequence[str] = ()
    lasting: int | None = None
    embedded: list[str] = field(default_factory=list)
    dimensions: int = 256

    @property
    def fingerprint(self) -> str:
        return f"{self.name}-of-words-1"

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        vectors = []
        for text in texts:
            vectors.append(self.embed_question(text))
            self.embedded.append(text)
        return vectors

    def embed_question(self, text: str) -> list[float]:
        spent = self.lasting is not None and len(self.embedded) >= self.lasting
        if spent or any(word in text for word in self.failing):
            raise EmbedderError("The embedder has failed.", "Try again.")
        counts = Counter(self._place(word) for word in _WORD.findall(text.lower()))
        length = math.sqrt(sum(n * n for n in counts.values())) or 1.0
        return [counts[place] / length for place in range(self.dimensions)]

    def _place(self, word: str) -> int:
        digest = hashlib.sha256(f"{self.name} {word}".encode()).digest()
        return int.from_bytes(digest[:4], "big") % self.dimensions


class WordsInCommon:
    """A CrossEncoder: the more words of the question a sentence has, the more it answers."""

    def judge(self, question: str, heading: str, sentences: Sequence[str]) -> Judgement:
        asked = set(_WORD.findall(question.lower()))
        said = [len(asked & set(_WORD.findall(s.lower()))) / max(1, len(asked)) for s in sentences]
        return Judgement(max(said, default=0.0), tuple(said))


class MemoryIndex:
    """A PassageIndex in memory, exact."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, tuple[str, list[float]]]] = {}
        self.unreadable: set[str] = set()
        self.refreshed = 0

    def add(
        self, fingerprint: str, passages: Sequence[Passage], vectors: Sequence[Sequence[float]]
    ) -> None:
        kept = self.kept.setdefault(fingerprint, {})
        for passage, vector in zip(passages, vectors, strict=True):
            kept[passage.id] = (passage.version, list(vector))

    def ids(self, fingerprint: str, version: str) -> set[str]:
        kept = self.kept.get(fingerprint, {})
        return {passage for passage, (of, _) in kept.items() if of == version}

    def versions(self, fingerprint: str) -> set[str]:
        return {version for version, _ in self.kept.get(fingerprint, {}).values()}

    def remove(self, fingerprint: str, version: str, keep: Set[str] = frozenset()) -> None:
        for passage in self.ids(fingerprint, version) - keep:
            del self.kept[fingerprint][passage]

    def search(
        self, fingerprint: str, vector: Sequence[float], k: int, versions: Sequence[str]
    ) -> list[tuple[str, float]]:
        if not versions or k < 1:
            return []
        if fingerprint not in self.kept:
            raise LibraryError("The vectors are not built.", "Run `assistant index`.")
        scored = [
            (passage, math.fsum(a * b for a, b in zip(vector, kept, strict=True)))
            for passage, (version, kept) in self.kept[fingerprint].items()
            if version in versions
        ]
        return sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:k]

    def fingerprints(self) -> set[str]:
        return set(self.kept)

    def drop(self, fingerprint: str) -> None:
        self.kept.pop(fingerprint, None)

    def refresh(self) -> None:
        self.refreshed += 1

    def tidy(self) -> frozenset[str]:
        broken = frozenset(self.unreadable & set(self.kept))
        for fingerprint in broken:
            self.drop(fingerprint)
        self.unreadable.clear()
        return broken


@dataclass(frozen=True)
class FixedClock:
    """A Clock that stands still."""

    day: date = date(2025, 6, 1)

    def today(self) -> date:
        return self.day
