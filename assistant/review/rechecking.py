"""To be checked again: the documents that a paper cites change, and the paper is marked.

It happens in the transaction in which the document changes, and again when a draft is saved, so
that no change is overlooked in between. A document may change as it likes as long as the cited
words stand: in the same clause, or, where the clauses were numbered anew, in as many clauses as
before. Citations keep their version and offsets; old versions are kept, so they stay right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from difflib import SequenceMatcher
from itertools import groupby
from typing import Protocol

from assistant.answering.quoting import locate
from assistant.library.catalogue import Also, AlsoRemoved
from assistant.model import Citation, Clause, Document
from assistant.reading.sentences import paragraphs_of, passages_of
from assistant.review.papers import LIBRARY, Change, Cleared, Mark, Paper
from assistant.review.store import Transaction, cited, copies, events, papers, remarks
from assistant.review.store.moments import moment

Now = Callable[[], datetime]


class Shelf(Protocol):
    """The documents as they stand."""

    def holding(self, document: str) -> tuple[str, str] | None:
        """The version that answers and what superseded the document; None if it is gone."""
        ...

    def version(self, document: str, version: str) -> Document | None:
        """A version, also an old one."""
        ...


@dataclass
class Comparison:
    """Citations held against the documents as they stand; the same words are looked for once."""

    shelf: Shelf
    found: dict[tuple[str, ...], Change | None] = field(default_factory=dict)

    def changes(self, citations: Iterable[Citation]) -> dict[Change, str]:
        """What has changed since the citations were made, each with the version that made it."""
        found: dict[Change, str] = {}
        ordered = sorted(citations, key=lambda citation: citation.document)
        for document, group in groupby(ordered, key=lambda citation: citation.document):
            holding = self.shelf.holding(document)
            if holding is None:
                found[Change("removed", document)] = ""
                continue
            version, superseded_by = holding
            if superseded_by:
                found[Change("superseded", document, new_words=superseded_by)] = version
            for citation in group:
                change = self._change(citation, version)
                if change is not None:
                    found[change] = version
        return found

    def _change(self, citation: Citation, version: str) -> Change | None:
        if citation.version == version:
            return None
        key = (citation.document, citation.version, citation.clause, citation.quote, version)
        if key not in self.found:
            now = self.shelf.version(citation.document, version)
            before = self.shelf.version(citation.document, citation.version)
            stands = now is None or _stands(citation, now, before)
            self.found[key] = None if stands or now is None else _changed(citation, now)
        return self.found[key]


def _stands(citation: Citation, now: Document, before: Document | None) -> bool:
    if any(locate(citation.quote, clause) for clause in _clauses(now, citation.clause)):
        return True
    there = _times_said(citation.quote, now)
    return there > 0 and before is not None and there >= _times_said(citation.quote, before)


def _times_said(quote: str, document: Document) -> int:
    """In how many clauses the words stand."""
    return sum(locate(quote, clause) is not None for clause in document.clauses)


def _changed(citation: Citation, now: Document) -> Change:
    """The change, with what the same clause says now instead: of its sentences and paragraphs the
    one that is most like the quote."""
    clauses = _clauses(now, citation.clause)
    said = [passage.text for passage in passages_of(replace(now, clauses=clauses))]
    said += [now.text[span.start : span.end] for each in clauses for span in paragraphs_of(each)]

    def likeness(words: str) -> float:
        return SequenceMatcher(a=words, b=citation.quote, autojunk=False).ratio()

    likest = max(said, key=likeness, default="")
    return Change("changed", citation.document, citation.clause, citation.quote, likest)


def _clauses(document: Document, path: str) -> tuple[Clause, ...]:
    return tuple(clause for clause in document.clauses if clause.path == path)


class _Rows:
    """The shelf in an open transaction; what was read is kept."""

    def __init__(self, sql: Transaction) -> None:
        self._sql = sql
        self._versions: dict[tuple[str, str], Document | None] = {}

    def holding(self, document: str) -> tuple[str, str] | None:
        return cited.holding(self._sql, document)

    def version(self, document: str, version: str) -> Document | None:
        key = document, version
        if key not in self._versions:
            self._versions[key] = cited.document_version(self._sql, *key)
        return self._versions[key]


def recheck(
    sql: Transaction,
    paper: Paper,
    at: datetime,
    cleared: Cleared,
    comparison: Comparison | None = None,
) -> None:
    """Mark what has changed and was not marked; clear the marks of what is no longer so.

    `cleared` says why those are cleared. What a person has checked is not marked again.
    """
    comparison = comparison or Comparison(_Rows(sql))
    now = comparison.changes(copies.working_copy(sql, paper.id).draft.citations)
    marks = remarks.marks(sql, paper.id)
    settled = [mark for mark in marks if not mark.cleared and mark.change not in now]
    known = {mark.change for mark in marks if mark.cleared in ("", "checked")}
    new = {change: version for change, version in now.items() if change not in known}
    if settled:
        remarks.clear_marks(sql, [m.id for m in settled], cleared, LIBRARY, moment(at))
        details = {"changes": _told([mark.change for mark in settled]), "why": cleared}
        events.add_event(sql, paper, "unmarked", LIBRARY, at, details)
    if new:
        remarks.add_marks(sql, paper.id, new, moment(at))
        events.add_event(sql, paper, "marked", LIBRARY, at, {"changes": _told(new)})


def _told(changes: Iterable[Change]) -> list[dict[str, str]]:
    """What the trail says of changes; their words stand in the marks."""
    return [
        {"reason": each.reason, "document": each.document, "clause": each.clause}
        for each in changes
    ]


def check_off(sql: Transaction, paper: Paper, by: str, at: datetime, note: str) -> tuple[Mark, ...]:
    """Settle all open marks, since a person has looked at them; those marks."""
    marks = tuple(mark for mark in remarks.marks(sql, paper.id) if not mark.cleared)
    if marks:
        ids = [mark.id for mark in marks]
        remarks.clear_marks(sql, ids, "checked", by, moment(at), note)
        details = {"changes": _told(mark.change for mark in marks), "note": note}
        events.add_event(sql, paper, "checked", by, at, details)
    return marks


def marking(now: Now) -> Also:
    """For `Catalogue.put(also=…)`: the papers that cite the document are looked at."""

    def look(sql: Transaction, document: Document) -> None:
        _recheck_all(sql, document.id, now())

    return look


def marking_removed(now: Now) -> AlsoRemoved:
    """For `Catalogue.remove(also=…)`: the papers that cited the document are marked."""

    def look(sql: Transaction, document: str) -> None:
        _recheck_all(sql, document, now())

    return look


def _recheck_all(sql: Transaction, document: str, at: datetime) -> None:
    comparison = Comparison(_Rows(sql))
    for paper in papers.citing(sql, document):
        recheck(sql, paper, at, "outdated", comparison)
