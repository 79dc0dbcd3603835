"""What the styles of a Word file say of a paragraph: a heading, a list item, a table of contents.

A paragraph says it itself, or its style does, or the style that this one is based on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

_HEADING = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
_TITLES = {"title", "标题"}
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """`heading`: 1 for the document's title, 2 for its chapters …; 0 for plain text."""

    heading: int
    is_contents: bool


@dataclass(frozen=True, slots=True)
class ListPlace:
    """On which level of which list a paragraph stands; an open level follows from the style."""

    list_id: str
    level: int | None
    style: str


class Styles:
    """The paragraph styles of a document."""

    def __init__(self, root: Any) -> None:
        """`root`: the styles part's XML, or None."""
        found = root.findall(qn("w:style")) if root is not None else []
        self._styles = {style.get(qn("w:styleId")): style for style in found}
        self._default = next((key for key, style in self._styles.items() if _is_default(style)), "")
        self.lists = {
            key: list_id
            for key, style in self._styles.items()
            if (list_id := _number(style, "w:numId")) is not None
        }

    def of(self, paragraph: Any) -> ParagraphStyle:
        """What the paragraph is."""
        names = [name for element in self._chain(paragraph) if (name := _name(element))]
        if any(name.lower().startswith(("toc ", "目录")) for name in names[:1]):
            return ParagraphStyle(0, is_contents=True)
        return ParagraphStyle(self._heading(paragraph, names), is_contents=False)

    def list_place(self, paragraph: Any) -> ListPlace | None:
        """Where the paragraph stands in a list, or None."""
        level: int | None = None
        for element in self._chain(paragraph):
            said = _number(element, "w:ilvl")
            level = int(said) if level is None and said and said.isdecimal() else level
            list_id = _number(element, "w:numId")
            if list_id is not None:
                style = element.get(qn("w:styleId"), "")
                return ListPlace(list_id, level, style) if list_id != "0" else None
        return None

    def _heading(self, paragraph: Any, names: list[str]) -> int:
        for element in self._chain(paragraph):
            level = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
            said = level.get(qn("w:val")) if level is not None else None
            if said is not None and said.isdecimal():
                return int(said) + 2 if int(said) < _LEVELS else 0
        for name in names:
            if name.lower() in _TITLES:
                return 1
            if found := _HEADING.fullmatch(name):
                return int(found[1]) + 1
        return 0

    def _chain(self, paragraph: Any) -> Iterator[Any]:
        """The paragraph, its style, and the styles that this is based on."""
        yield paragraph
        named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        key = named.get(qn("w:val")) if named is not None else self._default
        seen: set[str] = set()
        while key in self._styles and key not in seen:
            seen.add(key)
            style = self._styles[key]
            yield style
            base = style.find(qn("w:basedOn"))
            key = base.get(qn("w:val")) if base is not None else None


def _is_default(style: Any) -> bool:
    kind, default = style.get(qn("w:type")), style.get(qn("w:default"))
    return kind == "paragraph" and default in {"1", "true"}


def _name(element: Any) -> str:
    name = element.find(qn("w:name"))
    return (name.get(qn("w:val")) or "") if name is not None else ""


def _number(element: Any, tag: str) -> str | None:
    """A value of the element's own numPr."""
    found = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn(tag)}")
    return found.get(qn("w:val")) if found is not None else None
