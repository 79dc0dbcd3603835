"""Text of a document as paragraphs, with the quoted words marked where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.model import Citation, Clause, Span
from assistant.web.markup import Html, element, join

CONTEXT = 260
"""Characters of the surroundings that a card shows before and after a quote, about."""

_LINE = re.compile(r"[^\n]*\n?")


def paragraphs(text: str, quote: Span | None = None) -> Html:
    """`text` as one `<p>` for each line that holds something; the span `quote` of it is marked."""
    return join(*(element("p", *_marked(text, line, quote)) for line in _lines(text)))


def surroundings(clause: Clause, citation: Citation) -> tuple[str, Span]:
    """The words of the clause around the citation, and where in them the quote stands.

    A long clause is cut between words, and shown as cut ("…").
    """
    start, end = citation.start - clause.start, citation.end - clause.start
    before, after = clause.text[:start].lstrip(), clause.text[end:].rstrip()
    if len(before) > CONTEXT:
        before = "… " + _from_word(before[-CONTEXT:]).lstrip()
    if len(after) > CONTEXT:
        after = _to_word(after[:CONTEXT]).rstrip() + " …"
    shown = before + clause.text[start:end] + after
    return shown, Span(len(before), len(before) + end - start)


def quoted(clause: Clause, citation: Citation) -> bool:
    """Whether the clause says the quoted words at the cited place."""
    start, end = citation.start - clause.start, citation.end - clause.start
    return start >= 0 and clause.text[start:end] == citation.quote


def _lines(text: str) -> Iterator[Span]:
    """The lines that hold something, without white space around them."""
    for line in _LINE.finditer(text):
        body = line.group().strip()
        if body:
            start = line.start() + line.group().index(body)
            yield Span(start, start + len(body))


def _marked(text: str, line: Span, quote: Span | None) -> tuple[str, ...]:
    if quote is None or quote.end <= line.start or line.end <= quote.start:
        return (text[line.start : line.end],)
    start, end = max(line.start, quote.start), min(line.end, quote.end)
    return (text[line.start : start], element("mark", text[start:end]), text[end : line.end])


def _from_word(text: str) -> str:
    """Without the word that the cut went through; Chinese has no spaces and is kept."""
    cut = re.match(r"[!-~]*\s", text)
    return text[cut.end() :] if cut else text


def _to_word(text: str) -> str:
    cut = re.search(r"\s[!-~]*$", text)
    return text[: cut.start()] if cut else text
