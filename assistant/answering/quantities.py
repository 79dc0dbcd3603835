"""The numbers of a text in both languages: periods, dates, percentages, money, counts.

"no less than 15 days", "不少于十五日" and "at least fifteen days" are the same quantity; "15
working days" and "at most 15 days" are others. Values are exact fractions. The forms are those
that occur in policy texts; tests/answering/test_quantities.py lists them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from assistant.answering.quantity_forms import FORMS
from assistant.reading.normalize import plain


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its unit, and the bounds that its words may mean ("at_least", …).

    `unit` is "day", "workday", "week", "month", "year", "hour", "%", "yuan", "dollar", "euro",
    "" for a plain count, "th" for an ordinal, or a part of a date: "date:year", "date:half",
    "date:quarter", "date:month", "date:day", "date:edge" (0 its beginning, 1 its end). `start`
    and `end` count characters of the normalized text.
    """

    value: Fraction
    unit: str
    bounds: frozenset[str]
    start: int
    end: int

    def is_stated_by(self, source: Quantity) -> bool:
        """Whether the source states this quantity: same value and unit, and a bound it allows.

        A bare number may be a year or, where it is large, an amount of money.
        """
        alike = self.unit == source.unit or {self.unit, source.unit} == {"", "date:year"}
        money = not self.unit and source.unit in _MONEY and self.value >= _LARGE
        bound = not self.bounds or bool(self.bounds & source.bounds)
        return self.value == source.value and (alike or money) and bound


_MONEY = frozenset(("yuan", "dollar", "euro"))
_LARGE = 10**5

_BOUNDS = {
    "at_least": (
        r"at least|(?:no|not) (?:be )?(?:less|fewer|shorter|lower|earlier) than"
        r"|(?:a )?minimum(?: period| term)? of|minimum"
        r"|不得?少于|不得?低于|不短于|至少|最少|最短|起码"
    ),
    "at_most": (
        r"at most|(?:no|not) (?:be )?(?:more|longer|later|greater|higher) than"
        r"|(?:not|n't) exceed(?:ing)?|up to|(?:a )?maximum(?: period| term)? of|maximum|within"
        r"|不得?超过|不得?多于|不得?高于|不得?晚于|至多|最多|最长"
    ),
    "more_than": (
        r"(?:more|greater|longer|higher) than|over|exceed(?:s|ed|ing)?|in excess of"
        r"|surpass(?:es|ed|ing)?|above|beyond|超过|多于|高于|大于|突破|逾"
    ),
    "less_than": (r"(?:less|fewer|shorter|lower) than|under|below|少于|低于|不足|不到|小于|未满"),
    "about": r"about|approximately|around|roughly|nearly|almost|大?约|将近|近",
}
_GAP = r"(?:(?:a|an|the|of|be|is|rmb|cny|usd|about|total|period|term)\s|[为是达到\s¥$-]|人民币)*"
_BEFORE = re.compile(
    rf"(?<![a-z])(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _BOUNDS.items())})"
    rf"\s?{_GAP}$"
)
_AFTER = (
    (re.compile(r"\s*(?:or (?:more|above|longer)|and above|及?以上)"), {"at_least", "more_than"}),
    (re.compile(r"\s*(?:or (?:less|fewer|below)|及?以[内下]|之?内)"), {"at_most"}),
    (re.compile(r"\s*(?:or so|左右)"), {"about"}),
)
_REACH = 40
_ANY_BOUND = re.compile(rf"(?:{'|'.join(_BOUNDS.values())})(?![a-z])")


def quantities(text: str) -> list[Quantity]:
    """All quantities of a text in text order. Never raises.

    A bare "one" is left out: it is mostly an article or a pronoun.
    """
    whole = rest = plain(text)
    out = []
    for pattern, read in FORMS:
        for match in pattern.finditer(rest):
            out += [
                Quantity(value, unit, _bounds(whole, match, unit), *match.span())
                for value, unit in read(match)
                if not (value == 1 and not unit)
            ]
        # What was read is blanked, so that no later form reads a part of it again.
        rest = pattern.sub(lambda match: " " * len(match[0]), rest)
    return sorted(out, key=lambda quantity: quantity.start)


def without_bounds(text: str) -> str:
    """The normalized text without its "no less than"s, whose "no" denies nothing."""
    return _ANY_BOUND.sub(" ", plain(text))


def _bounds(text: str, match: re.Match[str], unit: str) -> frozenset[str]:
    if unit.startswith("date:") or unit == "th":
        return frozenset()
    before = _BEFORE.search(text[max(0, match.start() - _REACH) : match.start()])
    found = {name for name, words in before.groupdict().items() if words} if before else set()
    for pattern, meant in _AFTER:
        if pattern.match(text, match.end()):
            found |= meant
    return frozenset(found)
