"""A text becomes clauses: the outline of plans, regulations and statutes in two languages.

Line by line: what opens a line (labels.py) or what it looks like (an unnumbered heading) makes
it the beginning of a part; every other line belongs to the part before it. Styles nest in the
order in which they first appear under each other, so `I.` / `1.` / `(1)` and 章 / 条 / （一） need
no table of levels, and numbering may restart or run through. The clauses partition the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.model import Clause
from assistant.reading.labels import Label, read_label, roman_numeral
from assistant.reading.parts import Part, name

_HEADING_CHARACTERS = 160
_HEADING_WORDS = 16
_ZH_HEADING_CHARACTERS = 40
_CJK = re.compile(r"[\u3400-\u9fff]")
_HEADING_END = re.compile(r"[\w)\]】\"'”’?:%]$")
_TERMINAL = re.compile(r"[.;,。；，!！]['\"”’)）]*$")
_SENTENCE_END = re.compile(r"(?<=[a-z)\]'\"”’])[.:](?=\s)|[。：]")
_GLUED = re.compile(r"(?<=[a-z]) (?=(?:We|The|This|It|In) [a-z])")
_RANK = {"编": 0, "章": 1, "节": 2, "条": 3, "款": 4, "（一）": 5}
_RANK |= {"part": 0, "chapter": 1, "section": 2, "article": 3}
_LEAF_STYLES = {"lead-in"}
_ROW_OR_BULLET = re.compile(r"[|｜•·●○■□◆▪◦‣➢→—–―]|[-*+－＊]\s")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that holds something. `titled`: it looks like a heading without a number.

    `bound`: it is a row, a bullet or figures, and opens nothing.
    """

    start: int
    text: str
    label: Label | None
    titled: bool = False
    bound: bool = False


def clauses_of(
    text: str, document: str, version: str, pages: tuple[int, ...] = ()
) -> tuple[Clause, ...]:
    """The clauses of a version's text, in order; together they cover it exactly once.

    `pages` holds the offsets at which pages begin. An empty text has no clauses.
    """
    if not text:
        return ()
    parts = _read_parts(_lines(text))
    name(parts)
    ends = [part.start for part in parts[1:]] + [len(text)]
    return tuple(
        Clause(
            document=document,
            version=version,
            path=part.path,
            heading=part.heading,
            trail=tuple(a.shown for a in part.ancestors() if a.shown),
            text=text[part.start : end],
            start=part.start,
            end=end,
            page=_page(part.start, pages),
        )
        for part, end in zip(parts, ends, strict=True)
    )


def _lines(text: str) -> list[_Line]:
    """The lines that hold something, each with its label."""
    lines, offset = [], 0
    for raw in text.split("\n"):
        body = raw.strip()
        if any(c.isalnum() for c in body):
            lines.append(_line(offset, body))
        offset += len(raw) + 1
    return _without_title_marks(lines)


def _line(start: int, body: str) -> _Line:
    label = read_label(body)
    if _ROW_OR_BULLET.match(body) or _is_figures(label.rest if label else body):
        return _Line(start, body, None, bound=True)
    return _Line(start, body, label, titled=label is None and _looks_like_heading(body))


def _is_figures(text: str) -> bool:
    """Whether more than half of the letters and digits are digits."""
    digits = sum(character.isdigit() for character in text)
    return 2 * digits > sum(character.isalnum() for character in text)


def _without_title_marks(lines: list[_Line]) -> list[_Line]:
    """A Markdown heading that opens the text, the only one of its level, is the text's title."""
    first = lines[0].label if lines else None
    if first is None or not first.style.startswith("heading"):
        return lines
    styles = [line.label.style for line in lines[1:] if line.label is not None]
    if any(style.startswith("heading") and style <= first.style for style in styles):
        return lines
    return [replace(lines[0], text=first.rest, label=None, titled=True), *lines[1:]]


def _read_parts(lines: list[_Line]) -> list[Part]:
    """All parts in text order; the first begins at offset 0."""
    root = Part(0, "root", 0, "", "", "", None)
    parts: list[Part] = []
    current = root
    plain = (n for n, line in enumerate(lines) if not line.titled and not line.bound)
    text_from = next(plain, len(lines))
    for at, line in enumerate(lines):
        opened = _opened(lines, at, current, root, in_title=at <= text_from)
        if opened is None and not parts:
            opened = _preamble(line, root)
        if opened is not None:
            opened.start = line.start if parts else 0
            (opened.parent or root).children.append(opened)
            parts.append(opened)
            current = opened
    if not parts:
        parts.append(Part(0, "preamble", 0, "Preamble", "", "", root))
    return parts


def _preamble(line: _Line, root: Part) -> Part:
    """What stands before the first numbered part: the title, the issuer, an introduction."""
    label = "序言" if _CJK.search(line.text) else "Preamble"
    heading = line.text if line.titled else ""
    return Part(line.start, "preamble", 0, label, "", heading, root)


