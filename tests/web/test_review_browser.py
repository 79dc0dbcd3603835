"""The Review page in Chromium: one person submits, another comments, returns and approves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import test_browser
import test_drafts_browser
from chromium import Watched, served
from test_drafts_browser import HOSTILE, begin, enter, fill, saved

from assistant.web.users import Users

pytestmark = [pytest.mark.slow, pytest.mark.browser]

browser, pictures = test_browser.browser, test_browser.pictures
papers = test_drafts_browser.papers

ROOM = "#pa-review .pa-one-paper"
PASSWORDS = {"Ann": "correct horse", "Bo": "battery staple"}


def steps(page: Any) -> set[str]:
    """What the page offers to do."""
    return {
        button.get_attribute("data-step") for button in page.locator("#pa-review [data-step]").all()
    }


def take(page: Any, step: str, state: str, reason: str = "") -> None:
    """Take a step and wait for the state that it leads to."""
    page.fill("#pa-reason", reason)
    page.click(f'#pa-review [data-step="{step}"]')
    page.wait_for_selector(f'{ROOM} .pa-state[data-state="{state}"]', timeout=30_000)


def open_paper(page: Any, number: str, name: str = "") -> None:
    enter(page, "review", name)
    page.wait_for_selector(f'#pa-review [data-open="{number}"]')
    page.click(f'#pa-review [data-open="{number}"]')
    page.wait_for_selector(ROOM)


def drafted(page: Any, name: str, **facts: str) -> str:
    """Write a paper; its number."""
    begin(page, "licence_application", name)
    fill(page, **facts)
    saved(page)
    return str(page.url.rpartition("/")[2])


def test_one_submits_and_another_returns_and_approves(
    browser: Any, papers: str, pictures: Path
) -> None:
    with Watched(browser, papers) as ann, Watched(browser, papers) as bo:
        number = drafted(ann, "Ann", entity="A University", achievement=HOSTILE)
        open_paper(ann, number)
        assert steps(ann) == {"submit", "withdraw"}
        ann.click('#pa-review [data-step="submit"]')
        ann.wait_for_function(
            "() => document.querySelector('#pa-review .pa-status').textContent.includes('missing facts')"
        )
        take(ann, "submit", "submitted", "The rest comes later.")
        assert steps(ann) == {"withdraw"}
        ann.screenshot(path=pictures / "review-author.png")

        open_paper(bo, number, "Bo")
        assert steps(bo) == {"approve", "return"}
        bo.screenshot(path=pictures / "review-other.png")
        bo.click("#pa-paper [data-part=section] >> nth=0")
        assert bo.evaluate("document.activeElement.id") == "pa-comment"
        bo.keyboard.type(f"Why? {HOSTILE}")
        bo.click("#pa-review [data-say]")
        bo.wait_for_selector("#pa-review [data-comment]")
        assert HOSTILE in bo.locator("#pa-review [data-comment]").inner_text()
        assert bo.locator(":is(#pa-review, #pa-paper) :is(img, script)").count() == 0
        take(bo, "return", "returned", "See my comment.")

        ann.reload()
        ann.wait_for_selector(f'{ROOM} .pa-state[data-state="returned"]', timeout=60_000)
        ann.click("#pa-review [data-resolve]")
        ann.wait_for_selector("#pa-review .pa-settled")
        ann.click("#pa-review [data-write]")
        ann.wait_for_selector("#pa-drafts form")
        fill(ann, licensee="Example Coatings Co., Ltd.")
        saved(ann)
        enter(ann, "review")
        take(ann, "submit", "submitted", "The rest still comes later.")
        ann.click("#pa-review [data-compare]")
        ann.wait_for_selector(".pa-difference ins")
        assert "Example Coatings" in ann.locator(".pa-difference").inner_text()
        ann.screenshot(path=pictures / "review-difference.png")

        # What has been read is version 1: the decision waits until version 2 is read.
        bo.reload()
        bo.wait_for_selector(ROOM, timeout=60_000)
        take(bo, "approve", "approved", "Good.")
        assert "Bo approved it" in bo.locator("#pa-review").text_content()
        bo.locator("#pa-review summary").last.click()
        bo.screenshot(path=pictures / "review-approved.png", full_page=True)
        ann.reload()
        ann.wait_for_selector(f'{ROOM} .pa-state[data-state="approved"]', timeout=60_000)
        assert steps(ann) == {"reopen"}


def test_a_version_that_came_meanwhile_is_not_approved_unread(browser: Any, papers: str) -> None:
    with Watched(browser, papers) as ann, Watched(browser, papers) as bo:
        number = drafted(ann, "Ann", entity="B University")
        open_paper(ann, number)
        take(ann, "submit", "submitted", "Early.")
        open_paper(bo, number, "Bo")
        with Watched(browser, papers) as cy:
            open_paper(cy, number, "Cy")
            take(cy, "return", "returned", "Too early.")
        ann.reload()
        ann.wait_for_selector(f'{ROOM} .pa-state[data-state="returned"]', timeout=60_000)
        take(ann, "submit", "submitted", "Again.")
        bo.click('#pa-review [data-step="approve"]')
        bo.wait_for_function(
            "() => document.querySelector('#pa-review .pa-status').textContent.includes('version 2 now')"
        )


@pytest.mark.parametrize(
    ("name", "context"),
    [
        ("zh", {"locale": "zh-CN"}),
        ("phone", {"viewport": {"width": 390, "height": 844}, "is_mobile": True}),
        ("dark", {"color_scheme": "dark"}),
    ],
)
def test_the_review_page_fits_screen_and_language(
    browser: Any, papers: str, pictures: Path, name: str, context: dict[str, Any]
) -> None:
    with Watched(browser, papers, **context) as page:
        number = drafted(page, "李华", entity="上海示例大学")
        enter(page, "review")
        page.wait_for_selector(".pa-papers")
        page.screenshot(path=pictures / f"review-{name}-list.png", full_page=True)
        page.click(f'#pa-review [data-open="{number}"]')
        page.wait_for_selector(ROOM)
        page.wait_for_timeout(500)
        page.screenshot(path=pictures / f"review-{name}.png", full_page=True)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page with a file of people."""
    data = tmp_path_factory.mktemp("guarded")
    for name, password in PASSWORDS.items():
        Users(data / "users").add(name, password)
    command = ("tests/web/papers_standin.py", "PORT", str(data), str(data / "users"))
    with served(*command) as address:
        yield address


