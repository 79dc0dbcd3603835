"""The page in Chromium: what a person sees and does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import ARGUMENTS, EXECUTABLE, PROJECT, QUESTION, Watched, ask, in_sight, served
from page_standin import HOSTILE, LONG, NOTICE, PLAN

from assistant.web.examples import EXAMPLES

pytestmark = [pytest.mark.slow, pytest.mark.browser]

SHORT = "What is the notice?"
ELEMENTS = "#pa-chat, #pa-evidence, #pa-document"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not Path(EXECUTABLE).exists():
        pytest.skip(f"there is no Chromium at {EXECUTABLE}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=EXECUTABLE, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The page over the stand-in, which answers in pieces."""
    with served("tests/web/page_standin.py", "PORT") as address:
        yield address


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page as a host of Gradio apps starts it, over the five documents, without a model."""
    environment = {
        "ASSISTANT_DATA": str(tmp_path_factory.mktemp("data")),
        "ASSISTANT_MODEL": "",
        "GRADIO_SERVER_PORT": "PORT",
    }
    command = [sys.executable, "-m", "assistant", "index"]
    subprocess.run(command, check=True, cwd=PROJECT, env={**os.environ, **environment})
    with served("app.py", environment=environment) as address:
        yield address


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where screenshots go, to be looked at."""
    given = os.environ.get("ASSISTANT_TEST_SCREENSHOTS")
    folder = Path(given) if given else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def test_an_answer_grows_and_its_citation_leads_to_the_document(
    browser: Any, url: str, pictures: Path
) -> None:
    with Watched(browser, url) as page:
        page.screenshot(path=pictures / "welcome.png")
        page.evaluate(
            """() => {
                window.lengths = new Set();
                const chat = document.getElementById("pa-chat");
                new MutationObserver(() => {
                    const text = chat.querySelector(".pa-growing .pa-text");
                    if (text) window.lengths.add(text.textContent.length);
                }).observe(chat, { childList: true, subtree: true, characterData: true });
            }"""
        )
        said = ask(page, SHORT)
        lengths = page.evaluate("() => [...window.lengths]")
        assert len(lengths) > 3
        assert lengths == sorted(lengths)
        assert said.locator(".pa-text").inner_text().split() == LONG.split()
        page.screenshot(path=pictures / "answer.png")
        said.locator(".pa-copy").click()
        page.wait_for_selector(".pa-copy >> text=Copied")

        said.locator(".pa-marker", has_text="[2]").click()
        page.wait_for_selector("#pa-card-1-2.pa-flash")
        assert in_sight(page, "#pa-card-1-2")

        page.click("#pa-card-1-1 .pa-open")
        page.wait_for_selector("#pa-open-1-1 mark.pa-flash")
        page.wait_for_timeout(800)
        assert in_sight(page, "#pa-open-1-1 mark")
        assert " ".join(page.locator("#pa-document mark").all_inner_texts()) == NOTICE
        assert PLAN.title in page.locator("#pa-document h2").inner_text()
        page.screenshot(path=pictures / "document.png")


def test_the_five_documents_answer_in_the_browser(browser: Any, real: str, pictures: Path) -> None:
    with Watched(browser, real) as page:
        refused = ask(page, "How many goals did the home team score last night?")
        assert refused.locator(".pa-refusal").count() == 1
        said = ask(page, EXAMPLES["en"][0])
        said.locator("p:has-text('15') .pa-marker").first.click()
        page.wait_for_selector(".pa-card.pa-flash mark >> text=15")
        page.wait_for_timeout(800)
        assert "II.1" in page.locator(".pa-card.pa-flash").inner_text()
        page.screenshot(path=pictures / "chat.png")
        page.click(".pa-card.pa-flash .pa-open")
        page.wait_for_selector("#pa-document mark.pa-flash")
        page.wait_for_timeout(800)
        assert in_sight(page, "#pa-document mark")
        page.screenshot(path=pictures / "real-document.png")


def test_the_five_documents_answer_in_chinese(browser: Any, real: str, pictures: Path) -> None:
    with Watched(browser, real) as page:
        said = ask(page, EXAMPLES["zh"][0])
        assert "15" in said.locator(".pa-answer").inner_text()
        assert "II.1" in page.locator("#pa-evidence").inner_text()
        page.screenshot(path=pictures / "real-chinese.png")


def test_a_refusal_looks_different_and_offers_the_nearest_clauses(
    browser: Any, url: str, pictures: Path
) -> None:
    look = "node => [getComputedStyle(node).backgroundColor, getComputedStyle(node).borderTopColor]"
    with Watched(browser, url) as page:
        answered = ask(page, SHORT).locator(".pa-answer").evaluate(look)
        refused = ask(page, "What is the weather?").locator(".pa-refusal")
        assert refused.evaluate(look) != answered
        assert "The documents do not say" in refused.inner_text()
        page.wait_for_selector("#pa-evidence .pa-near")
        assert "Nearest clauses" in page.locator("#pa-evidence").inner_text()
        page.screenshot(path=pictures / "refusal.png")

        page.click("#pa-turn-1 .pa-marker >> nth=0")
        page.wait_for_selector("#pa-card-1-1.pa-flash")


