"""Words as they are compared: stems, pairs of Chinese signs, and which language is spoken."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.finding.words import (
    chinese_pairs,
    content_stems,
    english_words,
    language_of,
    stems,
    tokens,
    word_starts,
)
from assistant.reading.normalize import plain


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("For how long must it be announced?", "en"),
        ("公示期是多久？", "zh"),
        ("TTO是什么", "zh"),
        ("PCT 国际专利申请数要到多少?", "zh"),
        ("What does 职务科技成果 mean?", "en"),
        ("Is 赋权 required?", "en"),
        ("Technology Transfer Office Plan 由谁来负责？", "zh"),
        ("请问 Shanghai Technology Exchange 在哪里", "zh"),
        ("依托 Institute of Science and Technology 建设平台", "zh"),
        ("2027", "en"),
        ("", "en"),
        ("转化", "zh"),
    ],
)
def test_the_language_is_that_of_the_sentence_not_of_the_names_in_it(
    text: str, language: str
) -> None:
    assert language_of(text) == language


def test_inflections_and_marks_do_not_change_a_word() -> None:
    assert stems("The entity’s entities assigned 1,000 titles.") == [
        *("the", "entiti", "entiti", "assign", "1000", "titl")
    ]


def test_words_of_grammar_say_nothing_about_the_matter() -> None:
    assert content_stems("What does the policy say about the inventors?") == ["inventor"]
    assert not content_stems("Who will have to do it?")


def test_chinese_is_read_in_pairs_of_signs() -> None:
    assert chinese_pairs("科技成果，转化") == ["科技", "技成", "成果", "转化"]
    assert chinese_pairs("A 组 and 12") == ["组"]


def test_a_mixed_text_has_tokens_of_both_kinds() -> None:
    assert tokens("TTO计划 in 2027") == ["tto", "2027", "计划"]


@given(text=st.text(alphabet="aé’'1,.%5 —科技ＡＢ\n", max_size=30))
@settings(derandomize=True)
def test_every_word_has_its_place_in_the_normalized_text(text: str) -> None:
    words, starts = english_words(text), word_starts(plain(text))
    assert len(words) == len(starts)
    for word, start in zip(words, starts, strict=True):
        assert plain(text)[start:].replace(",", "").startswith(word)


@given(text=st.text(max_size=30))
@settings(derandomize=True)
def test_any_text_has_a_language_and_tokens(text: str) -> None:
    assert language_of(text) in {"en", "zh"}
    assert all(tokens(text))
