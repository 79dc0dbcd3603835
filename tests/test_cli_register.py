from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator
from small_policy import PLAN, document, register
from standin import SETTINGS, StandIn, run
from typer.testing import Result as Outcome

from assistant.register.facts import KINDS
from assistant.register.register import Register

SHAPES = json.loads((Path(__file__).parent / "contract.json").read_text(encoding="utf-8"))


@dataclass
class Registering(StandIn):
    """A stand-in whose library holds two small policies."""

    text: str = PLAN

    def register(self) -> Register:
        if self.failure:
            raise self.failure
        return register(document(self.text, "plan"), document("Nothing.\n", "poem"))


def command(*arguments: str, **parts: Any) -> Outcome:
    return run(Registering(SETTINGS, **parts), "register", *arguments)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_printed_as_an_array_of_its_shape(kind: str) -> None:
    done = command(kind, "--format", "json")
    rows = json.loads(done.stdout)
    validator = Draft202012Validator({**SHAPES[kind], "$defs": SHAPES["$defs"]})
    assert done.exit_code == 0
    assert rows
    assert [fault.message for fault in validator.iter_errors(rows)] == []


def test_a_table_shows_the_rows_and_their_number() -> None:
    done = command("duties", "--unit", "pilot entity", "--force", "may")
    assert "grant licenses" in " ".join(done.stdout.split())
    assert "1 duty in 1 document" in done.stdout


def test_filters_narrow_the_rows() -> None:
    done = command("deadlines", "--from", "2024-01-01", "--to", "2024-12-31", "--format", "json")
    assert [row["date"] for row in json.loads(done.stdout)] == ["2024-06-30"]
    done = command("targets", "--document", "poem", "--format", "json")
    assert json.loads(done.stdout) == []
    assert "no targets" in done.stderr


def test_csv_and_calendar_are_read_back() -> None:
    table = command("deadlines", "--format", "csv").stdout_bytes.decode()
    assert len(list(csv.DictReader(io.StringIO(table, newline="")))) == 2
    calendar = Calendar.from_ical(command("deadlines", "--format", "ics").stdout_bytes)
    assert len(calendar.walk("VEVENT")) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["duties", "--unit", "Municipal Bureau of Finanse"], "Municipal Bureau of Finance"),
        (["duties", "--document", "nowhere"], "plan"),
        (["deadlines", "--from", "2025-01-01", "--to", "2024-01-01"], "before it begins"),
        (["deadlines", "--from", "tomorrow"], "--from"),
        (["duties", "--from", "2025-01-01"], "no day"),
        (["duties", "--force", "must"], "shall_not"),
        (["targets", "--format", "ics"], "Only deadlines"),
        (["dues"], "responsibilities"),
        ([], "KIND"),
    ],
)
def test_wrong_usage_says_what_would_be_right(arguments: list[str], said: str) -> None:
    done = command(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr


def test_an_empty_list_says_so_and_is_no_failure() -> None:
    done = command("deadlines", "--to", "2000-01-01")
    assert done.exit_code == 0
    assert done.stdout.strip() == ""
    assert "no deadlines" in done.stderr


def test_markup_in_a_document_is_shown_as_it_stands() -> None:
    text = "I. Tasks\n1. Reports\nThe office shall show [bold]all[/bold] \x1b[31mreports.\n"
    done = command("duties", text=text)
    assert "[bold]all[/bold]" in " ".join(done.stdout.split())
    assert "\x1b[31m" not in done.stdout
