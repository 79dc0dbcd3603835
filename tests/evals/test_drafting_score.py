"""The scorer of the drafting suite passes a faithful draft and fails each way of spoiling one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from small_policy import corpus

from assistant.drafting.draft import Check, Draft, Field, Missing, Outcome
from assistant.drafting.drafter import Desk, draft, terms_of
from assistant.drafting.given import brief_of
from assistant.drafting.inventions import inventions
from assistant.drafting.papers import Papers
from assistant.drafting.summary import ledger_part
from assistant.model import Document, Glossary
from assistant.results import draft_object
from evals.drafting_cases import PARTS, DraftingCase, read_cases
from evals.drafting_score import Drafted, judge, lines_of, scores_of
from evals.run import REPORTS
from evals.unfounded import ground_of, texts_of

PAPERS = Papers(Path(__file__).resolve().parents[2] / "papers")
KINDS = 8


@cache
def library() -> dict[str, Document]:
    return {document.id: document for document in corpus()}


@cache
def cases() -> dict[str, DraftingCase]:
    return {case.id: case for case in read_cases("cases")}


def made(case: DraftingCase) -> Draft:
    kind = PAPERS.kind(case.kind)
    brief = brief_of(kind, case.facts, case.language, case.as_of, date(2026, 1, 1))  # type: ignore[arg-type]
    return draft(kind, brief, Desk(library().__getitem__, {"ledger": ledger_part}, case.folder))


def missed(case: DraftingCase, paper: Draft) -> set[str]:
    """The measures of which something does not hold."""
    said = draft_object(paper)
    texts = {name: document.text for name, document in library().items()}
    found = inventions(paper, terms_of(PAPERS.kind(case.kind)), case.as_of)
    ground = ground_of(said, texts_of(dict(case.facts)), case.as_of, Glossary())
    drafted = Drafted(case, said, texts, tuple(each.words for each in found), ground)
    return {judged.measure for judged in judge(drafted) if not judged.holds}


def with_text(paper: Draft, words: str) -> Draft:
    first, *rest = paper.sections
    return replace(paper, sections=(replace(first, text=f"{first.text}\n\n{words}"), *rest))


def with_citation(paper: Draft, **changes: Any) -> Draft:
    first, *rest = paper.citations
    return replace(paper, citations=(replace(first, **changes), *rest))


def with_outcome(paper: Draft, rule: str, outcome: Outcome) -> Draft:
    checks = tuple(
        replace(check, outcome=outcome) if check.rule == rule else check for check in paper.checks
    )
    assert checks != paper.checks
    return replace(paper, checks=checks)


SPOILED: list[tuple[str, Callable[[Draft], Draft], str]] = [
    ("plan-en-complete", lambda p: with_citation(p, quote="as the policy says"), "citations verbatim"),
    ("plan-en-complete", lambda p: with_citation(p, start=0, end=9), "citations verbatim"),
    ("plan-en-complete", lambda p: with_text(p, "So it is [99]."), "citations verbatim"),
    ("plan-en-complete", lambda p: with_text(p, "The fee is CNY 777,000."), "nothing unfounded"),
    ("plan-en-complete", lambda p: with_text(p, "The fee is CNY 777,000."), "nothing invented"),
    ("plan-en-complete", lambda p: with_text(p, "It ends on 3 March 2026."), "nothing unfounded"),
    ("plan-en-complete", lambda p: with_text(p, "It lasts nineteen years."), "nothing unfounded"),
    ("plan-en-complete", lambda p: with_text(p, "We asked John Smith."), "nothing unfounded"),
    ("plan-zh-complete", lambda p: with_text(p, "已征得江湾大学同意。"), "nothing unfounded"),
    ("plan-zh-complete", lambda p: with_text(p, "公示三十七日。"), "nothing unfounded"),
    ("plan-zh-complete", lambda p: with_text(p, "依据《专利法》办理。"), "nothing unfounded"),
    (
        "plan-en-complete",
        lambda p: replace(p, fields=(*p.fields, Field("market", "market", "Poland", "user"))),
        "nothing unfounded",
    ),
    ("plan-en-incomplete", lambda p: replace(p, missing=p.missing[1:]), "missing facts asked for"),
    (
        "plan-en-complete",
        lambda p: replace(p, missing=(Missing("market", "Which?"),)),
        "nothing asked without need",
    ),
    (
        "plan-en-short-term-short-announcement",
        lambda p: with_outcome(p, "licence-term-at-least-ten-years", "pass"),
        "violations flagged",
    ),
    (
        "plan-en-short-term-short-announcement",
        lambda p: replace(p, checks=tuple(replace(c, citations=()) for c in p.checks)),
        "violations flagged",
    ),
    (
        "plan-en-borderline",
        lambda p: with_outcome(p, "licence-term-at-least-ten-years", "fail"),
        "no false alarm",
    ),
    (
        "plan-en-complete",
        lambda p: replace(p, checks=(*p.checks, Check("made-up", "fail", "No."))),
        "no false alarm",
    ),
    ("assignment-en-excluded", lambda p: replace(p, stopped=False), "stopped just where it must"),
    ("plan-en-complete", lambda p: replace(p, stopped=True), "stopped just where it must"),
    ("plan-zh-description", lambda p: replace(p, fields=()), "stated facts taken"),
    ("plan-zh-wrong-types", lambda p: replace(p, notices=()), "bad input named"),
    ("plan-en-complete", lambda p: replace(p, sections=()), "contract kept"),
]  # fmt: skip


@pytest.mark.parametrize("case", cases())
def test_a_faithful_draft_misses_nothing(case: str) -> None:
    assert missed(cases()[case], made(cases()[case])) == set()


@pytest.mark.parametrize(("case", "spoil", "measure"), SPOILED)
def test_a_spoiled_draft_is_found_out(
    case: str, spoil: Callable[[Draft], Draft], measure: str
) -> None:
    assert measure in missed(cases()[case], spoil(made(cases()[case])))


def test_a_figure_that_is_wrong_or_not_there_is_found_out() -> None:
    case = cases()["summary-en-incomplete"]
    paper = made(case)
    wrong = tuple(replace(f, value=7) if f.provenance == "rule" else f for f in paper.fields)
    assert "figures right" not in missed(case, paper)
    assert "figures right" in missed(case, replace(paper, fields=wrong))
    assert "figures right" in missed(case, replace(paper, fields=()))


def test_a_miss_is_shown_with_its_case_and_reason() -> None:
    case = cases()["plan-en-incomplete"]
    said = draft_object(replace(made(case), missing=()))
    drafted = Drafted(case, said, {}, (), ground_of(said, (), case.as_of, Glossary()))
    lines = lines_of(scores_of(judge(drafted)))
    assert "plan-en-incomplete: missing facts asked for: not asked for: steps" in lines
    assert any("MISSED" in line for line in lines)


def test_every_kind_has_cases_in_both_languages_open_and_held_out() -> None:
    parts = {part: read_cases(part) for part in PARTS}
    for part, minimum in (("cases", 3), ("held_out", 1)):
        counts = {(case.kind, case.language): 0 for case in parts[part]}
        for case in parts[part]:
            counts[case.kind, case.language] += 1
        assert len(counts) == 2 * KINDS
        assert min(counts.values()) >= minimum
    every = [case.id for part in parts.values() for case in part]
    assert len(every) == len(set(every)) >= 48


def test_every_expected_clause_stands_in_its_document() -> None:
    texts = {name: document.text.replace("\u00a0", " ") for name, document in library().items()}
    for part in PARTS:
        for case in read_cases(part):
            for duty in case.expected.fail:
                assert not duty.quote or duty.quote in texts[duty.document], duty.quote


def test_a_case_that_is_no_case_is_named(tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "duties.yaml").write_text("{}")
    (tmp_path / "cases" / "bad.yaml").write_text("- {id: broken, kind: clinic_case}")
    with pytest.raises(ValueError, match=r"bad\.yaml, broken"):
        read_cases("cases", tmp_path)


def test_the_suite_is_one_of_the_commands() -> None:
    assert "drafting" in REPORTS
