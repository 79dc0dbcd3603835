"""The training questions with all signals of their search, from which every ranking can be made.

Signals are the slow part and do not depend on what is learned: they are computed once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.progress import track

from assistant.bootstrap import build_assistant
from assistant.finding.asked import Asked
from assistant.finding.finder import Finder, Found
from assistant.finding.ranker import Weights
from assistant.finding.shelf import Floats
from assistant.settings import read_settings
from evals.questions import Question, evidence_paragraphs, read_questions, search_text

LANGUAGES = ("en", "zh")
_EVIDENCE = 10


@dataclass(frozen=True)
class Searched:
    """A question, its signals, and the numbers of its needed and of its other fair paragraphs.

    `vectors` hold it as each encoder sees it, by the encoder's fingerprint.
    """

    question: Question
    asked: Asked
    signals: dict[str, Floats]
    sentences: Floats
    needed: tuple[int, ...]
    also: tuple[int, ...]
    vectors: dict[str, Floats]

    def found(self, finder: Finder, weights: Weights) -> Found:
        """What the assistant would find with these weights of the ranker."""
        return finder.rank(self.asked, self.signals, self.sentences, _EVIDENCE, (), weights)


def search(finder: Finder, questions: Sequence[Question]) -> list[Searched]:
    """Search for every question; progress goes to standard error."""
    console = Console(stderr=True)
    return [
        _searched(finder, question)
        for question in track(questions, "Searching", console=console, transient=True)
    ]


def _searched(finder: Finder, question: Question) -> Searched:
    asked = finder.read(search_text(question))
    signals, sentences = finder.signals(asked)
    needed = evidence_paragraphs(question.evidence, finder.shelf)
    also = evidence_paragraphs(question.also, finder.shelf)
    vectors = finder.vectors(asked)
    return Searched(question, asked, signals, sentences, tuple(needed), tuple(also), vectors)


def of_language(searches: Sequence[Searched], language: str) -> list[Searched]:
    """Those that finding reads as questions in this language."""
    return [one for one in searches if one.asked.language == language]


def search_training() -> tuple[Finder, list[Searched]]:
    """The finder over the library as it is, and its searches for the training questions.

    Raises LibraryError where nothing is indexed.
    """
    finder = build_assistant(read_settings()).finder()
    return finder, search(finder, read_questions("train"))
