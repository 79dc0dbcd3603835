"""Running a batch: the lines of a file in, JSON lines out, one exit status for the whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import typer

from assistant.cli.lines import Fault, QuestionLine, answer_lines, fault_message
from assistant.cli.session import Session
from assistant.model import Refusal
from assistant.results import JsonObject, clauses_object, result_object

_CJK = re.compile(r"[\u3400-\u9fff]")


def run_batch(
    session: Session,
    lines: Iterable[bytes],
    answer: Callable[[QuestionLine], JsonObject],
    refuse: Callable[[Fault], JsonObject],
) -> None:
    """Print one line for each line.

    Ends with status 1 where a line was malformed or something failed. A question that cannot be
    answered as it stands (empty, too long) has got its refusal, and is no failure of the run.
    """
    faults: list[Fault] = []
    count = 0
    for reply in answer_lines(lines, answer, refuse):
        session.emit(reply.value)
        count += 1
        if reply.fault:
            faults.append(reply.fault)
    if faults:
        session.say(fault_message(faults, count))
    if any(not fault.is_about_the_question for fault in faults):
        raise typer.Exit(1)


def unanswered(fault: Fault) -> JsonObject:
    """A line without an answer, in the shape of a refusal, so that every line can be read."""
    sentence = str(fault.error)
    chinese = bool(_CJK.search(fault.question))
    refusal = Refusal(
        question=fault.question,
        language="zh" if chinese else "en",
        mode="extractive",
        text=f"未能回答：{sentence}" if chinese else sentence,
        reason=sentence,
    )
    return result_object(refusal, fault.name)


def nothing_found(fault: Fault) -> JsonObject:
    """A line for which nothing could be looked up."""
    return clauses_object(fault.question, (), fault.name)
