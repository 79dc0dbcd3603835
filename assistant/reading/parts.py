"""The parts of an outline, and the paths under which they are cited.

A path is the shortest name that says where a part stands and that no other part has: "II.2",
"(8)" where numbers run through the document, "第十五条第二款", "Firstly" below its heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.reading.counting import numeral

_NAME_WORDS = 8
_NAME_CHARACTERS = 80
_HAS_LEVELS = re.compile(r"\d+(?:\.\d+)+")
_CJK = re.compile(r"[\u3400-\u9fff]")


@dataclass(slots=True)
class Part:
    """A part of the outline while it is read: where it starts, its numbering, its place.

    `paragraphs` counts the paragraphs (款) of an article; `path` is set by `name`.
    """

    start: int
    style: str
    ordinal: int
    label: str
    printed: str
    heading: str
    parent: Part | None
    children: list[Part] = field(default_factory=list)
    paragraphs: int = 1
    path: str = ""

    def ancestors(self) -> list[Part]:
        """Outermost first, without the root and without itself."""
        out: list[Part] = []
        part = self.parent
        while part is not None and part.parent is not None:
            out.insert(0, part)
            part = part.parent
        return out

    def enclosing(self, style: str) -> Part | None:
        """The part itself or the nearest above it that has `style`."""
        at: Part | None = self
        while at is not None and at.style != style:
            at = at.parent
        return at

    @property
    def shown(self) -> str:
        """The heading as printed, with its number."""
        number = self.printed.lstrip("# ") if self.label else ""
        return f"{number} {self.heading}".strip()


def name(parts: Sequence[Part]) -> None:
    """Give every part, in text order, its path."""
    _name_articles(parts)
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


def _name_articles(parts: Sequence[Part]) -> None:
    """Number the paragraphs (款) of articles that have several, as Chinese statutes are cited."""
    for part in parts:
        if part.style == "款" and part.parent is not None:
            count = numeral("chineseCounting", part.ordinal)
            part.label = f"{part.parent.label}第{count}款"


def _runs_through(parts: Sequence[Part]) -> bool:
    """Whether numbering goes on from one section to the next, so that a number alone is enough."""
    if parts[0].style in {"条", "编", "article", "part"}:
        return True
    numbers = [_levels(part) for part in parts]
    rising = all(a < b for a, b in pairwise(numbers))
    return rising and (len(numbers[0]) > 1 or len({id(p.parent) for p in parts}) > 1)


def _levels(part: Part) -> tuple[int, ...]:
    """The numbers of a label such as 1.1; the only one of any other."""
    if _HAS_LEVELS.fullmatch(part.label):
        return tuple(int(number) for number in part.label.split("."))
    return (part.ordinal,)


def _path(part: Part, through: set[str]) -> str:
    parent = part.parent
    if part.style == "款":
        return part.label
    if part.style == "条":
        several = any(child.style == "款" for child in part.children)
        return part.label + ("第一款" if several else "")
    own = part.label or _name_of(part.heading)
    if parent is None or parent.parent is None:
        return own
    if _continues(part, parent):
        return parent.path.removesuffix(parent.label) + own
    if part.style in through:
        return own
    article = part.enclosing("条")
    if article is not None and part.style == "（一）":
        return f"{parent.path if parent.style in {'款', '条'} else article.label}第{own}项"
    if _CJK.search(own) and part.label and parent.label:
        return parent.path + own
    return f"{parent.path}{_joint(part, parent)}{own}"


def _joint(part: Part, parent: Part) -> str:
    if not parent.label or not part.label or part.style == "lead-in":
        return " › "
    closed = parent.label.endswith("）") or (parent.style == "article" and part.style == "(1)")
    return "" if closed else "."


def _continues(part: Part, parent: Part) -> bool:
    """Whether a number of several levels, such as 1.1, repeats the number that it stands under."""
    return bool(_HAS_LEVELS.fullmatch(part.label)) and part.label.startswith(f"{parent.label}.")


def _name_of(heading: str) -> str:
    """A heading as a name: its first words."""
    words = heading.split()
    name = " ".join(words[:_NAME_WORDS])[:_NAME_CHARACTERS]
    return heading if len(name) == len(heading) else f"{name.rstrip()} …"
