"""Real footnotes: python-docx writes everything of a document but these.

The part `word/footnotes.xml` holds one footnote for each citation, after the two that draw the
lines above footnotes. See ECMA-376, part 1, section 17.11.
"""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from assistant.drafting.word.elements import add_field, element

TEXT_STYLE = "Footnote Text"
CALL_STYLE = "Footnote Reference"
_LINES = {0: "separator", 1: "continuationSeparator"}


class Footnotes:
    """The footnotes of one document, made as they are called; `close` puts them into it."""

    def __init__(self, document: Document, notes: dict[int, str]) -> None:
        self._document = document
        self._notes = notes
        self._ids: dict[int, int] = {}
        self._root = element("w:footnotes", *(_line(id_, kind) for id_, kind in _LINES.items()))

    def call(self, paragraph: Paragraph, number: int) -> None:
        """Call the footnote of a citation; a second call points to the same footnote."""
        if number in self._ids:
            order = self._ids[number] - len(_LINES) + 1
            add_field(paragraph, f"NOTEREF {_bookmark(number)} \\f \\h", str(order), CALL_STYLE)
            return
        id_ = self._ids[number] = len(_LINES) + len(self._ids)
        run = paragraph.add_run(style=CALL_STYLE)
        run._r.append(element("w:footnoteReference", id=id_))
        run._r.addprevious(element("w:bookmarkStart", id=id_, name=_bookmark(number)))
        run._r.addnext(element("w:bookmarkEnd", id=id_))
        self._root.append(self._footnote(id_, self._notes[number]))

    def close(self) -> None:
        """Put the footnotes into the document."""
        package = self._document.part.package
        blob = serialize_part_xml(self._root)
        name = PackURI("/word/footnotes.xml")
        part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, blob, package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        ends = (element("w:footnote", id=id_) for id_ in _LINES)
        compatibility = self._document.settings.element.find(qn("w:compat"))
        compatibility.addprevious(element("w:footnotePr", *ends))

    def _footnote(self, id_: int, text: str) -> Any:
        styles = self._document.styles
        call = element(
            "w:r",
            element("w:rPr", element("w:rStyle", val=styles[CALL_STYLE].style_id)),
            element("w:footnoteRef"),
        )
        words = element("w:r")
        words.text = f" {text}"
        style = element("w:pPr", element("w:pStyle", val=styles[TEXT_STYLE].style_id))
        return element("w:footnote", element("w:p", style, call, words), id=id_)


def _line(id_: int, kind: str) -> Any:
    close = element("w:pPr", element("w:spacing", after=0, line=240, lineRule="auto"))
    run = element("w:r", element(f"w:{kind}"))
    return element("w:footnote", element("w:p", close, run), type=kind, id=id_)


def _bookmark(number: int) -> str:
    return f"_Note{number}"
