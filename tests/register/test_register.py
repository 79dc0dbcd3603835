from __future__ import annotations

from datetime import date

import pytest
from small_policy import PLAN, document, register

from assistant.errors import UnknownDocument, UsageError
from assistant.register.facts import facts_from, rows_of
from assistant.register.reading import facts_of
from assistant.register.register import Filter, Register
from assistant.register.units import UnknownUnit

RULES = "I. Rules\n1. Reporting\nThe Finance Bureau shall report by the end of 2024.\n"


@pytest.fixture
def opened() -> Register:
    return register(document(PLAN, "plan"), document(RULES, "rules"))


def test_without_a_filter_all_rows_come_in_text_order(opened: Register) -> None:
    rows = opened.rows("deadlines")
    assert [(row.place.document, row.date.year) for row in rows] == [  # type: ignore[union-attr]
        ("plan", 2025),
        ("plan", 2024),
        ("rules", 2024),
    ]


@pytest.mark.parametrize("unit", ["Municipal Finance Bureau", "市财政局", "the bureau of finance"])
def test_a_unit_is_found_under_any_spelling(opened: Register, unit: str) -> None:
    rows = opened.rows("responsibilities", Filter(units=(unit,)))
    assert [row.place.document for row in rows] == ["plan", "rules"]


def test_deadlines_and_targets_of_a_clause_concern_the_units_that_answer_for_it(
    opened: Register,
) -> None:
    wanted = Filter(units=("district people's governments",))
    assert [row.place.clause for row in opened.rows("deadlines", wanted)] == ["I.1"]
    assert [row.value for row in opened.rows("targets", wanted)] == [30_000_000_000]  # type: ignore[union-attr]


def test_duties_concern_only_those_whom_they_name(opened: Register) -> None:
    assert opened.rows("duties", Filter(units=("Bureau of Finance",), documents=("plan",))) == ()
    rows = opened.rows("duties", Filter(units=("pilot entity",), forces=("may",)))
    assert [row.what for row in rows] == ["grant licenses"]  # type: ignore[union-attr]


def test_a_period_takes_its_first_and_its_last_day_in(opened: Register) -> None:
    wanted = Filter(start=date(2024, 6, 30), end=date(2024, 12, 31))
    assert [row.date for row in opened.rows("deadlines", wanted)] == [  # type: ignore[union-attr]
        date(2024, 6, 30),
        date(2024, 12, 31),
    ]
    assert opened.rows("targets", Filter(end=date(2020, 1, 1))) == ()


def test_an_unknown_unit_is_answered_with_the_nearest_ones(opened: Register) -> None:
    with pytest.raises(UnknownUnit, match="Municipal Bureau of Finance"):
        opened.rows("duties", Filter(units=("Municipal Bureau of Finanse",)))


def test_a_known_unit_without_rows_has_none(opened: Register) -> None:
    assert opened.rows("duties", Filter(units=("Commission of Health",))) == ()


def test_an_unknown_document_is_answered_with_near_ones(opened: Register) -> None:
    with pytest.raises(UnknownDocument, match="rules"):
        opened.rows("duties", Filter(documents=("the rules",)))


@pytest.mark.parametrize(
    ("kind", "wanted", "said"),
    [
        ("deadlines", Filter(start=date(2025, 1, 1), end=date(2024, 1, 1)), "before it begins"),
        ("duties", Filter(start=date(2025, 1, 1)), "have no day"),
        ("deadlines", Filter(forces=("may",)), "duties only"),
        ("duties", Filter(forces=("must",)), "no force"),  # type: ignore[arg-type]
        ("dues", Filter(), "no register"),
    ],
)
def test_what_makes_no_sense_is_said(
    opened: Register, kind: str, wanted: Filter, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        opened.rows(kind, wanted)  # type: ignore[arg-type]


def test_a_document_without_facts_has_an_empty_register() -> None:
    empty = register(document("A poem\n\nThe rain falls softly on the hill.\n", "poem"))
    assert all(empty.rows(kind) == () for kind in ("deadlines", "targets", "duties"))


def test_facts_survive_being_kept_as_rows() -> None:
    facts = facts_of(document(PLAN)) + facts_of(document("第一条 申请人应当在2个月内缴费。"))
    assert facts_from(rows_of(facts)) == facts
