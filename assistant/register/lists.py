"""Lists of units: "(Responsible units: the …, and the …)", 责任单位：市科委、市教委等, （市科委牵头）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.register.bearers import without_article
from assistant.register.facts import Role
from assistant.register.masking import levelled


@dataclass(frozen=True, slots=True)
class Listed:
    """A unit of a list and its role; `start` to `end` is the whole list in the text."""

    unit: str
    role: Role
    start: int
    end: int


_BODY = r"(?:unit|department|agency|body|institution|organization|organisation|authority)(?:s|ies)?"
_ENGLISH = re.compile(
    rf"(?P<open>\()?\b(?P<word>responsible|lead(?:ing)?|in charge|participating|supporting|cooperating"
    rf"|assisting|implementing|organizing) {_BODY}(?: in charge)?\s*:\s*",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"(?P<open>\()?(?P<word>责任|牵头|主办|负责|承办|实施|配合|参与|参加|协办|协助|支持)(?:责任)?"
    r"(?:单位|部门|机构)\s*:\s*"
)
_DONE_BY = re.compile(
    r"\((?P<units>[\u4e00-\u9fff、和及以\s]{2,150}?)(?P<word>牵头|按职责分工负责|按照职责分工负责|分工负责|负责)"
    r"(?:[,，、;](?P<others>[\u4e00-\u9fff、和及以\s]{2,150}?)(?:配合|参与|参加|协助))?\)"
)
_ROLES: dict[str, Role] = {
    "lead": "lead",
    "leading": "lead",
    "牵头": "lead",
    "主办": "lead",
    **dict.fromkeys(("participating", "supporting", "cooperating", "assisting"), "take part"),
    **dict.fromkeys(("配合", "参与", "参加", "协办", "协助", "支持"), "take part"),
}
_BETWEEN = re.compile(
    r",\s*(?:and\s+)?(?:as well as\s+)?|;\s*(?:and\s+)?|\s+and\s+(?=(?:the|all|each)\s)"
    r"|、|，|(?<=[\u4e00-\u9fff])(?:和|及|以及)(?=[市区县省国各中上])",
    re.IGNORECASE,
)
_CLOSE = re.compile(r"[)。\n]|\.(?=\s|$)")
_HAN_END = re.compile(r"(?:等(?:部门|单位)?|按职责分工负责|分别负责)$")


def lists_in(text: str) -> Iterator[Listed]:
    """The units that the lists of a text name, in text order, each once in its list."""
    flat = levelled(text)
    for pattern in (_ENGLISH, _CHINESE):
        found = list(pattern.finditer(flat))
        for number, match in enumerate(found):
            stop = found[number + 1].start() if number + 1 < len(found) else len(flat)
            close = _end_of_list(flat, match, stop)
            role = _ROLES.get(match["word"].lower(), "responsible")
            span = (match.start(), close + (flat[close : close + 1] == ")"))
            yield from _units(text, flat, match.end(), close, role, span)
    for match in _DONE_BY.finditer(flat):
        role = _ROLES.get(match["word"], "responsible")
        yield from _units(text, flat, *match.span("units"), role, match.span())
        if match["others"]:
            yield from _units(text, flat, *match.span("others"), "take part", match.span())


def _end_of_list(flat: str, match: re.Match[str], stop: int) -> int:
    """Where the list ends: at its closing bracket, brackets inside it set aside."""
    depth = 0
    for at in range(match.end(), stop):
        if flat[at] == "(":
            depth += 1
        elif flat[at] == ")" and depth:
            depth -= 1
        elif _CLOSE.match(flat, at):
            return at
    return stop


def _units(
    text: str, flat: str, start: int, end: int, role: Role, span: tuple[int, int]
) -> Iterator[Listed]:
    seen = set()
    at = start
    for match in [*_BETWEEN.finditer(flat, start, end), None]:
        stop = match.start() if match else end
        said = " ".join(levelled(text[at:stop]).split())
        unit = _HAN_END.sub("", without_article(said).strip(" ,;.，；、"))
        if unit and unit not in seen:
            seen.add(unit)
            yield Listed(unit, role, *span)
        at = match.end() if match else end
