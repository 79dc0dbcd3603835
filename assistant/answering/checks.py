"""The checks that a claim must pass: each small, with a name, and a reason when it fails.

They are deliberately blunt: a true claim in words far from the clause is dropped rather than a
false one shown. They compare numbers, duty words, denials, names and what is spoken of, within a
language or, through a translation of terms, across the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from assistant.answering.case import (
    NO,
    YES,
    Case,
    counted,
    is_of_other_actor,
    likeness,
    part_around,
    strange_actors,
)
from assistant.answering.duties import WEAK, Duty, agrees, duties
from assistant.answering.names import unknown_name
from assistant.answering.opposites import contradiction
from assistant.answering.planted import speaks_to_the_model
from assistant.answering.quantities import Quantity, quantities
from assistant.answering.words import HAN, covered, is_chinese, language_of
from assistant.reading.normalize import plain

LONGEST_CLAIM = 600
"""Characters: a longer text is no single statement."""
SHORTEST_WORDS = 4
SHORTEST_HAN = 6
"""A quote needs one of the two."""
LEAST_QUOTED = 0.4
LEAST_KNOWN = 0.6
"""Of what a claim speaks of: the share that its quotes, that their paragraph and headings have."""
LEAST_ACROSS = 0.3
"""The same for both where the two are in different languages: a translation misses terms."""

_MARKUP = re.compile(r"(?:<[a-zA-Z/!]|https?:|www\.|\]\(|javascript:)\S*", re.IGNORECASE)
_PASSIVE = re.compile(r"(?:also )?be\b|被|由")


def check_form(case: Case) -> str | None:
    """One statement of bounded length, without markup or links."""
    if len(case.claim) > LONGEST_CLAIM:
        return "it is too long for one statement"
    strange = (m[0] for m in _MARKUP.finditer(case.claim) if m[0].rstrip(".,)") not in case.stated)
    return "it holds markup or a link" if next(strange, None) else None


def check_language(case: Case) -> str | None:
    """In the language of the question."""
    if language_of(case.claim) != case.language:
        return "it is not in the language of the question"
    return None


def check_length(case: Case) -> str | None:
    """Every quote has enough words to mean something."""
    for support in case.supports:
        quote = support.citation.quote
        if quote == support.evidence.text.strip():
            continue
        if len(quote.split()) < SHORTEST_WORDS and len(HAN.findall(quote)) < SHORTEST_HAN:
            return "a quote is too short to prove anything"
    return None


def check_source(case: Case) -> str | None:
    """No quote from a paragraph that speaks to the model."""
    if any(speaks_to_the_model(support.evidence.text) for support in case.supports):
        return "a quote stands in a paragraph that instructs the assistant"
    return None


def check_quantities(case: Case) -> str | None:
    """Every number, date, period, percentage and amount stands in the quotes, of the same thing."""
    stated = [(q, s.sentence) for s in case.supports for q in s.quantities]
    claimed = quantities(case.said)
    for quantity in claimed:
        sources = [(q, text) for q, text in stated if quantity.is_stated_by(q)]
        if not sources:
            return f"{case.said[quantity.start : quantity.end]!r} is not in the quoted words"
        alone = sum(q.unit == quantity.unit for q in claimed) == 1
        if not quantity.unit and not any(_counts_same(case, quantity, q, t) for q, t in sources):
            return f"{case.said[quantity.start : quantity.end]!r} counts something else"
        about = case.said if alone else part_around(case.said, quantity)
        rivals = [
            (q, t) for q, t in stated if q.unit == quantity.unit and q.value != quantity.value
        ]
        if _nearest(case, about, rivals) > _nearest(case, about, sources):
            return f"{case.said[quantity.start : quantity.end]!r} belongs to something else"
    return None


def check_duties(case: Case) -> str | None:
    """Every duty word and denial of the claim is the clause's own, about the same thing."""
    claimed = duties(case.said)
    if sum(d.denies for d in claimed) > sum(d.denies for d in case.duties_stated):
        return "it denies what the clause does not deny"
    for duty in claimed:
        same = [d for d in case.duties_stated if agrees(duty, d)]
        if not same:
            # A plan in the imperative says what will be done; 将 also only marks an object.
            if duty.forces == {"will"} and (duty.word == "将" or not case.duties_stated):
                continue
            return f"the clause does not say {duty.word!r}"
        others = [d for d in case.duties_stated if not agrees(duty, d)]
        if _closest(case, duty, others) > _closest(case, duty, same):
            return f"the clause says {duty.word!r} of something else"
    return None


def check_omissions(case: Case) -> str | None:
    """No "not", "may" or "is encouraged" of the clause is left out."""
    claimed = duties(case.said)
    for duty in case.duties_stated:
        if not duty.denies and not duty.forces <= WEAK:
            continue
        kept = any(c.denies if duty.denies else agrees(c, duty) for c in claimed)
        if not kept and _is_spoken_of(case, duty, claimed):
            return f"it leaves out {duty.word!r}"
    return None


def check_actors(case: Case) -> str | None:
    """Whoever the claim says must, may or will do something is who the clause says it of."""
    for duty in duties(case.said):
        stated = [d for d in case.duties_stated if agrees(duty, d)]
        if duty.denies or not stated or _PASSIVE.match(duty.after):
            continue
        best = max(stated, key=lambda d: likeness(case.words, duty, d))
        if likeness(case.words, duty, best) and is_of_other_actor(case, duty, best):
            return "the clause says it of somebody else"
    return "it speaks of somebody whom the clause does not" if strange_actors(case) else None


