"""A list of the register as an answer: one line a fact, each with its verbatim citation.

The lines are short, since the citation says the rest. A Chinese asker of an English document gets
the figures, dates, duties and terms in Chinese (answering/gist.py) with the words of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from assistant.answering.gist import amount, gist
from assistant.answering.periods import passed_notice, spelled
from assistant.answering.quoting import cite_span
from assistant.finding.glossary import Terms
from assistant.model import Answer, Citation, Claim, Document, Language
from assistant.register.facts import (
    Deadline,
    Duration,
    Duty,
    Fact,
    Responsibility,
    Target,
)
from assistant.register.questions import Listing
from assistant.register.register import Register, day_of
from assistant.register.sentences import is_chinese
from assistant.register.wording import BOUNDS, COMPARATORS, FORCES, HEADS, PERIODS, ROLES, WEAK

_WORDS = 18
_SIGNS = 40
_GERUND = re.compile(r"\w+ing\b")


def answer_from_register(
    question: str,
    listing: Listing,
    register: Register,
    documents: Mapping[str, Document],
    terms: Terms,
    as_of: date,
) -> Answer | None:
    """The whole list as an answer in the asker's language.

    `documents` by id; None if they are not those that the register was read from.
    """
    language = listing.language
    facts = sorted(listing.facts, key=lambda fact: day_of(fact) or date.max)
    citations = _citations(facts, documents)
    if citations is None:
        return None
    claims = []
    for fact in facts:
        n = citations[fact.place.clause, fact.place.document, fact.place.start, fact.place.end].n
        claims.append(Claim(_line(fact, language, terms, as_of), (n,)))
    days = [day for fact in facts if (day := day_of(fact)) is not None]
    return Answer(
        question=question,
        language=language,
        mode="extractive",
        text=_text(_head(listing, register), claims),
        claims=tuple(claims),
        citations=tuple(citations.values()),
        notices=passed_notice(days, as_of, language),
    )


Key = tuple[str, str, int, int]


def _citations(
    facts: Iterable[Fact], documents: Mapping[str, Document]
) -> dict[Key, Citation] | None:
    """One citation for each place; None if a place is not in these versions."""
    clauses = {
        (document.version, document.id, clause.path): (clause, document.title)
        for document in documents.values()
        for clause in document.clauses
    }
    out: dict[Key, Citation] = {}
    for fact in facts:
        place = fact.place
        found = clauses.get((place.version, place.document, place.clause))
        if found is None:
            return None
        key = (place.clause, place.document, place.start, place.end)
        if key not in out:
            out[key] = cite_span(len(out) + 1, place.span, *found)
    return out


def _text(head: str, claims: Sequence[Claim]) -> str:
    lines = [f"{n}. {claim.text} [{claim.citations[0]}]" for n, claim in enumerate(claims, 1)]
    return "\n".join([head, *lines])


def _head(listing: Listing, register: Register) -> str:
    """What the list holds: of whom, from which documents, for which period, how many rows."""
    wanted, language = listing.filter, listing.language
    between = "、" if language == "zh" else ", "
    units = between.join(
        _named(register.units.name(register.identity(unit), language, unit))
        for unit in wanted.units
    )
    titles = [register.documents[name].title for name in wanted.documents]
    force = FORCES[language][wanted.forces[0]] if wanted.forces else ""
    return HEADS[language](
        kind=listing.kind,
        count=len(listing.facts),
        units=units,
        titles=titles,
        period=_period(wanted.start, wanted.end, language),
        force=force,
    )


def _named(unit: str) -> str:
    """The unit as it stands in a sentence: a proper name gets its article."""
    return f"the {unit}" if unit[:1].isascii() and unit[:1].isupper() else unit


def _period(start: date | None, end: date | None, language: Language) -> str:
    first = spelled(start, language) if start else ""
    last = spelled(end, language) if end else ""
    if language == "zh":
        return (
            f"{first}至{last}"
            if first and last
            else f"{first}起"
            if first
            else f"至{last}" * bool(last)
        )
    if first and last:
        return f"from {first} to {last}"
    return f"from {first}" if first else f"up to {last}" * bool(last)


def _line(fact: Fact, language: Language, terms: Terms, as_of: date) -> str:
    """A fact in one line, without its citation."""

    def words(text: str) -> str:
        return _shown(text, language, terms)

    zh = language == "zh"
    colon, comma = ("：", "，") if zh else (": ", ", ")
    if isinstance(fact, Responsibility):
        role = ROLES[language][fact.role]
        return f"{words(fact.task)}{comma + role if role else ''}"
    if isinstance(fact, Deadline):
        who = f"{words(fact.who)}{colon}" if fact.who else ""
        return f"{_day(fact.date, language, as_of)}{colon}{who}{words(fact.what)}"
    if isinstance(fact, Target):
        by = f"{comma}{_by(fact.by, language)}" if fact.by else ""
        return f"{words(fact.what)}{colon}{_figure(fact, language)}{by}"
    if isinstance(fact, Duration):
        unit = PERIODS[language](fact.value, fact.unit, fact.working)
        who = f"{words(fact.who)}{colon}" if fact.who else ""
        return f"{BOUNDS[language][fact.bound]}{unit}{colon}{who}{words(fact.what)}"
    return _duty(fact, words, language)


def _duty(fact: Duty, words: Callable[[str], str], language: Language) -> str:
    force = FORCES[language][fact.force]
    between = "" if language == "zh" else " "
    who = words(fact.who) + between if fact.who else ""
    if fact.force in WEAK:
        return f"{force}{between}{who}{words(fact.what)}"
    if language == "en" and fact.force == "shall" and _GERUND.match(fact.what):
        force = "shall be responsible for"
    return f"{who}{force}{between}{words(fact.what)}"


def _day(day: date, language: Language, as_of: date) -> str:
    passed = ("（已过）" if language == "zh" else " (passed)") if day < as_of else ""
    return f"{spelled(day, language)}{passed}"


def _by(day: date, language: Language) -> str:
    return f"到{spelled(day, language)}" if language == "zh" else f"by {spelled(day, language)}"


def _figure(fact: Target, language: Language) -> str:
    comparator = COMPARATORS[language][fact.comparator]
    if language == "zh":
        unit = {"yuan": "元", "dollar": "美元", "euro": "欧元"}.get(fact.unit, fact.unit)
        between = "" if unit == "%" or not unit.isascii() else " "
        return f"{comparator}{amount(Fraction(str(fact.value)))}{between}{unit}"
    between = "" if fact.unit == "%" else " "
    return f"{comparator}{fact.value:,}{between}{fact.unit}".strip()


def _shown(text: str, language: Language, terms: Terms) -> str:
    """The words in short; for a Chinese asker of English words with what they are in Chinese."""
    said = brief(text)
    if language == "zh" and not is_chinese(text):
        known = gist(text, terms)
        return f"{known}（{said}）" if known else said
    return said


def brief(text: str, words: int = _WORDS, signs: int = _SIGNS) -> str:
    """The beginning of a text, up to a joint where there is one, with "…" where it goes on."""
    said = " ".join(text.split())
    if is_chinese(said):
        return said if len(said) <= signs else said[:signs].rstrip("，、；") + "…"
    pieces = said.split(" ")
    if len(pieces) <= words:
        return said
    start = " ".join(pieces[:words])
    joint = list(re.finditer(r"[,;]\s", start))
    at_joint = start[: joint[-1].start()] if joint else ""
    kept = at_joint if len(at_joint) > len(start) // 2 else start
    return kept.rstrip(" ,;") + " …"
