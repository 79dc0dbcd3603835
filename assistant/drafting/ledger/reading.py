"""A ledger file becomes entries, row by row; what cannot be read is listed with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from assistant.drafting.ledger.cells import CellError, Unit, day_of, money_of, text_of, unit_of
from assistant.drafting.ledger.columns import (
    COLUMNS,
    KINDS,
    PATENT_TYPES,
    RECORDS,
    TOTALS,
    column_named,
    named,
    plain,
)
from assistant.drafting.ledger.entries import Entry, Ledger, Money, Record, Row, Unreadable
from assistant.drafting.ledger.remarks import Remark
from assistant.drafting.ledger.sheets import ERRORS, NO_VALUE, Sheet, read_sheets
from assistant.errors import UnreadableFile

Read = TypeVar("Read")
_HEAD_WITHIN = 10
"""The head stands in one of the first rows; titles may stand above it."""
_HEAD_COLUMNS = 2
_ADVICE = "Take the heads of the template: `assistant ledger FILE.xlsx` writes it."


def read_ledger(path: Path, megabytes: float = 20.0) -> Ledger:
    """Read a CSV (UTF-8, GB 18030) or XLSX ledger of at most `megabytes`.

    Raises UnreadableFile where the file as a whole cannot be used; single rows that cannot be
    used are in `Ledger.unreadable`.
    """
    sheets, notices = read_sheets(path, megabytes)
    entries: list[Entry] = []
    unreadable: list[Unreadable] = []
    seen: dict[Any, Row] = {}
    heads = 0
    for sheet in sheets:
        head = _head(sheet)
        if head is None:
            if sheet.rows:
                notices += (Remark("no head", (sheet.name,)),)
            continue
        heads += 1
        _read_sheet(sheet, head, entries, unreadable, seen)
    if not heads:
        raise UnreadableFile(
            f"{path.name} has no row of column heads that is known, such as Date, Title, Amount.",
            _ADVICE,
        )
    return Ledger(path.name, tuple(entries), tuple(sorted(unreadable, key=_place)), notices)


def _place(unreadable: Unreadable) -> tuple[Row, str]:
    return unreadable.row, unreadable.column


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the columns of a sheet are, and the units that their heads state."""

    row: int
    places: Mapping[str, int]
    names: Mapping[str, str]
    units: Mapping[str, str] = field(default_factory=dict)


def _head(sheet: Sheet) -> _Head | None:
    for number, cells in sheet.rows[:_HEAD_WITHIN]:
        places: dict[str, int] = {}
        names: dict[str, str] = {}
        units: dict[str, str] = {}
        for index, cell in enumerate(cells):
            found = column_named(text_of(cell))
            if found and found[0] not in places:
                places[found[0]], names[found[0]] = index, str(cell).strip()
                units[found[0]] = found[1]
        if len(places) >= _HEAD_COLUMNS and "title" in places:
            return _Head(number, places, names, units)
    return None


def _read_sheet(
    sheet: Sheet,
    head: _Head,
    entries: list[Entry],
    unreadable: list[Unreadable],
    seen: dict[Any, Row],
) -> None:
    reader = _RowReader(sheet, head)
    for number, cells in sheet.rows:
        if number <= head.row or not any(text_of(cell) for cell in cells):
            continue
        row = Row(sheet.name, number)
        try:
            entry = reader.entry(row, cells)
            _refuse_twins(entry, cells, seen)
        except _Fault as fault:
            unreadable.append(Unreadable(row, fault.column, fault.reason))
        else:
            entries.append(entry)


class _Fault(ValueError):
    """Why a row cannot be read, and the column at fault."""

    def __init__(self, column: str, key: str, *words: str) -> None:
        self.column = column
        self.reason = Remark(key, words)
        super().__init__(str(self.reason))


def _refuse_twins(entry: Entry, cells: Sequence[Any], seen: dict[Any, Row]) -> None:
    """The same number of a record, or the same whole row, counts once."""
    whole = tuple(text_of(cell) for cell in cells)
    number = (entry.record, plain(entry.number)) if entry.number else None
    for key, remark in ((whole, "twin row"), (number, "twin number")):
        if key is None or key not in seen:
            continue
        twin = seen[key]
        if twin.sheet != entry.row.sheet:
            raise _Fault("", "twin of a sheet", str(twin.number), twin.sheet)
        raise _Fault("", remark, str(twin.number), entry.number)
    seen[whole] = entry.row
    if number:
        seen[number] = entry.row


