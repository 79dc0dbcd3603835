"""Whether a quote has to do with the question, measured against the rest of the evidence.

A paraphrased question may share no word with the clause that answers it, so no absolute share
is asked for: a quote is beside the point when other sentences of the evidence speak of far more
of what is asked, terms weighted by how few sentences have them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from assistant.answering.support import Support, sentences
from assistant.answering.words import Keys, Term, Words, covered, is_chinese
from assistant.model import Evidence, Span

LEAST_SHARE = 0.3
"""Of what the best sentence of the evidence covers of the question."""
LEAST_TRUSTED_SHARE = 0.15
TRUSTED_RANKS = 3
TRUSTED_SENTENCES = 5
"""What the finder ranks among the first paragraphs or sentences needs less."""


class Relevance:
    """Scores quotes against one question and its evidence."""

    def __init__(
        self,
        question: str,
        evidence: Mapping[int, Evidence],
        titles: Mapping[str, str],
        words: Words,
    ) -> None:
        self._words = words
        said = [
            f"{_headings(e, titles)}\n{e.text[span.start - e.span.start : span.end - e.span.start]}"
            for e in evidence.values()
            for span in sentences(e)
        ]
        # Terms that suit English suit Chinese as well, for both are translated into it.
        terms = words.terms(question, next((text for text in said if not is_chinese(text)), ""))
        keys = [words.keys(text) for text in said]
        holders = {term: sum(covered(term, k) for k in keys) for term in terms}
        self._weights: dict[Term, float] = {
            term: math.log(1 + len(keys) / n) for term, n in holders.items() if n
        }
        self._best = max(map(self._score, keys), default=0.0)
        scores = sorted((score for e in evidence.values() for _, score in _scored(e)), reverse=True)
        self._high = scores[:TRUSTED_SENTENCES][-1] if scores else math.inf

    def is_relevant(self, support: Support) -> bool:
        """Whether the quote's sentence and headings speak of enough of what is asked."""
        trusted = support.rank <= TRUSTED_RANKS or self._is_scored_high(support)
        if not self._best:
            return trusted
        return self.share(support) >= (LEAST_TRUSTED_SHARE if trusted else LEAST_SHARE)

    def share(self, support: Support) -> float:
        """What the quote covers of the question, as a share of what the best sentence covers."""
        if not self._best:
            return 0.0
        keys = self._words.keys(support.headings, support.sentence)
        return self._score(keys) / self._best

    def _is_scored_high(self, support: Support) -> bool:
        citation = support.citation
        return any(
            score >= self._high and span.start < citation.end and citation.start < span.end
            for span, score in _scored(support.evidence)
        )

    def _score(self, keys: Keys) -> float:
        return sum(weight for term, weight in self._weights.items() if covered(term, keys))


def _headings(evidence: Evidence, titles: Mapping[str, str]) -> str:
    clause = evidence.clause
    title = titles.get(clause.document, clause.document)
    return "\n".join((title, *clause.trail, clause.heading))


def _scored(evidence: Evidence) -> list[tuple[Span, float]]:
    return [(p.span, s) for p, s in zip(evidence.sentences, evidence.scores, strict=False) if s > 0]
