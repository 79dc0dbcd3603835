"""BM25 over lists of tokens."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.finding.lexical import LexicalIndex


def test_the_paragraph_with_the_rarer_word_scores_higher() -> None:
    index = LexicalIndex([["plan", "patent"], ["plan", "fee"], ["plan", "fee"]])
    scores = index.scores(["patent", "fee"])
    assert scores[0] > scores[1] == scores[2] > 0


def test_unknown_words_score_nothing() -> None:
    index = LexicalIndex([["plan"], ["fee"]])
    assert not index.scores(["tower"]).any()
    assert not index.scores([]).any()
    assert "plan" in index
    assert "tower" not in index


def test_a_repeated_word_of_the_question_counts_again() -> None:
    index = LexicalIndex([["plan", "a"], ["fee", "b"]])
    assert index.scores(["plan", "plan"])[0] > index.scores(["plan"])[0]


def test_an_index_of_nothing_can_be_asked() -> None:
    assert LexicalIndex([]).scores(["plan"]).shape == (0,)
    assert LexicalIndex([[], []]).scores(["plan"]).tolist() == [0, 0]


words = st.lists(st.sampled_from("abcdef"), max_size=6)


@given(texts=st.lists(words, max_size=6), asked=words)
@settings(derandomize=True, deadline=None)
def test_only_paragraphs_with_a_word_of_the_question_score(
    texts: list[list[str]], asked: list[str]
) -> None:
    scores = LexicalIndex(texts).scores(asked)
    assert scores.shape == (len(texts),)
    assert np.isfinite(scores).all()
    for text, score in zip(texts, scores, strict=True):
        assert (score > 0) == bool(set(text) & set(asked))
