"""The server is killed between keystrokes and inside an export: what was shown as saved is there."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import chromium
import pytest
import test_browser
from chromium import PROJECT
from papers_standin import office
from test_drafts_browser import begin, fill, saved

pytestmark = [pytest.mark.slow, pytest.mark.browser]

browser = test_browser.browser
WORDS = "a coating that keeps batteries cool".split()


class Server:
    """A server that can be killed, and started again at the same address with the same data."""

    def __init__(self, data: Path) -> None:
        self.data = data
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "tests/web/papers_standin.py", str(self.port), str(self.data)]
        self.process = subprocess.Popen(
            command, cwd=PROJECT, env={**os.environ, "PYTHONPATH": str(PROJECT)}
        )
        chromium._wait_for(self.url, self.process)

    def kill(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(20)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    found = Server(tmp_path)
    found.start()
    yield found
    found.kill()


@pytest.fixture
def page(browser: Any, server: Server) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    opened = context.new_page()
    opened.goto(server.url)
    opened.wait_for_selector("#pa-chat .pa-welcome", timeout=60_000)
    yield opened
    context.close()


def kept(server: Server, number: str) -> dict[str, Any]:
    """The facts of a paper, read from the database by another process than the server."""
    assistant = office(server.data)
    try:
        return assistant.reviews.working_copy(int(number)).facts
    finally:
        assistant.catalogue.close()


def shown_as_saved(page: Any) -> bool:
    return page.locator("#pa-drafts .pa-status").get_attribute("data-kind") == "good"


def number_of(page: Any) -> str:
    found = re.search(r"#drafts/(\d+)$", page.url)
    assert found
    return found[1]


def test_what_was_shown_as_saved_survives_kills_between_keystrokes(
    server: Server, page: Any
) -> None:
    begin(page, "licence_application")
    fill(page, entity="A University")
    saved(page)
    number = number_of(page)
    for round_, pause in enumerate((0, 350, 520, 650)):
        fill(page, achievement=" ".join(WORDS[: round_ + 1]))
        saved(page)
        before = page.evaluate("() => window.policyDrafts.facts()")
        page.type("#pa-fact-achievement", " and", delay=20)
        page.wait_for_timeout(pause)
        server.kill()
        now = page.evaluate("() => window.policyDrafts.facts()")
        was_saved = shown_as_saved(page)
        found = kept(server, number)
        assert found in (before, now)
        if was_saved:
            assert found == now
        server.start()
        page.wait_for_selector("#pa-drafts form", timeout=60_000)
        saved(page)
        assert kept(server, number) == now
        assert page.input_value("#pa-fact-achievement") == now["achievement"]
    assert page.locator(".pa-conflict > *").count() == 0


def test_a_kill_inside_an_export_loses_nothing(server: Server, page: Any) -> None:
    begin(page, "licence_application")
    fill(page, entity="A University", achievement="A coating")
    saved(page)
    number, before = number_of(page), page.evaluate("() => window.policyDrafts.facts()")
    page.click('[data-export="pdf"]')
    page.wait_for_timeout(60)
    server.kill()
    assert kept(server, number) == before
    server.start()
    page.reload()
    page.wait_for_selector("#pa-drafts form", timeout=60_000)
    assert page.evaluate("() => window.policyDrafts.facts()") == before
    with page.expect_download() as waiting:
        page.click('[data-export="pdf"]')
    assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF")
