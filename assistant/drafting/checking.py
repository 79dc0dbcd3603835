"""The vocabulary of checks: what a rule may require of the facts of a paper.

A check passes, fails, or cannot be made because facts are missing. What "at least" means for
days: from the first day to the last, the first not counted.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.drafting import definition as d
from assistant.drafting.conditions import Facts
from assistant.drafting.periods import after


@dataclass(frozen=True, slots=True)
class Known:
    """What is known, what the user says there is none of, and what the paper requires.

    `in_row`: the values are those of one record of a list.
    """

    values: Facts
    declined: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    in_row: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a check is kept (None: cannot be told), and which facts it lacks."""

    kept: bool | None
    lacking: tuple[str, ...] = ()


_KEPT, _BROKEN = Finding(True), Finding(False)


def found(requirement: d.Requirement, known: Known) -> Finding:
    """What one check says of the facts."""
    return _CHECKS[requirement.verb](getattr(requirement, requirement.verb), known)


def _finding(kept: bool) -> Finding:
    return _KEPT if kept else _BROKEN


def _with(known: Known, *names: str, then: Callable[..., bool], if_given: bool = False) -> Finding:
    """The check of these facts' values, if all are known."""
    lacking = tuple(name for name in names if name not in known.values)
    if not lacking:
        return _finding(then(*(known.values[name] for name in names)))
    if if_given:
        return _KEPT
    return _BROKEN if set(lacking) <= known.declined else Finding(None, lacking)


def _at_least(said: d.Bound, known: Known) -> Finding:
    return _with(known, said.fact, then=lambda value: value >= said.value)


def _at_most(said: d.Bound, known: Known) -> Finding:
    return _with(known, said.fact, then=lambda value: value <= said.value)


def _days_between(said: d.DaysBetween, known: Known) -> Finding:
    def long_enough(start: Any, end: Any) -> bool:
        return bool((end - start).days >= said.at_least)

    return _with(known, said.start, said.end, then=long_enough, if_given=said.if_given)


def _within(said: d.Within, known: Known) -> Finding:
    def in_time(start: Any, end: Any) -> bool:
        last = after(start, days=said.days, months=said.months, years=said.years)
        return last is not None and end <= last

    return _with(known, said.start, said.end, then=in_time, if_given=said.if_given)


def _not_later_than(said: d.NotLater, known: Known) -> Finding:
    return _with(known, said.fact, then=lambda day: day <= said.day)


def _none_of(said: d.Values, known: Known) -> Finding:
    """Kept too where nothing is said."""
    return _with(known, said.fact, then=lambda value: value not in said.values, if_given=True)


def _dates_in_order(names: tuple[str, ...], known: Known) -> Finding:
    """Of the days that are known; the others are not needed."""
    days = [known.values[name] for name in names if name in known.values]
    return _finding(all(one <= next_ for one, next_ in itertools.pairwise(days)))


def _dates_agree(said: d.DatesAgree, known: Known) -> Finding:
    """The end may be the last day of the period, or the day after it."""

    def agree(start: Any, end: Any, years: Any) -> bool:
        last = after(start, months=round(12 * Decimal(years)))
        return last is not None and abs((end - last).days) <= 1

    return _with(known, said.start, said.end, said.years, then=agree, if_given=True)


def _column(rows: Any, column: str) -> list[Any] | None:
    """The cells of a column; None if one is missing."""
    cells = [row.get(column) for row in rows]
    return None if None in cells else cells


def _sums_to_hundred(said: d.ColumnOf, known: Known) -> Finding:
    if said.list in known.values and _column(known.values[said.list], said.column) is None:
        return Finding(None, (said.list,))
    return _with(known, said.list, then=lambda rows: _sum(rows, said.column) == 100)


def _sum(rows: Any, column: str) -> Decimal:
    return sum((Decimal(cell) for cell in _column(rows, column) or ()), Decimal(0))


def _equals_sum(said: d.SumOf, known: Known) -> Finding:
    def equal(total: Any, rows: Any) -> bool:
        return bool(Decimal(total) == _sum(rows, said.column))

    return _with(known, said.fact, said.list, then=equal)


def _unique(said: d.ColumnOf, known: Known) -> Finding:
    def differ(rows: Any) -> bool:
        cells = [str(row[said.column]).strip().lower() for row in rows if said.column in row]
        return len(cells) == len(set(cells))

    return _with(known, said.list, then=differ)


def _must_be_given(names: tuple[str, ...], known: Known) -> Finding:
    """In a record, what is not there is left out; in the paper it may still come."""
    lacking = tuple(name for name in names if name not in known.values)
    if known.in_row:
        return _finding(not lacking)
    return _with(known, *names, then=lambda *_: True)


def _must_hold(names: tuple[str, ...], known: Known) -> Finding:
    return _truth(names, known, wanted=True)


def _must_not_hold(names: tuple[str, ...], known: Known) -> Finding:
    return _truth(names, known, wanted=False)


def _truth(names: tuple[str, ...], known: Known, *, wanted: bool) -> Finding:
    if any(known.values.get(name) is (not wanted) for name in names):
        return _BROKEN  # whatever the others are
    return _with(known, *names, then=lambda *_: True)


def _one_of(said: d.Values, known: Known) -> Finding:
    return _with(known, said.fact, then=lambda value: value in said.values)


def _must_contain(said: d.Values, known: Known) -> Finding:
    return _with(known, said.fact, then=lambda values: set(said.values) <= set(values))


_CHECKS: Mapping[str, Callable[[Any, Known], Finding]] = {
    "at_least": _at_least,
    "at_most": _at_most,
    "days_between": _days_between,
    "within": _within,
    "not_later_than": _not_later_than,
    "dates_in_order": _dates_in_order,
    "dates_agree": _dates_agree,
    "sums_to_hundred": _sums_to_hundred,
    "equals_sum": _equals_sum,
    "unique": _unique,
    "must_be_given": _must_be_given,
    "must_hold": _must_hold,
    "must_not_hold": _must_not_hold,
    "one_of": _one_of,
    "none_of": _none_of,
    "must_contain": _must_contain,
}
