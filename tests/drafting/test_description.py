"""What a description states is taken, with its words; what it denies or supposes is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from small_papers import drafted, value


@pytest.mark.parametrize(
    ("text", "name", "read"),
    [
        ("We ask for a licence of 12 years.", "licence_term_years", 12),
        ("We ask for a 12-year licence.", "licence_term_years", 12),
        ("许可期限为十二年。", "licence_term_years", 12),
        ("The licence runs for no less than 15 years.", "licence_term_years", 15),
        ("The announcement begins on 2 March 2026.", "start", "2026-03-02"),
        ("公示开始于2026年3月2日。", "start", "2026-03-02"),
        ("The fee is 300,000 yuan.", "fee", {"amount": 300000, "currency": "CNY"}),
        ("费用30万元。", "fee", {"amount": 300000, "currency": "CNY"}),
        ("The team works independently.", "mode", "alone"),
        ("由团队自行实施。", "mode", "alone"),
        ("The researcher is Li Hua.", "who", "Li Hua"),
        ("科研人员为李华。", "who", "李华"),
        ("The result involves state secrets.", "secret", True),
    ],
)
def test_a_fact_is_read_from_plain_words(tmp_path: Path, text: str, name: str, read: Any) -> None:
    made = drafted(tmp_path, {"description": text})
    field = next(field for field in made.fields if field.name == name)
    assert (field.value, field.provenance) == (read, "user")
    assert field.note


@pytest.mark.parametrize(
    "text",
    [
        "The licence has not yet been fixed at 12 years.",
        "If all goes well, the licence runs for 12 years.",
        "We hope for a licence of 12 years.",
        "Is a licence of 12 years enough?",
        "许可期限尚未定为12年。",
        "如果批准，许可期限为12年。",
        "The pilot lasts 12 years.",
        "The licence is free of charge.",
        "",
    ],
)
def test_what_is_denied_supposed_or_hoped_for_is_no_fact(tmp_path: Path, text: str) -> None:
    assert value(drafted(tmp_path, {"description": text}), "licence_term_years") is None


@pytest.mark.parametrize(
    "text", ["拟申请许可期限12年。", "The team intends to ask for a licence of 12 years."]
)
def test_what_is_planned_is_what_the_paper_is_about(tmp_path: Path, text: str) -> None:
    assert value(drafted(tmp_path, {"description": text}), "licence_term_years") == 12


def test_a_fact_given_apart_wins_and_the_contradiction_is_told(tmp_path: Path) -> None:
    made = drafted(
        tmp_path, {"licence_term_years": 11, "description": "The licence is for 12 years."}
    )
    assert value(made, "licence_term_years") == 11
    assert any("12" in notice and "11" in notice for notice in made.notices)


def test_two_different_values_are_none(tmp_path: Path) -> None:
    text = "The licence is for 12 years. The licence is for 14 years."
    made = drafted(tmp_path, {"description": text})
    assert value(made, "licence_term_years") is None
    assert made.notices


def test_a_description_that_is_no_text_is_told_of(tmp_path: Path) -> None:
    assert drafted(tmp_path, {"description": [1, 2]}).notices
