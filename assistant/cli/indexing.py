"""`assistant index`: files become documents that can be asked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.options import Json
from assistant.cli.session import Session, session_of
from assistant.model import IndexReport
from assistant.results import report_object


def index(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", exists=True, help="Files and folders."),
    ] = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Read and embed everything anew.")
    ] = False,
    json: Json = False,
) -> None:
    """Index files or folders (default: the project's corpus/).

    Only what has changed is read. A file that cannot be read never stops the others: the table
    says which and why, and the exit status is 1.
    """
    session = session_of(ctx)
    report = _run(session, paths or [], rebuild)
    if json:
        session.emit(report_object(report))
    else:
        from assistant.cli.rendering import report_view

        session.out.print(report_view(report))
    if report.failed:
        names = ", ".join(outcome.source for outcome in report.failed)
        session.say(f"Not indexed: {names}. Mend or remove these files and run this again.")
        raise typer.Exit(1)


def _run(session: Session, paths: list[Path], rebuild: bool) -> IndexReport:
    """Index with a bar on a terminal's standard error; elsewhere the closing table is enough."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    terminal = session.err.is_terminal
    with Progress(*columns, console=session.err, transient=True, disable=not terminal) as bar:
        task = bar.add_task("Reading", total=None)

        def show(done: int, total: int, what: str) -> None:
            bar.update(task, completed=done, total=total, description=what)

        return session.assistant.index(paths, rebuild=rebuild, progress=show)
