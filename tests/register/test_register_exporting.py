from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar
from small_policy import document, register

from assistant.errors import UsageError
from assistant.register.exporting import calendar_of, csv_of, json_of, objects_of
from assistant.register.facts import Deadline
from assistant.register.register import Register

TEXT = """I. Tasks
1. Reports
By the end of June 2024, pilot entities shall send "a report, signed". \
By 1 March 2025, pilot entities shall send "a report, signed".
"""
STAMP = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture
def opened() -> Register:
    return register(document(TEXT))


def test_objects_hold_the_contract_and_where_the_fact_stands(opened: Register) -> None:
    (first, _) = objects_of(opened, opened.rows("deadlines"))
    assert first["date"] == "2024-06-30"
    assert (first["precision"], first["who"]) == ("month", "pilot entities")
    assert TEXT[first["start"] : first["end"]] == first["quote"]
    assert (first["document"], first["title"], first["clause"]) == ("plan", "Title of plan", "I.1")
    assert json.loads(json_of(opened, opened.rows("deadlines")))[0] == first


def test_an_empty_list_is_an_empty_array(opened: Register) -> None:
    assert json.loads(json_of(opened, ())) == []


def test_csv_is_read_back_with_its_commas_and_quotes(opened: Register) -> None:
    text = csv_of(opened, "deadlines", opened.rows("deadlines"))
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["date"] for row in rows] == ["2024-06-30", "2025-03-01"]
    assert rows[0]["what"] == 'send "a report, signed"'
    assert rows[0]["page"] == ""


def test_the_calendar_is_read_back_with_every_deadline_and_its_clause(opened: Register) -> None:
    rows = opened.rows("deadlines")
    calendar = Calendar.from_ical(calendar_of(opened, rows, stamp=STAMP))
    events = calendar.walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [date(2024, 6, 30), date(2025, 3, 1)]
    for event, row in zip(events, rows, strict=True):
        assert isinstance(row, Deadline)
        assert row.place.quote in str(event["description"])
        assert "I.1" in str(event["description"])
    assert calendar.errors == []


def test_a_deadline_keeps_its_uid_when_the_text_around_it_changes() -> None:
    before = register(document(TEXT))
    after = register(document("A new title\n\n" + TEXT))
    uids = [
        [str(event["uid"]) for event in Calendar.from_ical(calendar_of(r, r.rows("deadlines"))).walk("VEVENT")]
        for r in (before, after)
    ]  # fmt: skip
    assert uids[0] == uids[1]
    assert len(set(uids[0])) == 2


def test_only_deadlines_make_a_calendar(opened: Register) -> None:
    with pytest.raises(UsageError, match="Only deadlines"):
        calendar_of(opened, opened.rows("duties"))
