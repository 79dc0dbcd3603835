"""The days by which a text wants something done: "by the end of June 2024", 2025年底前.

A deadline is the last day of the day, month, quarter, half-year or year that is named; "before
2025" and 2025年前 end the day before it begins. Years in titles, days from which something counts
and dates that only describe a thing ("patents authorized by the end of 2023") are none.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.register.facts import Precision

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}

_BY = r"(?P<by>by|before|no later than|not later than|until|prior to|on or before|as of)"
_ENGLISH = re.compile(
    rf"\b{_BY} (?:the )?(?:year |month )?(?:"
    rf"(?:end|close) of (?:the )?(?:year |month )?"
    rf"|(?P<part>first|second|third|fourth|last) (?P<size>half|quarter) of (?:the year )?"
    rf"|q(?P<q>[1-4]) (?:of )?)?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?)?"
    rf"(?:(?P<month>{_MONTH})\b\.?,? ?(?:(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d),? ?)?)?"
    rf"(?P<year>{_YEAR})(?![\d%])(?:-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}}))?",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(r"(?P<before>\w+) (?:\w+ly )?\w+(?:ed|en|own|ade|ept|old) $")
_VERBAL = frozenset(
    """be been being is are was were have has had to and or not fully basically newly officially
    initially largely""".split()
)

_HAN_DIGITS = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_HAN_YEAR = rf"(?:{_YEAR}|[一二][〇零○一二三四五六七八九]{{3}})"
_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_CHINESE = re.compile(
    rf"(?P<to>到|至|截至|力争|争取|在|于|确保|不迟于|不晚于)?\s?(?P<year>{_HAN_YEAR})年"
    rf"(?:(?P<month>{_SMALL})月(?:(?P<day>{_SMALL})[日号])?"
    rf"|第?(?P<quarter>[一二三四1-4])季度|(?P<half>上半年|下半年))?"
    r"(?P<end>年?[底末](?:以?前)?|年终|以?前|之前|内)?"
)
_UNTIL = ("到", "至", "截至", "力争", "争取", "确保", "不迟于", "不晚于")
_SCOPE = re.compile(
    r"(?:已|所)?(?:授权|公告|取得|获得|获批|设立|成立|登记|申请|受理|立项|发布|认定|批准)\w{0,6}的"
)
_FROM = re.compile(r"^(?:起|以来|以后|之后|至|到|[-—－~～])")


@dataclass(frozen=True, slots=True)
class Due:
    """A day by which something is due, and where the text says so (offsets of the text)."""

    day: date
    precision: Precision
    start: int
    end: int


def dues(text: str) -> list[Due]:
    """The deadlines that a masked text (see masking.py) names, in text order. Never raises."""
    return sorted([*_english(text), *_chinese(text)], key=lambda due: due.start)


def _english(text: str) -> Iterator[Due]:
    for match in _ENGLISH.finditer(text):
        if _only_describes(text[: match.start()]):
            continue
        said = match.groupdict()
        month = _MONTHS[said["month"].lower()] if said["month"] else _int(said["m"])
        day = _int(said["day"] or said["day2"] or said["d"])
        if day and not month:
            continue
        part = _ORDINALS.get((said["part"] or "").lower(), 0)
        half = part if (said["size"] or "").lower() == "half" else 0
        quarter = _int(said["q"]) or (part if said["size"] and not half else 0)
        is_before = said["by"].lower() in ("before", "prior to") and " of " not in match[0]
        yield from _due(match, _int(said["year"]), month, day, quarter, half, is_before)


def _only_describes(before: str) -> bool:
    """Whether the words before the date describe a noun: "patents authorized by …"."""
    match = _PARTICIPLE.search(before[-60:])
    return match is not None and match["before"].lower() not in _VERBAL


def _chinese(text: str) -> Iterator[Due]:
    for match in _CHINESE.finditer(text):
        said = match.groupdict()
        after = text[match.end() :]
        limits = said["end"] or said["half"] or said["quarter"] or said["to"] in _UNTIL
        if not limits or _FROM.match(after) or _SCOPE.match(after.lstrip("，")):
            continue
        half = {"上半年": 1, "下半年": 2}.get(said["half"] or "", 0)
        quarter = _han(said["quarter"]) if said["quarter"] else 0
        month, day = _han(said["month"]), _han(said["day"])
        is_before = said["end"] in ("前", "以前", "之前") and not day
        yield from _due(match, int(_han_year(match["year"])), month, day, quarter, half, is_before)


def _due(
    match: re.Match[str],
    year: int,
    month: int,
    day: int,
    quarter: int,
    half: int,
    is_before: bool,
) -> Iterator[Due]:
    """The due that these parts of a date make; none where there is no such day."""
    precision: Precision = "year"
    first, last = 1, 12
    if month:
        precision, first, last = "month", month, month
    elif quarter:
        precision, first, last = "quarter", 3 * quarter - 2, 3 * quarter
    elif half:
        precision, first, last = "half-year", 6 * half - 5, 6 * half
    try:
        if day:
            yield Due(date(year, month, day), "day", *match.span())
        elif is_before:
            yield Due(date(year, first, 1) - timedelta(days=1), precision, *match.span())
        else:
            end = calendar.monthrange(year, last)[1]
            yield Due(date(year, last, end), precision, *match.span())
    except (ValueError, OverflowError):
        return


def _int(said: str | None) -> int:
    return int(said) if said else 0


def _han_year(said: str) -> str:
    return "".join(_HAN_DIGITS.get(c, c) for c in said)


def _han(said: str | None) -> int:
    """A number up to 39 in digits or Chinese numerals; 0 for none."""
    if not said or said.isdigit():
        return _int(said)
    tens, ten, ones = said.partition("十")
    if not ten:
        return int(_han_year(said)) if len(said) == 1 else 0
    return int(_HAN_DIGITS.get(tens, "1")) * 10 + int(_HAN_DIGITS.get(ones, "0"))
