"""Options that several commands share."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import typer

Batch = Annotated[
    typer.FileBinaryRead | None,
    typer.Option("--batch", metavar="FILE", help="Questions as JSON lines; - is standard input."),
]
Day = Annotated[
    datetime | None,
    typer.Option(
        "--as-of",
        formats=["%Y-%m-%d"],
        metavar="YYYY-MM-DD",
        help="The day that “today” means (default: today).",
    ),
]
Documents = Annotated[
    list[str] | None,
    typer.Option("--document", metavar="ID", help="Only this document; may be repeated."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON; messages go to standard error.")]
Mode = Literal["auto", "extractive", "generative"]
QuestionText = Annotated[
    str | None, typer.Argument(metavar="QUESTION", help="What to ask, in English or Chinese.")
]


def one_of(question: str | None, batch: object | None) -> None:
    """Exactly one of a question and a file of questions must be given, else wrong usage."""
    if (question is None) == (batch is None):
        raise typer.BadParameter("Give a QUESTION or --batch FILE, one of the two.")
