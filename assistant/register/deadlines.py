"""Deadlines: by which day who is to have done what.

A sentence that names a day gives one row, and one more for each further body of its own that it
binds ("By the end of June 2024, A should …, and B should …"). Days on which something has already
happened are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.register.dates import Due
from assistant.register.discourse import Paragraph, names_body
from assistant.register.duties import who_of
from assistant.register.english_clauses import trimmed
from assistant.register.facts import Deadline, place_of
from assistant.register.sentences import is_chinese
from assistant.register.statements import Sentence, Statement

_PAST = re.compile(
    r"\b(?:had|was|were|reached|has been|have been|increased|amounted)\b|已(?!有)|达到了|共计"
)
_LEADING = re.compile(r"^[\s,，、]+")


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a sentence that is due: its statement, if it has one, and where it stands."""

    statement: Statement | None
    start: int
    end: int


def deadlines_of(paragraph: Paragraph) -> Iterator[Deadline]:
    """The deadlines that a paragraph names, in text order."""
    for number, sentence in enumerate(paragraph.sentences):
        flat, found = paragraph.flat[number], paragraph.dues[number]
        stops = [*(due.start for due in found[1:]), len(flat)]
        for due, stop in zip(found, stops, strict=False):
            ahead = [
                s for s in paragraph.statements[number] if s.end > due.start and s.who[0] < stop
            ]
            if ahead or not _PAST.search(flat):
                for part in _parts(flat, due, ahead, stop):
                    yield _row(sentence, due, part)


def _parts(flat: str, due: Due, statements: Sequence[Statement], stop: int) -> Iterator[_Part]:
    """The part that names the day, then each later one with a body of its own."""
    if not statements:
        start = flat.rfind("; ", 0, due.start) + 2 if "; " in flat[: due.start] else 0
        yield _Part(None, start, max(trimmed(flat, stop), due.end))
        return
    first, *others = statements
    later = [s for s in others if _binds_body(s) and s.who != first.who]
    starts = [min(due.start, first.start), *(s.start for s in later)]
    ends = [*starts[1:], stop]
    for statement, start, end in zip([first, *later], starts, ends, strict=True):
        least = due.end if start <= due.start else statement.what[0]
        yield _Part(statement, start, max(trimmed(flat, end), least))


def _binds_body(statement: Statement) -> bool:
    return names_body(who_of(statement))


def _row(sentence: Sentence, due: Due, part: _Part) -> Deadline:
    place = place_of(sentence.clause, sentence.span(part.start, part.end))
    if part.statement is not None and _binds_body(part.statement):
        what = sentence.text[part.statement.what[0] : part.end].strip(" ,，")
        return Deadline(place, due.day, due.precision, who_of(part.statement), what)
    return Deadline(place, due.day, due.precision, "", _without_day(sentence, due, part))


def _without_day(sentence: Sentence, due: Due, part: _Part) -> str:
    """What is due, without the day itself."""
    before = sentence.text[part.start : due.start].rstrip(" ,，")
    after = _LEADING.sub("", sentence.text[due.end : part.end])
    between = "，" if is_chinese(after) else " "
    return f"{before}{between}{after}" if before and after else (before or after).strip()
