"""A Draft as Markdown with GitHub's tables and footnotes. What would be markup is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from assistant.drafting.draft import Chart, Draft, Table
from assistant.drafting.export_parts import Bullets, Paper, Paragraph, laid_out
from assistant.drafting.export_tables import of_numbers
from assistant.drafting.writing import write_whole

_INSIDE = re.compile(r"[\\`*_{}\[\]<>|~$&@^]|(?<=http):|(?<=https):|(?<=ftp):|(?<=www)\.")
_AT_START = re.compile(r"^(\s*)(?:(\d+)([.)])(?=\s|$)|([#+\-=(]))", re.MULTILINE)


def write_markdown(draft: Draft, path: Path) -> None:
    """Write the draft to `path` as UTF-8, whole or not at all. Raises DraftNotWritten."""
    write_whole(path, markdown_of(draft).encode("utf-8"))


def markdown_of(draft: Draft) -> str:
    """The draft as Markdown; charts are given as tables of their values."""
    paper = laid_out(draft)
    blocks = [f"# {escaped(paper.title)}", f"**{paper.word('banner')}**", *_before(paper)]
    for number, part in enumerate(paper.parts, 1):
        blocks.append(f"## {number}. {escaped(part.heading)}")
        blocks += [_block(block) for block in part.blocks]
        for table in part.tables:
            blocks += _table(table, paper)
        for chart in part.charts:
            blocks += _table(_as_table(chart, paper), paper, paper.word("chart"))
    for heading, table in zip(paper.appendix_headings, paper.appendices, strict=True):
        blocks += [f"## {escaped(heading)}", _grid(table)]
    blocks += [f"[^{n}]: {_one_line(note)}" for n, note in _called(paper)]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """Plain text as Markdown that shows exactly that text; line breaks stay line breaks."""
    inside = _INSIDE.sub(lambda found: f"\\{found[0]}", text)
    safe = _AT_START.sub(
        lambda found: f"{found[1]}{found[2] or ''}\\{found[3] or found[4]}", inside
    )
    return "\\\n".join(line.strip() for line in safe.splitlines() if line.strip())


def _one_line(text: str) -> str:
    return escaped(" ".join(text.split()))


def _before(paper: Paper) -> Iterator[str]:
    yield f"> **{paper.word('before')}**"
    if paper.stopped:
        yield f"> **{paper.word('stopped')}**"
    elif not paper.before:
        yield f"> {paper.word('ready')}"
    for listing in paper.before:
        items = "\n".join(f"> - {_one_line(item)}" for item in listing.items)
        yield f"> **{listing.heading}**\n>\n{items}"


def _block(block: Paragraph | Bullets) -> str:
    if isinstance(block, Bullets):
        return "\n".join(f"- {_words(item)}" for item in block.items)
    return _words(block)


def _words(paragraph: Paragraph) -> str:
    return "".join(f"[^{p}]" if isinstance(p, int) else _spaced(p) for p in paragraph.pieces)


def _spaced(piece: str) -> str:
    """A piece escaped, with the spaces that part it from the footnotes around it."""
    before = " " if piece[0] == " " else ""
    after = " " if piece[-1] == " " and piece.strip() else ""
    return f"{before}{escaped(piece)}{after}"


def _table(table: Table, paper: Paper, kind: str = "") -> Iterator[str]:
    yield f"**{kind or paper.word('table')}{paper.word('colon')}{_one_line(table.caption)}**"
    yield _grid(table)
    yield from (escaped(note) for note in table.notes)


def _grid(table: Table) -> str:
    rules = ["--:" if right else "---" for right in of_numbers(table)]
    rows = ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in table.rows]
    head = "| " + " | ".join(_cell(cell) for cell in table.columns) + " |"
    return "\n".join([head, f"| {' | '.join(rules)} |", *rows])


def _cell(text: str) -> str:
    return "<br>".join(escaped(line) for line in text.splitlines()) or " "


def _as_table(chart: Chart, paper: Paper) -> Table:
    names = tuple(name or chart.unit for name, _ in chart.series)
    rows = tuple(
        (label, *(f"{values[i]:,.12g}" for _, values in chart.series))
        for i, label in enumerate(chart.labels)
    )
    unit = (f"{paper.word('unit')}{paper.word('colon')}{chart.unit}",) if chart.unit else ()
    return Table(chart.caption, ("", *names), rows, unit)


def _called(paper: Paper) -> Iterator[tuple[int, str]]:
    """The footnotes that the text calls, by number."""
    paragraphs = (
        paragraph
        for part in paper.parts
        for block in part.blocks
        for paragraph in (block.items if isinstance(block, Bullets) else (block,))
    )
    numbers = {p for paragraph in paragraphs for p in paragraph.pieces if isinstance(p, int)}
    return ((n, paper.notes[n]) for n in sorted(numbers))
