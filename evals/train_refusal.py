"""Learn when to refuse.

A logistic model over features of the question and the best evidence gives the chance that a
question is answered; below a threshold it is refused. In each library both kinds of questions
count the same. All that is printed holds for questions that neither the ranker, nor the choice of
sentences, nor these weights have seen: the curve of both kinds of error over the threshold, and
which questions fall on the wrong side.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from assistant.answering.openness import DIRECTIONS
from assistant.answering.refusing import (
    FEATURES,
    WEIGHTS,
    WITHOUT_LEFT_OPEN,
    features,
    is_plainly_missing,
)
from evals import openness
from evals.fitting import Array, Logistic, folds, standardized_logistic
from evals.goals import GOALS
from evals.questions import Question, read_questions
from evals.searched import LANGUAGES, Searched, balanced
from evals.train_selection import Weighed

PENALTY = 1.0
USUAL = ("train", "everyday")
"""The parts whose questions are asked as people ask. They set the threshold; twins and questions
about other places, which were written to be hard to tell, have no say in it."""

CURVE = (0.02, 0.04, 0.06, 0.08, 0.10, 0.12, 0.15, 0.20)
_SEED = 2
_PLAIN = 10.0


@dataclass(frozen=True)
class Examples:
    """Features of each question's best evidence, whether it can be answered (1 or 0), and how
    much it counts. `missing` says where rules refuse before the weights are asked."""

    questions: tuple[Question, ...]
    features: Array
    answerable: Array
    counts: Array
    missing: npt.NDArray[np.bool_]

    def part(self, numbers: npt.NDArray[np.int64]) -> Examples:
        """Some of them."""
        return Examples(
            tuple(self.questions[n] for n in numbers),
            self.features[numbers],
            self.answerable[numbers],
            self.counts[numbers],
            self.missing[numbers],
        )


def fit(examples: Examples) -> Logistic:
    """The weights; each feature counts only in the way that it may."""
    return standardized_logistic(
        examples.features,
        examples.answerable,
        penalty=PENALTY,
        counts=examples.counts,
        signs=tuple(FEATURES.values()),
    )


def unseen_log_odds(examples: Examples) -> Array:
    """The log-odds of each question by weights that did not see it; rules come before them."""
    out = np.zeros(len(examples.questions))
    for seen, held in folds(len(out), seed=_SEED):
        out[held] = fit(examples.part(seen)).log_odds(examples.features[held])
    return np.where(examples.missing, -_PLAIN, out)


def threshold(log_odds: Array, answerable: Array, wrongly_refused: float) -> float:
    """Below which this share of the answerable questions lies."""
    return float(np.quantile(log_odds[answerable == 1], wrongly_refused))


def balanced_threshold(log_odds: Array, answerable: Array) -> float:
    """The threshold at which both kinds of error are as small a share of what is allowed of each.

    Of the paragraphs of these questions others are known, so that more goes wrong with what is
    asked anew, either way; both should have room for it.
    """
    goals = {metric: goal for _, metric, goal in GOALS}

    def worse(value: float) -> float:
        below = log_odds < value
        missed = float((~below)[answerable == 0].mean()) / (1 - goals["unanswerable refused"])
        return max(missed, float(below[answerable == 1].mean()) / goals["answerable refused"])

    return float(min(np.unique(log_odds), key=worse))


def curve(log_odds: Array, answerable: Array) -> Iterator[tuple[float, float]]:
    """Shares of the answerable and of the unanswerable that are refused, threshold by threshold."""
    for share in CURVE:
        below = log_odds < threshold(log_odds, answerable, share)
        yield float(below[answerable == 1].mean()), float(below[answerable == 0].mean())


def area(log_odds: Array, answerable: Array) -> float:
    """The chance that an answerable question lies above an unanswerable one (area under ROC)."""
    above = log_odds[answerable == 1][:, None] - log_odds[answerable == 0][None, :]
    return float(((above > 0) + 0.5 * (above == 0)).mean())


def report(name: str, examples: Examples, log_odds: Array, usual: npt.NDArray[np.bool_]) -> None:
    """Print the curve and the area under it, of the usual questions and of all, and the questions on
    the wrong side."""
    for which, chosen in ((" and ".join(USUAL), usual), ("all", np.ones_like(usual))):
        answerable = examples.answerable[chosen]
        print(f"{name}, {which}: area {area(log_odds[chosen], answerable):.3f}")
        print("  answerable refused   unanswerable refused")
        for wrong, correct in curve(log_odds[chosen], answerable):
            print(f"  {wrong:18.3f}   {correct:20.3f}")
    least = balanced_threshold(log_odds[usual], examples.answerable[usual])
    print(f"  refused below {least:.2f}")
    for question, value in zip(examples.questions, log_odds, strict=True):
        if question.answerable == (value < least):
            said = "refused" if value < least else "answered"
            print(f"  {said} wrongly: {question.id} {question.text[:90]} ({value - least:+.2f})")


def learn(name: str, examples: Examples, usual: npt.NDArray[np.bool_]) -> dict[str, float]:
    """The weights and the threshold; prints how well they tell questions that they did not see.

    `usual` says which questions set the threshold.
    """
    log_odds = unseen_log_odds(examples)
    report(name, examples, log_odds, usual)
    least = balanced_threshold(log_odds[usual], examples.answerable[usual])
    return fit(examples).named(list(FEATURES)) | {"threshold": round(least, 4)}


def without(examples: Examples, feature: str) -> Examples:
    """The examples with nothing said by one feature."""
    silent = examples.features.copy()
    silent[:, list(FEATURES).index(feature)] = 0.0
    return replace(examples, features=silent)


def train(weighed: Sequence[Weighed], searches: Sequence[Searched]) -> dict[str, dict[str, float]]:
    """The weights and thresholds of both languages, with and without "left open".

    What is left open is learned from all `searches`, the rest from those that were weighed.
    """
    sides = openness.unseen(searches, openness.vectors_of(searches))
    left_open = {one.question.id: float(side) for one, side in zip(searches, sides, strict=True)}
    asked_usually = {question.id for part in USUAL for question in read_questions(part)}
    learned: dict[str, dict[str, float]] = {}
    for language in LANGUAGES:
        own = [one for one in weighed if one.searched.asked.language == language]
        examples = Examples(
            tuple(one.question for one in own),
            np.array([_features(one, left_open) for one in own]),
            np.array([float(one.question.answerable) for one in own]),
            # What a weight of the judgements is worth shows best where there are most questions.
            balanced([one.searched for one in own], power=1.0),
            np.array([is_plainly_missing(one.found, one.items) for one in own]),
        )
        usual = np.array([one.question.id in asked_usually for one in own])
        learned[language] = learn(language, examples, usual)
        name = language + WITHOUT_LEFT_OPEN
        learned[name] = learn(name, without(examples, "left open"), usual)
    return learned


def save(weights: Mapping[str, Mapping[str, float]], searches: Sequence[Searched]) -> None:
    """Write the file of refusals, and the direction of what is left open."""
    directions = openness.as_object(openness.vectors_of(searches))
    WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    DIRECTIONS.write_text(json.dumps(directions) + "\n", encoding="utf-8")


def _features(weighed: Weighed, left_open: Mapping[str, float]) -> tuple[float, ...]:
    """The features of a question, of which "left open" is told by what did not see it."""
    seen = dict(zip(FEATURES, features(weighed.found, weighed.items), strict=True))
    return tuple((seen | {"left open": left_open[weighed.question.id]}).values())
