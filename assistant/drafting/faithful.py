"""Whether other words say what some statements say: the same words in the same order.

Blunt on purpose, as the checks of answers are: between the words of its statements a sentence may
put articles, "and", "which", commas and the like, and no more. So it can bring in no number,
name, duty or basis, drop no "not" and no "or", and swap no two days; what it can do is to make
one readable sentence of several short ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answering.duties import duties
from assistant.reading.normalize import plain

Fault = Literal["form", "citation", "blank", "value", "mixed", "words"]
"""Why a sentence may not be shown."""

MARKER = re.compile(r"\s?\[(\d+)\]")
BLANK = re.compile(r"\[missing: [^\]]*\]|〔待补：[^〕]*〕")
LONGEST = 1200
"""Characters of one sentence made of several statements."""

_TOKEN = re.compile(
    r"[−+-]?\d+(?:[.,]\d+)*|[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]+(?:['’-][^\W\d_\u3400-\u9fff]+)*"
    r"|[%‰°$¥€£~=<>≤≥±]"
)
_STOP = re.compile(r"[.;](?=\s|$)|[。；]")
_PUNCTUATION = frozenset(" ,.;、。")
_JOINING_PHRASES = re.compile(
    r"\b(?:in addition|at the same time|in particular)\b|同时|此外|另外|其中|并且|以及"
)
_JOINING = frozenset(
    "a an the of in on at and it its they their this these which also moreover further"
    " furthermore additionally 的 于 在 并 且 和 与 及 其 该 此".split()
)
_YES = re.compile(r"(?P<label>[^:?]+): ?(?:yes|是)[.。]?")
_LINKING = frozenset("is are was were be been has have had 为".split())
"""What turns "Approved: 2 May" into a sentence; elsewhere it could turn one around."""
_NEVER_UNDERSTOOD = frozenset(
    "by to from for with under before after until than if unless or only all each every both"
    " either between within against yes no".split()
)
"""Words that are said again wherever they are meant again."""
_SHORTEST_UNDERSTOOD = 3


@dataclass(frozen=True, slots=True)
class Statement:
    """A paragraph of a section that may be reworded, with its markers' numbers.

    `n` counts the statements of the paper from 1; `section` and `paragraph` say where it stands.
    `values` are the facts' values that stand in it: they are the user's words, and stay as they are.
    """

    n: int
    section: int
    paragraph: int
    text: str
    values: tuple[str, ...] = ()

    @property
    def citations(self) -> tuple[int, ...]:
        return cited(self.text)

    @property
    def is_required(self) -> bool:
        """Whether it rests on a clause or asks for a fact, so that it must not get lost."""
        return bool(self.citations or BLANK.search(self.text))

    @property
    def is_label(self) -> bool:
        """A label with its value, such as "Approved: 2 May 2026."."""
        return not self.citations and ":" in plain(BLANK.sub(" ", self.text))


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that must be said, and the statement that it is of."""

    word: str
    of: Statement


def cited(text: str) -> tuple[int, ...]:
    """The numbers of the text's markers, each once, in order."""
    return tuple(dict.fromkeys(int(n) for n in MARKER.findall(text)))


def without_markers(text: str) -> str:
    """The text without its citation markers."""
    return MARKER.sub("", text).strip()


def fault_of(said: str, statements: Sequence[Statement]) -> Fault | None:
    """Why `said` does not say just what the statements say; None where it does."""
    return next((fault for fault, broken in _CHECKS.items() if broken(said, statements)), None)


def _is_malformed(said: str, statements: Sequence[Statement]) -> bool:
    """One line of bounded length, with no signs but those of its statements, and no more stops."""
    bare = without_markers(said)
    known = _PUNCTUATION | set(plain(" ".join(s.text for s in statements)))
    signs = set(_TOKEN.sub("", plain(bare)))
    stops = sum(len(_STOP.findall(without_markers(s.text))) for s in statements)
    return (
        not said.isprintable()
        or len(_STOP.findall(bare)) > max(stops, len(statements))
        or not 0 < len(bare) <= LONGEST
        or not signs <= known
        or bare.startswith(("-", ",", ";", "，"))
    )


