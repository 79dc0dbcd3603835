"""A small suite: two documents, a few questions, and replies made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from doubles import BagOfWords, FixedClock, MemoryIndex, WordsInCommon

from assistant.bootstrap import Assistant, build_assistant
from assistant.settings import Settings
from evals.metrics import Case
from evals.paragraphs import Spot, Texts
from evals.questions import Place, Question
from evals.replies import Quote, Reply

PLAN = """A plan

I. Ownership
The entity decides on the ownership of an invention. The decision is announced for fifteen days.
The inventor may object in writing.

II. Income
At least seventy per cent of the income go to the inventor. The entity keeps the rest.
"""
RULES = """Rules of the office

I. Register
The office keeps a register of disclosures.
A copy of the register is sent to the ministry by the end of March 2026.
"""
TEXTS = Texts({"plan": PLAN, "rules": RULES})
ANNOUNCED = "The decision is announced for fifteen days."
SHARE = "At least seventy per cent of the income go to the inventor."


def spot(words: str, document: str = "plan") -> Spot:
    (found,) = TEXTS.holding(Place(document, words))
    return found


def quote(words: str, document: str = "plan") -> Quote:
    text = {"plan": PLAN, "rules": RULES}[document]
    at = text.index(words)
    return Quote(document, "I", words, at, at + len(words))


def question(**parts: Any) -> Question:
    standard: dict[str, Any] = {
        "id": "q1",
        "text": "How long is a decision announced?",
        "language": "en",
        "kind": "number",
        "facts": (("fifteen days", "re:15\\s*days"),),
        "evidence": (Place("plan", ANNOUNCED),),
    }
    return Question(**{**standard, **parts})


def unanswerable(**parts: Any) -> Question:
    return question(**{"kind": "unanswerable", "facts": (), "evidence": (), **parts})


def reply(answer: str = "For fifteen days [1].", *quotes: Quote, **parts: Any) -> Reply:
    return Reply(False, answer, citations=quotes or (quote(ANNOUNCED),), **parts)


REFUSAL = Reply(True, "The documents do not say.", reason="nothing near")


def case(asked: Question | None = None, said: Reply | None = None, *found: Spot) -> Case:
    return Case(asked or question(), said or reply(), TEXTS, found or None)


LINES: list[dict[str, Any]] = [
    {
        "id": "s1", "question": "For how many days is the decision announced?", "language": "en",
        "kind": "number", "facts": [["fifteen days"]],
        "evidence": [{"document": "plan", "quote": "announced for fifteen days"}],
    },
    {
        "id": "s2", "question": "Which share of the income goes to the inventor?", "language": "en",
        "kind": "number", "facts": [["seventy per cent"]],
        "evidence": [{"document": "plan", "quote": "At least seventy per cent"}],
        "also": [{"document": "plan", "quote": "II. Income"}],
    },
    {
        "id": "s3", "question": "And who may object?", "language": "en", "kind": "follow_up",
        "facts": [["re:inventor.*object"]],
        "history": [{"role": "user", "content": "Who decides on the ownership of an invention?"}],
        "evidence": [{"document": "plan", "quote": "may object in writing"}],
    },
    {
        "id": "s4", "question": "Is the copy late?", "language": "en", "kind": "relative_date",
        "as_of": "2026-05-01", "facts": [["March 2026"]],
        "evidence": [{"document": "rules", "quote": "A copy of the register"}],
    },
    {
        "id": "s5", "question": "What is the telephone number of the lottery?", "language": "en",
        "kind": "unanswerable", "facts": [], "evidence": [],
    },
    {
        "id": "s6", "question": "决定要公示多少天？", "language": "zh", "kind": "number",
        "facts": [["fifteen days", "15天"]],
        "evidence": [{"document": "plan", "quote": "announced for fifteen days"}],
    },
]  # fmt: skip


def write_questions(folder: Path) -> Path:
    """The questions as a file of the part "small" below `folder`."""
    path = folder / "small" / "questions.jsonl"
    path.parent.mkdir(parents=True)
    lines = (json.dumps(line, ensure_ascii=False) for line in LINES)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def small_assistant(folder: Path) -> Assistant:
    """The real assistant over the two documents, with doubles for the encoders and the index."""
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "plan.txt").write_text(PLAN, encoding="utf-8")
    (corpus / "rules.txt").write_text(RULES, encoding="utf-8")
    settings = Settings(_env_file=None, corpus=corpus, data=folder / "data", model="")  # type: ignore[call-arg]
    assistant = build_assistant(
        settings,
        embedders=(BagOfWords("one"), BagOfWords("two")),
        passages=MemoryIndex(),
        cross_encoder=WordsInCommon(),
        clock=FixedClock(),
    )
    assistant.index()
    return assistant
