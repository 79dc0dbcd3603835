"""`assistant draft`: a paper from a facts file, its checks, and what is still missing."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.options import Day, Json
from assistant.cli.session import Session, session_of
from assistant.errors import UsageError

if TYPE_CHECKING:
    from assistant.drafting.draft import Draft

_SUFFIXES = (".docx", ".pdf", ".md")


class DraftMode(StrEnum):
    """Whether a language model improves the prose."""

    auto = "auto"
    plain = "plain"
    model = "model"


def draft(
    ctx: typer.Context,
    kind: Annotated[
        str | None, typer.Argument(metavar="KIND", help="The kind of paper; see --kinds.")
    ] = None,
    facts: Annotated[
        Path | None,
        typer.Option("--facts", metavar="FILE", help="The facts, as YAML or JSON."),
    ] = None,
    kinds: Annotated[bool, typer.Option("--kinds", help="List the kinds of paper.")] = False,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the facts that KIND takes, as JSON Schema.")
    ] = False,
    language: Annotated[
        str | None,
        typer.Option(
            "--language", metavar="en|zh", help="The paper's language (default: the facts')."
        ),
    ] = None,
    as_of: Day = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Write the paper: .docx, .pdf or .md."),
    ] = None,
    mode: Annotated[
        DraftMode,
        typer.Option(help="auto: a language model improves the prose, where one is configured."),
    ] = DraftMode.auto,
    as_json: Json = False,
) -> None:
    """Draft a paper for review from your facts and the clauses, and check it against the rules.

    Nothing is invented: what you do not give stays a visible blank, and is asked for.
    """
    session = session_of(ctx)
    if kinds:
        _list_kinds(session, as_json)
    elif kind is None:
        raise typer.BadParameter("Give a KIND, or --kinds to see them.")
    elif schema:
        _print_schema(session, kind)
    elif facts is None:
        raise typer.BadParameter("Give --facts FILE, or --schema to see which facts there are.")
    else:
        _refuse_suffix(out)
        made = _drafted(session, kind, facts, language, as_of, mode)
        _show(session, made, out, as_json)


def _list_kinds(session: Session, as_json: bool) -> None:
    kinds = session.assistant.papers.all()
    if as_json:
        rows = [
            {"kind": k.kind, "title": k.title.model_dump(), "purpose": k.purpose.model_dump()}
            for k in kinds
        ]
        session.emit({"kinds": rows})
    else:
        from assistant.cli.drafted import kinds_view

        session.out.print(kinds_view(kinds))


def _print_schema(session: Session, kind: str) -> None:
    from assistant.drafting.schema import schema_of

    schema = schema_of(session.assistant.papers.kind(kind))
    sys.stdout.write(json.dumps(schema, ensure_ascii=False, indent=2) + "\n")


def _refuse_suffix(out: Path | None) -> None:
    """Before the work, not after it."""
    if out is not None and out.suffix.lower() not in _SUFFIXES:
        raise UsageError(
            f"{out.name} is no kind of file that is written.", f"Use {', '.join(_SUFFIXES)}."
        )


def _drafted(
    session: Session,
    kind: str,
    facts: Path,
    language: str | None,
    as_of: datetime | None,
    mode: DraftMode,
) -> Draft:
    from assistant.drafting.factsfile import read_facts

    session.assistant.papers.kind(kind)
    said = read_facts(facts)
    day = as_of.date() if as_of else None
    return session.assistant.draft(
        kind, said, language=language, as_of=day, folder=facts.parent, mode=mode
    )


def _show(session: Session, made: Draft, out: Path | None, as_json: bool) -> None:
    if out is not None:
        _write(made, out)
        session.say(f"Written: {out}")
    if as_json:
        from assistant.results import draft_object

        session.emit(draft_object(made))
    elif out is None:
        from assistant.cli.drafted import draft_view

        session.out.print(draft_view(made))


def _write(made: Draft, out: Path) -> None:
    match out.suffix.lower():
        case ".docx":
            from assistant.drafting.export_docx import write_docx

            write_docx(made, out)
        case ".pdf":
            from assistant.drafting.export_pdf import write_pdf

            write_pdf(made, out)
        case _:
            from assistant.drafting.export_markdown import write_markdown

            write_markdown(made, out)
