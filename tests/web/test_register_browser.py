"""The Register page in Chromium over the five documents: filter, read, picture, export."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
import test_browser
from chromium import Watched, in_sight

pytestmark = [pytest.mark.slow, pytest.mark.browser]

browser, real, pictures = test_browser.browser, test_browser.real, test_browser.pictures

ROWS = ".pa-rows tbody tr"


def open_register(page: Any) -> None:
    page.click("#pa-rooms button[role=tab] >> text=Register")
    page.wait_for_selector(ROWS, timeout=60_000)


def choose(page: Any, name: str) -> None:
    page.click(f"#pa-register .pa-pick label >> text={name}")


def count(page: Any) -> tuple[int, int]:
    """How many rows are shown, of how many."""
    shown, _, known, _ = page.locator("#pa-register-rows [role=status]").inner_text().split()
    return int(shown), int(known)


def waits_for_count(page: Any, before: tuple[int, int]) -> tuple[int, int]:
    page.wait_for_function(
        "text => !document.querySelector('#pa-register-rows [role=status]')?.textContent"
        ".startsWith(text)",
        arg=f"{before[0]} of {before[1]}",
    )
    return count(page)


def choose_unit(page: Any, name: str) -> None:
    page.click("#pa-filter button")
    page.fill("#pa-units input", name)
    page.press("#pa-units input", "Enter")


def save(page: Any, name: str, folder: Path) -> str:
    with page.expect_download() as waiting:
        page.click(f"#pa-export button >> text={name}")
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file.read_bytes().decode("utf-8-sig")


def test_a_unit_is_filtered_and_its_rows_are_exported(
    browser: Any, real: str, pictures: Path, tmp_path: Path
) -> None:
    with Watched(browser, real) as page:
        open_register(page)
        all_rows = count(page)
        page.screenshot(path=pictures / "register.png")
        choose_unit(page, "Municipal Bureau of Finance")
        shown, known = waits_for_count(page, all_rows)
        assert 0 < shown < known == all_rows[1]
        who = page.locator(".pa-rows td.pa-who").all_inner_texts()
        assert all("Finance" in name for name in who)
        page.screenshot(path=pictures / "register-unit.png")
        rows = json.loads(save(page, "JSON", tmp_path))
        assert [row["unit"] for row in rows] == who
        assert len(list(csv.DictReader(save(page, "CSV", tmp_path).splitlines()))) == shown
        assert {file.name for file in tmp_path.iterdir()} == {
            "responsibilities.json",
            "responsibilities.csv",
        }


def test_a_row_opens_its_clause_with_the_quote_marked(
    browser: Any, real: str, pictures: Path
) -> None:
    with Watched(browser, real) as page:
        open_register(page)
        before = count(page)
        choose(page, "Deadlines")
        known = waits_for_count(page, before)
        page.fill("#pa-search :is(input, textarea)", "2024-06-30 inventories")
        assert 0 < waits_for_count(page, known)[0] < known[1]
        row = page.locator(ROWS).first
        said = row.locator("td.pa-what").inner_text()
        row.locator("td.pa-what").click()
        page.wait_for_selector("#pa-document mark.pa-flash")
        page.wait_for_timeout(800)
        assert in_sight(page, "#pa-document mark")
        marked = " ".join(page.locator("#pa-document mark").all_inner_texts())
        assert " ".join(said.split()) in " ".join(marked.split())
        page.screenshot(path=pictures / "register-clause.png")


def test_deadlines_are_pictured_and_saved_as_a_calendar(
    browser: Any, real: str, pictures: Path, tmp_path: Path
) -> None:
    from icalendar import Calendar

    with Watched(browser, real) as page:
        open_register(page)
        choose(page, "Timeline")
        page.wait_for_selector("svg.pa-time .pa-today", state="attached")
        page.screenshot(path=pictures / "register-timeline.png")
        page.locator("svg.pa-time .pa-event").last.click()
        page.wait_for_selector("#pa-document mark.pa-flash")
        deadlines = page.locator("svg.pa-time .pa-event circle").count()
        events = Calendar.from_ical(save(page, "ICS", tmp_path)).walk("VEVENT")
        assert len(events) == deadlines > 10


def test_units_by_tasks_lead_to_their_clauses(browser: Any, real: str, pictures: Path) -> None:
    with Watched(browser, real) as page:
        open_register(page)
        choose(page, "Units by tasks")
        page.wait_for_selector(".pa-matrix .pa-dot")
        page.screenshot(path=pictures / "register-matrix.png")
        page.click(".pa-matrix .pa-dot >> nth=1")
        page.wait_for_selector("#pa-document mark.pa-flash")


def test_an_unknown_unit_gets_the_nearest_ones(browser: Any, real: str, pictures: Path) -> None:
    with Watched(browser, real) as page:
        open_register(page)
        choose_unit(page, "Municipal Bureau of Finances and Wine")
        said = page.wait_for_selector("#pa-register-rows .pa-failure").inner_text()
        assert "Municipal Bureau of Finance" in said
        page.screenshot(path=pictures / "register-unknown.png")


@pytest.mark.parametrize(
    ("name", "context"),
    [
        ("phone", {"viewport": {"width": 390, "height": 844}, "is_mobile": True}),
        ("dark", {"color_scheme": "dark"}),
        ("wide", {"viewport": {"width": 1920, "height": 1080}}),
    ],
)
def test_the_register_fits_the_screen(
    browser: Any, real: str, pictures: Path, name: str, context: dict[str, Any]
) -> None:
    with Watched(browser, real, **context) as page:
        open_register(page)
        page.screenshot(path=pictures / f"register-{name}.png")
        for view, shown in (("Timeline", "svg.pa-time"), ("Units by tasks", ".pa-matrix")):
            choose(page, view)
            page.wait_for_selector(shown)
            page.wait_for_timeout(400)
            page.screenshot(path=pictures / f"register-{name}-{view.split()[0].lower()}.png")
            assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
