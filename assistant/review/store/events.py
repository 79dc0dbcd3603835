"""The trail."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from assistant.library import tables as t
from assistant.review.papers import Paper
from assistant.review.store.moments import moment
from assistant.review.trail import Deed, Event, sealed

_EVENTS_AT_ONCE = 1000


def add_event(
    sql: Connection,
    of: Paper,
    action: Deed,
    by: str,
    at: datetime,
    details: Mapping[str, Any],
) -> None:
    """Add to the trail. Others wait until this transaction has ended."""
    end = sql.execute(select(t.trail_end).with_for_update()).one()
    utc = datetime.fromisoformat(moment(at))
    event = sealed(Event(end.n + 1, utc, by, action, of.id, of.version, dict(details), end.hash))
    sql.execute(
        insert(t.trail).values(
            n=event.n,
            at=moment(event.at),
            by=event.by,
            action=event.action,
            paper=event.paper,
            version=event.version,
            details=event.details,
            before=event.before,
            hash=event.hash,
        )
    )
    sql.execute(update(t.trail_end).values(n=event.n, hash=event.hash))


def trail_end(sql: Connection) -> tuple[int, str]:
    """The number and the hash of the last event, as noted."""
    row = sql.execute(select(t.trail_end)).one()
    return row.n, row.hash


def events(sql: Connection, number: int | None = None) -> Generator[Event, None, None]:
    """The trail, oldest first: all of it, or of one paper."""
    query = select(t.trail).order_by(t.trail.c.n)
    if number is not None:
        query = query.where(t.trail.c.paper == number)
    # The reader may stop at a broken link: the server's cursor is closed then, too.
    with sql.execute(query.execution_options(yield_per=_EVENTS_AT_ONCE)) as rows:
        for row in rows:
            yield Event(
                n=row.n,
                at=datetime.fromisoformat(row.at),
                by=row.by,
                action=row.action,
                paper=row.paper,
                version=row.version,
                details=row.details,
                before=row.before,
                hash=row.hash,
            )
