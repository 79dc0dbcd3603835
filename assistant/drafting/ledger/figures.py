"""Counts and sums over entries, each with the entries that it comes from. Exact, by currency."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from assistant.drafting.ledger.columns import KINDS, PATENT_TYPES
from assistant.drafting.ledger.entries import Entry, Money, Record

Measure = Literal["count", "amount", "received"]
QUARTERS = ("q1", "q2", "q3", "q4")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the entries behind it; `currency` is "" for a count."""

    measure: Measure
    currency: str
    value: Decimal
    entries: tuple[Entry, ...]

    @property
    def name(self) -> str:
        """Such as count, amount_cny."""
        return f"{self.measure}_{self.currency.casefold()}" if self.currency else self.measure


def count(entries: Sequence[Entry]) -> Figure:
    """How many there are."""
    return Figure("count", "", Decimal(len(entries)), tuple(entries))


def total(entries: Iterable[Entry], measure: Measure, currency: str) -> Figure:
    """The sum of one currency; amounts of other currencies are not in it."""
    parts = [(e, m) for e in entries if (m := money(e, measure)) and m.currency == currency]
    value = sum((m.amount for _, m in parts), Decimal(0))
    return Figure(measure, currency, value, tuple(entry for entry, _ in parts))


def money(entry: Entry, measure: Measure) -> Money | None:
    """What an entry says of that measure."""
    return entry.amount if measure == "amount" else entry.received


def currencies(entries: Iterable[Entry], measure: Measure) -> tuple[str, ...]:
    """The currencies that occur, the domestic one first."""
    found = {m.currency for entry in entries if (m := money(entry, measure))}
    return tuple(sorted(found, key=lambda currency: (currency != "CNY", currency)))


def figures(entries: Sequence[Entry], all_entries: Sequence[Entry]) -> tuple[Figure, ...]:
    """The count and the sums of `entries`, for every currency that occurs in `all_entries`."""
    measures: tuple[Measure, ...] = ("amount", "received")
    sums = (total(entries, m, code) for m in measures for code in currencies(all_entries, m))
    return (count(entries), *sums)


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that share something; `key` is the word for it, "" where a row does not say."""

    key: str
    entries: tuple[Entry, ...]


def grouped(entries: Iterable[Entry], by: str) -> tuple[Group, ...]:
    """The entries by kind, partner, quarter or patent_type; no empty groups, none left out."""
    key, order = _GROUPINGS[by]
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(key(entry), []).append(entry)
    ranks = {word: rank for rank, word in enumerate(order)}
    keys = sorted(found, key=lambda word: (word == "", ranks.get(word, len(order)), word))
    return tuple(Group(word, tuple(found[word])) for word in keys)


def quarter(entry: Entry) -> str:
    """The quarter of an entry's day."""
    return QUARTERS[(entry.day.month - 1) // 3]


_GROUPINGS: dict[str, tuple[Callable[[Entry], str], tuple[str, ...]]] = {
    "kind": (lambda entry: entry.kind, tuple(KINDS)),
    "partner": (lambda entry: entry.partner_type, ()),
    "quarter": (quarter, QUARTERS),
    "patent_type": (lambda entry: entry.patent_type, tuple(PATENT_TYPES)),
    "status": (lambda entry: entry.status, ()),
}
GROUPINGS: dict[Record, tuple[str, ...]] = {
    "contract": ("kind", "partner", "quarter"),
    "patent": ("patent_type", "status"),
    "project": ("status",),
}


def percent(now: Decimal, before: Decimal) -> Decimal | None:
    """The change in per cent of `before`, to one decimal; None where the base is 0."""
    if before == 0:
        return None
    exact = (now - before) / before * 100
    return exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