def test_hostile_text_shows_as_text(browser: Any, url: str, pictures: Path) -> None:
    with Watched(browser, url) as page:
        said = ask(page, HOSTILE)
        assert HOSTILE in said.locator(".pa-question").inner_text()
        assert HOSTILE in " ".join(said.locator(".pa-text").inner_text().split())
        assert HOSTILE in page.locator("#pa-evidence mark").first.inner_text()
        page.click("#pa-card-1-1 .pa-open")
        page.wait_for_selector("#pa-open-1-1 mark.pa-flash")
        assert HOSTILE in page.locator("#pa-document h2").inner_text()
        page.click("#pa-settings button")
        page.click("#pa-settings input >> nth=0")
        page.wait_for_timeout(500)
        page.screenshot(path=pictures / "hostile.png")
        made = page.locator(ELEMENTS).locator("script, img, svg, a, iframe, math, .katex, strong")
        assert made.count() == 0


def test_it_works_by_keyboard_alone(browser: Any, url: str) -> None:
    with Watched(browser, url) as page:
        ask(page, SHORT)
        page.locator(".pa-marker").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("#pa-card-1-1.pa-flash")
        assert page.evaluate("() => document.activeElement.id") == "pa-card-1-1"
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_selector("#pa-turn-1 .pa-marker.pa-flash")


def test_an_answer_can_be_stopped_and_the_conversation_cleared(browser: Any, url: str) -> None:
    with Watched(browser, url) as page:
        page.fill(QUESTION, SHORT)
        page.press(QUESTION, "Enter")
        page.wait_for_selector("#pa-turn-1 .pa-growing")
        page.click("#pa-stop")
        page.wait_for_selector("#pa-turn-1 .pa-stopped")
        shown = page.locator("#pa-turn-1 .pa-text").inner_text()
        page.wait_for_timeout(1500)
        assert page.locator("#pa-turn-1 .pa-text").inner_text() == shown
        assert len(shown) < len(LONG)
        assert "2" in ask(page, "weather?").get_attribute("id")
        page.click("#pa-clear")
        page.wait_for_selector("#pa-chat .pa-welcome")
        assert page.locator(".pa-card").count() == 0


def test_an_empty_question_is_not_sent_and_a_failed_one_is_given_back(
    browser: Any, url: str
) -> None:
    with Watched(browser, url) as page:
        page.fill(QUESTION, "   ")
        page.press(QUESTION, "Enter")
        page.wait_for_timeout(700)
        assert page.locator(".pa-exchange").count() == 0
        said = ask(page, "This is too long")
        assert "Ask it in fewer words." in said.inner_text()
        assert page.input_value(QUESTION) == "This is too long"


def test_an_example_is_asked_and_the_page_follows_its_language(
    browser: Any, url: str, pictures: Path
) -> None:
    with Watched(browser, url) as page:
        page.click("[data-action=example] >> text=公示")
        page.wait_for_selector("#pa-turn-1 .pa-answer:not(.pa-growing)")
        page.wait_for_selector("#pa-head >> text=政策助手")
        page.wait_for_selector("#pa-clear >> text=新对话")
        assert "第二条" in page.locator("#pa-evidence").inner_text()
        page.screenshot(path=pictures / "chinese.png")
        ask(page, SHORT)
        page.wait_for_selector("#pa-clear >> text=New chat")


def test_the_documents_and_the_day_can_be_chosen(browser: Any, url: str) -> None:
    with Watched(browser, url) as page:
        page.click("#pa-settings button")
        page.click("#pa-settings input >> nth=0")
        page.click(f"[role=option] >> text={PLAN.title}")
        page.fill("#pa-settings input.time", "2026-03-31")
        page.press("#pa-settings input.time", "Enter")
        said = ask(page, "echo").locator(".pa-text").inner_text()
        assert f"As of 2026-03-31, of {PLAN.id}" in said


def test_two_people_ask_at_once_and_see_their_own(browser: Any, url: str) -> None:
    with Watched(browser, url) as one, Watched(browser, url) as two:
        one.fill(QUESTION, SHORT)
        one.press(QUESTION, "Enter")
        two.fill(QUESTION, "weather?")
        two.press(QUESTION, "Enter")
        one.wait_for_selector("#pa-turn-1 .pa-answer:not(.pa-growing)")
        two.wait_for_selector("#pa-turn-1 .pa-refusal:not(.pa-growing)")
        assert one.locator(".pa-exchange").count() == two.locator(".pa-exchange").count() == 1


@pytest.mark.parametrize(
    ("name", "context"),
    [
        ("phone", {"viewport": {"width": 390, "height": 844}, "is_mobile": True}),
        ("dark", {"color_scheme": "dark"}),
        ("wide", {"viewport": {"width": 1920, "height": 1080}}),
    ],
)
def test_it_fits_the_screen(
    browser: Any, url: str, pictures: Path, name: str, context: dict[str, Any]
) -> None:
    with Watched(browser, url, **context) as page:
        ask(page, SHORT)
        ask(page, "weather?")
        page.screenshot(path=pictures / f"{name}.png")
        page.click("#pa-turn-1 .pa-marker >> nth=0")
        page.wait_for_selector("#pa-card-1-1.pa-flash")
        page.wait_for_timeout(800)
        assert in_sight(page, "#pa-card-1-1 .pa-number")
        page.screenshot(path=pictures / f"{name}-citation.png")
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
