"""An answer without a language model: the sentences that answer, verbatim, each with its place.

What is asked decides how many sentences of how many paragraphs are shown, and what is put before
them: a date that was worked out, the force of the duty. A Chinese question on an English text
gets the key facts in Chinese before each quote.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering import outlines
from assistant.answering.form import Wanted, offers, wanted
from assistant.answering.gist import gist
from assistant.answering.judging import is_across
from assistant.answering.periods import passed_notice, target_dates, worked_out
from assistant.answering.premise import correction
from assistant.answering.quoting import cite_span
from assistant.answering.refusing import answered, refuse
from assistant.answering.selection import Candidate, candidates, names_units, weigh
from assistant.finding.finder import Found
from assistant.finding.glossary import Terms
from assistant.finding.shelf import Shelf
from assistant.finding.words import language_of
from assistant.model import Answer, Citation, Claim, Clause, Language, Question, Result, Span
from assistant.reading.labels import read_label
from assistant.reading.normalize import plain


@dataclass(frozen=True, slots=True)
class Room:
    """How much an answer may show: words in all, paragraphs, and how likely a sentence must be.

    `least` is what a sentence of the first paragraph needs, as a share of the likeliest one's
    chance; `further` what one of another paragraph needs.
    """

    words: int
    paragraphs: int
    least: float = 0.05
    further: float = 0.4


SHORT = Room(words=150, paragraphs=3)
LONG = Room(words=380, paragraphs=5)
_ITEMS = 24
_MAY_ANSWER = -4.0
"""Log-odds above which a paragraph is one of several answers: no single one answers the question."""
_SAYS_NOTHING = frozenset(("who", "form"))
"""What a mere heading may offer: it names bodies and papers."""
_SEVERAL = 2
_FOOTNOTE = re.compile(r"\[(\d+)\]")
_BULLET = re.compile(r"^(?:[•·●○■□◆▪◦‣➢]\s*|[-*+]\s+)")


def extract(
    question: Question, found: Found, shelf: Shelf, terms: Terms, parts: Iterable[Found] = ()
) -> Result:
    """The extractive answer, or a refusal where the evidence does not answer.

    `found` is what finding gave for the question in its context, `parts` what it gives for each
    part of a question that asks several things. It is answered where it is as a whole, or in all
    its parts.
    """
    language = language_of(question.text)
    items = weigh(candidates(found, terms), found.asked.language)
    told = [_likeliest(part, shelf, terms) for part in parts]
    of_parts = list(dict.fromkeys(span for span in told if span))
    if not items or answered(found, items) < 0:
        if not told or not all(told):
            return refuse(question, language, "extractive", found, shelf)
        return _Composer(question, shelf, terms).answer(of_parts, of_parts[0])
    need = wanted(question.text)
    items = _without_headings(items, shelf)
    room = LONG if need.is_long else SHORT
    spans = _listed(need, found, shelf) or _of_each(items, _asked_of(found), room, language)
    if "who" in need.needs:
        spans = _with_units(spans, items)
    if not set(of_parts) <= set(spans):
        # What was missing goes first, in the order in which it was asked for.
        spans = list(dict.fromkeys((*of_parts, *spans)))
    best = (items[0].evidence.clause, items[0].passage.span)
    return _Composer(question, shelf, terms).answer(spans, best)


def _likeliest(part: Found, shelf: Shelf, terms: Terms) -> tuple[Clause, Span] | None:
    """The likeliest sentence for a part of a question; None where it is not answered."""
    items = weigh(candidates(part, terms), part.asked.language)
    if not items or answered(part, items) < 0:
        return None
    best = _without_headings(items, shelf)[0]
    return best.evidence.clause, best.passage.span


def _without_headings(items: list[Candidate], shelf: Shelf) -> list[Candidate]:
    """What only heads a clause or a document answers nothing, unless there is nothing else."""
    return [i for i in items if not (_is_bare_heading(i) or _is_title(i, shelf))] or items


def _is_bare_heading(item: Candidate) -> bool:
    """Whether it heads its clause and states nothing: no duty, number or day stands in it."""
    return item.heads and offers(item.passage.text) <= _SAYS_NOTHING


def _is_title(item: Candidate, shelf: Shelf) -> bool:
    return plain(item.passage.text) in plain(shelf.documents[item.passage.document].title)


def _listed(need: Wanted, found: Found, shelf: Shelf) -> list[tuple[Clause, Span]]:
    return outlines.listed(found.evidence, shelf)[:_ITEMS] if need.form == "list" else []


def _asked_of(found: Found) -> Collection[str]:
    """The documents that a question names, or all that may answer, where it asks what several say."""
    if not is_across(found):
        return found.asked.named
    read = [(e.clause.document, e.judgement.answers) for e in found.evidence if e.judgement]
    return {document for document, answers in read if answers > _MAY_ANSWER}


def _of_each(
    items: list[Candidate], documents: Collection[str], room: Room, language: Language
) -> list[tuple[Clause, Span]]:
    """The sentences that fit; of each document, where the question is about several of those found."""
    in_order = language == "en"
    found = [d for d in dict.fromkeys(i.passage.document for i in items) if d in documents]
    if len(found) < _SEVERAL:
        return chosen(items, room, in_order=in_order)
    share = replace(room, words=max(room.words, LONG.words) // len(found))
    return [
        span
        for document in found
        for span in chosen(
            [i for i in items if i.passage.document == document], share, in_order=in_order
        )
    ]


def chosen(items: Sequence[Candidate], room: Room, *, in_order: bool) -> list[tuple[Clause, Span]]:
    """The sentences that have room, best paragraph first, inside a paragraph in text order.

    A Chinese asker of an English text, who reads key facts, gets the likeliest first instead.
    """
    best = items[0].chance
    paragraphs: dict[tuple[str, int], list[Candidate]] = {}
    words = 0
    for item in items:
        key = (item.passage.document, item.passage.paragraph.start)
        is_first = not paragraphs or key == next(iter(paragraphs))
        if item.chance < (room.least if is_first else room.further) * best:
            continue
        size = _size(item.passage.text)
        if words and words + size > room.words:
            continue
        if key not in paragraphs and len(paragraphs) >= room.paragraphs:
            continue
        paragraphs.setdefault(key, []).append(item)
        words += size
    return [
        (item.evidence.clause, item.passage.span)
        for group in paragraphs.values()
        for item in (sorted(group, key=lambda i: i.passage.span.start) if in_order else group)
    ]


def _with_units(
    spans: list[tuple[Clause, Span]], items: Sequence[Candidate]
) -> list[tuple[Clause, Span]]:
    """Who is responsible stands at the end of a paragraph: it belongs to what is shown of it."""
    shown = {(clause.document, clause.path) for clause, _ in spans[:1]}
    for item in items:
        clause, span = item.evidence.clause, item.passage.span
        place = (clause.document, clause.path)
        if place in shown and names_units(item.passage.text) and (clause, span) not in spans:
            at = max(n for n, (c, _) in enumerate(spans) if (c.document, c.path) == place)
            return [*spans[: at + 1], (clause, span), *spans[at + 1 :]]
    return spans


def _size(text: str) -> int:
    """Words, or half the characters of Chinese text."""
    return max(len(text.split()), len(text) // 2 if language_of(text) == "zh" else 0)


class _Composer:
    """Puts chosen sentences into an answer."""

    def __init__(self, question: Question, shelf: Shelf, terms: Terms) -> None:
        self._question, self._shelf, self._terms = question, shelf, terms
        self._language = language_of(question.text)

    def answer(
        self, spans: Sequence[tuple[Clause, Span]], best: tuple[Clause, Span] | None = None
    ) -> Answer:
        """The answer made of these stretches of clauses, one claim and one citation each.

        `best` is the likeliest of them: what it says otherwise than the question goes first.
        """
        citations = tuple(
            cite_span(n, span, clause, self._shelf.documents[clause.document].title)
            for n, (clause, span) in enumerate(spans, 1)
        )
        claims = tuple(Claim(self._claim(c), (c.n,)) for c in citations)
        quotes = [c.quote for c in citations]
        cited = citations[list(spans).index(best)] if best and best in spans else None
        likeliest = [cited.quote] if cited else []
        lead = worked_out(self._question.text, [*likeliest, *quotes], self._language)
        if lead:
            claims = (Claim(lead, (self._source_of(lead, citations),)), *claims)
        if cited is not None:
            premise = correction(self._question.text, cited.quote, self._language)
            claims = (Claim(premise, (cited.n,)), *claims) if premise else claims
        passed = target_dates(" ".join(quotes))
        return Answer(
            question=self._question.text,
            language=self._language,
            mode="extractive",
            text=_text(claims),
            claims=claims,
            citations=citations,
            notices=passed_notice(passed, self._question.as_of, self._language),
        )

    def _source_of(self, lead: str, citations: Iterable[Citation]) -> int:
        """The citation from which a date was worked out: the first that gives the same lead."""
        return next(
            c.n
            for c in citations
            if worked_out(self._question.text, [c.quote], self._language) == lead
        )

    def _claim(self, citation: Citation) -> str:
        """The sentence as it is shown: without its number, for a Chinese asker with its gist."""
        shown = _shown(citation.quote)
        if self._language != "zh" or language_of(citation.quote) == "zh":
            return shown
        facts = gist(shown, self._terms)
        return f"{facts}。原文：“{shown}”" if facts else f"原文：“{shown}”"


def _shown(quote: str) -> str:
    """A quote without its number or bullet, and without marks that would look like citations."""
    label = read_label(quote)
    rest = label.rest if label and label.printed and label.style != "lead-in" else ""
    return _FOOTNOTE.sub(r"(\1)", _BULLET.sub("", rest.strip() or quote.strip()))


def _text(claims: Sequence[Claim], *, several: bool | None = None) -> str:
    """The claims with their markers, as a list where there are several."""
    lines = [f"{c.text} {''.join(f'[{n}]' for n in c.citations)}" for c in claims]
    as_list = len(claims) > 1 if several is None else several
    return "\n".join(f"- {line}" if as_list else line for line in lines)


def growing(result: Result) -> Iterator[Result]:
    """The result claim by claim, each step complete in itself; the last one is the result."""
    if isinstance(result, Answer):
        for count in range(1, len(result.claims)):
            claims = result.claims[:count]
            cited = {n for claim in claims for n in claim.citations}
            yield replace(
                result,
                text=_text(claims, several=True),
                claims=claims,
                citations=tuple(c for c in result.citations if c.n in cited),
                notices=(),
            )
    yield result


def with_seconds(result: Result, find: float, answer: float) -> Result:
    """The result with how long finding and answering took, in seconds."""
    return replace(result, seconds=replace(result.seconds, find=find, answer=answer))
