"""A quote is checked, not trusted: it is looked for in the stored text of its clause.

A quotation stands when its words, after the shared normalization, occur in the clause; the
citation then carries the exact words of the stored text and their offsets, not the words that
were offered. What cannot be found is no citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.model import Citation, Clause, Document, Span
from assistant.reading.normalize import Normalized, normalize

_BESIDE_CHINESE = re.compile(r"(?<=[\u3000-\u9fff]) | (?=[\u3000-\u9fff])")
SHORTEST_QUOTE = 6
"""Fewest normalized characters of a quote: a shorter one would be found by accident."""


def locate(quote: str, clause: Clause) -> Span | None:
    """Where `quote` stands in the version's text, or None if the clause does not say it."""
    wanted = _BESIDE_CHINESE.sub("", normalize(quote).text)
    if len(wanted) < SHORTEST_QUOTE:
        return None
    stored = _closed(normalize(clause.text))
    at = stored.text.find(wanted)
    if at < 0:
        return None
    found = stored.source_span(at, at + len(wanted))
    return Span(clause.start + found.start, clause.start + found.end)


def _closed(said: Normalized) -> Normalized:
    """Without the spaces beside Chinese signs (2024 年), which some write and others do not."""
    gone = {match.start() for match in _BESIDE_CHINESE.finditer(said.text)}
    if not gone:
        return said
    kept = [at for at in range(len(said.text)) if at not in gone]
    origin = (*(said.origin[at] for at in kept), said.origin[-1])
    return Normalized("".join(said.text[at] for at in kept), origin)


def cite(n: int, quote: str, clause: Clause, title: str) -> Citation | None:
    """A verified citation numbered `n`, or None if the quote is not in the clause."""
    span = locate(quote, clause)
    return None if span is None else cite_span(n, span, clause, title)


def cite_span(n: int, span: Span, clause: Clause, title: str) -> Citation:
    """The citation of a stretch of the clause. Raises ValueError if it lies outside."""
    if not clause.span.contains(span):
        raise ValueError(f"{span} is not inside clause {clause.path}")
    return Citation(
        n=n,
        document=clause.document,
        title=title,
        version=clause.version,
        clause=clause.path,
        heading=clause.heading,
        quote=clause.text[span.start - clause.start : span.end - clause.start],
        start=span.start,
        end=span.end,
        page=clause.page,
    )


def holds(citation: Citation, document: Document) -> bool:
    """Whether the document says exactly the quoted words at exactly that place."""
    return (
        citation.document == document.id
        and citation.version == document.version
        and document.text[citation.start : citation.end] == citation.quote
    )


def renumbered(citations: Iterable[Citation]) -> dict[int, int]:
    """Old numbers to new ones, 1, 2, … in the order given."""
    return {citation.n: n for n, citation in enumerate(citations, 1)}
