"""Deadlines: by which day who is to have done what.

A sentence that names a day gives one row, and one more for each further body of its own that it
binds ("By the end of June 2024, A should …, and B should …"). Days on which something has already
happened are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.register.dates import Due
from assistant.register.discourse import Paragraph, names_body
from assistant.register.duties import who_of
from assistant.register.facts import Deadline, place_of
from assistant.register.sentences import is_chinese
from assistant.register.statements import Sentence, Statement

_PAST = re.compile(
    r"\b(?:had|was|were|reached|has been|have been|increased|amounted)\b|已经?(?!有)|达到了|共计"
)
_LEADING = re.compile(r"^[\s,，、]+")


def deadlines_of(paragraph: Paragraph) -> Iterator[Deadline]:
    """The deadlines that a paragraph names, in text order."""
    for sentence, flat, found, statements in zip(
        paragraph.sentences, paragraph.flat, paragraph.dues, paragraph.statements, strict=True
    ):
        for number, due in enumerate(found):
            until = found[number + 1].start if number + 1 < len(found) else len(flat)
            ahead = [s for s in statements if s.end > due.start and s.who[0] < until]
            if not ahead and _PAST.search(flat):
                continue
            yield from _rows(sentence, flat, due, ahead, until)


def _rows(
    sentence: Sentence, flat: str, due: Due, statements: list[Statement], until: int
) -> Iterator[Deadline]:
    """One row for the first statement (or none), one for each later body of its own."""
    own = [s for s in statements if s.kind == "body" and _is_bound(s)]
    first = statements[0] if statements else None
    later = [s for s in own if s is not first and first is not None and s.who != first.who]
    begin = due.start
    for number, statement in enumerate([first, *later]):
        following = later[number : number + 1]
        end = following[0].start if following else (until if until < len(flat) else len(flat))
        if statement is not None:
            begin = min(due.start, statement.start) if number == 0 else statement.start
            begin = begin if number else _begin(statement, due)
        elif due.start > 0:
            begin = _clause_start(flat, due.start)
        end = max(_trimmed(flat, end), due.end if number == 0 else 0)
        if statement is not None:
            end = max(end, statement.what[0] + 1)
        place = place_of(sentence.clause, sentence.span(begin, end))
        who = who_of(statement) if statement is not None and statement in own else ""
        yield Deadline(place, due.day, due.precision, who, _what(sentence, statement, due, begin, end, who))


def _begin(statement: Statement, due: Due) -> int:
    return min(due.start, statement.start)


def _is_bound(statement: Statement) -> bool:
    return names_body(who_of(statement))


def _clause_start(flat: str, at: int) -> int:
    """Where the part of the sentence begins that holds the day."""
    return 0 if at < 1 else max(flat.rfind("; ", 0, at) + 2, 0) if "; " in flat[:at] else 0


def _what(
    sentence: Sentence, statement: Statement | None, due: Due, begin: int, end: int, who: str
) -> str:
    """What is due: the predicate where a body is named, else the words without the day."""
    if statement is not None and who:
        return sentence.text[statement.what[0] : max(end, statement.what[0])].strip(" ,，")
    before = sentence.text[begin : due.start].rstrip(" ,，")
    after = _LEADING.sub("", sentence.text[due.end : end])
    between = "，" if is_chinese(after) else " "
    return f"{before}{between}{after}" if before and after else (before or after).strip()


def _trimmed(flat: str, end: int) -> int:
    return len(re.sub(r"(?:[\s,;:.。；，]|[\s,;](?:and|or|but|while))+$", "", flat[:end]))
