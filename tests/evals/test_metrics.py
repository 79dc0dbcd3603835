from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small import (
    ANNOUNCED,
    REFUSAL,
    SHARE,
    TEXTS,
    case,
    question,
    quote,
    reply,
    spot,
    unanswerable,
)

from evals.facts import CHARACTERS, WORDS
from evals.metrics import EVALUATORS, Case, evaluate, ranks
from evals.questions import Place
from evals.replies import Quote, no_reply


def value(name: str, of: Case) -> float | None:
    return EVALUATORS[name](of).value


def test_a_reply_with_all_facts_and_a_right_citation_is_right() -> None:
    assert value("right", case()) == 1


def test_a_missing_fact_makes_a_reply_wrong_and_the_reason_names_it() -> None:
    wrong = case(said=reply("For some days [1]."))
    assert value("right", wrong) == 0
    assert "fifteen days" in EVALUATORS["right"](wrong).reason


def test_a_reply_that_cites_another_paragraph_only_is_wrong() -> None:
    wrong = case(said=reply("For fifteen days [1].", quote(SHARE)))
    assert value("right", wrong) == 0
    assert "right place" in EVALUATORS["right"](wrong).reason


def test_one_citation_in_a_right_place_is_enough_to_be_right() -> None:
    assert value("right", case(said=reply("fifteen days", quote(SHARE), quote(ANNOUNCED)))) == 1


def test_a_quote_from_another_part_of_the_right_paragraph_is_in_a_right_place() -> None:
    said = reply("fifteen days", quote("The entity decides on the ownership of an invention."))
    assert value("citation precision", case(said=said)) == 1


def test_paragraphs_that_say_the_same_are_right_to_cite_but_not_needed() -> None:
    asked = question(also=(Place("plan", SHARE),))
    said = reply("fifteen days", quote(SHARE))
    assert value("right", case(asked, said)) == 1
    assert value("citation precision", case(asked, said)) == 1
    assert value("citation recall", case(asked, said)) == 0


def test_an_unanswerable_question_is_right_only_when_refused() -> None:
    assert value("right", case(unanswerable(), REFUSAL)) == 1
    assert value("right", case(unanswerable(), reply())) == 0
    assert value("unanswerable refused", case(unanswerable(), REFUSAL)) == 1
    assert value("unanswerable refused", case(unanswerable(), reply())) == 0


def test_a_refusal_of_an_answerable_question_is_wrong_even_if_it_names_the_fact() -> None:
    refusal = replace(REFUSAL, answer="Nothing says fifteen days.", see_also=(quote(ANNOUNCED),))
    refused = case(said=refusal)
    assert value("right", refused) == value("all facts", refused) == 0
    assert value("answerable refused", refused) == 1


def test_both_kinds_of_refusals_are_counted_apart() -> None:
    assert value("answerable refused", case(unanswerable(), REFUSAL)) is None
    assert value("unanswerable refused", case(said=REFUSAL)) is None


def test_a_question_without_a_reply_is_neither_answered_nor_refused_rightly() -> None:
    assert value("right", case(unanswerable(), no_reply("failed"))) == 0
    assert value("right", case(said=no_reply("failed"))) == 0


def test_the_share_of_facts_counts_each_fact_once() -> None:
    asked = question(facts=(("fifteen", "15"), ("in writing",), ("ministry",)))
    assert value("share of facts", case(asked)) == pytest.approx(1 / 3)


@pytest.mark.parametrize(("long", "counted"), [(False, WORDS), (True, 3 * WORDS)])
def test_only_the_first_words_of_an_answer_count(long: bool, counted: int) -> None:
    asked = question(long=long)
    just = reply("word " * (counted - 2) + "fifteen days")
    late = reply("word " * (counted - 1) + "fifteen days")
    assert value("all facts", case(asked, just)) == 1
    assert value("all facts", case(asked, late)) == 0


def test_only_the_first_signs_of_a_chinese_answer_count() -> None:
    asked = question(language="zh", facts=(("十五天",),))
    assert value("all facts", case(asked, reply("字" * (CHARACTERS - 3) + "十五天"))) == 1
    assert value("all facts", case(asked, reply("字" * (CHARACTERS - 2) + "十五天"))) == 0


def test_citation_precision_weighs_each_citation() -> None:
    said = reply("…", quote(ANNOUNCED), quote(SHARE), quote("The inventor may object in writing."))
    verdict = EVALUATORS["citation precision"](case(said=said))
    assert (verdict.value, verdict.weight) == (pytest.approx(1 / 3), 3)


