"""The best paragraphs are read together with the question, and judged.

What finding compares is made of each text alone; whether a paragraph states just what is asked
for, and not something else about the same matter, shows only when both are read together.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.finding.finder import Found
from assistant.finding.shelf import Shelf
from assistant.model import Evidence
from assistant.ports import CrossEncoder

READ = 5
"""Paragraphs that are read; each takes about 15 ms on two cores."""


def judged(found: Found, shelf: Shelf, reader: CrossEncoder) -> Found:
    """What was found, with a judgement on each of the best paragraphs. Raises EmbedderError."""
    read = _to_read(found)
    return replace(
        found,
        evidence=tuple(
            _judged(e, found.asked.text, shelf, reader) if n in read else e
            for n, e in enumerate(found.evidence)
        ),
    )


def _to_read(found: Found) -> set[int]:
    """The numbers of the best paragraphs; the best one of each document that is named first."""
    documents = [e.clause.document for e in found.evidence]
    first = {documents.index(name) for name in found.asked.named if name in documents}
    return set(sorted(range(len(documents)), key=lambda n: (n not in first, n))[:READ])


def _judged(evidence: Evidence, question: str, shelf: Shelf, reader: CrossEncoder) -> Evidence:
    sentences = [sentence.text for sentence in evidence.sentences]
    judgement = reader.judge(question, place_of(evidence, shelf), sentences)
    return replace(evidence, judgement=judgement)


def place_of(evidence: Evidence, shelf: Shelf) -> str:
    """The title of the document and the headings under which a paragraph stands."""
    title = shelf.documents[evidence.clause.document].title
    parts = (title, *evidence.clause.trail, evidence.clause.heading)
    return " > ".join(part for part in parts if part)
