"""Dates that an answer needs worked out: periods counted from a day that the asker gives, and
target dates that have passed.

A period of days ends that many days after the day; months and years end on the corresponding
day (or the last day of a shorter month), by dateutil's relativedelta.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from assistant.answering.quantities import Quantity, quantities
from assistant.model import Language
from assistant.reading.normalize import plain

_MONTHS = {name[:3].lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in map(str.lower, calendar.month_name[1:]))
_MONTH = rf"(?P<mn>{_MONTH}|sept)\b\.?"
_DAY_FORMS = tuple(
    re.compile(rf"(?<!\d){form}(?!\d)", re.IGNORECASE)
    for form in (
        r"(?P<y>(?:19|20)\d\d)[-/.年]\s?(?P<m>\d{1,2})[-/.月]\s?(?P<d>\d{1,2})",
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH},? (?P<y>(?:19|20)\d\d)",
        rf"{_MONTH} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>(?:19|20)\d\d)",
    )
)
_TODAY = re.compile(
    r"(?:today|it|date) (?:is|was) (?:the )?$|as of (?:the )?$|(?:今天|今日|现在|目前)是?$"
)
_YEAR = r"(?P<y>20[1-9]\d)(?!\d)"
_ENDS = (
    re.compile(rf"(?:end of|late|by|before) {_MONTH},? {_YEAR}"),
    re.compile(r"(?P<y>20\d\d)年(?P<m>\d{1,2})月(?:底|末|前)"),
    re.compile(rf"\b(?:by|before|until)(?: the)?(?: end of| close of)?(?: the year)? {_YEAR}"),
    re.compile(r"(?P<y>20\d\d)年(?:底|末|年底|前)|到(?P<by>20\d\d)年(?!\d)"),
)
_BEFORE_DAY = re.compile(r"\b(?:by|before|until|till|than) (?:the )?$")
_AFTER_DAY = re.compile(r"[日号]?(?:之前|以前|前|止|截止)")


def days_named(text: str) -> list[date]:
    """The full dates that a text names, in text order; impossible ones are left out."""
    return [day for _, _, day in _days(plain(text))]


def without_days(text: str) -> str:
    """A text with the full dates in it left out, and its wide digits and letters made narrow."""
    text = unicodedata.normalize("NFKC", text)
    for form in _DAY_FORMS:
        text = form.sub(" ", text)
    return text


def days_counted_from(question: str) -> list[date]:
    """The days that a period may begin on: not those that only say when the question is asked."""
    asked = plain(question)
    return [day for start, _, day in _days(asked) if not _TODAY.search(asked[:start])]


def _days(text: str) -> list[tuple[int, int, date]]:
    """Where the full dates of a normalized text begin and end, and which they are."""
    matches = (match for form in _DAY_FORMS for match in form.finditer(text))
    found = {(*match.span(), day) for match in matches if (day := _day(match)) is not None}
    return sorted(found)


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    month = _MONTHS[parts["mn"][:3].lower()] if parts.get("mn") else int(parts["m"])
    try:
        return date(int(parts["y"]), month, int(parts["d"]))
    except ValueError:
        return None


def target_dates(text: str) -> list[date]:
    """The last days by which a clause wants something done ("by the end of June 2024")."""
    normalized = plain(text)
    out = {
        day
        for start, end, day in _days(normalized)
        if _BEFORE_DAY.search(normalized[:start]) or _AFTER_DAY.match(normalized, end)
    }
    for pattern in _ENDS:
        out |= {last for match in pattern.finditer(normalized) if (last := _last_day(match))}
    return sorted(out)


def _last_day(match: re.Match[str]) -> date | None:
    """The last day of the month or year that is named, or of the one before it ("before 2025")."""
    parts, said = match.groupdict(), match[0]
    year = int(parts.get("by") or parts["y"])
    month = _MONTHS.get((parts.get("mn") or "")[:3]) or int(parts.get("m") or 12)
    if not 1 <= month <= 12:
        return None
    if said.endswith("前") or (said.startswith("before") and " of " not in said):
        year, month = (year, month - 1) if _names_month(parts) and month > 1 else (year - 1, 12)
    return date(year, month, calendar.monthrange(year, month)[1])


def _names_month(parts: dict[str, str | None]) -> bool:
    return bool(parts.get("mn") or parts.get("m"))


def counted_from(day: date, period: Quantity) -> date | None:
    """The day on which a period that begins on `day` ends; None for what is no period."""
    amount = int(period.value)
    if period.value != amount or amount > 1000:
        return None
    if period.unit == "day":
        return day + timedelta(days=amount)
    if period.unit == "week":
        return day + timedelta(weeks=amount)
    if period.unit == "month":
        return day + relativedelta(months=amount)
    if period.unit == "year":
        return day + relativedelta(years=amount)
    return None


def worked_out(question: str, sentences: Iterable[str], language: Language) -> str:
    """What follows from the asker's day and the first period that the sentences state, or ""."""
    days = days_counted_from(question)
    if not days:
        return ""
    for sentence in sentences:
        for period in quantities(sentence):
            end = counted_from(days[0], period)
            if end is not None and not plain(sentence)[period.end :].startswith(" plan"):
                return _computed(days[0], period, end, language)
    return ""


def _computed(day: date, period: Quantity, end: date, language: Language) -> str:
    amount = int(period.value)
    if language == "zh":
        unit = {"day": "日", "week": "周", "month": "个月", "year": "年"}[period.unit]
        return f"自{spelled(day, 'zh')}起算{amount}{unit}：{spelled(end, 'zh')}（{end}）。"
    ends = f"{period.unit} ends" if amount == 1 else f"{period.unit}s end"
    return f"Counted from {spelled(day, 'en')}, {amount} {ends} on {spelled(end, 'en')} ({end})."


def spelled(day: date, language: Language) -> str:
    """A date as a person writes it."""
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def passed_notice(days: Iterable[date], as_of: date, language: Language) -> tuple[str, ...]:
    """A notice for the target dates that lie before `as_of`."""
    passed = sorted({day for day in days if day < as_of})
    if not passed:
        return ()
    named = ("、" if language == "zh" else ", ").join(day.isoformat() for day in passed)
    if language == "zh":
        return (f"注意：条款中的期限（{named}）在{as_of.isoformat()}已经过去。",)
    return (f"The target date in the cited clauses ({named}) had passed by {as_of.isoformat()}.",)
