"""`assistant doctor`: what works, what does not, and what to do about it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from assistant.cli.options import Json
from assistant.cli.session import Session, session_of

if TYPE_CHECKING:
    from assistant.cli.checks import Check

_STYLES = {"ok": "green", "warning": "yellow", "broken": "bold red", "skipped": "dim"}


def doctor(ctx: typer.Context, json: Json = False) -> None:
    """Check the settings, the library, the finders and the language model's endpoint.

    The exit status is 1 where something that is needed is broken. Keys are never shown.
    """
    from assistant.cli.checks import examine
    from assistant.cli.endpoint import get

    session = session_of(ctx)
    checks: list[Check] = []
    for check in examine(session, get):
        checks.append(check)
        if not json:
            _show(session, check)
    broken = [check.name for check in checks if check.state == "broken"]
    if json:
        session.emit({"ok": not broken, "checks": [asdict(check) for check in checks]})
    if broken:
        raise typer.Exit(1)


def _show(session: Session, check: Check) -> None:
    from rich.table import Table

    from assistant.cli.rendering import literal

    row = Table.grid(padding=(0, 1))
    row.add_column(width=8, style=_STYLES[check.state])
    row.add_column(width=8, style="bold")
    row.add_column(ratio=1, overflow="fold")
    row.add_row(check.state, check.name, literal(check.message))
    if check.do:
        row.add_row("", "", literal(check.do))
    session.out.print(row)
