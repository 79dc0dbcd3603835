"""A run as tables for a terminal: figures with intervals, groups, the bar, the baseline."""

from __future__ import annotations

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from evals.baseline import Change, Earlier
from evals.figures import Figure, Measured
from evals.goals import goals_of

IN_GROUPS = (
    "right", "share of facts", "citation precision", "citation recall", "recall@5", "recall@10",
    "unanswerable refused", "answerable refused",
)  # fmt: skip
SHORT = {
    "share of facts": "facts",
    "citation precision": "cit P",
    "citation recall": "cit R",
    "recall@5": "R@5",
    "recall@10": "R@10",
    "unanswerable refused": "ref+",
    "answerable refused": "ref-",
}
"""Heads of narrow columns. ref+: unanswerable and refused; ref-: answerable and refused."""


def run_view(run: Measured, earlier: Earlier | None, change: Change | None) -> RenderableType:
    """All tables of one suite."""
    title = Text(f"\nSuite {run.suite}: {len(run.cases)} questions", style="bold")
    parts: list[RenderableType] = [title, _overall(run, earlier), _groups(run), _bar(run)]
    return Group(*parts, *(_changed(change) if change else ()))


def _overall(run: Measured, earlier: Earlier | None) -> Table:
    table = _table("metric", "value", "95 % interval", "n", "baseline", "difference")
    before = earlier.groups.get("all", {}) if earlier else {}
    for name, figure in run.overall.items():
        old = before.get(name)
        table.add_row(
            name, shown(figure.value), interval(figure), str(figure.n),
            shown(old.value) if old else "", _difference(figure, old),
        )  # fmt: skip
    return table


def _difference(now: Figure, before: Figure | None) -> str:
    if before is None or before.value is None or now.value is None:
        return ""
    return f"{now.value - before.value:+.3f}"


def _groups(run: Measured) -> Table:
    table = _table("group", "n", *(SHORT.get(name, name) for name in IN_GROUPS))
    for group, figures in run.groups.items():
        count = sum(figures[metric].n for metric in ("all facts", "unanswerable refused"))
        name = group.removeprefix("language ").removeprefix("kind ")
        table.add_row(name, str(count), *(_brief(figures[metric].value) for metric in IN_GROUPS))
    return table


def _brief(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _bar(run: Measured) -> Table:
    table = _table("the bar", "wanted", "measured", "")
    for goal in goals_of(run):
        met = Text("met", style="green") if goal.met else Text("not met", style="bold red")
        table.add_row(goal.what, goal.wanted, shown(goal.value), met)
    return table


def _changed(change: Change) -> Iterator[Text]:
    word = (
        Text("FALLEN below the baseline", "bold red") if change.fallen else Text("holds", "green")
    )
    yield Text.assemble(
        f"right: {shown(change.now.value)}, baseline {shown(change.before.value)} "
        f"{interval(change.before)}: ",
        word,
    )
    for what, names in (("no longer right", change.lost), ("newly right", change.won)):
        if names:
            yield Text(f"{what} ({len(names)}): {', '.join(names)}")


def _table(*columns: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left", no_wrap=not number)
    return table


def shown(value: float | None) -> str:
    """A figure as people read it; empty where there is none."""
    if value is None:
        return ""
    return f"{value:.3f}" if value < 10 else f"{value:.0f}"


def interval(figure: Figure) -> str:
    """The interval of a figure; empty where there is none."""
    return f"{shown(figure.low)} – {shown(figure.high)}" if figure.n else ""
