"""A small assistant for the tests of the edges: it answers anything that it is told to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from typer.testing import CliRunner
from typer.testing import Result as Outcome

from assistant.bootstrap import Assistant
from assistant.cli import app
from assistant.cli.session import Session
from assistant.errors import AssistantError, QuestionError, UnknownDocument
from assistant.model import (
    Answer,
    Citation,
    Claim,
    Clause,
    Evidence,
    FileOutcome,
    IndexReport,
    Metadata,
    Refusal,
    Result,
    Seconds,
    Span,
    Turn,
)
from assistant.settings import Settings

VERSION = "sha256:" + "0" * 64
QUOTE = "The decision shall be announced for no less than 15 days [bold]in full[/bold]."


def citation(n: int = 1, quote: str = QUOTE) -> Citation:
    return Citation(n, "plan", "The [red]Plan[/red]", VERSION, "II.1", "Title", quote, 10, 90, 3)


def evidence() -> Evidence:
    clause = Clause("plan", VERSION, "II.1", "Title", ("II. Tasks",), QUOTE, 10, 90)
    return Evidence(clause, QUOTE, Span(10, 90), 0.75)


@dataclass
class Asked:
    """One call of `ask`, as it arrived."""

    question: str
    history: tuple[Turn, ...]
    as_of: date | None
    documents: tuple[str, ...]
    mode: str


@dataclass
class StandIn(Assistant):
    """Answers every question, refuses "unknown", fails where `failure` says so."""

    settings: Settings
    failure: AssistantError | None = None
    held: tuple[Metadata, ...] = (Metadata("plan", "The Plan"),)
    outcomes: tuple[FileOutcome, ...] = (FileOutcome("plan.txt", "plan", "indexed", 4, 9),)
    asked: list[Asked] = field(default_factory=list)
    looked_up: list[tuple[str, tuple[Turn, ...]]] = field(default_factory=list)
    indexed: list[tuple[tuple[Path, ...], bool]] = field(default_factory=list)

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        documents: Sequence[str] = (),
        mode: str = "auto",
    ) -> Result:
        self._check(question, documents)
        self.asked.append(Asked(question, tuple(history), as_of, tuple(documents), mode))
        if question == "unknown":
            text = "The documents do not say."
            return Refusal(question, "en", "extractive", text, "nothing near", (citation(),))
        return Answer(
            question,
            "en",
            "extractive",
            "It is announced for 15 days [1].",
            (Claim("It is announced for 15 days [1].", (1,)),),
            (citation(),),
            notices=("This date has passed.",),
            seconds=Seconds(0.01, 0.02),
        )

    def find(
        self,
        question: str,
        *,
        k: int = 10,
        documents: Sequence[str] = (),
        history: Sequence[Turn] = (),
    ) -> tuple[Evidence, ...]:
        self._check(question, documents)
        self.looked_up.append((question, tuple(history)))
        return () if question == "unknown" else (evidence(),) * k

    def index(
        self, paths: Sequence[Path] = (), *, rebuild: bool = False, progress: object = None
    ) -> IndexReport:
        if self.failure:
            raise self.failure
        self.indexed.append((tuple(paths), rebuild))
        return IndexReport(self.outcomes, notices=("A notice.",), seconds=1.5)

    def documents(self) -> tuple[Metadata, ...]:
        if self.failure:
            raise self.failure
        return self.held

    def _check(self, question: str, documents: Sequence[str]) -> None:
        if self.failure:
            raise self.failure
        if question == "a bug":
            raise ZeroDivisionError("a bug")
        if not question.strip():
            raise QuestionError("The question is empty.", "Ask something.")
        if "nowhere" in documents:
            raise UnknownDocument("There is no document nowhere.", "See `assistant doctor`.")


SETTINGS = Settings(_env_file=None, model="")  # type: ignore[call-arg]


def standin(**parts: Any) -> StandIn:
    """A stand-in that works, save where `parts` say otherwise."""
    return StandIn(SETTINGS, **parts)


def run(assistant: StandIn, *arguments: str | Path, stdin: bytes | None = None) -> Outcome:
    """Run a command over `assistant`, in this process."""
    session = Session(read_settings=lambda: assistant.settings, build=lambda _: assistant)
    return CliRunner().invoke(app, [str(a) for a in arguments], input=stdin, obj=session)


def objects(outcome: Outcome) -> list[dict[str, Any]]:
    """What a command printed as JSON lines."""
    return [json.loads(line) for line in outcome.stdout.splitlines()]
