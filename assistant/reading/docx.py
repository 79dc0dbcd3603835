"""A Word file (DOCX, DOCM) becomes text: paragraphs, headings, list numbers, tables, notes.

python-docx opens the package; the body is walked here, because content controls, tracked
insertions and text boxes hold text that its paragraphs leave out. Macros are never looked at.
"""

from __future__ import annotations

import logging
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.package import Package

from assistant.errors import UnreadableFile
from assistant.reading.blocks import heading, line, table, written
from assistant.reading.numbering import Numbering
from assistant.reading.styles import Styles

_log = logging.getLogger(__name__)

_UNPACKED_TIMES = 4
_MEGABYTE = 1_000_000
_MOST_PARTS = 5000
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {
    _FALLBACK,
    *map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:rt", "w:sdtPr", "w:txbxContent")),
}
_SAID = {
    qn("w:tab"): " ",
    qn("w:ptab"): " ",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
_NOTES = {
    qn("w:footnoteReference"): RELATIONSHIP_TYPE.FOOTNOTES,
    qn("w:endnoteReference"): RELATIONSHIP_TYPE.ENDNOTES,
}
_CJK = re.compile(r"[\u3400-\u9fff]")


def read_docx(data: bytes, name: str, megabytes: float) -> str:
    """The text of a Word file, one paragraph or table row a line.

    `name` is the file's name, for messages. Unpacked it may have four times `megabytes`. Raises
    UnreadableFile: not a Word file, broken, or too large when unpacked.
    """
    _check(data, name, megabytes)
    try:
        text = written(_Body(Package.open(BytesIO(data)).main_document_part).blocks())
    except Exception as error:
        # python-docx raises KeyError, ValueError and lxml's errors on damaged files.
        _log.info("python-docx cannot read %s", name, exc_info=True)
        raise UnreadableFile(
            f"{name} is a damaged Word file.",
            "Open it in Word or LibreOffice, save it as a new DOCX file, and index that.",
        ) from error
    if not text:
        raise UnreadableFile(
            f"{name} holds no text.", "If it shows pictures of text, run text recognition (OCR)."
        )
    return text


def _check(data: bytes, name: str, megabytes: float) -> None:
    """Look at the list of the package's parts before anything is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableFile(
            f"{name} is a damaged ZIP or Word file.", "Save it again as DOCX."
        ) from error
    if not any(part.filename.startswith("word/") for part in parts):
        raise UnreadableFile(
            f"{name} is a ZIP archive, not a Word document.",
            "Unpack it and index the documents in it; save other office files as DOCX or PDF.",
        )
    limit = _UNPACKED_TIMES * megabytes * _MEGABYTE
    if sum(part.file_size for part in parts) > limit or len(parts) > _MOST_PARTS:
        raise UnreadableFile(
            f"{name} unpacks to far more data than a document holds.",
            "Save its text alone as a new DOCX file.",
        )


class _Body:
    """Walks through a document's body and writes its blocks."""

    def __init__(self, main: Part) -> None:
        self._main = main
        self._styles = Styles(_related(main, RELATIONSHIP_TYPE.STYLES))
        numbering = _related(main, RELATIONSHIP_TYPE.NUMBERING)
        self._numbering = Numbering(numbering, self._styles.lists)
        self._notes = {tag: _related(main, kind) for tag, kind in _NOTES.items()}

    def blocks(self) -> Iterator[str]:
        """Headings, paragraphs, tables and notes in document order."""
        body = _root(self._main).find(qn("w:body"))
        yield from self._blocks(body if body is not None else ())

    def _blocks(self, elements: Any) -> Iterator[str]:
        for element in elements:
            if element.tag == qn("w:p"):
                yield from self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                yield table(self._rows(element))
            elif element.tag not in _SKIPPED and not _is_contents(element):
                yield from self._blocks(element)

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        style = self._styles.of(paragraph)
        if style.is_contents:
            return
        said = _said(paragraph)
        label = self._label(paragraph) if said.strip() else ""
        if style.heading > 1:
            yield heading(label + said, style.heading)
        else:
            yield from (line(part) for part in (label + said).split("\n"))
        for box in _boxes(paragraph):
            yield from self._blocks(box)
        yield from self._notes_of(paragraph)

    def _label(self, paragraph: Any) -> str:
        place = self._styles.list_place(paragraph)
        if place is None:
            return ""
        level = place.level
        if level is None:
            level = self._numbering.level_of(place.list_id, place.style)
        return self._numbering.label(place.list_id, level)

    def _notes_of(self, paragraph: Any) -> Iterator[str]:
        for reference in paragraph.iter(*_NOTES):
            notes = self._notes[reference.tag]
            for note in notes if notes is not None else ():
                if note.get(qn("w:id")) == reference.get(qn("w:id")):
                    said = line(" ".join(_said(p) for p in note.iter(qn("w:p"))))
                    yield f"注：{said}" if _CJK.search(said) else f"Note: {said}" if said else ""

    def _rows(self, element: Any) -> Iterator[list[str]]:
        """The rows of a table; a cell that is merged downwards says its text in each row."""
        above: dict[int, str] = {}
        for row in _children(element, "w:tr"):
            cells, column = [], 0
            for cell in _children(row, "w:tc"):
                said = " ".join(block.replace("\n", " ") for block in self._blocks(cell) if block)
                goes_on, width = _merging(cell)
                said = above.get(column, "") if goes_on else said
                above[column] = said
                cells.append(said)
                column += width
            yield cells


def _boxes(element: Any) -> Iterator[Any]:
    """The text boxes that hang at a paragraph, each once; boxes inside boxes are theirs."""
    for child in element:
        if child.tag == qn("w:txbxContent"):
            yield child
        elif child.tag != _FALLBACK:
            yield from _boxes(child)


def _children(element: Any, tag: str) -> Iterator[Any]:
    """The rows of a table, or the cells of a row, also inside content controls."""
    for child in element:
        if child.tag == qn(tag):
            yield child
        elif child.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")}:
            yield from _children(child, tag)


def _merging(cell: Any) -> tuple[bool, int]:
    """Whether a cell goes on the one above it, and how many columns it spans."""
    properties = cell.find(qn("w:tcPr"))
    if properties is None:
        return False, 1
    merge, span = properties.find(qn("w:vMerge")), properties.find(qn("w:gridSpan"))
    width = (span.get(qn("w:val")) or "1") if span is not None else "1"
    goes_on = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
    return goes_on, int(width) if width.isdecimal() else 1


def _said(element: Any) -> str:
    """The visible text of a paragraph, without what is deleted or hidden, and without boxes."""
    if element.tag == qn("w:t"):
        return element.text or ""
    if element.tag in _SAID:
        return _SAID[element.tag]
    return "".join(
        _said(child) for child in element if child.tag not in _SKIPPED and not _is_hidden(child)
    )


def _is_hidden(run: Any) -> bool:
    hidden = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}") if run.tag == qn("w:r") else None
    return hidden is not None and hidden.get(qn("w:val")) not in {"0", "false"}


def _is_contents(element: Any) -> bool:
    """Whether a content control is the table of contents: it only repeats the headings."""
    if element.tag != qn("w:sdt"):
        return False
    galleries = element.iterfind(f"{qn('w:sdtPr')}//{qn('w:docPartGallery')}")
    return any(gallery.get(qn("w:val")) == "Table of Contents" for gallery in galleries)


def _related(main: Part, kind: str) -> Any:
    """The XML of a part that belongs to the document, or None."""
    try:
        return _root(main.part_related_by(kind))
    except KeyError:
        return None


def _root(part: Part) -> Any:
    element = getattr(part, "element", None)
    return parse_xml(part.blob) if element is None else element
