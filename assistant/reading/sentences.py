"""A document's passages: the sentences of each paragraph of each clause, with their offsets.

A paragraph is a line of the stored text; a line that only heads a clause is one too, since
headings are what lists of tasks or parts are made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.model import Clause, Document, Passage, Span

_ENDS = re.compile(
    r"(?<=[.!?])['\"”’)\]*]*\s+(?=[\"“‘'(*【\[]?[A-Z0-9])"
    r"|(?<=[。！？])['\"”’）]*(?=\S)"
    r"|(?<=\S)\s+(?=\([A-Z][a-z]+ [a-z]+: )"
)
_SEMICOLONS = re.compile(r"(?<=[;；])\s*(?=\S)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:No|Nos|Mr|Mrs|Ms|Dr|Prof|St|Art|cf|vs|e\.g|i\.e|approx|Fig|Add)|\b[A-Z]|P\.R)\.$"
)
_LONG_WORDS = 40
_LONG_CHARACTERS = 120
_SHORTEST_WORDS = 4
_LABEL_CHARACTERS = 16
_TELLING_WORDS = 12
_TELLING_CHARACTERS = 80


def passages_of(document: Document) -> tuple[Passage, ...]:
    """All passages in text order. Each lies inside one paragraph of one clause."""
    return tuple(p for clause in document.clauses for p in _of_clause(clause))


def paragraphs_of(clause: Clause) -> tuple[Span, ...]:
    """The lines of a clause that hold a letter or a digit, without white space at their ends."""
    spans = []
    for line in re.finditer(r"[^\n]+", clause.text):
        body = line[0].strip()
        if any(character.isalnum() for character in body):
            start = clause.start + line.start() + line[0].index(body[0])
            spans.append(Span(start, start + len(body)))
    return tuple(spans)


def is_heading(clause: Clause, paragraph: Span) -> bool:
    """Whether the paragraph is the line that only holds the clause's label and heading."""
    said = clause.text[paragraph.start - clause.start : paragraph.end - clause.start]
    room = len(said) - len(clause.heading)
    ends = said.rstrip(":：").endswith(clause.heading.rstrip(":："))
    return bool(clause.heading) and ends and room < _LABEL_CHARACTERS


def _of_clause(clause: Clause) -> Iterator[Passage]:
    for paragraph in paragraphs_of(clause):
        text = clause.text[paragraph.start - clause.start : paragraph.end - clause.start]
        heading = "" if is_heading(clause, paragraph) else clause.heading.rstrip(":：")
        for start, end in _sentences(text):
            yield Passage(
                document=clause.document,
                version=clause.version,
                clause=clause.path,
                text=text[start:end],
                span=Span(paragraph.start + start, paragraph.start + end),
                paragraph=paragraph,
                about=heading if _needs(heading, text[start:end]) else "",
            )


def _needs(heading: str, text: str) -> bool:
    """Whether a passage is so short that only its heading, unsaid, tells what it is about."""
    short = len(text.split()) < _TELLING_WORDS and len(text) < _TELLING_CHARACTERS
    return short and heading not in text


def _sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a paragraph begin and end; long ones are cut at semicolons."""
    out: list[tuple[int, int]] = []
    for start, end in _cut(text, 0, len(text), _ENDS):
        if _is_long(text[start:end]):
            out.extend(_cut(text, start, end, _SEMICOLONS))
        else:
            out.append((start, end))
    return _joined(text, out)


def _cut(text: str, start: int, end: int, where: re.Pattern[str]) -> list[tuple[int, int]]:
    pieces, begin = [], start
    for match in where.finditer(text, start, end):
        if match.start() > begin and not _ABBREVIATION.search(text[begin : match.start()]):
            pieces.append((begin, begin + len(text[begin : match.end()].rstrip())))
            begin = match.end()
    if begin < end:
        pieces.append((begin, end))
    return pieces


def _joined(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pieces of a few words say nothing alone: they go with the piece after them."""
    out: list[tuple[int, int]] = []
    pending: int | None = None
    for start, end in pieces:
        begin = start if pending is None else pending
        pending = None
        if _is_short(text[begin:end]):
            pending = begin
        else:
            out.append((begin, end))
    if pending is not None:
        start = out.pop()[0] if out else pending
        out.append((start, pieces[-1][1]))
    return out


def _is_long(text: str) -> bool:
    return len(text.split()) > _LONG_WORDS or (
        len(text) > _LONG_CHARACTERS and " " not in text[:_LONG_CHARACTERS]
    )


def _is_short(text: str) -> bool:
    spaced = len(text.split())
    return spaced < _SHORTEST_WORDS and len(text) < (6 if spaced <= 1 else 20)
