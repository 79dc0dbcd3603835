"""When a rule applies, a line is written or a fact is needed: a condition on the facts.

In YAML a condition is a mapping whose entries must all hold: `{transfer_abroad: true}`,
`{patent_type: [utility_model, design]}` (one of these), `{given: [licence_start, licence_end]}`,
`{not: …}`, `{any: […, …]}`. Where a fact that decides is not known, nobody knows whether the
condition holds, and `holds` says None.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Facts = Mapping[str, Any]
"""What is known, by name; what is not known is not in it."""


@dataclass(frozen=True, slots=True)
class Is:
    """A fact has one of these values; a fact with several values has at least one of them."""

    fact: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A fact is known."""

    fact: str


@dataclass(frozen=True, slots=True)
class Not:
    """A condition does not hold."""

    part: Condition


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of these hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of these holds."""

    parts: tuple[Condition, ...]


Condition = Is | Given | Not | AllOf | AnyOf


def condition_of(said: object) -> Condition:
    """The condition that a mapping states. Raises ValueError for anything else."""
    if not isinstance(said, dict) or not said:
        raise ValueError("a condition is a mapping such as {transfer_abroad: true}")
    parts = tuple(_part(str(key), value) for key, value in said.items())
    return parts[0] if len(parts) == 1 else AllOf(parts)


def _part(key: str, value: Any) -> Condition:
    if key == "not":
        return Not(condition_of(value))
    if key in ("any", "all"):
        if not isinstance(value, list) or not value:
            raise ValueError(f"{key} needs a list of conditions")
        parts = tuple(condition_of(each) for each in value)
        return AnyOf(parts) if key == "any" else AllOf(parts)
    values = tuple(value) if isinstance(value, list) else (value,)
    if key == "given":
        return AllOf(tuple(Given(str(name)) for name in values))
    return Is(key, values)


def holds(condition: Condition | None, facts: Facts) -> bool | None:
    """Whether the condition holds of what is known; None where that cannot be said."""
    match condition:
        case None:
            return True
        case Is(fact, values):
            return _is(facts[fact], values) if fact in facts else None
        case Given(fact):
            return fact in facts
        case Not(part):
            held = holds(part, facts)
            return None if held is None else not held
        case AllOf(parts):
            return _all(holds(part, facts) for part in parts)
        case AnyOf(parts):
            denied = _all(_not(holds(part, facts)) for part in parts)
            return _not(denied)


def _is(known: Any, values: tuple[Any, ...]) -> bool:
    found = known if isinstance(known, tuple) else (known,)
    return any(each in values for each in found)


def _all(held: Iterable[bool | None]) -> bool | None:
    told = list(held)
    if False in told:
        return False
    return None if None in told else True


def _not(held: bool | None) -> bool | None:
    return None if held is None else not held


def facts_in(condition: Condition | None) -> tuple[str, ...]:
    """The facts that a condition looks at, in order."""
    match condition:
        case None:
            return ()
        case Is(fact, _) | Given(fact):
            return (fact,)
        case Not(part):
            return facts_in(part)
        case AllOf(parts) | AnyOf(parts):
            return tuple(name for part in parts for name in facts_in(part))
