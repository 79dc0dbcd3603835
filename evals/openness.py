"""The direction in which questions lie that policies leave open (answering/openness.py).

For each encoder a logistic model over the vectors of the training questions of both languages,
each language measured from its own middle. Translations of one question, which share the number
in their id, are never parted by a fold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evals.fitting import FOLDS, Array, Ints, grouped_folds, logistic
from evals.searched import LANGUAGES, Searched, balanced

PENALTY = 0.4
_DIGITS = 4


@dataclass(frozen=True)
class Vectors:
    """Questions as one encoder sees them, their languages, whether each can be answered, and how
    much it counts."""

    of_questions: Array
    languages: tuple[str, ...]
    answerable: Array
    counts: Array

    def part(self, numbers: Ints) -> Vectors:
        """Some of them."""
        languages = tuple(self.languages[n] for n in numbers)
        return Vectors(
            self.of_questions[numbers], languages, self.answerable[numbers], self.counts[numbers]
        )

    def centred(self, middles: Mapping[str, Array]) -> Array:
        """Each vector, measured from the middle of its language."""
        middle = np.array([middles[language] for language in self.languages])
        return np.asarray(self.of_questions - middle)


def vectors_of(searches: Sequence[Searched]) -> dict[str, Vectors]:
    """The questions as each encoder sees them, by the encoder's fingerprint."""
    languages = tuple(one.asked.language for one in searches)
    answerable = np.array([float(one.question.answerable) for one in searches])
    counts = balanced(searches)
    return {
        encoder: Vectors(
            np.array([one.search.vectors[encoder] for one in searches]),
            languages,
            answerable,
            counts,
        )
        for encoder in searches[0].search.vectors
    }


def learn(vectors: Vectors) -> dict[str, Array]:
    """The direction of questions that are left open, and the middle of each language."""
    named = np.array(vectors.languages)
    middles = {name: vectors.of_questions[named == name].mean(axis=0) for name in LANGUAGES}
    fitted = logistic(
        vectors.centred(middles), 1 - vectors.answerable, penalty=PENALTY, counts=vectors.counts
    )
    return {"direction": fitted.weights, **middles}


def unseen(searches: Sequence[Searched], vectors: Mapping[str, Vectors]) -> Array:
    """How far each question lies on that side, by directions that did not see it (mean)."""
    out = np.zeros(len(searches))
    for seen, held in grouped_folds([one.question.id for one in searches], number=FOLDS):
        for of_encoder in vectors.values():
            learned = learn(of_encoder.part(seen))
            out[held] += of_encoder.part(held).centred(learned) @ learned["direction"]
    return out / max(1, len(vectors))


def as_object(vectors: Mapping[str, Vectors]) -> dict[str, dict[str, list[float]]]:
    """What openness.json holds: learned from all questions, rounded to what matters."""
    return {
        encoder: {
            name: [round(float(v), _DIGITS) for v in values]
            for name, values in learn(of_encoder).items()
        }
        for encoder, of_encoder in vectors.items()
    }
