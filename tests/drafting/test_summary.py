"""The annual summary against a few lines of plain Python over the same CSV file."""

from __future__ import annotations

import csv
import random
import re
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting.ledger.figures import percent
from assistant.drafting.ledger.reading import read_ledger
from assistant.drafting.summary import Summary, ledger_part, summarize

HEAD = ["Number", "Date", "Title", "Kind", "Partner type", "Amount", "Received", "Currency"]
KINDS = ["assignment", "licence", "investment", "development", "consulting", "service"]

amounts = st.decimals(0, 10_000_000, places=2)
rows = st.tuples(
    st.sampled_from(["2023", "2024", "2025"]),
    st.integers(1, 12),
    st.sampled_from(KINDS),
    st.sampled_from(["state-owned", "private", ""]),
    amounts,
    st.one_of(st.none(), amounts),
    st.sampled_from(["CNY", "USD"]),
)
ledgers = st.lists(rows, min_size=1, max_size=25)


def written(folder: Path, made: list[Any]) -> Path:
    """A ledger file of these rows, numbered so that none is a double."""
    path = folder / "ledger.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        for i, (year, month, kind, partner, amount, received, currency) in enumerate(made):
            paid = "" if received is None else received
            day = f"{year}-{month:02}-15"
            writer.writerow([f"C{i}", day, f"T{i}", kind, partner, amount, paid, currency])
    return path


def figures(summary: Summary) -> dict[str, Any]:
    return {f.name: f.value for f in summary.fields}


def exact(value: Any) -> Decimal:
    return Decimal(str(value))


def plainly(path: Path, year: str, **same: str) -> dict[str, Any]:
    """Counts and sums of a year, computed another way; `same` narrows the rows by column."""
    found: dict[str, Any] = {"count": 0}
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["Date"][:4] != year or any(row[k] != v for k, v in same.items()):
                continue
            found["count"] += 1
            for column in ("Amount", "Received"):
                if row[column]:
                    key = f"{column.lower()}_{row['Currency'].lower()}"
                    found[key] = found.get(key, Decimal(0)) + Decimal(row[column])
    return found


@settings(derandomize=True, max_examples=60, deadline=None)
@given(ledgers)
def test_figures_equal_an_independent_computation(
    tmp_path_factory: pytest.TempPathFactory, made: list[Any]
) -> None:
    path = written(tmp_path_factory.mktemp("ledger"), made)
    got = figures(summarize(read_ledger(path), 2025, "en"))
    for name, value in plainly(path, "2025").items():
        if plainly(path, "2025")["count"]:
            assert exact(got[f"contracts_{name}"]) == value
    for kind in KINDS:
        part = plainly(path, "2025", Kind=kind)
        for name, value in part.items() if part["count"] else ():
            assert exact(got[f"contracts_kind_{kind}_{name}"]) == value
    if any(row[0] == "2025" for row in made) and any(row[0] == "2024" for row in made):
        before = plainly(path, "2024")
        assert got["previous_contracts_count"] == before["count"]
        assert got["contracts_count_change"] == plainly(path, "2025")["count"] - before["count"]


@settings(derandomize=True, max_examples=60, deadline=None)
@given(ledgers)
def test_sums_over_groups_equal_the_totals(
    tmp_path_factory: pytest.TempPathFactory, made: list[Any]
) -> None:
    path = written(tmp_path_factory.mktemp("ledger"), made)
    got = figures(summarize(read_ledger(path), 2025, "zh"))
    for measure in ("count", "amount_cny", "amount_usd", "received_cny", "received_usd"):
        if f"contracts_{measure}" not in got:
            continue
        for by in ("kind", "quarter"):
            parts = [
                v for n, v in got.items() if re.fullmatch(rf"contracts_{by}_[^_]+_{measure}", n)
            ]
            assert sum(map(exact, parts)) == exact(got[f"contracts_{measure}"])


@settings(derandomize=True, max_examples=40, deadline=None)
@given(ledgers, st.data())
def test_removing_a_row_changes_exactly_its_figures(
    tmp_path_factory: pytest.TempPathFactory, made: list[Any], data: st.DataObject
) -> None:
    """Held on one row: only figures of its year, kind, partner type, quarter and currency move."""
    gone = data.draw(st.integers(0, len(made) - 1))
    folder = tmp_path_factory.mktemp("ledger")
    whole = figures(summarize(read_ledger(written(folder, made)), 2025, "en"))
    rest = figures(
        summarize(read_ledger(written(folder, made[:gone] + made[gone + 1 :])), 2025, "en")
    )
    year, month, kind, partner, _, _, currency = made[gone]
    for name in whole.keys() & rest.keys():
        if whole[name] == rest[name] or name.startswith("rows_"):
            continue
        assert year in ("2024", "2025")
        assert year == "2025" or name.startswith("previous_") or "_change" in name
        assert ("cny" not in name and "usd" not in name) or currency.lower() in name
        if group := re.match(
            r"contracts_(kind|quarter|partner)_(.+?)_(?:count|amount|received)", name
        ):
            own = {"kind": kind, "quarter": f"q{(month - 1) // 3 + 1}",
                   "partner": partner.replace("-", "_") or "not_stated"}  # fmt: skip
            assert group[2] == own[group[1]]


