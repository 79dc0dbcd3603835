"""A whole document as markup, clause by clause, opened at a citation."""

from __future__ import annotations

from assistant.model import Citation, Clause, Document, Span
from assistant.web.markup import Html, element
from assistant.web.passage import paragraphs, quoted
from assistant.web.words import Words

LONGEST = 400_000
"""Characters that are shown at once: about a book; a browser becomes slow beyond it."""


def document_page(
    document: Document, words: Words, citation: Citation | None = None, turn: int = 0
) -> Html:
    """The document with its metadata; the quote of `citation` is marked where it still stands.

    `turn` is the exchange that the citation belongs to, for the browser to find the place.
    """
    window = _window(document, citation)
    clauses = [c for c in document.clauses if c.start < window.end and window.start < c.end]
    whole = window.end - window.start == len(document.text)
    stale = citation is not None and not any(_cited(clause, citation) for clause in clauses)
    return element(
        "article",
        _title(document, words),
        "" if whole else element("p", words.part, class_="pa-changed"),
        element("p", words.changed, class_="pa-changed") if stale else "",
        *(_section(clause, window, citation) for clause in clauses),
        class_="pa-document",
        id=f"pa-open-{turn}-{citation.n}" if citation else "",
        lang="zh-CN" if document.metadata.language == "zh" else "en",
    )


def _title(document: Document, words: Words) -> Html:
    known = document.metadata
    facts = (known.issuer, known.number, known.issued, known.period)
    return element(
        "header",
        element("h2", document.title),
        element("p", " · ".join(fact for fact in facts if fact), class_="pa-small"),
        lang=words.tag,
    )


def _section(clause: Clause, window: Span, citation: Citation | None) -> Html:
    start, end = max(clause.start, window.start), min(clause.end, window.end)
    quote = None
    if citation is not None and _cited(clause, citation):
        quote = Span(max(citation.start - start, 0), citation.end - start)
    return element(
        "section",
        element("span", clause.path, class_="pa-path"),
        element(
            "div",
            paragraphs(clause.text[start - clause.start : end - clause.start], quote),
            class_="pa-clause",
        ),
        class_="pa-section pa-cited" if quote else "pa-section",
        data_headed=bool(clause.heading),
    )


def _cited(clause: Clause, citation: Citation) -> bool:
    return clause.path == citation.clause and quoted(clause, citation)


def _window(document: Document, citation: Citation | None) -> Span:
    """The whole text, or of a very long one the stretch around the cited place."""
    length = len(document.text)
    start = citation.start - LONGEST // 2 if citation else 0
    start = max(0, min(start, length - LONGEST))
    return Span(start, min(length, start + LONGEST))
