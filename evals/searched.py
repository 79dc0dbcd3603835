"""The training questions with all signals of their search, from which every ranking can be made.

Signals are the slow part and do not depend on what is learned: they are computed once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import track

from assistant.bootstrap import Assistant, build_assistant
from assistant.finding.asked import Asked
from assistant.finding.finder import Finder, Found, Search
from assistant.finding.ranker import Weights
from assistant.finding.shelf import Floats
from evals.fitting import Array
from evals.questions import Question, evidence_paragraphs, read_questions, search_text

LANGUAGES = ("en", "zh")
ELSEWHERE = Path(__file__).parent / "elsewhere"
"""Policies of other places and kinds than the corpus, to learn from; see its README."""
CALIBRATION = Path(__file__).parent / "calibration"
"""Such policies from which the cross-encoder does not learn; see their README."""
CALIBRATING = ("train", "calibration", "everyday")
"""The parts of the questions about the corpus from which it does not learn either. Of the corpus
itself it knows other questions, so its judgement is better there than on a policy never seen."""
UNSEEN = Path(__file__).parent / "unseen"
"""Policies to which nothing was fitted; see its README."""

ALSO = 0.5
"""What a paragraph that states the fact too, without being needed, counts against one that is."""

RARE_COUNTS = 5.0
"""How much a question to a library with few questions may count."""

_EVIDENCE = 10


@dataclass(frozen=True)
class Searched:
    """A question, its search, and the numbers of its needed and of its other fair paragraphs.

    `calibrates` says that the cross-encoder has not learned from it: from such questions the
    choice of sentences and the refusing learn, which build on its judgements.
    """

    question: Question
    finder: Finder
    search: Search
    needed: tuple[int, ...]
    also: tuple[int, ...]
    calibrates: bool = False

    @property
    def asked(self) -> Asked:
        return self.search.asked

    @property
    def signals(self) -> Mapping[str, Floats]:
        return self.search.signals

    def found(self, weights: Weights) -> Found:
        """What the assistant would find with these weights of the ranker."""
        return self.finder.rank(self.search, _EVIDENCE, (), weights)


def search(
    finder: Finder, questions: Sequence[Question], *, calibrates: bool = False
) -> list[Searched]:
    """Search for every question; progress goes to standard error."""
    console = Console(stderr=True)
    return [
        _searched(finder, question, calibrates=calibrates)
        for question in track(questions, "Searching", console=console, transient=True)
    ]


def _searched(finder: Finder, question: Question, *, calibrates: bool) -> Searched:
    found = finder.search(finder.read(search_text(question)))
    needed = evidence_paragraphs(question.evidence, finder.shelf)
    if question.evidence and not needed:
        raise ValueError(f"{question.id}: no paragraph of the library holds its evidence")
    also = evidence_paragraphs(question.also, finder.shelf)
    return Searched(question, finder, found, tuple(needed), tuple(also), calibrates)


def shares(one: Searched, count: int) -> Array:
    """How much of what is right each of `count` paragraphs holds; they sum to one."""
    share = np.zeros(count)
    share[list(one.also)] = ALSO
    share[list(one.needed)] = 1.0
    return np.asarray(share / share.sum())


def weighed_up(searches: Sequence[Searched]) -> list[float]:
    """How much each question counts where finding is learned: more, where its library has few."""
    of_library = Counter(id(one.finder) for one in searches)
    most = max(of_library.values(), default=0)
    return [min(RARE_COUNTS, most / of_library[id(one.finder)]) for one in searches]


def balanced(searches: Sequence[Searched], power: float = 0.5) -> Array:
    """How much each question counts where answerable ones are told from others: one on average.

    In each library both kinds have the same weight together, lest the library, or how its
    questions were written, tell them apart; a library weighs as the number of its questions to the
    given power.
    """
    libraries = [id(one.finder) for one in searches]
    of_library = Counter(libraries)
    of_kind = Counter(zip(libraries, (one.question.answerable for one in searches), strict=True))
    counts = np.array(
        [
            of_library[key] ** power / of_kind[key, one.question.answerable]
            for key, one in zip(libraries, searches, strict=True)
        ]
    )
    return np.asarray(counts / counts.mean())


def of_language(searches: Sequence[Searched], language: str) -> list[Searched]:
    """Those that finding reads as questions in this language."""
    return [one for one in searches if one.asked.language == language]


def search_training(
    assistant: Assistant, parts: Sequence[str] = ("asked", *CALIBRATING)
) -> list[Searched]:
    """The searches for the training questions: of the corpus as it is indexed, and of elsewhere.

    `parts` are those of the questions about the corpus. Raises ValueError where the library lacks
    what a question is about.

    Raises LibraryError where nothing is indexed.
    """
    finder = assistant.finder()
    out: list[Searched] = []
    for part in parts:
        out += search(finder, read_questions(part), calibrates=part in CALIBRATING)
    for folder in (ELSEWHERE, CALIBRATION):
        for stranger, questions in strangers(assistant, folder):
            out += search(stranger.finder(), questions, calibrates=folder == CALIBRATION)
    return out


def strangers(assistant: Assistant, folder: Path) -> Iterator[tuple[Assistant, list[Question]]]:
    """For each place in a folder an assistant with a library of its documents, and its questions.

    A place is a folder with `documents` and `questions`. The libraries stand in the data folder.
    """
    for place in sorted(path for path in folder.iterdir() if path.is_dir()):
        data = assistant.settings.data / folder.name / place.name
        settings = assistant.settings.model_copy(
            update={"data": data, "database": "", "chroma": ""}
        )
        stranger = build_assistant(settings)
        failed = stranger.index([place / "documents"]).failed
        if failed:
            raise ValueError(f"{place.name}: {failed}")
        yield stranger, read_questions("questions", place)
