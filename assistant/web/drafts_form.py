"""A form that grows from the definition of a kind of paper: a widget for each fact.

drafts.js reads the widgets by `data-fact`, `data-column` and `data-type`; what they hold is text,
never markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.drafting.definition import Column, Fact, PaperKind
from assistant.drafting.values import LONGEST_TEXT
from assistant.model import Language
from assistant.web.drafts_words import DRAFTS_WORDS, DraftsWords
from assistant.web.markup import Html, element, join

CURRENCIES = ("CNY", "USD", "EUR", "GBP", "JPY", "HKD")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBERS = ("integer", "number", "percent", "year")
_UNITS = {
    "en": {"day": "days", "month": "months", "year": "years"},
    "zh": {"day": "天", "month": "个月", "year": "年"},
}


def form(kind: PaperKind, facts: Mapping[str, Any], language: Language) -> Html:
    """The form with what is known filled in (see drafts_facts.for_form)."""
    words = DRAFTS_WORDS[language]
    return element(
        "form",
        element("h2", kind.title.said(language)),
        element("p", kind.purpose.said(language), class_="pa-small"),
        element("p", words.intro, class_="pa-small"),
        _paper_language(facts, words, language),
        _description(facts, words),
        *(fact_field(fact, facts.get(fact.name), language) for fact in kind.facts),
        class_="pa-form",
        data_kind=kind.kind,
        data_as_of=_text(facts.get("as_of")),
        autocomplete="off",
        novalidate=True,
        lang=words.tag,
    )


def _paper_language(facts: Mapping[str, Any], words: DraftsWords, language: Language) -> Html:
    chosen = facts.get("language") or language
    options = (_option(value, name, value == chosen) for value, name in words.languages.items())
    select = element("select", *options, id="pa-fact-language")
    return _field("language", "choice", words.paper_language, "", select)


def _description(facts: Mapping[str, Any], words: DraftsWords) -> Html:
    area = _area("pa-fact-description", _text(facts.get("description")), rows=5)
    return _field("description", "long_text", words.describe, words.describe_help, area)


def fact_field(fact: Fact, value: Any, language: Language) -> Html:
    """One fact: label, question, widget, and room for what becomes of it."""
    words, name = DRAFTS_WORDS[language], f"pa-fact-{fact.name}"
    if fact.type == "list":
        widget = _list(fact, value, name, words, language)
    else:
        widget = _widget(fact, value, name, words, language)
    label, question = fact.label.said(language), fact.question.said(language)
    needed = words.needed if fact.required is True else ""
    return _field(fact.name, fact.type, label, question, widget, needed)


def _field(name: str, kind: str, label: str, question: str, widget: Html, needed: str = "") -> Html:
    mark = element("em", needed, class_="pa-needed") if needed else ""
    return element(
        "div",
        element("label", label, mark, for_=f"pa-fact-{name}", id=f"pa-label-{name}"),
        element("p", question, class_="pa-question-of") if question else "",
        widget,
        element("div", class_="pa-becomes", aria_live="polite"),
        class_="pa-fact",
        data_fact=name,
        data_type=kind,
    )


# Widgets


def _widget(
    fact: Fact | Column, value: Any, name: str, words: DraftsWords, language: Language
) -> Html:
    match fact.type:
        case "long_text":
            return _area(name, _text(value))
        case "choice":
            return _choice(fact, value, name, words, language)
        case "choices":
            return _choices(fact, value, name, language)
        case "yes_no" if isinstance(fact, Fact):
            return _yes_no(value, name, words)
        case "yes_no":
            return _yes_no_cell(value, name, words)
        case "money":
            return _money(value, name, words)
        case "file":
            return _file(value, name, words)
    return _line(fact, value, name, language)


def _line(fact: Fact | Column, value: Any, name: str, language: Language) -> Html:
    """A line of text; a day that a browser can show as one has its calendar."""
    text = _text(value)
    is_day = fact.type == "date" and (not text or _DAY.fullmatch(text) is not None)
    unit = getattr(fact, "unit", "")
    said = "%" if fact.type == "percent" else _UNITS[language].get(unit, "")
    line = element(
        "input",
        type="date" if is_day else "text",
        id=name,
        value=text,
        inputmode="decimal" if fact.type in _NUMBERS else "",
        maxlength=LONGEST_TEXT,
        class_="pa-short" if fact.type in (*_NUMBERS, "date") else "",
    )
    return element("span", line, element("span", said), class_="pa-with-unit") if said else line


def _area(name: str, text: str, rows: int = 3) -> Html:
    # A browser drops the first line break of a textarea's markup.
    return element("textarea", f"\n{text}", id=name, rows=rows, maxlength=LONGEST_TEXT)


def _choice(
    fact: Fact | Column, value: Any, name: str, words: DraftsWords, language: Language
) -> Html:
    options = [_option("", words.choose, not value)]
    options += [_option(k, c.said(language), k == value) for k, c in fact.choices.items()]
    if value and value not in fact.choices:
        options.append(_option(_text(value), _text(value), True))
    return element("select", *options, id=name)


def _choices(fact: Fact | Column, value: Any, name: str, language: Language) -> Html:
    chosen = value if isinstance(value, list) else []
    boxes = (
        element("label", _box("checkbox", key, key in chosen), choice.said(language))
        for key, choice in fact.choices.items()
    )
    return element("div", *boxes, id=name, class_="pa-boxes", role="group", tabindex="-1")


def _yes_no(value: Any, name: str, words: DraftsWords) -> Html:
    chosen = _truth(value)
    boxes = (
        element("label", _box("radio", key, key == chosen, name), said)
        for key, said in words.yes_no.items()
    )
    return element("div", *boxes, id=name, class_="pa-segments", role="radiogroup", tabindex="-1")


def _yes_no_cell(value: Any, name: str, words: DraftsWords) -> Html:
    chosen = _truth(value)
    said = {**words.yes_no, "": "–"}
    options = (_option(key, said[key], key == chosen) for key in ("", "true", "false"))
    return element("select", *options, id=name)


def _truth(value: Any) -> str:
    return {True: "true", False: "false"}.get(value, "") if isinstance(value, bool) else ""


def _box(kind: str, value: str, checked: bool, name: str = "") -> Html:
    return element("input", type=kind, name_=name, value=value, data_value=value, checked=checked)


def _money(value: Any, name: str, words: DraftsWords) -> Html:
    amount, currency = value, ""
    if isinstance(value, Mapping):
        amount, currency = value.get("amount"), _text(value.get("currency"))
    names = (*CURRENCIES, *((currency,) if currency not in ("", *CURRENCIES) else ()))
    options = [_option("", words.currency, not currency)]
    options += [_option(code, code, code == currency) for code in names]
    return element(
        "span",
        element(
            "input", type="text", id=name, value=_text(amount), inputmode="decimal",
            class_="pa-short", data_money="amount",
        ),
        element("select", *options, aria_label=words.currency, data_money="currency"),
        class_="pa-money",
    )  # fmt: skip


def _file(value: Any, name: str, words: DraftsWords) -> Html:
    kept = _text(value)
    return element(
        "div",
        element("input", type="file", id=name, accept=".csv,.xlsx"),
        element("p", words.ledger_help, class_="pa-small"),
        element("p", kept.partition("/")[2], class_="pa-kept-file"),
        class_="pa-file",
        data_kept=kept,
        data_bad=words.ledger_bad,
        data_large=words.ledger_large,
    )


# Lists of records


def _list(fact: Fact, value: Any, name: str, words: DraftsWords, language: Language) -> Html:
    """A table of the records, and a template of its rows."""
    rows = value if isinstance(value, list) else [value] if isinstance(value, Mapping) else []
    if isinstance(value, str):
        rows = [{fact.columns[0].name: value}]
    heads = [element("th", column.label.said(language), scope="col") for column in fact.columns]
    table = element(
        "table",
        element("thead", element("tr", *heads, element("th"))),
        element("tbody", *(_row(fact, row, words, language) for row in rows)),
        class_="pa-records",
    )
    return element(
        "div",
        element("div", table, class_="pa-wide-table"),
        element("template", _row(fact, {}, words, language)),
        element("button", words.add_row, type="button", class_="pa-open", id=name, data_add=True),
        class_="pa-list",
        role="group",
        aria_labelledby=f"pa-label-{fact.name}",
    )


def _row(fact: Fact, row: Any, words: DraftsWords, language: Language) -> Html:
    values = row if isinstance(row, Mapping) else {fact.columns[0].name: row}
    remove = element(
        "button", "✕", type="button", class_="pa-remove", title=words.remove_row,
        aria_label=words.remove_row, data_remove=True,
    )  # fmt: skip
    cells = _cells(fact, values, words, language)
    return element("tr", join(*cells), element("td", remove, class_="pa-remove-cell"))


def _cells(
    fact: Fact, values: Mapping[str, Any], words: DraftsWords, language: Language
) -> Iterator[Html]:
    for column in fact.columns:
        label = column.label.said(language)
        widget = _widget(column, values.get(column.name), "", words, language)
        yield element(
            "td", widget, data_column=column.name, data_type=column.type, data_label=label
        )


def _option(value: str, label: str, chosen: bool) -> Html:
    # An option without a value has its words as its value: data-empty says that it stands for none.
    return element("option", label, value=value, data_empty=not value, selected=chosen)


def _text(value: Any) -> str:
    """A value as its widget shows it."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    return str(value)
