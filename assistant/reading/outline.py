"""A text becomes clauses: the outline of plans, regulations and statutes in two languages.

Line by line: what opens a line (labels.py) or what it looks like (an unnumbered heading) makes
it the beginning of a part; every other line belongs to the part before it. Styles nest in the
order in which they first appear under each other, so `I.` / `1.` / `(1)` and 章 / 条 / （一） need
no table of levels, and numbering may restart or run through. The clauses partition the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from assistant.model import Clause
from assistant.reading.counting import numeral
from assistant.reading.labels import Label, read_label, roman_numeral

_HEADING_CHARACTERS = 160
_HEADING_WORDS = 16
_ZH_HEADING_CHARACTERS = 40
_NAME_WORDS = 8
_CJK = re.compile(r"[\u3400-\u9fff]")
_HEADING_END = re.compile(r"[\w)\]】\"'”’?:%]$")
_TERMINAL = re.compile(r"[.;,。；，!！]['\"”’)）]*$")
_SENTENCE_END = re.compile(r"(?<=[a-z)\]'\"”’])[.:](?=\s)|[。：]")
_GLUED = re.compile(r"(?<=[a-z]) (?=(?:We|The|This|It|In) [a-z])")
_RANK = {"编": 0, "章": 1, "节": 2, "条": 3, "款": 4, "（一）": 5}
_LEAF_STYLES = {"lead-in"}
_ROW_OR_BULLET = re.compile(r"[|｜•·●○■□◆▪◦‣➢→—–―]|[-*+－＊]\s")
_NAME_CHARACTERS = 80


@dataclass(slots=True)
class _Part:
    """A part of the outline while it is read."""

    start: int
    style: str
    ordinal: int
    label: str
    printed: str
    heading: str
    parent: _Part | None
    children: list[_Part] = field(default_factory=list)
    paragraphs: int = 1
    path: str = ""

    def ancestors(self) -> list[_Part]:
        """Outermost first, without the root and without itself."""
        out: list[_Part] = []
        part = self.parent
        while part is not None and part.parent is not None:
            out.insert(0, part)
            part = part.parent
        return out


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
    _name_articles(parts)
    _name(parts)
    ends = [part.start for part in parts[1:]] + [len(text)]
    return tuple(
        Clause(
            document=document,
            version=version,
            path=part.path,
            heading=part.heading,
            trail=tuple(shown for a in part.ancestors() if (shown := _shown(a))),
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


def _read_parts(lines: list[_Line]) -> list[_Part]:
    """All parts in text order; the first begins at offset 0."""
    root = _Part(0, "root", 0, "", "", "", None)
    parts: list[_Part] = []
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
        parts.append(_Part(0, "preamble", 0, "Preamble", "", "", root))
    return parts


def _preamble(line: _Line, root: _Part) -> _Part:
    """What stands before the first numbered part: the title, the issuer, an introduction."""
    label = "序言" if _CJK.search(line.text) else "Preamble"
    heading = line.text if line.titled else ""
    return _Part(line.start, "preamble", 0, label, "", heading, root)


def _opened(
    lines: list[_Line], at: int, current: _Part, root: _Part, in_title: bool
) -> _Part | None:
    """The part that a line opens, placed under its parent, or None for a plain paragraph.

    `in_title`: no line before this one looks like text.
    """
    line = lines[at]
    if line.label is not None:
        return _labelled(line, line.label, current, root)
    if line.titled and _begins_part(lines, at, current, in_title):
        return _implied(lines, at, current, root) or _titled(line, lines[at - 1], current, root)
    article = _enclosing(current, "条")
    if article is not None and not line.titled and not line.bound:
        article.paragraphs += 1
        return _Part(line.start, "款", article.paragraphs, "", "", "", article)
    return None


def _labelled(line: _Line, label: Label, current: _Part, root: _Part) -> _Part | None:
    if label.style in _LEAF_STYLES and current is root:
        return None
    heading, parent = _heading(label), _parent(label.style, current, root)
    if label.style == "lead-in" and not label.ordinal:
        heading = label.text
    elif label.style.startswith("heading"):
        heading = label.rest
    return _Part(line.start, label.style, label.ordinal, label.text, label.printed, heading, parent)


def _parent(style: str, current: _Part, root: _Part) -> _Part:
    """Under which part a new part of `style` stands: beside its own kind, else one deeper."""
    part: _Part | None = current
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


def _above_heading(style: str, current: _Part, root: _Part) -> _Part:
    """The nearest Markdown heading of a lower level above `current`."""
    part = current
    while part.parent is not None:
        if part.style.startswith("heading") and part.style < style:
            return part
        part = part.parent
    return root


def _begins_part(lines: list[_Line], at: int, current: _Part, in_title: bool) -> bool:
    """A heading needs something to head, and the first lines of a text are its title."""
    if at + 1 >= len(lines) or at == 0:
        return False
    return not in_title or current.style not in {"root", "preamble"}


def _implied(lines: list[_Line], at: int, current: _Part, root: _Part) -> _Part | None:
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
        return _Part(line.start, label.style, 1, text, "", line.text, scope)
    return None


def _titled(line: _Line, before: _Line, current: _Part, root: _Part) -> _Part:
    """An unnumbered heading: at the top, or below the heading that it follows directly."""
    follows = current.style == "heading" and current.start == before.start
    parent = current if follows and current.parent is root else root
    if follows and parent is root and current.parent is not None:
        parent = current.parent
    return _Part(line.start, "heading", 0, "", "", line.text.rstrip(":："), parent)


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
    if label.style in {"条", "lead-in"}:
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


def _enclosing(part: _Part, style: str) -> _Part | None:
    """The part itself or the nearest above it that has `style`."""
    at: _Part | None = part
    while at is not None:
        if at.style == style:
            return at
        at = at.parent
    return None


def _name_articles(parts: list[_Part]) -> None:
    """Number the paragraphs (款) of articles that have several, as Chinese statutes are cited."""
    for part in parts:
        if part.style == "款" and part.parent is not None:
            count = numeral("chineseCounting", part.ordinal)
            part.label = f"{part.parent.label}第{count}款"


def _name(parts: list[_Part]) -> None:
    """Give every part a path that is unique: the shortest that says where it stands."""
    styles = {part.style for part in parts}
    through = {s for s in styles if _runs_through([p for p in parts if p.style == s])}
    taken: set[str] = set()
    seen: dict[str, int] = {}
    for part in parts:
        path = _path(part, through)
        part.path = path
        while part.path in taken:
            seen[path] = seen.get(path, 1) + 1
            part.path = f"{path} [{seen[path]}]"
        taken.add(part.path)


def _runs_through(parts: Sequence[_Part]) -> bool:
    """Whether numbering goes on from one section to the next, so that a number alone is enough."""
    if parts[0].style in {"条", "编"}:
        return True
    rising = all(a.ordinal < b.ordinal for a, b in pairwise(parts))
    return rising and len({id(p.parent) for p in parts}) > 1


def _path(part: _Part, through: set[str]) -> str:
    parent = part.parent
    if part.style == "款":
        return part.label
    if part.style == "条":
        several = any(child.style == "款" for child in part.children)
        return part.label + ("第一款" if several else "")
    own = part.label or _name_of(part.heading)
    if part.style in through or parent is None or parent.parent is None:
        return own
    if _continues(part, parent):
        return parent.path.removesuffix(parent.label) + own
    article = _enclosing(part, "条")
    if article is not None and part.style == "（一）":
        return f"{parent.path if parent.style in {'款', '条'} else article.label}第{own}项"
    if _CJK.search(own) and part.label and parent.label:
        return parent.path + own
    joint = "." if parent.label and part.label and part.style != "lead-in" else " › "
    return f"{parent.path}{joint}{own}"


def _continues(part: _Part, parent: _Part) -> bool:
    """Whether a number of several levels, such as 1.1, repeats the number that it stands under."""
    return "." in part.style[1:] and part.label.startswith(f"{parent.label}.")


def _name_of(heading: str) -> str:
    """A heading as a name: its first words."""
    words = heading.split()
    name = " ".join(words[:_NAME_WORDS])[:_NAME_CHARACTERS]
    return heading if len(name) == len(heading) else f"{name.rstrip()} …"


def _shown(part: _Part) -> str:
    return f"{part.printed.lstrip('# ')} {part.heading}".strip() if part.label else part.heading


def _page(offset: int, pages: tuple[int, ...]) -> int | None:
    return sum(start <= offset for start in pages) or None if pages else None
