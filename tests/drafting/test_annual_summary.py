"""The annual summary as a paper: its committed examples, its ledger, its citations."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from small_policy import corpus

from assistant.answering.quoting import holds
from assistant.drafting.draft import Draft
from assistant.drafting.drafter import Desk, draft, terms_of
from assistant.drafting.export_docx import docx_of
from assistant.drafting.export_markdown import markdown_of
from assistant.drafting.export_pdf import pdf_of
from assistant.drafting.factsfile import read_facts
from assistant.drafting.given import brief_of
from assistant.drafting.inventions import inventions
from assistant.drafting.papers import Papers
from assistant.drafting.summary import ledger_part
from assistant.model import Document

PAPERS = Papers(Path(__file__).resolve().parents[2] / "papers")
FOLDER = Path(__file__).resolve().parents[2] / "papers" / "examples"
EXAMPLES = sorted(FOLDER.glob("annual_summary.*.yaml"))
DAY = date(2026, 4, 1)
examples = pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)


@cache
def library() -> dict[str, Document]:
    return {document.id: document for document in corpus()}


@cache
def drafted(file: Path) -> Draft:
    kind = PAPERS.kind("annual_summary")
    desk = Desk(lambda name: library()[name], {"ledger": ledger_part}, FOLDER)
    return draft(kind, brief_of(kind, read_facts(file), None, None, DAY), desk)


def told(file: Path, word: str) -> set[str]:
    """What the example's first line says of itself."""
    match = re.match(rf"# {word}: (.*)", file.read_text(encoding="utf-8"))
    return set(match[1].split(", ")) if match else set()


def test_there_are_examples_of_each_sort_in_both_languages() -> None:
    sorts = ("complete", "incomplete", "violating")
    expected = {f"annual_summary.{sort}.{language}" for sort in sorts for language in ("en", "zh")}
    assert {file.stem for file in EXAMPLES} == expected


@examples
def test_an_example_breaks_and_lacks_just_what_it_says(file: Path) -> None:
    made = drafted(file)
    assert {c.rule for c in made.checks if c.outcome == "fail"} == told(file, "Breaks")
    assert {missing.field for missing in made.missing} == told(file, "Lacks")


@examples
def test_nothing_in_it_is_invented_and_every_quote_stands(file: Path) -> None:
    made = drafted(file)
    assert made.citations
    assert all(holds(citation, library()[citation.document]) for citation in made.citations)
    assert not inventions(made, terms_of(PAPERS.kind("annual_summary")), DAY)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_complete_summary_holds_the_figures_and_raises_nothing(language: str) -> None:
    made = drafted(FOLDER / f"annual_summary.complete.{language}.yaml")
    assert made.notices == ()
    assert {check.outcome for check in made.checks} <= {"pass", "not_applicable"}
    figures = {field.name: field.value for field in made.fields}
    assert figures["contracts_amount_cny"] == 9546500
    assert figures["contracts_received_cny"] == 1504000
    tables = [table for section in made.sections for table in section.tables]
    assert len(tables) == 7
    assert sum(len(section.charts) for section in made.sections) == 2


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_is_written_in_every_format(language: str) -> None:
    made = drafted(FOLDER / f"annual_summary.complete.{language}.yaml")
    assert docx_of(made).startswith(b"PK")
    assert pdf_of(made).startswith(b"%PDF")
    assert "9,546,500" in markdown_of(made)


def test_the_year_is_written_as_a_year() -> None:
    made = drafted(FOLDER / "annual_summary.complete.en.yaml")
    assert "in 2025." in made.sections[0].text
