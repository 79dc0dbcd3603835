"""Small pieces of WordprocessingML: elements with attributes, and fields."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph


def element(tag: str, /, *children: Any, **attributes: str | int) -> Any:
    """An element such as `w:tab` with attributes of the `w` namespace and children."""
    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    made.extend(children)
    return made


def add_field(paragraph: Paragraph, instruction: str, shown: str, style: str | None = None) -> None:
    """A field that Word computes, such as PAGE; `shown` stands there until it does."""
    for kind in ("begin", "instruction", "separate", "shown", "end"):
        run = paragraph.add_run(style=style)
        if kind == "instruction":
            code = element("w:instrText")
            code.text = f" {instruction} "
            run._r.append(code)
        elif kind == "shown":
            run.text = shown
        else:
            run._r.append(element("w:fldChar", fldCharType=kind))
