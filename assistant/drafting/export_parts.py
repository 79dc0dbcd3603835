"""A Draft laid out once for all formats: what stands where, in the paper's language.

DOCX, PDF and Markdown differ only in how they show these parts. All strings are plain text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from assistant.drafting.draft import Chart, Check, Draft, Field, Section, Table
from assistant.drafting.export_tables import fitting
from assistant.drafting.export_words import OUTCOMES, PROVENANCE, WORDS
from assistant.model import Citation, Language

Piece = str | int
"""Words, or the number of a citation whose footnote is called here."""

_MARKER = re.compile(r"\[(\d{1,4})\]")
_NONCHARACTERS = {"\ufffe", "\uffff"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: words and calls of footnotes."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, item by item."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One headed part of the paper."""

    heading: str
    blocks: tuple[Paragraph | Bullets, ...]
    tables: tuple[Table, ...]
    charts: tuple[Chart, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Some items under a heading, in the box that stands before the paper."""

    heading: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A draft as it is printed. `notes` are the footnotes by citation number."""

    language: Language
    title: str
    stopped: bool
    before: tuple[Listing, ...]
    parts: tuple[Part, ...]
    appendices: tuple[Table, ...]
    notes: dict[int, str]

    def word(self, name: str) -> str:
        """A fixed word of the layout in the paper's language."""
        return WORDS[self.language][name]

    @property
    def appendix_headings(self) -> tuple[str, ...]:
        """The headings of the appendices: "Appendix A. …" or "附录A　…"."""
        between = "　" if self.language == "zh" else ". "
        joint = "" if self.language == "zh" else " "
        return tuple(
            f"{self.word('appendix')}{joint}{chr(ord('A') + i)}{between}{table.caption}"
            for i, table in enumerate(self.appendices)
        )


def laid_out(draft: Draft) -> Paper:
    """The parts of a draft in the order in which they are printed."""
    known = {citation.n for citation in draft.citations}
    return Paper(
        language=draft.language,
        title=printable(draft.title),
        stopped=draft.stopped,
        before=_before(draft),
        parts=tuple(_part(section, known, draft.language) for section in draft.sections),
        appendices=tuple(t for t in (_fields(draft), _checks(draft), _sources(draft)) if t.rows),
        notes={c.n: _note(c, draft.language) for c in draft.citations},
    )


def printable(text: str) -> str:
    """The text without characters that have no shape: controls, surrogates, directions.

    A tab becomes a space; line breaks stay.
    """
    return "".join(
        " " if c == "\t" else c
        for c in text.replace("\r\n", "\n").replace("\r", "\n")
        if c in "\n\t" or (unicodedata.category(c) not in _SHAPELESS and c not in _NONCHARACTERS)
    )


_SHAPELESS = {"Cc", "Cf", "Cs"}


def shown(value: Any, language: Language) -> str:
    """A field's value as a reader sees it."""
    words = WORDS[language]
    if value is None or value in ("", [], {}):
        return words["none"]
    if isinstance(value, bool):
        return words["yes"] if value else words["no"]
    if isinstance(value, dict):
        return words["comma"].join(
            f"{key}{words['colon']}{shown(inner, language)}" for key, inner in value.items()
        )
    if isinstance(value, list | tuple):
        return words["semicolon"].join(shown(inner, language) for inner in value)
    return printable(str(value))


def blocks_of(text: str, known: Set[int]) -> tuple[Paragraph | Bullets, ...]:
    """The paragraphs and lists of a section's text, with the calls of known citations."""
    blocks: list[Paragraph | Bullets] = []
    for block in re.split(r"\n\s*\n", printable(text)):
        for listed, lines in groupby(_lines(block), key=lambda line: line[0]):
            paragraphs = tuple(Paragraph(_pieces(words, known)) for _, words in lines if words)
            blocks += [Bullets(paragraphs)] if listed and paragraphs else paragraphs
    return tuple(blocks)


def _lines(block: str) -> list[tuple[bool, str]]:
    """The list items of a block one by one, and what stands between them as paragraphs."""
    lines: list[tuple[bool, str]] = []
    for line in block.strip().splitlines():
        if line.lstrip().startswith("- "):
            lines.append((True, line.lstrip()[2:].strip()))
        elif lines and not lines[-1][0]:
            lines[-1] = (False, f"{lines[-1][1]}\n{line.strip()}")
        else:
            lines.append((False, line.strip()))
    return lines


def _pieces(text: str, known: Set[int]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    start = 0
    for marker in _MARKER.finditer(text):
        if int(marker[1]) in known:
            pieces += [text[start : marker.start()].rstrip(" "), int(marker[1])]
            start = marker.end()
    pieces.append(text[start:])
    return tuple(piece for piece in pieces if piece != "")


def _part(section: Section, known: Set[int], language: Language) -> Part:
    return Part(
        printable(section.heading),
        blocks_of(section.text, known & set(section.citations)),
        tuple(fitting(_printable_table(table), language) for table in section.tables),
        tuple(_printable_chart(chart) for chart in section.charts),
    )


def _printable_table(table: Table) -> Table:
    return Table(
        printable(table.caption),
        tuple(printable(head) for head in table.columns),
        tuple(tuple(printable(cell) for cell in row) for row in table.rows),
        tuple(printable(note) for note in table.notes),
    )


def _printable_chart(chart: Chart) -> Chart:
    return replace(
        chart,
        caption=printable(chart.caption),
        labels=tuple(printable(label) for label in chart.labels),
        series=tuple((printable(name), values) for name, values in chart.series),
        unit=printable(chart.unit),
    )


def _before(draft: Draft) -> tuple[Listing, ...]:
    """What a person must settle before the paper can be submitted."""
    words = WORDS[draft.language]
    by_outcome = {
        outcome: tuple(c.message for c in draft.checks if c.outcome == outcome)
        for outcome in ("fail", "needs_information")
    }
    found = (
        (words["failed"], by_outcome["fail"]),
        (words["missing"], tuple(missing.ask for missing in draft.missing)),
        (words["unknown"], by_outcome["needs_information"]),
        (words["notices"], draft.notices),
    )
    return tuple(
        Listing(heading, tuple(printable(item) for item in items))
        for heading, items in found
        if items
    )


def _fields(draft: Draft) -> Table:
    words = WORDS[draft.language]
    heads = (words["field"], words["value"], words["source"])
    rows = tuple(
        (printable(field.label), _value(field, draft.language), _source(field, draft))
        for field in draft.fields
    )
    return Table(words["fields"], heads, rows)


def _value(field: Field, language: Language) -> str:
    return printable(field.shown) or shown(field.value, language)


def _source(field: Field, draft: Draft) -> str:
    words = WORDS[draft.language]
    cited = _references(draft, () if field.citation is None else (field.citation,))
    parts = [PROVENANCE[draft.language][field.provenance], *cited, printable(field.note)]
    return words["semicolon"].join(part for part in parts if part)


def _checks(draft: Draft) -> Table:
    words = WORDS[draft.language]
    heads = (words["outcome"], words["check"], words["clause"])
    rows = tuple(
        (
            _outcome(check, draft.language),
            printable(check.message),
            "\n".join(_references(draft, check.citations)) or words["none"],
        )
        for check in draft.checks
    )
    return Table(words["checks"], heads, rows)


def _outcome(check: Check, language: Language) -> str:
    outcome = OUTCOMES[language][check.outcome]
    return f"{outcome}{WORDS[language]['advice']}" if check.advice else outcome


def _sources(draft: Draft) -> Table:
    """Every clause that is cited, with its exact words, under the number that tables refer to."""
    words = WORDS[draft.language]
    rows = tuple(
        (f"C{number}", place, quote)
        for (place, quote), number in _numbers_of_clauses(draft).items()
    )
    return Table(words["clauses"], (words["number"], words["clause"], words["words"]), rows)


def _references(draft: Draft, numbers: Iterable[int]) -> tuple[str, ...]:
    """Clauses as tables name them, in short: "C2, II.1"."""
    order = _numbers_of_clauses(draft)
    comma = WORDS[draft.language]["comma"]
    cited = [c for c in draft.citations if c.n in set(numbers)]
    return tuple(
        dict.fromkeys(f"C{order[_words_of(c, draft.language)]}{comma}{c.clause}" for c in cited)
    )


def _numbers_of_clauses(draft: Draft) -> dict[tuple[str, str], int]:
    """Each cited place and its words, numbered in the order of the citations."""
    cited = dict.fromkeys(_words_of(citation, draft.language) for citation in draft.citations)
    return {words: number for number, words in enumerate(cited, 1)}


def _words_of(citation: Citation, language: Language) -> tuple[str, str]:
    return _place(citation, language), printable(citation.quote)


def _note(citation: Citation, language: Language) -> str:
    words = WORDS[language]
    quote = printable(citation.quote)
    place = _place(citation, language)
    return f"{place}{words['colon']}{words['open quote']}{quote}{words['close quote']}"


def _place(citation: Citation, language: Language) -> str:
    title = printable(citation.title)
    heading = "" if citation.clause.endswith(citation.heading) else printable(citation.heading)
    if language == "zh":
        return f"《{title}》{citation.clause}" + (f"（{heading}）" if heading else "")
    return f"{title}, {citation.clause}" + (f" ({heading})" if heading else "")
