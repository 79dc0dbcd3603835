"""The question sets: what is asked, which facts a right answer holds, and where they stand.

A set is a folder of JSON Lines files. `train` is for learning and tuning; `test` was written
after the system worked, is looked at only in reports, and nothing is fitted to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.answering.dialogue import in_context
from assistant.finding.shelf import Shelf
from assistant.model import Language, Turn
from assistant.reading.normalize import plain

FOLDER = Path(__file__).parent / "questions"
PARTS = ("train", "test")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of words that stands in one paragraph of a document."""

    document: str
    quote: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the suite. `facts` are lists of wordings; any wording counts.

    `evidence` are the places that are needed, `also` those that are right to cite as well;
    `long` marks lists, procedures and comparisons, whose answers may be three times as long.
    """

    id: str
    text: str
    language: Language
    kind: str
    facts: tuple[tuple[str, ...], ...]
    evidence: tuple[Place, ...]
    also: tuple[Place, ...] = ()
    history: tuple[Turn, ...] = ()
    as_of: date | None = None
    long: bool = False

    @property
    def answerable(self) -> bool:
        return self.kind != "unanswerable"


def read_questions(part: str, folder: Path = FOLDER) -> list[Question]:
    """All questions of a part, in the order of the files. Raises ValueError naming the line."""
    out: list[Question] = []
    for path in sorted((folder / part).glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                try:
                    out.append(_question(json.loads(line)))
                except (KeyError, TypeError, ValueError) as error:
                    raise ValueError(f"{path.name}, line {number}: {error!r}") from error
    if len({q.id for q in out}) != len(out):
        raise ValueError(f"two questions of {part} share an id")
    return out


def _question(item: dict[str, Any]) -> Question:
    return Question(
        id=item["id"],
        text=item["question"],
        language=item["language"],
        kind=item["kind"],
        facts=tuple(tuple(wordings) for wordings in item["facts"]),
        evidence=_places(item["evidence"]),
        also=_places(item.get("also") or ()),
        history=tuple(Turn(t["role"], t["content"]) for t in item.get("history") or ()),
        as_of=date.fromisoformat(item["as_of"]) if item.get("as_of") else None,
        long=bool(item.get("long")),
    )


def _places(items: Iterable[dict[str, str]]) -> tuple[Place, ...]:
    return tuple(Place(item["document"], item["quote"]) for item in items)


def search_text(question: Question) -> str:
    """What is searched for: the question, with what it leans on from the turns before."""
    return in_context(question.text, question.history)


def evidence_paragraphs(places: Sequence[Place], shelf: Shelf) -> list[int]:
    """The numbers of the shelf's paragraphs in which the places' words stand."""
    out: list[int] = []
    for place in places:
        wanted = plain(place.quote)
        for number, paragraph in enumerate(shelf.paragraphs):
            if paragraph.document.id == place.document and wanted in plain(paragraph.text):
                out.append(number)
    return sorted(set(out))
