"""What a draft says that rests on nothing, looked for from outside.

A second reading beside `assistant.drafting.inventions`, which shares no code with it: numbers,
days, names of two words and more, Chinese names of organizations and titles in 《》 in the whole
paper (title, sections, tables, checks) must stand in the facts, in a cited quote, or in a computed
field. And what a field gives as the user's must stand in the facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any
from unicodedata import normalize

from assistant.model import Glossary

Object = Mapping[str, Any]

_MARKER = re.compile(r"\[\d+\]")
_BLANK = re.compile(r"\[missing: [^\]]*\]|〔待补：[^〕]*〕")
_LIST_NUMBER = re.compile(r"^\s*\d+[.)、]\s", re.MULTILINE)
_NUMBER = re.compile(
    r"(?<![\d.])(\d[\d,]*(?:\.\d+)?)(?:\s*(hundred|thousand|million|billion|万|亿))?"
)
_SCALE = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "万": 10**4,
    "亿": 10**8,
}
_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()
_ENGLISH_NUMBER = re.compile(
    rf"\b({'|'.join(_ENGLISH[1:])})\s+(?:years?|months?|weeks?|days?|per\s?cent|yuan)\b",
    re.IGNORECASE,
)
_HAN_DIGITS = "零一二三四五六七八九"
_HAN_NUMBER = re.compile(r"([一二三四五六七八九十]{1,3})\s*(?:年|个月|日|天|周|万|亿|元|成)")
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_MONTH = "|".join(_MONTHS)
_DAYS = (
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?P<y>\d{4})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日"),
    re.compile(rf"(?P<d>\d{{1,2}})\s+(?P<m>{_MONTH})\s+(?P<y>\d{{4}})"),
    re.compile(rf"(?P<m>{_MONTH})\s+(?P<d>\d{{1,2}}),?\s+(?P<y>\d{{4}})"),
)
_LETTER = r"[^\W\d_\u4e00-\u9fff]"
_WORD = rf"[A-Z](?:{_LETTER}|[\d'&-])*"
_NAME = re.compile(rf"{_WORD}(?: (?:(?:of|for|and|the|on) )?{_WORD})+")
_OPENS = re.compile(r"(?:^|[.!?:;。“\"(（\n]\s*|-\s)$")
_HAN_BODY = re.compile(
    r"[\u4e00-\u9fff]{1,24}?(?:公司|集团|大学|学院|医院|研究院|研究所|交易所|委员会|管理局|教委|科委)"
)
_HAN_TITLE = re.compile(r"《([^》]+)》")
_FREE_WORDS = frozenset("cny usd eur".split())
_WHOLE = Decimal(100)
"""What shares add up to; no policy needs to say so."""


@dataclass(frozen=True)
class Ground:
    """All that a draft may rest on: facts and files as text, citations, computed fields.

    `days` may be said although nobody wrote them: the day that "today" means.
    """

    facts: tuple[str, ...]
    cited: tuple[str, ...]
    computed: tuple[str, ...]
    days: tuple[date, ...]
    glossary: Glossary

    @cached_property
    def text(self) -> str:
        """Everything, in one normalization."""
        return _plain("\n".join((*self.facts, *self.cited, *self.computed)))

    @cached_property
    def known_days(self) -> frozenset[date]:
        """Every whole day that anything states."""
        return frozenset((*self.days, *_days(self.text)))

    @cached_property
    def known_numbers(self) -> frozenset[Decimal]:
        """Every number that anything states, as written and as scaled by the word behind it."""
        said = {number for pair in _numbers(self.text) for number in pair}
        parts = {Decimal(n) for day in self.known_days for n in (day.year, day.month, day.day)}
        return frozenset(said | parts | set(_worded(self.text)) | {_WHOLE})

    @cached_property
    def bodies(self) -> str:
        """The text, with the Chinese names of the organizations whose English names it has."""
        text = self.text.lower()
        known = [
            han
            for entry in self.glossary.entries
            if any(english.lower() in text for english in entry.en)
            for han in entry.zh
        ]
        return "\n".join((self.text, *known))


def ground_of(draft: Object, facts: Iterable[str], as_of: date, glossary: Glossary) -> Ground:
    """The ground of a draft made from these facts, each a text."""
    cited = [f"{c['quote']} {c['title']} {c['heading']} {c['clause']}" for c in draft["citations"]]
    rule = [each for each in draft["fields"] if each["provenance"] in ("rule", "clause")]
    computed = [words for each in rule for words in (*texts_of(each["value"]), each["note"])]
    return Ground(tuple(facts), tuple(cited), tuple(computed), (as_of,), glossary)


def texts_of(value: Any) -> Iterator[str]:
    """Every leaf of plain data as a text; before a record of a list its number, which is its name."""
    if isinstance(value, Mapping):
        for each in value.values():
            yield from texts_of(each)
    elif isinstance(value, (list, tuple)):
        for number, each in enumerate(value, 1):
            if isinstance(each, Mapping):
                yield str(number)
            yield from texts_of(each)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def unfounded(draft: Object, ground: Ground) -> list[str]:
    """Everything in the paper that the ground does not hold, with the place that it stands in."""
    out = [
        f"{words} (in {place})" for place, text in _said(draft) for words in _strange(text, ground)
    ]
    return out + [f"{words} (given as the user's)" for words in _foreign(draft, ground)]


def _said(draft: Object) -> Iterator[tuple[str, str]]:
    yield "the title", draft["title"]
    for section in draft["sections"]:
        yield section["heading"], section["text"]
        for table in section["tables"]:
            cells = [cell for row in table["rows"] for cell in row]
            yield section["heading"], "\n".join((table["caption"], *table["notes"], *cells))
    for check in draft["checks"]:
        yield check["rule"], check["message"]


def _strange(said: str, ground: Ground) -> Iterator[str]:
    text = _plain(_LIST_NUMBER.sub("", _BLANK.sub(" ", _MARKER.sub(" ", said))))
    yield from (str(day) for day in _days(text) if day not in ground.known_days)
    for pair in _numbers(_without_days(text)):
        if not ground.known_numbers & set(pair):
            yield str(pair[0])
    yield from (str(n) for n in _worded(text) if n not in ground.known_numbers)
    yield from (name for name in _names(text) if not _is_known(name, ground.text))
    yield from (each for each in _HAN_BODY.findall(text) if not _body_known(each, ground.bodies))
    yield from (f"《{t}》" for t in _HAN_TITLE.findall(text) if t not in ground.text)


def _foreign(draft: Object, ground: Ground) -> Iterator[str]:
    """Values of fields that are given as the user's, and that no fact holds."""
    facts = _plain("\n".join(ground.facts))
    numbers = {number for pair in _numbers(facts) for number in pair} | set(_worded(facts))
    days = set(_days(facts))
    for field in draft["fields"]:
        if field["provenance"] == "user":
            for words in map(_plain, texts_of(field["value"])):
                if not (words in facts or _is_stated(words, numbers, days) or words.islower()):
                    yield f"{field['name']}: {words}"


