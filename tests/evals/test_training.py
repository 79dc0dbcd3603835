"""The training commands over the small suite, with doubles for the encoders."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from doubles import WordsInCommon
from small import question, small_assistant, write_questions

from assistant.answering.refusing import FEATURES as OF_REFUSAL
from assistant.answering.refusing import features
from assistant.finding.finder import Finder
from assistant.finding.question_maps import QuestionMap
from assistant.finding.ranker import Weights
from evals import ablation, train_maps
from evals.fitting import softmax
from evals.questions import Place, read_files
from evals.searched import Searched, of_language, search
from evals.train_ranker import (
    SIGNALS,
    learn_language,
    log_chance,
    unseen_recall,
    unseen_scores,
)
from evals.train_refusal import (
    Examples,
    area,
    balanced_threshold,
    curve,
    fit,
    threshold,
    unseen_log_odds,
)
from evals.train_selection import first_right, is_right, items_of, unseen


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> Finder:
    return small_assistant(tmp_path_factory.mktemp("small")).finder()


@pytest.fixture(scope="module")
def searches(finder: Finder, tmp_path_factory: pytest.TempPathFactory) -> list[Searched]:
    path = write_questions(tmp_path_factory.mktemp("questions"))
    return of_language(search(finder, read_files([path]), calibrates=True), "en")


def with_evidence(searches: list[Searched]) -> list[Searched]:
    return [one for one in searches if one.needed]


def test_learned_weights_put_the_evidence_among_the_first_two(
    finder: Finder, searches: list[Searched]
) -> None:
    learned = Weights({"en": learn_language(searches, "en")})
    for one in with_evidence(searches):
        best = {e.span for e in one.found(learned).evidence[:2]}
        assert best & {finder.shelf.paragraphs[n].span for n in one.needed}, one.question.id


def test_weights_are_learned_for_every_signal_that_finding_has(searches: list[Searched]) -> None:
    assert learn_language(searches, "en").keys() == set(SIGNALS["en"])
    finder = searches[0].finder
    for language, asked in (("en", "Who decides?"), ("zh", "谁来决定？")):
        assert set(SIGNALS[language]) == set(finder.search(finder.read(asked)).signals)


def test_each_question_is_scored_by_weights_that_did_not_see_it(searches: list[Searched]) -> None:
    own = with_evidence(searches)
    scores = unseen_scores(own, SIGNALS["en"])
    paragraphs = len(own[0].signals["words and terms"])
    assert [len(of_one) for of_one in scores] == [paragraphs] * len(own)
    assert unseen_recall(own, scores, 10**6) == 1
    assert 0 <= unseen_recall(own, scores, 1) <= unseen_recall(own, scores, 5) <= 1
    assert all(log_chance(s, one) <= 0 for s, one in zip(scores, own, strict=True))


def test_an_ablation_has_a_row_for_all_signals_and_for_each_one_left_out(
    searches: list[Searched],
) -> None:
    written = ablation.table("en", with_evidence(searches))
    rows = [line.split("|")[1].strip() for line in written.splitlines() if line.startswith("| ")]
    assert rows == ["without", "(nothing)", *SIGNALS["en"]]


def test_a_sentence_is_right_if_it_says_what_is_asked_for_in_a_right_place(
    finder: Finder, searches: list[Searched]
) -> None:
    first = searches[0]
    _, items = items_of(first, Weights({"en": learn_language(searches, "en")}), WordsInCommon())
    right = [item.passage.text for item in items if is_right(item, first.question)]
    assert right == ["The decision is announced for fifteen days."]


def test_the_words_of_the_evidence_make_a_sentence_right_without_the_fact(
    finder: Finder, searches: list[Searched]
) -> None:
    _, items = items_of(
        searches[0], Weights({"en": learn_language(searches, "en")}), WordsInCommon()
    )
    quoted = question(facts=(("something else",),), evidence=(Place("plan", "is announced for"),))
    assert any(is_right(item, quoted) for item in items)
    elsewhere = question(evidence=(Place("rules", "is announced for"),))
    assert not any(is_right(item, elsewhere) for item in items)


def test_every_question_is_weighed_once_by_what_did_not_see_it(
    finder: Finder, searches: list[Searched]
) -> None:
    weighed = list(unseen(searches, "en", WordsInCommon()))
    assert sorted(w.question.id for w in weighed) == sorted(s.question.id for s in searches)
    chances = [[item.chance for item in w.items] for w in weighed]
    assert chances == [sorted(of_one, reverse=True) for of_one in chances]
    assert 0 <= first_right(weighed, 1) <= first_right(weighed, 2) <= 1
    assert {len(features(w.found, w.items)) for w in weighed} == {len(OF_REFUSAL)}


def examples(count: int = 60) -> Examples:
    random = np.random.default_rng(0)
    answerable = (np.arange(count) % 3 != 0).astype(float)
    signs = np.array(list(OF_REFUSAL.values()))
    helpful = answerable[:, None] * signs + random.normal(size=(count, len(signs)))
    questions = tuple(question(id=str(n)) for n in range(count))
    return Examples(questions, helpful, answerable, np.ones(count), np.zeros(count))


def test_the_curve_rises_and_holds_the_share_that_was_asked_for() -> None:
    made = examples()
    log_odds = unseen_log_odds(made)
    points = list(curve(log_odds, made.answerable))
    assert points == sorted(points)
    assert all(0 <= wrong <= 0.25 for wrong, _ in points)
    assert area(log_odds, made.answerable) > 0.8
    least = threshold(log_odds, made.answerable, 0.1)
    assert (log_odds[made.answerable == 1] < least).mean() <= 0.1


def test_the_threshold_wrongs_both_kinds_by_the_same_share_of_what_is_allowed() -> None:
    random = np.random.default_rng(1)
    answerable = np.repeat([1.0, 0.0], 2000)
    log_odds = random.normal(size=4000) + 3.2 * answerable
    below = log_odds < balanced_threshold(log_odds, answerable)
    wrongly, missed = below[answerable == 1].mean(), 1 - below[answerable == 0].mean()
    assert wrongly / 0.08 == pytest.approx(missed / 0.15, abs=0.05)


def test_the_area_is_one_for_a_clean_cut_and_a_half_for_no_cut() -> None:
    answerable = np.array([1.0, 1.0, 0.0])
    assert area(np.array([3.0, 2.0, 1.0]), answerable) == 1
    assert area(np.zeros(3), answerable) == 0.5


def test_no_feature_counts_against_the_way_that_it_may() -> None:
    for weight, sign in zip(fit(examples()).weights, OF_REFUSAL.values(), strict=True):
        assert weight * sign >= 0


def test_maps_bring_questions_nearer_to_their_evidence(searches: list[Searched]) -> None:
    first = searches[0].finder.embedders[0]
    encoded = train_maps.Encoded(first, searches)
    learned = encoded.learn(range(len(searches)))
    straight = QuestionMap(learned.middles, np.eye(first.dimensions))
    chances = {
        name: np.mean([_chance(encoded, number, by) for number in _with_evidence(searches)])
        for name, by in {"learned": learned, "straight": straight}.items()
    }
    assert chances["learned"] > chances["straight"]


class Marking(train_maps.Encoded):
    """Its maps say of each question whether they have seen it, in place of a similarity."""

    def learn(self, numbers: Sequence[int]) -> QuestionMap:
        seen = np.zeros(len(self.searches))
        seen[list(numbers)] = 1
        return QuestionMap({}, seen)

    def similarities(self, number: int, by: QuestionMap) -> np.ndarray:
        return np.full(len(self.library(number).vectors), by.matrix[number])


def test_every_question_is_compared_once_by_maps_that_did_not_see_it(
    searches: list[Searched],
) -> None:
    found = train_maps.unseen(searches, [Marking(searches[0].finder.embedders[0], searches)])
    assert [one.question for one in found] == [one.question for one in searches]
    for before, after in zip(searches, found, strict=True):
        assert not after.signals["dense 1"].any()
        assert (before.signals["words and terms"] == after.signals["words and terms"]).all()


def _with_evidence(searches: list[Searched]) -> list[int]:
    return [number for number, one in enumerate(searches) if one.needed]


def _chance(encoded: train_maps.Encoded, number: int, by: QuestionMap) -> float:
    one = encoded.searches[number]
    of_sentences = encoded.similarities(number, by) / train_maps.TEMPERATURE
    of_paragraphs = one.finder.shelf.best_of_paragraphs(of_sentences)
    return float(softmax(of_paragraphs)[list(one.needed)].sum())
