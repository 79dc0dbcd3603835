"""What the cross-encoder learns from; the network itself needs PyTorch and is not tested here."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.cross_encoder.general import Reading, Readings, Whole, matched, with_another_number
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


YEARS = "".join(f"{n + 2000}年的博览会{n}月开幕。" for n in range(1, 10))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "squad").mkdir()
    (tmp_path / "chinese").mkdir()
    plausible = [{"text": "June", "answer_start": TEXT.index("June")}]
    impossible = {"question": "Why?", "is_impossible": True, "answers": []}
    impossible |= {"plausible_answers": plausible}
    hidden = {"question": "Where?", "answers": []}
    (tmp_path / "squad" / "dev.json").write_text(squad(answered("May"), impossible, hidden))
    months = [answered(f"{n}月", YEARS, f"{n + 2000}年哪月开幕？") for n in range(1, 10)]
    (tmp_path / "chinese" / "cmrc.json").write_text(squad(*months, text=YEARS))
    (tmp_path / "xquad.en.json").write_text(squad(answered("June")))
    (tmp_path / "xquad.zh.json").write_text(squad(answered("六月", CHINESE), text=CHINESE))
    return tmp_path


def rounds_of(folder: Path, rounds: int = 20) -> list[Reading]:
    found, chance = Readings(folder), random.Random(0)
    return [one for _ in range(rounds) for one in found.drawn(chance)]


def test_readings_are_what_people_wrote_and_what_was_made_of_it(folder: Path) -> None:
    found = rounds_of(folder)
    assert {one.question for one in found if one.right and one.question.isascii()} == {"When?"}
    assert {one.question for one in found if not one.right and one.question.isascii()} == {"Why?"}
    made = [one for one in found if "年哪月" in one.question]
    assert {bool(one.right) for one in made} == {True, False}


def test_what_is_said_to_answer_does(folder: Path) -> None:
    made = [one for one in rounds_of(folder) if one.right and "年哪月" in one.question]
    assert made
    for one in made:
        year = one.question[:4]
        assert [n for n, s in enumerate(one.sentences) if s.startswith(year)] == one.right


def test_words_that_are_shared_do_not_tell_which_readings_answer() -> None:
    def reading(text: str, *right: int) -> Reading:
        return Reading("fair in May", "", [text], list(right))

    much, little = "The fair in May is open.", "Something else."
    given_ = [reading(much, 0)] * 9 + [reading(much)] * 3 + [reading(little)] * 5
    kept = matched(given_, random.Random(0))
    assert sorted(map(bool, (one.right for one in kept))) == [False] * 3 + [True] * 3
    assert {one.sentences[0] for one in kept} == {much}


@given(st.sampled_from([TEXT, CHINESE]), st.data())
def test_where_sentences_end_does_not_give_the_answer_away(text: str, data: st.DataObject) -> None:
    text *= 3
    begin = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(begin + 1, len(text) - 1))
    seed = data.draw(st.integers(0, 9))
    answering = Whole("When?", "", text, ((begin, end),), answers=True)
    with_answer = answering.cut(random.Random(seed))
    without = answering._replace(answers=False).cut(random.Random(seed))
    assert with_answer is not None
    assert without is not None
    assert with_answer.sentences == without.sentences
    assert without.right == []
    assert "".join("".join(with_answer.sentences).split()) in "".join(text.split())


def test_the_sentence_that_holds_the_answer_is_right() -> None:
    at = TEXT.index("6.30")
    cut = Whole("When?", "", TEXT, ((at, at + 4),), answers=True).cut(random.Random(0))
    assert cut is not None
    assert [cut.sentences[n] for n in cut.right] == ["It closes at 6.30 in June!"]


def test_the_sentence_that_holds_the_answer_can_be_left_out_and_so_can_another() -> None:
    at = TEXT.index("6.30")
    whole = Whole("When?", "", TEXT, ((at, at + 4),), answers=False)
    without = whole.cut(random.Random(0), gap=True)
    assert without is not None
    assert "It closes at 6.30 in June!" not in without.sentences
    other = whole._replace(answers=True).cut(random.Random(0), gap=True)
    assert other is not None
    assert [other.sentences[n] for n in other.right] == ["It closes at 6.30 in June!"]
    assert len(other.sentences) == 3


def test_nothing_is_left_out_where_another_sentence_answers_too() -> None:
    text = "It opens in May. It closes in June. May is warm."
    at = text.index("May")
    whole = Whole("When?", "", text, ((at, at + 3),), answers=False)
    assert whole.cut(random.Random(0), gap=True) is None


@given(st.integers(1, 9), st.integers(0, 99))
def test_a_question_gets_a_number_that_it_did_not_have(month: int, seed: int) -> None:
    question = f"{month + 2000}年哪月开幕？"
    changed = with_another_number(Whole(question, "", YEARS, (), answers=True), random.Random(seed))
    assert changed != question
    assert changed[4:] == question[4:]


@pytest.mark.slow
def test_a_lesson_marks_the_sentences_that_answer_and_drops_what_is_cut_off() -> None:
    teacher = Teacher()
    lesson = teacher.lesson("When?", "The fair", ["It opens in May.", "It is free."], [0])
    assert lesson is not None
    assert lesson.right == (0,)
    endless = [*["It is held every year, they say."] * 90, "It opens in May."]
    assert teacher.lesson("When?", "The fair", endless, [90]) is None
