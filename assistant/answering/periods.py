"""Dates that an answer needs worked out: periods counted from a day that the asker gives, and
target dates that have passed.

A period of days ends that many days after the day; months and years end on the corresponding
day (or the last day of a shorter month), by dateutil's relativedelta.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from assistant.answering.quantities import Quantity, quantities
from assistant.model import Language
from assistant.reading.normalize import plain

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTH = "|".join(_MONTHS)
_DAY_FORMS = (
    re.compile(r"(?P<y>(?:19|20)\d\d)[-/.年]\s?(?P<m>\d{1,2})[-/.月]\s?(?P<d>\d{1,2})[日号]?"),
    re.compile(
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<mn>{_MONTH}),? (?P<y>(?:19|20)\d\d)"
    ),
    re.compile(rf"(?P<mn>{_MONTH}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>(?:19|20)\d\d)"),
)
_ENDS = (
    re.compile(rf"(?:end of |late )(?P<mn>{_MONTH}),? (?P<y>20\d\d)"),
    re.compile(r"(?P<y>20\d\d)年(?P<m>\d{1,2})月底"),
    re.compile(r"(?:by|before)(?: the)?(?: end of| close of)? (?P<y>20\d\d)(?!\d)"),
    re.compile(r"(?:到|至|在)?(?P<y>20\d\d)年(?:底|末|年底)"),
)


def days_named(text: str) -> list[date]:
    """The full dates that a text names, in text order; impossible ones are left out."""
    normalized = plain(text)
    found: list[tuple[int, date]] = []
    for pattern in _DAY_FORMS:
        for match in pattern.finditer(normalized):
            day = _day(match)
            if day is not None:
                found.append((match.start(), day))
    return [day for _, day in sorted(set(found))]


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    month = _MONTHS[parts["mn"]] if parts.get("mn") else int(parts["m"])
    try:
        return date(int(parts["y"]), month, int(parts["d"]))
    except ValueError:
        return None


def target_dates(text: str) -> list[date]:
    """The last days by which a clause wants something done ("by the end of June 2024")."""
    normalized = plain(text)
    out: set[date] = set()
    for pattern in _ENDS:
        for match in pattern.finditer(normalized):
            parts = match.groupdict()
            year = int(parts["y"])
            named = _MONTHS.get(parts.get("mn") or "") or int(parts.get("m") or 12)
            if 1 <= named <= 12:
                out.add(date(year, named, calendar.monthrange(year, named)[1]))
    return sorted(out)


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
    days = days_named(question)
    if not days:
        return ""
    for sentence in sentences:
        for period in quantities(sentence):
            end = counted_from(days[0], period)
            if end is not None:
                return _computed(days[0], period, end, language)
    return ""


def _computed(day: date, period: Quantity, end: date, language: Language) -> str:
    amount = int(period.value)
    if language == "zh":
        unit = {"day": "日", "week": "周", "month": "个月", "year": "年"}[period.unit]
        return f"自{spelled(day, 'zh')}起算{amount}{unit}：{spelled(end, 'zh')}（{end}）。"
    unit = period.unit + ("" if amount == 1 else "s")
    return (
        f"Counted from {spelled(day, 'en')}, {amount} {unit} end on {spelled(end, 'en')} ({end})."
    )


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
