"""The gist of an English sentence in Chinese: its duty, numbers, dates and terms, in text order.

Not a translation: only what the glossary and the grammar of quantities vouch for, as a frame
around the verbatim quote.
"""

from __future__ import annotations

import re
from fractions import Fraction

from assistant.answering.duties import duties
from assistant.answering.quantities import Quantity, quantities
from assistant.finding.glossary import Terms
from assistant.finding.words import stems
from assistant.reading.normalize import plain

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
}


def gist(sentence: str, terms: Terms) -> str:
    """Chinese key facts of an English sentence; empty where nothing is vouched for."""
    pieces = [*_forces(sentence), *_numbers(sentence), *_terms(sentence, terms)]
    return "，".join(dict.fromkeys(piece for piece in pieces if piece))


def _forces(sentence: str) -> list[str]:
    forces = [next((f for f in _FORCES if f in d.forces), "") for d in duties(sentence)]
    return [_FORCES[force] for force in dict.fromkeys(forces) if force]


def _numbers(sentence: str) -> list[str]:
    found = quantities(sentence)
    return [*_dates(found), *(_number(q) for q in found if not q.unit.startswith("date:"))]


def _number(quantity: Quantity) -> str:
    if quantity.unit == "th":
        return ""
    bound = next((_BOUNDS[b] for b in _BOUNDS if b in quantity.bounds), "")
    return f"{bound}{amount(quantity.value)}{_UNITS.get(quantity.unit, '')}"


def amount(value: Fraction) -> str:
    """A number as Chinese readers write it: 8000亿, 10万, 3000, 0.5."""
    for size, name in ((10**8, "亿"), (10**4, "万")):
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
    words = stems(plain(sentence))
    longest = sorted(terms.english_mentions(words), key=lambda m: (m.start - m.end, m.start))
    taken: set[int] = set()
    chosen: list[tuple[int, str]] = []
    for mention in longest:
        span = set(range(mention.start, mention.end))
        name = _name(words[mention.start : mention.end], mention.entries, terms)
        if name and not span & taken:
            taken |= span
            chosen.append((mention.start, name))
    return [name for _, name in sorted(chosen)[:_MOST_TERMS]]


def _name(words: list[str], entries: tuple[int, ...], terms: Terms) -> str:
    """The Chinese name of an English form: of the entry that gives this form the earliest."""
    forms = [(terms.glossary.entries[n].en, terms.glossary.entries[n].zh[0]) for n in entries]
    ranked = [
        (next((at for at, form in enumerate(en) if stems(form) == words), len(en)), zh)
        for en, zh in forms
        if _names(zh)
    ]
    return min(ranked)[1] if ranked else ""


def _names(term: str) -> bool:
    """Whether a term names something: duties and numbers have been said already."""
    return _CHINESE.fullmatch(term) is not None and term not in _SAID
