"""The lines of printed pages become paragraphs again.

A page knows lines and where they stand, not paragraphs. A line ends a paragraph where the next
one could have gone on in it: its first word would have fitted. Indents, gaps, sizes and numbers
say the rest.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.reading.labels import read_label
from assistant.reading.pages import CJK, Line, width, without_furniture

_ENDS = re.compile(r"[.!?:;。！？：；][\"'”’)）】」]*$")
_BULLET = re.compile(r"[•●○◦■□▪◆◇·➢✓–—]\s")
_WORD = re.compile(
    r"[\u3000-\u9fff\uff00-\uffef][，。、；：！？）》」』”’]?|[^\s\u3000-\u9fff]+|\S"
)
_HYPHENATED = re.compile(r"[a-z]{2,}-$")
_CUT_WORD = re.compile(r"\w+-\n\w+")

_COLUMN_LINES = 10
_NEAR_EDGE = 0.94
_MOSTLY = 0.4
_SAME_ROW = 3.0
_SAME_MARGIN = 4.0
# How much of its column a line must fill to go on in the next: less within a sentence, since the
# widths are estimates, and lines within a sentence are rarely broken on purpose.
_FULL = 0.87
_FULL_ENDED = 0.97
# In leadings, ems, shares of the size, and sizes.
_GAP = 1.35
_INDENT = 0.9
_DEEPEST_INDENT = 5
_OTHER_SIZE = 1.08
_TITLE_LEADING = 1.8
_FEW_LEADING = 1.6
_FEW_LINES = 4


def paragraphs(lines: Sequence[Line], pages: int) -> tuple[str, tuple[int, ...]]:
    """The text of the pages, one paragraph a line, an empty line between two; and page offsets.

    `lines` are in reading order, `pages` is their number. The offsets never fall; a page without
    text has the offset of the page after it. A paragraph that runs on over the end of a page is
    one paragraph.
    """
    body = without_furniture(lines)
    return _written(body, _breaks(body), pages)


@dataclass(frozen=True, slots=True)
class _Page:
    """How a document is set: the columns of its lines, its size of type, its leading."""

    left: list[float]
    right: list[float]
    body: float
    leading: dict[int, float]


def _setting(lines: list[Line]) -> _Page:
    """How the lines are set: columns, the size of most of the text, leadings."""
    runs = list(_runs(lines))
    columns = _columns(runs)
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return _Page(
        left=[left for run, (left, _) in zip(runs, columns, strict=True) for _ in run],
        right=[right for run, (_, right) in zip(runs, columns, strict=True) for _ in run],
        body=sizes.most_common(1)[0][0] if sizes else 1.0,
        leading=_leading(lines),
    )


def _columns(runs: list[list[Line]]) -> list[tuple[float, float]]:
    """The left and right edge of each run's column: nine of ten lines keep to them.

    Where a column is not mostly filled up to its edge (tables, title pages, a few lines), the
    lines say nothing about it: it gets the rightmost edge of the columns that are.
    """
    lefts = [_tenth([line.x for line in run]) for run in runs]
    alike = _alike(lefts)
    lines: dict[int, list[Line]] = {}
    for left, run in zip(lefts, runs, strict=True):
        lines.setdefault(alike[left], []).extend(run)
    edges = {key: -_tenth([-line.right for line in found]) for key, found in lines.items()}
    filled = [edge for key, edge in edges.items() if _is_filled(lines[key], edge)]
    for key, edge in edges.items():
        if edge not in filled:
            edges[key] = max([edge, *filled])
    return [(left, edges[alike[left]]) for left in lefts]


def _alike(lefts: list[float]) -> dict[float, int]:
    """Margins that are nearly the same, under one key each."""
    keys: dict[float, int] = {}
    before, key = -math.inf, 0
    for left in sorted(set(lefts)):
        key += left - before > _SAME_MARGIN
        keys[left] = key
        before = left
    return keys


def _is_filled(lines: list[Line], edge: float) -> bool:
    full = sum(line.right > line.x + _NEAR_EDGE * (edge - line.x) for line in lines)
    return len(lines) >= _COLUMN_LINES and full >= _MOSTLY * len(lines)


def _breaks(lines: list[Line]) -> list[bool]:
    """For each line but the first, whether a paragraph begins with it."""
    setting = _setting(lines)
    out, first = [], 0
    reached: dict[str, int] = {}
    for at in range(1, len(lines)):
        begins = _begins(lines, at, first, setting, reached)
        out.append(begins)
        if begins:
            first = at
            label = read_label(lines[at].text)
            if label is not None:
                reached[label.style] = label.ordinal
    return out


def _begins(
    lines: list[Line], at: int, first: int, setting: _Page, reached: dict[str, int]
) -> bool:
    """Whether the line `at` begins a paragraph.

    The one before it began with line `first`; `reached` is how far each numbering has come.
    """
    line, after = lines[at - 1], lines[at]
    step = line.y - after.y
    if not 1 / _OTHER_SIZE < after.size / line.size < _OTHER_SIZE or _BULLET.match(after.text):
        return True
    if _is_title_going_on(line, after, setting.left[at], setting.body):
        return False
    ended = bool(_ENDS.search(line.text))
    if not _is_full(line, after, setting.right[at - 1], _FULL_ENDED if ended else _FULL):
        return True
    if _opens_item(after, ended, reached):
        return True
    if line.page != after.page or step <= 0:
        return ended and after.x > setting.left[at] + _INDENT * after.size
    usual = setting.leading.get(round(line.size), step)
    return step > _GAP * usual or _is_moved(lines[first], line, after, setting.left[at])


def _opens_item(line: Line, ended: bool, reached: dict[str, int]) -> bool:
    """Whether the line is numbered, after the end of a sentence or as the next of its kind.

    Elsewhere the number is a reference that happens to stand at the beginning of a line.
    """
    label = read_label(line.text)
    if label is None or label.style == "lead-in":
        return False
    return ended or label.ordinal in {1, reached.get(label.style, 0) + 1}


def _is_title_going_on(line: Line, after: Line, left: float, body: float) -> bool:
    """Whether two centred lines in large type are one title."""
    middle = (line.x + line.right) / 2 - (after.x + after.right) / 2
    return (
        line.size > _OTHER_SIZE * body
        and min(line.x, after.x) > left
        and abs(middle) < 2 * line.size
        and 0 < line.y - after.y < _TITLE_LEADING * line.size
        and not _is_numbered(after)
    )


def _is_numbered(line: Line) -> bool:
    label = read_label(line.text)
    return label is not None and label.style != "lead-in"


def _is_full(line: Line, after: Line, edge: float, share: float) -> bool:
    """Whether the next line's first word would not have fitted into this line."""
    word = _WORD.match(after.text)
    needed = width(word[0]) if word else 0.0
    space = 0.0 if CJK.match(after.text) else 0.3
    return line.right + (needed + space) * line.size > line.x + share * (edge - line.x)


