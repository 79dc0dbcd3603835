"""The page is served: one process, several sessions at once, also behind a proxy."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable
from typing import Any

import gradio as gr
import uvicorn
from fastapi import FastAPI

from assistant.bootstrap import Assistant
from assistant.errors import ServingError
from assistant.web.page import Page, build_page

_log = logging.getLogger(__name__)
_POLICY = (
    # Gradio builds its components from inline scripts and styles; nothing comes from elsewhere.
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "worker-src 'self' blob:; object-src 'none'; form-action 'self'"
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)


def serve(
    assistant: Assistant,
    host: str = "127.0.0.1",
    port: int = 7860,
    *,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the page until interrupted; `ready` is told its address once the port is held.

    Behind a proxy that serves it under a path, GRADIO_ROOT_PATH says which ("/policies", or the
    whole public address). Raises ServingError if the address cannot be used.
    """
    serve_page(lambda: build_page(assistant), host, port, ready=ready)


def serve_page(
    page: Callable[[], Page],
    host: str,
    port: int,
    *,
    ready: Callable[[str], None] | None = None,
) -> None:
    """As `serve`; `page` is built once the port is held, so that a taken one is told at once."""
    with _listening(host, port) as held:
        config = uvicorn.Config(web_app(page()), log_level="warning", timeout_graceful_shutdown=3)
        if ready is not None:
            ready(address(host, held.getsockname()[1]))
        try:
            uvicorn.Server(config).run(sockets=[held])
        except KeyboardInterrupt:
            _log.info("interrupted, the page is no longer served")


def web_app(page: Page) -> FastAPI:
    """The page as an ASGI application, for any server of such applications."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(_Headers)
    root_path = os.environ.get("GRADIO_ROOT_PATH") or None
    gr.mount_gradio_app(app, page, path="/", root_path=root_path, **page.manner)
    return app


def address(host: str, port: int) -> str:
    """Where a browser on this machine finds the page."""
    shown = "127.0.0.1" if host in {"", "0.0.0.0"} else host  # noqa: S104
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"


def _listening(host: str, port: int) -> socket.socket:
    """A socket that holds the port before anything is promised. Raises ServingError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    held = socket.socket(family, socket.SOCK_STREAM)
    try:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind((host, port))
        held.listen(128)
    except (OSError, OverflowError) as error:
        held.close()
        raise ServingError(
            f"The page cannot be served at {host or 'all addresses'}, port {port}: {error}.",
            "Choose another port (--port), or stop the program that uses this one.",
        ) from error
    return held


class _Headers:
    """Tells the browser to load nothing from other hosts, on every reply."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async def with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *_HEADERS]}
            await send(message)

        await self._app(scope, receive, with_headers)
