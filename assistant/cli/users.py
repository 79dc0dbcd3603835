"""`assistant user`: the people who may log in to the page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.session import session_of

user = typer.Typer(no_args_is_help=True, help="The people who may log in to the page.")


@user.callback()
def users() -> None:
    """The people who may log in to the page."""


@user.command()
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="As it stands in papers.")],
    password: Annotated[
        str, typer.Option(prompt=True, confirmation_prompt=True, hide_input=True, hidden=True)
    ],
) -> None:
    """Add a person to the file of ASSISTANT_USERS, or change a password; it is asked for."""
    from assistant.errors import SettingsError
    from assistant.web.users import Users

    session = session_of(ctx)
    file = session.settings.users
    if not file:
        raise SettingsError("No file of users is named.", "Set ASSISTANT_USERS to its path.")
    is_new = Users(Path(file)).add(name, password)
    session.say(f"{name} is added." if is_new else f"{name} has a new password.")
