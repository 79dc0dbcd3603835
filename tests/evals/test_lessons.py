"""What the cross-encoder learns from; the network itself needs PyTorch and is not tested here."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.cross_encoder.general import Reading, readings
from evals.cross_encoder.lessons import Teacher

TEXT = "The fair opens in May. It closes at 6.30 in June! Who may come? Everybody may."
CHINESE = "博览会五月开幕。六月闭幕！谁可以参加？人人都可以。"


def squad(*asked: dict[str, Any], text: str = TEXT) -> str:
    """A file in the form of SQuAD."""
    paragraph = {"context": text, "qas": list(asked)}
    return json.dumps({"data": [{"title": "The_Fair", "paragraphs": [paragraph]}]})


def answered(answer: str, text: str = TEXT) -> dict[str, Any]:
    return {"question": "When?", "answers": [{"text": answer, "answer_start": text.index(answer)}]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "squad").mkdir()
    impossible = {"question": "Why?", "is_impossible": True, "answers": []}
    (tmp_path / "squad" / "dev.json").write_text(squad(answered("May"), impossible))
    (tmp_path / "xquad.en.json").write_text(squad(answered("June")))
    (tmp_path / "xquad.zh.json").write_text(squad(answered("六月", CHINESE), text=CHINESE))
    return tmp_path


def test_readings_are_in_both_languages_and_half_answered_ones_are_among_them(
    folder: Path,
) -> None:
    found = readings(folder)
    answers = {one.text[slice(*one.answer)] for one in found if one.answer}
    assert answers == {"May", "June", "六月"}
    assert {one.text for one in found if one.answer is None} == {TEXT, CHINESE}
    assert {one.heading for one in found} == {"The Fair"}


@given(st.sampled_from([TEXT, CHINESE]), st.data())
def test_where_sentences_end_does_not_give_the_answer_away(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(begin + 1, len(text) - 1))
    with_answer, _ = Reading("When?", "", text, (begin, end)).sentences(random.Random(0))
    without, none = Reading("When?", "", text, None).sentences(random.Random(0))
    assert with_answer == without
    assert none == []


def test_the_sentence_that_holds_the_answer_is_right() -> None:
    at = TEXT.index("6.30")
    sentences, right = Reading("When?", "", TEXT, (at, at + 4)).sentences(random.Random(0))
    assert [sentences[n] for n in right] == ["It closes at 6.30 in June!"]


@pytest.mark.slow
def test_a_lesson_marks_the_sentences_that_answer_and_drops_what_is_cut_off() -> None:
    teacher = Teacher()
    lesson = teacher.lesson("When?", "The fair", ["It opens in May.", "It is free."], [0])
    assert lesson is not None
    assert lesson.right == (0,)
    endless = [*["It is held every year, they say."] * 90, "It opens in May."]
    assert teacher.lesson("When?", "The fair", endless, [90]) is None
