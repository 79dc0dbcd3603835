"""The annual summary of a ledger: counts, sums and changes, each with the rows behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant.drafting.draft import Chart, Field, Section, Table
from assistant.drafting.drafter import Made
from assistant.drafting.ledger.columns import KINDS
from assistant.drafting.ledger.entries import Entry, Ledger, Record
from assistant.drafting.ledger.figures import (
    GROUPINGS,
    QUARTERS,
    Figure,
    currencies,
    figures,
    grouped,
    percent,
    total,
)
from assistant.drafting.ledger.reading import read_ledger
from assistant.drafting.ledger.rownames import RowNames
from assistant.drafting.ledger.words import currency_name, known, word
from assistant.drafting.showing import as_json, shown_number
from assistant.errors import AssistantError
from assistant.model import Language

_RECORDS: tuple[Record, ...] = ("contract", "patent", "project")


@dataclass(frozen=True, slots=True)
class Summary:
    """The sections of the paper, their figures as fields, and what a reader should know."""

    sections: tuple[Section, ...]
    fields: tuple[Field, ...]
    notices: tuple[str, ...]


def summarize(ledger: Ledger, year: int, language: Language) -> Summary:
    """What the ledger says of a year, compared with the year before where it has rows of it.

    Sums are exact; amounts in different currencies are never added together.
    """
    return _Summarizer(ledger, year, language).summary()


def ledger_part(values: Mapping[str, Any], language: Language, folder: Path) -> Made:
    """The part `ledger` of a paper: the facts `ledger` (a file) and `year`, where both are given.

    A ledger that cannot be read is left out with a notice; the rest of the paper is kept.
    """
    if "ledger" not in values or "year" not in values:
        return Made(())
    try:
        ledger = read_ledger(folder / str(values["ledger"]))
    except AssistantError as error:
        notice = word("unreadable ledger", language, error=error)
        return Made((), notices=(notice,), unread=("ledger",))
    summary = summarize(ledger, int(values["year"]), language)
    return Made(summary.sections, summary.fields, summary.notices)


@dataclass
class _Summarizer:
    ledger: Ledger
    year: int
    language: Language
    fields: list[Field] = field(default_factory=list)

    def __post_init__(self) -> None:
        several = len({entry.row.sheet for entry in self.ledger.entries}) > 1
        self.rows = RowNames(self.language, several)
        self.now = tuple(e for e in self.ledger.entries if e.day.year == self.year)
        self.before = tuple(e for e in self.ledger.entries if e.day.year == self.year - 1)

    def summary(self) -> Summary:
        made = [self._record(record) for record in _RECORDS if _of(self.now, record)]
        compared = self._compared() if self.now and self.before else None
        unread = self._unread() if self.ledger.unreadable else None
        sections = (*made, *(section for section in (compared, unread) if section))
        notices = tuple(self._notices())
        return Summary(sections, (*self.fields, *self._lists()), notices)

    def _say(self, key: str, **values: object) -> str:
        years = {"year": self.year, "previous": self.year - 1, "ledger": self.ledger.name}
        return word(key, self.language, **{**years, **values})

    # One section for each kind of record

    def _record(self, record: Record) -> Section:
        entries = _of(self.now, record)
        names = {"Records": self._say(record)}
        totals = figures(entries, entries)
        for figure in totals:
            self._keep(record, figure)
        tables = tuple(
            self._table(record, by, entries, self._say("by", group=_lower(self._say(by)), **names))
            for by in GROUPINGS[record]
            if by == "quarter" or any(group.key for group in grouped(entries, by))
        )
        text = self._text(totals, names)
        charts = self._charts(entries) if record == "contract" else ()
        return Section(self._say("heading", **names), text, (), tables, charts)

    def _text(self, totals: Sequence[Figure], names: Mapping[str, str]) -> str:
        counted, *sums = totals
        said = [self._say("counted", count=shown_number(counted.value), **names)]
        for measure, key in (("amount", "worth"), ("received", "paid")):
            parts = [_money(s, self.language) for s in sums if s.measure == measure]
            if parts:
                said.append(self._say(key, sums=self._say("and").join(parts)))
        if len({figure.currency for figure in sums}) > 1:
            said.append(self._say("apart"))
        return ("" if self.language == "zh" else " ").join(said)

    def _table(self, record: Record, by: str, entries: tuple[Entry, ...], caption: str) -> Table:
        rows = []
        for group in grouped(entries, by):
            parts = figures(group.entries, entries)
            label = self._group(group.key)
            for figure in parts:
                if figure.entries:
                    self._keep(record, figure, f"{by}_{_slug(group.key or 'not stated')}", label)
            values = [self._value(figure) for figure in parts]
            rows.append((label, *values, self.rows.of(group.entries)))
        heads = [self._measure(figure) for figure in figures(entries, entries)]
        columns = (self._say(by), *heads, self._say("rows"))
        return Table(caption, columns, tuple(rows), self._list_notes(rows))

    def _value(self, figure: Figure) -> str:
        """The number, or that no row states it."""
        return shown_number(figure.value) if figure.entries else self._say("none")

    def _list_notes(self, rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        listed = any(cell in self.rows.shortened for row in rows for cell in row)
        return (self._say("list note"),) if listed else ()

    def _charts(self, entries: tuple[Entry, ...]) -> tuple[Chart, ...]:
        """Numbers by kind, and the amounts by quarter of the currency that occurs most."""
        before = _of(self.before, "contract")
        kinds = [k for k in (*KINDS, "other") if any(_kind(e) == k for e in (*entries, *before))]
        years = (
            ((self.year - 1, before), (self.year, entries)) if before else ((self.year, entries),)
        )
        counts = tuple(
            (str(year), tuple(float(sum(_kind(e) == kind for e in of_year)) for kind in kinds))
            for year, of_year in years
        )
        labels = tuple(self._say(kind) for kind in kinds)
        by_kind = Chart(self._say("chart count"), labels, counts, self._say("count"))
        codes = currencies(entries, "amount")
        if not codes:
            return (by_kind,)
        most = max(codes, key=lambda code: len(total(entries, "amount", code).entries))
        groups = {group.key: group.entries for group in grouped(entries, "quarter")}
        sums = [total(groups.get(q, ()), "amount", most).value for q in QUARTERS]
        bars = ((str(self.year), tuple(map(float, sums))),)
        names = tuple(self._say(q) for q in QUARTERS)
        return by_kind, Chart(
            self._say("chart amount"), names, bars, currency_name(most, self.language)
        )

    # The year before

    def _compared(self) -> Section:
        label, note = self._say("previous year"), self._say("year before")
        self.fields.append(Field("previous_year", label, self.year - 1, "rule", note=note))
        rows = []
        for record in _RECORDS:
            now, before = _of(self.now, record), _of(self.before, record)
            both = (*now, *before)
            if both:
                pairs = zip(figures(now, both), figures(before, both), strict=True)
                rows += [self._change(record, new, old) for new, old in pairs]
        columns = (
            self._say("figure"), str(self.year), str(self.year - 1), self._say("change"),
            self._say("percent"), self._say("rows of", year=self.year),
            self._say("rows of", year=self.year - 1),
        )  # fmt: skip
        undefined = any(row[4] == self._say("none") for row in rows)
        notes = [self._say("undefined note")] if undefined else []
        notes += self._list_notes(rows)
        table = Table(self._say("compared table"), columns, tuple(rows), tuple(notes))
        return Section(self._say("compared"), self._say("compared text"), (), (table,))

    def _change(self, record: Record, now: Figure, before: Figure) -> tuple[str, ...]:
        label = self._label(record, now)
        behind = (self.rows.of(now.entries), self.rows.of(before.entries))
        difference, share = now.value - before.value, percent(now.value, before.value)
        note = "; ".join(part for part in behind if part)
        name = f"{record}s_{now.name}"
        earlier = self._say("of year", figure=label, year=self.year - 1)
        changed = self._say("of", figure=label, part=self._say("change"))
        in_percent = self._say("of", figure=label, part=self._say("percent"))
        shared = as_json(share) if share is not None else self._say("undefined")
        self._put(f"previous_{name}", earlier, as_json(before.value), behind[1])
        self._put(f"{name}_change", changed, as_json(difference), note)
        self._put(f"{name}_change_percent", in_percent, shared, note)
        percents = self._say("none") if share is None else f"{share:+}" if share else "0"
        cells = (shown_number(now.value), shown_number(before.value), _signed(difference), percents)
        return (label, *cells, *(rows or self._say("none") for rows in behind))

    # What was not counted

    def _unread(self) -> Section:
        """The rows that could not be read; rows with the same fault stand together."""
        faults: dict[tuple[str, str], list[Any]] = {}
        for unreadable in self.ledger.unreadable:
            column = unreadable.column or self._say("whole row")
            reason = unreadable.reason.said(self.language)
            faults.setdefault((column, reason), []).append(unreadable.row)
        rows = tuple((self.rows.whole(at), *fault) for fault, at in faults.items())
        columns = (self._say("row"), self._say("column"), self._say("reason"))
        table = Table(self._say("unread"), columns, rows)
        listed = [" · ".join(row) for row in rows]
        self._put("unreadable_rows", self._say("unread label"), listed, "")
        counted = len(self.ledger.unreadable)
        self._put("unreadable_rows_count", self._say("unread"), counted, "")
        return Section(self._say("unread"), self._say("unread text", count=counted), (), (table,))

    def _notices(self) -> list[str]:
        notices = [remark.said(self.language) for remark in self.ledger.notices]
        if not self.now:
            notices.append(self._say("nothing"))
        elif not self.before:
            notices.append(self._say("no base"))
        if self.ledger.unreadable:
            notices.append(self._say("unread notice", count=len(self.ledger.unreadable)))
        counted = {*self.now, *self.before}
        others = [entry for entry in self.ledger.entries if entry not in counted]
        silent = [e for e in _of(self.now, "contract") if e.received is None]
        for key, entries in (("other years", others), ("no income", silent)):
            if entries:
                notices.append(self._say(key, rows=self.rows.of(entries)))
        return notices

    # Fields

    def _keep(self, record: Record, figure: Figure, group: str = "", part: str = "") -> None:
        """A figure as a field that names its rows."""
        label = self._label(record, figure)
        if part:
            label = self._say("of", figure=label, part=part)
        name = "_".join(piece for piece in (f"{record}s", group, figure.name) if piece)
        self._put(name, label, as_json(figure.value), self.rows.of(figure.entries), part)

    def _put(self, name: str, label: str, value: Any, rows: str, part: str = "") -> None:
        note = self._say("from part" if part else "from", rows=rows, part=part)
        note = note if rows else self.ledger.name
        shown = shown_number(Decimal(str(value))) if isinstance(value, int | float) else ""
        self.fields.append(Field(name, label, value, "rule", note=note, shown=shown))

    def _lists(self) -> list[Field]:
        """The lists of rows that were too long for a cell."""
        return [
            Field(f"rows_{number.casefold()}", self._say("list label", list=number), rows, "rule")
            for number, rows in self.rows.lists.items()
        ]

    def _label(self, record: Record, figure: Figure) -> str:
        return self._say("of", figure=self._say(record), part=self._measure(figure))

    def _measure(self, figure: Figure) -> str:
        name = currency_name(figure.currency, self.language)
        return self._say(figure.measure, currency=name)

    def _group(self, key: str) -> str:
        if not key:
            return self._say("not stated")
        return self._say(key) if known(key) else key


def _of(entries: Sequence[Entry], record: Record) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.record == record)


def _kind(entry: Entry) -> str:
    return entry.kind if entry.kind in KINDS else "other"


def _slug(text: str) -> str:
    return re.sub(r"\W+", "_", text.casefold()).strip("_") or "other"


def _lower(label: str) -> str:
    return label[0].lower() + label[1:]


def _money(figure: Figure, language: Language) -> str:
    number = shown_number(figure.value)
    if language == "zh" and figure.currency == "CNY":
        return f"{number}元"
    return f"{figure.currency} {number}"


def _signed(value: Decimal) -> str:
    return f"+{shown_number(value)}" if value > 0 else shown_number(value)
