"""Documents on a shelf: every paragraph and sentence has its number, its clause, its document."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_on_a_shelf import TEXTS, document, shelf_of

from assistant.finding.shelf import Shelf
from assistant.reading.sentences import passages_of

LINES = [
    "I. Aims",
    "1. One. Two of it. Three of it.",
    "It is so. They say it.",
    "",
    "第一条 甲。乙，丙。",
]
texts = st.lists(st.sampled_from(LINES), max_size=8).map("\n".join)


def test_paragraphs_know_their_clause_and_headings() -> None:
    paragraphs = shelf_of().paragraphs
    (announced,) = [p for p in paragraphs if "15 days" in p.text]
    assert (announced.document.id, announced.clause.path) == ("pilot", "II.1")
    assert announced.headings == "II. Main Tasks Assigning title to scientific researchers"
    assert not announced.is_heading
    assert sum(p.is_heading for p in paragraphs if p.document.id == "pilot") == 8


@given(first=texts, second=texts)
@settings(derandomize=True, deadline=None)
def test_the_sentences_of_the_paragraphs_are_all_sentences_once(first: str, second: str) -> None:
    shelf = shelf_of({"a": first, "b": second})
    numbers = [n for p in shelf.paragraphs for n in range(p.first, p.last)]
    assert numbers == list(range(len(shelf.passages)))
    wanted = [p for d in shelf.documents.values() for p in passages_of(d)]
    assert shelf.passages == wanted
    for paragraph in shelf.paragraphs:
        for passage in shelf.passages[paragraph.first : paragraph.last]:
            assert passage.paragraph == paragraph.span
            assert passage.document == paragraph.document.id == paragraph.clause.document
    assert shelf.paragraph_of.shape == (len(shelf.passages),)


@given(values=st.lists(st.floats(-1, 1), min_size=40, max_size=40))
@settings(derandomize=True, deadline=None)
def test_a_paragraph_is_as_good_as_its_best_sentence(values: list[float]) -> None:
    shelf = shelf_of()
    of_passages = np.array(values[: len(shelf.passages)])
    best = shelf.best_of_paragraphs(of_passages)
    assert best.tolist() == [max(of_passages[p.first : p.last]) for p in shelf.paragraphs]


def test_two_documents_with_the_same_text_share_their_passages() -> None:
    shelf = shelf_of({"one": "It is so.", "two": "It is so."})
    assert list(shelf.numbers_of.values()) == [(0, 1)]
    assert len(shelf.versions) == 1


def test_documents_are_chosen_by_their_ids() -> None:
    shelf = shelf_of()
    assert shelf.of_documents(()).all()
    chosen = [
        p.document.id
        for p, c in zip(shelf.paragraphs, shelf.of_documents(("fair",)), strict=True)
        if c
    ]
    assert set(chosen) == {"fair"}
    assert not shelf.of_documents(("nowhere",)).any()
    assert shelf.versions_of(("fair", "nowhere")) == (document("fair", TEXTS["fair"]).version,)


@pytest.mark.parametrize("texts", [{}, {"empty": ""}, {"signs": "***\n---"}])
def test_a_shelf_may_be_empty(texts: dict[str, str]) -> None:
    shelf = shelf_of(texts)
    assert not shelf.paragraphs
    assert not shelf.best_of_paragraphs(np.zeros(0)).size
    assert Shelf([]).versions == ()
