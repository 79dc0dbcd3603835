"""Names of columns and of rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting.ledger.cells import CellError, Unit, unit_of
from assistant.drafting.ledger.columns import COLUMNS, column_named, plain
from assistant.drafting.ledger.entries import Entry, Row
from assistant.drafting.ledger.rownames import RowNames


def entry(sheet: str, number: int) -> Entry:
    return Entry(Row(sheet, number), "contract", date(2025, 1, 1), "T")


@pytest.mark.parametrize(
    ("head", "column", "unit"),
    [
        ("Amount (10k CNY)", "amount", "10k CNY"),
        ("合同金额（万元）", "amount", "万元"),
        ("合同金额/万元", "amount", "万元"),
        ("Contract_Amount, USD", "amount", "USD"),
        (" RECEIVED [EUR] ", "received", "EUR"),
        ("签订 日期*", "day", ""),
        ("partner-type", "partner_type", ""),
    ],
)
def test_heads_are_known_by_their_names(head: str, column: str, unit: str) -> None:
    assert column_named(head) == (column, unit)


def test_the_docs_name_every_column() -> None:
    docs = (Path(__file__).resolve().parents[2] / "docs" / "ledger.md").read_text(encoding="utf-8")
    for column in COLUMNS.values():
        needed = ", ".join(column.needed_by)
        assert f"| {column.en} | {column.zh} | {needed}{' ' if needed else ''}|" in docs


def test_no_name_stands_for_two_columns() -> None:
    names = [
        plain(n) for c in COLUMNS.values() for n in {plain(a) for a in (c.en, c.zh, *c.aliases)}
    ]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("text", "scale", "currency"),
    [
        ("万元", 10_000, "CNY"), ("万美元", 10_000, "USD"), ("亿元", 100_000_000, "CNY"),
        ("million USD", 1_000_000, "USD"), ("10,000 yuan", 10_000, "CNY"), ("US$", None, "USD"),
        ("million", 1_000_000, None), ("人民币", None, "CNY"), ("thousand euros", 1_000, "EUR"),
    ],
)  # fmt: skip
def test_units_are_a_factor_and_a_currency(
    text: str, scale: int | None, currency: str | None
) -> None:
    unit = unit_of(text)
    assert (unit.scale, unit.currency) == (scale, currency)


@pytest.mark.parametrize("text", ["$", "pieces", "yuan per year"])
def test_an_unknown_unit_is_not_guessed(text: str) -> None:
    with pytest.raises(CellError):
        unit_of(text)


def test_nothing_is_no_unit() -> None:
    assert unit_of("") == Unit(None, None)


def test_rows_are_named_in_stretches() -> None:
    entries = [entry("", n) for n in (*range(2, 15), 18)]
    assert RowNames("en", several_sheets=False).of(entries) == "rows 2-14, 18"
    assert RowNames("zh", several_sheets=False).of(entries) == "第2-14、18行"
    assert RowNames("en", several_sheets=False).of([entry("", 7)]) == "row 7"


def test_rows_of_several_sheets_name_the_sheet() -> None:
    entries = [entry("合同", 3), entry("合同", 4), entry("专利", 2)]
    assert RowNames("zh", several_sheets=True).of(entries) == "“专利”第2行；“合同”第3-4行"


@settings(derandomize=True, max_examples=100)
@given(st.sets(st.integers(2, 400), min_size=1))
def test_the_names_of_rows_hold_exactly_these_rows(numbers: set[int]) -> None:
    names = RowNames("en", several_sheets=False)
    said = names.of([entry("", number) for number in numbers])
    if "list" in said:
        said = names.lists[said.rsplit(" ", 1)[1]]
    read = set()
    for part in said.split(" ", 1)[1].split(", "):
        first, _, last = part.partition("-")
        read |= set(range(int(first), int(last or first) + 1))
    assert read == numbers
