"""What the Register page shows and sends, without a browser."""

from __future__ import annotations

import csv
import io
import json
import re
from base64 import b64decode
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_standin import HOSTILE, PLAN
from register_standin import FACTS, STEPS, TODAY, TRAPPED, Registered, Unindexed, register
from test_markup import Read

from assistant.register.facts import Deadline, Facts
from assistant.web.matrix import matrix
from assistant.web.register_table import MOST, table
from assistant.web.timeline import MARGIN, WIDTH, scale_of, timeline

gr = pytest.importorskip("gradio")

from assistant.web.register_handlers import RegisterHandlers, unit_choices  # noqa: E402
from assistant.web.register_page import RegisterParts, relabel  # noqa: E402

OURS = {
    *("a", "b", "button", "circle", "div", "g", "h4", "li", "line", "p", "path", "section"),
    *("span", "svg", "table", "tbody", "td", "text", "th", "thead", "title", "tr", "ul"),
}


def wish(**given: Any) -> list[Any]:
    chosen = {
        "view": "table", "kind": "responsibilities", "units": [], "documents": [], "start": "",
        "end": "", "forces": [], "search": "", "order": "text", "language": "en",
    }  # fmt: skip
    return list({**chosen, **given}.values())


def shown(**given: Any) -> str:
    return RegisterHandlers(Registered(), lambda: TODAY).shown(*wish(**given))


def saved(form: str, **given: Any) -> tuple[str, bytes]:
    """The name and the content of an exported file."""
    link = dict(Read(RegisterHandlers(Registered()).file(form, *wish(**given))).attributes)
    return str(link["download"]), b64decode(str(link["href"]).partition("base64,")[2])


def opened(**data: object) -> tuple[Any, ...]:
    return RegisterHandlers(Registered()).open("en", gr.EventData(None, data))


def days(markup: str) -> list[str]:
    return re.findall(r'<td class="pa-day">([^<]*)</td>', markup)


@pytest.mark.parametrize(
    "kind", ["responsibilities", "deadlines", "targets", "durations", "duties"]
)
def test_each_list_shows_its_rows_and_their_words_stay_text(kind: Any) -> None:
    read = Read(shown(kind=kind))
    facts = FACTS.of(kind)
    assert set(read.tags) <= OURS
    assert read.tags.count("tr") == len(facts) + 1
    assert f"{len(facts)} of {len(facts)} rows" in read.text
    assert not [name for name, _ in read.attributes if name.startswith("on")]


def test_hostile_words_show_as_themselves_in_every_view() -> None:
    for markup in (shown(), shown(kind="targets"), shown(view="timeline"), shown(view="matrix")):
        read = Read(markup)
        assert set(read.tags) <= OURS
        assert HOSTILE in read.text


def test_rows_are_filtered_searched_and_sorted() -> None:
    assert "2 of 4 rows" in shown(units=["财政局"])
    assert "1 of 4 rows" in shown(search="LICENCES health")
    assert "1 of 2 rows" in shown(kind="duties", forces=["may"])
    assert days(shown(kind="deadlines")) == ["2027-12-31", "2024-06-30"]
    assert days(shown(kind="deadlines", order="day")) == ["2024-06-30", "2027-12-31"]
    assert days(shown(kind="deadlines", start="2025-01-01")) == ["2027-12-31"]
    assert "more than 1,500 steps" in shown(kind="targets", documents=[PLAN.id])


def test_a_period_or_force_that_does_not_fit_the_list_is_left_out() -> None:
    assert "4 of 4 rows" in shown(start="2025-01-01", forces=["may"])


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"units": ["Bureau of Finances and Wine"]}, "Bureau of Finance"),
        ({"kind": "deadlines", "start": "2026-02-30"}, "cannot be read"),
        ({"kind": "deadlines", "start": "2027-01-01", "end": "2026-01-01"}, "before it begins"),
        ({"documents": ["nowhere"]}, "no document"),
        ({"search": "unheard-of"}, "The register has no responsibilities for this."),
        ({"view": "timeline", "search": "unheard-of"}, "The register has no deadlines for this."),
        ({"search": "unheard-of", "language": "zh"}, "登记簿中没有符合条件的条目"),
    ],
)
def test_what_cannot_be_listed_is_told_in_a_sentence(given: Any, sentence: str) -> None:
    assert sentence in Read(shown(**given)).text


def test_an_empty_library_is_told_and_offers_nothing() -> None:
    *choices, rows = RegisterHandlers(Unindexed()).opened(*wish())
    assert "Run `assistant index`." in rows
    assert choices == [gr.skip(), gr.skip()]


def test_opening_the_page_offers_units_and_documents() -> None:
    units, documents, _ = RegisterHandlers(Registered()).opened(*wish())
    assert ("Bureau of Finance", "Bureau of Finance") in units["choices"]
    assert (PLAN.title, PLAN.id) in documents["choices"]
    assert ("财政局", "Bureau of Finance") in unit_choices(register(), "zh")


