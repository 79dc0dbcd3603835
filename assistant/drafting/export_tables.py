"""How wide the columns of a printed table are, and which of them hold numbers."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from assistant.drafting.draft import Table
from assistant.drafting.export_words import WORDS
from assistant.model import Language

_LETTERS = 100
"""So many letters stand side by side in a table as wide as the page."""
_PADDING = 5
"""The space around a cell's words, in letters."""


def fitting(table: Table, language: Language) -> Table:
    """The table, or where it is too wide for a page its rows one below the other.

    Each row then becomes a group of rows: a column's head, and the cell of that column.
    """
    if sum(_least_widths(table)) <= _LETTERS:
        return table
    groups = [tuple(zip(table.columns, row, strict=True)) for row in table.rows]
    rows = groups[0] if groups else ()
    for group in groups[1:]:
        rows = (*rows, ("", ""), *group)
    heads = (WORDS[language]["field"], WORDS[language]["value"])
    return replace(table, columns=heads, rows=rows)


def weights(table: Table) -> tuple[int, ...]:
    """How wide each column should be: room for its longest word, the rest by how much it says."""
    least = _least_widths(table)
    wanted = [
        max(0, min(60, width) - low) for width, low in zip(_widths(table), least, strict=True)
    ]
    spare = max(0, _LETTERS - sum(least))
    return tuple(
        low + round(spare * more / max(1, sum(wanted)))
        for low, more in zip(least, wanted, strict=True)
    )


def _widths(table: Table) -> list[int]:
    return [max(map(_width, column)) for column in _columns(table)]


def _least_widths(table: Table) -> list[int]:
    """The width of the longest word of each column, which must not be broken."""
    return [
        _PADDING + min(30, max(_width(word) for cell in column for word in _words(cell)))
        for column in _columns(table)
    ]


def _columns(table: Table) -> list[tuple[str, ...]]:
    return list(zip(table.columns, *table.rows, strict=True))


def _words(cell: str) -> list[str]:
    """What a line may not break; Chinese may break nearly anywhere."""
    return re.sub(r"([\u2e80-\uffef]{4})", r"\1 ", cell).split() or [""]


def _width(text: str) -> int:
    """The longest line's width in Latin letters; a Chinese character is as wide as two."""
    lines = text.splitlines() or [""]
    return max(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in x) for x in lines)


_NUMBER = re.compile(r"[-+−]?[\d,]+(\.\d+)?\s?%?")


def of_numbers(table: Table) -> tuple[bool, ...]:
    """For each column, whether it holds numbers alone, which are set flush right."""
    columns = zip(*table.rows, strict=True) if table.rows else ((),) * len(table.columns)
    return tuple(
        any(cells) and all(_NUMBER.fullmatch(cell) for cell in cells if cell not in _NOTHING)
        for cells in map(tuple, columns)
    )


_NOTHING = {"", "–", "—"}
