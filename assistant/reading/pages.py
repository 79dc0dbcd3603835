"""The lines of printed pages, and what of them is not the document's text.

What repeats at the edge of the pages (running titles, page numbers) and the table of contents
are left out: they only repeat what stands elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_CONTENTS = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){4,}|·{4,})\s*(?:\d+|[ivxIVX]+)$")
_PAGE_NUMBER = re.compile(
    r"(?:page\s*|第\s*|[-–—·•]\s*)?(\d{1,4})\s*"
    r"(?:(?:of|/|页\W*共|共)\s*\d+\s*页?|页|[-–—·•])?",
    re.IGNORECASE,
)
_ROMAN_PAGE = re.compile(r"[ivxl]{1,6}")
_NARROW = frozenset("iljtfrI.,;:!|'()[]/ ")
_WIDE = frozenset("mwMW@%—")

_LONGEST_FURNITURE = 300
_EDGE_LINES = 3
_SAME_ROW = 3.0
_SAME_EDGE = 12.0
# The only number on a single page may be a year.
_HIGHEST_ALONE = 999

_Row = list["Line"]
_Edges = dict[int, tuple[list["_Row"], list["_Row"]]]


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its text, its page (from 0), where it begins and its size, in points.

    `y` grows upwards, as in PDF.
    """

    text: str
    page: int
    x: float
    y: float
    size: float

    @property
    def right(self) -> float:
        """Where it ends, estimated from the usual widths of its characters."""
        return self.x + self.size * width(self.text)


def width(text: str) -> float:
    """The estimated width of a text in ems."""
    return sum(
        1.0 if CJK.match(c) else 0.3 if c in _NARROW else 0.85 if c in _WIDE
        else 0.68 if c.isupper() else 0.5
        for c in text
    )  # fmt: skip


def _is_contents(line: Line) -> bool:
    """Whether it is a line of a table of contents: leading dots and a page number."""
    return bool(_CONTENTS.search(line.text[-_LONGEST_FURNITURE:]))


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """The lines without running titles and feet, page numbers and tables of contents."""
    by_page = {page: list(group) for page, group in groupby(lines, key=lambda line: line.page)}
    edges = {page: _edge_rows(group) for page, group in by_page.items()}
    running = _running(edges)
    shift = _page_shift(edges)
    dropped = set()
    for page, rows in edges.items():
        for side in rows:
            for row in side:
                number = _page_number(row)
                if number is not None and (number - page == shift or number == -1):
                    dropped.add(id(row[0]))
                elif not _places(row) & running:
                    break
                else:
                    dropped.update(id(line) for line in row)
    left = [line for line in lines if id(line) not in dropped and not _is_contents(line)]
    return left or list(lines)


def _edge_rows(lines: list[Line]) -> tuple[list[_Row], list[_Row]]:
    """The outermost rows of a page, from the top down and from the bottom up."""
    ordered = sorted(lines, key=lambda line: -line.y)
    rows: list[_Row] = []
    for line in ordered:
        if rows and abs(rows[-1][0].y - line.y) < _SAME_ROW:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows[:_EDGE_LINES], rows[::-1][:_EDGE_LINES]


def _places(row: _Row) -> set[tuple[str, int]]:
    """What a row says and where: the marks of a running title.

    A number may be the page's: it is also told as its distance from the page.
    """
    said = " ".join(line.text for line in row)[:_LONGEST_FURNITURE]
    forms = {said} | {
        f"{said[: found.start()]}#{int(found[0]) - row[0].page}{said[found.end() :]}"
        for found in re.finditer(r"\d{1,4}", said)
    }
    band = int(row[0].y // _SAME_EDGE)
    return {(form, at) for form in forms for at in (band, band + 1)}


def _running(edges: _Edges) -> set[tuple[str, int]]:
    """What stands at the same edge of two pages and of a third of all (left and right differ)."""
    counts = Counter(
        place
        for sides in edges.values()
        for place in {p for side in sides for row in side for p in _places(row)}
    )
    enough = max(2, len(edges) / 3)
    return {place for place, count in counts.items() if count >= enough}


def _page_number(row: _Row) -> int | None:
    """The number of a page that a row shows and nothing else; -1 for a roman one."""
    if len(row) != 1:
        return None
    said = row[0].text.strip()
    if _ROMAN_PAGE.fullmatch(said):
        return -1
    found = _PAGE_NUMBER.fullmatch(said)
    return int(found[1]) if found else None


def _page_shift(edges: _Edges) -> int | None:
    """By how much printed page numbers run ahead of the pages, if most pages agree."""
    shifts = Counter(
        number - page
        for page, sides in edges.items()
        for number in {_page_number(side[0]) for side in sides if side}
        if number is not None and number >= 0
    )
    shift, count = shifts.most_common(1)[0] if shifts else (None, 0)
    if len(edges) == 1:
        return shift if shift is not None and shift <= _HIGHEST_ALONE else None
    return shift if count >= max(2, len(edges) / 2) else None
