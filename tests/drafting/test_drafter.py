"""A draft from facts and clauses: rules, sources, blanks, bad input."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import policy
import pytest
from small_papers import DAY, KIND, check, drafted, library, papers, value

from assistant.drafting.drafter import Desk, draft
from assistant.drafting.given import brief_of
from assistant.drafting.papers import Papers
from assistant.errors import PaperError, UnknownKind
from assistant.settings import PROJECT

GOOD: dict[str, Any] = {"who": "Li Hua", "licence_term_years": 12}


@pytest.mark.parametrize(
    ("facts", "rule", "outcome"),
    [
        (GOOD, "at-least-ten-years", "pass"),
        ({**GOOD, "licence_term_years": 9}, "at-least-ten-years", "fail"),
        ({"who": "Li Hua"}, "at-least-ten-years", "needs_information"),
        (GOOD, "announced-long-enough", "not_applicable"),
        ({**GOOD, "start": "2026-03-02"}, "announced-long-enough", "pass"),
        ({**GOOD, "start": "2026-03-02", "end": "2026-03-17"}, "announced-long-enough", "pass"),
        ({**GOOD, "start": "2026-03-02", "end": "2026-03-16"}, "announced-long-enough", "fail"),
        ({**GOOD, "mode": "together"}, "partner-named", "needs_information"),
        ({**GOOD, "mode": "together", "partner": "none"}, "partner-named", "fail"),
        ({**GOOD, "mode": "alone"}, "partner-named", "not_applicable"),
        (GOOD, "partner-named", "not_applicable"),
        ({**GOOD, "shares": {"a": 50, "b": "50%"}}, "shares-add-up", "pass"),
        ({**GOOD, "shares": {"a": 50, "b": 49.5}}, "shares-add-up", "fail"),
        ({**GOOD, "shares": [{"party": "a"}]}, "shares-add-up", "needs_information"),
        ({**GOOD, "secret": "no"}, "no-secrets", "pass"),
        ({**GOOD, "secret": "是"}, "no-secrets", "fail"),
        (GOOD, "rests-on-what-is-gone", "needs_information"),
        (GOOD, "education-advised", "not_applicable"),
    ],
)
def test_a_rule_says_what_the_facts_say(
    tmp_path: Path, facts: dict[str, Any], rule: str, outcome: str
) -> None:
    assert check(drafted(tmp_path, facts), rule).outcome == outcome


def test_a_source_that_does_not_stand_is_never_cited(tmp_path: Path) -> None:
    made = drafted(tmp_path, GOOD)
    text = made.sections[0].text
    assert "twenty" not in text
    assert "nowhere" not in text
    assert all("twenty" not in citation.quote for citation in made.citations)
    assert check(made, "rests-on-what-is-gone").citations == ()
    assert any("for at least twenty years" in notice for notice in made.notices)
    assert any("nowhere" in notice for notice in made.notices)


def test_a_changed_clause_takes_its_sentence_and_its_rule_with_it(tmp_path: Path) -> None:
    text = policy.PILOT.text.replace("at least ten years", "no less than eight years")
    clauses = tuple(
        replace(c, text=c.text.replace("at least ten years", "no less than eight years"))
        for c in policy.PILOT.clauses
    )
    changed = replace(policy.PILOT, text=text, clauses=clauses)
    kind = papers(tmp_path).kind("licence")
    brief = brief_of(kind, GOOD, None, None, DAY)
    made = draft(kind, brief, Desk(lambda name: changed if name == "pilot" else library(name), {}))
    assert check(made, "at-least-ten-years").outcome == "needs_information"
    assert "ten years" not in made.sections[0].text


def test_missing_facts_are_blanks_and_questions_in_the_papers_language(tmp_path: Path) -> None:
    english, chinese = drafted(tmp_path, {}), drafted(tmp_path, {"language": "zh"})
    assert "[missing: licence term]" in english.sections[0].text
    assert "〔待补：许可期限〕" in chinese.sections[0].text
    assert [each.ask for each in chinese.missing] == ["谁？", "多久？"]


def test_a_stopping_rule_leaves_nothing_of_the_paper(tmp_path: Path) -> None:
    made = drafted(tmp_path, {**GOOD, "secret": True, "licence_term_years": 3})
    assert made.stopped
    assert len(made.sections) == 1
    assert "Li Hua" not in made.sections[0].text
    assert check(made, "at-least-ten-years").outcome == "fail"


def test_a_computed_field_names_its_rule_and_its_clause(tmp_path: Path) -> None:
    field = next(f for f in drafted(tmp_path, {"start": "2026年3月2日"}).fields if f.name == "end")
    assert (field.value, field.provenance) == ("2026-03-17", "rule")
    assert field.citation is not None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("licence_term_years", "-3"), ("licence_term_years", 5000), ("licence_term_years", "10-12"),
        ("licence_term_years", float("nan")), ("licence_term_years", [1]), ("start", "2026-02-30"),
        ("start", "0026-02-20"), ("secret", "perhaps"), ("mode", "sideways"), ("fee", "-5元"),
        ("fee", 300000), ("shares", 7), ("who", {"a": 1}),
    ],
)  # fmt: skip
def test_a_value_that_makes_no_sense_is_missing_and_the_rest_is_kept(
    tmp_path: Path, name: str, said: Any
) -> None:
    made = drafted(tmp_path, {**GOOD, name: said})
    assert value(made, name) is None
    assert name in {each.field for each in made.missing}
    assert any(f"({name})" in notice for notice in made.notices)
    kept = "licence_term_years" if name == "who" else "who"
    assert value(made, kept) == GOOD[kept]


@pytest.mark.parametrize(
    "name",
    ["License-Term Years", "licence term", "许可期限", "LICENCE_TERM_YEARS", "licence_term_year"],
)
def test_a_fact_is_known_by_its_label_and_by_near_names(tmp_path: Path, name: str) -> None:
    assert value(drafted(tmp_path, {name: "12年"}), "licence_term_years") == 12


def test_an_unknown_name_is_left_aside_with_the_nearest(tmp_path: Path) -> None:
    notices = drafted(tmp_path, {**GOOD, "licence_length": 3}).notices
    assert any("licence_length" in n and "licence_term_years" in n for n in notices)


def test_a_fact_given_twice_differently_is_missing(tmp_path: Path) -> None:
    made = drafted(tmp_path, {**GOOD, "许可期限": 5})
    assert value(made, "licence_term_years") is None


@pytest.mark.parametrize(
    "text", ["{{ 7 * 7 }}", "{who}", "see [1]", "- item", "<b>x</b>", "a\u0000\u202eb", "{% if %}"]
)
def test_a_users_words_are_never_read_as_anything_else(tmp_path: Path, text: str) -> None:
    made = drafted(tmp_path, {**GOOD, "who": text})
    said = made.sections[0].text
    assert "49" not in said
    assert "see [1]" not in said
    assert not said.startswith("- ")
    assert "\u202e" not in said


def test_an_unknown_kind_names_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(UnknownKind, match="licence"):
        papers(tmp_path).kind("license")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{who} is licensed", "{whom} is licensed", "whom"),
        ("sources: [gone]", "sources: [lost]", "lost"),
        ("type: number", "type: numbers", "licence_term_years.type"),
        ("at_least: {fact: licence_term_years", "at_leest: {fact: licence_term_years", "at_leest"),
        ("when: {mode: together}", "when: {modes: together}", "modes"),
        ("label: {en: partner, zh: 合作方}", "label: {en: partner}", "partner.label.zh"),
        ("title: {", "title: [", "cannot be read"),
    ],
)
def test_a_faulty_definition_is_refused_with_the_key(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    with pytest.raises(PaperError, match=told.replace(".", r"\.")):
        papers(tmp_path, KIND.replace(old, new, 1)).kind("licence")


def test_the_worked_example_of_the_docs_is_a_kind(tmp_path: Path) -> None:
    page = (PROJECT / "docs" / "papers.md").read_text(encoding="utf-8")
    shown = page.partition("```yaml\n")[2].partition("```")[0]
    shutil.copytree(PROJECT / "papers" / "shared", tmp_path / "shared")
    (tmp_path / "disclosure.yaml").write_text(shown, encoding="utf-8")
    kind = Papers(tmp_path).kind("disclosure")
    facts = {"achievement": "Coating", "disclosed_on": "2026-03-01", "inventors": "Li Hua"}
    made = draft(kind, brief_of(kind, facts, None, None, DAY), Desk(library, {}))
    assert "1 March 2026" in made.sections[0].text
    assert not made.missing
