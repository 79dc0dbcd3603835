"""Learn which sentences answer a question.

A sentence of the evidence is right where its paragraph is a right place and it holds a fact of
the question or the words of the evidence. Weights are learned for each language of the question,
from questions of which the cross-encoder has not learned; how often the first sentence is right is
reported for questions that neither the ranker nor these weights have seen.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.answering.judging import judged
from assistant.answering.selection import FEATURES, WEIGHTS, Candidate, candidates
from assistant.finding.finder import Found
from assistant.finding.ranker import Weights
from assistant.ports import CrossEncoder
from assistant.reading.normalize import plain
from evals import train_ranker
from evals.facts import holds_fact
from evals.fitting import Array, Logistic, folds, logistic, sigmoid
from evals.questions import Question
from evals.searched import LANGUAGES, Searched, of_language

PENALTY = 1.0
_OPENING = 40


@dataclass(frozen=True)
class Weighed:
    """A question's sentences, most likely first, by weights that did not see the question."""

    searched: Searched
    found: Found
    items: tuple[Candidate, ...]

    @property
    def question(self) -> Question:
        return self.searched.question


def is_right(candidate: Candidate, question: Question) -> bool:
    """Whether a sentence stands in a right place and says what is asked for."""
    sentence, paragraph = plain(candidate.passage.text), plain(candidate.evidence.text)
    quotes = [
        quote
        for place in (*question.evidence, *question.also)
        if place.document == candidate.passage.document
        and (quote := plain(place.quote)) in paragraph
    ]
    if not quotes:
        return False
    quoted = any(quote[:_OPENING] in sentence or sentence in quote for quote in quotes)
    return quoted or any(holds_fact(sentence, wordings) for wordings in question.facts)


def items_of(
    one: Searched, weights: Weights, reader: CrossEncoder
) -> tuple[Found, list[Candidate]]:
    """The sentences of what is found with these weights of the ranker, and judged."""
    found = judged(one.found(weights), one.finder.shelf, reader)
    return found, candidates(found, one.finder.terms)


def fit(questions: Sequence[tuple[Question, Sequence[Candidate]]]) -> Logistic:
    """The weights of the features of a sentence, from the answerable questions."""
    pairs = [(item, q) for q, items in questions if q.answerable for item in items]
    features = np.array([item.features for item, _ in pairs])
    outcomes = np.array([float(is_right(item, question)) for item, question in pairs])
    return logistic(features, outcomes, penalty=PENALTY)


def weigh(items: Sequence[Candidate], model: Logistic) -> tuple[Candidate, ...]:
    """The sentences with their chances, most likely first."""
    if not items:
        return ()
    chances: Array = sigmoid(model.log_odds(np.array([item.features for item in items])))
    weighed = (replace(i, chance=float(c)) for i, c in zip(items, chances, strict=True))
    return tuple(sorted(weighed, key=lambda item: -item.chance))


def unseen(searches: Sequence[Searched], language: str, reader: CrossEncoder) -> Iterator[Weighed]:
    """Every calibrating question of a language, found and weighed by what did not see it."""
    read: list[tuple[Searched, Found, list[Candidate]]] = []
    for seen, held in folds(len(searches)):
        learned = train_ranker.learn_language([searches[n] for n in seen], language)
        ranker = Weights({language: learned})
        calibrating = (searches[n] for n in held if searches[n].calibrates)
        read += [(one, *items_of(one, ranker, reader)) for one in calibrating]
    for seen, held in folds(len(read)):
        model = fit([(read[n][0].question, read[n][2]) for n in seen])
        for one, found, items in (read[n] for n in held):
            yield Weighed(one, found, weigh(items, model))


def first_right(weighed: Sequence[Weighed], k: int) -> float:
    """The share of the answerable questions with a right sentence among the first `k`."""
    answerable = [w for w in weighed if w.question.answerable]
    hits = [any(is_right(item, w.question) for item in w.items[:k]) for w in answerable]
    return float(np.mean(hits))


def train(
    searches: Sequence[Searched],
    weighed: Sequence[Weighed],
    ranker: Weights,
    reader: CrossEncoder,
) -> dict[str, Mapping[str, float]]:
    """The weights of both languages; prints how often the first sentence is right, unseen."""
    learned: dict[str, Mapping[str, float]] = {}
    for language in LANGUAGES:
        own = [one for one in weighed if one.searched.asked.language == language]
        first, second = first_right(own, 1), first_right(own, 2)
        print(f"{language}: unseen, the first sentence right {first:.3f}, of two {second:.3f}")
        found = [
            (one.question, items_of(one, ranker, reader)[1])
            for one in of_language(searches, language)
            if one.calibrates
        ]
        learned[language] = fit(found).named(FEATURES)
    return learned


def save(weights: Mapping[str, Mapping[str, float]]) -> None:
    """Write the file of the choice of sentences."""
    WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
