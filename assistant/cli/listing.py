"""Rows of the register as a table for people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from assistant.cli.rendering import literal
from assistant.register.facts import (
    Deadline,
    Duration,
    Fact,
    Kind,
    Responsibility,
    Target,
)
from assistant.register.wording import BOUNDS, COMPARATORS, NAMES, PERIODS

_COLUMNS: dict[Kind, tuple[str, ...]] = {
    "responsibilities": ("unit", "role", "task"),
    "deadlines": ("date", "who", "what"),
    "targets": ("what", "figure", "by"),
    "durations": ("period", "who", "what"),
    "duties": ("force", "who", "what"),
}


def register_view(kind: Kind, facts: Sequence[Fact]) -> RenderableType:
    """The facts with their places, and how many they are."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in (*_COLUMNS[kind], "clause"):
        table.add_column(name, overflow="fold", no_wrap=name == "date")
    for fact in facts:
        place = literal(f"{fact.place.document} {fact.place.clause}", "dim")
        table.add_row(*(literal(" ".join(cell.split())) for cell in _cells(fact)), place)
    documents = len({fact.place.document for fact in facts})
    name = NAMES[kind][len(facts) != 1]
    said = f"{len(facts)} {name} in {documents} document{'s' * (documents != 1)}"
    return Group(table, Text(said))


def _cells(fact: Fact) -> tuple[str, ...]:
    if isinstance(fact, Responsibility):
        return fact.unit, fact.role, fact.task
    if isinstance(fact, Deadline):
        return fact.date.isoformat(), fact.who, fact.what
    if isinstance(fact, Target):
        return fact.what, _figure(fact), _day(fact.by)
    if isinstance(fact, Duration):
        period = PERIODS["en"](fact.value, fact.unit, fact.working)
        return f"{BOUNDS['en'][fact.bound]}{period}", fact.who, fact.what
    return fact.force.replace("_", " "), fact.who, fact.what


def _figure(fact: Target) -> str:
    between = "" if fact.unit == "%" else " "
    return f"{COMPARATORS['en'][fact.comparator]}{fact.value:,}{between}{fact.unit}".strip()


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
