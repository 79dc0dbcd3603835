"""Questions that ask for a list, and such that do not (`evals/register/questions.jsonl`).

A question is right when the list that it is understood to ask for is the one that its line names,
and its answer cites every row of that list verbatim; or, where the line names none, when it is
left to the other rooms. With an assistant, the answer is the one that `ask` gives.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.bootstrap import Assistant
from assistant.finding.glossary import Terms
from assistant.model import Answer, Document
from assistant.register.answers import answer_from_register
from assistant.register.facts import Fact, Kind
from assistant.register.questions import rows_for
from assistant.register.register import Filter, Register

FILE = Path(__file__).parent / "register" / "questions.jsonl"
DAY = date(2025, 6, 1)


@dataclass(frozen=True, slots=True)
class ListQuestion:
    """A question and the list that it asks for; `kind` is None where it asks for none."""

    id: str
    text: str
    kind: Kind | None
    filter: Filter

    def rows(self, register: Register) -> tuple[Fact, ...]:
        """The rows that a right answer has."""
        return register.rows(self.kind, self.filter) if self.kind else ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with what was wrong with its answer; "" for a right one."""

    question: ListQuestion
    fault: str


def read_list_questions(file: Path = FILE) -> list[ListQuestion]:
    """The questions of the file, in order."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [_question(json.loads(line)) for line in lines if line.strip()]


def _question(row: Mapping[str, Any]) -> ListQuestion:
    wanted = Filter(
        units=tuple(row.get("units", ())),
        documents=tuple(row.get("documents", ())),
        start=date.fromisoformat(row["from"]) if row.get("from") else None,
        end=date.fromisoformat(row["to"]) if row.get("to") else None,
        forces=tuple(row.get("forces", ())),
    )
    return ListQuestion(row["id"], row["question"], row["kind"], wanted)


def judge(register: Register, documents: Mapping[str, Document], terms: Terms) -> Iterator[Judged]:
    """Each question, answered by the register alone."""
    for question in read_list_questions():
        listing = rows_for(question.text, register)
        if listing is None or question.kind is None:
            fault = "" if (listing is None) == (question.kind is None) else _misread(listing)
            yield Judged(question, fault)
            continue
        answer = answer_from_register(question.text, listing, register, documents, terms, DAY)
        yield Judged(question, _fault(question, answer, register))


def judge_asked(assistant: Assistant) -> Iterator[Judged]:
    """Each question that asks for a list, answered by the assistant."""
    register = assistant.register()
    for question in read_list_questions():
        if question.kind is not None:
            result = assistant.ask(question.text, as_of=DAY)
            answer = result if isinstance(result, Answer) else None
            yield Judged(question, _fault(question, answer, register))


def _misread(listing: object) -> str:
    return "no list was asked for" if listing else "it was not understood"


def _fault(question: ListQuestion, answer: Answer | None, register: Register) -> str:
    if answer is None:
        return "no answer"
    wanted = {fact.place.quote for fact in question.rows(register)}
    cited = {citation.quote for citation in answer.citations}
    if cited == wanted:
        return ""
    return f"{len(wanted - cited)} rows are missing, {len(cited - wanted)} are too much"
