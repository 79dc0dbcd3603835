"""A web page becomes text (BeautifulSoup over lxml): its main part, without what surrounds it.

The tree is walked with a list of what is still to come, never by recursion: pages nest their
elements as deeply as they like.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Set
from typing import TypeGuard

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from assistant.errors import UnreadableFile
from assistant.reading.blocks import heading, line, table, written
from assistant.reading.counting import numeral
from assistant.reading.labels import read_label
from assistant.reading.text import decode, refuse_garbage

_log = logging.getLogger(__name__)

_MOST_ELEMENTS = 300_000
_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.I)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "big5": "big5hkscs"}
_DAMAGED_AT_MOST = 0.001
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?([a-z]+(?:-[a-z]+)*)\s*(?:;|$)")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_DROPPED = {"script", "style", "nav", "footer", "aside", "noscript", "template", "iframe", "svg"}
_DROPPED |= {"button", "select", "textarea", "dialog", "head", "object", "canvas", "audio", "video"}
_DROPPED |= {"map", "rt", "rp"}
_DROPPED_ROLES = {"navigation", "banner", "contentinfo", "search", "complementary"}
_BLOCKS = {"html", "body", "main", "article", "section", "div", "p", "blockquote", "pre", "center"}
_BLOCKS |= {"address", "ul", "ol", "dl", "li", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr"}
_BLOCKS |= {"td", "th", "caption", "figure", "figcaption", "form", "fieldset", "legend", "details"}
_BLOCKS |= {"summary", "header", "hr", "br", *_HEADINGS}
_FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "lower-alpha": "lowerLetter",
    "upper-alpha": "upperLetter",
    "lower-latin": "lowerLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
    "none": "none",
}
_LONGEST_CELL = 1000
_MOST_SPAN = 1000
_LONGEST_ATTRIBUTE = 1000


def read_html(data: bytes, name: str) -> str:
    """The text of a web page, one block or table row a line.

    `name` is the file's name, for messages. Raises UnreadableFile: an unknown encoding, no text
    in the page, or more elements than a document has.
    """
    markup = _XML.sub("", _decoded(data, name), count=1).replace("\r\n", "\n").replace("\r", "\n")
    if markup.count("<") > _MOST_ELEMENTS:
        raise UnreadableFile(
            f"{name} has more than {_MOST_ELEMENTS} elements.", "Save it as PDF or as text."
        )
    page = BeautifulSoup(markup, "lxml")
    text = _text(page, _main_part(page)) or _text(page, page)
    if not text:
        raise UnreadableFile(
            f"{name} shows no text: a browser fills this page in, or it is empty.",
            "Open it in a browser, print it to PDF, and index the PDF.",
        )
    refuse_garbage(text, name)
    return text


def _decoded(data: bytes, name: str) -> str:
    """The markup, in the encoding that the page names if that holds."""
    found = _CHARSET.search(data[:4096])
    named = found[1].decode("ascii").lower() if found and b"\0" not in data[:4096] else ""
    encoding = _WIDER.get(named, named)
    if not encoding or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return decode(data, name)
    for attempt in (encoding, "utf-8"):
        try:
            return data.decode(attempt)
        except (UnicodeDecodeError, LookupError):
            _log.info("%s is not %s", name, attempt)
    try:
        text = data.decode(encoding, "replace")
    except LookupError:
        return decode(data, name)
    return text if text.count("\ufffd") <= _DAMAGED_AT_MOST * len(text) else decode(data, name)


def _main_part(page: BeautifulSoup) -> Tag:
    main = page.find("main") or page.find(True, {"role": "main"})
    articles = page.find_all("article", limit=2)
    return main or (articles[0] if len(articles) == 1 else page)


def _text(page: BeautifulSoup, part: Tag) -> str:
    titles = page.find_all("h1", limit=2)
    # The page's header goes, unless it is where the title stands.
    headers = {id(parent) for title in titles[:1] for parent in title.parents}
    tables = _data_tables(part)
    writer = _Writer(tables, has_title=len(titles) == 1)
    for node, entering in _walk(part, tables, headers):
        if not isinstance(node, Tag):
            writer.say(node)
        elif entering:
            writer.enter(node)
        else:
            writer.leave(node)
    return written(writer.end())


def _walk(
    part: Tag, whole: Set[int] = frozenset(), kept: Set[int] = frozenset()
) -> Iterator[tuple[Tag | NavigableString, bool]]:
    """Each element when it begins and when it ends, and each text.

    Elements in `whole` are not entered; headers in `kept` are not dropped.
    """
    ahead: list[tuple[Tag | NavigableString, bool]] = [(part, True)]
    while ahead:
        node, entering = ahead.pop()
        if isinstance(node, Tag) and entering:
            if _is_dropped(node, kept):
                continue
            if id(node) not in whole:
                ahead.append((node, False))
                ahead.extend((child, True) for child in reversed(node.contents) if _is_shown(child))
        yield node, entering


def _data_tables(part: Tag) -> set[int]:
    """The tables that hold data. Others, with tables or much text in a cell, lay out the page."""
    data: set[int] = set()
    around: list[int] = []
    in_cell = 0
    for node, entering in _walk(part):
        if not isinstance(node, Tag):
            in_cell += len(node)
            if around and in_cell > _LONGEST_CELL:
                data.discard(around[-1])
        elif node.name in {"td", "th"}:
            in_cell = 0
        elif node.name == "table" and entering:
            data.difference_update(around[-1:])
            if _attribute(node, "role") not in {"presentation", "none"}:
                data.add(id(node))
            around.append(id(node))
        elif node.name == "table":
            around.pop()
    return data


def _is_shown(node: PageElement) -> TypeGuard[Tag | NavigableString]:
    """Whether a node is an element or text, and not a comment or a declaration."""
    return isinstance(node, Tag | NavigableString) and not isinstance(node, PreformattedString)


def _is_dropped(element: Tag, kept: Set[int]) -> bool:
    if element.name == "header" and id(element) not in kept:
        return not any(parent.name in {"main", "article"} for parent in _near(element))
    return (
        element.name in _DROPPED
        or _attribute(element, "role") in _DROPPED_ROLES
        or element.has_attr("hidden")
        or _attribute(element, "aria-hidden") == "true"
        or bool(_HIDDEN.search(_attribute(element, "style")))
    )


def _near(element: Tag) -> Iterator[Tag]:
    """A few elements around; looking at all would take long in deep pages."""
    for _, parent in zip(range(8), element.parents, strict=False):
        yield parent


def _inline(element: Tag) -> str:
    """An element's text as one line, with a space where a block begins or ends."""
    said = (
        " " if isinstance(node, Tag) else str(node)
        for node, _ in _walk(element)
        if not isinstance(node, Tag) or node.name in _BLOCKS
    )
    return line("".join(said))


