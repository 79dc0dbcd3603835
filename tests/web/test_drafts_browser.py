"""The Drafts page in Chromium over the five documents: fill in, read the checks, keep, export."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import test_browser
from chromium import PROJECT, Watched, in_sight, served

pytestmark = [pytest.mark.slow, pytest.mark.browser]

browser, pictures = test_browser.browser, test_browser.pictures

HOSTILE = "<img src=x onerror=\"alert('i')\"><script>alert('s')</script>"
STATUS = "#pa-drafts .pa-status"
SHEET = "#pa-paper .pa-sheet"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page over real papers and reviews."""
    data = tmp_path_factory.mktemp("papers")
    with served("tests/web/papers_standin.py", "PORT", str(data)) as address:
        yield address


def enter(page: Any, room: str, name: str = "") -> None:
    """Open the page of drafts or of reviews, as somebody."""
    page.click(f'#pa-rooms [data-tab-id="{room}"]')
    page.wait_for_selector(f"#pa-{room} .pa-room > *", timeout=60_000)
    if name:
        page.fill(f"#pa-{room} .pa-who input", name)
        page.press(f"#pa-{room} .pa-who input", "Tab")


def begin(page: Any, kind: str, name: str = "Li Hua") -> None:
    enter(page, "drafts", name)
    page.click(f'#pa-drafts [data-kind="{kind}"]')
    page.wait_for_selector("#pa-drafts form")


def saved(page: Any) -> str:
    """Wait until what was typed is saved; the sentence that says so."""
    page.wait_for_function(
        """() => {
            const said = document.querySelector('#pa-drafts .pa-status');
            return said.dataset.kind === 'good' && said.textContent;
        }""",
        timeout=30_000,
    )
    return str(page.locator(STATUS).inner_text())


def fill(page: Any, **facts: str) -> None:
    for name, value in facts.items():
        page.fill(f"#pa-fact-{name}", value)


def outcome(page: Any, rule: str) -> str:
    return str(page.locator(f'[data-rule="{rule}"]').get_attribute("data-outcome"))


def test_a_form_is_filled_in_and_the_draft_and_its_checks_follow(
    browser: Any, papers: str, pictures: Path, tmp_path: Path
) -> None:
    with Watched(browser, papers) as page:
        enter(page, "drafts", "Li Hua")
        page.screenshot(path=pictures / "drafts-kinds.png")
        begin(page, "implementation_plan")
        fill(page, entity="Shanghai Example University", licence_term_years="8")
        assert saved(page).startswith("Saved at ")
        assert "Shanghai Example University" in page.locator(SHEET).inner_text()
        assert outcome(page, "licence-term-at-least-ten-years") == "fail"
        page.screenshot(path=pictures / "drafts-failed.png")
        fill(page, licence_term_years="12")
        page.wait_for_selector(
            "[data-rule=licence-term-at-least-ten-years][data-outcome=pass]", state="attached"
        )
        saved(page)
        asked = page.locator(".pa-asked button").first
        name = asked.get_attribute("data-seek")
        asked.click()
        held = page.evaluate("document.activeElement.closest('[data-fact]').dataset.fact")
        assert held == name
        page.locator(f"{SHEET} .pa-text-of-paper .pa-marker").first.click()
        page.wait_for_selector("#pa-document mark.pa-flash")
        page.wait_for_timeout(800)
        assert in_sight(page, "#pa-document mark")
        page.screenshot(path=pictures / "drafts-clause.png")
        page.click('#pa-tabs [data-tab-id="paper"]')
        for form, start in (("docx", b"PK"), ("pdf", b"%PDF"), ("md", b"# ")):
            with page.expect_download() as waiting:
                page.click(f'[data-export="{form}"]')
            file = tmp_path / waiting.value.suggested_filename
            waiting.value.save_as(file)
            assert file.suffix == f".{form}"
            assert file.read_bytes().startswith(start)


def test_all_widgets_are_saved_and_a_reload_brings_them_back(
    browser: Any, papers: str, pictures: Path
) -> None:
    with Watched(browser, papers) as page:
        begin(page, "licence_application")
        fill(page, entity="A University", licence_start="2026-05-01", royalty_rate="3")
        fill(page, achievement_description="Two lines\nof text", upfront_fee="300000")
        page.select_option('[data-fact="upfront_fee"] [data-money="currency"]', "CNY")
        page.select_option("#pa-fact-payment_method", "upfront_and_royalty")
        page.check('[data-fact="transfer_abroad"] input[data-value="false"]')
        for number in ("ZL1", "ZL2"):
            page.click('[data-fact="patents"] [data-add]')
            row = page.locator('[data-fact="patents"] tbody tr').last
            row.locator('[data-column="number"] input').fill(number)
            row.locator('[data-column="type"] select').select_option("invention")
        fill(page, description="The licence runs for 5 years.")
        saved(page)
        below = page.locator('[data-fact="licence_term_years"] .pa-becomes').inner_text()
        assert "The licence runs for 5 years" in below
        before = page.evaluate("() => window.policyDrafts.facts()")
        assert before["upfront_fee"] == {"amount": "300000", "currency": "CNY"}
        assert before["transfer_abroad"] is False
        assert [row["number"] for row in before["patents"]] == ["ZL1", "ZL2"]
        page.reload()
        page.wait_for_selector("#pa-drafts form", timeout=60_000)
        assert page.input_value("#pa-fact-achievement_description") == "Two lines\nof text"
        assert page.is_checked('[data-fact="transfer_abroad"] input[data-value="false"]')
        assert page.evaluate("() => window.policyDrafts.facts()") == before
        page.screenshot(path=pictures / "drafts-reloaded.png")


