"""A Draft as an editable Word document: styles, numbered headings, footnotes, fields."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.shared import Cm, Pt
from docx.table import _Cell as Cell

from assistant.drafting.draft import Chart, Draft, Table
from assistant.drafting.export_parts import Bullets, Paper, Paragraph, Part, laid_out
from assistant.drafting.typesetting import chart_picture
from assistant.drafting.word.elements import add_field
from assistant.drafting.word.footnotes import Footnotes
from assistant.drafting.word.styles import (
    ALARM,
    APPENDIX_STYLE,
    BOX_STYLE,
    CELL_STYLE,
    dress,
)
from assistant.drafting.word.tables import add_box, add_table
from assistant.drafting.writing import write_whole


def write_docx(draft: Draft, path: Path) -> None:
    """Write the draft to `path`, whole or not at all. Raises DraftNotWritten."""
    write_whole(path, docx_of(draft))


def docx_of(draft: Draft) -> bytes:
    """The draft as the bytes of a DOCX file."""
    document = _Writer(laid_out(draft)).document()
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


class _Writer:
    """Writes one paper from top to bottom."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._document: Document = docx.Document()
        dress(self._document, paper.language)
        self._footnotes = Footnotes(self._document, paper.notes)
        self._numbers = {"table": 0, "chart": 0}

    def document(self) -> Document:
        self._frame()
        self._document.add_paragraph(self._paper.title, "Title")
        self._document.add_paragraph(self._paper.word("banner"), "Subtitle")
        self._before()
        for part in self._paper.parts:
            self._part(part)
        headings = self._paper.appendix_headings
        for heading, table in zip(headings, self._paper.appendices, strict=True):
            self._document.add_paragraph(heading, APPENDIX_STYLE)
            add_table(self._document, table)
        self._footnotes.close()
        return self._document

    def _frame(self) -> None:
        """Properties, header and footer."""
        properties = self._document.core_properties
        properties.title, properties.author = self._paper.title, ""
        properties.comments, properties.subject = "", self._paper.word("banner")
        section = self._document.sections[0]
        header = section.header.paragraphs[0]
        header.text = f"{self._paper.title}  ·  {self._paper.word('banner')}"
        footer = section.footer.paragraphs[0]
        before, rest = self._paper.word("page").split("{page}")
        between, after = rest.split("{pages}")
        footer.add_run(before)
        add_field(footer, "PAGE", "1")
        footer.add_run(between)
        add_field(footer, "NUMPAGES", "1")
        footer.add_run(after)

    def _before(self) -> None:
        """The box of what must be settled before the paper is submitted."""
        box = add_box(self._document)
        box.paragraphs[0].style = BOX_STYLE
        box.paragraphs[0].add_run(self._paper.word("before")).bold = True
        if self._paper.stopped:
            alarm = box.add_paragraph(style=BOX_STYLE).add_run(self._paper.word("stopped"))
            alarm.bold, alarm.font.color.rgb = True, ALARM
        elif not self._paper.before:
            box.add_paragraph(self._paper.word("ready"), BOX_STYLE)
        for listing in self._paper.before:
            _add_listing(box, listing.heading, listing.items)

    def _part(self, part: Part) -> None:
        self._document.add_paragraph(part.heading, "Heading 1")
        for block in part.blocks:
            items = block.items if isinstance(block, Bullets) else (block,)
            style = "List Bullet" if isinstance(block, Bullets) else "Normal"
            for item in items:
                self._paragraph(item, style)
        for table in part.tables:
            self._table(table)
        for chart in part.charts:
            self._chart(chart)

    def _paragraph(self, words: Paragraph, style: str) -> None:
        paragraph = self._document.add_paragraph(style=style)
        for piece in words.pieces:
            if isinstance(piece, str):
                paragraph.add_run(piece)
            else:
                self._footnotes.call(paragraph, piece)

    def _table(self, table: Table) -> None:
        self._caption("table", table.caption)
        add_table(self._document, table)
        for note in table.notes:
            self._document.add_paragraph(note, CELL_STYLE)

    def _chart(self, chart: Chart) -> None:
        picture = BytesIO(chart_picture(chart, self._paper.language))
        self._document.add_picture(picture, width=Cm(15.8))
        layout = self._document.paragraphs[-1].paragraph_format
        layout.keep_with_next, layout.space_before = True, Pt(10)
        drawing = self._document.inline_shapes[-1]._inline.docPr
        drawing.set("descr", chart.caption)
        self._caption("chart", chart.caption)

    def _caption(self, kind: str, words: str) -> None:
        """A caption that Word counts: "Table 1: …" or "表 1　…"."""
        self._numbers[kind] += 1
        paragraph = self._document.add_paragraph(f"{self._paper.word(kind)} ", "Caption")
        paragraph.paragraph_format.keep_with_next = kind == "table"
        add_field(paragraph, f"SEQ {kind.title()} \\* ARABIC", str(self._numbers[kind]))
        paragraph.add_run(f"{self._paper.word('after number')}{words}")


def _add_listing(box: Cell, heading: str, items: tuple[str, ...]) -> None:
    paragraph = box.add_paragraph(style=BOX_STYLE)
    paragraph.add_run(heading).bold = True
    paragraph.paragraph_format.keep_with_next = True
    for item in items:
        box.add_paragraph(item, "List Bullet")