def _attribute(element: Tag, attribute: str) -> str:
    value = element.get(attribute)
    return value[:_LONGEST_ATTRIBUTE].strip() if isinstance(value, str) else ""


class _Writer:
    """Gathers text into blocks: paragraphs, headings, list items with their numbers, tables."""

    def __init__(self, tables: Set[int], has_title: bool) -> None:
        self._tables = tables
        self._has_title = has_title
        self._blocks: list[str] = []
        self._pieces: list[str] = []
        self._lists: list[_ListLabels] = []
        self._label = ""
        self._heading = 0

    def say(self, text: NavigableString) -> None:
        """Take a piece of text. White space in the source is one space, except in `pre`."""
        if text.parent is not None and text.parent.name == "pre":
            for at, piece in enumerate(text.split("\n")):
                if at:
                    self._flush()
                self._pieces.append(piece)
        else:
            self._pieces.append(re.sub(r"[ \t\r\n\f]+", " ", text))

    def enter(self, element: Tag) -> None:
        """Begin an element."""
        name = element.name
        if name in _BLOCKS:
            self._flush()
        if name in _HEADINGS:
            self._heading = _HEADINGS[name]
        elif name in {"ol", "ul"}:
            self._lists.append(_ListLabels(element))
        elif name == "li" and self._lists:
            self._label = self._lists[-1].label(element)
        elif name == "table" and id(element) in self._tables:
            caption = element.find("caption")
            self._blocks.append(_inline(caption) if caption else "")
            self._blocks.append(table(_rows(element)) or _inline(element))

    def leave(self, element: Tag) -> None:
        """End an element."""
        if element.name in _BLOCKS:
            self._flush()
        if element.name in _HEADINGS:
            self._heading = 0
        elif element.name in {"ol", "ul"}:
            self._lists.pop()

    def end(self) -> list[str]:
        """The blocks in document order."""
        self._flush()
        return self._blocks

    def _flush(self) -> None:
        said = line("".join(self._pieces))
        self._pieces = []
        if not said:
            return
        # Many lists print their numbers themselves.
        label, self._label = self._label, ""
        if label and read_label(said) is None:
            said = label + said
        is_title = self._heading == 1 and self._has_title
        self._blocks.append(
            heading(said, self._heading) if self._heading and not is_title else said
        )


class _ListLabels:
    """Counts the items of one HTML list."""

    def __init__(self, element: Tag) -> None:
        style = _LIST_STYLE.search(_attribute(element, "style"))
        kind = style[1] if style else _attribute(element, "type")
        self._is_ordered = element.name == "ol"
        self._format = _FORMATS.get(kind, "decimal")
        self._step = -1 if element.has_attr("reversed") else 1
        items = len(element.find_all("li", recursive=False)) if self._step < 0 else 1
        self._next = _integer(_attribute(element, "start"), items)

    def label(self, item: Tag) -> str:
        """The label of the next item, with a space where one belongs."""
        value = _integer(_attribute(item, "value"), self._next)
        self._next = value + self._step
        if not self._is_ordered:
            return "- "
        said = numeral(self._format, value)
        if self._format == "chineseCounting":
            return f"{said}、"
        return f"{said}. " if said else ""


def _integer(text: str, default: int) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else default


def _rows(element: Tag) -> Iterator[list[str]]:
    """The rows of a table; a cell that spans rows says its text in each of them."""
    spanning: dict[int, tuple[str, int]] = {}
    for row in element.find_all("tr"):
        cells: list[str] = []
        column = 0
        own = iter(row.find_all(["td", "th"], recursive=False))
        while True:
            said, left = spanning.pop(column, ("", 0))
            width = 1
            if not left:
                cell = next(own, None)
                if cell is None:
                    break
                said = _inline(cell)
                left = min(_integer(_attribute(cell, "rowspan"), 1), _MOST_SPAN)
                width = min(_integer(_attribute(cell, "colspan"), 1), _MOST_SPAN)
            if left > 1:
                spanning[column] = (said, left - 1)
            cells.append(said)
            column += max(width, 1)
        yield cells
