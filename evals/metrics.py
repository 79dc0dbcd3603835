"""The metrics, each a small evaluator of one case that returns a value and a reason.

A value is None where the metric has nothing to say (the citations of a refusal), so that nothing
is divided by zero. Averages weigh each case by `weight`: 1, or how many citations or paragraphs
its value is a share of, so that "0.85 of the citations" is a share of all citations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from evals.facts import counted_part, holds_fact, length_of
from evals.paragraphs import Spot, Texts
from evals.questions import Question
from evals.replies import Quote, Reply

if TYPE_CHECKING:
    from ir_measures import Measure

CUTS = (5, 10)
_NEEDED, _FAIR = 2, 1
"""Grades of relevance: paragraphs that are needed, and others that are a fair place to cite."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an evaluator says of one case; `value` is None where it does not apply."""

    value: float | None
    reason: str
    weight: float = 1.0


@dataclass(frozen=True)
class Case:
    """A question, what was said, and what was found (None where finding was not measured)."""

    question: Question
    reply: Reply
    texts: Texts
    ranking: tuple[Spot, ...] | None = None

    @cached_property
    def counted(self) -> str:
        """The part of the answer that counts."""
        return counted_part(self.reply.answer, self.question.language, self.question.long)

    @cached_property
    def facts_held(self) -> tuple[bool, ...]:
        """For each fact whether the counted part holds it."""
        said = "" if self.reply.abstained else self.counted
        return tuple(holds_fact(said, wordings) for wordings in self.question.facts)

    @cached_property
    def needed(self) -> tuple[Spot, ...]:
        """The paragraphs that hold the evidence."""
        return tuple(sorted(self.texts.holding_any(self.question.evidence)))

    @cached_property
    def fair(self) -> frozenset[Spot]:
        """The paragraphs that are right to cite: those needed, and those that say the same."""
        return frozenset(self.needed) | self.texts.holding_any(self.question.also)

    def spot_of(self, quote: Quote) -> Spot | None:
        """The paragraph in which a quote stands, letter for letter; None if it does not."""
        if not self.texts.stands(quote.document, quote.text, quote.start, quote.end):
            return None
        return self.texts.at(quote.document, quote.start, quote.end)

    @cached_property
    def cited(self) -> tuple[Spot | None, ...]:
        """For each citation of the answer its paragraph."""
        return tuple(self.spot_of(quote) for quote in self.reply.citations)

    @property
    def is_answered(self) -> bool:
        return not self.reply.abstained

    @cached_property
    def is_right(self) -> bool:
        """Answerable: all facts and a citation in a right place. Unanswerable: refused."""
        if not self.question.answerable:
            return self.reply.abstained
        return self.is_answered and all(self.facts_held) and bool(self.fair & set(self.cited))


Evaluator = Callable[[Case], Verdict]
_UNANSWERABLE = Verdict(None, "there is no answer to be found")
_ANSWERABLE = Verdict(None, "there is an answer")


def right(case: Case) -> Verdict:
    """Whether the reply is right as a whole."""
    if case.is_right:
        return Verdict(1.0, "right")
    if not case.question.answerable:
        return Verdict(0.0, "answered though the documents do not say")
    if case.reply.abstained:
        return Verdict(0.0, "refused though there is an answer")
    facts = "" if all(case.facts_held) else _facts_reason(case)
    place = "" if case.fair & set(case.cited) else "no citation in a right place"
    return Verdict(0.0, ", ".join(fault for fault in (facts, place) if fault))


def all_facts(case: Case) -> Verdict:
    """Whether the counted part of the answer holds all facts; 0 for a refusal."""
    if not case.question.answerable:
        return _UNANSWERABLE
    return Verdict(float(all(case.facts_held)), _facts_reason(case))


def share_of_facts(case: Case) -> Verdict:
    """The share of the facts that the counted part of the answer holds; 0 for a refusal."""
    if not case.question.answerable or not case.facts_held:
        return _UNANSWERABLE
    return Verdict(sum(case.facts_held) / len(case.facts_held), _facts_reason(case))


def _facts_reason(case: Case) -> str:
    if case.reply.abstained:
        return "refused"
    pairs = zip(case.question.facts, case.facts_held, strict=True)
    missing = [wordings[0] for wordings, held in pairs if not held]
    return f"missing: {'; '.join(missing)}" if missing else "all facts are there"


def citation_precision(case: Case) -> Verdict:
    """The share of an answer's citations that stand in a right paragraph."""
    if not case.question.answerable:
        return _UNANSWERABLE
    if not case.cited:
        return Verdict(None, "nothing is cited")
    hits = sum(spot in case.fair for spot in case.cited)
    reason = f"{hits} of {len(case.cited)} citations are in a right place"
    return Verdict(hits / len(case.cited), reason, weight=len(case.cited))


