"""`assistant ledger FILE`: the empty ledger for an annual summary."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.model import Language


def ledger(
    file: Annotated[Path, typer.Argument(help="Where to write it: FILE.xlsx or FILE.csv.")],
    language: Annotated[Language, typer.Option(help="Language of the heads.")] = "en",
) -> None:
    """Write an empty ledger of contracts, patents and projects, to be filled in."""
    from assistant.drafting.ledger.template import write_template

    write_template(file, language)
    typer.echo(f"{file} is written; overwrite its examples.", err=True)
