"""Rows of the register for other programs: objects, CSV, and deadlines as a calendar."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from assistant.errors import UsageError
from assistant.model import Language
from assistant.register.facts import Deadline, Fact, Kind, Responsibility, row_of
from assistant.register.register import Register

Row = dict[str, Any]

_COLUMNS: dict[Kind, tuple[str, ...]] = {
    "responsibilities": ("unit", "role", "task", "unit_id"),
    "deadlines": ("date", "precision", "who", "what"),
    "targets": ("what", "comparator", "value", "unit", "by"),
    "durations": ("bound", "value", "unit", "working", "who", "what"),
    "duties": ("force", "who", "what"),
}
_PLACE = ("document", "title", "clause", "heading", "quote", "start", "end", "page", "version")
_SUMMARY = 120


def objects_of(register: Register, facts: Iterable[Fact]) -> list[Row]:
    """The facts as objects of the commands' contract; keys may be added, none removed."""
    return [_object(register, fact) for fact in facts]


def json_of(register: Register, facts: Iterable[Fact]) -> str:
    """The facts as a JSON array, one object a line; what cannot be written as UTF-8 is escaped."""
    lines = []
    for row in objects_of(register, facts):
        line = json.dumps(row, ensure_ascii=False)
        lines.append(line if _is_writable(line) else json.dumps(row))
    return "[" + ",\n".join(lines) + "]\n"


def _is_writable(line: str) -> bool:
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _object(register: Register, fact: Fact) -> Row:
    row = row_of(fact) | {"title": title_of(register, fact)}
    if isinstance(fact, Responsibility):
        row["unit_id"] = register.units.identity(fact.unit)
    return row


def title_of(register: Register, fact: Fact) -> str:
    """The title of the fact's document."""
    known = register.documents.get(fact.place.document)
    return known.title if known else fact.place.document


def csv_of(register: Register, kind: Kind, facts: Iterable[Fact]) -> str:
    """The facts as CSV (RFC 4180): what each says first, then where it stands."""
    out = io.StringIO(newline="")
    columns = (*_COLUMNS[kind], *_PLACE)
    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    for row in objects_of(register, facts):
        writer.writerow({name: "" if row[name] is None else row[name] for name in columns})
    return out.getvalue()


def calendar_of(
    register: Register, facts: Sequence[Fact], *, stamp: datetime | None = None
) -> bytes:
    """Deadlines as an iCalendar file (RFC 5545): one all-day event on the last day of each.

    The same deadline keeps its UID from one export to the next. `stamp` is when the calendar was
    made (default: now). Raises UsageError for facts that have no day to stand on.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Policy assistant//Register of deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Policy deadlines")
    seen: dict[str, int] = {}
    for fact in facts:
        if not isinstance(fact, Deadline):
            raise UsageError(
                "Only deadlines make a calendar.", "Choose another format, or ask for deadlines."
            )
        uid = _uid(fact)
        seen[uid] = seen.get(uid, 0) + 1
        event = Event()
        event.add("uid", f"{uid}-{seen[uid]}@policy-assistant")
        event.add("dtstamp", stamp or datetime.now(UTC))
        event.add("dtstart", fact.date)
        event.add("dtend", fact.date + timedelta(days=1))
        event.add("summary", _summary(fact))
        event.add("description", _description(fact, title_of(register, fact)))
        event.add("categories", [fact.place.document])
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _uid(fact: Deadline) -> str:
    """Names the deadline by what it says and in which clause, not by where in the file."""
    said = "\n".join(
        (fact.place.document, fact.place.clause, fact.date.isoformat(), fact.place.quote)
    )
    return hashlib.sha256(said.encode("utf-8", "backslashreplace")).hexdigest()[:32]


def _summary(fact: Deadline) -> str:
    said = f"{fact.who}: {fact.what}" if fact.who else fact.what
    return said if len(said) <= _SUMMARY else said[: _SUMMARY - 1].rstrip() + "…"


def _description(fact: Deadline, title: str) -> str:
    place = " · ".join(part for part in (fact.place.clause, fact.place.heading) if part)
    lines = [f"{title}, {place}", f"“{fact.place.quote}”"]
    if fact.precision != "day":
        lines.append(f"The text names the {fact.precision}; the event is on its last day.")
    return "\n".join(lines)


def nothing_found(kind: Kind, language: Language = "en") -> str:
    """What to say where no row is wanted."""
    if language == "zh":
        return "登记簿中没有符合条件的条目。"
    return f"The register has no {kind} for this."
