"""What speaks for a paragraph: signals, and the two features that each gives the ranker."""

from __future__ import annotations

import numpy as np
import pytest
from doubles import MemoryIndex
from hypothesis import given, settings
from hypothesis import strategies as st
from library_on_a_shelf import ENCODERS, METADATA, TERMS, TEXTS, shelf_of

from assistant.finding.asked import Asked, read_question
from assistant.finding.question_maps import QuestionMap, QuestionMaps
from assistant.finding.shelf import Shelf
from assistant.finding.signals import DEPTH, Dense, Lexicon, features, named


def asked(question: str) -> Asked:
    return read_question(question, TERMS, METADATA.values())


def dense(shelf: Shelf, maps: QuestionMaps | None = None) -> Dense:
    index = MemoryIndex()
    for encoder in ENCODERS:
        texts = [passage.text for passage in shelf.passages]
        index.add(encoder.fingerprint, shelf.passages, encoder.embed_passages(texts))
    return Dense(shelf, index, ENCODERS, maps or {})


signals = st.lists(st.floats(-5, 5), min_size=1, max_size=150).map(np.array)


@given(signal=signals)
@settings(derandomize=True)
def test_features_lie_between_nothing_and_one_and_the_best_has_one(signal: np.ndarray) -> None:
    found = features(signal)
    assert found.shape == (len(signal), 2)
    assert np.isfinite(found).all()
    assert found.min() >= 0
    assert found.max() <= 1
    if signal.max() > signal.min():
        assert found[signal.argmax()].tolist() == [1, 1]
        assert found[signal.argmin(), 1] == 0


@given(signal=signals)
@settings(derandomize=True)
def test_a_better_paragraph_never_has_lesser_features(signal: np.ndarray) -> None:
    found = features(signal)[np.argsort(signal, kind="stable")]
    assert (np.diff(found[:, 0]) >= -1e-12).all()
    assert (found > 0).any(axis=1).sum() <= DEPTH


def test_where_all_are_alike_nothing_speaks_for_any() -> None:
    assert not features(np.ones(4)).any()
    assert features(np.zeros(0)).shape == (0, 2)


def test_words_and_concepts_speak_for_the_paragraph_that_has_them() -> None:
    shelf = shelf_of({"pilot": TEXTS["pilot"]})
    found = Lexicon(shelf, TERMS).signals(asked("Who announces the decision internally?"))
    for name in ("words and terms", "concepts and headings"):
        assert "15 days" in shelf.paragraphs[int(found[name].argmax())].text
    assert "dictionary" not in found


def test_headings_speak_for_what_stands_below_them() -> None:
    shelf = shelf_of()
    lexicon, question = Lexicon(shelf, TERMS), asked("long-term licenses")
    below = next(n for n, p in enumerate(shelf.paragraphs) if "implementation plan to" in p.text)
    with_headings = lexicon.words_and_headings.scores(question.tokens)[below]
    assert with_headings > lexicon.words.scores(question.tokens)[below] > 0


def test_a_chinese_question_is_searched_for_in_english_too() -> None:
    shelf = shelf_of({"pilot": TEXTS["pilot"]})
    found = Lexicon(shelf, TERMS).signals(asked("谁来决定并且内部公示？"))
    for name in ("words and terms", "translated words"):
        assert "15 days" in shelf.paragraphs[int(found[name].argmax())].text
    assert not found["words"].any()


def test_chinese_documents_are_compared_with_the_question_as_it_is_asked() -> None:
    shelf = shelf_of({"rules": TEXTS["rules"]})
    question, lexicon = asked("谁来决定并且内部公示？"), Lexicon(shelf, TERMS)
    found = lexicon.signals(question)
    assert (found["dictionary"] == found["words"]).all()
    below = lexicon.words_and_headings.scores(question.tokens)
    assert (found["translated words"] == below).all()


def test_unknown_words_are_those_that_no_document_uses_in_either_language() -> None:
    lexicon = Lexicon(shelf_of(), TERMS)
    assert lexicon.unknown(asked("tower decision")) == 0.5
    assert lexicon.unknown(asked("tower museum")) == 1
    assert lexicon.unknown(asked("赋权决定")) < 0.5
    assert lexicon.unknown(asked("第一条")) == 0
    assert lexicon.unknown(asked("")) == 0


def test_a_sentence_is_most_alike_to_itself() -> None:
    shelf = shelf_of()
    signals = dense(shelf)
    for number, passage in enumerate(shelf.passages):
        found = signals.signals(asked(passage.text))
        assert found["dense 1"][number] >= found["dense 1"].max() - 1e-9


def test_a_question_is_moved_by_the_map_of_its_encoder_and_the_nearest_is_told_unmoved() -> None:
    shelf = shelf_of()
    question = asked("a badge with their name")
    first = ENCODERS[0].fingerprint
    size = len(ENCODERS[0].embed_question("a"))
    away = QuestionMap({"en": np.zeros(size)}, -np.eye(size))
    plain, moved = dense(shelf), dense(shelf, {first: away})
    before, after = plain.signals(question), moved.signals(question)
    assert list(before) == ["dense 1", "dense 2"]
    assert before["dense 1"].argmax() == after["dense 1"].argmin()
    assert (before["dense 2"] == after["dense 2"]).all()
    assert moved.nearest(question) == plain.nearest(question)
    assert plain.nearest(question)["dense 1"] == pytest.approx(before["dense 1"].max())


def test_documents_with_the_same_text_are_equally_near() -> None:
    shelf = shelf_of({"one": "The hall is tall.", "two": "The hall is tall."})
    found = dense(shelf).signals(asked("a tall hall"))["dense 2"]
    assert found[0] == found[1] > 0.5


def test_encoders_look_only_at_the_documents_that_are_wanted() -> None:
    shelf = shelf_of()
    found = dense(shelf).signals(asked("a badge with their name"), ("fair",))["dense 1"]
    outside = [n for n, p in enumerate(shelf.passages) if p.document != "fair"]
    assert (found[outside] == found.min()).all()
    assert shelf.passages[int(found.argmax())].document == "fair"


def test_the_paragraphs_of_a_named_document_are_told() -> None:
    shelf = shelf_of()
    told = named(shelf, asked("What does the fair guide say?"))
    assert {p.document.id for p, n in zip(shelf.paragraphs, told, strict=True) if n} == {"fair"}
    assert not named(shelf_of({}), asked("anything")).size
