"""Which rows of the register are wanted, in which order, and what each says in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from assistant.errors import UsageError
from assistant.model import Language
from assistant.reading.normalize import plain
from assistant.register.exporting import title_of
from assistant.register.facts import (
    Duration,
    Duty,
    Fact,
    Force,
    Kind,
    Number,
    Responsibility,
    Target,
)
from assistant.register.register import DATED, Filter, Register, day_of
from assistant.register.wording import BOUNDS, COMPARATORS, FORCES, PERIODS, ROLES
from assistant.web.words import WORDS

COLUMNS: Mapping[Kind, tuple[str, ...]] = {
    "responsibilities": ("who", "role", "what"),
    "deadlines": ("day", "who", "what"),
    "targets": ("what", "figure", "day"),
    "durations": ("period", "who", "what"),
    "duties": ("who", "force", "what"),
}
"""The columns of each list, before its clause."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody has chosen on the page, as it came from there; empty leaves nothing out."""

    view: str = "table"
    kind: Kind = "responsibilities"
    units: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    forces: tuple[str, ...] = ()
    search: str = ""
    order: str = "text"
    language: Language = "en"

    @property
    def listed(self) -> Kind:
        """The kind of facts that is exported: what the view shows, or its first kind."""
        pictured: Mapping[str, Kind] = {"timeline": "deadlines", "matrix": "responsibilities"}
        return pictured.get(self.view, self.kind)

    def filter(self, kind: Kind) -> Filter:
        """The filter for a kind; what does not fit it is left out. Raises UsageError for a day."""
        dated = kind in DATED
        return Filter(
            units=self.units,
            documents=self.documents,
            start=_day(self.start, self.language) if dated else None,
            end=_day(self.end, self.language) if dated else None,
            forces=cast("tuple[Force, ...]", self.forces) if kind == "duties" else (),
        )


def rows_for(register: Register, wish: Wish, kind: Kind) -> tuple[Fact, ...]:
    """The wanted facts of a kind, in the wanted order.

    Raises UsageError, UnknownUnit and UnknownDocument, each saying what to do.
    """
    facts = register.rows(kind, wish.filter(kind))
    words = _compared(wish.search).split()
    found = [fact for fact in facts if _says(register, fact, words, wish.language)]
    order = _ORDERS.get(wish.order)
    return tuple(sorted(found, key=order) if order else found)


def cell(fact: Fact, column: str, language: Language) -> str:
    """What a fact says in a column of COLUMNS; days and words of the text stay as they are."""
    if column == "day":
        day = day_of(fact)
        return day.isoformat() if day else ""
    if column == "who":
        return who(fact)
    if column == "what":
        return fact.task if isinstance(fact, Responsibility) else fact.what
    return _figures(fact, language)


def who(fact: Fact) -> str:
    """Whom a fact concerns, in the words of its clause; "" where it names nobody."""
    if isinstance(fact, Responsibility):
        return fact.unit
    return "" if isinstance(fact, Target) else fact.who


def _figures(fact: Fact, language: Language) -> str:
    """The role, figure, period or force of a fact."""
    if isinstance(fact, Responsibility):
        return ROLES[language][fact.role]
    if isinstance(fact, Target):
        between = "" if fact.unit == "%" else " "
        figure = f"{COMPARATORS[language][fact.comparator]}{_number(fact.value)}"
        return f"{figure}{between}{fact.unit}".strip()
    if isinstance(fact, Duration):
        period = PERIODS[language](fact.value, fact.unit, fact.working)
        return f"{BOUNDS[language][fact.bound]}{period}"
    return force(fact.force, language) if isinstance(fact, Duty) else ""


def force(name: Force, language: Language) -> str:
    """The word for the force of a duty."""
    return FORCES[language][name].rstrip(":：")


def _number(value: Number) -> str:
    return f"{value:,}"


def _says(register: Register, fact: Fact, words: Iterable[str], language: Language) -> bool:
    place = fact.place
    cells = (cell(fact, column, language) for column in ("day", "who", "what", "figure"))
    said = (*cells, place.clause, place.heading, place.quote, title_of(register, fact))
    text = _compared("\n".join(said))
    return all(word in text for word in words)


def _compared(text: str) -> str:
    return plain(text).casefold()


def _by_day(fact: Fact) -> tuple[date, str]:
    return day_of(fact) or date.max, fact.place.document


_ORDERS: Mapping[str, Callable[[Fact], tuple[object, ...]]] = {
    "day": _by_day,
    "who": lambda fact: (not who(fact), _compared(who(fact))),
    "what": lambda fact: (_compared(cell(fact, "what", "en")),),
}


def _day(said: str, language: Language) -> date | None:
    if not said.strip():
        return None
    try:
        return date.fromisoformat(said.strip()[:10])
    except ValueError as error:
        raise UsageError(WORDS[language].bad_date.format(said.strip())) from error
