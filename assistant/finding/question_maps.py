"""How a question is moved towards its answers before it is compared with sentences.

Encoders put a text beside texts that look like it. People who ask do not write like policies, nor
in their language, so that a question lies in a corner of its own, far from what answers it. For
each bundled encoder one affine map was learned that takes the middle of all questions of a
language away (Mu and Viswanath 2018) and turns the rest towards the sentences that answer (fine-
tuning of the question's side alone, as Lee et al. 2021 do: the stored vectors stay as they are).

The maps stand in question_maps.npz, learned by `python -m evals.train` from questions about the
corpus and about policies of other places. A question for another encoder is compared as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

MAPS = Path(__file__).parent / "question_maps.npz"
Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class QuestionMap:
    """The map of one encoder: the middle of each language's questions, and a square matrix."""

    middles: Mapping[str, Array]
    matrix: Array

    def moved(self, vector: Sequence[float] | Array, language: str) -> Array:
        """The vector to compare with those of sentences. Shapes: (dimensions,) -> (dimensions,).

        Its dot products rank the sentences of a library; they are no cosines. A vector of zeros,
        which says nothing, stays what it is.
        """
        if not np.any(vector):
            return np.zeros(len(vector))
        away = np.asarray(vector) - self.middles[language]
        length = float(np.linalg.norm(away)) or 1.0
        return np.asarray(self.matrix @ (away / length))


QuestionMaps = Mapping[str, QuestionMap]
"""The maps by the encoders' fingerprints."""


@lru_cache(maxsize=2)
def read_maps(path: Path = MAPS) -> QuestionMaps:
    """The learned maps. Raises OSError where the file is missing: other weights rely on it."""
    with np.load(path) as stored:
        parts = {name: stored[name].astype(np.float64) for name in stored.files}
    encoders = {name.rpartition("/")[0] for name in parts}
    return {
        encoder: QuestionMap(
            {language: parts[f"{encoder}/{language}"] for language in ("en", "zh")},
            parts[f"{encoder}/matrix"],
        )
        for encoder in encoders
    }


def save_maps(maps: QuestionMaps, path: Path = MAPS) -> None:
    """Write the maps with the precision that they need."""
    parts: dict[str, npt.NDArray[np.float16]] = {}
    for encoder, one in maps.items():
        parts[f"{encoder}/matrix"] = one.matrix.astype(np.float16)
        parts |= {f"{encoder}/{name}": m.astype(np.float16) for name, m in one.middles.items()}
    np.savez_compressed(path, **parts)  # type: ignore[arg-type]
