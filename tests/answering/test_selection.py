"""Which sentences answer: features that can be read, chances that follow from them."""

from __future__ import annotations

import json

import pytest
from library_on_a_shelf import TERMS, answerable, finder_of, found

from assistant.answering.selection import (
    FEATURES,
    HARD,
    WEIGHTS,
    Candidate,
    candidates,
    covered,
    names_units,
    topic_of,
    weigh,
)

FINDER = finder_of()


def of(question: str, words: str) -> dict[str, float]:
    """The features of the sentence that holds `words`."""
    items = candidates(found(question, FINDER, k=50), TERMS)
    (item,) = [item for item in items if words in item.passage.text]
    return dict(zip(FEATURES, item.features, strict=True))


def test_every_sentence_of_the_evidence_is_a_candidate_in_its_order() -> None:
    search = found("Who decides on ownership?", FINDER)
    items = candidates(search, TERMS)
    assert [item.passage for item in items] == [p for e in search.evidence for p in e.sentences]
    assert [item.rank for item in items] == sorted(item.rank for item in items)
    assert all(item.evidence is search.evidence[item.rank] for item in items)
    assert not candidates(found("Who?", FINDER, "nowhere"), TERMS)


def test_a_sentence_that_offers_what_is_needed_is_told_from_one_that_does_not() -> None:
    question = "For how long is the decision announced?"
    announced, assigned = of(question, "15 days"), of(question, "assign part of")
    assert (announced["needs met"], announced["needs missed"], announced["number"]) == (1, 0, 1)
    assert (assigned["needs met"], assigned["needs missed"], assigned["number"]) == (0, 1, 0)


def test_what_is_on_the_subject_covers_more_of_the_question() -> None:
    question = "Who announces the decision internally?"
    assert of(question, "15 days")["words"] > of(question, "a badge")["words"] == 0
    asked = "谁来内部公示决定？"
    assert of(asked, "15 days")["words"] > of(asked, "a badge")["words"]
    assert of(asked, "十五日")["words"] > of(asked, "转化收入全部")["words"]


def test_a_duty_counts_for_a_yes_or_no_alone() -> None:
    assert of("May researchers get a license?", "at least ten years")["duty"] == 1
    assert of("Who grants the license?", "at least ten years")["duty"] == 0


def test_the_line_that_heads_a_clause_is_known() -> None:
    assert of("long-term licenses", "2. Granting")["heading"] == 1
    assert of("long-term licenses", "at least ten years")["heading"] == 0


def test_the_best_paragraph_and_sentence_are_the_measure() -> None:
    items = candidates(found("For how long is the decision announced?", FINDER), TERMS)
    values = [dict(zip(FEATURES, item.features, strict=True)) for item in items]
    assert max(v["paragraph"] for v in values) == values[0]["paragraph"] == 0
    assert max(v["best sentence"] for v in values) == 0
    assert values[0]["best paragraph"] == 1


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("(Responsible units: the Commission and the Bureau)", True),
        ("责任单位：市科委", True),
        ("（责任单位：市科委）", True),
        ("The responsible units meet.", False),
    ],
)
def test_lists_of_responsible_units_are_known(sentence: str, units: bool) -> None:
    assert names_units(sentence) is units


def test_the_topic_of_a_question_is_its_words_and_concepts() -> None:
    topic = topic_of(FINDER.read("Who announces the decision?"), TERMS)
    assert {"announc", "decis"} <= set(topic)
    assert any(token.startswith("#") for token in topic)
    assert covered("They announce the decision internally.", topic, TERMS) == 1
    assert covered("It is a badge.", topic, TERMS) == 0
    assert covered("anything", {}, TERMS) == 0


def test_the_weights_name_known_features_in_both_languages() -> None:
    weights = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    for language in ("en", "zh"):
        assert set(weights[language]) <= {*FEATURES, "constant"}
    assert HARD


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_likeliest_come_first_and_chances_are_chances(language: str) -> None:
    items = candidates(found("Who decides on ownership?", FINDER), TERMS)
    weighed = weigh(items, language)
    chances = [item.chance for item in weighed]
    assert chances == sorted(chances, reverse=True)
    assert all(0 < chance < 1 for chance in chances)
    assert {item.passage.id for item in weighed} == {item.passage.id for item in items}
    assert weigh([], language) == []


@pytest.mark.parametrize(("question", "words"), answerable())
def test_the_sentence_that_answers_is_the_likeliest_or_the_second(
    question: str, words: str
) -> None:
    search = found(question, FINDER)
    best = weigh(candidates(search, TERMS), search.asked.language)[:2]
    assert any(words in item.passage.text for item in best)
    assert all(isinstance(item, Candidate) for item in best)
