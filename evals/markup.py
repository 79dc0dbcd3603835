"""HTML that is escaped by construction: text is escaped unless it was made here."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

_VOID = frozenset(("meta", "br"))


class Html(str):
    """Markup that is safe to put into a page as it is."""

    __slots__ = ()


def tag(name: str, /, *content: str, **attributes: str) -> Html:
    """An element. `class_` and `data_kind` become `class` and `data-kind`."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
    )
    if name in _VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{joined(content)}</{name}>")


def joined(pieces: Iterable[str]) -> Html:
    """Pieces one after the other; what is not markup is escaped."""
    return Html("".join(p if isinstance(p, Html) else escape(str(p)) for p in pieces))


def table(heads: Iterable[str], rows: Iterable[Iterable[str]], **attributes: str) -> Html:
    """A table with a head row."""
    head = tag("tr", *(tag("th", cell) for cell in heads))
    body = (tag("tr", *(tag("td", cell) for cell in row)) for row in rows)
    return tag("table", tag("thead", head), tag("tbody", *body), **attributes)
