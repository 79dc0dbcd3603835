"""Finding on a small shelf: planted questions, chosen documents, nothing to be found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_on_a_shelf import TEXTS, finder_of, found

from assistant.finding.ranker import Weights

FINDER = finder_of()

PLANTED = [
    ("For how long must the decision be announced internally?", "15 days", "pilot"),
    ("May researchers get a long-term license?", "at least ten years", "pilot"),
    ("Who retains the income from commercialization?", "All income", "pilot"),
    ("What technology contract turnover will Shanghai exceed?", "800 billion", "pilot"),
    ("When shall the provinces promote high-value patents?", "June 2024", "pilot"),
    ("Where do visitors register for a badge?", "a badge", "fair"),
    ("赋权决定的公示期不少于几日？", "十五日", "rules"),
    ("转化收入要不要上缴国库？", "不上缴国库", "rules"),
    ("高等院校的学历教育有什么规定？", "学历教育", "rules"),
    ("上海技术合同成交额的目标是多少？", "800 billion", "pilot"),
    ("可以授予科研人员多少年的长期许可？", "at least ten years", "pilot"),
    ("高价值专利推广什么时候启动？", "June 2024", "pilot"),
]


@pytest.mark.parametrize(("question", "words", "document"), PLANTED)
def test_the_paragraph_that_answers_comes_first(question: str, words: str, document: str) -> None:
    best = found(question, FINDER).evidence[0]
    assert words in best.text
    assert best.clause.document == document


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("赋权决定要内部公示多久？", "15 days"),
        ("转化收入由谁留？上缴国库吗？", "State Treasury"),
    ],
)
def test_a_chinese_question_finds_the_english_clause_beside_the_chinese_one(
    question: str, words: str
) -> None:
    assert any(words in e.text for e in found(question, FINDER).evidence[:2])


def test_evidence_is_verbatim_and_knows_its_place() -> None:
    for item in found("Who decides on ownership?", FINDER, k=50).evidence:
        document = FINDER.shelf.documents[item.clause.document]
        assert document.text[item.span.start : item.span.end] == item.text
        assert item.clause.span.contains(item.span)
        assert len(item.scores) == len(item.sentences) > 0
        assert all(item.span.contains(sentence.span) for sentence in item.sentences)


def test_the_best_comes_first_and_no_more_than_wanted() -> None:
    evidence = found("Who decides on ownership?", FINDER, k=4).evidence
    scores = [item.score for item in evidence]
    assert len(scores) == 4
    assert scores == sorted(scores, reverse=True)
    assert len(found("Who decides?", FINDER, k=500).evidence) == len(FINDER.shelf.paragraphs)
    assert not found("Who decides?", FINDER, k=0).evidence


@pytest.mark.parametrize("name", TEXTS)
def test_only_the_documents_that_are_wanted_are_searched(name: str) -> None:
    evidence = found("For how long is the decision announced?", FINDER, name, k=50).evidence
    assert {item.clause.document for item in evidence} == {name}


def test_a_chosen_document_is_ranked_as_if_it_stood_alone() -> None:
    alone = finder_of({"pilot": TEXTS["pilot"]})
    for question, _, _ in PLANTED:
        chosen = [e.span for e in found(question, FINDER, "pilot").evidence]
        assert chosen[0] == found(question, alone).evidence[0].span


def test_a_document_that_is_not_there_has_nothing_to_be_found() -> None:
    nothing = found("Who decides?", FINDER, "nowhere")
    assert nothing.evidence == ()
    assert nothing.scores.size == 0


@pytest.mark.parametrize("texts", [{}, {"signs": "***"}])
def test_on_an_empty_shelf_nothing_is_found(texts: dict[str, str]) -> None:
    nothing = found("Who decides?", finder_of(texts))
    assert nothing.evidence == ()
    assert not nothing.search.signals


def test_a_document_never_seen_before_is_searched_like_any_other() -> None:
    text = "Canteen Rules\n\n1. Trays\n\nGuests return their trays to the shelf before noon.\n"
    finder = finder_of({**TEXTS, "canteen": text})
    assert "trays to the shelf" in found("When are trays returned?", finder).evidence[0].text
    assert "15 days" in found(PLANTED[0][0], finder).evidence[0].text


def test_a_shelf_of_one_sentence_is_found() -> None:
    finder = finder_of({"one": "The hall is tall."})
    (only,) = found("Is the hall tall?", finder).evidence
    assert only.text == "The hall is tall."
    assert np.isfinite(only.score)


def test_other_weights_rank_otherwise() -> None:
    asked = FINDER.read("Who retains the income?")
    search = FINDER.search(asked)
    headings = Weights({"en": {"heading": (1.0,)}})
    before, after = (
        FINDER.rank(search).evidence[0],
        FINDER.rank(search, weights=headings).evidence[0],
    )
    is_heading = {p.span: p.is_heading for p in FINDER.shelf.paragraphs}
    assert not is_heading[before.span]
    assert is_heading[after.span]


@given(question=st.text(max_size=60) | st.text(alphabet="科技成果 abc?%5年，", max_size=60))
@settings(derandomize=True, deadline=None, max_examples=60)
def test_any_question_gets_ranked_evidence(question: str) -> None:
    evidence = found(question, FINDER, k=3).evidence
    assert len(evidence) == 3
    assert all(np.isfinite(item.score) for item in evidence)


def test_each_of_several_named_documents_is_found_even_among_few() -> None:
    asked = replace(FINDER.read("What is announced?"), named=frozenset(("pilot", "fair", "rules")))
    search = FINDER.search(asked)
    for k in (3, 5):
        evidence = FINDER.rank(search, k).evidence
        assert len(evidence) == k
        assert {e.clause.document for e in evidence} == {"pilot", "fair", "rules"}
        assert [e.score for e in evidence] == sorted((e.score for e in evidence), reverse=True)
