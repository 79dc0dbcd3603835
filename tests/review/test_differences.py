from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from desk import FACTS, drafted
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting.draft import Check, Field, Section, Table
from assistant.review.differences import difference, pieces

ONE = drafted(FACTS)
WORDS = st.lists(
    st.sampled_from(["ten", "15", " ", ". ", "。", "\n\n", "公示", "期", "[1]", "3.5"])
)


def test_equal_drafts_have_no_difference() -> None:
    assert not difference(ONE, drafted(dict(FACTS)))


def test_fields_come_go_and_change() -> None:
    changed = (Field("title", "Title", "Thick", "user"), Field("end", "End", "2030", "rule"))
    found = difference(ONE, replace(ONE, fields=changed))
    assert [(c.name, c.before is None, c.after is None) for c in found.fields] == [
        ("title", False, False),
        ("end", True, False),
        ("licence_term_years", False, True),
        ("partner", False, True),
    ]


def test_the_same_value_from_elsewhere_is_a_change() -> None:
    field = replace(ONE.fields[1], provenance="clause", citation=1)
    found = difference(ONE, replace(ONE, fields=(ONE.fields[0], field, ONE.fields[2])))
    assert [change.name for change in found.fields] == ["licence_term_years"]


def test_a_kept_list_is_the_same_as_a_fresh_tuple() -> None:
    one = replace(ONE, fields=(Field("team", "Team", ["a", "b"], "user"),))
    other = replace(ONE, fields=(Field("team", "Team", ("a", "b"), "user"),))
    assert not difference(one, other)


def test_sections_of_the_same_heading_are_compared_in_order() -> None:
    before = replace(ONE, sections=(Section("Step", "One."), Section("Step", "Two.")))
    after = replace(ONE, sections=(Section("Step", "One."), Section("Step", "Three.")))
    (change,) = difference(before, after).sections
    assert [(piece.how, piece.text) for piece in change.pieces] == [
        ("removed", "Two"),
        ("added", "Three"),
        ("same", "."),
    ]


def test_tables_and_checks_count() -> None:
    table = Table("Sums", ("kind", "sum"), (("licence", "3"),))
    tables = replace(ONE, sections=(replace(ONE.sections[0], tables=(table,)),))
    assert "licence | 3" in difference(ONE, tables).sections[0].pieces[-1].text
    failing = replace(ONE, checks=(Check("dates-in-order", "fail", "No."),))
    checks = difference(ONE, failing).checks
    assert [(c.rule, c.before, c.after) for c in checks] == [
        ("dates-in-order", "", "fail"),
        ("licence-term-at-least-ten-years", "pass", ""),
    ]


def test_long_sentences_are_compared_whole() -> None:
    before, after = "a " * 3000 + ".", "b " * 3000 + "."
    assert [piece.how for piece in pieces(before, after)] == ["removed", "added"]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(before=WORDS.map("".join), after=WORDS.map("".join))
def test_the_pieces_make_up_both_texts(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.how != "added") == before
    assert "".join(piece.text for piece in found if piece.how != "removed") == after
    assert all(one.how != other.how for one, other in pairwise(found))