def test_citation_recall_is_the_share_of_needed_paragraphs_that_are_cited() -> None:
    asked = question(evidence=(Place("plan", ANNOUNCED), Place("plan", SHARE)))
    verdict = EVALUATORS["citation recall"](case(asked))
    assert (verdict.value, verdict.weight) == (0.5, 2)


@pytest.mark.parametrize(
    "changed",
    [
        Quote("plan", "I", "The decision is announced for thirty days.", 70, 112),
        replace(quote(ANNOUNCED), start=0, end=10),
        replace(quote(ANNOUNCED), document="another"),
        replace(quote(ANNOUNCED), end=10**9),
        Quote("plan", "I", "", 5, 5),
    ],
)
def test_a_quote_that_is_not_the_stored_text_is_caught_and_in_no_right_place(
    changed: Quote,
) -> None:
    said = reply("fifteen days", changed)
    assert value("verbatim quotes", case(said=said)) == 0
    assert value("citation precision", case(said=said)) == 0


def test_the_quotes_of_a_refusal_must_be_verbatim_too() -> None:
    bad = replace(REFUSAL, see_also=(quote(ANNOUNCED), replace(quote(SHARE), start=0)))
    assert value("verbatim quotes", case(unanswerable(), bad)) == 0.5


def test_recall_is_the_share_of_needed_paragraphs_among_the_first() -> None:
    asked = question(evidence=(Place("plan", ANNOUNCED), Place("plan", SHARE)))
    others = [s for s in all_spots() if s not in (spot(ANNOUNCED), spot(SHARE))]
    order = [spot(SHARE), *others[:4], spot(ANNOUNCED), *others[4:]]
    assert value("recall@5", case(asked, None, *order)) == 0.5
    assert value("recall@10", case(asked, None, *order)) == 1
    assert ranks(case(asked, None, *order)) == {spot(ANNOUNCED): 6, spot(SHARE): 1}


def test_a_paragraph_that_says_the_same_does_not_help_recall_but_helps_the_order() -> None:
    asked = question(also=(Place("plan", SHARE),))
    only_also = case(asked, None, spot(SHARE))
    assert value("recall@5", only_also) == 0
    assert 0 < (value("nDCG@10", only_also) or 0) < 1
    assert value("nDCG@10", case(asked, None, spot(ANNOUNCED), spot(SHARE))) == 1


def test_finding_nothing_is_a_recall_of_zero_and_not_measuring_it_is_none() -> None:
    nothing = Case(question(), reply(), TEXTS, ())
    assert value("recall@5", nothing) == value("nDCG@10", nothing) == 0
    assert value("recall@5", case()) is None


def test_length_is_counted_in_words_or_chinese_signs() -> None:
    assert value("length", case(said=reply("one two three"))) == 3
    assert value("length", case(question(language="zh"), reply("公示 15 天"))) == 4
    assert value("length", case(said=REFUSAL)) is None


def test_seconds_are_those_of_the_reply() -> None:
    assert value("seconds", case(said=reply(seconds=0.25))) == 0.25
    assert value("seconds", case()) is None


def all_spots() -> list:
    return sorted(
        {s for d in ("plan", "rules") for w in "aeinou" for s in TEXTS.holding(Place(d, w))}
    )


@settings(derandomize=True, deadline=None)
@given(
    answerable=st.booleans(),
    abstained=st.booleans(),
    answer=st.text(max_size=40),
    spans=st.lists(st.tuples(st.integers(-3, 400), st.integers(-3, 400)), max_size=4),
    found=st.lists(st.sampled_from(all_spots()), unique=True, max_size=8),
)
def test_no_reply_whatever_breaks_a_metric_or_leaves_its_range(
    answerable: bool,
    abstained: bool,
    answer: str,
    spans: list[tuple[int, int]],
    found: list,
) -> None:
    quotes = tuple(Quote("plan", "I", "words", start, end) for start, end in spans)
    said = replace(REFUSAL, abstained=abstained, answer=answer, citations=quotes)
    asked = question() if answerable else unanswerable()
    for name, verdict in evaluate(Case(asked, said, TEXTS, tuple(found))).items():
        assert verdict.reason
        if name not in ("length", "seconds") and verdict.value is not None:
            assert 0 <= verdict.value <= 1, name