def _is_stated(words: str, numbers: set[Decimal], days: set[date]) -> bool:
    """Whether a day or a number is stated, in whatever notation."""
    stated = _days(words)
    if stated:
        return set(stated) <= days
    if re.fullmatch(r"[A-Z]{3}", words):
        # The code of a currency that the facts write in words or signs.
        return True
    return bool(re.fullmatch(r"-?[\d.]+", words)) and Decimal(words) in numbers


def _plain(text: str) -> str:
    return normalize("NFKC", text).replace("\u2019", "'").replace("\u2013", "-")


def _days(text: str) -> list[date]:
    out = []
    for pattern in _DAYS:
        for match in pattern.finditer(text):
            month = match["m"]
            number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month)
            try:
                out.append(date(int(match["y"]), number, int(match["d"])))
            except ValueError:
                continue
    return out


def _without_days(text: str) -> str:
    for pattern in _DAYS:
        text = pattern.sub(" ", text)
    return text


def _numbers(text: str) -> Iterator[tuple[Decimal, Decimal]]:
    """Each number as written, and times the word behind it."""
    for match in _NUMBER.finditer(text):
        written = Decimal(match[1].replace(",", "").rstrip("."))
        yield written, written * _SCALE.get(match[2] or "", 1)


def _worded(text: str) -> Iterator[Decimal]:
    """The numbers that are written in words before a unit."""
    for match in _ENGLISH_NUMBER.finditer(text):
        yield Decimal(_ENGLISH.index(match[1].lower()))
    for match in _HAN_NUMBER.finditer(text):
        yield Decimal(_han_value(match[1]))


def _han_value(words: str) -> int:
    tens, ten, ones = words.partition("十")
    if not ten:
        return _HAN_DIGITS.index(words[-1])
    return (_HAN_DIGITS.index(tens[-1]) if tens else 1) * 10 + (
        _HAN_DIGITS.index(ones[0]) if ones else 0
    )


def _names(text: str) -> Iterator[str]:
    for match in _NAME.finditer(text):
        words = match[0].split()
        if _OPENS.search(text[: match.start()]):
            words = words[1:]
        while words and words[0] in ("of", "for", "and", "the", "on"):
            words = words[1:]
        if len(words) > 1:
            yield " ".join(words)


def _is_known(name: str, text: str) -> bool:
    """Whether the name stands there, or each of those that an "and" joins."""
    flat = " ".join(text.lower().split())
    rest = " ".join(word for word in name.lower().split() if word not in _FREE_WORDS)
    return rest in flat or all(each in flat for each in rest.split(" and "))


def _body_known(name: str, known: str) -> bool:
    """Whether the name stands there, less the words before it that it ran into."""
    tails: Sequence[str] = [name[at:] for at in range(max(1, len(name) - 3))]
    return any(tail in known for tail in tails)
