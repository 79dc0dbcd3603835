"""The form of a paper and its sheet: every fact has a widget, and what people write is text."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import sample_drafts
from test_markup import Read

from assistant.drafting.definition import Fact
from assistant.drafting.draft import Draft
from assistant.drafting.factsfile import read_facts
from assistant.drafting.papers import Papers
from assistant.settings import PROJECT
from assistant.web.drafts_facts import for_form, known_facts
from assistant.web.drafts_form import fact_field, form
from assistant.web.drafts_outcome import becomes
from assistant.web.drafts_sheet import said, sheet
from assistant.web.drafts_words import DRAFTS_WORDS

PAPERS = Papers(PROJECT / "papers")
EXAMPLES = sorted((PROJECT / "papers" / "examples").glob("*.yaml"))
HOSTILE = (
    "<img src=x onerror=\"alert('i')\"> </textarea></option> [1] ${x} <script>alert(1)</script>"
)
WIDGETS = {
    "text": 'type="text"',
    "long_text": "<textarea",
    "integer": 'inputmode="decimal"',
    "percent": "%",
    "money": 'data-money="currency"',
    "date": 'type="date"',
    "yes_no": 'type="radio"',
    "file": 'type="file"',
}


def fact(kind: str, **more: object) -> Fact:
    both = {"en": "Label", "zh": "标签"}
    return Fact.model_validate(
        {"name": "one", "type": kind, "label": both, "question": both, **more}
    )


def attributes(markup: str, name: str) -> list[str | None]:
    return [value for key, value in Read(markup).attributes if key == name]


@pytest.mark.parametrize(("kind", "widget"), WIDGETS.items())
def test_each_type_of_fact_has_its_widget(kind: str, widget: str) -> None:
    markup = fact_field(fact(kind), None, "en")
    assert widget in markup
    assert f'data-type="{kind}"' in markup


def test_choices_are_named_in_the_language_of_the_page() -> None:
    choices = {"a": {"en": "First", "zh": "甲"}, "b": {"en": "Second", "zh": "乙"}}
    assert "乙" in Read(fact_field(fact("choice", choices=choices), "b", "zh")).text
    assert "First" in Read(fact_field(fact("choices", choices=choices), ["a"], "en")).text


def test_a_choice_that_there_is_not_stays_in_sight() -> None:
    choices = {"a": {"en": "First", "zh": "甲"}}
    assert "third" in Read(fact_field(fact("choice", choices=choices), "third", "en")).text


def test_a_day_that_is_no_iso_day_stays_as_it_was_written() -> None:
    assert 'type="text"' in fact_field(fact("date"), "next spring", "en")
    assert "next spring" in fact_field(fact("date"), "next spring", "en")


def test_a_list_has_a_row_for_each_record_and_a_template() -> None:
    column = {"name": "who", "type": "text", "label": {"en": "Who", "zh": "谁"}}
    people = fact("list", columns=[column])
    markup = fact_field(people, [{"who": "Ann"}, {"who": "Bo"}], "en")
    assert attributes(markup, "data-column") == ["who"] * 3
    assert attributes(markup, "value") == ["Ann", "Bo"]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", PAPERS.kinds)
def test_a_form_asks_for_every_fact_of_its_kind(kind: str, language: str) -> None:
    paper = PAPERS.kind(kind)
    markup = form(paper, {}, language)  # type: ignore[arg-type]
    names = [name for name in attributes(markup, "data-fact") if name]
    assert names == ["language", "description", *(each.name for each in paper.facts)]
    ids = [value for value in attributes(markup, "id") if value]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.name)
def test_the_facts_of_an_example_come_into_the_form_and_out_of_it(file) -> None:  # type: ignore[no-untyped-def]
    kind = PAPERS.kind(file.name.partition(".")[0])
    given = read_facts(file)
    shown = for_form(kind, given)
    assert set(known_facts(kind, shown)) | {"ledger"} >= set(shown)
    assert for_form(kind, shown) == shown
    assert Read(form(kind, shown, "en")).text


def test_a_browser_can_name_no_file_of_the_machine() -> None:
    kind = PAPERS.kind("annual_summary")
    for name in ("/etc/passwd", "../../x.csv", "0123456789abcdef/../x.csv", ["x.csv"], 3):
        assert "ledger" not in known_facts(kind, {"ledger": name, "Ledger": name})
    kept = "0123456789abcdef/台账 2025.csv"
    assert known_facts(kind, {"ledger": kept})["ledger"] == kept


def test_only_facts_of_the_kind_are_taken_from_a_browser() -> None:
    kind = PAPERS.kind("licence_application")
    sent = {"entity": "A", "licensee": "", "patents": [], "entitty": "B", "language": "en", "x": 1}
    assert known_facts(kind, sent) == {"language": "en", "entity": "A"}


def test_what_people_write_is_text_in_the_form() -> None:
    kind = PAPERS.kind("licence_application")
    facts = {"description": HOSTILE, "entity": HOSTILE, "licence_type": HOSTILE}
    facts |= {"licence_fee": HOSTILE, "licence_start": HOSTILE, "patents": [{"title": HOSTILE}]}
    read = Read(form(kind, facts, "en"))
    assert not {"img", "script"} & set(read.tags)
    assert not [name for name, _ in read.attributes if name.startswith("on")]


# --- the sheet


def hostile() -> Draft:
    made = sample_drafts.english()
    first, *rest = made.sections
    return replace(
        made,
        title=HOSTILE,
        sections=(replace(first, heading=HOSTILE, text=f"{HOSTILE}\n\n- {HOSTILE}"), *rest),
        fields=tuple(replace(f, label=HOSTILE, value=HOSTILE, note=HOSTILE) for f in made.fields),
        notices=(HOSTILE,),
    )


@pytest.mark.parametrize("remarkable", [False, True])
def test_what_people_write_is_text_in_the_sheet(remarkable: bool) -> None:
    read = Read(sheet(hostile(), "en", remarkable=remarkable))
    assert not {"img", "script"} & set(read.tags)
    assert not [name for name, _ in read.attributes if name.startswith("on")]
    assert "<script>alert(1)</script>" in read.text


def test_the_sheet_shows_sections_questions_checks_and_sources() -> None:
    made = sample_drafts.english()
    read = Read(sheet(made, "en"))
    for expected in (made.title, made.sections[0].heading, sample_drafts.QUOTE):
        assert expected in read.text
    for check in made.checks:
        assert check.message in read.text
    for missing in made.missing:
        assert missing.ask in read.text
        assert ("data-seek", missing.field) in read.attributes


def test_markers_of_known_clauses_are_buttons_and_blanks_are_marked() -> None:
    markup = said("Ten years [1], [9] and [missing: partner].", {1}, DRAFTS_WORDS["en"])
    assert attributes(markup, "data-clause") == ["1"]
    assert re.findall(r"<mark[^>]*>([^<]*)", markup) == ["[missing: partner]"]
    assert "[9]" in Read(markup).text


def test_only_a_reviewer_is_offered_to_comment() -> None:
    made = sample_drafts.english()
    assert "data-part" not in sheet(made, "en")
    names = attributes(sheet(made, "en", remarkable=True), "data-name")
    assert made.sections[0].heading in names
    assert made.fields[0].name in names


def test_below_a_fact_stands_where_its_value_comes_from() -> None:
    kind = PAPERS.kind("implementation_plan")
    made = sample_drafts.english()
    field = replace(made.fields[0], name="licence_term_years", note="read from “ten years”")
    told = becomes(kind, replace(made, fields=(field,)), "en")
    assert "read from “ten years”" in Read(told["licence_term_years"]).text
