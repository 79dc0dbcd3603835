"""Sections composed from the facts and the clauses, line by line.

A line is written when its condition holds, its sources are verified, and every fact in it that
the paper does not require is known; a required fact that is missing leaves a visible blank.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.drafting.conditions import holds
from assistant.drafting.definition import Column, Line, ListTable, PaperKind, SectionPlan
from assistant.drafting.draft import Section, Table
from assistant.drafting.filling import as_data, filled
from assistant.drafting.grounds import Grounds
from assistant.drafting.papers import PLACEHOLDER
from assistant.drafting.showing import shown
from assistant.model import Language


@dataclass(frozen=True, slots=True)
class Matter:
    """What a paper is written from. `required` names the facts that it needs."""

    kind: PaperKind
    values: Mapping[str, Any]
    required: frozenset[str]
    language: Language


def compose(matter: Matter, grounds: Grounds) -> list[tuple[SectionPlan, Section]]:
    """The sections that have something to say, with their plans."""
    composed = []
    for plan in matter.kind.sections:
        if not holds(plan.when, matter.values):
            continue
        section = _section(plan, matter, grounds)
        if section.text or section.tables or plan.part:
            composed.append((plan, section))
    return composed


def _section(plan: SectionPlan, matter: Matter, grounds: Grounds) -> Section:
    blocks: list[str] = []
    cited: dict[int, None] = {}
    for line in plan.text:
        for text, numbers in _written(line, matter, grounds):
            blocks.append(text)
            cited |= dict.fromkeys(numbers)
    tables = tuple(_table(table, matter) for table in plan.tables if matter.values.get(table.list))
    return Section(plan.heading.said(matter.language), _paragraphs(blocks), tuple(cited), tables)


def _paragraphs(blocks: list[str]) -> str:
    """Blank lines between paragraphs; the items of a list stand together."""
    text = ""
    for before, block in zip(["", *blocks], blocks, strict=False):
        joint = "\n" if before.startswith("- ") and block.startswith("- ") else "\n\n"
        text += f"{joint if text else ''}{block}"
    return text


def _written(line: Line, matter: Matter, grounds: Grounds) -> list[tuple[str, tuple[int, ...]]]:
    """The line as text with its markers, once or for each record; nothing where it must not be."""
    texts = []
    for values in _records(line, matter.values):
        if holds(line.when, values) and not _lacks(line, matter, values):
            numbers = grounds.numbers(line.sources)
            if numbers is not None:
                said = line.said(matter.language).strip()
                text = filled(said, matter.kind, values, matter.language, line.each or "")
                texts.append((text + marks(numbers, matter.language), numbers))
    return texts


def marks(numbers: tuple[int, ...], language: Language) -> str:
    """Citation markers as they follow a sentence."""
    return "".join(f"[{n}]" if language == "zh" else f" [{n}]" for n in numbers)


def _records(line: Line, values: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if line.each is None:
        return [values]
    return [{**values, **record} for record in values.get(line.each, ())]


def _lacks(line: Line, matter: Matter, values: Mapping[str, Any]) -> bool:
    """Whether an optional fact of the line is not known."""
    names = PLACEHOLDER.findall(line.said(matter.language))
    columns = {c.name for c in matter.kind.fact(line.each).columns} if line.each else set()
    return any(n not in values and n not in matter.required and n not in columns for n in names)


def _table(plan: ListTable, matter: Matter) -> Table:
    fact = matter.kind.fact(plan.list)
    records = matter.values[plan.list]
    columns = [c for c in fact.columns if any(c.name in record for record in records)]
    rows = tuple(tuple(_cell(record, c, matter.language) for c in columns) for record in records)
    heads = tuple(column.label.said(matter.language) for column in columns)
    return Table(plan.caption.said(matter.language), heads, rows)


def _cell(record: Mapping[str, Any], column: Column, language: Language) -> str:
    if column.name not in record:
        return "—"
    return as_data(shown(record[column.name], column, language))
