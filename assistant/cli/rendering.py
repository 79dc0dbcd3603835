"""Results for people: width-aware, coloured on a terminal, document text always literal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistant.model import Answer, Citation, Evidence, FileOutcome, IndexReport, Refusal, Result

_OUTCOME_STYLES = {"indexed": "green", "unchanged": "dim", "removed": "yellow", "failed": "red"}
_GLIMPSE = 240
_LIST_MARK = re.compile(r"(-|\d{1,3}[.)])\s+")
# A document must not be able to move the cursor or to turn the reading order around.
_CODES = (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROLS = {code: None for code in _CODES if chr(code) not in "\t\n"}


def literal(text: str, style: str = "") -> Text:
    """Text as it stands: no markup is read in it, and terminal control codes are left out."""
    return Text(text.translate(_CONTROLS), style=style)


def result_view(result: Result) -> RenderableType:
    """The answer or refusal, what it stands on, and what the reader should know."""
    if isinstance(result, Refusal):
        parts: list[RenderableType] = [
            Text("Not answered", style="bold yellow"),
            _said(result.text),
            *_sources("Nearest clauses", result.see_also, longest=_GLIMPSE),
        ]
    else:
        parts = [_said(result.text), *_sources("Sources", result.citations)]
    return Group(*parts, *_notices(result))


def _said(text: str) -> RenderableType:
    """The text of a result; what follows a list's mark is indented as a whole."""
    return Group(*(_line(line) for line in text.splitlines()))


def _beside() -> Table:
    """Marks on the left, text on the right; Chinese has no spaces to break at, so it is folded."""
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True, justify="right")
    table.add_column(ratio=1, overflow="fold")
    return table


def _line(line: str) -> RenderableType:
    mark = _LIST_MARK.match(line)
    if not mark:
        return literal(line)
    item = _beside()
    item.add_row(literal(mark[1]), literal(line[mark.end() :]))
    return item


def _sources(
    title: str, citations: Sequence[Citation], longest: int | None = None
) -> Iterable[RenderableType]:
    """Each citation with its place and its quote; a place that was just named is not repeated."""
    if not citations:
        return
    table = _beside()
    before = ""
    for citation in citations:
        number, place = literal(f"[{citation.n}]", "bold cyan"), _place(citation)
        if place != before:
            table.add_row(number, literal(place, "bold"))
            number = Text("")
        table.add_row(number, literal(f"“{_shortened(citation.quote, longest)}”", "italic"))
        before = place
    yield Padding(Text(title, style="bold"), (1, 0, 0, 0))
    yield table


def _place(citation: Citation) -> str:
    page = "" if citation.page is None else f"page {citation.page}"
    return _joined([citation.title, citation.clause, citation.heading, page])


def _shortened(quote: str, longest: int | None) -> str:
    if longest is None or len(quote) <= longest:
        return quote
    return quote[:longest].rsplit(" ", 1)[0] + " …"


def _joined(place: Iterable[str]) -> str:
    return " · ".join(part for part in place if part)


def _notices(result: Answer | Refusal) -> Iterable[RenderableType]:
    for number, notice in enumerate(result.notices):
        yield Padding(literal(f"! {notice}", "yellow"), (0 if number else 1, 0, 0, 0))


def clauses_view(found: Sequence[Evidence]) -> RenderableType:
    """The found paragraphs, best first, each with its place and score."""
    table = _beside()
    for rank, evidence in enumerate(found, 1):
        clause = evidence.clause
        place = _joined([clause.document, clause.path, clause.heading, f"{evidence.score:.3f}"])
        table.add_row(literal(f"{rank}.", "bold cyan"), literal(place, "bold"))
        table.add_row("", literal(evidence.text.strip()))
    return table


def report_view(report: IndexReport) -> RenderableType:
    """A table of what an indexing run did with each file, and why where it failed."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in ("document", "outcome", "clauses", "passages"):
        number = name in ("clauses", "passages")
        table.add_column(name, justify="right" if number else "left", overflow="fold")
    remarks = [_remark(outcome) for outcome in report.outcomes]
    if any(remarks):
        table.add_column("remark", overflow="fold", ratio=1)
    for outcome, remark in zip(report.outcomes, remarks, strict=True):
        table.add_row(*_outcome_cells(outcome), *([literal(remark)] if any(remarks) else []))
    notices = [literal(f"! {notice}", "yellow") for notice in report.notices]
    return Group(table, *notices, Text(f"{summary(report)} in {report.seconds:.1f} s"))


def _outcome_cells(outcome: FileOutcome) -> list[Text]:
    counted = outcome.outcome in ("indexed", "unchanged")
    return [
        literal(outcome.document),
        Text(outcome.outcome, style=_OUTCOME_STYLES[outcome.outcome]),
        Text(str(outcome.clauses) if counted else ""),
        Text(str(outcome.passages) if counted else ""),
    ]


def _remark(outcome: FileOutcome) -> str:
    """The file where its name is not the document's, and what there is to say about it."""
    file = "" if Path(outcome.source).stem == outcome.document else outcome.source
    if outcome.outcome == "failed":
        file = outcome.source
    return ": ".join(part for part in (file, outcome.reason) if part)


def summary(report: IndexReport) -> str:
    """How many files met which outcome: "5 indexed, 1 failed"."""
    counts = dict.fromkeys(_OUTCOME_STYLES, 0)
    for outcome in report.outcomes:
        counts[outcome.outcome] += 1
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "no files"
