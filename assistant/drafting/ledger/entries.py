"""The words of a ledger: entries, amounts of money, and rows that cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from assistant.drafting.ledger.remarks import Remark

Record = Literal["contract", "patent", "project"]


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """Where an entry stands: the sheet ("" for a CSV file) and the row as a spreadsheet counts."""

    sheet: str
    number: int


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in whole units of a currency, named by its ISO 4217 code."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One contract, patent or project. What its row does not say is empty or None.

    `kind` is a key of columns.KINDS, `patent_type` one of columns.PATENT_TYPES; what the ledger
    calls otherwise stands there in its own words.
    """

    row: Row
    record: Record
    day: date
    title: str
    number: str = ""
    kind: str = ""
    partner: str = ""
    partner_type: str = ""
    amount: Money | None = None
    received: Money | None = None
    patent_type: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that is not counted: the column at fault ("" for the whole row) and why."""

    row: Row
    column: str
    reason: Remark


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger as it was read: every row of it is an entry or unreadable, none is lost."""

    name: str
    entries: tuple[Entry, ...]
    unreadable: tuple[Unreadable, ...]
    notices: tuple[Remark, ...] = ()
