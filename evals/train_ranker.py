"""Learn the ranker's weights from the training questions.

For each question the probability of a paragraph is the softmax of its weighted features; the
likelihood of the paragraphs that hold the evidence is maximized with an L2 penalty. Recall is
reported for questions that the weights have not seen (ten folds). What each signal contributes
is measured by `python -m evals.ablation`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import numpy as np

from assistant.finding.ranker import PLAIN, WEIGHTS, Weights, columns
from evals.fitting import Array, Choice, choices, folds, softmax
from evals.searched import LANGUAGES, Searched, of_language, shares, weighed_up

SIGNALS: Mapping[str, tuple[str, ...]] = {
    "en": ("dense 1", "dense 2", "words and terms", "concepts and headings", "named", "heading"),
    "zh": (
        "dense 1", "dense 2", "words", "words and terms", "dictionary", "translated words",
        "named", "heading",
    ),
}  # fmt: skip
PENALTY = 0.5


def example(one: Searched, names: Sequence[str], count: float = 1.0) -> Choice:
    """A question with evidence as a choice among all paragraphs."""
    matrix = np.concatenate([columns(n, one.signals[n]) for n in names], axis=1)
    return Choice(matrix, shares(one, len(matrix)), count)


def _examples(searches: Sequence[Searched], names: Sequence[str]) -> list[Choice]:
    counts = weighed_up(searches)
    return [example(one, names, count) for one, count in zip(searches, counts, strict=True)]


def unseen_scores(searches: Sequence[Searched], names: Sequence[str]) -> list[Array]:
    """For each question the paragraphs' scores by weights that did not see it."""
    examples = _examples(searches, names)
    out: list[Array] = [np.zeros(0)] * len(examples)
    for seen, held in folds(len(examples)):
        weights = choices([examples[n] for n in seen], penalty=PENALTY)
        for number in held:
            out[number] = examples[number].features @ weights
    return out


def found_within(scores: Array, one: Searched, k: int) -> list[bool]:
    """For each needed paragraph whether it is among the `k` best."""
    best = set(np.argsort(-scores, kind="stable")[:k].tolist())
    return [n in best for n in one.needed]


def log_chance(scores: Array, one: Searched) -> float:
    """The mean log-probability of the needed paragraphs: a finer measure than recall."""
    return float(np.log(softmax(scores)[list(one.needed)] + 1e-12).mean())


def by_signal(weights: Array, names: Sequence[str]) -> dict[str, list[float]]:
    """The weights under their signals' names, rounded to what matters."""
    out, at = {}, 0
    for name in names:
        width = 1 if name in PLAIN else 2
        out[name] = [round(float(w), 3) for w in weights[at : at + width]]
        at += width
    return out


def learn_language(searches: Sequence[Searched], language: str) -> dict[str, tuple[float, ...]]:
    """The weights for one language of the question, from those that have evidence."""
    names = SIGNALS[language]
    examples = _examples([one for one in searches if one.needed], names)
    weights = by_signal(choices(examples, penalty=PENALTY), names)
    return {name: tuple(values) for name, values in weights.items()}


def unseen_recall(searches: Sequence[Searched], scores: Sequence[Array], k: int) -> float:
    """The share of all needed paragraphs that are among the `k` best of their question."""
    pairs = zip(scores, searches, strict=True)
    return float(np.mean([found for s, one in pairs for found in found_within(s, one, k)]))


def report(searches: Sequence[Searched]) -> None:
    """Print what is found for questions that the weights have not seen."""
    for language in LANGUAGES:
        own = [s for s in of_language(searches, language) if s.needed]
        scores = unseen_scores(own, SIGNALS[language])
        shown = "  ".join(f"R@{k} {unseen_recall(own, scores, k):.3f}" for k in (5, 10))
        print(f"{language}: {len(own)} questions, unseen recall {shown}")


def train(searches: Sequence[Searched]) -> Weights:
    """The weights of both languages; prints what they find among questions that they did not see."""
    report(searches)
    return Weights({name: learn_language(of_language(searches, name), name) for name in LANGUAGES})


def save(weights: Weights) -> None:
    """Write the ranker's file."""
    WEIGHTS.write_text(json.dumps(weights.of_language, indent=1) + "\n", encoding="utf-8")
