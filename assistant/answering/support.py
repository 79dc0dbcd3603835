"""What a claim rests on: its quotes, found in the paragraphs that the model was given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from assistant.answering.quantities import Quantity, quantities
from assistant.answering.quoting import cite_span, locate
from assistant.answering.reply import OfferedQuote
from assistant.model import Citation, Evidence, Span
from assistant.reading.normalize import normalize

LONGEST_WIDENED = 500
"""Characters of a sentence that may become a quote as a whole."""

_ELLIPSIS = re.compile(r"\s*(?:\[?(?:\.{3,}|…+)\]?)\s*")
_EDGES = " \t\"'“”‘’「」『』.,;:!?。，；：！？、"
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"“(]?[A-Z0-9])|(?<=[。！？])|\n")


@dataclass(frozen=True)
class Support:
    """A quote with its surroundings. `rank` counts the evidence from 1, best first.

    `sentence` is what the quote stands in: whole sentences, verbatim, at `sentence_start`.
    """

    citation: Citation
    evidence: Evidence
    rank: int
    sentence: str
    sentence_start: int

    def widened(self) -> Support:
        """The same with its whole sentence as the quote, where that is not too long."""
        if len(self.sentence) > LONGEST_WIDENED:
            return self
        whole = self.sentence.strip()
        start = self.sentence_start + self.sentence.index(whole)
        citation = replace(self.citation, quote=whole, start=start, end=start + len(whole))
        return replace(self, citation=citation)

    def dated_by(self) -> list[Support]:
        """The nearest sentence before it that names a year, where its own sentence names none.

        "By 2027, …; the turnover will exceed …": the date governs what follows it.
        """
        if _names_year(self.sentence):
            return []
        before = [s for s in sentences(self.evidence) if s.end <= self.sentence_start]
        for span in reversed(before):
            start = span.start - self.evidence.span.start
            said = self.evidence.text[start : start + span.end - span.start].strip()
            if _names_year(said):
                if len(said) > LONGEST_WIDENED:
                    return []
                citation = replace(
                    self.citation, quote=said, start=span.start, end=span.start + len(said)
                )
                return [replace(self, citation=citation, sentence=said, sentence_start=span.start)]
        return []

    @property
    def sentence_before(self) -> str:
        """The sentence of the paragraph before the quote's; empty where it is the first."""
        begin = self.evidence.span.start
        before = [s for s in sentences(self.evidence) if s.end <= self.sentence_start]
        return (
            self.evidence.text[before[-1].start - begin : before[-1].end - begin] if before else ""
        )

    @cached_property
    def headings(self) -> str:
        """The title, trail and heading under which the quote stands, in lines."""
        clause = self.evidence.clause
        return "\n".join((self.citation.title, *clause.trail, clause.heading))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities that the quote states, read with the words around it."""
        before = self.sentence[: self.citation.start - self.sentence_start]
        start = len(normalize(before).text)
        end = start + len(normalize(self.citation.quote).text) + 1
        return tuple(q for q in quantities(self.sentence) if q.start < end and q.end > start)


def _names_year(text: str) -> bool:
    return any(quantity.unit == "date:year" for quantity in quantities(text))


def find_support(
    quotes: Sequence[OfferedQuote],
    evidence: Mapping[int, Evidence],
    titles: Mapping[str, str],
) -> list[Support] | None:
    """The place of every quote, or None where one of them stands in no such place.

    `evidence` holds the paragraphs by the numbers that the model was given. A quote that leaves
    something out ("…") becomes several.
    """
    found: list[Support] = []
    for quote in quotes:
        source = evidence.get(quote.source)
        for words in _parts(quote.words):
            support = _place(words, source, quote.source, titles) if source else None
            if support is None:
                return None
            found.append(support)
    return unique(found)


def unique(supports: Iterable[Support]) -> list[Support]:
    """Each place once, in order."""
    return list({(s.rank, s.citation.start, s.citation.end): s for s in supports}.values())


def _parts(words: str) -> Iterator[str]:
    for part in _ELLIPSIS.split(words):
        if bare := part.strip(_EDGES):
            yield bare


def _place(words: str, evidence: Evidence, rank: int, titles: Mapping[str, str]) -> Support | None:
    clause = evidence.clause
    # Only the paragraph that was shown counts, not the rest of its clause.
    shown = replace(clause, text=evidence.text, start=evidence.span.start, end=evidence.span.end)
    span = locate(words, shown)
    if span is None:
        return None
    around = sentence_around(evidence, span)
    return Support(
        citation=cite_span(0, span, clause, titles.get(clause.document, clause.document)),
        evidence=evidence,
        rank=rank,
        sentence=evidence.text[
            around.start - evidence.span.start : around.end - evidence.span.start
        ],
        sentence_start=around.start,
    )


def sentence_around(evidence: Evidence, span: Span) -> Span:
    """The whole sentences of the paragraph that the span touches, as a span of the version."""
    touched = [s for s in sentences(evidence) if s.start < span.end and s.end > span.start]
    start = min([span.start, *(s.start for s in touched)])
    end = max([span.end, *(s.end for s in touched)])
    return Span(start, end)


def sentences(evidence: Evidence) -> list[Span]:
    """The sentences of a paragraph, as spans of the version."""
    if evidence.sentences:
        return [passage.span for passage in evidence.sentences]
    cuts = [0, *(m.end() for m in _SENTENCE_END.finditer(evidence.text)), len(evidence.text)]
    begin = evidence.span.start
    return [Span(begin + a, begin + b) for a, b in pairwise(cuts) if a < b]
