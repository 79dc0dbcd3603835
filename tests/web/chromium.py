"""What the browser tests share: a served page, a browser, and a page that is watched."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.request import ProxyHandler, build_opener

PROJECT = Path(__file__).resolve().parents[2]
EXECUTABLE = os.environ.get("ASSISTANT_TEST_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
QUESTION = "#pa-question-box textarea"
CUT_OFF = ("console: AbortError: signal is aborted", "console: Unexpected error Connection errored")
"""What Gradio says on the console when a page is left while it still listens to the server."""


@contextmanager
def served(*command: str, environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of a page that `python *command` serves; the process ends with it.

    PORT in the command and in the values of the environment stands for a free port.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = [part.replace("PORT", str(port)) for part in command]
    given = {key: part.replace("PORT", str(port)) for key, part in (environment or {}).items()}
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT), **given},
    )
    try:
        url = f"http://127.0.0.1:{port}/"
        _wait_for(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    opener = build_opener(ProxyHandler({}))
    end = time.monotonic() + 120
    while time.monotonic() < end:
        assert process.poll() is None, f"the page ended with status {process.returncode}"
        try:
            with opener.open(url, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"nothing is served at {url}")


class Watched:
    """A browser page that must open no dialog, raise no error and ask no other host."""

    def __init__(self, browser: Any, url: str, **context: Any) -> None:
        size = {"width": 1280, "height": 800}
        self._context = browser.new_context(**{"viewport": size, **context})
        self.page = self._context.new_page()
        self.url = url
        self.wrong: list[str] = []
        self.page.on("dialog", self._dialog)
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("request", self._request)
        self.page.on("console", self._console)
        self.page.on("framenavigated", self._left)

    def __enter__(self) -> Any:
        self.page.goto(self.url)
        self.page.wait_for_selector("#pa-chat .pa-welcome, #pa-chat .pa-failure", timeout=60_000)
        return self.page

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._context.close()
        if kind is None:
            assert not self.wrong, self.wrong

    def _dialog(self, dialog: Any) -> None:
        self.wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.wrong.append(f"request to another host: {request.url}")

    def _left(self, frame: Any) -> None:
        if frame == self.page.main_frame:
            self.wrong = [one for one in self.wrong if not one.startswith(CUT_OFF)]

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self.wrong.append(f"console: {message.text}")


def ask(page: Any, question: str) -> Any:
    """Ask by keyboard and wait for the end of the answer; gives its place in the page."""
    turn = page.locator(".pa-exchange").count() + 1
    page.fill(QUESTION, question)
    page.press(QUESTION, "Enter")
    said = f"#pa-turn-{turn} :is(.pa-answer, .pa-refusal, .pa-failure):not(.pa-growing)"
    page.wait_for_selector(said, timeout=60_000)
    page.wait_for_selector("#pa-stop", state="hidden")
    return page.locator(f"#pa-turn-{turn}")


def in_sight(page: Any, selector: str) -> bool:
    """Whether the first match is inside the window and inside what scrolls around it."""
    return bool(
        page.locator(selector).first.evaluate(
            """node => {
                const { x, y, width, height } = node.getClientRects()[0];
                const top = document.elementFromPoint(x + width / 2, y + height / 2);
                return y >= 0 && y + height <= innerHeight && node.contains(top);
            }"""
        )
    )
