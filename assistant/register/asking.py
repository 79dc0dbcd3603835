"""Pieces of a question that narrow a list: units, documents, periods; what is left over is seen.

Each piece is taken out of the question, so that a question of which something is left that no rule
understands is not answered with a list that ignores it.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date

from assistant.reading.normalize import plain
from assistant.register.register import Filter, Register
from assistant.register.sentences import HAN

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTH = "|".join(_MONTHS)
_YEAR = r"(?:19|20)\d\d"
_BEFORE = r"by|before|until|no later than|up to"
_AFTER = r"after|since|from"
_DURING = r"in|during|for|of|within|throughout|on"
_PERIOD = re.compile(
    rf"(?:\b(?P<word>{_BEFORE}|{_AFTER}|{_DURING}|between) (?:the )?)?"
    rf"(?:(?:year )?(?P<end>end|close) of (?:the year )?)?"
    rf"(?:(?P<half>first|second) half of |q(?P<quarter>[1-4]) (?:of )?)?"
    rf"(?:(?P<month>{_MONTH}),? )?(?P<year>{_YEAR})(?!\d)"
    rf"(?:(?: and |-| to )(?:(?P<month2>{_MONTH}) )?(?P<year2>{_YEAR})(?!\d))?"
)
_HAN_PERIOD = re.compile(
    rf"(?P<word>到|至|截至|在|从|自)?(?P<year>{_YEAR})年?(?:[至到-](?P<year2>{_YEAR}))?年?"
    r"(?:(?P<month>\d{1,2})月|(?P<half>上半年|下半年)|第?(?P<quarter>[一二三四1-4])季度)?"
    r"(?P<end>年?[底末])?(?P<after>以?前|之前|以?后|之后|以来|期间|内)?"
)
_SHORTEST, _SHORTEST_HAN = 4, 3
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a question asks for, and the words of it that are left."""

    filter: Filter
    rest: str


def narrowed(question: str, register: Register) -> Narrowed | None:
    """The filter that a question names; None where it names more than one period."""
    said, documents, units = _named(plain(question).rstrip(" ?？.。!！"), register)
    wanted = Filter(units=units, documents=documents)
    pattern = _HAN_PERIOD if HAN.search(said) else _PERIOD
    periods = list(pattern.finditer(said))
    if len(periods) > 1:
        return None
    if periods:
        start, end = _period(periods[0])
        wanted = replace(wanted, start=start, end=end)
        said = f"{said[: periods[0].start()]} {said[periods[0].end() :]}"
    return Narrowed(wanted, " ".join(said.split()))


def _named(said: str, register: Register) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The documents and units that are named, longest names first, taken out of the question."""
    documents: list[str] = []
    units: list[str] = []
    for form, name, found in _names(register, documents, units):
        if form in said and (match := _word(form).search(said)):
            said = f"{said[: match.start()]} {said[match.end() :]}"
            if name not in found:
                found.append(name)
    return said, tuple(documents), tuple(units)


def _names(
    register: Register, documents: list[str], units: list[str]
) -> list[tuple[str, str, list[str]]]:
    """Each name of a document or unit, what it means, and the list that it belongs to."""
    titles = [
        (plain(form), each.id, documents)
        for each in register.documents.values()
        for form in (each.id, each.title, *each.names)
        if _is_telling(plain(form))
    ]
    names = [*titles, *((form, name, units) for form, name in register.spellings)]
    return sorted(names, key=lambda item: -len(item[0]))


def _is_telling(form: str) -> bool:
    """Whether a document's name is more than a year or a word for many things."""
    return len(form) >= (_SHORTEST_HAN if HAN.search(form) else _SHORTEST) and not re.fullmatch(
        r"[\d-]+", form
    )


def _word(form: str) -> re.Pattern[str]:
    if HAN.search(form):
        return re.compile(rf"《?{re.escape(form)}》?")
    return re.compile(
        rf"(?<![\w-])(?:(?:the|an?|all|each) )*\"?{re.escape(form)}\"?(?:'s)?(?![\w-])"
    )


def _period(match: re.Match[str]) -> tuple[date | None, date | None]:
    """The first and the last day of a period; one of them open for "by …" and "after …"."""
    said = match.groupdict()
    year, last_year = int(said["year"]), int(said.get("year2") or said["year"])
    first, last = _months(said)
    begins = date(year, first, 1)
    ends = date(last_year, last, calendar.monthrange(last_year, last)[1])
    word, after = said.get("word") or "", said.get("after") or ""
    if (
        re.fullmatch(_BEFORE, word)
        or word in ("到", "至", "截至")
        or after in ("前", "以前", "之前")
    ):
        return None, ends
    if (
        re.fullmatch(_AFTER, word)
        or word in ("从", "自")
        or after in ("后", "以后", "之后", "以来")
    ):
        return begins, None
    return begins, ends


def _months(said: dict[str, str | None]) -> tuple[int, int]:
    """The first and the last month that a period names."""
    if first := said.get("month"):
        second = said.get("month2") or first
        return _month(first), _month(second)
    if half := said.get("half"):
        return (1, 6) if half in ("first", "上半年") else (7, 12)
    if quarter := said.get("quarter"):
        number = _QUARTERS.get(quarter) or int(quarter)
        return 3 * number - 2, 3 * number
    return 1, 12


def _month(said: str) -> int:
    return _MONTHS.get(said) or min(max(int(said), 1), 12)