def _cites_else(said: str, statements: Sequence[Statement]) -> bool:
    return not set(cited(said)) <= {n for s in statements for n in s.citations}


def _fills_a_blank(said: str, statements: Sequence[Statement]) -> bool:
    """A visible blank is neither filled nor taken away nor made up."""
    return BLANK.findall(said) != [blank for s in statements for blank in BLANK.findall(s.text)]


def _changes_a_value(said: str, statements: Sequence[Statement]) -> bool:
    whole = "\n".join(without_markers(statement.text) for statement in statements)
    values = {value for statement in statements for value in statement.values}
    return any(occurrences(value, said) < occurrences(value, whole) for value in values)


def occurrences(value: str, text: str) -> int:
    """How often a text says a value, not as a part of a longer word or number."""
    return len(re.findall(rf"(?<![a-zA-Z\d]){re.escape(value)}(?![a-zA-Z\d])", text))


def _mixes_sources(_said: str, statements: Sequence[Statement]) -> bool:
    """What a clause says, and what the user says, do not share a marker."""
    return len({s.citations for s in statements}) > 1


def _says_other_words(said: str, statements: Sequence[Statement]) -> bool:
    as_they_are = [word for each in statements for word in _wanted(each, each.text)]
    affirmed = [word for each in statements for word in _wanted(each, _affirmed(each.text))]
    return not (_says(said, as_they_are) or _says(said, affirmed))


def _says(said: str, wanted: Sequence[_Word]) -> bool:
    """Whether a text says these words in their order, and besides them only what joins them."""
    first_said: dict[str, int] = {}
    at = 0
    for word in _tokens(said):
        at = _after_understood(wanted, at, word, first_said)
        if at < len(wanted) and word == wanted[at].word:
            first_said.setdefault(word, wanted[at].of.n)
            at += 1
        elif word not in _JOINING and not (word in _LINKING and _may_link(wanted, at)):
            return False
    return all(_is_understood(left, first_said) for left in wanted[at:])


def _affirmed(text: str) -> str:
    """A label whose value is yes, as the statement that it makes; any other text as it is."""
    bare = plain(without_markers(text))
    match = _YES.fullmatch(bare)
    return match["label"].replace("是否", "", 1) if match else text


def _tokens(text: str) -> Iterator[str]:
    yield from _TOKEN.findall(_JOINING_PHRASES.sub(" ", plain(without_markers(text))))


def _wanted(statement: Statement, text: str) -> Iterator[_Word]:
    """The words that a sentence must say to say the statement in the words of `text`."""
    left_free = _JOINING | _LINKING if statement.is_label else _JOINING
    for word in _tokens(text):
        if word not in left_free:
            yield _Word(word, statement)


def _after_understood(
    wanted: Sequence[_Word], at: int, word: str, first_said: Mapping[str, int]
) -> int:
    """Where to go on, past what is understood, if the word comes right after it."""
    for onward in range(at, len(wanted)):
        if wanted[onward].word == word:
            return onward
        if not _is_understood(wanted[onward], first_said):
            break
    return at


def _is_understood(wanted: _Word, first_said: Mapping[str, int]) -> bool:
    """Whether an earlier statement of the same sentence has said the word: "It runs …"."""
    word, n = wanted.word, wanted.of.n
    return (
        first_said.get(word, n) < n
        and not wanted.of.citations
        and len(word) >= _SHORTEST_UNDERSTOOD
        and word.isascii()
        and word.isalpha()
        and word not in _NEVER_UNDERSTOOD
        and not duties(word)
    )


def _may_link(wanted: Sequence[_Word], at: int) -> bool:
    """Whether the word that was said last, or the one to come, belongs to a label."""
    return any(word.of.is_label for word in wanted[max(0, at - 1) : at + 1])


_CHECKS: Mapping[Fault, Callable[[str, Sequence[Statement]], bool]] = {
    "form": _is_malformed,
    "citation": _cites_else,
    "blank": _fills_a_blank,
    "value": _changes_a_value,
    "mixed": _mixes_sources,
    "words": _says_other_words,
}
