from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.fitting import (
    Choice,
    choices,
    folds,
    grouped_folds,
    logistic,
    sigmoid,
    standardized_logistic,
)

RANDOM = np.random.default_rng(1)
FEATURES = RANDOM.normal(size=(4000, 3))
TRUE = np.array([1.5, -0.7, 0.0])
OUTCOMES = (RANDOM.random(4000) < sigmoid(FEATURES @ TRUE - 0.5)).astype(float)


def test_a_logistic_fit_finds_the_weights_that_made_the_outcomes() -> None:
    fitted = logistic(FEATURES, OUTCOMES, penalty=0.01)
    assert fitted.weights == pytest.approx(TRUE, abs=0.15)
    assert fitted.constant == pytest.approx(-0.5, abs=0.1)


def test_a_feature_counts_only_in_the_way_that_it_may() -> None:
    fitted = logistic(FEATURES, OUTCOMES, penalty=0.01, signs=(-1, -1, 1))
    assert fitted.weights[0] == 0
    assert fitted.weights[1] < 0 <= fitted.weights[2]


def test_counting_an_example_twice_is_having_it_twice() -> None:
    few, outcomes = FEATURES[:60], OUTCOMES[:60]
    doubled = np.concatenate([few, few[:20]]), np.concatenate([outcomes, outcomes[:20]])
    counts = np.where(np.arange(60) < 20, 2.0, 1.0)
    counted = logistic(few, outcomes, penalty=1, counts=counts)
    assert counted.weights == pytest.approx(logistic(*doubled, penalty=1).weights, abs=1e-3)


def test_standardizing_makes_the_scale_of_a_feature_meaningless() -> None:
    scale = np.array([1000.0, 1.0, 0.01])
    plain = standardized_logistic(FEATURES, OUTCOMES, penalty=1)
    scaled = standardized_logistic(FEATURES * scale + 5, OUTCOMES, penalty=1)
    assert scaled.log_odds(FEATURES * scale + 5) == pytest.approx(
        plain.log_odds(FEATURES), abs=1e-2
    )


def test_separable_examples_and_constant_features_give_finite_weights() -> None:
    features = np.column_stack([np.repeat([0.0, 1.0], 5), np.ones(10)])
    fitted = standardized_logistic(features, np.repeat([0.0, 1.0], 5), penalty=0.1)
    assert np.isfinite(fitted.weights).all()
    assert fitted.named(["a", "b"]).keys() == {"a", "b", "constant"}


def test_a_choice_fit_ranks_what_was_chosen_first() -> None:
    examples = [
        Choice(features, np.eye(8)[np.argmax(features @ TRUE)])
        for features in RANDOM.normal(size=(200, 8, 3))
    ]
    weights = choices(examples, penalty=0.1)
    right = [np.argmax(e.features @ weights) == np.argmax(e.share) for e in examples]
    assert np.mean(right) > 0.95


@settings(derandomize=True)
@given(count=st.integers(0, 60), number=st.integers(2, 12))
def test_every_example_is_held_out_once_and_never_learned_from_meanwhile(
    count: int, number: int
) -> None:
    parts = list(folds(count, number=number))
    assert sorted(n for _, held in parts for n in held.tolist()) == list(range(count))
    for seen, held in parts:
        assert not set(seen.tolist()) & set(held.tolist())
        assert len(seen) + len(held) == count


def test_grouped_folds_hold_every_question_out_once_and_never_part_translations() -> None:
    ids = [f"{kind}-{n:03}" for n in range(20) for kind in ("plain-en", "plain-zh", "pilot")]
    held_out = []
    for seen, held in grouped_folds(ids):
        assert not set(seen) & set(held)
        held_out += held.tolist()
        without_language = {re.sub("-(en|zh)-", "-", ids[n]) for n in held}
        assert not without_language & {re.sub("-(en|zh)-", "-", ids[n]) for n in seen}
    assert sorted(held_out) == list(range(len(ids)))
