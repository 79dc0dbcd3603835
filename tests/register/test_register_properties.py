"""What holds for every text: facts stand verbatim where they say, and reading never fails."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_policy import corpus, document

from assistant.model import Document
from assistant.register.dates import dues
from assistant.register.facts import facts_from, rows_of
from assistant.register.masking import masked
from assistant.register.reading import facts_of

WORDS = st.sampled_from(
    """The Municipal Commission of Education shall should may will not be required to encourage
    support explore , ; : . ( ) " and or such as by the end of June 2024 2025 more than 30%
    15 days within one year universities pilot entities they it (Responsible units: Bureau)
    申请人 应当 可以 不得 鼓励 支持 市科委 、 ， 。 ； 的 到 2025年底 前 2个月内 不少于 15日 （责任单位：
    会同 其 在 时 自 之日起""".split()
)
TEXTS = st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=80)


def check(one: Document) -> None:
    """Every fact quotes its clause, and survives being written down."""
    facts = facts_of(one)
    clauses = {clause.path: clause for clause in one.clauses}
    for fact in facts:
        place = fact.place
        assert one.text[place.start : place.end] == place.quote
        assert place.quote
        assert clauses[place.clause].span.contains(place.span)
        assert (place.document, place.version) == (one.id, one.version)
    assert facts_from(rows_of(facts)) == facts


@settings(derandomize=True, deadline=None, max_examples=300)
@given(text=TEXTS)
def test_every_fact_of_any_text_is_verbatim_where_it_says(text: str) -> None:
    check(document(f"I. Part\n1. Task\n{text}\n"))


@settings(derandomize=True, deadline=None)
@given(text=TEXTS)
def test_masking_keeps_every_character_in_its_place(text: str) -> None:
    hidden = masked(text)
    assert len(hidden) == len(text)
    for due in dues(hidden):
        assert 0 <= due.start < due.end <= len(text)


@pytest.mark.parametrize("one", corpus(), ids=lambda one: one.id)
def test_every_fact_of_the_corpus_is_verbatim_where_it_says(one: Document) -> None:
    check(one)


@pytest.mark.parametrize(
    "text",
    [
        "shall " * 20_000,
        "应当" * 20_000,
        "by the end of 2024 " * 3_000,
        '"(' * 9_000,
        "、市" * 9_000,
    ],
)
def test_what_is_longer_than_any_sentence_costs_nothing(text: str) -> None:
    assert list(facts_of(document(f"I. Part\n1. Task\n{text}\n"))) == []
