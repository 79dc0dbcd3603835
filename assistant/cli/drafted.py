"""A draft for people at a terminal: the paper, its checks, what is missing, its sources."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistant.cli.rendering import literal
from assistant.drafting.definition import PaperKind
from assistant.drafting.draft import Check, Draft, Section
from assistant.drafting.draft import Table as PaperTable

_MARKS = {
    "pass": ("✓", "green"),
    "fail": ("✗", "bold red"),
    "needs_information": ("?", "yellow"),
    "not_applicable": ("–", "dim"),
}
_HEADS = {
    "en": {
        "checks": "Checks",
        "missing": "Still missing",
        "sources": "Sources",
        "notices": "Notices",
    },
    "zh": {"checks": "核对结果", "missing": "尚缺信息", "sources": "依据", "notices": "提示"},
}


def kinds_view(kinds: Iterable[PaperKind]) -> RenderableType:
    """Every kind with its title and what it is for."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for kind in kinds:
        table.add_row(
            literal(kind.kind), literal(f"{kind.title.en} · {kind.title.zh}\n{kind.purpose.en}")
        )
    return table


def draft_view(draft: Draft) -> RenderableType:
    """The whole draft, in the order in which a reviewer reads it."""
    heads = _HEADS[draft.language]
    parts: list[RenderableType] = [literal(draft.title, "bold underline")]
    for section in draft.sections:
        parts += _section(section)
    parts += _listed(heads["checks"], (_check(check) for check in draft.checks))
    asked = (("•", "yellow", m.ask, m.field) for m in draft.missing)
    parts += _listed(heads["missing"], (_row(*each) for each in asked))
    parts += _listed(
        heads["sources"],
        (_row(f"[{c.n}]", "cyan", f"{c.title} · {c.clause}", c.quote) for c in draft.citations),
    )
    parts += _listed(
        heads["notices"], (_row("!", "yellow", notice, "") for notice in draft.notices)
    )
    return Group(*parts)


def _section(section: Section) -> list[RenderableType]:
    body: list[RenderableType] = [literal(section.text)] if section.text else []
    body += [
        part
        for table in section.tables
        for part in (literal(table.caption, "italic"), _table(table))
    ]
    return [
        Text(),
        literal(section.heading, "bold"),
        *(Padding(each, (0, 0, 0, 2)) for each in body),
    ]


def _table(table: PaperTable) -> RenderableType:
    shown = Table()
    for column in table.columns:
        shown.add_column(literal(column), overflow="fold")
    for row in table.rows:
        shown.add_row(*(literal(cell) for cell in row))
    return shown


def _check(check: Check) -> tuple[Text, Text]:
    mark, style = ("i", "cyan") if check.advice else _MARKS[check.outcome]
    cited = "".join(f" [{n}]" for n in check.citations)
    return _row(mark, style, f"{check.message}{cited}", check.rule)


def _row(mark: str, style: str, said: str, more: str) -> tuple[Text, Text]:
    text = literal(said)
    if more:
        text.append_text(literal(f"\n{more}", "dim"))
    return literal(mark, style), text


def _listed(head: str, rows: Iterable[tuple[Text, Text]]) -> list[RenderableType]:
    """A head and its rows; nothing where there are none."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True, justify="right")
    grid.add_column(ratio=1, overflow="fold")
    for mark, text in rows:
        grid.add_row(mark, text)
    return [Text(), Text(head, style="bold"), grid] if grid.row_count else []