def citation_recall(case: Case) -> Verdict:
    """The share of the needed paragraphs that an answer cites; 0 for a refusal."""
    if not case.needed:
        return _UNANSWERABLE
    hits = sum(spot in case.cited for spot in case.needed)
    reason = f"{hits} of {len(case.needed)} needed paragraphs are cited"
    return Verdict(hits / len(case.needed), reason, weight=len(case.needed))


def verbatim(case: Case) -> Verdict:
    """The share of all quotes shown that are the stored text at their offsets."""
    quotes = (*case.reply.citations, *case.reply.see_also)
    if not quotes:
        return Verdict(None, "nothing is quoted")
    changed = [q for q in quotes if not case.texts.stands(q.document, q.text, q.start, q.end)]
    reason = f"not in the text: {changed[0].text[:60]!r}" if changed else "all quotes are verbatim"
    return Verdict(1 - len(changed) / len(quotes), reason, weight=len(quotes))


def refused_unanswerable(case: Case) -> Verdict:
    """Whether an unanswerable question is refused, as it should be."""
    if case.question.answerable:
        return _ANSWERABLE
    return Verdict(float(case.reply.abstained), "refused" if case.reply.abstained else "answered")


def refused_answerable(case: Case) -> Verdict:
    """Whether an answerable question is refused, as it should not be. Lower is better."""
    if not case.question.answerable:
        return _UNANSWERABLE
    return Verdict(float(case.reply.abstained), "refused" if case.reply.abstained else "answered")


def recall_at(k: int) -> Evaluator:
    """The share of the needed paragraphs among the first `k` found."""

    def evaluator(case: Case) -> Verdict:
        from ir_measures import R

        if case.ranking is None or not case.needed:
            return _UNMEASURED
        missed = [str(spot) for spot in case.needed if spot not in case.ranking[:k]]
        reason = f"not among the first {k}: {', '.join(missed)}" if missed else "all found"
        return Verdict(_measured(R(rel=_NEEDED) @ k, case), reason, weight=len(case.needed))

    return evaluator


def ndcg(case: Case) -> Verdict:
    """nDCG@10 (Järvelin and Kekäläinen 2002): needed paragraphs count 2, other fair ones 1."""
    from ir_measures import nDCG

    if case.ranking is None or not case.needed:
        return _UNMEASURED
    value = _measured(nDCG @ CUTS[-1], case)
    return Verdict(value, f"{value:.2f} of the best possible order")


_UNMEASURED = Verdict(None, "finding was not measured, or there is nothing to find")


def _measured(measure: Measure, case: Case) -> float:
    """One measure of one ranking, by ir-measures."""
    from ir_measures import Qrel, ScoredDoc, calc_aggregate

    name = case.question.id
    grades = dict.fromkeys(case.fair, _FAIR) | dict.fromkeys(case.needed, _NEEDED)
    wanted = [Qrel(name, str(spot), grade) for spot, grade in grades.items()]
    ranked = [ScoredDoc(name, str(spot), -rank) for rank, spot in enumerate(case.ranking or ())]
    return float(calc_aggregate([measure], wanted, ranked)[measure]) if ranked else 0.0


def length(case: Case) -> Verdict:
    """The length of an answer: its words, or the signs of a Chinese one."""
    if case.reply.abstained or not case.reply.answer:
        return Verdict(None, "refused")
    units = length_of(case.reply.answer, case.question.language)
    return Verdict(
        float(units), f"{units} {'words' if case.question.language == 'en' else 'signs'}"
    )


def seconds(case: Case) -> Verdict:
    """How long finding and answering took."""
    if not case.reply.seconds:
        return Verdict(None, "no time was taken")
    return Verdict(case.reply.seconds, f"{case.reply.seconds:.3f} s")


EVALUATORS: Mapping[str, Evaluator] = {
    "right": right,
    "all facts": all_facts,
    "share of facts": share_of_facts,
    "citation precision": citation_precision,
    "citation recall": citation_recall,
    "verbatim quotes": verbatim,
    "unanswerable refused": refused_unanswerable,
    "answerable refused": refused_answerable,
    "recall@5": recall_at(5),
    "recall@10": recall_at(10),
    "nDCG@10": ndcg,
    "length": length,
    "seconds": seconds,
}


def evaluate(case: Case) -> dict[str, Verdict]:
    """All verdicts on a case, by the names of the metrics."""
    return {name: evaluator(case) for name, evaluator in EVALUATORS.items()}


def ranks(case: Case) -> dict[Spot, int | None]:
    """For each needed paragraph the rank at which it was found, from 1; None if it was not."""
    order: Sequence[Spot] = case.ranking or ()
    return {spot: order.index(spot) + 1 if spot in order else None for spot in case.needed}
