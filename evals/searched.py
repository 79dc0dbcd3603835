"""The training questions with all signals of their search, from which every ranking can be made.

Signals are the slow part and do not depend on what is learned: they are computed once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import track

from assistant.bootstrap import Assistant, build_assistant
from assistant.finding.asked import Asked
from assistant.finding.finder import Finder, Found
from assistant.finding.ranker import Weights
from assistant.finding.shelf import Floats
from assistant.settings import read_settings
from evals.questions import Question, evidence_paragraphs, read_questions, search_text

LANGUAGES = ("en", "zh")
RULEBOOK = Path(__file__).parent / "rulebook"
"""A policy of another kind than the corpus, to learn from; see its README."""
UNSEEN = Path(__file__).parent / "unseen"
"""A policy to which nothing was fitted; see its README."""

_EVIDENCE = 10


@dataclass(frozen=True)
class Searched:
    """A question, its signals, and the numbers of its needed and of its other fair paragraphs.

    `vectors` hold it as each encoder sees it, by the encoder's fingerprint.
    """

    question: Question
    finder: Finder
    asked: Asked
    signals: dict[str, Floats]
    sentences: Floats
    needed: tuple[int, ...]
    also: tuple[int, ...]
    vectors: dict[str, Floats]

    def found(self, weights: Weights) -> Found:
        """What the assistant would find with these weights of the ranker."""
        return self.finder.rank(self.asked, self.signals, self.sentences, _EVIDENCE, (), weights)


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
    return Searched(
        question, finder, asked, signals, sentences, tuple(needed), tuple(also), vectors
    )


def of_language(searches: Sequence[Searched], language: str) -> list[Searched]:
    """Those that finding reads as questions in this language."""
    return [one for one in searches if one.asked.language == language]


def search_training() -> list[Searched]:
    """The searches for the training questions, of the corpus as it is indexed and of the rulebook.

    Raises LibraryError where nothing is indexed.
    """
    assistant = build_assistant(read_settings())
    rulebook = apart(assistant, RULEBOOK)
    return [
        *search(assistant.finder(), read_questions("train")),
        *search(rulebook.finder(), read_questions("questions", RULEBOOK)),
    ]


def apart(assistant: Assistant, folder: Path) -> Assistant:
    """An assistant over the documents of an eval folder, with a library of their own."""
    data = assistant.settings.data / folder.name
    settings = assistant.settings.model_copy(update={"data": data, "database": "", "chroma": ""})
    stranger = build_assistant(settings)
    stranger.index([folder / "documents"])
    return stranger
