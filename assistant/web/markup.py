"""Markup that cannot be written by accident: only `Html` is markup, every other string is text.

Documents, users and models write text; the page writes markup. `element` escapes each child
and each attribute that is not `Html`, so that forgetting to escape is not possible, and an
f-string over `Html` is a plain string again, which is escaped.
"""

from __future__ import annotations

import re
from html import escape

_VOID = frozenset({"br", "hr", "input"})
# A browser reads these as nothing, as an end of text, or as another order of reading.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Html(str):
    """Markup that was made by this module."""

    __slots__ = ()


def text(content: str) -> Html:
    """Any text as markup that shows exactly it; control characters show as a replacement sign."""
    if isinstance(content, Html):
        return content
    return Html(escape(_UNPRINTABLE.sub("\ufffd", content), quote=True))


def element(name: str, *children: str, **attributes: str | int | bool) -> Html:
    """`<name …>children</name>`. `class_` is the attribute class, `data_n` is data-n.

    True stands for an attribute without a value; False and "" leave it out.
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{join(*children)}</{name}>")


def join(*parts: str) -> Html:
    """The parts one after the other, texts escaped."""
    return Html("".join(text(part) for part in parts))


def _attribute(key: str, value: str | int | bool) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is False or value == "":
        return ""
    return f" {name}" if value is True else f' {name}="{text(str(value))}"'
