"""Facts that follow from others, or from a clause: the end of a period, how long it is.

What the user gives is never computed over.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from assistant.drafting.conditions import holds
from assistant.drafting.definition import Computation, DateAfter, Fact, PaperKind
from assistant.drafting.periods import after, years_between
from assistant.drafting.showing import shown, shown_number
from assistant.drafting.wording import say
from assistant.model import Language


@dataclass(frozen=True, slots=True)
class Computed:
    """A computed value, the source that the computation rests on ("" for none), and how."""

    value: Any
    provenance: Literal["clause", "rule"]
    source: str
    note: str


def compute(
    kind: PaperKind,
    values: Mapping[str, Any],
    verified: frozenset[str],
    language: Language,
    unread: Container[str] = (),
) -> dict[str, Computed]:
    """All facts that follow, by name. A computation whose source is not verified is not made.

    Nor is one of what the user gave and could not be read (`unread`): that is asked for.
    """
    known, made = dict(values), dict[str, Computed]()
    for _ in kind.facts:
        new = {
            fact.name: found
            for fact in kind.facts
            if fact.name not in known
            and fact.name not in unread
            and (found := _computed(kind, fact, known, verified, language)) is not None
        }
        if not new:
            break
        name, found = next(iter(new.items()))
        known[name], made[name] = found.value, found
    return made


def _computed(
    kind: PaperKind,
    fact: Fact,
    known: Mapping[str, Any],
    verified: frozenset[str],
    language: Language,
) -> Computed | None:
    for how in fact.compute:
        if (how.source and how.source not in verified) or not holds(how.when, known):
            continue
        if how.value is not None:
            return Computed(how.value, "clause", how.source, say("by_clause", language))
        found = _result(kind, how, known, language)
        if found is not None:
            return Computed(found[0], "rule", how.source, found[1])
    return None


def _result(
    kind: PaperKind, how: Computation, known: Mapping[str, Any], language: Language
) -> tuple[Any, str] | None:
    """The value and how it was reached; None where something is missing or makes no sense."""
    if how.date_after is not None:
        return _date_after(kind, how.date_after, known, language)
    names = how.days_between or how.years_between
    if names is None or not all(name in known for name in names):
        return None
    start, end = (known[name] for name in names)
    if start > end:
        return None
    value = (end - start).days if how.days_between else years_between(start, end)
    said = [shown(known[name], kind.fact(name), language) for name in names]
    return value, say("between", language, start=said[0], end=said[1])


def _date_after(
    kind: PaperKind, how: DateAfter, known: Mapping[str, Any], language: Language
) -> tuple[date, str] | None:
    days, years = _number(how.days, known), _number(how.years, known)
    if how.start not in known or days is None or years is None:
        return None
    day = after(known[how.start], days=int(days), months=round(12 * years))
    start = shown(known[how.start], kind.fact(how.start), language)
    key, number = ("years_after", years) if how.years else ("days_after", days)
    note = say(key, language, start=start, number=shown_number(number))
    return None if day is None else (day, note)


def _number(said: str | int, known: Mapping[str, Any]) -> Decimal | None:
    value = known.get(said) if isinstance(said, str) else said
    return None if value is None else Decimal(value)
