"""Durations: for how long, or within how long, something is to be done.

"no less than 15 days", "within one year of …", 自申请日起2个月内. A period without a bound is exact;
满3年 is at least three years; a week is seven days and working days are marked. Names of plans
("five-year plan"), ages of past things and parts of dates are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.numerals import number
from assistant.register.amounts import Amount
from assistant.register.discourse import Paragraph
from assistant.register.duties import who_of
from assistant.register.facts import Bound, Duration, Number, PeriodUnit, place_of
from assistant.register.statements import Sentence, Statement

_UNITS: dict[str, tuple[PeriodUnit, int]] = {
    "day": ("day", 1),
    "workday": ("day", 1),
    "week": ("day", 7),
    "month": ("month", 1),
    "year": ("year", 1),
}
_BOUNDS: tuple[tuple[str, Bound], ...] = (
    ("at_least", "at_least"),
    ("more_than", "at_least"),
    ("at_most", "at_most"),
    ("less_than", "at_most"),
)
_AFTER = re.compile(r"^(?:\s*[- ]?plan\b|度|\s*old\b|-old\b|\s*ago\b|来|规划|计划)", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?:\b(?:past|last|previous|recent|next|first|the coming)\s|[下后第上同当某任最每][一]?|减去|每超过\w*|近|过去"
    r"|超过规定的缴费时间)$",
    re.IGNORECASE,
)
_FULL_PERIOD = re.compile(r"(?:满|已满|届满)$")
_FORBIDDEN = re.compile(r"禁止[^，；。]*$|\b(?:barred|banned|prohibited|disqualified)\b[^,;]*$")
_RANGE = re.compile(r"(?P<low>[一二三四五六七八九十\d]+)(?:个)?(?:至|到|-|~|—)$")
_JOINT = re.compile(r"[，；。;]|,\s+(?:and\s+)?(?=announce|within|no\b)|。")


def durations_of(paragraph: Paragraph) -> Iterator[Duration]:
    """The durations that a paragraph states, in text order."""
    for at, sentence in enumerate(paragraph.sentences):
        flat, statements = paragraph.flat[at], paragraph.statements[at]
        for amount in paragraph.amounts[at]:
            if amount.unit in _UNITS and not _is_no_period(flat, amount):
                yield from _rows(sentence, flat, amount, statements)


def _is_no_period(flat: str, amount: Amount) -> bool:
    return bool(_AFTER.match(flat[amount.end :]) or _BEFORE.search(flat[: amount.start]))


def _rows(
    sentence: Sentence, flat: str, amount: Amount, statements: tuple[Statement, ...]
) -> Iterator[Duration]:
    unit, factor = _UNITS[amount.unit]
    statement = _around(amount, statements)
    begin, end = _local(flat, amount, statement)
    place = place_of(sentence.clause, sentence.span(begin, end))
    who = who_of(statement) if statement and statement.kind != "thing" else ""
    what = _what(sentence, amount, statement, begin, end)
    for bound, value in _bounds(flat, amount):
        yield Duration(place, bound, value * factor, unit, who, what, amount.unit == "workday")


def _bounds(flat: str, amount: Amount) -> list[tuple[Bound, Number]]:
    """The bounds with their values: two of them for 三至五年."""
    before = flat[: amount.start]
    if low := _RANGE.search(before):
        return [("at_least", int(number(low["low"]))), ("at_most", amount.value)]
    if _FORBIDDEN.search(before):
        return [("exactly", amount.value)]
    for said, bound in _BOUNDS:
        if said in amount.bounds:
            return [(bound, amount.value)]
    return [("at_least" if _FULL_PERIOD.search(before) else "exactly", amount.value)]


def _around(amount: Amount, statements: tuple[Statement, ...]) -> Statement | None:
    """The statement that holds the period, else the next one after it, else the one before."""
    for statement in statements:
        if statement.start <= amount.start < statement.end:
            return statement
    after = [s for s in statements if s.start >= amount.end]
    return after[0] if after else (statements[-1] if statements else None)


def _local(flat: str, amount: Amount, statement: Statement | None) -> tuple[int, int]:
    """The statement where it holds the period, else the part of the sentence around it."""
    if statement and statement.start <= amount.start < statement.end:
        return statement.start, max(statement.end, amount.end)
    begin, end = 0, len(flat)
    for joint in re.finditer(r"[；。;]|,\s+" if statement else r"[；。;]", flat):
        if joint.end() <= amount.start:
            begin = joint.end()
        elif joint.start() >= amount.end:
            end = joint.start()
            break
    return begin, len(flat[:end].rstrip(" .,;，。；"))


def _what(
    sentence: Sentence, amount: Amount, statement: Statement | None, begin: int, end: int
) -> str:
    """What the period is for: the predicate that holds it, else the heading and the words around."""
    said = sentence.text
    if statement and statement.what[0] <= amount.start < statement.what[1]:
        return said[slice(*statement.what)].strip()
    around = said[begin:end].strip()
    heading = sentence.clause.heading
    is_enough = statement or not heading or heading.startswith(around[:20])
    return around if is_enough else f"{heading}: {around}"