def test_a_very_long_list_is_cut_and_says_so() -> None:
    many = FACTS.deadlines * MOST
    read = Read(table(register(Facts(deadlines=many)), "deadlines", many, "en"))
    assert read.tags.count("tr") == MOST + 1
    assert f"The first {MOST} rows are shown" in read.text


def test_a_row_opens_its_clause_with_the_quote_marked() -> None:
    document, reader, tabs = opened(
        document=STEPS.document, start=str(STEPS.start), end=str(STEPS.end)
    )
    assert f"<mark>{STEPS.quote}</mark>" in document
    assert f'id="pa-open-0-{STEPS.start}"' in document
    assert reader == PLAN.id
    assert tabs["selected"] == "document"


@pytest.mark.parametrize("data", [{}, {"document": "pilot-plan", "start": "0", "end": "9999"}])
def test_only_places_of_the_register_are_opened(data: dict[str, object]) -> None:
    document, reader, _ = opened(**data)
    assert "has changed" in document
    assert reader == gr.skip()


def test_exports_hold_the_chosen_rows() -> None:
    name, content = saved("csv", kind="deadlines", start="2025-01-01")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert name == "deadlines.csv"
    assert [row["date"] for row in rows] == ["2027-12-31"]
    name, content = saved("json", units=["Commission of Health"])
    assert name == "responsibilities.json"
    assert [row["task"] for row in json.loads(content)] == ["Granting licences"]
    name, content = saved("ics", view="timeline")
    assert name == "deadlines.ics"
    assert content.count(b"BEGIN:VEVENT") == 2
    assert b"20240630" in content


def test_an_export_that_fails_holds_no_link() -> None:
    assert "a" not in Read(RegisterHandlers(Registered()).file("ics", *wish())).tags


def test_only_choices_that_fit_are_in_sight() -> None:
    handlers = RegisterHandlers(Registered())

    def visible(view: str, kind: str) -> list[bool]:
        return [each["visible"] for each in handlers.fitting(view, kind)]

    assert visible("table", "duties") == [True, False, False, True, True, False]
    assert visible("table", "deadlines") == [True, True, True, False, True, True]
    assert visible("timeline", "duties") == [False, True, True, False, False, True]
    assert visible("matrix", "deadlines") == [False, False, False, False, False, False]


def test_labels_speak_both_languages() -> None:
    labels = [each["label"] for each in relabel("zh")]
    assert len(labels) == 3 + len(RegisterParts.names())
    assert "登记簿" in labels


# Pictures


@settings(deadline=None, derandomize=True)
@given(st.lists(st.dates(date(1990, 1, 1), date(2100, 1, 1)), min_size=1), st.dates())
def test_days_stand_in_their_order_inside_the_picture(known: list[date], today: date) -> None:
    scale = scale_of(known, today)
    places = [scale.at(day) for day in sorted([*known, today])]
    assert places == sorted(places)
    assert places[0] >= MARGIN
    assert places[-1] <= WIDTH - MARGIN


def test_the_middle_of_a_time_stands_in_the_middle() -> None:
    scale = scale_of([date(2024, 1, 1)], date(2025, 12, 31))
    assert scale.at(date(2025, 1, 1)) == pytest.approx(WIDTH / 2, abs=1)


def test_what_has_passed_and_what_is_ahead_differ_on_the_timeline() -> None:
    markup = timeline([*FACTS.deadlines, *FACTS.targets], TODAY, "en")
    assert markup.count("pa-event pa-passed") == 2
    assert markup.count("pa-event pa-ahead") == 1
    assert "2 passed · 1 ahead" in markup
    assert f"Today, {TODAY}" in markup
    text = Read(markup).text
    assert text.index("go the last step", text.index("Today")) < text.index("Without a day")
    assert text.index("Without a day") < text.index("2024-06-30 · passed")


def test_marks_of_one_day_stand_above_one_another() -> None:
    same = [Deadline(STEPS, TODAY + timedelta(days=n), "day", "", "go") for n in (0, 0, 0)]
    markup = timeline(same, TODAY, "en")
    assert len(set(re.findall(r' cx="([^"]+)"', markup))) == 1
    assert len(set(re.findall(r' cy="([^"]+)"', markup))) == 3


def test_a_timeline_of_facts_without_a_day_has_no_picture() -> None:
    read = Read(timeline(FACTS.targets[1:], TODAY, "en"))
    assert "svg" not in read.tags
    assert "Without a day" in read.text


def test_the_matrix_has_a_row_for_each_unit_and_a_column_for_each_clause() -> None:
    read = Read(matrix(register(), FACTS.responsibilities, "zh"))
    assert read.tags.count("tr") == 3 + 2
    assert read.tags.count("td") == 3 * 3
    assert "财政局2◆●" in read.text
    assert "Commission of Health1○" in read.text
    assert ("data-start", str(TRAPPED.start)) in read.attributes
