"""The committed baseline: what was measured when it was written, and the difference to it.

A run has fallen behind where the share of right replies lies below the interval of the baseline.
Seconds are left out: they belong to a machine, not to the program.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.errors import UsageError
from evals.figures import Figure, Measured

BASELINE = Path(__file__).parent / "baseline.json"
_OF_A_MACHINE = ("seconds",)
_DIGITS = 4
_DO = "Name a file that `python -m evals.run --save` or `assistant eval --json` has written."


@dataclass(frozen=True, slots=True)
class Earlier:
    """One suite of an earlier run: its figures by group, and the ids of what was right."""

    groups: Mapping[str, Mapping[str, Figure]]
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Change:
    """What has changed since the baseline in the share of right replies, and in which questions.

    `fallen` is true where the share lies below the baseline's interval.
    """

    before: Figure
    now: Figure
    fallen: bool
    lost: tuple[str, ...]
    won: tuple[str, ...]


def as_object(measured: Measured) -> dict[str, Any]:
    """A suite's figures as JSON."""
    return {
        "suite": measured.suite,
        "questions": len(measured.cases),
        "groups": {
            group: {name: _rounded(figure) for name, figure in figures.items() if figure.n}
            for group, figures in measured.groups.items()
        },
        "right": sorted(c.case.question.id for c in measured.cases if c.is_right),
    }


def _rounded(figure: Figure) -> dict[str, float | int | None]:
    values = asdict(figure).items()
    return {k: round(v, _DIGITS) if isinstance(v, float) else v for k, v in values}


def save(runs: Iterable[Measured], path: Path = BASELINE) -> None:
    """Write the baseline of these suites; the file's other suites stay. Raises UsageError."""
    kept = _objects(path) if path.exists() else {}
    for run in runs:
        item = as_object(run)
        for figures in item["groups"].values():
            for name in _OF_A_MACHINE:
                figures.pop(name, None)
        kept[run.suite] = item
    text = ",\n".join(_readable(kept[name]) for name in sorted(kept))
    path.write_text(f"[\n{text}\n]\n", encoding="utf-8")


def _readable(item: Mapping[str, Any]) -> str:
    """JSON with one figure a line, so that a difference of two baselines can be read."""
    groups = ",\n".join(
        f'  "{group}": {{\n'
        + ",\n".join(f'   "{name}": {json.dumps(value)}' for name, value in figures.items())
        + "\n  }"
        for group, figures in item["groups"].items()
    )
    ids = ",\n  ".join(json.dumps(name) for name in item["right"])
    return (
        f' {{"suite": "{item["suite"]}", "questions": {item["questions"]},\n'
        f' "groups": {{\n{groups}\n }},\n "right": [\n  {ids}\n ]}}'
    )


def read_baseline(path: Path) -> dict[str, Earlier]:
    """The suites of a baseline, or of the lines of an earlier `--json` run. Raises UsageError."""
    try:
        return {name: _earlier(item) for name, item in _objects(path).items()}
    except (AttributeError, KeyError, TypeError) as error:
        raise _unreadable(path, error) from error


def _earlier(item: Mapping[str, Any]) -> Earlier:
    groups = {
        group: {metric: Figure(**values) for metric, values in figures.items()}
        for group, figures in item["groups"].items()
    }
    return Earlier(groups, frozenset(item["right"]))


def _objects(path: Path) -> dict[str, dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8")
        items = json.loads(text) if text.startswith("[") else map(json.loads, text.splitlines())
        return {item["suite"]: item for item in items}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> UsageError:
    return UsageError(f"{path} cannot be read as a baseline: {error!r}.", _DO)


def change(measured: Measured, earlier: Earlier) -> Change:
    """The difference between a run and the baseline. Lost and won name questions of both."""
    before, now = earlier.groups["all"]["right"], measured.overall["right"]
    right = {c.case.question.id for c in measured.cases if c.is_right}
    asked = {c.case.question.id for c in measured.cases}
    return Change(
        before=before,
        now=now,
        fallen=(now.value or 0.0) < (before.low or 0.0),
        lost=tuple(sorted(earlier.right & asked - right)),
        won=tuple(sorted(right - earlier.right)),
    )
