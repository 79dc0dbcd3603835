"""The small fits that all training commands share: logistic models with an L2 penalty.

Both are convex, so that the same examples always give the same weights (L-BFGS-B, by scipy).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Problem = Callable[[Array], tuple[float, Array]]
"""Weights -> loss and its gradient."""

FOLDS = 10
_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Choice:
    """The options of one question, shape (options, features), and each one's share of right.

    The question counts as much as `count` says.
    """

    features: Array
    share: Array
    count: float = 1.0


@dataclass(frozen=True, slots=True)
class Logistic:
    """A fitted model: the log-odds are `features @ weights + constant`."""

    weights: Array
    constant: float

    def log_odds(self, features: Array) -> Array:
        """Shape: (examples, features) -> (examples,)."""
        return np.asarray(features @ self.weights + self.constant)

    def named(self, names: Sequence[str]) -> dict[str, float]:
        """The weights under their names, and the constant, rounded to what matters."""
        values = {name: float(w) for name, w in zip(names, self.weights, strict=True)}
        return {n: round(v, 4) for n, v in (values | {"constant": self.constant}).items()}


def folds(count: int, *, seed: int = 0, number: int = FOLDS) -> Iterator[tuple[Ints, Ints]]:
    """For each fold the numbers of the examples to learn from, and of those held out."""
    order = np.random.default_rng(seed).permutation(count)
    for fold in range(min(number, count)):
        held = np.sort(order[fold::number])
        yield np.setdiff1d(order, held), held


def grouped_folds(
    ids: Sequence[str], *, seed: int = 3, number: int = 5
) -> Iterator[tuple[Ints, Ints]]:
    """The same for questions by their ids: translations of one question are never parted.

    Translations share their id but for the language ("direct-en-007", "direct-zh-007").
    """
    groups = [re.sub(r"-(?:en|zh)-", "-", one) for one in ids]
    names = np.random.default_rng(seed).permutation(sorted(set(groups)))
    fold_of = {name: place % number for place, name in enumerate(names)}
    fold = np.array([fold_of[group] for group in groups])
    for at in range(number):
        yield np.flatnonzero(fold != at), np.flatnonzero(fold == at)


def logistic(
    features: Array,
    outcomes: Array,
    *,
    penalty: float,
    counts: Array | None = None,
    signs: Sequence[int] | None = None,
) -> Logistic:
    """The weights of greatest penalized likelihood; the constant is not penalized.

    `outcomes` are 0 or 1, `counts` say how much each example counts. `signs` (1, -1, or 0 for
    either) are the ways in which a feature may count. Shapes: (examples, features), (examples,).
    """
    count = np.ones(len(outcomes)) if counts is None else counts

    def problem(at: Array) -> tuple[float, Array]:
        weights, scores = at[:-1], features @ at[:-1] + at[-1]
        # log(1 + exp(score)) - outcome * score, without overflow
        loss = float(count @ (np.logaddexp(0, scores) - outcomes * scores))
        fault = count * (sigmoid(scores) - outcomes)
        gradient = np.append(features.T @ fault + 2 * penalty * weights, fault.sum())
        return loss + penalty * float(weights @ weights), gradient

    bounds = [_BOUNDS[sign] for sign in signs or [0] * features.shape[1]]
    fitted = _minimum(problem, features.shape[1] + 1, [*bounds, _BOUNDS[0]])
    return Logistic(fitted[:-1], float(fitted[-1]))


_BOUNDS: dict[int, tuple[float | None, float | None]] = {
    1: (0.0, None),
    -1: (None, 0.0),
    0: (None, None),
}


def standardized_logistic(
    features: Array,
    outcomes: Array,
    *,
    penalty: float,
    counts: Array | None = None,
    signs: Sequence[int] | None = None,
) -> Logistic:
    """The same, penalizing all features alike whatever their scale; weights are for raw ones."""
    mean, scale = features.mean(axis=0), features.std(axis=0) + 1e-9
    scaled = (features - mean) / scale
    fitted = logistic(scaled, outcomes, penalty=penalty, counts=counts, signs=signs)
    weights = fitted.weights / scale
    return Logistic(weights, fitted.constant - float(mean @ weights))


def choices(examples: Sequence[Choice], *, penalty: float) -> Array:
    """Weights of a softmax over each example's options (McFadden 1974). Shape: (features,)."""

    def problem(at: Array) -> tuple[float, Array]:
        loss, gradient = penalty * float(at @ at), 2 * penalty * at
        for one in examples:
            chance = softmax(one.features @ at)
            loss -= one.count * float(one.share @ np.log(chance + _TINY))
            gradient = gradient - one.count * (one.share - chance) @ one.features
        return loss, gradient

    size = examples[0].features.shape[1]
    return _minimum(problem, size, [_BOUNDS[0]] * size)


def softmax(scores: Array) -> Array:
    """Probabilities that sum to one. Shape: (options,)."""
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum())


def sigmoid(scores: Array) -> Array:
    """Log-odds -> probabilities."""
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -500, 500))))


def _minimum(problem: Problem, size: int, bounds: Sequence[tuple[float | None, ...]]) -> Array:
    from scipy.optimize import minimize  # type: ignore[import-untyped]

    found = minimize(problem, np.zeros(size), jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x, dtype=np.float64)
