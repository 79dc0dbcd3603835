"""A quote is checked: found at its place however it is printed, and not found when it is changed."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from library_on_a_shelf import PILOT, RULES, document

from assistant.answering.quoting import (
    SHORTEST_QUOTE,
    cite,
    cite_span,
    holds,
    locate,
    renumbered,
)
from assistant.model import Clause, Document, Span
from assistant.reading.normalize import plain

TEXT = (
    "I. Aims\nThe entity’s “pilot” – for 2024 – shall be announced internally for no less than "
    "15 days. Inventors may object (in writing).\n第二条 项目单位应当在 2024 年公示，公示期不少于 15 日。"
)
WHOLE = document("plan", TEXT)
CLAUSES = [*WHOLE.clauses, *document("pilot", PILOT).clauses, *document("rules", RULES).clauses]
PRINTED = {
    **{"“": '"', "”": '"', "’": "'", "–": "-", "-": "—", " ": " \u3000\n", "，": ",", ",": "，"},
    **{"(": "（", ")": "）", "1": "１", "a": "Ａ", "A": "a", "。": "。", "e": "e\u00ad", "'": "`"},
}


def clause(text: str) -> Clause:
    (only,) = document("one", text).clauses
    return only


def printed_otherwise(quote: str, draw: st.DrawFn) -> str:
    return "".join(PRINTED[c] if c in PRINTED and draw(st.booleans()) else c for c in quote)


@st.composite
def quotes(draw: st.DrawFn) -> tuple[Clause, Span, str]:
    """A clause, a stretch of it that begins and ends with a word, and its words as printed elsewhere."""
    source = draw(st.sampled_from(CLAUSES))
    start = draw(st.integers(0, len(source.text) - 1))
    end = draw(st.integers(start + 1, len(source.text)))
    quote = source.text[start:end]
    assume(quote[0].isalnum() and quote[-1].isalnum() and len(plain(quote)) > SHORTEST_QUOTE + 2)
    return source, Span(source.start + start, source.start + end), printed_otherwise(quote, draw)


@given(found=quotes())
@settings(derandomize=True, deadline=None, max_examples=300)
def test_a_quote_is_found_however_it_is_printed(found: tuple[Clause, Span, str]) -> None:
    source, span, printed = found
    place = locate(printed, source)
    assert place is not None
    said = source.text[place.start - source.start : place.end - source.start]
    assert plain(said).replace(" ", "") == plain(printed).replace(" ", "")
    if plain(source.text).count(plain(printed)) == 1:
        assert place == span


@given(found=quotes(), word=st.sampled_from(["never", "99", "不得", "may not"]), data=st.data())
@settings(derandomize=True, deadline=None)
def test_a_quote_with_another_word_in_it_is_not_found(
    found: tuple[Clause, Span, str], word: str, data: st.DataObject
) -> None:
    source, _, printed = found
    at = data.draw(st.integers(1, len(printed) - 1))
    changed = f"{printed[:at]} {word} {printed[at:]}"
    assume(plain(word) not in plain(source.text))
    assert locate(changed, source) is None


@given(text=st.text(max_size=60), quote=st.text(max_size=60))
@settings(derandomize=True, deadline=None)
def test_any_text_can_be_looked_for_in_any_clause(text: str, quote: str) -> None:
    for source in document("any", text).clauses:
        place = locate(quote, source)
        assert place is None or source.span.contains(place)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The entity shall decide within 15 days.", "the Entity shall decide within 16 days"),
        ("The entity shall decide within 15 days.", "The entity may decide"),
        ("The entity shall not decide alone.", "The entity shall decide alone"),
        ("项目单位不得转让科技成果。", "项目单位得转让科技成果"),
        ("The long term of the license is set.", "long-term of the license"),
        ("It is so.", "is so"),
        ("It is so.", ""),
        ("It is so.", "\u200b \n"),
    ],
)
def test_a_changed_or_tiny_quote_is_no_quote(text: str, quote: str) -> None:
    assert locate(quote, clause(text)) is None
    assert cite(1, quote, clause(text), "Title") is None


def test_spaces_beside_chinese_do_not_count_but_those_between_words_do() -> None:
    assert locate(
        "在2024年公示，公示期不少于15日", clause("应当在 2024 年公示，公示期不少于 15 日。")
    )
    assert locate("在 2024 年公示， 公示期", clause("应当在2024年公示，公示期不少于15日。"))
    assert locate("forno lessthan", clause("It is announced for no less than 15 days.")) is None


def test_a_citation_carries_the_words_of_the_clause_and_not_those_offered() -> None:
    source = WHOLE.clauses[0]
    found = cite(3, 'the ENTITY\'S "pilot"', source, "The Plan")
    assert found is not None
    assert (found.n, found.quote, found.title) == (3, "The entity’s “pilot”", "The Plan")
    assert (found.clause, found.heading, found.version) == ("I", "Aims", WHOLE.version)
    assert WHOLE.text[found.start : found.end] == found.quote
    assert holds(found, WHOLE)


def test_a_citation_holds_only_in_its_own_version() -> None:
    found = cite(1, "no less than 15 days", WHOLE.clauses[0], "The Plan")
    assert found is not None
    other = document("plan", TEXT.replace("15 days", "30 days"))
    assert not holds(found, other)
    moved = Document(WHOLE.metadata, WHOLE.version, " " + TEXT, WHOLE.clauses)
    assert not holds(found, moved)


def test_a_stretch_outside_the_clause_cannot_be_cited() -> None:
    first = WHOLE.clauses[0]
    with pytest.raises(ValueError, match="not inside"):
        cite_span(1, Span(first.start, first.end + 1), first, "The Plan")


def test_citations_are_numbered_anew_in_their_order() -> None:
    source = WHOLE.clauses[0]
    citations = [cite_span(n, Span(0, 8), source, "T") for n in (7, 2, 5)]
    assert renumbered(citations) == {7: 1, 2: 2, 5: 3}
