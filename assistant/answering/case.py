"""A claim with everything that it is checked against."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.answering.duties import Duty, duties
from assistant.answering.quantities import Quantity
from assistant.answering.relevance import Relevance
from assistant.answering.support import Support
from assistant.answering.words import HAN, Keys, Words, covered, stem
from assistant.model import Language
from assistant.reading.normalize import plain

YES = re.compile(r"^(?:yes|correct|是的?|对的?|没错|正确|可以|能)\s*[,.:;!，。：；！]\s*")
NO = re.compile(r"^(?:no|不是的?|否|不对)\s*[,.:;!，。：；！]\s*")
_DENIED = re.compile(
    r"^(?:不(?:需要?|用|必|可以?|能|得|行)|无[需须]|没有|不会)\s*[,.;!，。；！]\s*"
)
_PART = re.compile(r"[;；。!?]|,(?=\s)|、|\.(?=\s|$)")
_COMMA = re.compile("[,，]")
_PRONOUN = re.compile(
    r"(?:[a-z]+, )?(?:it|they|he|she|this|these|其|该[^,，]{1,4})(?: [a-z]+ly| also)?"
)
_NEAR_WORDS = 8
_NEAR_HAN = 16
_NEAR_TERMS = 5
_DENIED_TERMS = 3
_REACH = 80
_AFTER_COUNTED = re.compile(
    r"[,.;，。；]|\b(?:will|shall|is|are|was|were|has|have|can|may|must|by|in|to|for|through|during|at)\b"
    r"|将|被|得到|获得"
)
_ACTOR_WORDS = """entity inventor researcher scientist enterprise company government municipality
university hospital bureau commission administration office department agency team bank investor
applicant committee council employee staff personnel representative association expert bureau
ministry school institute fund manager organization"""
_ACTORS = frozenset(stem(word + plural) for word in _ACTOR_WORDS.split() for plural in ("", "s"))


@dataclass(frozen=True)
class Case:
    """A claim with everything that it is checked against."""

    claim: str
    question: str
    language: Language
    supports: tuple[Support, ...]
    relevance: Relevance
    words: Words

    @cached_property
    def stated(self) -> str:
        """The sentences that the quotes stand in."""
        return "\n".join(dict.fromkeys(s.sentence for s in self.supports))

    @cached_property
    def headings(self) -> str:
        """The headings and titles that the quotes stand under."""
        return "\n".join(dict.fromkeys(s.headings for s in self.supports))

    @cached_property
    def around(self) -> str:
        """The paragraphs of the quotes, with their headings and titles."""
        paragraphs = dict.fromkeys(s.evidence.text for s in self.supports)
        return "\n".join((*paragraphs, self.headings))

    @cached_property
    def said(self) -> str:
        """The claim, normalized, without its yes or no and the labels of what it cites."""
        bare = YES.sub("", NO.sub("", plain(self.claim)))
        rest = _DENIED.sub("", bare)
        if any(duty.denies for duty in duties(rest)):
            bare = rest
        for support in self.supports:
            bare = _without_labels(bare, support)
        return bare

    @cached_property
    def duties_stated(self) -> list[Duty]:
        """The duty words and denials of the sentences that the quotes stand in."""
        sentences = {s.sentence: s for s in self.supports}
        return [duty for support in sentences.values() for duty in _duties_of(support)]


def _duties_of(support: Support) -> list[Duty]:
    """Those of the quote's sentence; an opening "it" is whoever the sentence before is about."""
    found, before = duties(support.sentence), duties(support.sentence_before)
    if found and before and _PRONOUN.fullmatch(found[0].before):
        found[0] = replace(found[0], before=before[0].before)
    return found


def _without_labels(said: str, support: Support) -> str:
    """Without the document's title and "clause II.1": their numbers are no statements."""
    clause = support.evidence.clause
    title = plain(support.citation.title)
    for label in (title, *re.findall(r"\([^)]*\d[^)]*\)", title)):
        said = said.replace(label, " ") if label else said
    path = re.escape(plain(clause.path).strip("()"))
    return re.sub(
        rf"(?:(?:clause|item|task|section|article|paragraph|point|measure|part)s? \(?{path}\)?"
        rf"|第{path}[条项款点]|(?<![\w(]){re.escape(plain(clause.path))}(?![\w)]))(?![\d.])",
        " ",
        said,
    )


def part_around(text: str, quantity: Quantity) -> str:
    """The part of a normalized text, between commas or full stops, that a quantity stands in."""
    start = max([0, *(m.end() for m in _PART.finditer(text) if m.end() <= quantity.start)])
    end = min([len(text), *(m.start() for m in _PART.finditer(text) if m.start() >= quantity.end)])
    return text[start:end]


def counted(text: str, quantity: Quantity) -> str:
    """The words of a normalized text that say what is counted: those after the number."""
    return near(_AFTER_COUNTED.split(text[quantity.end : quantity.end + _REACH], maxsplit=1)[0])


def likeness(words: Words, claimed: Duty, stated: Duty) -> int:
    """How many things a claim says after its duty word that the clause says around its own."""
    most = _DENIED_TERMS if claimed.denies else _NEAR_TERMS
    terms = words.terms(near(claimed.after), stated.after or stated.before)[:most]
    # "X is not required", but "will not be submitted": what a "not" denies comes after it.
    only_after = stated.denies and "not_required" not in stated.forces
    keys = words.keys(near(stated.after), "" if only_after else near(stated.before, last=True))
    return sum(covered(term, keys) for term in terms)


def actors(words: Words, text: str) -> Keys:
    """Who is named in a text, as far as it is beyond doubt."""
    named = [t for t in words.terms(text, "English") if t and all(form & _ACTORS for form in t)]
    return frozenset().union(*(form & _ACTORS for term in named for form in term))


def is_of_other_actor(case: Case, claimed: Duty, stated: Duty) -> bool:
    """Whether the claim says of one what the clause says of another.

    Where the verbs differ, the other way round may be the same: who may be granted something
    may obtain it.
    """
    who = actors(case.words, near(claimed.before, last=True))
    of_whom = actors(case.words, near(stated.before, last=True))
    same_verb = covered(
        next(iter(case.words.terms(claimed.after, stated.after)), ()),
        case.words.keys(" ".join(stated.after.split()[:2])),
    )
    if not same_verb:
        of_whom |= actors(case.words, near(stated.after))
    return bool(who and of_whom and not who & of_whom)


def strange_actors(case: Case) -> bool:
    """Whether the claim speaks of somebody whom neither the clause nor the question names."""
    known = case.words.keys(case.around, case.question)
    return any(
        all(form & _ACTORS for form in term) and not covered(term, known)
        for term in case.words.terms(case.said, case.stated)
    )


def near(text: str, *, last: bool = False) -> str:
    """The first few words of a text, or the last few."""
    if HAN.search(text):
        # A Chinese predicate ends with its comma; a subject may stand before one.
        return text[-_NEAR_HAN:] if last else _COMMA.split(text)[0][:_NEAR_HAN]
    split = text.split()
    return " ".join(split[-_NEAR_WORDS:] if last else split[:_NEAR_WORDS])
