"""What speaks for a paragraph: one number a signal, for every paragraph of the shelf.

Dense signals are the similarity of the question, moved by the encoder's map (question_maps.py), with
the best sentence of a paragraph; lexical
ones are BM25 scores over words, concepts of the glossary, dictionary words, and "words and terms":
all words in which the concepts of a paragraph are written or asked for in either language (the
idea of Nogueira et al. 2019, document expansion by query prediction, with a glossary for a
predictor). Each signal gives
the ranker two features: its value between 0 (the hundredth best paragraph) and 1 (the best), and
the reciprocal of its rank, so that neither outliers nor crowded fields decide alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from assistant.finding.asked import Asked
from assistant.finding.glossary import Terms
from assistant.finding.lexical import LexicalIndex
from assistant.finding.question_maps import QuestionMaps, read_maps
from assistant.finding.shelf import Floats, Shelf
from assistant.finding.words import tokens
from assistant.ports import Embedder, PassageIndex

DEPTH = 100
"""How many paragraphs of each signal take part."""

NEIGHBOURS = 1000
"""How many sentences an encoder is asked for: all of a small library, enough of a large one."""

_RANK_OFFSET = 5.0
_REMEMBERED = 16
"""How many vectors of questions are kept."""


class Lexicon:
    """The lexical indexes of a shelf."""

    def __init__(self, shelf: Shelf, terms: Terms) -> None:
        texts = [tokens(p.text) for p in shelf.paragraphs]
        heads = [tokens(p.headings) for p in shelf.paragraphs]
        concepts = [terms.concepts(p.text) + terms.concepts(p.headings) for p in shelf.paragraphs]
        with_headings = [t + h for t, h in zip(texts, heads, strict=True)]
        asked_for = (terms.words_of(numbers) for numbers in concepts)
        self._chinese = shelf.of_language("zh")
        self.words = LexicalIndex(texts)
        self.words_and_headings = LexicalIndex(with_headings)
        self.words_and_terms = LexicalIndex(
            t + a for t, a in zip(with_headings, asked_for, strict=True)
        )
        self.concepts_and_headings = LexicalIndex([str(n) for n in of_one] for of_one in concepts)

    def signals(self, asked: Asked) -> dict[str, Floats]:
        """What words say: the signals that help questions of a language (docs/ablation.md)."""
        found = {"words and terms": self.words_and_terms.scores(asked.tokens)}
        if asked.language == "zh":
            return found | self._of_chinese(asked)
        concepts = self.concepts_and_headings.scores(str(n) for n in asked.concepts)
        return found | {"concepts and headings": concepts}

    def _of_chinese(self, asked: Asked) -> dict[str, Floats]:
        """The words of a Chinese question as asked, and in English where the document is English."""
        words = self.words.scores(asked.tokens)
        with_headings = self.words_and_headings.scores(asked.tokens)
        dictionary = self.words.scores(asked.dictionary)
        translated = self.words_and_headings.scores(asked.english_tokens)
        return {
            "words": words,
            "dictionary": np.where(self._chinese, words, dictionary),
            "translated words": np.where(self._chinese, with_headings, translated),
        }

    def unknown(self, asked: Asked) -> float:
        """The share of the question's words that no paragraph holds, in the better language."""
        if asked.language == "en":
            return self._unknown(asked.tokens)
        chinese = [token for token in asked.tokens if not token.isascii()]
        return min(self._unknown(asked.english_tokens), self._unknown(chinese) if chinese else 1.0)

    def _unknown(self, words: Sequence[str]) -> float:
        return sum(word not in self.words for word in words) / max(1, len(words))


class Dense:
    """The similarity of a question with the sentences of a shelf, by one or two encoders."""

    def __init__(
        self,
        shelf: Shelf,
        index: PassageIndex,
        embedders: Sequence[Embedder],
        maps: QuestionMaps | None = None,
    ) -> None:
        self._shelf, self._index, self._embedders = shelf, index, embedders[:2]
        self._maps = read_maps() if maps is None else maps
        self._embedded: dict[tuple[str, str], list[float]] = {}

    def signals(self, asked: Asked, documents: Sequence[str] = ()) -> dict[str, Floats]:
        """Signals "dense 1" and "dense 2", one number for each passage.

        Each is the similarity with the question as the encoder's map has moved it; those that are
        not among the nearest get the lowest seen.
        """
        versions = self._shelf.versions_of(documents)
        return {
            f"dense {number}": self._similarities(embedder, asked, versions)
            for number, embedder in enumerate(self._embedders, 1)
        }

    def nearest(self, asked: Asked, documents: Sequence[str] = ()) -> dict[str, float]:
        """The similarity of the nearest passage with the question as it was asked (cosine), by
        the names of the signals."""
        versions = self._shelf.versions_of(documents)
        out = {}
        for number, embedder in enumerate(self._embedders, 1):
            vector = self._embed(embedder, asked.about)
            found = self._index.search(embedder.fingerprint, vector, 1, versions)
            out[f"dense {number}"] = max((similarity for _, similarity in found), default=0.0)
        return out

    def vectors(self, asked: Asked) -> dict[str, Floats]:
        """The question as each encoder sees it, by the encoder's fingerprint."""
        return {e.fingerprint: np.array(self._embed(e, asked.about)) for e in self._embedders}

    def _embed(self, embedder: Embedder, text: str) -> list[float]:
        """The vector of a question; the latest are kept, since finding and refusing both need it."""
        key = (embedder.fingerprint, text)
        vector = self._embedded.get(key)
        if vector is None:
            vector = embedder.embed_question(text)
            if len(self._embedded) >= _REMEMBERED:
                self._embedded.clear()
            self._embedded[key] = vector
        return vector

    def _similarities(self, embedder: Embedder, asked: Asked, versions: Sequence[str]) -> Floats:
        shelf, fingerprint = self._shelf, embedder.fingerprint
        vector = self._embed(embedder, asked.about)
        if fingerprint in self._maps:
            vector = self._maps[fingerprint].moved(vector, asked.language).tolist()
        count = min(NEIGHBOURS, len(shelf.passages))
        nearest = self._index.search(fingerprint, vector, count, versions)
        known = [(n, s) for i, s in nearest for n in shelf.numbers_of.get(i, ())]
        out = np.full(len(shelf.passages), min((s for _, s in known), default=0.0))
        for number, similarity in known:
            out[number] = similarity
        return out


def named(shelf: Shelf, asked: Asked) -> Floats:
    """1 for paragraphs of the documents that the question names, 0 for others."""
    if not asked.named:
        return np.zeros(len(shelf.paragraphs))
    return shelf.of_documents(tuple(asked.named)).astype(float)


def features(signal: Floats) -> npt.NDArray[np.float64]:
    """A signal as two features a paragraph. Shapes: (paragraphs,) -> (paragraphs, 2)."""
    if not len(signal) or signal.max() <= signal.min():
        return np.zeros((len(signal), 2))
    depth = min(DEPTH, len(signal))
    order = np.argsort(-signal, kind="stable")
    floor, top = signal[order[depth - 1]], signal[order[0]]
    value = np.clip((signal - floor) / (top - floor), 0, 1) if top > floor else signal >= top
    reciprocal = np.zeros(len(signal))
    taking_part = order[:depth]
    reciprocal[taking_part] = _RANK_OFFSET / (_RANK_OFFSET + np.arange(depth))
    reciprocal[signal <= signal.min()] = 0.0
    return np.stack([value, reciprocal], axis=-1)
