"""The documents as they are searched: paragraphs and sentences, numbered, with their clauses.

A shelf is a snapshot of the catalogue. It is built once and used for many questions; when the
catalogue has changed, a new one is built beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from assistant.model import Clause, Document, Language, Passage, Span
from assistant.reading.sentences import is_heading, passages_of

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a clause; `first` to `last` (exclusive) number its sentences."""

    document: Document
    clause: Clause
    span: Span
    first: int
    last: int

    @property
    def text(self) -> str:
        return self.document.text[self.span.start : self.span.end]

    @property
    def is_heading(self) -> bool:
        return is_heading(self.clause, self.span)

    @property
    def headings(self) -> str:
        """The headings above the paragraph, outermost first, and its clause's own."""
        return " ".join((*self.clause.trail, self.clause.heading))


class Shelf:
    """All paragraphs and passages of some documents, in order."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents: dict[str, Document] = {document.id: document for document in documents}
        self.paragraphs: list[Paragraph] = []
        self.passages: list[Passage] = []
        self.clauses: dict[tuple[str, str], Clause] = {}
        for document in self.documents.values():
            self._put(document)

    def _put(self, document: Document) -> None:
        clauses = {clause.path: clause for clause in document.clauses}
        self.clauses |= {(document.id, path): clause for path, clause in clauses.items()}
        first = len(self.passages)
        for passage in passages_of(document):
            if len(self.passages) > first and self.passages[-1].paragraph != passage.paragraph:
                self._close(document, clauses, first)
                first = len(self.passages)
            self.passages.append(passage)
        if len(self.passages) > first:
            self._close(document, clauses, first)

    def _close(self, document: Document, clauses: dict[str, Clause], first: int) -> None:
        passage, last = self.passages[first], len(self.passages)
        clause = clauses[passage.clause]
        self.paragraphs.append(Paragraph(document, clause, passage.paragraph, first, last))

    @property
    def versions(self) -> tuple[str, ...]:
        """The versions on the shelf."""
        return self.versions_of(())

    def versions_of(self, ids: Collection[str]) -> tuple[str, ...]:
        """The versions of the documents named; all where none is named."""
        found = (d.version for d in self.documents.values() if not ids or d.id in ids)
        return tuple(dict.fromkeys(found))

    @cached_property
    def numbers_of(self) -> dict[str, tuple[int, ...]]:
        """Passage id -> its number; its numbers where two documents have the same text."""
        out: dict[str, tuple[int, ...]] = {}
        for number, passage in enumerate(self.passages):
            out[passage.id] = (*out.get(passage.id, ()), number)
        return out

    @cached_property
    def openings(self) -> dict[tuple[str, str], Span]:
        """Document and path of a clause -> its first sentence: its heading, or what it says first."""
        out: dict[tuple[str, str], Span] = {}
        for passage in self.passages:
            out.setdefault((passage.document, passage.clause), passage.span)
        return out

    @cached_property
    def paragraph_of(self) -> Ints:
        """For each passage the number of its paragraph."""
        sizes = [p.last - p.first for p in self.paragraphs]
        return np.repeat(np.arange(len(self.paragraphs)), sizes)

    def best_of_paragraphs(self, of_passages: Floats) -> Floats:
        """The highest value among each paragraph's sentences. Shapes: (passages,) -> (paragraphs,)."""
        starts = np.array([p.first for p in self.paragraphs], dtype=np.int64)
        return np.maximum.reduceat(of_passages, starts) if len(starts) else np.zeros(0)

    def of_language(self, language: Language) -> npt.NDArray[np.bool_]:
        """Which paragraphs belong to documents in a language."""
        return np.array([p.document.metadata.language == language for p in self.paragraphs], bool)

    def of_documents(self, ids: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Which paragraphs belong to the documents named; all where none is named."""
        wanted = set(ids)
        return np.array([not wanted or p.document.id in wanted for p in self.paragraphs], bool)
