"""The automatic numbers of Word lists become text, so that the outline survives.

Word stores "this paragraph is on level 2 of list 5"; the numbers are counted when the document
is shown. Source of the rules: ECMA-376 part 1, 17.9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from assistant.reading.counting import numeral

BULLET = "-"
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_CLOSED = re.compile(r"[、）】》.．:：]$")


@dataclass(slots=True)
class _Level:
    """One level of a list: how it counts and what it shows (`%1.%2`)."""

    start: int = 1
    number_format: str = "decimal"
    shown: str = ""
    suffix: str = "tab"
    style: str = ""
    arabic: bool = False
    restarts: bool = True


@dataclass(slots=True)
class _List:
    """A list definition with its counters; lists that share it go on counting together."""

    levels: dict[int, _Level] = field(default_factory=dict)
    linked: str = ""
    counters: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbering:
    """Counts through a document's lists. Ask for each numbered paragraph once, in order."""

    def __init__(self, root: Any, style_lists: dict[str, str]) -> None:
        """`root`: the numbering part's XML, or None. `style_lists`: the list of each style."""
        self._lists: dict[str, _List] = {}
        self._abstract: dict[str, str] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        self._style_lists = style_lists
        for element in root if root is not None else ():
            if element.tag == qn("w:abstractNum"):
                self._lists[element.get(qn("w:abstractNumId"))] = _list(element)
            elif element.tag == qn("w:num"):
                self._read_num(element)

    def level_of(self, list_id: str, style: str) -> int:
        """The level of a list that a paragraph style stands for; 0 if none."""
        found = self._list(list_id)
        levels = found.levels if found else {}
        return next((at for at, level in levels.items() if level.style == style), 0)

    def label(self, list_id: str, at: int) -> str:
        """The number of the next paragraph on level `at` (from 0) of a list, "" for none.

        It ends with a space where text should be kept apart from it.
        """
        found = self._list(list_id)
        if found is None or not 0 <= at < _LEVELS:
            return ""
        level = found.levels.get(at, _Level())
        self._count(found, list_id, at)
        if level.number_format == "bullet":
            return f"{BULLET} "
        said = _PLACE.sub(lambda place: _shown(found, int(place[1]) - 1, level.arabic), level.shown)
        said = said.strip()
        apart = level.suffix != "nothing" and not (_CLOSED.search(said) and not said.isascii())
        return f"{said} " if said and apart else said

    def _read_num(self, element: Any) -> None:
        number = element.get(qn("w:numId"))
        self._abstract[number] = _value(element, "w:abstractNumId")
        for override in element.findall(qn("w:lvlOverride")):
            start = _value(override, "w:startOverride")
            if start:
                levels = self._overrides.setdefault(number, {})
                levels[_integer(override.get(qn("w:ilvl")))] = _integer(start)

    def _list(self, list_id: str) -> _List | None:
        found = self._lists.get(self._abstract.get(list_id, ""))
        if found is not None and found.linked:
            target = self._abstract.get(self._style_lists.get(found.linked, ""), "")
            return self._lists.get(target, found)
        return found

    def _count(self, found: _List, list_id: str, at: int) -> None:
        start = self._overrides.get(list_id, {}).pop(at, None)
        before = found.counters[at]
        if start is not None:
            found.counters[at] = start
        elif before is None:
            found.counters[at] = found.levels.get(at, _Level()).start
        else:
            found.counters[at] = before + 1
        for deeper in range(at + 1, _LEVELS):
            if found.levels.get(deeper, _Level()).restarts:
                found.counters[deeper] = None


def _shown(found: _List, at: int, arabic: bool) -> str:
    level = found.levels.get(at, _Level())
    counter = found.counters[at]
    value = level.start if counter is None else counter
    return str(value) if arabic else numeral(level.number_format, value)


def _list(element: Any) -> _List:
    found = _List(linked=_value(element, "w:numStyleLink"))
    for level in element.findall(qn("w:lvl")):
        legal = level.find(qn("w:isLgl"))
        found.levels[_integer(level.get(qn("w:ilvl")))] = _Level(
            start=_integer(_value(level, "w:start") or "1"),
            number_format=_value(level, "w:numFmt") or "decimal",
            shown=_value(level, "w:lvlText"),
            suffix=_value(level, "w:suff") or "tab",
            style=_value(level, "w:pStyle"),
            arabic=legal is not None and legal.get(qn("w:val")) not in {"0", "false"},
            restarts=_value(level, "w:lvlRestart") != "0",
        )
    return found


def _value(element: Any, tag: str) -> str:
    child = element.find(qn(tag))
    return (child.get(qn("w:val")) or "") if child is not None else ""


def _integer(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
