"""The sheets of a CSV or XLSX file as plain rows, with the limits that a stranger's file needs."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.drafting.ledger.remarks import Remark
from assistant.errors import UnreadableFile

ROWS_AT_MOST = 100_000
COLUMNS_AT_MOST = 200
ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"}
_UNPACKED_AT_MOST = 10
"""A workbook's XML is some ten times as large as its zip; what is more was made to harm."""
_SAVE_AS = "Save the ledger as .xlsx or .csv (UTF-8) and use that file."


class _NoValue:
    """A formula that no program has computed."""

    def __str__(self) -> str:
        return "="


NO_VALUE = _NoValue()


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows with their numbers as a spreadsheet counts; merged ranges by the rows they touch."""

    name: str
    rows: Sequence[tuple[int, tuple[Any, ...]]]
    merged: Mapping[int, str] = field(default_factory=dict)


def read_sheets(path: Path, megabytes: float) -> tuple[list[Sheet], tuple[Remark, ...]]:
    """The sheets of a file and what its reader should be told. Raises UnreadableFile."""
    start = _start(path, megabytes)
    suffix = path.suffix.casefold()
    if suffix in {".xlsx", ".xlsm"}:
        if not start.startswith(b"PK"):
            raise UnreadableFile(
                f"{path.name} is encrypted, broken or not an .xlsx file.", _SAVE_AS
            )
        macros = (Remark("macros"),) if suffix == ".xlsm" else ()
        return _workbook(path, megabytes), macros
    if suffix in {".csv", ".txt", ".tsv"}:
        if start.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
            raise UnreadableFile(f"{path.name} is a workbook, not a {suffix} file.", _SAVE_AS)
        return [Sheet("", _csv_rows(path))], ()
    raise UnreadableFile(f"{path.name} is neither .xlsx nor .csv.", _SAVE_AS)


def _start(path: Path, megabytes: float) -> bytes:
    """The first bytes of a file that is not too large to be opened."""
    try:
        size = path.stat().st_size
        if size > megabytes * 1e6:
            raise UnreadableFile(
                f"{path.name} has {size / 1e6:.0f} MB; a ledger may have {megabytes:g} MB.",
                "Keep the rows of the two years that are compared, without pictures.",
            )
        with path.open("rb") as file:
            return file.read(8)
    except OSError as error:
        raise UnreadableFile(
            f"{path} cannot be read: {error.strerror or error}.", "Check the path and its rights."
        ) from error


# CSV


def _csv_rows(path: Path) -> list[tuple[int, tuple[Any, ...]]]:
    text = _decoded(path)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    try:
        records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        rows = [(number, tuple(cells)) for number, cells in enumerate(records, 1)]
    except csv.Error as error:
        raise UnreadableFile(
            f"{path.name} is not a CSV file that can be read: {error}.",
            "Save it anew from the spreadsheet, or as .xlsx.",
        ) from error
    _refuse_many(len(rows), path)
    return rows


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not re.search(r"[\x00-\x08\x0e-\x1f]", text):
            return text
    raise UnreadableFile(f"{path.name} is not text in UTF-8 or GB 18030.", _SAVE_AS)


_ENCODINGS = ("utf-8-sig", "gb18030")


def _refuse_many(rows: int, path: Path) -> None:
    if rows > ROWS_AT_MOST:
        raise UnreadableFile(
            f"{path.name} has more than {ROWS_AT_MOST:,} rows.",
            "Keep the rows of the two years that are compared.",
        )


# XLSX


def _workbook(path: Path, megabytes: float) -> list[Sheet]:
    from openpyxl import load_workbook

    try:
        marks = _marks(path, megabytes)
        workbook = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            return [
                _sheet(sheet, marks.get(sheet.title, _Marks()), path)
                for sheet in workbook.worksheets
            ]
        finally:
            workbook.close()
    except UnreadableFile:
        raise
    except Exception as error:  # openpyxl raises whatever a broken file makes it stumble over
        raise UnreadableFile(f"{path.name} is a broken workbook.", _SAVE_AS) from error


@dataclass(frozen=True, slots=True)
class _Marks:
    """What openpyxl does not tell where it streams: merged ranges by row, empty formulas."""

    merged: Mapping[int, str] = field(default_factory=dict)
    uncomputed: Set[str] = frozenset()


def _sheet(sheet: Any, marks: _Marks, path: Path) -> Sheet:
    from openpyxl.utils import get_column_letter

    letters = [get_column_letter(i) for i in range(1, COLUMNS_AT_MOST + 1)]
    sheet.reset_dimensions()
    rows: list[tuple[int, tuple[Any, ...]]] = []
    for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=COLUMNS_AT_MOST), 1):
        if marks.uncomputed:
            named = zip(cells, letters, strict=False)
            cells = tuple(NO_VALUE if f"{c}{number}" in marks.uncomputed else v for v, c in named)
        if any(cell is not None for cell in cells):
            rows.append((number, cells))
            _refuse_many(len(rows), path)
    return Sheet(sheet.title, rows, marks.merged)


def _marks(path: Path, megabytes: float) -> dict[str, _Marks]:
    """The marks of each sheet by its name. Refuses what unpacks to far more than its size."""
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > megabytes * _UNPACKED_AT_MOST * 1e6:
            raise UnreadableFile(
                f"{path.name} unpacks to {unpacked / 1e6:.0f} MB, which no ledger needs.", _SAVE_AS
            )
        parts = {name: archive.read(part) for name, part in _parts(archive)}
    return {name: _Marks(_merged(part), _uncomputed(part)) for name, part in parts.items()}


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet and the part of the archive that holds it."""
    from openpyxl.xml.functions import fromstring

    relations = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target") for relation in relations}
    for node in fromstring(archive.read("xl/workbook.xml")).iter():
        if node.tag.endswith("}sheet"):
            linked = next(value for key, value in node.attrib.items() if key.endswith("}id"))
            target = targets[linked]
            yield node.get("name"), target.lstrip("/") if target[0] == "/" else f"xl/{target}"


_RANGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_FORMULA = re.compile(
    rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]+\d+)"[^>]*>\s*<(?:\w+:)?f\b(.*?)</(?:\w+:)?c>', re.S
)
_STORED = re.compile(rb"<(?:\w+:)?v>[^<]")


def _merged(part: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    for first, top, last, bottom in _RANGE.findall(part):
        name = b"".join((first, top, b":", last, bottom)).decode()
        rows = range(int(top), min(int(bottom), int(top) + ROWS_AT_MOST) + 1)
        found |= dict.fromkeys(rows, name)
    return found


def _uncomputed(part: bytes) -> frozenset[str]:
    """The cells that hold a formula and no value of it."""
    formulas = _FORMULA.findall(part)
    return frozenset(cell.decode() for cell, body in formulas if not _STORED.search(body))