def check_names(case: Case) -> str | None:
    """Every organization, document and abbreviation stands in the clause or the question."""
    paths = " ".join(support.citation.clause for support in case.supports)
    stated = f"{case.stated}\n{case.headings}\n{paths}"
    name = unknown_name(case.claim, stated, case.question, case.words)
    return f"{name!r} is not named there" if name else None


def check_opposites(case: Case) -> str | None:
    """No word whose opposite the clause uses."""
    word = contradiction(case.said, plain(case.stated))
    return f"the clause says the opposite of {word!r}" if word else None


def check_answer(case: Case) -> str | None:
    """A yes or no at the beginning goes with what follows it."""
    said = plain(case.claim)
    asked, claimed = duties(case.question), duties(case.said)
    denied = any(d.denies_outright for d in claimed)
    asked_denied = any(d.denies for d in asked)
    if YES.match(said):
        if denied and not asked_denied:
            return "it says yes and denies it"
        if _forces(asked) >= {"must"} and claimed and _forces(claimed) <= WEAK:
            return "it says yes to a duty that is none"
        stated = [q for support in case.supports for q in support.quantities]
        if any(_is_contradicted(q, stated) for q in quantities(case.question)):
            return "it says yes to a number that the clause does not have"
    affirmed = not denied and not quantities(case.said) and _forces(asked) & _forces(claimed)
    return "it says no and affirms it" if NO.match(said) and affirmed else None


def check_supported(case: Case) -> str | None:
    """What the claim speaks of is what the quoted sentences speak of."""
    words = case.words
    if not words.can_compare(case.claim, case.stated):
        return "it cannot be compared with a clause in the other language"
    across = is_chinese(case.claim) != is_chinese(case.stated)
    terms = words.terms(case.said, case.stated)
    quoted, around = words.keys(case.stated), words.keys(case.around)
    direct = sum(covered(term, quoted) for term in terms)
    known = sum(covered(term, quoted) or covered(term, around) for term in terms)
    numbers = len(quantities(case.said))
    total = len(terms) + numbers
    if direct + numbers < min(2, total) or not total:
        return "it shares almost nothing with its quotes"
    if (direct + numbers) / total < (LEAST_ACROSS if across else LEAST_QUOTED):
        return "it says more than its quotes"
    if (known + numbers) / total < (LEAST_ACROSS if across else LEAST_KNOWN):
        return "it says more than the clause"
    return None


def check_relevance(case: Case) -> str | None:
    """The quotes have to do with the question."""
    if not any(case.relevance.is_relevant(support, case.said) for support in case.supports):
        return "its quotes are about something else than the question"
    return None


def _counts_same(case: Case, claimed: Quantity, stated: Quantity, sentence: str) -> bool:
    """Whether two plain numbers count the same things, as far as that can be told."""
    source = plain(sentence)
    things = counted(source, stated)
    if not case.words.terms(things):
        things = part_around(source, stated)
    terms, keys = case.words.terms(counted(case.said, claimed), things), case.words.keys(things)
    return not terms or any(covered(term, keys) for term in terms)


def _part_score(case: Case, about: str, stated: Quantity, sentence: str) -> int:
    return case.words.share(about, part_around(plain(sentence), stated))[0]


def _nearest(case: Case, about: str, stated: Sequence[tuple[Quantity, str]]) -> int:
    """How much of `about` stands beside the nearest of some quantities of a clause."""
    return max((_part_score(case, about, q, sentence) for q, sentence in stated), default=0)


def _closest(case: Case, duty: Duty, stated: Sequence[Duty]) -> int:
    return max((likeness(case.words, duty, d) for d in stated), default=0)


def _is_spoken_of(case: Case, stated: Duty, claimed: Sequence[Duty]) -> bool:
    """Whether a claim says what the clause puts under a duty word or denies."""
    scope, keys = case.words.terms(stated.after, case.claim)[:3], case.words.keys(case.said)
    if len(scope) == 1 and "shall_not" in stated.forces:
        others = [d for d in case.duties_stated if not d.denies]
        if any(_closest(case, duty, others) > 1 for duty in claimed):
            return False
    elif len(scope) < 2:
        return False
    return 3 * sum(covered(term, keys) for term in scope) >= 2 * len(scope)


def _forces(found: Sequence[Duty]) -> set[str]:
    return {force for duty in found for force in duty.forces}


def _is_contradicted(asked: Quantity, stated: Sequence[Quantity]) -> bool:
    same_kind = [q for q in stated if q.unit == asked.unit]
    return bool(same_kind) and not any(asked.is_stated_by(q) for q in same_kind)


CHECKS: Mapping[str, Callable[[Case], str | None]] = {
    "form": check_form,
    "language": check_language,
    "length": check_length,
    "source": check_source,
    "quantities": check_quantities,
    "duties": check_duties,
    "omissions": check_omissions,
    "actors": check_actors,
    "names": check_names,
    "opposites": check_opposites,
    "answer": check_answer,
    "supported": check_supported,
    "relevance": check_relevance,
}
"""All checks by name; a check returns None, or why the claim may not be shown."""
