"""One normalization for comparing words, and the way back to the text that was normalized."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading.normalize import normalize, plain

SIGNS = "aB5 \t\n\u3000“”‘’「」—–-－，。（）％ＡＢ１²½ﬁ…\u200b\u00ad\ufeff´¨İßé科技"
texts = st.text(max_size=40) | st.text(alphabet=SIGNS, max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Works  made\nfor hire”", '"works made for hire"'),
        ("the entity’s long–term licence", "The entity's long-term licence"),
        ("ＡＢＣ，１５日（含）", "abc,15日(含)"),
        ("「赋权」", "“赋权”"),
        ("long\u00adterm\u200b", "longterm"),
        ("\ufeff  text \u3000 more  ", "text more"),
        ("15％", "15%"),
        ("and so on…", "and so on..."),
        ("`quoted´", "'quoted'"),
    ],
)
def test_what_differs_in_print_alone_is_the_same(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("shall", "may"), ("15", "16"), ("不得", "得"), ("a b", "ab"), ("long-term", "long term")],
)
def test_words_stay_different(one: str, other: str) -> None:
    assert plain(one) != plain(other)


@given(text=texts)
@settings(derandomize=True)
def test_normalizing_again_changes_nothing(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(text=texts)
@settings(derandomize=True)
def test_every_character_knows_where_it_came_from(text: str) -> None:
    normalized = normalize(text)
    assert len(normalized.origin) == len(normalized.text) + 1
    assert list(normalized.origin) == sorted(normalized.origin)
    assert normalized.origin[-1] == len(text)
    for at, character in enumerate(normalized.text):
        assert character in plain(f"x{text[normalized.origin[at]]}x") or character == " "


@given(text=texts, cut=st.tuples(st.integers(0, 40), st.integers(0, 40)))
@settings(derandomize=True)
def test_a_stretch_of_the_source_holds_the_normalized_words(
    text: str, cut: tuple[int, int]
) -> None:
    normalized = normalize(text)
    start, end = sorted(cut)
    words = normalized.text[start:end]
    if not words.strip():
        return
    span = normalized.source_span(start, min(end, len(normalized.text)))
    assert plain(words) in plain(text[span.start : span.end])


@given(text=texts)
@settings(derandomize=True)
def test_spaces_are_single_and_never_at_the_ends(text: str) -> None:
    assert "  " not in plain(text)
    assert plain(text) == plain(text).strip(" ")
