"""Rows of the register as an HTML table; every row opens its clause."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.model import Language
from assistant.register.exporting import title_of
from assistant.register.facts import Fact, Kind, Place
from assistant.register.register import Register
from assistant.web.markup import Html, element
from assistant.web.register_rows import COLUMNS, cell
from assistant.web.register_words import REGISTER_WORDS

MOST = 500
"""Rows that are shown at once; a browser becomes slow far beyond it."""


def table(register: Register, kind: Kind, facts: Sequence[Fact], language: Language) -> Html:
    """The facts, one row each, under a line that tells how many of all they are."""
    words = REGISTER_WORDS[language]
    columns = [*COLUMNS[kind]]
    if not any(cell(fact, "role", language) for fact in facts) and kind == "responsibilities":
        columns.remove("role")
    heads = (element("th", words.columns[name], scope="col") for name in (*columns, "clause"))
    rows = (_row(register, fact, columns, language) for fact in facts[:MOST])
    count = words.count.format(len(facts), len(register.facts.of(kind)))
    return element(
        "div",
        element("p", count, class_="pa-small", role="status"),
        element("p", words.cut.format(MOST), class_="pa-changed") if len(facts) > MOST else "",
        element(
            "table",
            element("thead", element("tr", *heads)),
            element("tbody", *rows),
            class_="pa-rows",
        ),
        lang=words.tag,
    )


def opening(place: Place, label: str, title: str, class_: str = "pa-open") -> Html:
    """A button that opens the place in the document reader; see register.js."""
    return element(
        "button",
        element("span", label),
        type="button",
        class_=class_,
        title=title,
        aria_label=title,
        **row_data(place),
    )


def row_data(place: Place) -> dict[str, str | int | bool]:
    """The attributes by which the page finds a place again."""
    return {
        "data_row": True,
        "data_document": place.document,
        "data_start": str(place.start),
        "data_end": str(place.end),
    }


def _row(register: Register, fact: Fact, columns: Sequence[str], language: Language) -> Html:
    words, place = REGISTER_WORDS[language], fact.place
    cells = (
        element("td", cell(fact, column, language), class_=f"pa-{column}") for column in columns
    )
    title = title_of(register, fact)
    button = opening(place, place.clause, words.open.format(f"{place.clause} · {title}"))
    return element("tr", *cells, element("td", button, element("span", title), class_="pa-where"))
