"""What each signal of finding contributes: `python -m evals.ablation` writes docs/ablation.md.

Each signal is left out in turn, the weights are learned anew, and what is found for questions
that they have not seen is compared with all signals together. The intervals are of the difference
(95 %, bootstrap over questions): a difference whose interval holds zero may be chance.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import track

from assistant.bootstrap import build_assistant
from assistant.settings import read_settings
from evals.figures import Figure, figure
from evals.fitting import Array
from evals.metrics import Verdict
from evals.searched import LANGUAGES, Searched, of_language, search_training
from evals.train_maps import unseen
from evals.train_ranker import SIGNALS, log_chance, unseen_recall, unseen_scores

PAGE = Path(__file__).resolve().parent.parent / "docs" / "ablation.md"
PARTS = ("train",)
"""Without the many questions of the part `asked`, with which this would take an hour."""
CUTS = (5, 10)
_SPOKEN = {"en": "English questions", "zh": "Chinese questions"}
_HEAD = """# What each signal contributes

Written by `python -m evals.ablation`; the signals are described in `assistant/finding/signals.py`.
Each row leaves one signal out and learns the weights anew, from the questions of the part `train`
and those about policies elsewhere. All figures are for questions that neither the maps (five folds)
nor the weights (ten folds) did see. R@5 and R@10: the share of the needed paragraphs among the
first 5 and 10, and how it changes without the signal. Log-chance: the mean logarithm of the
probability that the ranker gives to a needed paragraph, a finer measure than recall. Intervals are
95 % (bootstrap over questions).

A signal helps where its row is negative. Where the interval of the log-chance holds zero, this
suite cannot tell.
"""


@dataclass(frozen=True)
class Row:
    """What is found without one signal: recall by cut, and the change of the log-chance."""

    without: str
    recall: dict[int, float]
    lost: dict[int, float]
    chance: Figure


def rows(searches: Sequence[Searched], names: Sequence[str]) -> Iterator[Row]:
    """All signals together first (`without` is empty), then each left out."""
    everything = unseen_scores(searches, names)
    recall = {k: unseen_recall(searches, everything, k) for k in CUTS}
    yield Row("", recall, dict.fromkeys(CUTS, 0.0), _mean(_chances(everything, searches)))
    for left_out in track(names, "Ablating", console=Console(stderr=True), transient=True):
        scores = unseen_scores(searches, [name for name in names if name != left_out])
        without = {k: unseen_recall(searches, scores, k) for k in CUTS}
        change = _chances(scores, searches) - _chances(everything, searches)
        yield Row(left_out, without, {k: without[k] - recall[k] for k in CUTS}, _mean(change))


def _chances(scores: Sequence[Array], searches: Sequence[Searched]) -> Array:
    return np.array([log_chance(s, one) for s, one in zip(scores, searches, strict=True)])


def _mean(values: Array) -> Figure:
    return figure(Verdict(float(value), "") for value in values)


def table(language: str, searches: Sequence[Searched]) -> str:
    """The Markdown table of one language."""
    lines = [
        f"\n## {_SPOKEN[language]} ({len(searches)} with evidence)\n",
        "| without | R@5 | R@10 | log-chance |",
        "|---|---|---|---|",
    ]
    for row in rows(searches, SIGNALS[language]):
        cells = (_recall(row, k) for k in CUTS)
        lines.append(f"| {row.without or '(nothing)'} | {' | '.join(cells)} | {_chance(row)} |")
    return "\n".join(lines) + "\n"


def _recall(row: Row, k: int) -> str:
    return f"{row.recall[k]:.3f}" + (f" ({row.lost[k]:+.3f})" if row.without else "")


def _chance(row: Row) -> str:
    change = row.chance
    if not row.without:
        return f"{change.value:.3f}"
    return f"{change.value:+.3f} ({change.low:+.3f} to {change.high:+.3f})"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m evals.ablation", description=__doc__)
    parser.add_argument("--out", type=Path, default=PAGE, help="default: docs/ablation.md")
    options = parser.parse_args()
    searches = unseen(search_training(build_assistant(read_settings()), PARTS))
    tables = (
        table(language, [s for s in of_language(searches, language) if s.needed])
        for language in LANGUAGES
    )
    options.out.write_text("".join([_HEAD, *tables]), encoding="utf-8")


if __name__ == "__main__":
    main()
