"""Moments are kept as text: ISO 8601, in UTC."""

from __future__ import annotations

from datetime import UTC, datetime


def moment(at: datetime) -> str:
    """A moment as kept. Raises ValueError without a time zone."""
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone")
    return at.astimezone(UTC).isoformat()


def moment_of(kept: str) -> datetime | None:
    """A moment as it was kept, None for none."""
    return datetime.fromisoformat(kept) if kept else None