def _opened(lines: list[_Line], at: int, current: Part, root: Part, in_title: bool) -> Part | None:
    """The part that a line opens, placed under its parent, or None for a plain paragraph.

    `in_title`: no line before this one looks like text.
    """
    line = lines[at]
    if line.label is not None:
        return _labelled(line, line.label, current, root)
    article = current.enclosing("条")
    titled = line.titled and not (article and line.text.endswith(("：", ":")))
    if titled and _begins_part(lines, at, current, in_title):
        return _implied(lines, at, current, root) or _titled(line, lines[at - 1], current, root)
    if article is not None and not titled and not line.bound:
        article.paragraphs += 1
        return Part(line.start, "款", article.paragraphs, "", "", "", article)
    return None


def _labelled(line: _Line, label: Label, current: Part, root: Part) -> Part | None:
    if label.style in _LEAF_STYLES and current is root:
        return None
    heading, parent = _heading(label), _parent(label.style, current, root)
    if label.style == "lead-in" and not label.ordinal:
        heading = label.text
    elif label.style.startswith("heading"):
        heading = label.rest
    return Part(line.start, label.style, label.ordinal, label.text, label.printed, heading, parent)


def _parent(style: str, current: Part, root: Part) -> Part:
    """Under which part a new part of `style` stands: beside its own kind, else one deeper."""
    part: Part | None = current
    rank = _RANK.get(style)
    while part is not None and part.parent is not None:
        if part.style == style:
            return part.parent
        other = _RANK.get(part.style)
        above = rank is not None and other is not None and other < rank
        if above:
            return part
        part = part.parent
    if style.startswith("heading"):
        return _above_heading(style, current, root)
    while current.style in _LEAF_STYLES | {"preamble", "款"} and current.parent is not None:
        current = current.parent
    return current if rank is None or rank > _RANK["条"] else root


def _above_heading(style: str, current: Part, root: Part) -> Part:
    """The nearest Markdown heading of a lower level above `current`."""
    part = current
    while part.parent is not None:
        if part.style.startswith("heading") and part.style < style:
            return part
        part = part.parent
    return root


def _begins_part(lines: list[_Line], at: int, current: Part, in_title: bool) -> bool:
    """A heading needs something to head, and the first lines of a text are its title."""
    if at + 1 >= len(lines) or at == 0:
        return False
    return not in_title or current.style not in {"root", "preamble"}


def _implied(lines: list[_Line], at: int, current: Part, root: Part) -> Part | None:
    """A heading whose number was lost: the next numbered heading is the second of its kind."""
    for later in lines[at + 1 :]:
        label = later.label
        if label is None or label.style in _LEAF_STYLES:
            if later.titled:
                return None
            continue
        scope = current if current.style == "heading" else root
        if label.ordinal != 2 or any(c.style == label.style for c in scope.children):
            return None
        text = {"I.": roman_numeral(1), "1.": "1", "(1)": "(1)", "一、": "一"}.get(label.style)
        if text is None:
            return None
        line = lines[at]
        return Part(line.start, label.style, 1, text, "", line.text, scope)
    return None


def _titled(line: _Line, before: _Line, current: Part, root: Part) -> Part:
    """An unnumbered heading: at the top, or below the heading that it follows directly."""
    follows = current.style == "heading" and current.start == before.start
    parent = current if follows and current.parent is root else root
    if follows and parent is root and current.parent is not None:
        parent = current.parent
    return Part(line.start, "heading", 0, "", "", line.text.rstrip(":："), parent)


def _looks_like_heading(text: str) -> bool:
    if _CJK.search(text):
        return len(text) <= _ZH_HEADING_CHARACTERS and not re.search(r"[，。；！？]", text)
    return (
        len(text) <= _HEADING_CHARACTERS
        and (text[0].isupper() or text[0] in '【["“')
        and bool(_HEADING_END.search(text))
    )


def _heading(label: Label) -> str:
    """The heading on a numbered line: all of a short line, or its short first sentence."""
    rest = label.rest.strip()
    if label.style == "条" and rest.endswith(("：", ":")):
        return ""
    chinese = bool(_CJK.search(rest))
    limit = _ZH_HEADING_CHARACTERS if chinese else _HEADING_CHARACTERS
    if len(rest) <= limit and not _TERMINAL.search(rest):
        return rest
    if label.style in {"条", "article", "lead-in"}:
        return ""
    glued = _GLUED.search(rest, 0, limit)
    end = _SENTENCE_END.search(rest)
    if glued and (end is None or glued.start() < end.start()):
        return rest[: glued.start()]
    if end is None or end.end() >= len(rest):
        return ""
    first = rest[: end.start()]
    short = len(first) <= limit if chinese else len(first.split()) <= _HEADING_WORDS
    return first if short else ""


def _page(offset: int, pages: tuple[int, ...]) -> int | None:
    return sum(start <= offset for start in pages) or None if pages else None
