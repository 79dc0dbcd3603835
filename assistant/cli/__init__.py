"""The commands: thin edges that read arguments, call the assistant and show what comes back.

One file a group of commands. Each imports what it needs when it runs, so that `assistant --help`
is instant and `assistant ask` never loads the web page. Exit status: 0 done, 1 the work failed
(the message says why), 2 wrong usage.
"""

from __future__ import annotations

import logging
import sys

from assistant.cli.app import app
from assistant.cli.asking import ask
from assistant.cli.doctor import doctor
from assistant.cli.drafting import draft
from assistant.cli.evaluating import evaluate
from assistant.cli.finding import find
from assistant.cli.indexing import index
from assistant.cli.ledger import ledger
from assistant.cli.registering import register
from assistant.cli.reviewing import review
from assistant.cli.serving import serve
from assistant.cli.users import user

logger = logging.getLogger(__name__)

app.command()(index)
app.command()(ask)
app.command()(find)
app.command()(register)
app.command()(draft)
app.command()(ledger)
app.add_typer(review, name="review")
app.command()(serve)
app.add_typer(user, name="user")
app.command()(doctor)
app.command("eval")(evaluate)


def main() -> None:
    """Run the command that the process's arguments name, and end the process with its status."""
    try:
        app(prog_name="assistant")
    except Exception as error:
        logger.debug("the command failed", exc_info=True)
        sys.stderr.write(
            f"Something went wrong inside the assistant: {type(error).__name__}: {error}. "
            "Run `assistant --verbose …` to see where, and please report it.\n"
        )
        sys.exit(1)


__all__ = ["app", "main"]
