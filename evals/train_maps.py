"""Learn how a question is moved towards its answers (finding/question_maps.py).

For each encoder, the probability of a paragraph is the softmax of the similarity of its best
sentence with the moved question; the likelihood of the paragraphs that hold the evidence is
maximized, with an L2 penalty on how far the matrix is from the identity. The passages' vectors
stay as they are. What is learned after the maps sees every question through maps that did not
see it, lest it trust them too much.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]

from assistant.finding.finder import Finder, blended
from assistant.finding.question_maps import QuestionMap, QuestionMaps
from assistant.finding.shelf import Floats
from assistant.ports import Embedder
from evals.fitting import Array, Ints, grouped_folds
from evals.searched import LANGUAGES, Searched, shares, weighed_up

PENALTY = 3.0
TEMPERATURE = 0.1
"""By which similarities are divided before the softmax."""
KEPT = 0.6
"""How much of what was learned is kept: the rest stays with the identity, which does better on
policies that no question was learned from (between weights, cf. Wortsman et al. 2022)."""
STEPS = 40
_TINY = 1e-12


@dataclass(frozen=True)
class Library:
    """The sentences of one library as one encoder sees them, and where each paragraph starts."""

    vectors: Array
    starts: Ints

    @property
    def sizes(self) -> Ints:
        """How many sentences each paragraph has."""
        return np.diff(np.append(self.starts, len(self.vectors)))


@dataclass(frozen=True)
class Task:
    """Questions to one library: vectors (questions, dimensions), shares (questions, paragraphs).

    Each counts as much as `counts` says.
    """

    library: Library
    questions: Array
    shares: Array
    counts: float


class Encoded:
    """Questions and the libraries that they were asked of, as one encoder sees them."""

    def __init__(self, embedder: Embedder, searches: Sequence[Searched]) -> None:
        self.encoder = embedder.fingerprint
        self.searches = list(searches)
        self.vectors = np.array([one.search.vectors[self.encoder] for one in searches])
        self.languages = np.array([one.asked.language for one in searches])
        finders = {id(one.finder): one.finder for one in searches}
        self._libraries = {key: _library(embedder, one) for key, one in finders.items()}

    def library(self, number: int) -> Library:
        """The library of one of the searches."""
        return self._libraries[id(self.searches[number].finder)]

    def learn(self, numbers: Sequence[int]) -> QuestionMap:
        """The map learned from some of the searches: those among them that have evidence."""
        middles = {name: self._middle(numbers, name) for name in LANGUAGES}
        identity = QuestionMap(middles, np.eye(self.vectors.shape[1]))
        tasks = list(self._tasks([n for n in numbers if self.searches[n].needed], identity))
        return QuestionMap(middles, identity.matrix + KEPT * _turned(tasks))

    def _middle(self, numbers: Sequence[int], language: str) -> Array:
        """The mean of the questions in a language; of all, where there is none in it."""
        spoken = [n for n in numbers if self.languages[n] == language]
        return np.asarray(self.vectors[spoken or list(numbers)].mean(axis=0))

    def similarities(self, number: int, by: QuestionMap) -> Floats:
        """The question, moved by a map, with each sentence of its library."""
        moved = by.moved(self.vectors[number], self.languages[number])
        return np.asarray(self.library(number).vectors @ moved)

    def _tasks(self, numbers: Sequence[int], identity: QuestionMap) -> Iterator[Task]:
        counts = dict(zip(numbers, weighed_up([self.searches[n] for n in numbers]), strict=True))
        for key, library in self._libraries.items():
            own = [n for n in numbers if id(self.searches[n].finder) == key]
            if own:
                moved = [identity.moved(self.vectors[n], self.languages[n]) for n in own]
                of_right = [shares(self.searches[n], len(library.starts)) for n in own]
                yield Task(library, np.array(moved), np.array(of_right), counts[own[0]])


def _library(embedder: Embedder, finder: Finder) -> Library:
    shelf = finder.shelf
    vectors = embedder.embed_passages([passage.searched for passage in shelf.passages])
    starts = np.array([paragraph.first for paragraph in shelf.paragraphs], dtype=np.int64)
    return Library(np.array(vectors), starts)


def _turned(tasks: Sequence[Task]) -> Array:
    """What is added to the identity. Shape: (dimensions, dimensions)."""
    size = tasks[0].questions.shape[1]

    def problem(at: Array) -> tuple[float, Array]:
        matrix = at.reshape(size, size)
        loss, gradient = PENALTY * float(at @ at), 2 * PENALTY * matrix
        for task in tasks:
            lost, slope = _fault(task, matrix)
            loss, gradient = loss + lost, gradient + slope
        return loss, gradient.ravel()

    start = np.zeros(size * size)
    found = minimize(problem, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return np.asarray(found.x, dtype=np.float64).reshape(size, size)


def _fault(task: Task, matrix: Array) -> tuple[float, Array]:
    """The negative log-likelihood of a task's evidence, and its gradient."""
    library = task.library
    moved = task.questions + task.questions @ matrix.T
    scores = moved @ library.vectors.T / TEMPERATURE
    best = np.maximum.reduceat(scores, library.starts, axis=1)
    raised = np.exp(best - best.max(axis=1, keepdims=True))
    chances = raised / raised.sum(axis=1, keepdims=True)
    loss = -task.counts * float((task.shares * np.log(chances + _TINY)).sum())
    # Of each paragraph only the best sentence counts.
    fault = np.repeat(task.counts * (chances - task.shares) / TEMPERATURE, library.sizes, axis=1)
    fault *= scores >= np.repeat(best, library.sizes, axis=1)
    return loss, (fault @ library.vectors).T @ task.questions


def learn(searches: Sequence[Searched]) -> QuestionMaps:
    """The maps of all encoders, learned from all questions."""
    encoded = [Encoded(embedder, searches) for embedder in searches[0].finder.embedders]
    return {one.encoder: one.learn(range(len(searches))) for one in encoded}


def unseen(
    searches: Sequence[Searched], encoded: Sequence[Encoded] | None = None
) -> list[Searched]:
    """The same searches, each with dense signals by maps that did not see its question.

    `encoded` are the searches as each encoder sees them; by default by those that searched.
    """
    if encoded is None:
        encoded = [Encoded(embedder, searches) for embedder in searches[0].finder.embedders]
    out = list(searches)
    for seen, held in grouped_folds([one.question.id for one in searches]):
        maps = [one.learn(seen.tolist()) for one in encoded]
        for number in held.tolist():
            dense = {
                f"dense {n}": one.similarities(number, by)
                for n, (one, by) in enumerate(zip(encoded, maps, strict=True), 1)
            }
            out[number] = _with_dense(out[number], dense)
    return out


def _with_dense(one: Searched, dense: dict[str, Floats]) -> Searched:
    sentences = blended(list(dense.values()), len(one.finder.shelf.passages))
    signals = {**one.signals, **one.finder.of_paragraphs(dense)}
    return replace(one, search=replace(one.search, signals=signals, sentences=sentences))
