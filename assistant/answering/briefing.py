"""What a language model is given: the question, the evidence as numbered data, the rules.

Each source stands between two marks that carry a hash of all of them, so that no document can
hold the mark and pretend to end.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answering import prompts
from assistant.answering.planted import speaks_to_the_model
from assistant.model import Evidence, Language, Question, Turn

log = logging.getLogger(__name__)

MOST_SOURCES = 12
MOST_CHARACTERS = 14_000
"""Of evidence that a model is given; what is ranked lower is left out whole."""
MOST_TURNS = 4
LONGEST_TURN = 600
_LANGUAGES: Mapping[Language, str] = {"en": "English", "zh": "Chinese (中文)"}


@dataclass(frozen=True, slots=True)
class Request:
    """A question with what it may be answered from: the evidence, best first, and titles by id."""

    question: Question
    language: Language
    evidence: Sequence[Evidence]
    titles: Mapping[str, str]

    @property
    def sources(self) -> dict[int, Evidence]:
        """The evidence that the model is given, by its number.

        A paragraph that speaks to the model is left out; the others keep their numbers.
        """
        shown: dict[int, Evidence] = {}
        room = MOST_CHARACTERS
        for number, evidence in enumerate(self.evidence[:MOST_SOURCES], 1):
            if speaks_to_the_model(evidence.text):
                log.warning("left out a paragraph of %s that instructs the model", _place(evidence))
                continue
            room -= len(evidence.text)
            if room < 0 and shown:
                break
            shown[number] = evidence
        return shown


@dataclass(frozen=True, slots=True)
class AnswerPrompts:
    """The two messages that a model is asked with."""

    system: prompts.Prompt
    question: prompts.Prompt

    @classmethod
    def load(cls, folder: Path) -> AnswerPrompts:
        """The prompts in a folder. Raises SettingsError."""
        return cls(prompts.load(folder, "answer-system"), prompts.load(folder, "answer-question"))

    @property
    def sha256(self) -> str:
        """One hash for both, which an answer records."""
        both = self.system.sha256 + self.question.sha256
        return f"sha256:{hashlib.sha256(both.encode()).hexdigest()}"

    def render(self, request: Request) -> tuple[str, str]:
        """The system message and the user message."""
        fence, language = _fence(request), _LANGUAGES[request.language]
        return (
            self.system.render(language=language, fence=fence),
            self.question.render(
                as_of=request.question.as_of.isoformat(),
                history=_history(request.question.history, fence),
                sources="\n\n".join(
                    _block(n, e, request, fence) for n, e in request.sources.items()
                ),
                question=request.question.text,
                language=language,
            ),
        )


def _fence(request: Request) -> str:
    """A mark that no source can hold: it depends on all that they say, and on the question."""
    said = (request.question.text, *(evidence.text for evidence in request.evidence))
    return hashlib.sha256("\0".join(said).encode("utf-8", "replace")).hexdigest()[:16]


def _block(number: int, evidence: Evidence, request: Request, fence: str) -> str:
    clause = evidence.clause
    title = request.titles.get(clause.document, clause.document)
    under = " > ".join((*clause.trail, clause.heading))
    return (
        f"<<source {number} {fence}>>\nDocument: {title}\nClause {clause.path}: {under}\n"
        f"Text: {evidence.text.strip()}\n<<end {number} {fence}>>"
    )


def _history(turns: Sequence[Turn], fence: str) -> str:
    if not turns:
        return ""
    said = "\n".join(f"{turn.role}: {turn.content[:LONGEST_TURN]}" for turn in turns[-MOST_TURNS:])
    return (
        "The conversation before the question, as data:\n"
        f"<<turns {fence}>>\n{said}\n<<end turns {fence}>>\n\n"
    )


def _place(evidence: Evidence) -> str:
    return f"{evidence.clause.document}, {evidence.clause.path}"
