from __future__ import annotations

import pytest
from small_policy import CORPUS, UNITS

from assistant.finding.glossary import read_glossary
from assistant.register.units import Units


@pytest.mark.parametrize(
    ("spelling", "unit"),
    [
        ("Municipal Commission of Health", "health"),
        ("the Municipal Commission of Health", "health"),
        ("Commission of Health", "health"),
        ("Municipal Health Commission", "health"),
        ("市卫生健康委", "health"),
        ("all district people's governments", "districts"),
        ("All District People’s Governments", "districts"),
        ("上海市财政局", "finance"),
        ("财政局", "finance"),
        ("pilot entity", "pilot-entities"),
        ("The Pilot Entities", "pilot-entities"),
    ],
)
def test_all_spellings_of_a_unit_are_one(spelling: str, unit: str) -> None:
    assert UNITS.identity(spelling) == unit


def test_an_unknown_unit_is_its_own_under_the_same_comparison() -> None:
    assert UNITS.identity("the Office of Trade") == UNITS.identity("Trade Offices")
    assert UNITS.identity("the Office of Trade") != UNITS.identity("the Office of Taxes")


def test_the_units_of_a_phrase_are_found_one_by_one() -> None:
    found = UNITS.among("The pilot entity and the Municipal Bureau of Finance")
    assert {"pilot-entities", "finance"} <= found
    assert {"finance", "health"} <= UNITS.among("市财政局、市卫生健康委")
    assert UNITS.among(" ") == frozenset()


def test_the_nearest_units_are_named_once_each() -> None:
    near = UNITS.nearest("Municipal Finanse Bureau")
    assert UNITS.identity(near[0]) == "finance"
    assert len({UNITS.identity(name) for name in near}) == len(near)


def test_a_unit_has_a_name_in_both_languages() -> None:
    assert UNITS.name("finance", "zh") == "市财政局"
    assert UNITS.name("finance", "en") == "Municipal Bureau of Finance"
    assert UNITS.name("offic-trade", "zh", "Office of Trade") == "Office of Trade"


def test_every_spelling_in_the_glossary_means_its_own_organization() -> None:
    glossary = read_glossary(CORPUS / "glossary.yaml")
    units = Units(glossary)
    organizations = [entry for entry in glossary.entries if entry.kind == "organization"]
    firsts = {
        form: entry.id for entry in reversed(organizations) for form in (entry.en[0], entry.zh[0])
    }
    wrong = {
        form: units.identity(form)
        for form, identity in firsts.items()
        if units.identity(form) != identity and form not in ("government",)
    }
    assert wrong == {}
