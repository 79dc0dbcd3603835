"""Facts that a paragraph of description states, each with the words that it was read from.

Only what is plainly said is taken: the value stands in the same part of a sentence as the words
that its fact declares, and nothing there denies it, supposes it or puts it off. What is planned
counts for a day or an amount, since that is what papers are about; never for a yes. A fact that is
given apart wins; two different values are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.answering.quantities import Quantity, quantities
from assistant.drafting.definition import Fact, PaperKind
from assistant.drafting.given import Brief, Given
from assistant.drafting.showing import as_json, shown
from assistant.drafting.values import DATE_PATTERNS, Money, Unfit, day_in, read_value
from assistant.drafting.wording import say
from assistant.model import Language
from assistant.reading.normalize import plain

LONGEST = 20_000
_SENTENCE = re.compile(r"(?:[^.;!?。；！？\n]|[.](?=\d))+[?？]?")
_SUPPOSED = re.compile(
    r"\b(?:if|whether|unless|suppose|assuming|in case)\b|如果|若|假如|倘|是否|万一|[吗?？]$"
)
_PART = re.compile(r"[^,.;!?，。；！？\n]+(?:[.,](?=\d)[^,.;!?，。；！？\n]+)*")
_DOUBT = re.compile(
    r"\b(?:not|no|never|without|if|whether|unless|should|would|could|might|may|perhaps|possibly|hope"
    r"|hopes|consider(?:s|ing)?|discuss(?:ed|ing)?|yet|instead of"
    r"|rather than|example|typically|n't)\b|n't\b"
    r"|未|没有|尚|不(?!少于|低于|超过|短于)|如果|若|假如|是否|可能|或许|也许|希望|考虑|例如|建议"
)
_PLANNED = re.compile(r"\b(?:plan(?:s|ned)? to|intend(?:s|ed)? to|proposed)\b|拟|打算")
_BOUND = re.compile(r"\b(?:no|not) (?:less|fewer|more) than\b")
_MONEY = {"yuan": "CNY", "dollar": "USD", "euro": "EUR"}
_NAMES = r"\s*(?:\bis\b|\bare\b|:|为|是|：)\s*(?P<value>\S.*)$"
_REACH = 40


@dataclass(frozen=True, slots=True)
class _Reading:
    value: Any
    words: str


def described(kind: PaperKind, brief: Brief, given: Given) -> None:
    """Add what the description states to what is given, and say where the two contradict."""
    parts = list(_parts(brief.description[:LONGEST]))
    for fact in kind.facts:
        readings = _distinct(r for part in parts for r in _read(fact, part))
        if readings:
            _add(fact, readings, brief.language, given)


def _parts(text: str) -> Iterator[str]:
    """The parts of the sentences that suppose and ask nothing."""
    for sentence in _SENTENCE.finditer(text):
        if not _SUPPOSED.search(plain(sentence[0])):
            yield from (part[0].strip() for part in _PART.finditer(sentence[0]))


def _distinct(readings: Iterator[_Reading]) -> list[_Reading]:
    found: list[_Reading] = []
    for reading in readings:
        if reading.value not in [earlier.value for earlier in found]:
            found.append(reading)
    return found


def _add(fact: Fact, readings: list[_Reading], language: Language, given: Given) -> None:
    label, name = fact.label.said(language), fact.name
    if len(readings) > 1 and name not in given.values:
        given.notices.append(say("described_twice", language, label=label, name=name))
        return
    for reading in readings:
        if name not in given.values:
            given.values[name] = reading.value
            given.notes[name] = say("from_description", language, words=reading.words)
        elif as_json(given.values[name]) != as_json(reading.value):
            said, kept = (shown(v, fact, language) for v in (reading.value, given.values[name]))
            parts = {"said": said, "given": kept, "label": label, "name": name}
            given.notices.append(say("contradicts", language, **parts))


def _read(fact: Fact, part: str) -> Iterator[_Reading]:
    """What one part of a sentence states of a fact."""
    said = plain(part)
    if _DOUBT.search(_BOUND.sub(" ", said)):
        return
    if fact.type == "yes_no" and _PLANNED.search(said):
        return  # a paper may state what is planned, but it has not been done
    if fact.type == "choice":
        yield from _chosen(fact, said, part)
        return
    for hint in fact.words.all:
        for at in _places(plain(hint), said):
            for value in _values(fact, said, at):
                yield _Reading(value, part)
            break
    if fact.type in ("text", "long_text"):
        yield from _named(fact, part)


def _chosen(fact: Fact, said: str, part: str) -> Iterator[_Reading]:
    """The choices that are named, save one whose name is part of another's ("non-exclusive")."""
    named = [
        (place, key)
        for key, choice in fact.choices.items()
        for hint in choice.words.all
        for place in _places(plain(hint), said)
    ]
    for (start, end), key in named:
        if not any(a <= start and end <= b and b - a > end - start for (a, b), _ in named):
            yield _Reading(key, part)


def _places(hint: str, said: str) -> Iterator[tuple[int, int]]:
    """Where the hint stands as words of its own."""
    pattern = rf"(?<![\w-]){re.escape(hint)}\b" if hint.isascii() else re.escape(hint)
    for match in re.finditer(pattern, said):
        yield match.span()


def _values(fact: Fact, said: str, at: tuple[int, int]) -> Iterator[Any]:
    """The value of the fact's type that stands nearest to the hint."""
    if fact.type == "yes_no":
        yield True
    elif fact.type == "date":
        yield from _nearest(list(_days(said)), at)
    elif fact.type in ("integer", "number", "percent", "money"):
        yield from _nearest(
            [(*_span(q), v) for q in quantities(said) for v in _amount(fact, q)], at
        )


def _named(fact: Fact, part: str) -> Iterator[_Reading]:
    """What stands after "the licensee is" or 被许可方为, as the user spells it."""
    for hint in fact.words.all:
        word = rf"\b{re.escape(hint)}\b" if hint.isascii() else re.escape(hint)
        match = re.search(rf"{word}{_NAMES}", part, re.IGNORECASE)
        if match and not match["value"][0].islower():
            # "The company is a start-up" says what it is, not what it is called.
            yield _Reading(match["value"].strip(), part)
            return


def _days(said: str) -> Iterator[tuple[int, int, Any]]:
    for pattern in DATE_PATTERNS:
        for match in pattern.finditer(said):
            try:
                yield (*match.span(), day_in(match))
            except Unfit:
                continue


def _span(quantity: Quantity) -> tuple[int, int]:
    return quantity.start, quantity.end


def _amount(fact: Fact, quantity: Quantity) -> Iterator[Any]:
    value = Decimal(quantity.value.numerator) / Decimal(quantity.value.denominator)
    if fact.type == "money" and quantity.unit in _MONEY:
        yield Money(value, _MONEY[quantity.unit])
    elif (fact.type == "percent" and quantity.unit == "%") or (
        fact.type in ("integer", "number") and quantity.unit == fact.unit
    ):
        try:
            yield read_value(fact, value)
        except Unfit:
            return


def _nearest(found: list[tuple[int, int, Any]], at: tuple[int, int]) -> Iterator[Any]:
    """The value next to the hint, if it is near enough to belong to it."""

    def distance(each: tuple[int, int, Any]) -> int:
        return max(each[0] - at[1], at[0] - each[1], 0)

    near = [each for each in found if distance(each) <= _REACH]
    if near:
        yield min(near, key=distance)[2]
