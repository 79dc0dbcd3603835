"""The gist of an English sentence in Chinese: its duty, numbers, dates and terms, in text order.

Not a translation: only what the glossary and the grammar of quantities vouch for, as a frame
around the verbatim quote.
"""

from __future__ import annotations

import re
from fractions import Fraction

from assistant.answering.duties import Duty, duties
from assistant.answering.quantities import Quantity, quantities
from assistant.finding.glossary import Terms
from assistant.finding.words import english_words, stem, word_starts
from assistant.reading.normalize import normalize, plain

_BOUNDS = {
    "at_least": "不少于",
    "at_most": "不超过",
    "more_than": "超过",
    "less_than": "少于",
    "about": "约",
}
_UNITS = {
    "day": "日",
    "workday": "个工作日",
    "week": "周",
    "month": "个月",
    "year": "年",
    "hour": "小时",
    "%": "%",
    "yuan": "元",
    "dollar": "美元",
    "euro": "欧元",
}
_FORCES = {
    "must": "应当",
    "should": "应",
    "may": "可以",
    "encourage": "鼓励",
    "support": "支持",
    "explore": "探索",
    "advocate": "倡导",
    "shall_not": "不得",
    "not_required": "不要求",
}
_MOST_TERMS = 9
_CHINESE = re.compile(r"(?![一二三四五六七八九十]+[日天年月])[\u3400-\u9fff]{2,}")
_SAID = {
    *_FORCES.values(),
    *_BOUNDS.values(),
    "至少",
    "无需",
    "达到",
    "必须",
    "亿元",
    "万元",
    "年底前",
    "截止",
    "大约",
}
_WORDED = {"expected": "预计", "aim": "力争", "strive": "力争", "must": "必须"}
"""Duty words that are no "应" though they have its force."""

_NOT = frozenset("not never nor neither without no".split())
_MODALS = frozenset("shall must may can should could".split())
_BETWEEN = frozenset("be been being to have has yet also any a an the".split())
_INFLECTION = re.compile("(?:ing|ed|es|s|e)$")
_DENYING = re.compile("[不无未非免]")
_DENIED = "原文含否定"


def gist(sentence: str, terms: Terms) -> str:
    """Chinese key facts of an English sentence; empty where nothing is vouched for.

    A denial is never lost: it stands before what it denies, or is mentioned.
    """
    pieces = [*_forces(sentence), *_numbers(sentence), *_terms(sentence, terms)]
    said = "，".join(dict.fromkeys(piece for piece in pieces if piece))
    if said and _denies(sentence) and not _DENYING.search(said):
        return f"{said}（{_DENIED}）"
    return said


def _forces(sentence: str) -> list[str]:
    return [_force(duty) for duty in duties(sentence)]


def _force(duty: Duty) -> str:
    worded = next((_WORDED[word] for word in _WORDED if word in duty.word), "")
    return worded or next((_FORCES[force] for force in _FORCES if force in duty.forces), "")


def _denies(sentence: str) -> bool:
    return any("not" in duty.forces and duty.word != "without" for duty in duties(sentence))


def _numbers(sentence: str) -> list[str]:
    found = [q for q in quantities(sentence) if not _is_part_of_a_name(q, plain(sentence))]
    return [*_dates(found), *(_number(q) for q in found if not q.unit.startswith("date:"))]


def _is_part_of_a_name(quantity: Quantity, text: str) -> bool:
    """Whether nothing is counted: the Five-Year Plan, 3D printing, an address."""
    after, before = text[quantity.end :], text[: quantity.start]
    return (
        after.startswith(" plan")
        or (not quantity.unit and after[:1].isalpha() and after[:1].isascii())
        or before.endswith("@")
    )


def _number(quantity: Quantity) -> str:
    if quantity.unit == "th":
        return ""
    bound = next((_BOUNDS[b] for b in _BOUNDS if b in quantity.bounds), "")
    return f"{bound}{amount(quantity.value)}{_UNITS.get(quantity.unit, '')}"