def test_what_people_write_is_never_markup(browser: Any, papers: str) -> None:
    with Watched(browser, papers) as page:
        begin(page, "licence_application", f"Eve {HOSTILE}"[:99])
        fill(page, entity=HOSTILE, achievement=HOSTILE, description=HOSTILE)
        page.click('[data-fact="patents"] [data-add]')
        page.fill('[data-fact="patents"] tbody input >> nth=0', HOSTILE)
        saved(page)
        assert HOSTILE in page.locator(SHEET).inner_text()
        assert page.locator(":is(#pa-paper, #pa-drafts) :is(img, script)").count() == 0
        page.reload()
        page.wait_for_selector("#pa-drafts form", timeout=60_000)
        assert page.input_value("#pa-fact-entity") == HOSTILE


def test_a_second_writer_stops_the_first_and_both_texts_are_offered(
    browser: Any, papers: str, pictures: Path
) -> None:
    with Watched(browser, papers) as one:
        begin(one, "licence_application", "Ann")
        fill(one, entity="A University", licensee="First Ltd")
        saved(one)
        address = one.url
        with Watched(browser, papers) as other:
            enter(other, "drafts", "Bo")
            # From elsewhere: inside the page, the list of Bo's papers may still put its address in place.
            other.goto("about:blank")
            other.goto(address)
            other.wait_for_selector("#pa-drafts form", timeout=60_000)
            fill(other, licensee="Bo Ltd")
            saved(other)
        fill(one, licensee="Ann Ltd")
        told = one.wait_for_selector(".pa-conflict [data-take=mine]", timeout=30_000)
        text = one.locator(".pa-conflict").inner_text()
        assert "Bo Ltd" in text
        assert "Ann Ltd" in text
        assert one.locator(STATUS).get_attribute("data-kind") == "bad"
        one.screenshot(path=pictures / "drafts-conflict.png")
        fill(one, achievement="typed meanwhile")
        told.click()
        saved(one)
        one.reload()
        one.wait_for_selector("#pa-drafts form", timeout=60_000)
        assert one.input_value("#pa-fact-licensee") == "Ann Ltd"
        assert one.input_value("#pa-fact-achievement") == "typed meanwhile"


def test_without_a_name_it_is_said_that_nothing_is_saved(browser: Any, papers: str) -> None:
    with Watched(browser, papers) as page:
        begin(page, "licence_application", "")
        fill(page, entity="A University")
        page.wait_for_function(
            "() => document.querySelector('#pa-drafts .pa-status').textContent.startsWith('Not saved')"
        )
        page.reload()
        page.wait_for_selector("#pa-drafts form", timeout=60_000)
        assert page.input_value("#pa-fact-entity") == "A University"
        enter(page, "drafts", "Li Hua")
        saved(page)


def test_a_ledger_becomes_figures(browser: Any, papers: str, pictures: Path) -> None:
    with Watched(browser, papers) as page:
        begin(page, "annual_summary")
        fill(page, entity="A University", year="2025")
        page.set_input_files("#pa-fact-ledger", PROJECT / "papers" / "examples" / "ledger.en.csv")
        page.wait_for_selector(f"{SHEET} .pa-grid caption")
        saved(page)
        assert "ledger.en.csv" in page.locator('[data-fact="ledger"]').inner_text()
        page.screenshot(path=pictures / "drafts-ledger.png")


@pytest.mark.parametrize(
    ("name", "context"),
    [
        ("zh", {"locale": "zh-CN"}),
        ("phone", {"viewport": {"width": 390, "height": 844}, "is_mobile": True}),
        ("phone-zh", {"viewport": {"width": 390, "height": 844}, "locale": "zh-CN"}),
        ("dark", {"color_scheme": "dark"}),
    ],
)
def test_the_drafts_page_fits_screen_and_language(
    browser: Any, papers: str, pictures: Path, name: str, context: dict[str, Any]
) -> None:
    with Watched(browser, papers, **context) as page:
        enter(page, "drafts", "李华")
        page.wait_for_timeout(500)
        page.screenshot(path=pictures / f"drafts-{name}-kinds.png", full_page=True)
        begin(page, "ownership_assignment", "李华")
        fill(page, entity="上海示例大学")
        said = saved(page)
        assert ("已保存" in said) == name.endswith("zh")
        page.click("[data-fact] [data-add] >> nth=0")
        page.wait_for_timeout(1500)
        page.screenshot(path=pictures / f"drafts-{name}.png", full_page=True)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
