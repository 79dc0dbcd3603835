"""The ledger's template: a workbook or CSV file with the heads that are known and a few examples."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.drafting.ledger.columns import COLUMNS, RECORDS
from assistant.drafting.writing import write_whole
from assistant.errors import UsageError
from assistant.model import Language

_UNITS = {"en": " (10k CNY)", "zh": "（万元）"}
_MONEY = ("amount", "received")
_LEFT_OUT = ("unit", "currency")
_EXAMPLES: dict[Language, tuple[dict[str, Any], ...]] = {
    "en": (
        {"record": "contract", "number": "EXAMPLE-1", "day": "2025-03-31", "title": "Example",
         "kind": "licence", "partner": "Example company", "partner_type": "private",
         "amount": 120.5, "received": 30, "status": "in force"},
        {"record": "patent", "number": "EXAMPLE-2", "day": "2025-06-30", "title": "Example",
         "patent_type": "invention", "status": "granted"},
        {"record": "project", "number": "EXAMPLE-3", "day": "2025-09-01", "title": "Example",
         "status": "running"},
    ),
    "zh": (
        {"record": "合同", "number": "示例-1", "day": "2025-03-31", "title": "示例", "kind": "许可",
         "partner": "示例公司", "partner_type": "民营企业", "amount": 120.5, "received": 30,
         "status": "履行中"},
        {"record": "专利", "number": "示例-2", "day": "2025-06-30", "title": "示例",
         "patent_type": "发明", "status": "已授权"},
        {"record": "项目", "number": "示例-3", "day": "2025-09-01", "title": "示例",
         "status": "进行中"},
    ),
}  # fmt: skip


def write_template(path: Path, language: Language) -> None:
    """Write the template as .xlsx or .csv. Raises UsageError, DraftNotWritten.

    Its rows are examples to be overwritten; a workbook explains each column on a second sheet.
    """
    table = [_heads(language), *_examples(language)]
    match path.suffix.casefold():
        case ".xlsx":
            write_whole(path, _workbook(table, language))
        case ".csv":
            write_whole(path, _csv(table))
        case _:
            raise UsageError(f"{path.name} is neither .xlsx nor .csv.", "Name one of the two.")


def column_help(language: Language) -> list[tuple[str, str, str]]:
    """For each column its name, which records need it, and what it holds."""
    chinese = language == "zh"
    return [
        (
            column.zh if chinese else column.en,
            ("、" if chinese else ", ").join(
                RECORDS[r][2 if chinese else 0] for r in column.needed_by
            ),
            column.hint_zh if chinese else column.hint_en,
        )
        for column in COLUMNS.values()
    ]


def _heads(language: Language) -> list[str]:
    return [
        (column.zh if language == "zh" else column.en)
        + (_UNITS[language] if name in _MONEY else "")
        for name, column in COLUMNS.items()
        if name not in _LEFT_OUT
    ]


def _examples(language: Language) -> list[list[Any]]:
    names = [name for name in COLUMNS if name not in _LEFT_OUT]
    return [[example.get(name, "") for name in names] for example in _EXAMPLES[language]]


def _csv(table: Sequence[Sequence[Any]]) -> bytes:
    """With a mark at the start, so that spreadsheets read it as UTF-8."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(table)
    return out.getvalue().encode("utf-8-sig")


def _workbook(table: Sequence[Sequence[Any]], language: Language) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook()
    names = ("台账", "填写说明") if language == "zh" else ("Ledger", "Columns")
    for sheet, name, rows in (
        (workbook.worksheets[0], names[0], table),
        (workbook.create_sheet(), names[1], column_help(language)),
    ):
        sheet.title = name
        for row in rows:
            sheet.append(list(row))
        for i, head in enumerate(rows[0], 1):
            sheet.column_dimensions[get_column_letter(i)].width = max(14, 2 * len(str(head)))
    for cell in workbook.worksheets[0][1]:
        cell.font = Font(bold=True)
    workbook.worksheets[0].freeze_panes = "A2"
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()
