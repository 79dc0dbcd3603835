"""The clock of the machine."""

from __future__ import annotations

from datetime import UTC, date, datetime


class SystemClock:
    """The day of the machine."""

    def today(self) -> date:
        return date.today()


def utc_now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)
