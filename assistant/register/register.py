"""The register: all facts of the documents that answer, filtered by unit, document, day, force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property

from assistant.errors import UnknownDocument, UsageError
from assistant.model import Metadata
from assistant.reading.normalize import plain
from assistant.register.facts import (
    FORCES,
    KINDS,
    Deadline,
    Duty,
    Fact,
    Facts,
    Force,
    Kind,
    Responsibility,
    Target,
)
from assistant.register.lists import lists_in
from assistant.register.units import Units

DATED: tuple[Kind, ...] = ("deadlines", "targets")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which facts are wanted; what is empty leaves nothing out.

    `start` and `end` are the first and the last day of a period. They fit deadlines and targets
    (a target without a day lies in no period); `forces` fit duties.
    """

    units: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    forces: tuple[Force, ...] = ()

    @property
    def has_period(self) -> bool:
        return self.start is not None or self.end is not None


class Register:
    """All facts with the identities of their units. Made once, asked often; never changes."""

    def __init__(self, facts: Facts, units: Units, documents: Iterable[Metadata]) -> None:
        """`documents` are all documents that were read, also those without any fact."""
        self.facts = facts
        self.units = units
        self.documents: Mapping[str, Metadata] = {each.id: each for each in documents}

    def rows(self, kind: Kind, wanted: Filter | None = None) -> tuple[Fact, ...]:
        """The facts of a kind that are wanted, in the order of documents and texts.

        Raises UsageError (an impossible period, a filter that does not fit the kind),
        UnknownUnit and UnknownDocument, each naming what is near.
        """
        wanted = wanted or Filter()
        self._check(kind, wanted)
        ids = {self.identity(unit) for unit in wanted.units}
        return tuple(fact for fact in self.facts.of(kind) if self._is_wanted(fact, wanted, ids))

    def identity(self, unit: str) -> str:
        """The identity of a unit that a document or the glossary names. Raises UnknownUnit."""
        identity = self.units.identity(unit)
        if identity in self._named or self.units.is_known(identity):
            return identity
        raise self.units.unknown(unit, sorted({r.unit for r in self.facts.responsibilities}))

    def units_of(self, fact: Fact) -> frozenset[str]:
        """The units that a fact concerns: those it names, or else those that answer for its clause.

        Duties concern only those that they name.
        """
        if isinstance(fact, Responsibility):
            return frozenset({self._identities[fact.unit]})
        named = frozenset() if isinstance(fact, Target) else self._among[fact.who]
        if isinstance(fact, Duty):
            return named
        return named | self._responsible[fact.place.document, fact.place.clause]

    def _is_wanted(self, fact: Fact, wanted: Filter, ids: set[str]) -> bool:
        if wanted.documents and fact.place.document not in wanted.documents:
            return False
        if wanted.forces and isinstance(fact, Duty) and fact.force not in wanted.forces:
            return False
        if wanted.has_period and not _lies_in(day_of(fact), wanted):
            return False
        return not ids or bool(ids & self.units_of(fact))

    def _check(self, kind: Kind, wanted: Filter) -> None:
        if kind not in KINDS:
            raise UsageError(
                f"There is no register of {kind!r}.", f"Choose from {', '.join(KINDS)}."
            )
        if wanted.start and wanted.end and wanted.start > wanted.end:
            raise UsageError(
                f"The period from {wanted.start} to {wanted.end} ends before it begins.",
                "Give the earlier day first.",
            )
        if wanted.has_period and kind not in DATED:
            raise UsageError(
                f"A period fits {' and '.join(DATED)} only; {kind} have no day.",
                "Leave the period out.",
            )
        if wanted.forces and kind != "duties":
            raise UsageError("A force fits duties only.", "Leave it out, or ask for duties.")
        for force in wanted.forces:
            if force not in FORCES:
                raise UsageError(
                    f"There is no force {force!r}.", f"Choose from {', '.join(FORCES)}."
                )
        for document in wanted.documents:
            self._know(document)

    def _know(self, document: str) -> None:
        if document in self.documents:
            return
        known = sorted(self.documents)
        asked = document.lower()
        named = [
            name
            for name, each in self.documents.items()
            if asked and any(asked in said.lower() for said in (name, each.title, *each.names))
        ]
        near = named[:3] or get_close_matches(document, known, n=3, cutoff=0.4) or known[:3]
        do = f"Perhaps you mean: {', '.join(near)}." if near else "Run `assistant index`."
        raise UnknownDocument(f"The library holds no document {document!r}.", do)

    @cached_property
    def _identities(self) -> dict[str, str]:
        spellings = {fact.unit for fact in self.facts.responsibilities}
        return {spelling: self.units.identity(spelling) for spelling in spellings}

    @cached_property
    def _among(self) -> dict[str, frozenset[str]]:
        phrases = {
            fact.who
            for fact in self.facts
            if not isinstance(fact, Responsibility | Target) and fact.who
        }
        return {"": frozenset(), **{phrase: self.units.among(phrase) for phrase in phrases}}

    @cached_property
    def _responsible(self) -> defaultdict[tuple[str, str], frozenset[str]]:
        """For each document and clause, the units that a list names as answering for it."""
        found: defaultdict[tuple[str, str], frozenset[str]] = defaultdict(frozenset)
        for fact in self.facts.responsibilities:
            if is_listed(fact):
                key = (fact.place.document, fact.place.clause)
                found[key] |= {self._identities[fact.unit]}
        return found

    @cached_property
    def spellings(self) -> list[tuple[str, str]]:
        """All spellings of units with the unit that each means, longest first, normalized.

        The unit is given as a spelling that `rows` understands.
        """
        forms = dict(self.units.forms())
        for fact in self.facts.responsibilities:
            forms.setdefault(plain(fact.unit), fact.unit)
        return sorted(forms.items(), key=lambda item: -len(item[0]))

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(self._identities.values()).union(*self._among.values())


def is_listed(fact: Responsibility) -> bool:
    """Whether the responsibility stands in a list of units, not in prose."""
    return next(lists_in(fact.place.quote), None) is not None


def day_of(fact: Fact) -> date | None:
    """The day of a deadline or target; None where a fact has none."""
    if isinstance(fact, Deadline):
        return fact.date
    return fact.by if isinstance(fact, Target) else None


def _lies_in(day: date | None, wanted: Filter) -> bool:
    if day is None:
        return False
    return (wanted.start or date.min) <= day <= (wanted.end or date.max)
