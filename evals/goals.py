"""The bar that the answers must clear, without a language model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evals.figures import FEWER_IS_BETTER, Measured

GOALS: tuple[tuple[str, str, float], ...] = (
    ("all", "right", 0.70),
    ("all", "citation precision", 0.85),
    ("all", "verbatim quotes", 1.0),
    ("all", "unanswerable refused", 0.85),
    ("all", "answerable refused", 0.08),
    ("language en", "recall@5", 0.88),
    ("language en", "recall@10", 0.95),
    ("language zh", "recall@5", 0.80),
    ("language zh", "recall@10", 0.90),
)
"""Group, metric, and the value to reach (not to exceed where fewer is better)."""

CHINESE_BEHIND = 0.10
"""How far the share of right replies in Chinese may lie behind the English one."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """One part of the bar: what is wanted, what was measured, and whether that is enough."""

    what: str
    wanted: str
    value: float
    met: bool


def goals_of(run: Measured) -> Iterator[Cleared]:
    """Each part of the bar about which the run says something."""
    for group, metric, goal in GOALS:
        value = run.groups[group][metric].value if group in run.groups else None
        if value is not None:
            few = metric in FEWER_IS_BETTER
            met = value <= goal if few else value >= goal
            name = metric if group == "all" else f"{metric}, {group}"
            yield Cleared(name, f"{'at most' if few else 'at least'} {goal:.2f}", value, met)
    yield from _behind(run)


def _behind(run: Measured) -> Iterator[Cleared]:
    shares = [
        run.groups[group]["right"].value
        for group in ("language en", "language zh")
        if group in run.groups
    ]
    if len(shares) == 2 and shares[0] is not None and shares[1] is not None:
        gap = shares[0] - shares[1]
        wanted = f"at most {CHINESE_BEHIND:.2f}"
        yield Cleared("right, English before Chinese", wanted, gap, gap <= CHINESE_BEHIND)
