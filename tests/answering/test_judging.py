"""The best paragraphs are read together with the question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from doubles import WordsInCommon
from library_on_a_shelf import TERMS, finder_of, found

from assistant.answering.judging import READ, judged
from assistant.answering.refusing import answered
from assistant.answering.selection import FEATURES, candidates, weigh
from assistant.finding.finder import Found
from assistant.model import Judgement

FINDER = finder_of()
QUESTION = "For how many days is the decision announced internally?"


@dataclass
class Recording:
    """A CrossEncoder that keeps what it was given."""

    read: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)

    def judge(self, question: str, heading: str, sentences: Sequence[str]) -> Judgement:
        self.read.append((question, heading, tuple(sentences)))
        return Judgement(1.0, (0.5,) * len(sentences))


def test_the_best_paragraphs_are_judged_in_their_order_and_no_others() -> None:
    before = found(QUESTION, FINDER, k=READ + 3)
    after = judged(before, FINDER.shelf, WordsInCommon())
    assert [e.span for e in after.evidence] == [e.span for e in before.evidence]
    assert [e.judgement is not None for e in after.evidence] == [True] * READ + [False] * 3


def test_a_paragraph_is_read_under_the_title_and_the_headings_above_it() -> None:
    reader = Recording()
    judged(
        found("How long is a license granted for at least?", FINDER, "pilot"), FINDER.shelf, reader
    )
    (read,) = [(h, s) for _, h, s in reader.read if any("at least ten years" in text for text in s)]
    heading, sentences = read
    title = "Implementation Plan for the Pilot Reform"
    assert heading.startswith(f"{title} > ")
    assert heading.endswith("Granting long-term licenses")
    assert len(sentences) == 2


def test_the_likeliest_sentence_of_the_best_paragraph_is_read_by_itself() -> None:
    search = judged(found(QUESTION, FINDER), FINDER.shelf, WordsInCommon())
    best = max(search.evidence[:READ], key=lambda e: e.judgement.answers if e.judgement else -1.0)
    alone = [e for e in search.evidence if e.judgement and e.judgement.alone is not None]
    assert alone == [best]
    reader = Recording()
    judged(found(QUESTION, FINDER), FINDER.shelf, reader)
    assert len(reader.read) == READ + 1
    assert len(reader.read[-1][2]) == 1


def test_of_each_document_the_best_paragraph_is_read_where_several_are_asked_about() -> None:
    question = "For how long must the decision be announced, in each of the documents?"
    search = found(question, FINDER, k=30)
    documents = [e.clause.document for e in search.evidence]
    last = max(documents.index(name) for name in set(documents))
    assert last >= READ
    read = judged(search, FINDER.shelf, WordsInCommon()).evidence
    assert {e.clause.document for e in read if e.judgement} == set(documents)
    one = judged(
        found("For how long must the decision be announced?", FINDER, k=30),
        FINDER.shelf,
        WordsInCommon(),
    )
    assert all(e.judgement for e in one.evidence[:READ])


def test_what_was_not_read_is_held_to_answer_less_than_what_was() -> None:
    search = judged(found(QUESTION, FINDER, k=READ + 3), FINDER.shelf, WordsInCommon())
    at = FEATURES.index("answers")
    sides = {item.rank < READ: item.features[at] for item in candidates(search, TERMS)}
    assert sides[False] < sides[True]


def test_where_nothing_was_read_nothing_is_held_against_any_paragraph() -> None:
    at = FEATURES.index("answers")
    assert {i.features[at] for i in candidates(found(QUESTION, FINDER, k=9), TERMS)} == {0.0}


def test_the_more_the_paragraphs_answer_the_less_is_a_question_refused() -> None:
    search = found(QUESTION, FINDER)
    sides = [_answered(search, log_odds) for log_odds in (-6.0, -1.0, 1.0, 6.0)]
    assert sides == sorted(sides)
    assert sides[0] < sides[-1]


def _answered(search: Found, log_odds: float) -> float:
    def judge(count: int) -> Judgement:
        return Judgement(log_odds, (log_odds,) * count)

    evidence = (replace(e, judgement=judge(len(e.sentences))) for e in search.evidence)
    read = replace(search, evidence=tuple(evidence))
    return answered(read, weigh(candidates(read, TERMS), read.asked.language))
