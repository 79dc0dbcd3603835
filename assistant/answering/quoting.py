"""A quote is checked, not trusted: it is looked for in the stored text of its clause.

A quotation stands when its words, after the shared normalization, occur in the clause; the
citation then carries the exact words of the stored text and their offsets, not the words that
were offered. What cannot be found is no citation.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.model import Citation, Clause, Document, Span
from assistant.reading.normalize import normalize

SHORTEST_QUOTE = 6
"""Fewest normalized characters of a quote: a shorter one would be found by accident."""


def locate(quote: str, clause: Clause) -> Span | None:
    """Where `quote` stands in the version's text, or None if the clause does not say it."""
    wanted = normalize(quote).text
    if len(wanted) < SHORTEST_QUOTE:
        return None
    stored = normalize(clause.text)
    at = stored.text.find(wanted)
    if at < 0:
        return None
    found = stored.source_span(at, at + len(wanted))
    return Span(clause.start + found.start, clause.start + found.end)


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
