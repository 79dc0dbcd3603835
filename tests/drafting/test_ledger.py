"""Ledgers as people write them: read row by row, and nothing lost."""

from __future__ import annotations

import csv
import time
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from assistant.drafting.ledger.entries import Ledger, Money
from assistant.drafting.ledger.reading import read_ledger
from assistant.drafting.ledger.template import write_template
from assistant.errors import UnreadableFile, UsageError
from assistant.model import Language

HEAD = ["No.", "Date", "Title", "Kind", "Partner", "Amount (CNY)", "Received (CNY)"]
ROW = ["C1", "2025-03-31", "Coating", "licence", "Acme", "1000", "200"]


def csv_file(
    folder: Path, *rows: list[Any], head: list[str] = HEAD, encoding: str = "utf-8"
) -> Path:
    path = folder / "ledger.csv"
    with path.open("w", newline="", encoding=encoding) as file:
        csv.writer(file).writerows([head, *rows])
    return path


def workbook(folder: Path, *rows: list[Any], name: str = "ledger.xlsx", **cells: Any) -> Path:
    """A workbook of these rows under HEAD, then single cells set; `merge` names a range."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in [HEAD, *rows]:
        sheet.append(row)
    for place, value in cells.items():
        if place == "merge":
            sheet.merge_cells(value)
        else:
            sheet[place] = value
    book.save(folder / name)
    return folder / name


def with_cell(column: str, value: Any) -> list[Any]:
    return [value if head == column else cell for head, cell in zip(HEAD, ROW, strict=True)]


def faults(ledger: Ledger) -> list[tuple[int, str, str]]:
    return [(u.row.number, u.column, str(u.reason)) for u in ledger.unreadable]


def test_a_row_becomes_an_entry(tmp_path: Path) -> None:
    ledger = read_ledger(csv_file(tmp_path, ROW))
    [entry] = ledger.entries
    assert (entry.record, entry.number, entry.day) == ("contract", "C1", date(2025, 3, 31))
    assert (entry.kind, entry.partner) == ("licence", "Acme")
    assert (entry.amount, entry.received) == (
        Money(Decimal(1000), "CNY"),
        Money(Decimal(200), "CNY"),
    )
    assert entry.row.number == 2
    assert not ledger.unreadable


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("head", ["合同金额（万元）", "金额(万元)", "合同额（单位：万元）"])
def test_chinese_ledgers_are_read_in_their_encodings(
    tmp_path: Path, encoding: str, head: str
) -> None:
    heads = ["合同编号", "签订日期", "合同名称", "转化方式", "受让方", head]
    path = csv_file(
        tmp_path, ["甲1", "2025年1月5日", "涂层", "专利权转让", "某公司", "12.5"],
        head=heads, encoding=encoding,
    )  # fmt: skip
    [entry] = read_ledger(path).entries
    assert (entry.kind, entry.day, entry.partner) == ("assignment", date(2025, 1, 5), "某公司")
    assert entry.amount == Money(Decimal(125000), "CNY")


@pytest.mark.parametrize(
    ("cell", "amount", "currency"),
    [
        ("1,234.56", "1234.56", "CNY"),
        ("CNY 3,000", "3000", "CNY"),
        ("12万元", "120000", "CNY"),
        ("１２.5万元", "125000", "CNY"),
        ("0.3 亿元", "30000000", "CNY"),
        ("1.2 million yuan", "1200000.0", "CNY"),
        ("￥5", "5", "CNY"),
        ("EUR 2,000", "2000", "EUR"),
    ],
)
def test_units_in_the_cell_are_exact(tmp_path: Path, cell: str, amount: str, currency: str) -> None:
    [entry] = read_ledger(csv_file(tmp_path, with_cell("Amount (CNY)", cell))).entries
    assert entry.amount == Money(Decimal(amount), currency)


def test_units_and_currencies_may_have_columns_of_their_own(tmp_path: Path) -> None:
    head = ["Date", "Title", "Kind", "Amount", "Unit", "Currency"]
    row = ["2025-01-02", "A", "service", "1.5", "million", "USD"]
    [entry] = read_ledger(csv_file(tmp_path, row, head=head)).entries
    assert entry.amount == Money(Decimal(1500000), "USD")


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("Amount (CNY)", "-5", "negative"),
        ("Amount (CNY)", "(500)", "negative"),
        ("Amount (CNY)", "", "empty"),
        ("Amount (CNY)", "ten", "not an amount"),
        ("Amount (CNY)", "1.234,50", "not one number"),
        ("Amount (CNY)", "5 bananas", "not a unit or currency"),
        ("Amount (CNY)", "9" * 20, "check the unit"),
        ("Amount (CNY)", "#REF!", "the error #REF!"),
        ("Amount (CNY)", "=1+1", "not one number"),
        ("Received (CNY)", "nan", "not an amount"),
        ("Date", "31/03/2025", "write it as 2025-03-31"),
        ("Date", "2025-02-30", "not a day of the calendar"),
        ("Date", "", "empty"),
        ("Title", "  ", "empty"),
        ("Kind", "", "empty"),
    ],
)
def test_a_cell_that_cannot_be_read_is_listed_with_row_and_column(
    tmp_path: Path, column: str, cell: str, reason: str
) -> None:
    good = ["C2", *ROW[1:-1], "201"]
    ledger = read_ledger(csv_file(tmp_path, with_cell(column, cell), good))
    assert [entry.number for entry in ledger.entries] == ["C2"]
    [(row, at, why)] = faults(ledger)
    assert (row, at) == (2, column)
    assert reason in why


def test_two_currencies_for_one_amount_are_not_chosen_from(tmp_path: Path) -> None:
    head = ["Date", "Title", "Kind", "Amount (CNY)", "Currency"]
    path = csv_file(tmp_path, ["2025-01-02", "A", "service", "5", "USD"], head=head)
    assert faults(read_ledger(path))[0][2] == "the currency is stated as CNY and as USD"


def test_a_cell_with_its_own_currency_is_not_counted_in_the_unit_of_the_head(
    tmp_path: Path,
) -> None:
    head = ["Date", "Title", "Kind", "Amount (10k CNY)"]
    path = csv_file(tmp_path, ["2025-01-02", "A", "service", "EUR 200000"], head=head)
    assert read_ledger(path).entries[0].amount == Money(Decimal(200000), "EUR")


def test_an_amount_without_a_currency_is_not_guessed(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path, ["2025-01-02", "A", "service", "5"], head=["Date", "Title", "Kind", "Amount"]
    )
    assert "no currency is stated" in faults(read_ledger(path))[0][2]


def test_doubles_count_once_and_sums_not_at_all(tmp_path: Path) -> None:
    other = ["C1", "2025-04-01", "Other", "service", "Acme", "5", ""]
    nameless = ["", *ROW[1:]]
    total = ["Total", "", "", "", "", "1005", ""]
    ledger = read_ledger(csv_file(tmp_path, ROW, other, nameless, nameless, [], total))
    assert [entry.row.number for entry in ledger.entries] == [2, 4]
    assert faults(ledger) == [
        (3, "", "the number C1 stands already in row 2"),
        (5, "", "the whole row stands already in row 4"),
        (7, "", "a row of sums, which is not counted"),
    ]


def test_merged_cells_formulas_and_titles_of_a_workbook(tmp_path: Path) -> None:
    rows = [["", "", "", "", "", None, None]] * 0 + [
        [f"C{i}", date(2025, 1, i), f"T{i}", "licence", "Acme", 100.1, 5] for i in range(1, 6)
    ]
    path = workbook(tmp_path, *rows, F3="=1+2", merge="E5:E6")
    ledger = read_ledger(path)
    assert [entry.row.number for entry in ledger.entries] == [2, 4]
    assert ledger.entries[0].amount == Money(Decimal("100.1"), "CNY")
    assert [(row, column) for row, column, _ in faults(ledger)] == [
        (3, "Amount (CNY)"),
        (5, ""),
        (6, ""),
    ]
    assert "formula without a stored value" in faults(ledger)[0][2]
    assert "E5:E6" in faults(ledger)[1][2]


def test_sheets_name_their_records_and_unknown_sheets_are_told(tmp_path: Path) -> None:
    book = Workbook()
    contracts, patents, notes = (
        book.worksheets[0],
        book.create_sheet("专利"),
        book.create_sheet("备注"),
    )
    contracts.title = "合同"
    contracts.append(["2025年技术合同台账"])
    contracts.append(HEAD)
    contracts.append(ROW)
    patents.append(["授权日期", "专利名称", "专利号", "专利类型"])
    patents.append([date(2025, 5, 6), "涂层", "ZL1", "发明专利"])
    notes.append(["随便写写"])
    book.save(tmp_path / "l.xlsx")
    ledger = read_ledger(tmp_path / "l.xlsx")
    assert [(e.record, e.row.sheet, e.row.number) for e in ledger.entries] == [
        ("contract", "合同", 3), ("patent", "专利", 2),
    ]  # fmt: skip
    assert ledger.entries[1].patent_type == "invention"
    assert [remark.said("zh") for remark in ledger.notices] == [
        "工作表“备注”没有可识别的表头，未读取。"
    ]


def test_macros_are_not_run_and_this_is_said(tmp_path: Path) -> None:
    ledger = read_ledger(workbook(tmp_path, ROW, name="ledger.xlsm"))
    assert len(ledger.entries) == 1
    assert [str(remark) for remark in ledger.notices] == ["The workbook's macros were not run."]


def test_what_is_no_ledger_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "locked.xlsx").write_bytes(b"\xd0\xcf\x11\xe0 encrypted")
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "book.csv").write_bytes(b"PK\x03\x04")
    (tmp_path / "binary.csv").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "letter.csv").write_text("Dear all,\nhow are you?", encoding="utf-8")
    (tmp_path / "open.csv").write_text('Date,Title\n"2025', encoding="utf-8")
    for path in [*tmp_path.iterdir(), tmp_path / "missing.csv"]:
        with pytest.raises(UnreadableFile) as refused:
            read_ledger(path)
        assert refused.value.do, path


def test_a_huge_file_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "huge.xlsx"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    start = time.perf_counter()
    with pytest.raises(UnreadableFile, match=r"50 MB; a ledger may have 20 MB"):
        read_ledger(path)
    assert time.perf_counter() - start < 1


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    with pytest.raises(UnreadableFile, match=r"unpacks to 30 MB"):
        read_ledger(path, megabytes=2)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_template_reads_as_a_ledger(tmp_path: Path, suffix: str, language: Language) -> None:
    path = tmp_path / f"template{suffix}"
    write_template(path, language)
    ledger = read_ledger(path)
    assert [entry.record for entry in ledger.entries] == ["contract", "patent", "project"]
    assert ledger.entries[0].amount == Money(Decimal(1205000), "CNY")
    assert not ledger.unreadable


def test_a_template_of_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        write_template(tmp_path / "template.ods", "en")
