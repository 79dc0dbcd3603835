"""A Draft as PDF, with its own fonts embedded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.drafting.draft import Draft, Table
from assistant.drafting.export_parts import (
    Bullets,
    Paper,
    Paragraph,
    Part,
    laid_out,
)
from assistant.drafting.export_tables import of_numbers, weights
from assistant.drafting.typesetting import chart_data, typeset
from assistant.drafting.writing import write_whole


def write_pdf(draft: Draft, path: Path) -> None:
    """Write the draft to `path`, whole or not at all. Raises DraftNotWritten."""
    write_whole(path, pdf_of(draft))


def pdf_of(draft: Draft) -> bytes:
    """The draft as the bytes of a PDF."""
    return typeset("paper", _data(laid_out(draft)), draft.language, "pdf")


def _data(paper: Paper) -> dict[str, Any]:
    called: set[int] = set()
    return {
        "title": paper.title,
        "banner": paper.word("banner"),
        "stopped": paper.word("stopped") if paper.stopped else "",
        "page": _page(paper),
        "names": {name: paper.word(name) for name in ("table", "chart")},
        "before": _before(paper),
        "parts": [_part(part, paper, called) for part in paper.parts],
        "appendices": [
            {**_table(table), "heading": heading}
            for table, heading in zip(paper.appendices, paper.appendix_headings, strict=True)
        ],
    }


def _page(paper: Paper) -> list[str]:
    before, rest = paper.word("page").split("{page}")
    return [before, *rest.split("{pages}")]


def _before(paper: Paper) -> dict[str, Any]:
    return {
        "heading": paper.word("before"),
        "ready": "" if paper.before or paper.stopped else paper.word("ready"),
        "listings": [{"heading": one.heading, "items": list(one.items)} for one in paper.before],
    }


def _part(part: Part, paper: Paper, called: set[int]) -> dict[str, Any]:
    return {
        "heading": part.heading,
        "blocks": [_block(block, paper, called) for block in part.blocks],
        "tables": [_table(table) for table in part.tables],
        "charts": [chart_data(chart) for chart in part.charts],
    }


def _block(block: Paragraph | Bullets, paper: Paper, called: set[int]) -> dict[str, Any]:
    listed = isinstance(block, Bullets)
    items = block.items if isinstance(block, Bullets) else (block,)
    return {"listed": listed, "items": [_pieces(item, paper, called) for item in items]}


def _pieces(paragraph: Paragraph, paper: Paper, called: set[int]) -> list[Any]:
    return [p if isinstance(p, str) else _call(p, paper, called) for p in paragraph.pieces]


def _call(number: int, paper: Paper, called: set[int]) -> dict[str, Any]:
    """The call of a footnote; the first call of a clause brings the footnote with it."""
    first = number not in called
    called.add(number)
    return {"name": f"note-{number}", "first": first, "note": paper.notes[number]}


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "columns": list(table.columns),
        "rows": [list(row) for row in table.rows],
        "weights": list(weights(table)),
        "numbers": list(of_numbers(table)),
        "notes": list(table.notes),
    }
