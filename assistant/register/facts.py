"""What a register lists: who must do what, by when, how much, for how long, with which force.

A fact is read out of one clause and carries the exact words that it was read from. Facts know
nothing of each other or of how organizations are called elsewhere; see units.py for that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Literal, get_args

from assistant.model import Clause, Span

Kind = Literal["responsibilities", "deadlines", "targets", "durations", "duties"]
KINDS: tuple[Kind, ...] = get_args(Kind)

Role = Literal["responsible", "lead", "take part"]
Precision = Literal["day", "month", "quarter", "half-year", "year"]
Comparator = Literal["at_least", "more_than", "about", "at_most", "less_than", "equal"]
Bound = Literal["at_least", "at_most", "exactly"]
PeriodUnit = Literal["day", "month", "year"]
Force = Literal["shall", "shall_not", "may", "encouraged", "supported", "explored", "advocated"]
FORCES: tuple[Force, ...] = get_args(Force)

Number = int | float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands: `quote` is the version's text from `start` to `end`."""

    document: str
    version: str
    clause: str
    heading: str
    quote: str
    start: int
    end: int
    page: int | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def place_of(clause: Clause, span: Span) -> Place:
    """The place of a stretch of a clause. Raises ValueError if it lies outside or is empty."""
    if not clause.span.contains(span) or span.start == span.end:
        raise ValueError(f"{span} is not a stretch of clause {clause.path}")
    quote = clause.text[span.start - clause.start : span.end - clause.start]
    return Place(
        clause.document,
        clause.version,
        clause.path,
        clause.heading,
        quote,
        span.start,
        span.end,
        clause.page,
    )


@dataclass(frozen=True, slots=True)
class Responsibility:
    """A unit that answers for a task. `unit` is spelled as in the clause, without its article."""

    place: Place
    unit: str
    role: Role
    task: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something is to be done: the last day of the period that is named."""

    place: Place
    date: date
    precision: Precision
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Target:
    """A figure to be reached. `unit` is "%", "yuan" or what is counted; `by` may be unknown."""

    place: Place
    what: str
    comparator: Comparator
    value: Number
    unit: str
    by: date | None


@dataclass(frozen=True, slots=True)
class Duration:
    """A shortest, longest or exact period. `working` days are those on which offices work."""

    place: Place
    bound: Bound
    value: Number
    unit: PeriodUnit
    who: str
    what: str
    working: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """What somebody shall, shall not or may do, or is encouraged or supported to do."""

    place: Place
    force: Force
    who: str
    what: str


Fact = Responsibility | Deadline | Target | Duration | Duty


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of one or more documents, each kind in text order."""

    responsibilities: tuple[Responsibility, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    targets: tuple[Target, ...] = ()
    durations: tuple[Duration, ...] = ()
    duties: tuple[Duty, ...] = ()

    def of(self, kind: Kind) -> tuple[Fact, ...]:
        """The facts of one kind."""
        facts: tuple[Fact, ...] = getattr(self, kind)
        return facts

    def __add__(self, other: Facts) -> Facts:
        return Facts(**{kind: self.of(kind) + other.of(kind) for kind in KINDS})  # type: ignore[arg-type]

    def __iter__(self) -> Iterator[Fact]:
        for kind in KINDS:
            yield from self.of(kind)


_TYPES: Mapping[Kind, type[Fact]] = {
    "responsibilities": Responsibility,
    "deadlines": Deadline,
    "targets": Target,
    "durations": Duration,
    "duties": Duty,
}
_DATES = ("date", "by")


def row_of(fact: Fact) -> dict[str, Any]:
    """A fact as a flat object that can be written as JSON, its place first."""
    row = asdict(fact)
    flat = {**row.pop("place"), **row}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in flat.items()
    }


def rows_of(facts: Facts) -> dict[str, list[dict[str, Any]]]:
    """All facts as objects, by kind; `facts_from` reads them again."""
    return {kind: [row_of(fact) for fact in facts.of(kind)] for kind in KINDS}


def facts_from(rows: Mapping[str, Any]) -> Facts:
    """The facts that `rows_of` has written. Raises KeyError, TypeError or ValueError."""
    read = {kind: tuple(_fact(_TYPES[kind], row) for row in rows[kind]) for kind in KINDS}
    return Facts(**read)  # type: ignore[arg-type]


def _fact(of: type[Fact], row: Mapping[str, Any]) -> Fact:
    place = Place(**{field.name: row[field.name] for field in fields(Place)})
    rest = {field.name: row[field.name] for field in fields(of) if field.name != "place"}
    for name in _DATES:
        if rest.get(name):
            rest[name] = date.fromisoformat(rest[name])
    return of(place=place, **rest)