def amount(value: Fraction) -> str:
    """A number as Chinese readers write it: 8000亿, 10万, 3000, 0.5."""
    for size, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")):
        scaled = value / size
        if value >= size and (scaled * 10).denominator == 1:
            return f"{float(scaled):g}{name}"
    return f"{float(value):g}" if value.denominator != 1 else str(value.numerator)


def _dates(found: list[Quantity]) -> list[str]:
    """Dates put together from their parts; a part that comes again begins the next date."""
    out: list[str] = []
    parts: dict[str, int] = {}
    for quantity in found:
        kind, _, part = quantity.unit.partition(":")
        if kind != "date" or not part:
            continue
        if part in parts:
            out.append(_date(parts))
            parts = {}
        parts[part] = int(quantity.value)
    return [*out, _date(parts)]


def _date(parts: dict[str, int]) -> str:
    written = "".join(
        f"{parts[part]}{sign}"
        for part, sign in (("year", "年"), ("month", "月"), ("day", "日"))
        if part in parts
    )
    if "half" in parts:
        written += "上半年" if parts["half"] == 1 else "下半年"
    if "quarter" in parts:
        written += f"第{parts['quarter']}季度"
    return written + ("底" if parts["edge"] else "初") if written and "edge" in parts else written


def _terms(sentence: str, terms: Terms) -> list[str]:
    """The Chinese names of the longest glossary forms in the sentence, in text order."""
    words = english_words(sentence)
    mentions = terms.english_mentions([stem(word) for word in words])
    longest = sorted(mentions, key=lambda m: (m.start - m.end, m.start))
    capitals = _capitals(sentence)
    taken: set[int] = set()
    chosen: list[tuple[int, str]] = []
    for mention in longest:
        span = set(range(mention.start, mention.end))
        said = words[mention.start : mention.end]
        name = _name(said, all(n in capitals for n in span), mention.entries, terms)
        if name and not span & taken:
            taken |= span
            chosen.append((mention.start, _denial(words, mention.start, name) + name))
    names = [name for _, name in sorted(chosen)]
    denied = {name[1:] for name in names if name[0] in "不无"}
    return [name for name in names if name not in denied][:_MOST_TERMS]


def _capitals(sentence: str) -> set[int]:
    """Which words of a sentence, counted from 0, begin with a capital letter."""
    normalized = normalize(sentence)
    starts = (normalized.origin[at] for at in word_starts(normalized.text))
    return {n for n, start in enumerate(starts) if sentence[start].isupper()}


def _name(said: list[str], capital: bool, entries: tuple[int, ...], terms: Terms) -> str:
    """The Chinese name of what is said: of the entry that gives this form the earliest."""
    ranked = [
        (place, entry.zh[0])
        for entry in (terms.glossary.entries[n] for n in entries)
        if _names(entry.zh[0])
        for place, form in enumerate(entry.en)
        if _is_said(form, said, capital)
    ]
    return min(ranked)[1] if ranked else ""


def _is_said(form: str, said: list[str], capital: bool) -> bool:
    """Whether words are a form: "accelerate" is no "accelerators", a plan not "the Plan"."""
    words = english_words(form)
    if len(words) == 1:
        return _base(words[0]) == _base(said[0])
    is_name = all(word[0].isupper() for word in form.split())
    return [stem(w) for w in words] == [stem(w) for w in said] and (capital or not is_name)


def _base(word: str) -> str:
    """A word without its inflection; unlike a stem it keeps accelerate from accelerator."""
    bare = _INFLECTION.sub("", re.sub("ie[sd]$", "y", word))
    return bare[:-1] if bare[-2:-1] == bare[-1:] else bare


def _denial(words: list[str], at: int, name: str) -> str:
    """The sign of denial for a term before which the words deny it: "not be submitted"."""
    while at and words[at - 1] in _BETWEEN:
        at -= 1
    before = words[at - 1] if at else ""
    if _DENYING.search(name) or (at > 1 and words[at - 2] in _MODALS):
        return ""
    if before in {"without", "no"}:
        return "无"
    return "不" if before in _NOT or before.endswith("n't") else ""


def _names(term: str) -> bool:
    """Whether a term names something: duties and numbers have been said already."""
    return _CHINESE.fullmatch(term) is not None and term not in _SAID
