"""Days and years counted: the end of a period, and how long one is."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from decimal import Decimal


def after(start: date, *, days: int = 0, months: int = 0, years: int = 0) -> date | None:
    """The day so long after `start` (29 February becomes 28); None past the last year."""
    try:
        month = start.month - 1 + months + 12 * years
        year, month = start.year + month // 12, month % 12 + 1
        day = min(start.day, calendar.monthrange(year, month)[1])
        return date(year, month, day) + timedelta(days=days)
    except (ValueError, OverflowError, IndexError):
        return None


def years_between(start: date, end: date) -> Decimal:
    """Whole years, the last day included: 1 January 2025 to 31 December 2034 are ten."""
    until = end + timedelta(days=1) if end < date.max else end
    years = until.year - start.year
    begun = after(start, years=years)
    if begun is not None and begun > until:
        years -= 1
    return Decimal(years)
