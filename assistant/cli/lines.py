"""Questions as JSON lines: a line in, a line out, in order, whatever the lines are."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, ValidationError

from assistant.errors import AssistantError, QuestionError, UsageError
from assistant.model import Turn
from assistant.results import JsonObject

logger = logging.getLogger(__name__)

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class _TurnLine(BaseModel):
    role: Literal["user", "assistant"]
    content: str


class QuestionLine(BaseModel):
    """One line of a batch: a question with its conversation, its day and its documents."""

    id: str | int | float | None = None
    question: str
    history: tuple[_TurnLine, ...] | None = None
    as_of: Annotated[date, Field(strict=True)] | None = None
    documents: tuple[str, ...] | None = None

    @property
    def name(self) -> str | None:
        """The caller's name for the question; numbers become text, as the contract says."""
        return None if self.id is None else str(self.id)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The conversation before the question."""
        return tuple(Turn(turn.role, turn.content) for turn in self.history or ())


@dataclass(frozen=True)
class Fault:
    """A line without an answer: what could be read of it, and why."""

    number: int
    name: str | None
    question: str
    error: AssistantError

    @property
    def is_about_the_question(self) -> bool:
        """Whether the line was well formed and only its question cannot be answered."""
        return isinstance(self.error, QuestionError)


@dataclass(frozen=True)
class Reply:
    """What one line came to: the object to print, and the fault where there is one."""

    value: JsonObject
    fault: Fault | None = None


def answer_lines(
    lines: Iterable[bytes],
    answer: Callable[[QuestionLine], JsonObject],
    refuse: Callable[[Fault], JsonObject],
) -> Iterator[Reply]:
    """One reply for each line, in order, each as soon as it is there.

    What goes wrong with one line is shaped by `refuse` and never stops the others.
    """
    for number, raw in enumerate(lines, 1):
        line: QuestionLine | None = None
        try:
            line = _read(raw)
            reply = Reply(answer(line))
        except AssistantError as error:
            reply = _faulty(_fault(number, raw, line, error), refuse)
        except Exception as error:
            # One question must not cost the caller the other 299 answers; the log has the trace.
            logger.exception("line %d could not be answered", number)
            inner = AssistantError(f"Something went wrong inside: {error!r}.", "Please report it.")
            reply = _faulty(_fault(number, raw, line, inner), refuse)
        yield reply


def _read(raw: bytes) -> QuestionLine:
    try:
        return QuestionLine.model_validate_json(raw.removeprefix(_BYTE_ORDER_MARK))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        what = f"{place}: {first['msg']}" if place else first["msg"]
        raise UsageError(
            f"The line is not a question: {what}.",
            'Each line is an object like {"id": "q1", "question": "…"}.',
        ) from error


def _fault(number: int, raw: bytes, line: QuestionLine | None, error: AssistantError) -> Fault:
    if line is not None:
        return Fault(number, line.name, line.question, error)
    value = _loosely(raw)
    name, question = value.get("id"), value.get("question")
    return Fault(
        number,
        None if name is None else str(name),
        question if isinstance(question, str) else "",
        error,
    )


def _loosely(raw: bytes) -> dict[str, Any]:
    """What can be saved of a line that is not a question, so that its answer can be matched."""
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _faulty(fault: Fault, refuse: Callable[[Fault], JsonObject]) -> Reply:
    return Reply({**refuse(fault), "error": str(fault.error)}, fault)


def fault_message(faults: list[Fault], count: int) -> str:
    """What to tell the caller at the end; empty where nothing went wrong."""
    if not faults:
        return ""
    places = ", ".join(str(fault.number) for fault in faults[:10])
    more = ", …" if len(faults) > 10 else ""
    return (
        f"{len(faults)} of {count} lines have no answer (line {places}{more}); "
        'each says why under "error".'
    )