def _is_moved(opening: Line, line: Line, after: Line, left: float) -> bool:
    """Whether the next line begins where the lines of this paragraph do not."""
    shift = (after.x - line.x) / line.size
    if line is not opening:
        return abs(shift) > _INDENT
    if _is_numbered(opening) or _BULLET.match(opening.text):
        # Below a hanging number text is moved to the right; beside an indented one, it begins anew.
        return line.x > left + _INDENT * line.size and abs(shift) < _INDENT / 2
    off_margin = after.x > left + _INDENT * line.size and abs(shift) > _INDENT / 2
    return shift > _INDENT or shift < -_DEEPEST_INDENT or off_margin


def _runs(lines: list[Line]) -> Iterator[list[Line]]:
    """The columns: lines of one page that stand below each other."""
    run: list[Line] = []
    for line in lines:
        if run and (line.page != run[-1].page or line.y > run[-1].y + _SAME_ROW):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _tenth(values: list[float]) -> float:
    """The value that a tenth of the values lie under."""
    return sorted(values)[len(values) // 10]


def _leading(lines: list[Line]) -> dict[int, float]:
    """The usual distance between two lines, for each size of type; a small one if few are known."""
    steps: dict[int, list[float]] = {}
    for line, after in pairwise(lines):
        if line.page == after.page and 0 < line.y - after.y < 3 * line.size:
            steps.setdefault(round(line.size), []).append(line.y - after.y)
    return {
        size: min(
            sorted(found)[len(found) // 4],
            _FEW_LEADING * size if len(found) < _FEW_LINES else math.inf,
        )
        for size, found in steps.items()
    }


def _written(lines: list[Line], breaks: list[bool], pages: int) -> tuple[str, tuple[int, ...]]:
    words = _words(lines)
    pieces, length, starts = [""], 0, dict[int, int]()
    for at, line in enumerate(lines):
        before = pieces[-1]
        if at:
            joint = "\n\n" if breaks[at - 1] else _joint(before, line.text, words)
            if joint is None:
                pieces[-1] = before[:-1]
                length -= 1
            pieces.append(joint or "")
            length += len(pieces[-1])
        starts.setdefault(line.page, length)
        pieces.append(line.text)
        length += len(line.text)
    offsets, after = [], length
    for page in reversed(range(pages)):
        after = starts.get(page, after)
        offsets.append(after)
    return "".join(pieces), tuple(reversed(offsets))


def _words(lines: list[Line]) -> Counter[str]:
    """How often each word occurs, without those that are cut at the end of a line."""
    whole = _CUT_WORD.sub(" ", "\n".join(line.text for line in lines))
    return Counter(re.findall(r"[a-z]+(?:-[a-z]+)*", whole.lower()))


def _joint(line: str, following: str, words: Counter[str]) -> str | None:
    """What joins a line to the one that continues it; None takes the hyphen at its end away."""
    if CJK.match(line[-1]) or CJK.match(following):
        return ""
    if _HYPHENATED.search(line) and following[:1].islower():
        return "" if _keeps_hyphen(line, following, words) else None
    return " "


def _keeps_hyphen(line: str, following: str, words: Counter[str]) -> bool:
    """Whether a hyphen at a line's end belongs to the word, judged by the document's words."""
    before = re.findall(r"[a-z]+", line.lower())[-1]
    after = re.match(r"[a-z]+", following)
    rest = after[0] if after else ""
    if words[before + rest] or words[f"{before}-{rest}"]:
        return words[f"{before}-{rest}"] > words[before + rest]
    return bool(words[before] and words[rest])
