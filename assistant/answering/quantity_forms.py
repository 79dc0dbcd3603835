"""The forms in which policy texts of both languages write quantities, and how each is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from assistant.answering.numerals import HAN_NUMBER, ORDINALS, SCALES, WORDS, number, scale

Reader = Callable[[re.Match[str]], Iterator[tuple[Fraction, str]]]
"""What one match says: values with their units."""

_UNIT_WORDS = {
    "day": ("day", "days", "calendar day", "calendar days", "日", "天", "自然日", "个自然日"),
    "workday": (
        *("working day", "working days", "business day", "business days"),
        *("工作日", "个工作日"),
    ),
    "week": ("week", "weeks", "周", "星期", "个星期"),
    "month": ("month", "months", "个月"),
    "year": ("year", "years", "年", "周年"),
    "hour": ("hour", "hours", "小时", "个小时"),
    "%": ("%", "percent", "per cent", "percentage point", "percentage points", "个百分点"),
    "yuan": ("yuan", "rmb", "rmb yuan", "cny", "¥", "元", "元人民币", "人民币"),
    "dollar": ("dollar", "dollars", "us dollars", "usd", "us$", "$", "美元"),
    "euro": ("euro", "euros", "欧元"),
}
_UNITS = {word: unit for unit, words in _UNIT_WORDS.items() for word in words}
_MONTH_NAMES = """january february march april may june july august september october november
december"""
_MONTHS = {name: n for n, name in enumerate(_MONTH_NAMES.split(), 1)}


def _one_of(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"


_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_DATE_PARTS = (("year", "year"), ("to", "year"), ("month", "month"), ("day", "day"))


def _date(match: re.Match[str]) -> Iterator[tuple[Fraction, str]]:
    for group, part in _DATE_PARTS:
        if said := match.groupdict().get(group):
            yield Fraction(_MONTHS.get(said, 0)) or number(said), f"date:{part}"


def _digits(match: re.Match[str]) -> Iterator[tuple[Fraction, str]]:
    unit = _UNITS.get(match["money"] or match["unit"] or "", "")
    if not unit and not match["scale"] and _is_year(match):
        unit = "date:year"
    yield number(match["number"]) * scale(match["scale"] or ""), unit


def _is_year(match: re.Match[str]) -> bool:
    before, after = match.string[: match.start()], match.string[match.end() :]
    return bool(
        re.fullmatch(r"(?:19|20)\d\d", match["number"])
        and _BEFORE_YEAR.search(before)
        and not re.match(_MEASURE, after)
    )


def _words(match: re.Match[str]) -> Iterator[tuple[Fraction, str]]:
    yield number(match["number"]), _UNITS.get(match.groupdict().get("unit") or "", "")


def _fraction(match: re.Match[str]) -> Iterator[tuple[Fraction, str]]:
    if below := number(match["below"]):
        yield number(match["number"]) / below, ""


def _english_fraction(match: re.Match[str]) -> Iterator[tuple[Fraction, str]]:
    yield (number(match["number"]) or Fraction(1)) / _PARTS[match["below"]], ""


def _ordinal(match: re.Match[str]) -> Iterator[tuple[Fraction, str]]:
    yield Fraction(ORDINALS.get(match["number"], 0)) or number(match["number"]), "th"


def _as(unit: str) -> Reader:
    return lambda match: iter([(number(match["number"]), unit)])


def _constant(value: int | Fraction, unit: str) -> Reader:
    return lambda _match: iter([(Fraction(value), unit)])


_B = r"(?<![a-z])"
_E = r"(?![a-z])"
_MONTH = _one_of(_MONTHS)
_UNIT = _one_of(_UNITS)
_WORD = _one_of([*WORDS, *SCALES])
_SCALE = rf"(?:[ -]?{_one_of(SCALES)}{_E})+| ?[十百千万亿]+"
_LONG = r"(?:(?:consecutive|full|whole) )?"
_HAN = f"{HAN_NUMBER}{{1,12}}"
_ANY = rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?|{_HAN})"
_YEAR = r"(?:19|20)\d\d"
_HAN_YEAR = rf"(?:{_YEAR}|[一二][〇零○一二三四五六七八九]{{3}})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MEASURE = "[个项名家人件种条款章次批所篇位座份倍台套类级层户期轮届]"
_BEFORE_YEAR = re.compile(
    # Three spaces are what "end of" leaves when it has been read.
    r"(?:^|\s{3}|[(~至到于在前后,;，；、-]\s?"
    r"|\b(?:in|by|of|since|from|until|till|before|after|during|year|to|and|through|for|early"
    r"|late|mid|end|quarter|half)\s)$"
)
_OF_A_TIME = rf"(?=(?:the )?(?:year|month|\d{{4}}|{_MONTH}))"

_PATTERNS: tuple[tuple[str, Reader], ...] = (
    # The five-year plans by their short names: 十四五 is the 14th.
    (r"(?P<number>十[一二三四五六七八九])五(?=[\"规期时])", _as("th")),
    (rf"{_B}half (?:a |of a )?year|半年", _constant(6, "month")),
    (rf"{_B}half (?:of )?(?=the|all|its|this)|一半|半数", _constant(Fraction(1, 2), "")),
    (rf"{_B}first half (?=of)|上半年", _constant(1, "date:half")),
    (rf"{_B}second half (?=of)|下半年", _constant(2, "date:half")),
    (rf"{_B}q(?P<number>[1-4])(?!\d)", _as("date:quarter")),
    (r"第?(?P<number>[一二三四])季度", _as("date:quarter")),
    (rf"{_B}(?:end|close) of {_OF_A_TIME}|(?<=[年月])[底末]", _constant(1, "date:edge")),
    (rf"{_B}(?:beginning|start) of {_OF_A_TIME}|(?<=[年月])初", _constant(0, "date:edge")),
    (
        rf"(?<!\d)(?P<year>{_YEAR})[-/.](?P<month>\d{{1,2}})(?:[-/.](?P<day>\d{{1,2}}))?(?!\d)",
        _date,
    ),
    (
        rf"(?<!\d)(?P<year>{_HAN_YEAR})年"
        rf"(?:(?P<month>{_ANY})月(?:(?P<day>{_ANY})[日号])?)?",
        _date,
    ),
    (rf"(?<![\d个])(?P<month>{_ANY})月(?:(?P<day>{_ANY})[日号])?", _date),
    (rf"{_B}(?P<month>{_MONTH})\.? ?{_DAY}(?!\d)(?:,? ?(?P<year>{_YEAR}))?", _date),
    (rf"(?<!\d){_DAY} (?:of )?(?P<month>{_MONTH}){_E}(?:,? (?P<year>{_YEAR}))?", _date),
    (rf"{_B}(?P<month>{_MONTH}),? (?P<year>{_YEAR})(?!\d)", _date),
    # Without a number beside them these two are a duty word and a walk.
    (rf"{_B}(?P<month>(?!may|march){_MONTH}){_E}", _date),
    (rf"(?<![\d.,])(?P<year>{_YEAR}) ?[-至到~] ?(?P<to>{_YEAR})年?(?!\d)", _date),
    (rf"百分之(?P<number>{_ANY})", _as("%")),
    (
        rf"{_B}(?P<number>a|one|two|three|four)[ -](?P<below>{_one_of(_PARTS)})s?"
        r"(?= of\b|[.,;]|$)",
        _english_fraction,
    ),
    (rf"(?P<below>{_HAN})分之(?P<number>{_HAN})", _fraction),
    (rf"(?:{_B}(?:article|chapter|section) |第)(?P<number>{_ANY})", _as("th")),
    (rf"(?<![\d.])(?P<number>\d+)(?:st|nd|rd|th){_E}", _as("th")),
    (rf"{_B}(?P<number>{_one_of(ORDINALS)}){_E}(?![- ]part)", _ordinal),
    (
        r"(?:(?P<money>rmb|cny|usd|us\$|[¥$]) ?)?"
        rf"(?<![\d.,a-z])(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?)(?P<scale>{_SCALE})?"
        rf"(?:[ -]?{_LONG}(?P<unit>{_UNIT}){_E})?",
        _digits,
    ),
    (
        rf"{_B}(?P<number>{_WORD}(?:[ -](?:and )?{_WORD})*){_E}"
        rf"(?:[ -]{_LONG}(?P<unit>{_UNIT}){_E})?",
        _words,
    ),
    (rf"(?P<number>{_HAN})(?P<unit>{_UNIT})", _words),
    # A single Chinese numeral is often part of a word, unless something is counted by it.
    (rf"(?P<number>(?!一){_HAN})(?={_MEASURE})", _words),
    (rf"(?P<number>(?={HAN_NUMBER}{{0,11}}[二三四五六七八九两]){HAN_NUMBER}{{2,12}})", _words),
)

FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), reader) for pattern, reader in _PATTERNS
)
"""Each form with its reader, in order: a date before its parts, a unit before a bare number."""
