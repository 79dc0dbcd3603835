"""Every committed example does what its first lines say: in order, lacking, or breaking rules."""

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
from assistant.drafting.factsfile import read_facts
from assistant.drafting.given import brief_of
from assistant.drafting.inventions import inventions
from assistant.drafting.papers import Papers
from assistant.errors import UnknownDocument
from assistant.model import Document

PAPERS = Papers(Path(__file__).resolve().parents[2] / "papers")
EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "papers" / "examples").glob("*.yaml"))
OWN = [file for file in EXAMPLES if not file.name.startswith("annual_summary")]
DAY = date(2026, 4, 1)


@cache
def library() -> dict[str, Document]:
    return {document.id: document for document in corpus()}


def look_up(name: str) -> Document:
    if name not in library():
        raise UnknownDocument(name)
    return library()[name]


@cache
def drafted(file: Path) -> Draft:
    kind = PAPERS.kind(file.name.split(".")[0])
    return draft(kind, brief_of(kind, read_facts(file), None, None, DAY), Desk(look_up, {}))


def told(file: Path, word: str) -> set[str]:
    match = re.search(rf"^# {word}: (.*)", file.read_text(encoding="utf-8"), re.MULTILINE)
    return set(match[1].split(", ")) if match else set()


@pytest.mark.parametrize("file", OWN, ids=lambda file: file.stem)
def test_an_example_breaks_just_the_rules_that_it_names(file: Path) -> None:
    failed = {check.rule for check in drafted(file).checks if check.outcome == "fail"}
    assert failed == told(file, "Breaks")


@pytest.mark.parametrize("file", OWN, ids=lambda file: file.stem)
def test_an_example_is_asked_for_just_what_it_lacks(file: Path) -> None:
    assert {each.field for each in drafted(file).missing} == told(file, "Lacks")


@pytest.mark.parametrize("file", OWN, ids=lambda file: file.stem)
def test_a_case_in_order_raises_no_question(file: Path) -> None:
    if ".complete." in file.name:
        made = drafted(file)
        assert {check.outcome for check in made.checks} <= {"pass", "not_applicable"}
        assert not made.notices


@pytest.mark.parametrize("file", OWN, ids=lambda file: file.stem)
def test_every_citation_is_verbatim_and_nothing_is_invented(file: Path) -> None:
    made = drafted(file)
    kind = PAPERS.kind(made.kind)
    assert made.citations
    assert all(holds(citation, look_up(citation.document)) for citation in made.citations)
    assert not inventions(made, terms_of(kind), DAY)
    assert not [notice for notice in made.notices if "left out" in notice or "未予保留" in notice]
    numbers = {citation.n for citation in made.citations}
    marked = {int(n) for s in made.sections for n in re.findall(r"\[(\d+)\]", s.text)}
    assert marked <= numbers
    assert {n for section in made.sections for n in section.citations} <= numbers


@pytest.mark.parametrize("kind", [name for name in PAPERS.kinds if name != "annual_summary"])
def test_every_source_of_every_kind_stands_in_the_corpus(kind: str) -> None:
    from assistant.drafting.grounds import Grounds

    sources = PAPERS.kind(kind).sources
    grounds = Grounds(sources, look_up, "en")
    assert [name for name in sources if not grounds.stand((name,))] == []
