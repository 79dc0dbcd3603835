"""Units by tasks: who answers for which clause, as an HTML table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from assistant.model import Language
from assistant.register.exporting import title_of
from assistant.register.facts import Fact, Place, Responsibility
from assistant.register.register import Register
from assistant.web.markup import Html, element
from assistant.web.register_table import opening
from assistant.web.register_words import REGISTER_WORDS, RegisterWords

Clause = tuple[str, str]
"""A document's id and a clause's path."""

_LONGEST = 14


def matrix(register: Register, facts: Sequence[Fact], language: Language) -> Html:
    """One row for each unit, the busiest first, one column for each clause."""
    words = REGISTER_WORDS[language]
    told = _by_document([fact for fact in facts if isinstance(fact, Responsibility)])
    clauses: dict[Clause, Responsibility] = {}
    units: dict[str, dict[Clause, Responsibility]] = {}
    for fact in told:
        clauses.setdefault(_clause(fact), fact)
        units.setdefault(register.units.identity(fact.unit), {}).setdefault(_clause(fact), fact)
    ordered = sorted(units.items(), key=lambda item: -len(item[1]))
    rows = (_row(register, name, tasks, list(clauses), language) for name, tasks in ordered)
    return element(
        "div",
        element("p", words.matrix.format(len(units), len(clauses)), class_="pa-small"),
        element(
            "div",
            element(
                "table",
                element("thead", *_heads(register, clauses, words)),
                element("tbody", *rows),
                class_="pa-matrix",
            ),
            class_="pa-wide",
            tabindex="0",
        ),
        lang=words.tag,
    )


def _by_document(facts: list[Responsibility]) -> list[Responsibility]:
    """The document that assigns most comes first, so that the busy corner is the first seen."""
    many = Counter(fact.place.document for fact in facts)
    return sorted(facts, key=lambda fact: (-many[fact.place.document], fact.place.document))


def _heads(
    register: Register, clauses: dict[Clause, Responsibility], words: RegisterWords
) -> tuple[Html, Html]:
    documents = (list(group) for _, group in groupby(clauses.items(), lambda item: item[0][0]))
    titles = (
        element(
            "th",
            element("span", title_of(register, group[0][1])),
            colspan=len(group),
            scope="colgroup",
            title=title_of(register, group[0][1]),
        )
        for group in documents
    )
    paths = (
        element("th", element("span", _short(fact.place)), scope="col", title=_task(fact))
        for fact in clauses.values()
    )
    corner = element("th", words.unit_column, scope="col", rowspan=2, class_="pa-corner")
    return element("tr", corner, *titles), element("tr", *paths)


def _row(
    register: Register,
    identity: str,
    tasks: dict[Clause, Responsibility],
    clauses: Sequence[Clause],
    language: Language,
) -> Html:
    spelled = next(iter(tasks.values())).unit
    name = register.units.name(identity, language, spelled)
    cells = (
        element("td", _mark(name, tasks[clause]) if clause in tasks else "") for clause in clauses
    )
    head = element("th", name, element("b", str(len(tasks))), scope="row", title=name)
    return element("tr", head, *cells)


def _mark(name: str, fact: Responsibility) -> Html:
    sign = "◆" if fact.role == "lead" else "○" if fact.role == "take part" else "●"
    return opening(fact.place, sign, f"{name}: {_task(fact)}", "pa-dot")


def _clause(fact: Responsibility) -> Clause:
    return fact.place.document, fact.place.clause


def _task(fact: Responsibility) -> str:
    return f"{fact.place.clause} {fact.task}"


def _short(place: Place) -> str:
    """The last step of a clause's path, short enough for a narrow column."""
    last = place.clause.rsplit("›", 1)[-1].strip()
    return last if len(last) <= _LONGEST else last[: _LONGEST - 1].rstrip() + "…"