LEDGER = [
    ("2025", 1, "licence", "private", Decimal("0.1"), None, "CNY"),
    ("2025", 2, "licence", "private", Decimal("0.2"), Decimal("0.1"), "CNY"),
    ("2025", 8, "assignment", "", Decimal("1000"), None, "USD"),
    ("2024", 5, "licence", "private", Decimal("0.4"), None, "CNY"),
    ("2019", 5, "licence", "private", Decimal("7"), None, "CNY"),
]


def test_each_figure_names_its_rows(tmp_path: Path) -> None:
    summary = summarize(read_ledger(written(tmp_path, LEDGER)), 2025, "en")
    notes = {f.name: f.note for f in summary.fields}
    assert notes["contracts_count"] == "rows 2-4 of ledger.csv"
    assert notes["contracts_amount_cny"] == "rows 2-3 of ledger.csv"
    assert notes["contracts_kind_assignment_count"] == "Assignment; row 4 of ledger.csv"
    assert notes["previous_contracts_count"] == "row 5 of ledger.csv"
    assert all(f.provenance == "rule" for f in summary.fields)


def test_sums_are_decimal_and_currencies_stay_apart(tmp_path: Path) -> None:
    summary = summarize(read_ledger(written(tmp_path, LEDGER)), 2025, "en")
    assert figures(summary)["contracts_amount_cny"] == 0.3
    text = summary.sections[0].text
    assert "Together they are worth CNY 0.3 and USD 1,000." in text
    assert "not added together" in text


def test_the_year_before_is_compared_and_other_years_are_told(tmp_path: Path) -> None:
    summary = summarize(read_ledger(written(tmp_path, LEDGER)), 2025, "en")
    [table] = next(s for s in summary.sections if s.heading == "Compared with 2024").tables
    by_label = {row[0]: row[1:] for row in table.rows}
    assert by_label["Contracts, Number"] == ("3", "1", "+2", "+200.0", "rows 2-4", "row 5")
    assert by_label["Contracts, Amount (CNY)"][:4] == ("0.3", "0.4", "-0.1", "-25.0")
    assert by_label["Contracts, Amount (USD)"][3] == "–"
    assert "undefined, since the base is 0" in table.notes[0]
    assert figures(summary)["contracts_amount_usd_change_percent"] == "undefined (base 0)"
    assert any("row 6" in notice and "2024" in notice for notice in summary.notices)


def test_a_year_without_rows_says_so(tmp_path: Path) -> None:
    summary = summarize(read_ledger(written(tmp_path, LEDGER)), 2030, "zh")
    assert summary.sections == ()
    assert "台账中没有日期在2030年的行。" in summary.notices


def test_rows_that_could_not_be_read_stand_in_the_paper(tmp_path: Path) -> None:
    path = written(tmp_path, LEDGER)
    with path.open("a", encoding="utf-8") as file:
        file.write("C9,2025-01-01,T,licence,private,-5,,CNY\nC10,2025-01-01,T,licence,,-5,,CNY\n")
    for language, why in (("en", "“-5” is negative"), ("zh", "“-5”为负数")):
        summary = summarize(read_ledger(path), 2025, language)  # type: ignore[arg-type]
        [table] = summary.sections[-1].tables
        assert table.rows[0][0] in ("rows 7-8", "第7-8行")
        assert why in table.rows[0][2]
        assert figures(summary)["unreadable_rows_count"] == 2


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [("3", "2", "50.0"), ("1", "3", "-66.7"), ("0", "5", "-100.0"), ("1", "0", None),
     ("0", "0", None), ("2.0005", "2", "0.0"), ("2001", "2000", "0.1")],
)  # fmt: skip
def test_changes_in_per_cent(now: str, before: str, change: str | None) -> None:
    assert percent(Decimal(now), Decimal(before)) == (Decimal(change) if change else None)


def test_the_part_keeps_the_paper_when_the_ledger_cannot_be_read(tmp_path: Path) -> None:
    made = ledger_part({"ledger": "none.csv", "year": 2025}, "en", tmp_path)
    assert made.sections == ()
    assert "none.csv" in made.notices[0]
    assert ledger_part({"year": 2025}, "en", tmp_path).notices == ()


def test_five_thousand_rows_take_less_than_five_seconds(tmp_path: Path) -> None:
    lots = random.Random(5)
    made = [
        (str(lots.choice((2024, 2025))), lots.randint(1, 12), lots.choice(KINDS),
         lots.choice(("private", "state-owned", "")), Decimal(lots.randint(1, 10**9)) / 100,
         Decimal(lots.randint(1, 10**8)) / 100, "CNY")
        for _ in range(5000)
    ]  # fmt: skip
    path = written(tmp_path, made)
    start = time.perf_counter()
    summary = summarize(read_ledger(path), 2025, "en")
    assert time.perf_counter() - start < 5
    got = figures(summary)
    assert {n: exact(got[f"contracts_{n}"]) for n in plainly(path, "2025")} == plainly(path, "2025")
