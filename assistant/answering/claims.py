"""Whether the quotes of a claim bear it out.

A model may say anything; what is shown must follow from the words that it cites (checks.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.case import Case
from assistant.answering.checks import CHECKS
from assistant.answering.dialogue import in_context
from assistant.answering.relevance import Relevance
from assistant.answering.reply import OfferedClaim
from assistant.answering.support import Support, find_support, unique
from assistant.answering.words import Words
from assistant.model import Evidence, Language, Question

_MARKERS = re.compile(
    r"\s*(?:\[\d+(?:\s*[,，;]\s*\d+)*\]|【\d+】"
    r"|[(（](?:sources?|来源|出处)\s*:?\s*\d+(?:\s*(?:,|，|and|和)\s*\d+)*[)）])"
)
_LIST_MARK = re.compile(r"^\s*(?:[-*•·]|\(?\d{1,2}[.)、]|[(（]\d{1,2}[)）])\s+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim's text as it may be shown, its support, and the check that it failed, if any."""

    text: str
    supports: tuple[Support, ...]
    failed: str = ""
    reason: str = ""

    @property
    def holds(self) -> bool:
        return not self.failed


class Verifier:
    """Checks the claims of one reply against the evidence that the model was given."""

    def __init__(
        self,
        question: Question,
        language: Language,
        evidence: Mapping[int, Evidence],
        titles: Mapping[str, str],
        words: Words,
    ) -> None:
        self._question = in_context(question.text, question.history)
        self._language = language
        self._evidence = evidence
        self._titles = titles
        self._words = words
        self._relevance = Relevance(self._question, evidence, titles, words)

    def verdict(self, offered: OfferedClaim) -> Verdict:
        """Whether the claim may be shown. Never raises."""
        text = _LIST_MARK.sub("", _MARKERS.sub("", offered.text)).strip()
        if not offered.quotes:
            return Verdict(text, (), "cited", "it cites nothing")
        supports = find_support(offered.quotes, self._evidence, self._titles)
        if not supports:
            return Verdict(text, (), "quoted", "a quote does not stand in the source it names")
        verdict = self._checked(text, supports)
        if verdict.failed == "quantities":
            # A number that stands in the same sentence is quoted with it, and so is the date
            # that stands at the head of the paragraph.
            widened = [w for s in supports for w in (*s.dated_by(), s.widened())]
            return self._checked(text, unique(widened))
        return verdict

    def _checked(self, text: str, supports: Sequence[Support]) -> Verdict:
        case = Case(
            text, self._question, self._language, tuple(supports), self._relevance, self._words
        )
        for name, check in CHECKS.items():
            if reason := check(case):
                return Verdict(text, case.supports, name, reason)
        return Verdict(text, case.supports)
