"""Whether a quote has to do with the question, measured against the rest of the evidence.

A paraphrased question may share no word with the clause that answers it, so no absolute share
is asked for: a quote is beside the point when other sentences of the evidence speak of far more
of what is asked, terms weighted by how few sentences have them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from assistant.answering.quantities import quantities
from assistant.answering.support import Support, sentences
from assistant.answering.words import Keys, Term, Words, covered, is_chinese
from assistant.model import Evidence, Span
from assistant.reading.normalize import plain

LEAST_SHARE = 0.3
LEAST_TRUSTED_SHARE = 0.15
"""Of what the best sentence of the evidence covers of the question; the finder's first paragraph
and its best sentences need less, its very best nothing."""
LEAST_BESIDE = 0.2
"""More of it where the question asks for a number or a time and the claim has none."""
TRUSTED_RANKS = 3
TRUSTED_SENTENCES = 8
BELIEVED_SENTENCES = 4

_ASKS_QUANTITY = re.compile(
    r"\bhow (?:long|many|much|often|soon|large|high)\b|\bwhen\b|\bdeadline"
    r"|\b(?:what|which) (?:date|day|year|percentage|share|number|amount|period|term)\b"
    r"|多久|多长|多少|何时|什么时候|期限|几(?:年|月|天|日|个|家|名|号|成)|哪[年天]|截止"
)


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
        self._asks_quantity = bool(_ASKS_QUANTITY.search(plain(question)))
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
        self._highest = scores[:BELIEVED_SENTENCES][-1] if scores else math.inf

    def is_relevant(self, support: Support, claim: str) -> bool:
        """Whether the quote's sentence and headings speak of enough of what is asked."""
        if not self._best:
            return support.rank <= TRUSTED_RANKS
        if self._is_scored(support, self._highest):
            return True
        trusted = support.rank == 1 or self._is_scored(support, self._high)
        least = LEAST_TRUSTED_SHARE if trusted else LEAST_SHARE
        beside = self._asks_quantity and not quantities(claim)
        return self.share(support) >= least + beside * LEAST_BESIDE

    def share(self, support: Support) -> float:
        """What the quote covers of the question, as a share of what the best sentence covers."""
        if not self._best:
            return 0.0
        keys = self._words.keys(support.headings, support.sentence)
        return self._score(keys) / self._best

    @staticmethod
    def _is_scored(support: Support, least: float) -> bool:
        """Whether the finder gave a sentence that the quote touches at least this score."""
        citation = support.citation
        return any(
            score >= least and span.start < citation.end and citation.start < span.end
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
