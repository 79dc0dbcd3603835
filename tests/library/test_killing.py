"""Indexing runs that are killed, with the real Chroma and SQLite, and embedders that are doubles."""

from __future__ import annotations

import multiprocessing
import random
import time
from pathlib import Path
from typing import Any

import pytest
from house import House, outcomes

from assistant.adapters.chroma import ChromaIndex
from assistant.reading.sentences import passages_of

pytestmark = pytest.mark.slow

KILLS = 20
DOCUMENTS = 5
CLAUSES = 60
TOPICS = "income ownership disclosure licence valuation review training audit".split()


def write(house: House, edition: int) -> None:
    """Another edition of every document; one comes and goes."""
    draw = random.Random(edition)
    for number in range(DOCUMENTS):
        clauses = "".join(
            f"{n}. In edition {edition} of text {number}, the {draw.choice(TOPICS)} of matter {n} "
            f"goes to office {draw.randint(1, 900)}.\n\n"
            for n in range(1, CLAUSES + 1)
        )
        house.write(f"text{number}.txt", f"Text {number}\n\n{clauses}")
    coming = house.corpus / "coming.txt"
    if edition % 2:
        coming.write_text(f"Coming\n\n1. It came with edition {edition}.\n")
    else:
        coming.unlink(missing_ok=True)


def house_in(root: Path) -> House:
    return House(root, vectors=ChromaIndex(root / "data" / "vectors"))


def run(root: str, ready: Any) -> None:
    house = house_in(Path(root))
    house.vectors.fingerprints()
    ready.set()
    house.index()


def killed_run(root: Path, after: float) -> bool:
    """Begin a run in another process and kill it. False if it had ended before."""
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    process = context.Process(target=run, args=(str(root), ready))
    process.start()
    assert ready.wait(120)
    process.join(after)
    was_running = process.is_alive()
    process.kill()
    process.join()
    assert was_running or process.exitcode == 0
    return was_running


def answers_with(house: House) -> int:
    """The edition that answers for the first document; the vectors must find its words."""
    house.vectors.refresh()
    text = house.catalogue.document("text0").text
    edition = int(text.partition("In edition ")[2].split()[0])
    clause = next(line for line in text.splitlines() if line.startswith("7. "))
    assert house.found(clause, k=1) == [clause]
    return edition


def test_killed_at_any_moment_a_run_goes_on_and_the_old_text_answers_until_then(
    tmp_path: Path,
) -> None:
    house = house_in(tmp_path)
    write(house, 0)
    house.index()
    write(house, 1)
    started = time.monotonic()
    house.index()
    whole = time.monotonic() - started
    draw, killed = random.Random(20240612), 0
    for edition in range(2, 2 + KILLS):
        write(house, edition)
        killed += killed_run(tmp_path, draw.uniform(0.0, whole))
        assert answers_with(house) in (edition - 1, edition)
        report = house.index()
        assert not report.failed
        assert not report.notices
        assert answers_with(house) == edition
        house.holds_everything_once()
        assert ("coming" in outcomes(house.index())) == bool(edition % 2)
    assert killed >= KILLS // 2
    house.vectors.close()


def test_a_first_run_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    house = house_in(tmp_path)
    write(house, 0)
    for after in (0.05, 0.3, 0.6):
        killed_run(tmp_path, after)
    house.index()
    house.holds_everything_once()
    assert sum(len(passages_of(d)) for d in house.catalogue.snapshot().documents) > 300
    assert answers_with(house) == 0
    house.vectors.close()
