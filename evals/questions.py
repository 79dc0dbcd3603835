"""The question sets: what is asked, which facts a right answer holds, and where they stand.

A set is a folder of JSON Lines files. `train` is for learning and tuning; `asked` are more
questions to learn from, that say where the answer stands but list no facts, and so are those of
`calibration`, which the cross-encoder does not see; `test` was written
after the system worked, is looked at only in reports, and nothing is fitted to it.
"""

from __future__ import annotations

import json
from collections import Counter
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
PARTS = ("train", "asked", "calibration", "everyday", "test")
KINDS = frozenset(
    ("one_clause", "several_clauses", "several_documents", "list", "number", "date",
     "relative_date", "definition", "procedure", "situation", "yes_no", "comparison",
     "disagreement", "false_premise", "follow_up", "unanswerable")
)  # fmt: skip


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
    return read_files(sorted((folder / part).glob("*.jsonl")))


def question_files(places: Iterable[Path]) -> list[Path]:
    """The files among these places, and those of the folders among them, in order."""
    return [f for p in places for f in (sorted(p.glob("*.jsonl")) if p.is_dir() else [p])]


def read_files(paths: Iterable[Path]) -> list[Question]:
    """All questions of some files, in order. Raises OSError, and ValueError naming the line."""
    out: list[Question] = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                try:
                    out.append(_question(json.loads(line)))
                except (KeyError, TypeError, ValueError) as error:
                    raise ValueError(f"{path.name}, line {number}: {error!r}") from error
    twice = [name for name, count in Counter(q.id for q in out).items() if count > 1]
    if twice:
        raise ValueError(f"questions share an id: {', '.join(twice)}")
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
