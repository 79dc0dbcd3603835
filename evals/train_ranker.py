"""Learn the ranker's weights from the training questions: `python -m evals.train_ranker`.

For each question the probability of a paragraph is the softmax of its weighted features; the
likelihood of the paragraphs that hold the evidence is maximized with an L2 penalty. Recall is
reported for questions that the weights have not seen (ten folds). `--ablate` leaves out each
signal in turn.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from assistant.finding.finder import Finder
from assistant.finding.ranker import PLAIN, WEIGHTS, columns
from evals.questions import Question, evidence_paragraphs, search_text

Array = npt.NDArray[np.float64]

SIGNALS = {
    "en": (
        "dense 1", "dense 2", "words", "words and headings", "concepts", "concepts and headings",
        "named", "level", "heading", "length",
    ),
    "zh": (
        "dense 1", "dense 2", "dense 1, translated", "dense 2, translated", "words",
        "concepts", "concepts and headings", "dictionary", "translated words",
        "named", "level", "heading", "length",
    ),
}  # fmt: skip
PENALTY = 0.5
FOLDS = 10
ALSO = 0.5
"""What a paragraph that states the fact too, without being needed, counts against one that is."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question's features, shape (paragraphs, features), and its wanted paragraphs' shares."""

    features: Array
    share: Array
    needed: tuple[int, ...]


def example(finder: Finder, question: Question, names: Sequence[str]) -> Example | None:
    """The example of a question; None if nothing on the shelf holds its evidence."""
    needed = evidence_paragraphs(question.evidence, finder.shelf)
    if not needed:
        return None
    signals, _ = finder.signals(finder.read(search_text(question)))
    share = np.zeros(len(finder.shelf.paragraphs))
    share[evidence_paragraphs(question.also, finder.shelf)] = ALSO
    share[needed] = 1.0
    matrix = np.concatenate([columns(n, signals[n]) for n in names], axis=1)
    return Example(matrix, share / share.sum(), tuple(needed))


def fit(examples: Sequence[Example], penalty: float = PENALTY) -> Array:
    """The weights of greatest penalized likelihood. Shape: (features,)."""

    def loss(weights: Array) -> tuple[float, Array]:
        total, gradient = penalty * float(weights @ weights), 2 * penalty * weights
        for one in examples:
            scores = one.features @ weights
            scores -= scores.max()
            chance = np.exp(scores) / np.exp(scores).sum()
            total -= float(one.share @ np.log(chance + 1e-12))
            gradient -= (one.share - chance) @ one.features
        return total, gradient

    size = examples[0].features.shape[1]
    return np.asarray(minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B").x)


def unseen_recall(examples: Sequence[Example], ks: Iterable[int] = (5, 10)) -> dict[int, float]:
    """The share of needed paragraphs among the first k, by weights that did not see them."""
    order = np.random.default_rng(0).permutation(len(examples))
    hits: dict[int, list[bool]] = {k: [] for k in ks}
    for fold in range(FOLDS):
        held = set(order[fold::FOLDS].tolist())
        weights = fit([e for n, e in enumerate(examples) if n not in held])
        for number in held:
            ranked = np.argsort(-(examples[number].features @ weights), kind="stable")
            for k, found in hits.items():
                found.extend(n in ranked[:k] for n in examples[number].needed)
    return {k: float(np.mean(found)) for k, found in hits.items()}


def by_signal(weights: Array, names: Sequence[str]) -> dict[str, list[float]]:
    """The weights under their signals' names, rounded to what matters."""
    out, at = {}, 0
    for name in names:
        width = 1 if name in PLAIN else 2
        out[name] = [round(float(w), 3) for w in weights[at : at + width]]
        at += width
    return out


def examples_of(
    finder: Finder, questions: Iterable[Question], language: str, names: Sequence[str]
) -> list[Example]:
    """All examples of one language of the question."""
    asked = [q for q in questions if q.language == language]
    return [e for e in (example(finder, q, names) for q in asked) if e is not None]


def train(finder: Finder, questions: Sequence[Question], ablate: bool) -> dict[str, object]:
    """The weights of both languages; prints what they reach on unseen questions."""
    learned: dict[str, object] = {}
    for language, names in SIGNALS.items():
        examples = examples_of(finder, questions, language, names)
        print(
            f"{language}: {len(examples)} questions, unseen recall {_shown(unseen_recall(examples))}"
        )
        learned[language] = by_signal(fit(examples), names)
        for left_out in names if ablate else ():
            rest = [n for n in names if n != left_out]
            recall = unseen_recall(examples_of(finder, questions, language, rest))
            print(f"{language}: without {left_out:25} {_shown(recall)}")
    return learned


def _shown(recall: dict[int, float]) -> str:
    return "  ".join(f"R@{k} {value:.3f}" for k, value in recall.items())


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ablate", action="store_true", help="leave out each signal in turn")
    parser.add_argument("--dry-run", action="store_true", help="do not write the weights")
    options = parser.parse_args()
    from assistant.bootstrap import build_assistant
    from assistant.settings import read_settings
    from evals.questions import read_questions

    finder = build_assistant(read_settings()).finder()
    learned = train(finder, read_questions("train"), options.ablate)
    if not options.dry_run:
        WEIGHTS.write_text(json.dumps(learned, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
