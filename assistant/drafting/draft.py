"""A paper being written: its fields with where each came from, its sections, its checks.

Nothing in a draft is invented: a field is from the user, from a clause, computed by a named rule,
or missing and marked as missing (DESIGN.md, rule 5).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from assistant.model import Citation, Language

Provenance = Literal["user", "clause", "rule", "missing"]
Outcome = Literal["pass", "fail", "needs_information", "not_applicable"]


@dataclass(frozen=True, slots=True)
class Field:
    """One fact of the paper. `value` is plain JSON data, None where it is missing.

    `citation` numbers the clause that it comes from; `note` says more about where it comes from,
    such as the words of the user's description that it was read from. `shown` is the value in the
    paper's words; empty where the value says it itself.
    """

    name: str
    label: str
    value: Any
    provenance: Provenance
    citation: int | None = None
    note: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a section: a caption, the columns' heads, and rows of as many cells."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart of a section: one value for each label in each series; `unit` of the values."""

    caption: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of the paper.

    `text` is paragraphs parted by blank lines, with markers like [1] for the citations; a list is
    lines that begin with "- ". It is plain text, never markup. `plain` is the text as it was before
    a language model reworded it; empty where none did.
    """

    heading: str
    text: str
    citations: tuple[int, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    plain: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """What a rule says of the paper, and the clauses that the rule comes from.

    `advice` marks a rule whose clause only encourages: it never fails. `fields` names the facts
    that the rule looked at.
    """

    rule: str
    outcome: Outcome
    message: str
    citations: tuple[int, ...] = ()
    fields: tuple[str, ...] = ()
    advice: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that the paper needs and nobody gave, as a question to the user."""

    field: str
    ask: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper for human review. `stopped` says that a rule forbids to go on with it."""

    kind: str
    language: Language
    title: str
    fields: tuple[Field, ...]
    sections: tuple[Section, ...]
    checks: tuple[Check, ...]
    missing: tuple[Missing, ...]
    citations: tuple[Citation, ...]
    notices: tuple[str, ...] = ()
    stopped: bool = False
