"""The audit trail: who did what when, each event with the hash of the one before.

An event that was changed, left out or put in afterwards breaks the chain at its place. Whoever
could rewrite the whole database could also make a new chain: note the last hash elsewhere now and
then, and compare.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from assistant.review.content import hash_of

Deed = Literal[
    "created", "edited", "submitted", "commented", "resolved", "returned", "approved",
    "reopened", "withdrawn", "marked", "checked", "unmarked",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the trail. `version` is the paper's last submitted one after the event."""

    n: int
    at: datetime
    by: str
    action: Deed
    paper: int
    version: int
    details: dict[str, Any]
    before: str
    hash: str = ""


@dataclass(frozen=True, slots=True)
class TrailCheck:
    """What was found: how many events are in order, the hash of the last one of them, and what is
    wrong with event `broken_at`, if anything is."""

    events: int
    hash: str
    broken_at: int | None = None
    fault: str = ""

    @property
    def is_whole(self) -> bool:
        return self.broken_at is None


def sealed(event: Event) -> Event:
    """The event with its hash."""
    said = [
        event.n, event.at.isoformat(), event.by, event.action, event.paper, event.version,
        event.details, event.before,
    ]  # fmt: skip
    return replace(event, hash=hash_of(said))


def check_trail(
    events: Iterable[Event], end: tuple[int, str], kept: Callable[[Event], str]
) -> TrailCheck:
    """Follow the chain to its noted `end` (number and hash); it stops at the first broken link.

    `kept` gives the hash of what an event with a hash among its details tells of (a version, a
    comment), as it is kept now; "" where it is not there.
    """
    last, known = 0, ""
    for event in events:
        fault = _fault(event, last, known, kept)
        if fault:
            return TrailCheck(last, known, last + 1, fault)
        last, known = event.n, event.hash
    if (last, known) != end:
        return TrailCheck(last, known, last + 1, f"The trail ended with event {end[0]} once.")
    return TrailCheck(last, known)


def _fault(event: Event, last: int, known: str, kept: Callable[[Event], str]) -> str:
    if event.n != last + 1:
        return f"Event {last + 1} is not there."
    if event.before != known:
        return f"Event {event.n} does not follow the event before it."
    if sealed(event).hash != event.hash:
        return f"Event {event.n} is not as it was written."
    told = event.details.get("hash")
    if told is None or told == kept(event):
        return ""
    what = f"Version {event.version} of" if event.action == "submitted" else "A comment on"
    return f"{what} paper {event.paper} is not what it was at event {event.n}."
