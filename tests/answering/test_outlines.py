"""Lists that the structure of a document gives."""

from __future__ import annotations

import pytest
from library_on_a_shelf import TEXTS, document, finder_of, found, shelf_of

from assistant.answering.outlines import MOST, children, listed
from assistant.finding.shelf import Shelf
from assistant.model import Clause, Evidence, Span
from assistant.reading.sentences import paragraphs_of

STATUTE = (
    "第一章 总则\n第一条 可以采用下列方式转化：\n（一）转让；\n（二）许可；\n（三）作价投资。\n"
    "第二条 单位应当公示。\n有下列情形的，不予公示：\n（一）涉及国家秘密的；\n（二）涉及国家安全的；\n"
    "（三）当事人约定的。\n前款规定适用于本市。\n第二章 附则\n第三条 自公布之日起施行。"
)


def at(path: str, shelf: Shelf, name: str) -> Clause:
    return shelf.clauses[name, path]


def evidence(clause: Clause, number: int = 0) -> Evidence:
    span = paragraphs_of(clause)[number]
    text = clause.text[span.start - clause.start : span.end - clause.start]
    return Evidence(clause, text, Span(span.start, span.end), 1.0)


def test_the_children_of_a_clause_are_those_directly_below_it() -> None:
    shelf = shelf_of({"pilot": TEXTS["pilot"], "statute": STATUTE})
    pilot, statute = shelf.documents["pilot"], shelf.documents["statute"]
    tasks = children(pilot, at("II", shelf, "pilot"))
    assert [clause.path for clause in tasks] == ["II.1", "II.2", "II.3"]
    articles = children(statute, at("第一章", shelf, "statute"))
    assert [clause.path for clause in articles] == ["第一条", "第二条第一款"]
    assert not children(pilot, pilot.clauses[-1])
    assert not children(pilot, pilot.clauses[0])


def test_the_items_of_a_paragraph_of_an_article_are_its_children() -> None:
    statute = document("statute", STATUTE)
    second = next(clause for clause in statute.clauses if clause.path == "第二条第二款")
    assert [clause.path for clause in children(statute, second)] == [
        *("第二条第二款第（一）项", "第二条第二款第（二）项", "第二条第二款第（三）项")
    ]


def test_a_heading_with_headed_parts_below_gives_all_their_headings() -> None:
    shelf = shelf_of()
    spans = listed([evidence(at("II", shelf, "pilot"))], shelf)
    texts = [shelf.documents["pilot"].text[span.start : span.end] for _, span in spans]
    assert texts == [
        "1. Assigning title to scientific researchers",
        "2. Granting long-term licenses",
        "3. Keeping the income",
    ]


@pytest.mark.parametrize(
    ("path", "first"), [("第一条", "（一）转让；"), ("第二条第二款", "（一）涉及国家秘密的；")]
)
def test_a_paragraph_that_introduces_items_gives_them_all(path: str, first: str) -> None:
    shelf = shelf_of({"statute": STATUTE})
    spans = listed([evidence(at(path, shelf, "statute"))], shelf)
    assert len(spans) == 3
    clause, span = spans[0]
    assert clause.text[span.start - clause.start : span.end - clause.start] == first


def test_only_the_best_evidence_introduces_a_list() -> None:
    shelf = shelf_of()
    items = [evidence(at(path, shelf, "pilot")) for path in ("II", "I.1")]
    assert len(listed(items, shelf)) == 3
    assert not listed(items[::-1], shelf)
    assert not listed([], shelf)


def test_of_a_part_with_its_text_on_the_same_line_the_first_sentence_is_given() -> None:
    tasks = "\n".join(f"({n}) Building the hall. We will do it soon." for n in range(1, 4))
    shelf = shelf_of({"plan": f"I. Tasks\n{tasks}\nII. End"})
    _, span = listed([evidence(at("I", shelf, "plan"))], shelf)[0]
    assert shelf.documents["plan"].text[span.start : span.end] == "(1) Building the hall."


def test_too_few_and_too_many_parts_are_no_list() -> None:
    few = shelf_of({"few": "I. Aims\n1. One\nIt is so.\n2. Two\nIt is so.\nII. End"})
    assert not listed([evidence(at("I", few, "few"))], few)
    lines = "\n".join(f"{n}. Task number {n}" for n in range(1, MOST + 3))
    many = shelf_of({"many": f"I. Aims\n{lines}\nII. End"})
    assert not listed([evidence(at("I", many, "many"))], many)


def test_a_question_for_the_tasks_finds_their_list() -> None:
    finder = finder_of()
    spans = listed(found("What are the main tasks?", finder).evidence, finder.shelf)
    assert [clause.path for clause, _ in spans] == ["II.1", "II.2", "II.3"]
