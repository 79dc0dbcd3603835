"""The gate: whatever a text says that neither a fact nor a cited clause says is found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from small_papers import DAY, KIND, drafted, papers

from assistant.drafting.draft import Draft
from assistant.drafting.drafter import terms_of
from assistant.drafting.inventions import inventions

FACTS = {
    "who": "Li Hua", "licence_term_years": 12, "start": "2026-03-02",
    "fee": {"amount": 300000, "currency": "CNY"},
}  # fmt: skip


def with_text(made: Draft, text: str) -> Draft:
    section = made.sections[0]
    return replace(made, sections=(replace(section, text=f"{section.text}\n\n{text}"),))


def found(folder: Path, text: str) -> list[str]:
    made = with_text(drafted(folder, FACTS), text)
    return [each.words for each in inventions(made, terms_of(papers(folder).kind("licence")), DAY)]


@pytest.mark.parametrize(
    "text",
    [
        "It costs CNY 300,000.", "费用为30万元。", "It begins on 2 March 2026.", "自2026年3月2日开始。",
        "Li Hua is licensed for twelve years.", "许可12年。", "公示不少于15日。", "At least ten years. [1]",
        "On 1 April 2026 it was drafted.", "It ends on 17 March 2026.", "[missing: last day 99]",
    ],
)  # fmt: skip
def test_what_facts_and_clauses_say_passes(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It costs CNY 400,000.", "费用为40万元。", "It begins on 3 March 2026.", "自2026年3月5日开始。",
        "It runs for 13 years.", "许可20年。", "公示不少于30日。", "The share is 70%.",
        "It was signed by Wang Wei.", "由北京虚构大学出资。", "依照《虚构条例》办理。", "According to Article 7.",
        "依照第九条办理。", "The partner is Acme Holdings.", "It happened in 1999.",
    ],
)  # fmt: skip
def test_what_nobody_said_is_found(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text)


def test_a_definition_that_invents_loses_its_line_and_says_so(tmp_path: Path) -> None:
    invented = KIND.replace("{who} is licensed", "{who} of Acme Holdings is licensed")
    made = drafted(tmp_path, FACTS, invented)
    assert "Acme" not in made.sections[0].text
    assert "The fee is" in made.sections[0].text
    assert any("Acme" in notice for notice in made.notices)
