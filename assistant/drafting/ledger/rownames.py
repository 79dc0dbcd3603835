"""The rows behind a figure, in words: "rows 2-14, 18"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from assistant.drafting.ledger.entries import Entry, Row
from assistant.model import Language

_SHORT = 12
"""So many stretches of rows still fit into a cell of a table."""

_SHORTENED: dict[Language, str] = {"en": "{} rows, list {}", "zh": "{}行，清单{}"}


class RowNames:
    """Names rows in one language. Long lists get a number and are kept in `lists`; what stands
    for them is in `shortened`."""

    def __init__(self, language: Language, several_sheets: bool) -> None:
        self._language = language
        self._several_sheets = several_sheets
        self._numbers: dict[tuple[Row, ...], str] = {}
        self.lists: dict[str, str] = {}
        self.shortened: set[str] = set()

    def of(self, entries: Sequence[Entry]) -> str:
        """The rows of these entries in short; "" for none."""
        rows = tuple(sorted(entry.row for entry in entries))
        parts = _stretches(rows)
        if len(parts) <= _SHORT:
            return self.whole(rows)
        if rows not in self._numbers:
            number = f"R{len(self._numbers) + 1}"
            self._numbers[rows] = number
            self.lists[number] = self.whole(rows)
        short = _SHORTENED[self._language].format(len(rows), self._numbers[rows])
        self.shortened.add(short)
        return short

    def whole(self, rows: Iterable[Row]) -> str:
        """Every one of these rows, sheet by sheet."""
        parts = []
        for sheet, of_sheet in groupby(_stretches(sorted(rows)), key=lambda part: part[0]):
            parts.append(self._sheet(sheet, [stretch for _, stretch in of_sheet]))
        return ("；" if self._language == "zh" else "; ").join(parts)

    def _sheet(self, sheet: str, stretches: list[tuple[int, int]]) -> str:
        numbers = [str(a) if a == b else f"{a}-{b}" for a, b in stretches]
        if self._language == "zh":
            return (f"“{sheet}”" if self._several_sheets else "") + f"第{'、'.join(numbers)}行"
        single = len(stretches) == 1 and stretches[0][0] == stretches[0][1]
        name = f"“{sheet}” " if self._several_sheets else ""
        return f"{name}{'row' if single else 'rows'} {', '.join(numbers)}"


def _stretches(rows: Iterable[Row]) -> list[tuple[str, tuple[int, int]]]:
    """Rows that follow each other as (sheet, (first, last)); the rows come sorted."""
    found: list[tuple[str, tuple[int, int]]] = []
    for row in rows:
        if found and found[-1][0] == row.sheet and found[-1][1][1] == row.number - 1:
            found[-1] = (row.sheet, (found[-1][1][0], row.number))
        else:
            found.append((row.sheet, (row.number, row.number)))
    return found
