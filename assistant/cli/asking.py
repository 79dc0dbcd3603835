"""`assistant ask`: one question, or a batch of them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, BinaryIO

import typer

from assistant.cli.options import Batch, Day, Documents, Json, Mode, QuestionText, one_of
from assistant.cli.session import Session, session_of
from assistant.results import JsonObject, result_object


def ask(
    ctx: typer.Context,
    question: QuestionText = None,
    batch: Batch = None,
    json: Json = False,
    as_of: Day = None,
    document: Documents = None,
    mode: Annotated[
        Mode, typer.Option(help="auto: with the language model where one is configured.")
    ] = "auto",
) -> None:
    """Answer a question, each statement with the clause that it stands on.

    With --batch, each line of FILE is an object with "id" and "question", and where wanted
    "history" (turns with "role" and "content"), "as_of" and "documents"; each answer is a line.
    """
    one_of(question, batch)
    session = session_of(ctx)
    day = as_of.date() if as_of else None
    if batch is not None:
        _ask_lines(session, batch, day, document or [], mode)
    elif question is not None:
        _ask_one(session, question, day, document or [], mode, json)


def _ask_one(
    session: Session, question: str, day: date | None, documents: list[str], mode: Mode, json: bool
) -> None:
    with session.working("Reading the documents …", quiet=json):
        result = session.assistant.ask(question, as_of=day, documents=documents, mode=mode)
    if json:
        session.emit(result_object(result))
    else:
        from assistant.cli.rendering import result_view

        session.out.print(result_view(result))


def _ask_lines(
    session: Session, batch: BinaryIO, day: date | None, documents: list[str], mode: Mode
) -> None:
    from assistant.cli.batch import run_batch, unanswered
    from assistant.cli.lines import QuestionLine

    def answer(line: QuestionLine) -> JsonObject:
        result = session.assistant.ask(
            line.question,
            history=line.turns,
            as_of=line.as_of or day,
            documents=line.documents or documents,
            mode=mode,
        )
        return result_object(result, line.name)

    run_batch(session, batch, answer, unanswered)
