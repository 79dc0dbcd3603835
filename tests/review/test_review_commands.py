"""`assistant review …` over real reviews in a small library."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from desk import FACTS, PLAN, Desk, database
from sqlalchemy import text
from standin import SETTINGS, StandIn, run
from typer.testing import Result as Outcome

from assistant.review.reviews import Reviews


@dataclass
class Reviewing(StandIn):
    """A stand-in with papers."""

    desk: Desk | None = None

    @property
    def reviews(self) -> Reviews:  # type: ignore[override]
        assert self.desk
        return self.desk.reviews


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(database("sqlite", tmp_path))
    desk.paper("Ann")
    yield desk
    desk.close()


def command(desk: Desk, *arguments: str) -> Outcome:
    return run(Reviewing(SETTINGS, desk=desk), "review", *arguments)


def objects(done: Outcome) -> list[dict[str, Any]]:
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_paper_goes_all_the_way_at_the_terminal(desk: Desk) -> None:
    assert "Paper 1 submitted, version 1" in command(desk, "submit", "1", "--as", "Ann").stdout
    said = command(desk, "comment", "1", "Too short?", "--as", "Bo", "--field", "partner").stdout
    assert "1. Bo on field partner: Too short?" in said
    returned = command(desk, "return", "1", "--as", "Bo", "--reason", "See there.")
    assert "Paper 1 returned" in returned.stdout
    assert "settled by Ann" in command(desk, "resolve", "1", "1", "--as", "Ann").stdout
    desk.edit(1, "Ann", licence_term_years=15)
    command(desk, "submit", "1", "--as", "Ann")
    assert "Paper 1 approved" in command(desk, "approve", "1", "--as", "Bo").stdout
    assert "[-12-]{+15+}" in command(desk, "diff", "1", "1", "2").stdout
    assert "whole: 8 events" in command(desk, "trail", "--verify").stdout
    reopened = command(desk, "reopen", "1", "--as", "Ann", "--reason", "New partner.")
    assert "Paper 1 reopened" in reopened.stdout
    assert "withdrawn" in command(desk, "withdraw", "1", "--as", "Ann").stdout


def test_lists_and_papers_are_printed_as_json_too(desk: Desk) -> None:
    (row,) = objects(command(desk, "list", "--json"))
    assert (row["id"], row["state"], row["writers"]) == (1, "draft", ["Ann"])
    assert row["created"].startswith("2026-01-05T09:00:")
    (whole,) = objects(command(desk, "show", "1", "--json"))
    assert whole["text"]["facts"] == FACTS
    assert whole["text"]["draft"]["kind"] == "implementation_plan"
    assert [event["action"] for event in objects(command(desk, "trail", "1", "--json"))] == [
        "created"
    ]
    assert "1 paper" in command(desk, "list").stdout
    assert "0 papers" in command(desk, "list", "--state", "approved").stdout
    assert "Plan: Thin films" in command(desk, "show", "1").stdout


def test_what_changed_is_shown_and_checked(desk: Desk) -> None:
    desk.put(PLAN.replace("15 days", "30 days"))
    shown = " ".join(command(desk, "show", "1").stdout.split())
    assert "To be checked again" in shown
    assert "no less than 30 days" in shown
    assert "(to be checked again)" in command(desk, "list", "--check-again").stdout
    done = command(desk, "recheck", "1", "--as", "Bo", "--note", "Still right.")
    assert "it said: announce the decision" in done.stdout
    assert "0 papers" in command(desk, "list", "--check-again").stdout


def test_what_people_wrote_is_shown_literally(desk: Desk) -> None:
    desk.reviews.comment(1, "Bo", "[bold]No[/bold]")
    assert "[bold]No[/bold]" in command(desk, "show", "1").stdout


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["approve", "1", "--as", "Bo"], 1, "is draft and cannot be approved"),
        (["submit", "1", "--as", "Bo"], 1, "Ask one of its writers: Ann"),
        (["show", "7"], 2, "no paper 7"),
        (["show", "1", "--version", "3"], 2, "no version 3"),
        (["list", "--state", "lost"], 2, "draft, returned"),
        (["submit", "1"], 2, "--as"),
        (["return", "1", "--as", "Bo"], 2, "--reason"),
        (["comment", "1", "x", "--as", "A", "--field", "a", "--section", "b"], 2, "one of the two"),
    ],
)
def test_what_cannot_be_done_is_told(
    desk: Desk, arguments: list[str], status: int, said: str
) -> None:
    done = command(desk, *arguments)
    assert done.exit_code == status
    assert said in " ".join(done.stderr.split())
    assert done.stdout == ""


def test_a_trail_that_was_rewritten_ends_with_status_1(desk: Desk) -> None:
    with desk.catalogue.writing() as sql:
        sql.execute(text("DROP TRIGGER trail_keeps_update"))
        sql.execute(text("UPDATE trail SET by = 'Bo'"))
    done = command(desk, "trail", "--verify")
    assert done.exit_code == 1
    assert "broken at event 1" in done.stdout
