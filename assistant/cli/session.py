"""What every command shares: the settings, the assistant, and the two streams."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import typer

from assistant.errors import SettingsError
from assistant.results import JsonObject, json_line

if TYPE_CHECKING:
    from rich.console import Console

    from assistant.bootstrap import Assistant
    from assistant.settings import Settings


def _read_settings() -> Settings:
    from assistant.settings import read_settings

    return read_settings()


def _build(settings: Settings) -> Assistant:
    from assistant.bootstrap import build_assistant

    return build_assistant(settings)


def _set_log_level(name: str) -> None:
    """The level of our own log, unless --verbose has already asked for all of it."""
    levels = logging.getLevelNamesMapping()
    if name.upper() not in levels:
        raise SettingsError(
            f"ASSISTANT_LOG_LEVEL is {name!r}, which is no level.", "Use DEBUG, INFO or WARNING."
        )
    log = logging.getLogger("assistant")
    if log.level == logging.NOTSET:
        log.setLevel(levels[name.upper()])


@dataclass
class Session:
    """One run of the program. Tests give their own settings and assistant; nothing is patched."""

    read_settings: Callable[[], Settings] = field(default=_read_settings)
    build: Callable[[Settings], Assistant] = field(default=_build)

    @cached_property
    def settings(self) -> Settings:
        """The settings in force. Raises SettingsError."""
        settings = self.read_settings()
        _set_log_level(settings.log_level)
        return settings

    @cached_property
    def assistant(self) -> Assistant:
        """The assistant, built when it is first needed."""
        return self.build(self.settings)

    @cached_property
    def out(self) -> Console:
        """Standard output for people: colour on a terminal, document text shown literally."""
        return _console(stderr=False)

    @cached_property
    def err(self) -> Console:
        """Standard error: messages and progress."""
        return _console(stderr=True)

    def emit(self, value: JsonObject) -> None:
        """One JSON object, one line, on standard output at once."""
        sys.stdout.write(json_line(value) + "\n")
        sys.stdout.flush()

    def say(self, message: str) -> None:
        """A message for the person at the terminal, on standard error."""
        self.err.print(message, soft_wrap=True)

    @contextmanager
    def working(self, message: str, *, quiet: bool = False) -> Iterator[None]:
        """A sign of life on a terminal while something takes its time."""
        if quiet or not self.err.is_terminal:
            yield
            return
        with self.err.status(message):
            yield


def _console(*, stderr: bool) -> Console:
    from rich.console import Console

    return Console(stderr=stderr, markup=False, emoji=False, highlight=False)


def session_of(ctx: typer.Context) -> Session:
    """The session that the root command prepared."""
    session = ctx.obj
    if not isinstance(session, Session):
        raise TypeError("a command ran without its session")
    return session
