"""Whether a question is answered at all, and how a refusal is said."""

from __future__ import annotations

import json
from datetime import date

import pytest
from library_on_a_shelf import TERMS, answerable, finder_of, found, unanswerable

from assistant.answering.quoting import holds
from assistant.answering.refusing import (
    FEATURES,
    WEIGHTS,
    answered,
    features,
    is_plainly_missing,
    refuse,
)
from assistant.answering.selection import candidates, weigh
from assistant.model import Question, Refusal

FINDER = finder_of()
TITLES = {document.title for document in FINDER.shelf.documents.values()}


def above(question: str) -> float:
    search = found(question, FINDER)
    return answered(search, weigh(candidates(search, TERMS), search.asked.language))


def refused(question: str, *documents: str) -> Refusal:
    search = found(question, FINDER, *documents)
    asked = Question(question, date(2024, 3, 1))
    return refuse(asked, search.asked.language, "extractive", search, FINDER.shelf)


@pytest.mark.parametrize("question", [question for question, _ in answerable()])
def test_what_the_documents_say_is_answered(question: str) -> None:
    assert above(question) >= 0


@pytest.mark.parametrize("question", unanswerable())
def test_what_the_documents_do_not_say_is_refused(question: str) -> None:
    assert above(question) < 0


@pytest.mark.parametrize(
    "question",
    [
        "Write me a poem about the long-term license",
        "Could you tell us a short joke about patents?",
        "给我写一首关于成果转化的诗",
        "讲个专利的笑话吧",
    ],
)
def test_a_wish_for_a_work_of_art_is_refused_whatever_it_is_about(question: str) -> None:
    assert above(question) < 0


@pytest.mark.parametrize(
    "question",
    [
        "Tell me for how long the decision must be announced internally",
        "Tell me the novel features of the plan",
        "Can you tell me about source code licensing?",
        "讲讲赋权决定怎么公示？",
        "说说赋权决定要公示几天",
    ],
)
def test_a_wish_to_be_told_what_a_text_says_is_a_question(question: str) -> None:
    search = found(question, FINDER)
    assert not is_plainly_missing(search, weigh(candidates(search, TERMS), search.asked.language))


def test_features_and_weights_go_together() -> None:
    weights = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    search = found("For how long is the decision announced?", FINDER)
    items = weigh(candidates(search, TERMS), "en")
    assert len(features(search, items)) == len(FEATURES)
    assert features(search, []) == (0.0,) * len(FEATURES)
    for language in ("en", "zh"):
        assert set(weights[language]) <= {*FEATURES, "constant", "threshold"}
        for name, direction in FEATURES.items():
            assert weights[language].get(name, 0.0) * direction >= 0


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("What fine does it cost?", "penalty"),
        ("By when is it paid?", "date"),
        ("What is the phone number?", "contact"),
        ("要罚款多少元？", "处罚"),
        ("什么时候缴费？", "日期"),
    ],
)
def test_a_refusal_says_what_the_documents_do_not_say(question: str, missing: str) -> None:
    assert missing in refused(question, "fair").text


def test_a_refusal_does_not_claim_that_what_the_nearest_clauses_state_is_missing() -> None:
    assert "period" not in refused("For how long must the decision be announced?").text


def test_a_refusal_shows_the_nearest_clauses_verbatim() -> None:
    refusal = refused("How tall is the tower?")
    assert [citation.n for citation in refusal.see_also] == [1, 2, 3]
    for citation in refusal.see_also:
        assert holds(citation, FINDER.shelf.documents[citation.document])
        assert citation.title in TITLES


def test_a_refusal_speaks_the_language_of_the_asker() -> None:
    english, chinese = refused("How tall is the tower?"), refused("塔有多高？")
    assert english.text.isascii()
    assert english.reason.isascii()
    assert "没有" in chinese.text
    assert "没有" in chinese.reason


def test_a_refusal_without_evidence_points_at_nothing() -> None:
    refusal = refused("How tall is the tower?", "nowhere")
    assert refusal.see_also == ()
    assert "nearest" not in refusal.text


def test_a_reason_that_is_given_is_kept() -> None:
    search = found("How tall is the tower?", FINDER)
    asked = Question("How tall is the tower?", date(2024, 3, 1))
    refusal = refuse(asked, "en", "generative", search, FINDER.shelf, reason="The model declined.")
    assert (refusal.reason, refusal.mode) == ("The model declined.", "generative")


@pytest.mark.parametrize(
    ("question", "missed"),
    [
        ("For how many days is the decision announced in Hangzhou?", 1),
        ("For how many days is the decision announced?", 0),
        ("For how many days was the decision announced in 1987?", 1),
        # The asker's own day need not stand in a clause.
        ("We announced the decision on 3 March 2026. For how many days does it hang?", 0),
        ("决定是2026年3月3日公示的，要公示多少天？", 0),
    ],
)
def test_what_is_asked_of_another_place_or_year_is_missed_in_the_evidence(
    question: str, missed: float
) -> None:
    search = found(question, FINDER)
    items = weigh(candidates(search, TERMS), search.asked.language)
    assert features(search, items)[list(FEATURES).index("names missed")] == missed
