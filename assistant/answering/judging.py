"""The best paragraphs are read together with the question, and judged.

What finding compares is made of each text alone; whether a paragraph states just what is asked
for, and not something else about the same matter, shows only when both are read together. The
likeliest sentence of the best one is then read by itself: what answers only thanks to what stands
around it is less sure to answer.
"""

from __future__ import annotations

from dataclasses import replace
from math import inf

from assistant.answering.form import asks_across
from assistant.finding.finder import Found
from assistant.finding.shelf import Shelf
from assistant.model import Evidence
from assistant.ports import CrossEncoder

READ = 5
"""Paragraphs that are read; each takes about 15 ms on two cores."""
_SEVERAL = 2


def judged(found: Found, shelf: Shelf, reader: CrossEncoder) -> Found:
    """What was found, with a judgement on each of the best paragraphs. Raises EmbedderError."""
    evidence = list(found.evidence)
    read = _to_read(found)
    for n in read:
        evidence[n] = _judged(evidence[n], found.asked.text, shelf, reader)
    if read:
        best = max(read, key=lambda n: _answers(evidence[n]))
        evidence[best] = _judged_alone(evidence[best], found.asked.text, shelf, reader)
    return replace(found, evidence=tuple(evidence))


def is_across(found: Found) -> bool:
    """Whether several documents are asked about that are not named: any may be among them."""
    return len(found.asked.named) < _SEVERAL and asks_across(found.asked.text)


def _to_read(found: Found) -> list[int]:
    """The numbers of the best paragraphs; the best one of each document that is asked for first."""
    documents = [e.clause.document for e in found.evidence]
    asked = documents if is_across(found) else found.asked.named
    first = {documents.index(name) for name in asked if name in documents}
    return sorted(range(len(documents)), key=lambda n: (n not in first, n))[:READ]


def _judged(evidence: Evidence, question: str, shelf: Shelf, reader: CrossEncoder) -> Evidence:
    sentences = [sentence.text for sentence in evidence.sentences]
    judgement = reader.judge(question, place_of(evidence, shelf), sentences)
    return replace(evidence, judgement=judgement)


def _answers(evidence: Evidence) -> float:
    return evidence.judgement.answers if evidence.judgement else -inf


def _judged_alone(
    evidence: Evidence, question: str, shelf: Shelf, reader: CrossEncoder
) -> Evidence:
    judgement = evidence.judgement
    if judgement is None or not judgement.sentences:
        return evidence
    likeliest = judgement.sentences.index(max(judgement.sentences))
    sentence = evidence.sentences[likeliest].text
    alone = reader.judge(question, place_of(evidence, shelf), (sentence,)).answers
    return replace(evidence, judgement=replace(judgement, alone=alone))


def place_of(evidence: Evidence, shelf: Shelf) -> str:
    """The title of the document and the headings under which a paragraph stands."""
    title = shelf.documents[evidence.clause.document].title
    parts = (title, *evidence.clause.trail, evidence.clause.heading)
    return " > ".join(part for part in parts if part)
