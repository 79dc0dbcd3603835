"""Tables in Word: a head that is repeated on each page, rows that do not break, even columns."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Emu
from docx.table import Table as WordTable
from docx.table import _Cell as Cell

from assistant.drafting.draft import Table
from assistant.drafting.export_tables import of_numbers, weights
from assistant.drafting.word.elements import element
from assistant.drafting.word.styles import CELL_STYLE

_LONG = 800
"""A row with more characters in a cell may run over two pages."""
_RULE = "A6A6A6"
_HEAD = "EBEBEB"
_BOX = "F7F7F7"


def add_table(document: Document, table: Table) -> None:
    """The table as it stands, without its caption and notes."""
    made = document.add_table(rows=0, cols=len(table.columns))
    made.autofit = False
    _draw_lines(made, {"top": 8, "bottom": 8, "insideH": 4})
    right = of_numbers(table)
    for cells in (table.columns, *table.rows):
        _add_row(made, cells, right, head=cells is table.columns)
    _set_widths(document, made, weights(table))


def add_box(document: Document) -> Cell:
    """A framed cell as wide as the page."""
    made = document.add_table(1, 1)
    _draw_lines(made, {"top": 4, "left": 24, "bottom": 4, "right": 4})
    box: Cell = made.cell(0, 0)
    shade(box, _BOX)
    return box


def shade(cell: Cell, color: str) -> None:
    """Give a cell a background, as six hexadecimal digits."""
    cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=color))


def _add_row(made: WordTable, cells: tuple[str, ...], right: tuple[bool, ...], head: bool) -> None:
    row = made.add_row()  # type: ignore[no-untyped-call]
    properties = row._tr.get_or_add_trPr()
    if max(map(len, cells)) < _LONG:
        properties.append(element("w:cantSplit"))
    if head:
        properties.append(element("w:tblHeader"))
    for cell, words, flush_right in zip(row.cells, cells, right, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.style = CELL_STYLE
        paragraph.add_run(words).bold = head or None
        if flush_right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if head:
            shade(cell, _HEAD)


def _set_widths(document: Document, made: WordTable, shares: tuple[int, ...]) -> None:
    whole = document._block_width
    for column, share in zip(made.columns, shares, strict=True):
        column.width = Emu(whole * share // sum(shares))
        for cell in column.cells:
            cell.width = column.width


def _draw_lines(made: WordTable, sizes: dict[str, int]) -> None:
    """Lines by side, in eighths of a point; the schema wants them right after the width."""
    lines = (element(f"w:{s}", val="single", sz=size, color=_RULE) for s, size in sizes.items())
    made._tbl.tblPr.find(qn("w:tblW")).addnext(element("w:tblBorders", *lines))
