from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from small import ANNOUNCED, PLAN, TEXTS, spot

from evals.paragraphs import Texts
from evals.questions import Place

TEXT = st.text(alphabet="ab。 \n\u3000", max_size=60)


def test_a_place_is_found_whatever_its_quotes_dashes_and_spaces_look_like() -> None:
    texts = Texts({"d": "one\nThe entity’s “plan” –  2024\n"})
    (found,) = texts.holding(Place("d", 'the entity\'s "plan" - 2024'))
    assert texts.text(found) == "The entity’s “plan” –  2024"


def test_a_place_in_an_unknown_document_or_without_words_is_nowhere() -> None:
    assert not TEXTS.holding(Place("nowhere", ANNOUNCED))
    assert not TEXTS.holding(Place("plan", " "))


def test_a_stretch_over_two_paragraphs_stands_in_neither() -> None:
    start = spot(ANNOUNCED).start
    assert TEXTS.at("plan", start, start + 10) == spot(ANNOUNCED)
    assert TEXTS.at("plan", start - 5, start + 10) is None
    assert TEXTS.at("plan", 0, len(PLAN)) is None
    assert TEXTS.at("nowhere", 0, 1) is None


@settings(derandomize=True, deadline=None)
@given(text=TEXT, start=st.integers(-2, 62), end=st.integers(-2, 62))
def test_the_paragraph_of_a_stretch_holds_all_of_it(text: str, start: int, end: int) -> None:
    texts = Texts({"d": text})
    found = texts.at("d", start, end)
    if found is not None:
        assert found.start <= start < end <= found.start + len(texts.text(found))
        assert "\n" not in text[start:end]
    if texts.stands("d", text[max(0, start) : end], start, end) and text[start:end].strip():
        assert (found is None) == ("\n" in text[start:end])
