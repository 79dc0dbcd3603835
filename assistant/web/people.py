"""Who is asking: the person who has logged in or, without log-in, the name that he gives."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.model import Language
from assistant.settings import Settings
from assistant.web.users import Users
from assistant.web.words import WORDS

_log = logging.getLogger(__name__)
_PAUSE = 1.0  # seconds after a wrong password, so that passwords cannot be tried out

Sent = Mapping[str, Any]
"""What a browser sends with a call; any of it may be missing or of another type."""
Answer = dict[str, Any]
"""What it gets: plain data, and markup where the name says so."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a page: by whom ("" for nobody), in which language, with what."""

    by: str
    language: Language
    sent: Sent
    is_verified: bool = False

    def text(self, name: str) -> str:
        """The text of this name, "" where there is none."""
        value = self.sent.get(name)
        return value if isinstance(value, str) else ""

    def number(self, name: str) -> int | None:
        """The whole number of this name."""
        value = self.sent.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def mapping(self, name: str) -> dict[str, Any]:
        """The mapping of this name, empty where there is none."""
        value = self.sent.get(name)
        return dict(value) if isinstance(value, Mapping) else {}


Step = Callable[[Call], Answer]


def callable_by_browsers(name: str, step: Step, settings: Settings) -> Callable[..., Answer]:
    """The step as a function of a Gradio component that the page's script can call by `name`.

    Errors become an answer with the `failure` as a sentence, and whether to try `again`.
    """

    def called(sent: Any, request: gr.Request) -> Answer:
        if not isinstance(sent, dict) or not _is_own(request):
            return {"failure": WORDS["en"].broken, "again": False}
        call = _call(sent, request, settings)
        try:
            return step(call)
        except AssistantError as error:
            _log.info("%s: %s", name, error, exc_info=True)
            return {"failure": str(error), "again": error.retryable}
        except Exception:
            _log.exception("%s went wrong", name)
            return {"failure": WORDS[call.language].broken, "again": False}

    called.__name__ = name
    return called


def _call(sent: Sent, request: gr.Request, settings: Settings) -> Call:
    language: Language = "zh" if sent.get("language") == "zh" else "en"
    if settings.users:
        return Call(user_of(request), language, sent, True)
    name = sent.get("name")
    return Call(" ".join(name.split()) if isinstance(name, str) else "", language, sent)


def _is_own(request: Any) -> bool:
    """Whether the page itself calls: other sites can make a browser send what its user may."""
    return request.headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


def user_of(request: Any) -> str:
    """The name of who has logged in.

    Gradio gives the functions of components the bare request, so the name is looked up where
    Gradio's own log-in keeps it.
    """
    app, cookies = request.app, request.cookies
    for cookie in (f"access-token-{app.cookie_id}", f"access-token-unsecure-{app.cookie_id}"):
        if cookies.get(cookie):
            return str(app.tokens.get(cookies[cookie]) or "")
    return ""


def entrance(settings: Settings) -> dict[str, Any]:
    """What Gradio's launch and mount need to ask for a name and a password; without users: none."""
    if not settings.users:
        return {"auth": None}
    users = Users(Path(settings.users))

    async def knows(name: str, password: str) -> bool:
        try:
            known = await asyncio.to_thread(users.knows, name, password)
        except AssistantError as error:
            _log.error("nobody can log in: %s", error)
            known = False
        if not known:
            await asyncio.sleep(_PAUSE)
        return known

    return {"auth": knows, "auth_message": WORDS["en"].title}
