"""A small register over the page's stand-in library, and an assistant that has it."""

from __future__ import annotations

from datetime import date

from page_standin import HOSTILE, LIBRARY, NOTICE, PLAN, TRAP, StandIn

from assistant.errors import LibraryError
from assistant.model import Document, Glossary, GlossaryEntry, Span
from assistant.register.facts import (
    Deadline,
    Duration,
    Duty,
    Facts,
    Place,
    Responsibility,
    Target,
    place_of,
)
from assistant.register.register import Register
from assistant.register.units import Units

TODAY = date(2026, 3, 31)


def place(document: Document, quote: str) -> Place:
    start = document.text.index(quote)
    clause = next(c for c in document.clauses if c.start <= start < c.end)
    return place_of(clause, Span(start, start + len(quote)))


STEPS = place(PLAN, "We go step by step.")
LICENCE = place(PLAN, "A licence is granted for at least 10 years.")
TRAPPED = place(TRAP, HOSTILE)
FACTS = Facts(
    responsibilities=(
        Responsibility(TRAPPED, HOSTILE, "responsible", HOSTILE),
        Responsibility(STEPS, "Bureau of Finance", "lead", "Going step by step"),
        Responsibility(LICENCE, "Bureau of Finance", "responsible", "Granting licences"),
        Responsibility(LICENCE, "Commission of Health", "take part", "Granting licences"),
    ),
    deadlines=(
        Deadline(STEPS, date(2027, 12, 31), "year", "", "go the last step"),
        Deadline(STEPS, date(2024, 6, 30), "month", "Bureau of Finance", "go the first step"),
    ),
    targets=(
        Target(STEPS, "steps", "more_than", 1500, "steps", date(2024, 6, 30)),
        Target(TRAPPED, HOSTILE, "equal", 100, "%", None),
    ),
    durations=(Duration(LICENCE, "at_least", 10, "year", "a licence", "granted"),),
    duties=(
        Duty(place(PLAN, NOTICE), "shall", "entity", "announce the decision"),
        Duty(TRAPPED, "may", HOSTILE, HOSTILE),
    ),
)
FINANCE = GlossaryEntry(("财政局",), ("Bureau of Finance",), "organization", "finance")


def register(facts: Facts = FACTS) -> Register:
    units = Units(Glossary(entries=(FINANCE,)))
    return Register(facts, units, [document.metadata for document in LIBRARY])


class Registered(StandIn):
    """The stand-in with the register above."""

    def register(self) -> Register:
        return register()


class Unindexed(StandIn):
    """Nothing is indexed yet."""

    def register(self) -> Register:
        raise LibraryError("Nothing is indexed yet.", "Run `assistant index`.")
