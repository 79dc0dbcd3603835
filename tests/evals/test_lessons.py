"""What the cross-encoder learns from; the network itself needs PyTorch and is not tested here."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.cross_encoder.general import Reading, Readings
from evals.cross_encoder.lessons import Teacher

TEXT = "The fair opens in May. It closes at 6.30 in June! Who may come? Everybody may."
CHINESE = "博览会五月开幕。六月闭幕！谁可以参加？人人都可以。"


def squad(*asked: dict[str, Any], text: str = TEXT) -> str:
    """A file in the form of SQuAD."""
    paragraph = {"context": text, "qas": list(asked)}
    return json.dumps({"data": [{"title": "The_Fair", "paragraphs": [paragraph]}]})


def answered(answer: str, text: str = TEXT, question: str = "When?") -> dict[str, Any]:
    place = {"text": answer, "answer_start": text.index(answer)}
    return {"question": question, "answers": [place]}


OTHER = "博览会的门票六十元。学生免费。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "squad").mkdir()
    (tmp_path / "chinese").mkdir()
    plausible = [{"text": "June", "answer_start": TEXT.index("June")}]
    impossible = {"question": "Why?", "is_impossible": True, "answers": []}
    impossible |= {"plausible_answers": plausible}
    hidden = {"question": "Where?", "answers": []}
    (tmp_path / "squad" / "dev.json").write_text(squad(answered("May"), impossible, hidden))
    closing = squad(answered("六月", CHINESE, "六月几号闭幕？"), text=CHINESE)
    tickets = squad(answered("六十元", OTHER, "门票几元？"), text=OTHER)
    for name, content in (("cmrc", closing), ("drcd", tickets)):
        (tmp_path / "chinese" / f"{name}.json").write_text(content)
    (tmp_path / "xquad.en.json").write_text(squad(answered("June")))
    (tmp_path / "xquad.zh.json").write_text(squad(answered("六月", CHINESE), text=CHINESE))
    return tmp_path


def rounds_of(folder: Path, rounds: int = 20) -> list[Reading]:
    found, chance = Readings(folder), random.Random(0)
    return [one for _ in range(rounds) for one in found.drawn(chance)]


def test_readings_are_in_both_languages_and_half_answered_ones_are_among_them(
    folder: Path,
) -> None:
    found = rounds_of(folder)
    answers = {one.text[slice(*one.place)] for one in found if one.answers and one.place}
    assert answers == {"May", "June", "六月", "六十元"}
    assert {one.text for one in found if not one.answers} == {TEXT, CHINESE, OTHER}
    assert "Where?" not in {one.question for one in found}


def test_no_paragraph_that_is_said_not_to_answer_holds_the_words_of_the_answer(
    folder: Path,
) -> None:
    chance = random.Random(0)
    answers = {"六月几号闭幕？": "六月", "门票几元？": "六十元"}
    drawn = [one for one in rounds_of(folder) if one.question in answers]
    assert {one.answers for one in drawn} == {one.gap for one in drawn} == {True, False}
    for one in drawn:
        sentences, right = one.sentences(chance)
        assert bool(right) == one.answers
        assert (answers[one.question] in "".join(sentences)) == one.answers


@given(st.sampled_from([TEXT, CHINESE]), st.data())
def test_where_sentences_end_does_not_give_the_answer_away(text: str, data: st.DataObject) -> None:
    text *= 3
    begin = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(begin + 1, len(text) - 1))
    seed = data.draw(st.integers(0, 9))
    answering = Reading("When?", "", text, (begin, end), answers=True)
    with_answer, _ = answering.sentences(random.Random(seed))
    without, none = answering._replace(answers=False).sentences(random.Random(seed))
    assert with_answer == without
    assert none == []
    assert "".join("".join(with_answer).split()) in "".join(text.split())


def test_the_sentence_that_holds_the_answer_is_right() -> None:
    at = TEXT.index("6.30")
    sentences, right = Reading("When?", "", TEXT, (at, at + 4), True).sentences(random.Random(0))
    assert [sentences[n] for n in right] == ["It closes at 6.30 in June!"]


def test_the_sentence_that_holds_the_answer_can_be_left_out_and_so_can_another() -> None:
    at = TEXT.index("6.30")
    without = Reading("When?", "", TEXT, (at, at + 4), False, gap=True)
    assert "It closes at 6.30 in June!" not in without.sentences(random.Random(0))[0]
    sentences, right = without._replace(answers=True).sentences(random.Random(0))
    assert [sentences[n] for n in right] == ["It closes at 6.30 in June!"]
    assert len(sentences) == 3


@pytest.mark.slow
def test_a_lesson_marks_the_sentences_that_answer_and_drops_what_is_cut_off() -> None:
    teacher = Teacher()
    lesson = teacher.lesson("When?", "The fair", ["It opens in May.", "It is free."], [0])
    assert lesson is not None
    assert lesson.right == (0,)
    endless = [*["It is held every year, they say."] * 90, "It opens in May."]
    assert teacher.lesson("When?", "The fair", endless, [90]) is None
