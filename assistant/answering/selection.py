"""Which sentences of the evidence answer the question: a probability for each.

A small logistic model over readable features; its weights stand in selection.json, learned from
the training questions by `python -m evals.train`. The same features, at their best,
tell whether the question is answered at all (refusing.py).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.answering.form import Wanted, offers, wanted
from assistant.finding.asked import Asked
from assistant.finding.finder import Found
from assistant.finding.glossary import Terms
from assistant.finding.words import STOPWORDS, chinese_pairs, stems
from assistant.model import Evidence, Passage
from assistant.reading.normalize import plain
from assistant.reading.sentences import is_heading

WEIGHTS = Path(__file__).parent / "selection.json"
Floats = npt.NDArray[np.float64]
FEATURES = (
    "paragraph", "best paragraph", "similarity", "best sentence", "words", "words of paragraph",
    "needs met", "needs missed", "number", "duty", "definition", "units", "heading", "short", "after best",
    "answers", "sentence answers",
)  # fmt: skip
_HEADING = FEATURES.index("heading")
_NOT_READ = -6.0
"""Log-odds of a paragraph that is not among the best, which alone are read with the question."""
HARD = frozenset(
    ("percent", "money", "count", "duration", "date", "number of a document", "contact", "penalty",
     "fee", "tax")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of the evidence, its features, and the chance that it is part of the answer."""

    passage: Passage
    evidence: Evidence
    rank: int
    features: tuple[float, ...]
    chance: float = 0.0

    @property
    def heads(self) -> bool:
        """Whether it only heads its clause, on a line of its own or before its text."""
        return bool(self.features[_HEADING])


@lru_cache(maxsize=2)
def _weights(path: Path = WEIGHTS) -> Mapping[str, Mapping[str, float]]:
    content: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return content


def candidates(found: Found, terms: Terms) -> list[Candidate]:
    """All sentences of the evidence with their features, in the order of the evidence."""
    if not found.evidence:
        return []
    need = wanted(found.asked.text)
    topic = topic_of(found.asked, terms)
    top = found.evidence[0].score
    out: list[Candidate] = []
    best = max((max(e.scores, default=0.0) for e in found.evidence), default=0.0)
    unread = _NOT_READ if any(e.judgement for e in found.evidence) else 0.0
    for rank, evidence in enumerate(found.evidence):
        covering = [covered(s.text, topic, terms) for s in evidence.sentences]
        whole = covered(evidence.text + " " + evidence.clause.heading, topic, terms)
        strongest = int(np.argmax(evidence.scores)) if evidence.scores else 0
        for at, sentence in enumerate(evidence.sentences):
            out.append(
                Candidate(
                    sentence,
                    evidence,
                    rank,
                    (
                        evidence.score - top,
                        1.0 / (1 + rank),
                        evidence.scores[at],
                        evidence.scores[at] - best,
                        covering[at],
                        whole,
                        *_kinds(sentence.text, need),
                        float(_heads(evidence, sentence)),
                        float(len(sentence.text) < 60),
                        float(at == strongest + 1),
                        *_judgement(evidence, at, unread),
                    ),
                )
            )
    return out


def _judgement(evidence: Evidence, at: int, unread: float) -> tuple[float, float]:
    """How far the paragraph and its sentence number `at` answer, by the cross-encoder."""
    if evidence.judgement is None:
        return unread, unread
    return evidence.judgement.answers, evidence.judgement.sentences[at]


def _heads(evidence: Evidence, sentence: Passage) -> bool:
    """Whether a sentence only heads its clause, on a line of its own or before its text."""
    heading = evidence.clause.heading
    if is_heading(evidence.clause, evidence.span):
        return True
    return bool(heading) and plain(sentence.text).rstrip(".:。：").endswith(plain(heading))


def _kinds(sentence: str, need: Wanted) -> tuple[float, ...]:
    offered = offers(sentence)
    hard = need.needs & HARD
    return (
        len(need.needs & offered) / max(1, len(need.needs)),
        len(hard - offered) / max(1, len(hard)),
        float(bool({"count", "percent", "money", "duration", "date"} & offered)),
        float(need.form == "yes_no" and "duty" in offered),
        float(need.form == "definition" and "definition" in offered),
        float(names_units(sentence)) * (1.0 if "who" in need.needs else -1.0),
    )


def names_units(sentence: str) -> bool:
    """Whether a sentence is the list of the units responsible for what stands before it."""
    return plain(sentence).startswith(("(responsible unit", "责任单位", "(责任单位"))


def topic_of(asked: Asked, terms: Terms) -> dict[str, float]:
    """What the question is about, as weighted tokens: words, concepts, dictionary words."""
    topic: dict[str, float] = {}
    if asked.language == "en":
        topic |= dict.fromkeys((t for t in asked.tokens), 1.0)
    else:
        topic |= dict.fromkeys(asked.dictionary, 0.4)
        topic |= dict.fromkeys((t for t in asked.tokens if not t.isascii()), 0.3)
    for number in asked.concepts:
        if number < len(terms.glossary.entries):
            topic[f"#{number}"] = 1.5
    return topic


def covered(text: str, topic: Mapping[str, float], terms: Terms) -> float:
    """The share of the topic's weight that occurs in the text."""
    present = _present(text, terms)
    total = sum(topic.values())
    return sum(w for token, w in topic.items() if token in present) / total if total else 0.0


@lru_cache(maxsize=4096)
def _present(text: str, terms: Terms) -> frozenset[str]:
    """The words and concepts of a text, and the words in which its concepts are asked for."""
    normalized = plain(text)
    words = {s for s in stems(normalized) if s not in STOPWORDS} | set(chinese_pairs(normalized))
    concepts = terms.concepts(text)
    return frozenset(words | {f"#{n}" for n in concepts} | set(terms.words_of(concepts)))


def weigh(items: Sequence[Candidate], language: str) -> list[Candidate]:
    """The candidates with their chances, most likely first."""
    weights = _weights()[language]
    vector = np.array([weights[name] for name in FEATURES])
    out = []
    for item in items:
        total = float(np.array(item.features) @ vector) + weights["constant"]
        chance = 1 / (1 + np.exp(-total))
        out.append(Candidate(item.passage, item.evidence, item.rank, item.features, float(chance)))
    return sorted(out, key=lambda c: -c.chance)
