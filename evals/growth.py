"""How finding grows: `python -m evals.growth` at 1,000 and 10,000 clauses, `--large` at 100,000.

The corpus is varied (variations.py) until there are enough clauses. A cheap deterministic encoder
takes the place of the real ones, so that what is measured is the index and the finder. Each size
is built in one process and searched in a fresh one, whose peak memory is that of a process that
answers. Recall compares the index with exact search over all vectors.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from assistant.adapters.chroma import ChromaIndex
from assistant.finding.finder import Finder
from assistant.finding.glossary import Terms, read_glossary
from assistant.finding.shelf import Shelf
from assistant.finding.signals import NEIGHBOURS
from assistant.finding.words import english_words
from assistant.model import Document
from assistant.ports import PassageIndex
from assistant.reading.sentences import passages_of
from assistant.settings import PROJECT, Settings
from evals.variations import HashedWords, corpus_documents, variations

SIZES, LARGE = (1_000, 10_000), 100_000
QUERIES = 50
WIDTH = 100
RECALL_AT = (10, 100, NEIGHBOURS)
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Grown:
    """What was measured at one size. Seconds, megabytes (10^6 bytes), shares."""

    clauses: int
    passages: int
    index_seconds: float
    index_megabytes: float
    open_seconds: float
    search_seconds: float
    find_seconds: float
    peak_megabytes: float
    recall: dict[str, float]


def queries(shelf: Shelf) -> list[str]:
    """Sentences from all over the shelf, with half of their words."""
    chance = random.Random(0)  # noqa: S311
    chosen = chance.sample(shelf.passages, min(QUERIES, len(shelf.passages)))
    return [
        " ".join(w for w in english_words(passage.text) if chance.random() < 0.5) or passage.text
        for passage in chosen
    ]


def build(index: PassageIndex, documents: Sequence[Document]) -> float:
    """Put all passages into the index, document by document; returns the seconds that it took."""
    embedder, spent = HashedWords(), 0.0
    index.tidy()
    for document in documents:
        passages = passages_of(document)
        vectors = embedder.embed_passages([p.searched for p in passages])
        begun = time.perf_counter()
        index.add(embedder.fingerprint, passages, vectors)
        spent += time.perf_counter() - begun
    begun = time.perf_counter()
    index.tidy()
    return spent + time.perf_counter() - begun


def searched(index: PassageIndex, documents: Sequence[Document], terms: Terms) -> dict[str, float]:
    """How long opening, searching the index and finding take. Seconds; medians over queries."""
    embedder = HashedWords()
    begun = time.perf_counter()
    shelf = Shelf(documents)
    finder = Finder(shelf, terms, index, (embedder,))
    finder.find("a first question")
    opened = time.perf_counter() - begun
    asked = queries(shelf)
    vectors = [embedder.embed_question(text) for text in asked]

    def search(vector: Sequence[float]) -> object:
        return index.search(embedder.fingerprint, vector, NEIGHBOURS, shelf.versions)

    return {
        "open_seconds": opened,
        "search_seconds": _median_seconds(search, vectors),
        "find_seconds": _median_seconds(finder.find, asked),
        "passages": len(shelf.passages),
    }


def _median_seconds(call: Callable[..., object], arguments: Sequence[object]) -> float:
    times = []
    for argument in arguments:
        begun = time.perf_counter()
        call(argument)
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def recall(index: PassageIndex, documents: Sequence[Document]) -> dict[str, float]:
    """The share of the exactly nearest passages that the index gives, at each depth.

    A passage as near as the last of the exact ones counts too: variations often tie.
    """
    embedder, shelf = HashedWords(), Shelf(documents)
    matrix = np.array(
        embedder.embed_passages([p.searched for p in shelf.passages]), dtype=np.float32
    )
    hits: dict[int, list[float]] = {k: [] for k in RECALL_AT if k <= len(matrix)}
    for text in queries(shelf):
        vector = np.array(embedder.embed_question(text), dtype=np.float32)
        near = np.sort(matrix @ vector)[::-1]
        found = index.search(embedder.fingerprint, vector.tolist(), NEIGHBOURS, shelf.versions)
        similarities = np.array([s for _, s in found])
        for k, shares in hits.items():
            shares.append(float((similarities[:k] >= near[k - 1] - 1e-5).sum() / k))
    return {str(k): round(float(np.mean(shares)), 4) for k, shares in hits.items()}


def grow(clauses: int) -> Grown:
    """Measure one size, each stage in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        built, used, exact = (_stage(s, clauses, folder) for s in ("build", "search", "recall"))
        return Grown(clauses=clauses, **built, **used, recall=exact["recall"])


def _stage(name: str, clauses: int, folder: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "evals.growth", "--stage", name, str(clauses), folder]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=PROJECT)  # noqa: S603
    value: dict[str, Any] = json.loads(done.stdout)
    return value


def _run_stage(name: str, clauses: int, folder: Path) -> dict[str, Any]:
    settings = Settings(_env_file=None)
    documents = list(variations(corpus_documents(settings), clauses))
    index = ChromaIndex(folder)
    if name == "build":
        spent = build(index, documents)
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        return {"index_seconds": spent, "index_megabytes": size / _MEGABYTE}
    if name == "recall":
        return {"recall": recall(index, documents)}
    terms = Terms(read_glossary(settings.corpus / "glossary.yaml"))
    measured = searched(index, documents, terms)
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / _MEGABYTE
    return {**measured, "peak_megabytes": peak}


def _table(grown: Sequence[Grown]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for head in ("clauses", "passages", "index s", "MB", "open s", "search ms", "find ms",
                 "peak MB", *(f"R@{k}" for k in RECALL_AT)):  # fmt: skip
        table.add_column(head, justify="right", no_wrap=True)
    for g in grown:
        table.add_row(
            f"{g.clauses:,}", f"{g.passages:,}", f"{g.index_seconds:.1f}",
            f"{g.index_megabytes:.0f}", f"{g.open_seconds:.1f}", f"{g.search_seconds * 1000:.0f}",
            f"{g.find_seconds * 1000:.0f}", f"{g.peak_megabytes:.0f}",
            *(f"{g.recall[str(k)]:.3f}" if str(k) in g.recall else "" for k in RECALL_AT),
        )  # fmt: skip
    return table


def main() -> None:
    """The command: a table and one line of JSON."""
    parser = argparse.ArgumentParser(prog="python -m evals.growth", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="CLAUSES")
    parser.add_argument("--large", action="store_true", help=f"{LARGE:,} clauses too")
    parser.add_argument("--stage", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.stage:
        name, clauses, folder = options.stage
        print(json.dumps(_run_stage(name, int(clauses), Path(folder))))
        return
    grown = [grow(clauses) for clauses in (*options.sizes, *([LARGE] if options.large else []))]
    Console(width=WIDTH).print(_table(grown))
    print(json.dumps([asdict(g) for g in grown]))


if __name__ == "__main__":
    main()
