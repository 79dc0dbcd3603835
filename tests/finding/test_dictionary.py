"""The general dictionary: Chinese words that the glossary does not know."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.finding.dictionary import glosses, segments


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("大学奖励学生", ["大学", "奖励", "学生"]),
        ("的了吗", []),
        ("罚款，多少", ["罚款", "多少"]),
        ("abc", []),
        ("", []),
    ],
)
def test_text_is_cut_into_the_longest_known_words(text: str, words: list[str]) -> None:
    assert list(segments(text)) == words


@pytest.mark.parametrize(
    ("word", "gloss"), [("罚款", "fine"), ("大学", "university"), ("奖励", "reward")]
)
def test_a_word_has_its_english_meanings(word: str, gloss: str) -> None:
    assert gloss in glosses(word)


def test_asides_and_grammar_are_no_meanings() -> None:
    assert not {"to", "the", "cl", "sth", "sb", "variant"} & set(glosses("奖励"))
    assert not glosses("不是一个词条")


@given(text=st.text(alphabet="大学奖励的科研人员abc，1", max_size=20))
@settings(derandomize=True, deadline=None)
def test_segments_stand_in_the_text_in_order(text: str) -> None:
    at = 0
    for word in segments(text):
        at = text.index(word, at) + len(word)
        assert isinstance(glosses(word), list)
