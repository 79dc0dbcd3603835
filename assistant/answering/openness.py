"""Whether a question is of the kind that policies leave open, judged by the question alone.

Who sits on the panel, which form to fill in, what was reached so far, where to appeal: questions
on the very subject of a policy to which policies seldom hold the answer. What they have in common
is learned from the training questions as one direction in the space of each bundled encoder
(openness.json, by `python -m evals.train`). It is one feature among those of refusing.py,
never a verdict: a policy may well name its forms. With another encoder refusing does without it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np

from assistant.finding.shelf import Floats

DIRECTIONS = Path(__file__).parent / "openness.json"


@lru_cache(maxsize=2)
def directions(path: Path = DIRECTIONS) -> Mapping[str, Mapping[str, Floats]]:
    """Fingerprint -> "direction", and for each language the question in the middle of all."""
    content = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {
        encoder: {name: np.array(values) for name, values in parts.items()}
        for encoder, parts in content.items()
    }


def left_open(vectors: Mapping[str, Floats], language: str) -> float | None:
    """How far the question lies on the side of those that are left open.

    None where there is no encoder for which the direction was learned.

    `vectors`: the question as each encoder sees it, by the encoder's fingerprint.
    """
    known = directions()
    sides = [
        float((vector - known[encoder][language]) @ known[encoder]["direction"])
        for encoder, vector in vectors.items()
        if encoder in known
    ]
    return sum(sides) / len(sides) if sides else None
