"""A question becomes ranked evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
import numpy.typing as npt

from assistant.finding.asked import Asked, read_question
from assistant.finding.glossary import Terms
from assistant.finding.ranker import Weights, read_weights, score
from assistant.finding.shelf import Floats, Paragraph, Shelf
from assistant.finding.signals import Dense, Lexicon, named
from assistant.model import Evidence
from assistant.ports import Embedder, PassageIndex

_SEVERAL = 2
_OF_EACH = 3
"""Paragraphs of each document that are found where a question names several."""


@dataclass(frozen=True, slots=True)
class Search:
    """A question as read, with all that speaks for each paragraph and each sentence of a shelf.

    `sentences` is the relevance of every sentence; `unknown` the share of the question's words
    that no document uses; `vectors` hold the question as each encoder sees it, by the encoder's
    fingerprint; `nearest` says for each dense signal how similar the nearest sentence is to the
    question as it was asked (cosine).
    """

    asked: Asked
    signals: Mapping[str, Floats]
    sentences: Floats
    unknown: float = 0.0
    vectors: Mapping[str, Floats] = field(default_factory=dict)
    nearest: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gives: every paragraph's score, and the evidence, best first."""

    search: Search
    scores: Floats
    evidence: tuple[Evidence, ...]

    @property
    def asked(self) -> Asked:
        return self.search.asked


class Finder:
    """Finds paragraphs on one shelf. Signals and ranking are described in their own files."""

    def __init__(
        self,
        shelf: Shelf,
        terms: Terms,
        index: PassageIndex,
        embedders: Sequence[Embedder],
        weights: Weights | None = None,
    ) -> None:
        self.shelf, self.terms = shelf, terms
        self._lexicon = Lexicon(shelf, terms)
        self.embedders = tuple(embedders)
        self._dense = Dense(shelf, index, embedders)
        self._weights = weights or read_weights()
        self._heading = np.array([float(p.is_heading) for p in shelf.paragraphs])

    def read(self, question: str) -> Asked:
        """The question as finding understands it."""
        return read_question(
            question, self.terms, (d.metadata for d in self.shelf.documents.values())
        )

    def search(self, asked: Asked, documents: Sequence[str] = ()) -> Search:
        """All signals of all paragraphs; where documents are named, encoders look at no others."""
        dense = self._dense.signals(asked, documents)
        plain = {"named": named(self.shelf, asked), "heading": self._heading}
        return Search(
            asked,
            self.of_paragraphs(dense) | self._lexicon.signals(asked) | plain,
            blended(list(dense.values()), len(self.shelf.passages)),
            self._lexicon.unknown(asked),
            self._dense.vectors(asked),
            self._dense.nearest(asked, documents),
        )

    def of_paragraphs(self, dense: Mapping[str, Floats]) -> dict[str, Floats]:
        """Dense signals of paragraphs from those of their sentences: the best one counts."""
        return {name: self.shelf.best_of_paragraphs(signal) for name, signal in dense.items()}

    def find(self, question: str, k: int = 10, documents: Sequence[str] = ()) -> Found:
        """The `k` best paragraphs, of the documents named or of all."""
        asked = self.read(question)
        if not self.shelf.of_documents(documents).any():
            return Found(Search(asked, {}, np.zeros(0)), np.zeros(0), ())
        return self.rank(self.search(asked, documents), k, documents)

    def rank(
        self,
        search: Search,
        k: int = 10,
        documents: Sequence[str] = (),
        weights: Weights | None = None,
    ) -> Found:
        """The best paragraphs of a search, by other `weights` where the evals learn them."""
        wanted = self.shelf.of_documents(documents)
        signals = {name: _within(wanted, signal) for name, signal in search.signals.items()}
        scores = score(signals, (weights or self._weights).of_language[search.asked.language])
        scores = np.where(wanted, scores, -np.inf)
        order = self._best(scores, k, search.asked)
        paragraphs = self.shelf.paragraphs
        evidence = (self._evidence(paragraphs[n], scores[n], search.sentences) for n in order)
        return Found(search, scores, tuple(evidence))

    def _best(self, scores: Floats, k: int, asked: Asked) -> list[int]:
        """The numbers of the `k` best paragraphs, best first.

        Where a question names several documents, the best ones of each are among them.
        """
        ranked = np.argsort(-scores, kind="stable")
        ranked = ranked[np.isfinite(scores[ranked])]
        if len(asked.named) < _SEVERAL:
            return [int(n) for n in ranked[:k]]
        place = {int(n): at for at, n in enumerate(ranked)}
        turns = [
            (turn, place[n], n)
            for name in asked.named
            for turn, n in enumerate(islice(self._of_document(name, place), _OF_EACH))
        ]
        # Where not all have room, the best one of each document goes before any second one.
        first = {n for _, _, n in sorted(turns)[:k]}
        others = islice((n for n in place if n not in first), max(0, k - len(first)))
        return sorted((*first, *others), key=place.__getitem__)

    def _of_document(self, name: str, numbers: Iterable[int]) -> Iterator[int]:
        return (n for n in numbers if self.shelf.paragraphs[n].document.id == name)

    def _evidence(self, paragraph: Paragraph, total: float, sentences: Floats) -> Evidence:
        return Evidence(
            clause=paragraph.clause,
            text=paragraph.text,
            span=paragraph.span,
            score=float(total),
            sentences=tuple(self.shelf.passages[paragraph.first : paragraph.last]),
            scores=tuple(float(s) for s in sentences[paragraph.first : paragraph.last]),
        )


def _within(wanted: npt.NDArray[np.bool_], signal: Floats) -> Floats:
    """The signal without what lies outside: paragraphs compete with those beside them only."""
    if wanted.all() or not wanted.any():
        return signal
    return np.where(wanted, signal, signal[wanted].min())


def blended(similarities: list[Floats], size: int) -> Floats:
    """Mean of the encoders' similarities, each brought to zero mean and unit deviation."""
    if not similarities:
        return np.zeros(size)
    scaled = [(s - s.mean()) / (s.std() or 1.0) for s in similarities]
    return np.asarray(np.mean(scaled, axis=0), dtype=np.float64)
