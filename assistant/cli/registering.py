"""`assistant register`: who must do what, by when, how much, for how long, with which force."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from assistant.cli.options import Documents
from assistant.cli.session import Session, session_of

if TYPE_CHECKING:
    from assistant.register.facts import Fact, Force
    from assistant.register.register import Register

Kind = Literal["responsibilities", "deadlines", "targets", "durations", "duties"]
Format = Literal["table", "json", "csv", "ics"]

_DAY = ["%Y-%m-%d"]


def register(
    ctx: typer.Context,
    kind: Annotated[Kind, typer.Argument(metavar="KIND", help="What to list.")],
    unit: Annotated[
        list[str] | None,
        typer.Option(
            "--unit", metavar="NAME", help="Only this unit, in any spelling; may be repeated."
        ),
    ] = None,
    document: Documents = None,
    start: Annotated[
        datetime | None,
        typer.Option(
            "--from", formats=_DAY, metavar="YYYY-MM-DD", help="Due on this day or later."
        ),
    ] = None,
    end: Annotated[
        datetime | None,
        typer.Option(
            "--to", formats=_DAY, metavar="YYYY-MM-DD", help="Due on this day or earlier."
        ),
    ] = None,
    force: Annotated[
        list[str] | None,
        typer.Option(
            "--force",
            metavar="FORCE",
            help="Only duties of this force: shall, shall_not, may, encouraged, supported, "
            "explored, advocated; may be repeated.",
        ),
    ] = None,
    format: Annotated[  # noqa: A002  (the contract's name)
        Format, typer.Option(help="ics: a calendar of deadlines.")
    ] = "table",
) -> None:
    """List responsibilities, deadlines, targets, durations or duties, each with its clause.

    KIND is one of these five words. A period (--from, --to) fits deadlines and targets, --force
    fits duties, ics fits deadlines.
    """
    from assistant.errors import UsageError
    from assistant.register.exporting import nothing_found
    from assistant.register.register import Filter

    session = session_of(ctx)
    if format == "ics" and kind != "deadlines":
        raise UsageError("Only deadlines make a calendar.", "Choose another format.")
    with session.working("Reading the register …", quiet=format != "table"):
        opened = session.assistant.register()
    wanted = Filter(
        units=tuple(unit or ()),
        documents=tuple(document or ()),
        start=start.date() if start else None,
        end=end.date() if end else None,
        forces=cast("tuple[Force, ...]", tuple(force or ())),
    )
    facts = opened.rows(kind, wanted)
    if not facts:
        session.say(nothing_found(kind))
    _show(session, opened, kind, facts, format)


def _show(
    session: Session, opened: Register, kind: Kind, facts: Sequence[Fact], shape: Format
) -> None:
    from assistant.register.exporting import calendar_of, csv_of, json_of

    if shape == "json":
        _write(json_of(opened, facts))
    elif shape == "csv":
        _write(csv_of(opened, kind, facts))
    elif shape == "ics":
        _write(calendar_of(opened, facts).decode("utf-8"))
    elif facts:
        from assistant.cli.listing import register_view

        session.out.print(register_view(kind, facts))


def _write(text: str) -> None:
    """The text as it is: line ends are part of CSV and of calendars."""
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        sys.stdout.write(text)
    else:
        sys.stdout.flush()
        binary.write(text.encode("utf-8", "backslashreplace"))
        binary.flush()
