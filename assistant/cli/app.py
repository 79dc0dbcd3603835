"""The root of the commands: what they share, their log, and how their errors are shown."""

from __future__ import annotations

import io
import logging
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from assistant.cli.session import Session
from assistant.errors import AssistantError, UsageError

logger = logging.getLogger(__name__)


class _Commands(TyperGroup):
    """Shows an AssistantError as its sentence; the traceback goes to the log."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except AssistantError as error:
            logger.debug("the command failed", exc_info=True)
            sys.stderr.write(f"{error}\n")
            raise typer.Exit(2 if isinstance(error, UsageError) else 1) from error


app = typer.Typer(
    cls=_Commands,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Ask the policies of technology transfer, and check every answer clause by clause.",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(version("policy-assistant"))
        raise typer.Exit()


@app.callback()
def prepare(
    ctx: typer.Context,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Show the log, with tracebacks, on standard error.")
    ] = False,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Ask the policies of technology transfer, and check every answer clause by clause."""
    for stream in (sys.stdout, sys.stderr):
        # The contract is UTF-8 whatever the locale; a half-written character must not stop a run.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if ctx.obj is None:
        ctx.obj = Session()
    set_up_log(verbose)


def set_up_log(verbose: bool) -> None:
    """Log to standard error: all of ours at DEBUG where `verbose`, else what the settings say.

    Others are heard from WARNING on. The handler sees to it, since some libraries set the level
    of their own log.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(lambda record: record.levelno >= logging.WARNING or _is_ours(record))
    logging.basicConfig(handlers=[handler], force=True)
    logging.getLogger("assistant").setLevel(logging.DEBUG if verbose else logging.NOTSET)


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] == "assistant"
