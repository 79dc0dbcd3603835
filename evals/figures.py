"""Averages of verdicts with their intervals, over all questions, by language and by kind.

Intervals are 95 % percentile bootstrap intervals (Efron and Tibshirani 1993, chapter 13) over
questions, with a fixed seed: the same verdicts always give the same figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evals.metrics import EVALUATORS, Case, Verdict, evaluate

Array = npt.NDArray[np.float64]

RESAMPLES = 2000
CONFIDENCE = 0.95
MEDIANS = frozenset(("seconds", "length"))
"""Metrics of which the median is shown; of all others the weighted mean."""

FEWER_IS_BETTER = frozenset(("answerable refused", "length", "seconds"))


@dataclass(frozen=True, slots=True)
class Figure:
    """An average over `n` questions and its interval; all None where `n` is 0."""

    value: float | None
    low: float | None
    high: float | None
    n: int


Figures = Mapping[str, Figure]
NOTHING = Figure(None, None, None, 0)


@dataclass(frozen=True)
class Judged:
    """A case and all verdicts on it."""

    case: Case
    verdicts: Mapping[str, Verdict]

    @property
    def is_right(self) -> bool:
        return self.case.is_right


@dataclass(frozen=True)
class Measured:
    """A suite that was run: its cases, and its figures for each group of questions.

    Groups are "all", "language en", "kind list" and so on.
    """

    suite: str
    cases: tuple[Judged, ...]
    groups: Mapping[str, Figures]

    @property
    def overall(self) -> Figures:
        return self.groups["all"]


def figure(verdicts: Iterable[Verdict], *, median: bool = False, seed: int = 0) -> Figure:
    """The average of the verdicts that apply, with its bootstrap interval."""
    applying = [v for v in verdicts if v.value is not None and v.weight > 0]
    if not applying:
        return NOTHING
    values = np.array([v.value for v in applying], dtype=np.float64)
    weights = np.array([v.weight for v in applying])
    drawn = np.random.default_rng(seed).integers(0, len(values), (RESAMPLES, len(values)))
    averages = _average(values[drawn], weights[drawn], median)
    low, high = np.quantile(averages, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    value = _average(values[None], weights[None], median)[0]
    return Figure(float(value), float(low), float(high), len(applying))


def _average(values: Array, weights: Array, median: bool) -> Array:
    """Row by row. Shapes: (rows, n), (rows, n) -> (rows,)."""
    if median:
        return np.asarray(np.median(values, axis=1))
    return np.asarray((values * weights).sum(axis=1) / weights.sum(axis=1))


def figures(cases: Sequence[Judged]) -> dict[str, Figure]:
    """Every metric over these cases."""
    return {
        name: figure((case.verdicts[name] for case in cases), median=name in MEDIANS)
        for name in EVALUATORS
    }


def measured(suite: str, cases: Iterable[Case]) -> Measured:
    """Judge all cases and sum them up."""
    judged = tuple(Judged(case, evaluate(case)) for case in cases)
    return Measured(suite, judged, {name: figures(g) for name, g in grouped(judged).items()})


def grouped(cases: Sequence[Judged]) -> dict[str, list[Judged]]:
    """The cases by group: all, each language, each kind."""
    groups: dict[str, list[Judged]] = {"all": list(cases)}
    for name in sorted({f"language {c.case.question.language}" for c in cases}):
        groups[name] = [c for c in cases if f"language {c.case.question.language}" == name]
    for name in sorted({f"kind {c.case.question.kind}" for c in cases}):
        groups[name] = [c for c in cases if f"kind {c.case.question.kind}" == name]
    return groups
