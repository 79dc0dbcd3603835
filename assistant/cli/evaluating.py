"""`assistant eval`: the eval suite, which stands beside the program in `evals/`."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

from assistant.cli.options import Json
from assistant.cli.session import session_of
from assistant.errors import UsageError


def evaluate(
    ctx: typer.Context,
    suites: Annotated[
        list[str] | None, typer.Argument(metavar="SUITE", help="Which suites.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a readable report as HTML.")
    ] = None,
    json: Json = False,
    against: Annotated[
        Path | None, typer.Option(metavar="BASELINE", help="Compare with this earlier run.")
    ] = None,
) -> None:
    """Measure the answers on the eval suites (default: all of them)."""
    session = session_of(ctx)
    status = _suite_runner().main(
        session.assistant, suites=tuple(suites or ()), report=report, json=json, against=against
    )
    raise typer.Exit(status)


def _suite_runner() -> ModuleType:
    """`evals.run`; the suite stands in the project's folder and is not installed with it."""
    project = str(Path(__file__).resolve().parents[2])
    if project not in sys.path:
        sys.path.append(project)
    try:
        return importlib.import_module("evals.run")
    except ModuleNotFoundError as error:
        if error.name not in ("evals", "evals.run"):
            raise
        raise UsageError(
            "The eval suite is not here.", "Run this in a checkout of the project, with evals/."
        ) from error