def logged_in(browser: Any, address: str, name: str, password: str = "") -> Any:
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(address)
    page.fill("input >> nth=0", name)
    page.fill("input[type=password]", password or PASSWORDS[name])
    page.click("button:has-text('Login')")
    return page


def test_who_logs_in_is_who_writes_and_judges(browser: Any, guarded: str, pictures: Path) -> None:
    ann = logged_in(browser, guarded, "Ann")
    ann.wait_for_selector("#pa-chat .pa-welcome", timeout=60_000)
    enter(ann, "drafts")
    assert "logged in as Ann" in ann.locator("#pa-drafts .pa-who").inner_text()
    assert ann.locator("#pa-drafts .pa-who input").count() == 0
    ann.evaluate("localStorage.setItem('pa-name', 'Bo')")
    ann.click('#pa-drafts [data-kind="licence_application"]')
    ann.wait_for_selector("#pa-drafts form")
    fill(ann, entity="A University")
    saved(ann)
    number = ann.url.rpartition("/")[2]
    open_paper(ann, number)
    assert "Written by Ann" in ann.locator(ROOM).inner_text()
    take(ann, "submit", "submitted", "Early.")
    bo = logged_in(browser, guarded, "Bo")
    bo.wait_for_selector("#pa-chat .pa-welcome", timeout=60_000)
    open_paper(bo, number)
    take(bo, "approve", "approved")
    bo.screenshot(path=pictures / "review-logged-in.png")
    ann.context.close()
    bo.context.close()


def test_a_wrong_password_opens_nothing(browser: Any, guarded: str, pictures: Path) -> None:
    page = logged_in(browser, guarded, "Ann", "wrong horse")
    page.wait_for_timeout(3000)
    page.screenshot(path=pictures / "login.png")
    assert page.locator("#pa-chat").count() == 0
    assert page.request.post(f"{guarded}gradio_api/component_server", data={}).status in (401, 404)
    page.context.close()
