"""The quoted words are marked where they stand, and nothing of the text is lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from page_standin import NOTICE, PLAN, citation
from test_markup import Read

from assistant.model import Clause, Span
from assistant.web.passage import CONTEXT, paragraphs, quoted, surroundings

PIECES = st.lists(
    st.sampled_from(["word", "规定", "<i>", "&amp;", " ", "\n", "。", "$$"]), max_size=30
)


class Marked(Read):
    """What stands inside the marks."""

    def __init__(self, markup: str) -> None:
        self.marked = ""
        self._inside = False
        super().__init__(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        self._inside = self._inside or tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "mark"

    def handle_data(self, data: str) -> None:
        super().handle_data(data)
        self.marked += data if self._inside else ""


def without_space(text: str) -> str:
    return "".join(text.split())


@settings(deadline=None, derandomize=True)
@given(PIECES, PIECES, PIECES)
def test_paragraphs_show_all_words_and_mark_those_of_the_quote(
    before: list[str], quote: list[str], after: list[str]
) -> None:
    parts = ["".join(pieces) for pieces in (before, quote, after)]
    span = Span(len(parts[0]), len(parts[0]) + len(parts[1]))
    read = Marked(paragraphs("".join(parts), span))
    assert without_space(read.text) == without_space("".join(parts))
    assert without_space(read.marked) == without_space(parts[1])
    assert set(read.tags) <= {"p", "mark"}


@settings(deadline=None, derandomize=True)
@given(PIECES, PIECES, st.integers(0, 900), st.integers(0, 900))
def test_surroundings_hold_the_quote_and_stay_short(
    quote: list[str], filler: list[str], before: int, after: int
) -> None:
    words = "".join(quote)
    head, tail = ("".join(filler) * 60)[:before], ("".join(filler) * 60)[:after]
    clause = Clause("d", "v", "1", "", (), head + words + tail, 7, 7 + len(head + words + tail))
    at = 7 + len(head)
    cited = replace(citation(PLAN, NOTICE), quote=words, start=at, end=at + len(words))
    text, span = surroundings(clause, cited)
    assert text[span.start : span.end] == words
    assert len(text) <= len(words) + 2 * (CONTEXT + 2)
    assert quoted(clause, cited)


def test_a_long_clause_is_cut_between_words_and_shown_as_cut() -> None:
    words = " ".join(f"word{n}" for n in range(200))
    clause = Clause("d", "v", "1", "", (), words, 0, len(words))
    at = words.index("word100")
    cited = replace(citation(PLAN, NOTICE), quote="word100", start=at, end=at + 7)
    text, _ = surroundings(clause, cited)
    assert text.startswith("… word")
    assert text.endswith(" …")
    assert all(word in f" {words} " for word in text.split() if word != "…")


def test_a_quote_that_the_clause_does_not_say_there_is_not_quoted() -> None:
    found = citation(PLAN, NOTICE)
    clause = next(c for c in PLAN.clauses if c.path == "II.1")
    assert quoted(clause, found)
    assert not quoted(clause, replace(found, start=found.start + 1, end=found.end + 1))
    assert not quoted(clause, replace(found, start=0, end=3))
