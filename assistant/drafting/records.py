"""Lists of a facts file, such as patents and shares, read record by record and cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.drafting.definition import Column, Fact
from assistant.drafting.values import (
    DECLINED,
    Unfit,
    decimal_of,
    folded,
    is_none_said,
    read_value,
)

MOST_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class RowFault:
    """A cell of a list that cannot be read; rows count from 1."""

    row: int
    column: Column | None
    reason: Unfit


def read_list(fact: Fact, said: Any) -> tuple[Any, list[RowFault]]:
    """The records as a tuple of mappings, and the cells that cannot be read. Raises Unfit.

    A record may be a mapping, or the first column alone; a mapping of first column to number is
    a list of such pairs.
    """
    if said is None:
        return None, []
    if is_none_said(said):
        return DECLINED, []
    rows = _rows(fact, said)
    if len(rows) > MOST_ROWS:
        raise Unfit(f"it has more than {MOST_ROWS} rows", f"超过{MOST_ROWS}行")
    faults: list[RowFault] = []
    records = [_record(fact, row, at, faults) for at, row in enumerate(rows, 1)]
    return tuple(record for record in records if record) or None, faults


def _rows(fact: Fact, said: Any) -> list[Any]:
    if isinstance(said, str):
        return [part.strip() for part in re.split(r"[,，;；、\n]", said) if part.strip()]
    if isinstance(said, Mapping):
        known = {name for column in fact.columns for name in _names(column)}
        if any(folded(str(key)) in known for key in said) and not _are_numbers(said.values()):
            return [said]
        second = next(
            (c.name for c in fact.columns[1:] if c.type in ("percent", "number", "money")), ""
        )
        first = fact.columns[0].name
        return [{first: key, **({second: v} if second else {})} for key, v in said.items()]
    if isinstance(said, list):
        return said
    raise Unfit("a list is needed", "应填列表")


def _are_numbers(values: Iterable[Any]) -> bool:
    try:
        return bool(
            [
                decimal_of(re.sub("%$", "", value) if isinstance(value, str) else value)
                for value in values
            ]
        )
    except Unfit:
        return False


def _names(column: Column) -> set[str]:
    return {folded(name) for name in (column.name, column.label.en, column.label.zh, *column.also)}


def _record(fact: Fact, row: Any, at: int, faults: list[RowFault]) -> dict[str, Any]:
    if not isinstance(row, Mapping):
        row = {fact.columns[0].name: row}
    record: dict[str, Any] = {}
    for key, said in row.items():
        column = next((c for c in fact.columns if folded(str(key)) in _names(c)), None)
        if column is None:
            known = ", ".join(c.name for c in fact.columns)
            faults.append(
                RowFault(at, None, Unfit(f"{key!r} is none of {known}", f"没有“{key}”一列"))
            )
            continue
        try:
            value = read_value(column, said)
        except Unfit as reason:
            faults.append(RowFault(at, column, reason))
            continue
        if value is not None and value is not DECLINED:
            record[column.name] = value
    return record


def required_cells(fact: Fact, records: Iterable[Mapping[str, Any]]) -> list[tuple[int, Column]]:
    """The required cells that no row fills, with the row's number."""
    needed = [column for column in fact.columns if column.required]
    return [(n, c) for n, row in enumerate(records, 1) for c in needed if c.name not in row]
