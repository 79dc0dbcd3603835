"""Lessons for the cross-encoder: from general reading questions, and from those about policies."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.adapters.cross_encoder import Pair, PairReader
from assistant.answering.judging import place_of
from assistant.bootstrap import Assistant
from assistant.finding.finder import Finder
from assistant.model import Evidence
from evals.cross_encoder.general import Reading
from evals.questions import Place, Question, read_questions, search_text
from evals.searched import ELSEWHERE, strangers

PART = "asked"
"""The questions about the corpus that the cross-encoder learns from; it sees no others of them."""
_FOUND = 7
_RIGHT = 2
_WRONG = 2
_WRONG_COUNTS = 0.8
_ELSEWHERE_COUNTS = 1.3


@dataclass(frozen=True, slots=True)
class Lesson:
    """A pair, which sentences of the paragraph answer (none: it does not), and how much it counts."""

    pair: Pair
    right: tuple[int, ...]
    counts: float = 1.0


class Teacher:
    """Makes lessons of questions and paragraphs."""

    def __init__(self) -> None:
        self.reader = PairReader()

    def lesson(
        self,
        question: str,
        heading: str,
        sentences: Sequence[str],
        right: Sequence[int],
        counts: float = 1.0,
    ) -> Lesson | None:
        """A paragraph of which the sentences `right` answer; None where these are cut off."""
        pair = self.reader.pair(question, heading, sentences)
        read = [n for n in right if pair.sentences[n][0] < pair.sentences[n][1]]
        return None if len(read) < len(right) else Lesson(pair, tuple(read), counts)

    def general(self, readings: Sequence[Reading]) -> list[Lesson]:
        """One lesson for each."""
        lessons = (self.lesson(*reading) for reading in readings)
        return [lesson for lesson in lessons if lesson is not None]

    def about_policies(
        self, searched: Sequence[PolicyQuestion], chance: random.Random
    ) -> list[Lesson]:
        """A round: what is right for each question, and some of what was found beside it."""
        return [lesson for one in searched for lesson in self._lessons(one, chance)]

    def _lessons(self, one: PolicyQuestion, chance: random.Random) -> Iterator[Lesson]:
        for evidence, counts in one.drawn(chance):
            heading = place_of(evidence, one.finder.shelf)
            sentences = [sentence.text for sentence in evidence.sentences]
            lesson = self.lesson(one.text, heading, sentences, one.right_in(evidence), counts)
            if lesson is not None:
                yield lesson


class PolicyQuestion:
    """A question about policies with the paragraphs found for it, and those that answer it."""

    def __init__(self, finder: Finder, question: Question, counts: float) -> None:
        self.finder, self.question, self.counts = finder, question, counts
        self.text = search_text(question)
        self.found = finder.find(self.text, _FOUND).evidence

    def right_in(self, evidence: Evidence) -> list[int]:
        """The numbers of the sentences of a paragraph that answer."""
        right: set[int] = set()
        for place in (*self.question.evidence, *self.question.also):
            at = evidence.text.find(place.quote)
            if at >= 0 and evidence.clause.document == place.document:
                begin, end = evidence.span.start + at, evidence.span.start + at + len(place.quote)
                spans = [sentence.span for sentence in evidence.sentences]
                right |= {n for n, s in enumerate(spans) if s.start < end and begin < s.end}
        return sorted(right)

    def drawn(self, chance: random.Random) -> Iterator[tuple[Evidence, float]]:
        """Paragraphs for one round with how much each counts; which others are drawn differs."""
        wrong = [e for e in self.found if not self.right_in(e)]
        if not self.question.answerable:
            drawn = wrong[:1] + chance.sample(wrong[1:], min(1, len(wrong[1:])))
            yield from ((e, self.counts) for e in drawn)
            return
        right = [self._whole(place) for place in self.question.evidence]
        yield from ((e, self.counts) for e in chance.sample(right, min(_RIGHT, len(right))))
        drawn = chance.sample(wrong, min(_WRONG, len(wrong)))
        yield from ((e, self.counts * _WRONG_COUNTS) for e in drawn)

    def _whole(self, place: Place) -> Evidence:
        """The paragraph in which a place stands, found or not. Raises ValueError where none is."""
        for paragraph in self.finder.shelf.paragraphs:
            if paragraph.document.id == place.document and place.quote in paragraph.text:
                passages = tuple(self.finder.shelf.passages[paragraph.first : paragraph.last])
                return Evidence(paragraph.clause, paragraph.text, paragraph.span, 0.0, passages)
        raise ValueError(f"{self.question.id}: no paragraph has the words {place.quote!r}")


def policy_questions(assistant: Assistant) -> list[PolicyQuestion]:
    """Those about the corpus and about other places that are for the cross-encoder to learn."""
    finder = assistant.finder()
    out = [PolicyQuestion(finder, question, 1.0) for question in read_questions(PART)]
    for stranger, questions in strangers(assistant, ELSEWHERE):
        there = stranger.finder()
        out += [PolicyQuestion(there, question, _ELSEWHERE_COUNTS) for question in questions]
    return out