class _RowReader:
    """Reads the rows under one head."""

    def __init__(self, sheet: Sheet, head: _Head) -> None:
        self._sheet = sheet
        self._head = head
        self._merged = sheet.merged
        self._record = named(RECORDS, sheet.name)

    def entry(self, row: Row, cells: Sequence[Any]) -> Entry:
        """The entry of a row. Raises _Fault."""
        self._refuse_spoilt(row, cells)
        record = self._record_of(cells)
        self._refuse_gaps(record, cells)
        return Entry(
            row=row,
            record=record,
            day=self._read("day", cells, day_of),
            title=self._text("title", cells),
            number=self._text("number", cells),
            kind=_key_or_words(KINDS, self._text("kind", cells)),
            partner=self._text("partner", cells),
            partner_type=self._text("partner_type", cells),
            amount=self._money("amount", cells),
            received=self._money("received", cells),
            patent_type=_key_or_words(PATENT_TYPES, self._text("patent_type", cells)),
            status=self._text("status", cells),
        )

    def _refuse_spoilt(self, row: Row, cells: Sequence[Any]) -> None:
        """Rows of sums, merged cells, formulas that were never computed, error values."""
        first = next((text_of(cell) for cell in cells if text_of(cell)), "")
        if plain(first) in TOTALS:
            raise _Fault("", "sums")
        merged = self._merged.get(row.number)
        if merged:
            raise _Fault("", "merged", merged)
        for name, index in self._head.places.items():
            cell = cells[index] if index < len(cells) else None
            if cell is NO_VALUE:
                raise _Fault(self._head.names[name], "no value")
            if isinstance(cell, str) and cell in ERRORS:
                raise _Fault(self._head.names[name], "error", cell)

    def _record_of(self, cells: Sequence[Any]) -> Record:
        stated = self._text("record", cells)
        record = named(RECORDS, stated) if stated else self._record or "contract"
        if record is None:
            raise _Fault(self._head.names["record"], "unknown record", stated)
        return record

    def _refuse_gaps(self, record: Record, cells: Sequence[Any]) -> None:
        for name, column in COLUMNS.items():
            if record in column.needed_by and not self._text(name, cells):
                raise _Fault(self._head.names.get(name, column.en), "empty")

    def _cell(self, name: str, cells: Sequence[Any]) -> Any:
        index = self._head.places.get(name)
        return cells[index] if index is not None and index < len(cells) else None

    def _text(self, name: str, cells: Sequence[Any]) -> str:
        return text_of(self._cell(name, cells))

    def _read(self, name: str, cells: Sequence[Any], read: Callable[..., Read], *more: Any) -> Read:
        with self._blaming(name):
            return read(self._cell(name, cells), *more)

    @contextmanager
    def _blaming(self, name: str) -> Iterator[None]:
        """A cell or head that cannot be read is the fault of that column."""
        try:
            yield
        except CellError as error:
            raise _Fault(self._head.names[name], error.remark.key, *error.remark.words) from error

    def _money(self, name: str, cells: Sequence[Any]) -> Money | None:
        if not self._text(name, cells):
            return None
        return self._read(name, cells, money_of, self._row_units(cells), self._head_unit(name))

    def _row_units(self, cells: Sequence[Any]) -> list[Unit]:
        """What the row's columns of unit and currency say."""
        stated = (name for name in ("unit", "currency") if self._text(name, cells))
        return [self._read(name, cells, _unit) for name in stated]

    def _head_unit(self, name: str) -> Unit:
        """The unit that stands in the head of a column."""
        with self._blaming(name):
            return unit_of(self._head.units[name])


def _unit(cell: Any) -> Unit:
    return unit_of(text_of(cell))


def _key_or_words(words: Mapping[str, tuple[str, ...]], text: str) -> str:
    return (named(words, text) or text) if text else ""
