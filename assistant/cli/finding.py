"""`assistant find`: the ranked clauses for a question, or for a batch of them."""

from __future__ import annotations

from typing import Annotated, BinaryIO

import typer

from assistant.cli.options import Batch, Documents, Json, QuestionText, one_of
from assistant.cli.session import Session, session_of
from assistant.results import JsonObject, clauses_object


def find(
    ctx: typer.Context,
    question: QuestionText = None,
    batch: Batch = None,
    k: Annotated[
        int, typer.Option("--k", metavar="N", min=1, max=1000, help="How many paragraphs.")
    ] = 10,
    json: Json = False,
    document: Documents = None,
) -> None:
    """Find the paragraphs that bear on a question, best first, without answering it.

    With --batch, each line of FILE is an object with "id" and "question", and perhaps "history"
    and "documents"; each result is a line.
    """
    one_of(question, batch)
    session = session_of(ctx)
    if batch is not None:
        _find_lines(session, batch, k, document or [])
    elif question is not None:
        _find_one(session, question, k, document or [], json)


def _find_one(session: Session, question: str, k: int, documents: list[str], json: bool) -> None:
    with session.working("Reading the documents …", quiet=json):
        found = session.assistant.find(question, k=k, documents=documents)
    if json:
        session.emit(clauses_object(question, found))
    elif found:
        from assistant.cli.rendering import clauses_view

        session.out.print(clauses_view(found))
    else:
        session.say("Nothing in the documents bears on this question.")


def _find_lines(session: Session, batch: BinaryIO, k: int, documents: list[str]) -> None:
    from assistant.cli.batch import nothing_found, run_batch
    from assistant.cli.lines import QuestionLine

    def look_up(line: QuestionLine) -> JsonObject:
        found = session.assistant.find(
            line.question, k=k, documents=line.documents or documents, history=line.turns
        )
        return clauses_object(line.question, found, line.name)

    run_batch(session, batch, look_up, nothing_found)
