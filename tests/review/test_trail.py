"""The trail cannot be rewritten through the program, and shows it where it was rewritten anyhow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from desk import BEGIN, Desk, database, servers
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from assistant.errors import LibraryError
from assistant.review.reviews import Reviews
from assistant.review.trail import Event, check_trail, sealed


@pytest.fixture(params=["sqlite", servers])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(database(request.param, tmp_path))
    desk.approved()
    desk.submitted("Cy")
    desk.reviews.comment(2, "Bo", "Why?")
    yield desk
    desk.close()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE trail SET by = 'Bo'",
        "DELETE FROM trail WHERE n = 2",
        "DELETE FROM trail",
        "UPDATE paper_versions SET by = 'Bo'",
        "DELETE FROM paper_versions",
    ],
)
def test_the_database_refuses_to_change_what_has_happened(desk: Desk, change: str) -> None:
    before = desk.reviews.trail(), desk.reviews.versions(1)
    with pytest.raises(LibraryError, match="never changed"), desk.catalogue.writing() as sql:
        sql.execute(text(change))
    assert (desk.reviews.trail(), desk.reviews.versions(1)) == before
    assert desk.reviews.verify_trail().is_whole


def test_an_event_is_not_replaced_by_another(desk: Desk) -> None:
    copied = "SELECT n, at, 'Bo', action, paper, version, details, before, hash FROM trail"
    verb = "INSERT OR REPLACE" if "sqlite" in desk.url else "INSERT"
    with pytest.raises((LibraryError, DBAPIError)), desk.catalogue.writing() as sql:
        sql.execute(text(f"{verb} INTO trail {copied} WHERE n = 2"))
    assert desk.reviews.trail()[1].by == "Ann"
    if "postgresql" in desk.url:
        with pytest.raises(LibraryError, match="never changed"), desk.catalogue.writing() as sql:
            sql.execute(text("TRUNCATE trail"))


def unprotect(desk: Desk) -> None:
    """As somebody could who owns the database."""
    with desk.catalogue.writing() as sql:
        if "sqlite" in desk.url:
            for table in ("trail", "paper_versions"):
                for change in ("update", "delete"):
                    sql.execute(text(f"DROP TRIGGER {table}_keeps_{change}"))
        else:
            for table in ("trail", "paper_versions"):
                sql.execute(text(f"DROP TRIGGER {table}_keeps_row ON {table}"))


@pytest.mark.parametrize(
    ("change", "place", "said"),
    [
        ("UPDATE trail SET by = 'Di' WHERE n = 2", 2, "not as it was written"),
        ("UPDATE trail SET at = '2020-01-01T00:00:00+00:00' WHERE n = 3", 3, "not as it was"),
        ("DELETE FROM trail WHERE n = 2", 2, "is not there"),
        ("DELETE FROM trail WHERE n = 6", 6, "ended with event 6"),
        ("UPDATE comments SET text = 'Fine.'", 6, "A comment on paper 2"),
        ("DELETE FROM comments", 6, "A comment on paper 2"),
        ("UPDATE trail SET before = '' WHERE n = 3", 3, "does not follow"),
        ("UPDATE paper_versions SET facts = '{}' WHERE paper = 2", 5, "Version 1 of paper 2"),
        ("DELETE FROM paper_versions WHERE paper = 1", 2, "Version 1 of paper 1"),
    ],
)
def test_what_was_rewritten_in_the_database_is_found(
    desk: Desk, change: str, place: int, said: str
) -> None:
    assert (desk.reviews.verify_trail().events, desk.reviews.verify_trail().fault) == (6, "")
    unprotect(desk)
    with desk.catalogue.writing() as sql:
        sql.execute(text(change))
    found = Reviews(desk.catalogue, desk.now).verify_trail()
    assert (found.broken_at, found.events) == (place, place - 1)
    assert said in found.fault


def test_events_tell_who_did_what_when(desk: Desk) -> None:
    events = desk.reviews.trail(2)
    assert [(event.n, event.action, event.by, event.version) for event in events] == [
        (4, "created", "Cy", 0),
        (5, "submitted", "Cy", 1),
        (6, "commented", "Bo", 1),
    ]
    assert all(event.at.utcoffset() is not None and event.at > BEGIN for event in events)
    assert events[1].details["hash"] == desk.reviews.version(2, 1).hash
    assert events[1].before == events[0].hash


def test_an_event_sealed_anew_breaks_the_link_after_it() -> None:
    one = sealed(Event(1, BEGIN, "Ann", "created", 1, 0, {}, ""))
    two = sealed(Event(2, BEGIN, "Ann", "withdrawn", 1, 0, {}, one.hash))
    forged = sealed(replace(one, by="Bo"))
    end = (2, two.hash)
    assert check_trail([one, two], end, lambda event: "").is_whole
    assert check_trail([forged, two], end, lambda event: "").broken_at == 2
    assert check_trail([], (0, ""), lambda event: "").is_whole
