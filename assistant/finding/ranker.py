"""A small learned ranker: a weighted sum of the signals' features.

The weights stand in weights.json, one set for each language of the question, learned from the
training questions of the eval suite by `python -m evals.train` (softmax over the
paragraphs of a question, L2-regularized, cross-validated; cf. Cao et al. 2007, ListNet).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.finding.shelf import Floats
from assistant.finding.signals import features

WEIGHTS = Path(__file__).parent / "weights.json"
PLAIN = ("named", "heading")
"""Signals that count as they are, not by rank."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Signal -> its one or two weights, for each language of the question."""

    of_language: Mapping[str, Mapping[str, tuple[float, ...]]]

    def names(self, language: str) -> tuple[str, ...]:
        return tuple(self.of_language[language])


@lru_cache(maxsize=4)
def read_weights(path: Path = WEIGHTS) -> Weights:
    """The weights file."""
    content = json.loads(path.read_text(encoding="utf-8"))
    return Weights(
        {
            language: {name: tuple(values) for name, values in signals.items()}
            for language, signals in content.items()
        }
    )


def columns(name: str, signal: Floats) -> npt.NDArray[np.float64]:
    """The features of one signal: one column if it counts as it is, two otherwise."""
    return signal[:, None] if name in PLAIN else features(signal)


def score(signals: Mapping[str, Floats], weights: Mapping[str, tuple[float, ...]]) -> Floats:
    """The weighted sum for each paragraph; a signal that is not there counts nothing."""
    size = len(next(iter(signals.values())))
    total = np.zeros(size)
    for name, of_signal in weights.items():
        if name in signals:
            total += columns(name, signals[name]) @ np.array(of_signal)
    return total
