"""What a draft says that nobody gave: the last gate, and the measure of the evals.

Every number, date, amount, name, quoted title and legal basis in a text must be in a fact, in a
fact computed by a named rule, or in a cited quote (with its document's title and clause). The
check knows nothing of how the text was made. It reads English and Chinese; a value counts as the
same in both ("no less than 15 days", 不少于15日). Names are runs of capitalized words, and Chinese
words that end as organizations do; common words of the definition itself do not count as names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from assistant.answering.quantities import Quantity, quantities
from assistant.drafting.draft import Draft, Section
from assistant.reading.normalize import plain

_MARKER = re.compile(r"(?:\s?\[\d+\])+")
_BLANK = re.compile(r"\[missing: [^\]]*\]|〔待补：[^〕]*〕")
_NAME = re.compile(r"\b[A-Z][\w&'’-]*(?:\s+(?:(?:of|for|and|the|on)\s+)?[A-Z][\w&'’-]*)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;。！？：；—–]\s*|[\"“(（]\s*|^- )$", re.MULTILINE)
_TITLE = re.compile(r"《([^》]+)》")
_HAN_NAME = re.compile(
    r"[\u4e00-\u9fff]{2,20}?(?:有限公司|股份公司|集团|大学|学院|医院|研究院|研究所|交易所|委员会|管理局|知识产权局|科委)"
)
_BASIS = re.compile(
    r"\b(?:article|section|clause|paragraph)\s+[\dIVX][\w.()]*|第[〇零一二三四五六七八九十百\d]+[条款项章]",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z0-9]+")
_FREE = frozenset("i ii iii iv v vi vii viii ix x yes no draft".split())


@dataclass(frozen=True, slots=True)
class Invention:
    """Words of a draft that rest on nothing, and the section that they stand in."""

    heading: str
    words: str


class Basis:
    """What a draft may say: its facts, its cited quotes, and the terms of its kind."""

    def __init__(self, given: Iterable[str], terms: Iterable[str] = ()) -> None:
        self._given, self._terms = tuple(given), tuple(terms)

    @cached_property
    def _text(self) -> str:
        return plain("\n".join(self._given))

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(f"{self._text} {plain(' '.join(self._terms))}"))

    @cached_property
    def _quantities(self) -> tuple[Quantity, ...]:
        return tuple(q for part in self._given for q in quantities(part))

    def unknown(self, text: str) -> Iterator[str]:
        """What the text says that is not here."""
        bare = _BLANK.sub(" ", _MARKER.sub(" ", text))
        yield from self._unknown_quantities(bare)
        yield from (t for t in _TITLE.findall(bare) if plain(t) not in self._text)
        yield from (b for b in _BASIS.findall(bare) if plain(b) not in self._text)
        yield from self._unknown_names(bare)

    def _unknown_quantities(self, text: str) -> Iterator[str]:
        said = plain(text)
        for quantity in quantities(text):
            # "At least" is the rule's word; that the number is the clause's is what counts here.
            if not any(_same(quantity, known) for known in self._quantities):
                yield said[quantity.start : quantity.end]

    def _unknown_names(self, text: str) -> Iterator[str]:
        for match in _NAME.finditer(text):
            if name := _without_opening(match, text):
                words = _WORD.findall(plain(name))
                if any(not self._knows(word) for word in words):
                    yield name
        for match in _HAN_NAME.finditer(text):
            if not any(tail in self._known_han for tail in _tails(plain(match[0]))):
                yield match[0]

    @cached_property
    def _known_han(self) -> str:
        return f"{self._text} {plain(' '.join(self._terms))}"

    def _knows(self, word: str) -> bool:
        forms = {word, f"{word}s", word.removesuffix("s")}
        return word in _FREE or bool(forms & self._words)


def _same(one: Quantity, other: Quantity) -> bool:
    alike = one.unit == other.unit or not one.unit or not other.unit
    return one.value == other.value and alike


def _tails(name: str) -> list[str]:
    """A name found by its ending may have run into the words before it."""
    return [name[at:] for at in range(max(1, len(name) - 3))]


def _without_opening(match: re.Match[str], text: str) -> str:
    """The name without the word that begins a sentence with a capital, which names nobody."""
    name = match[0]
    first, _, rest = name.partition(" ")
    opens = _SENTENCE_START.search(text[: match.start()])
    if opens and not (len(first) > 1 and first.isupper()):
        return re.sub(r"^(?:of|for|and|the|on)\s+", "", rest)
    return name


def basis_of(draft: Draft, terms: Iterable[str] = (), as_of: date | None = None) -> Basis:
    """The basis of a draft: its fields and quotes; `terms` are the definition's own labels."""
    given = [words for field in draft.fields for words in (*_said(field.value), field.note)]
    given += [f"{c.quote} {c.title} {c.clause} {c.heading}" for c in draft.citations]
    given += _said(as_of.isoformat()) if as_of else []
    return Basis(given, (*terms, *(field.label for field in draft.fields)))


def _said(value: Any) -> list[str]:
    """A value in every form in which a text may say it."""
    match value:
        case None | bool():
            return []
        case str():
            return [value, *_days(value)]
        case int() | float():
            return [str(value), f"{value}%", f"{value} days", f"{value} years"]
        case dict():
            inner = [words for each in value.values() for words in _said(each)]
            money = value.get("amount"), value.get("currency")
            return [*inner, f"{money[1]} {money[0]}", f"{money[0]}元"] if all(money) else inner
        case _:
            return [words for each in value for words in _said(each)]


def _days(text: str) -> list[str]:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return []
    return [f"{day.year}年{day.month}月{day.day}日", f"{day:%d %B %Y}".lstrip("0"), f"{day:%B %Y}"]


def inventions(
    draft: Draft, terms: Iterable[str] = (), as_of: date | None = None
) -> list[Invention]:
    """Everything in the sections that rests on nothing. Empty for a faithful draft."""
    basis = basis_of(draft, terms, as_of)
    return [
        Invention(section.heading, words)
        for section in draft.sections
        for words in basis.unknown(_whole(section))
    ]


def _whole(section: Section) -> str:
    cells = [cell for table in section.tables for row in table.rows for cell in row]
    captions = [table.caption for table in section.tables]
    return "\n".join([section.text, *captions, *cells])
