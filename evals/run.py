"""The runner of the eval suites: `assistant eval`, or `python -m evals.run`.

Every question is asked and searched for through the same doors that the commands use; metrics
see the objects of the commands' contract. Standard output gets the figures (with --json one
object a suite), standard error the progress.
"""

from __future__ import annotations

import argparse
import json as json_module
import logging
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from assistant.bootstrap import Assistant, build_assistant
from assistant.errors import AssistantError, QuestionError, UsageError
from assistant.results import clauses_object, result_object
from assistant.settings import read_settings
from evals import drafting_score, register_score
from evals.baseline import BASELINE, Change, Earlier, as_object, change, read_baseline, save
from evals.figures import Measured, measured
from evals.metrics import Case
from evals.paragraphs import Texts, texts_of_library
from evals.questions import FOLDER, Question, read_questions
from evals.replies import no_reply, read_ranking, read_reply
from evals.report import write_report
from evals.searched import UNSEEN, strangers
from evals.tables import run_view

log = logging.getLogger(__name__)

DEPTH = 50
"""How many paragraphs are searched for, so that a report can say at which rank a missed one is."""

Tick = Callable[[int, int], None]
"""Told how many questions are done, of how many."""

Suite = Callable[[Assistant, Tick], Measured]


def question_suite(part: str, folder: Path = FOLDER) -> Suite:
    """The suite that asks all questions of a part."""

    def suite(assistant: Assistant, tick: Tick) -> Measured:
        questions = read_questions(part, folder)
        return measured(part, cases_of(assistant, questions, tick))

    return suite


def unseen_suite(assistant: Assistant, tick: Tick) -> Measured:
    """Policies to which nothing was fitted, each in a library of its own."""
    places = list(strangers(assistant, UNSEEN))
    count = sum(len(questions) for _, questions in places)
    cases: list[Case] = []
    for stranger, questions in places:
        for case in cases_of(stranger, questions, lambda _done, _of: None):
            cases.append(case)
            tick(len(cases), count)
    return measured("unseen", cases)


SUITES: Mapping[str, Suite] = {
    **{part: question_suite(part) for part in ("train", "test")},
    "unseen": unseen_suite,
}
"""The suites by name. A suite asks the assistant and returns what it measured."""

Report = Callable[[Assistant, bool], int]

REPORTS: Mapping[str, Report] = {
    "register": lambda assistant, json: register_score.report(assistant, json=json),
    "drafting": lambda assistant, json: drafting_score.report(assistant, json=json),
}
"""Suites with figures of their own: given the assistant and whether JSON is wanted, they print them.

They return 1 where a goal is not reached.
"""


def cases_of(assistant: Assistant, questions: Sequence[Question], tick: Tick) -> Iterator[Case]:
    """Ask and search for every question. Raises AssistantError where the assistant cannot work."""
    texts = texts_of_library(assistant)
    for number, question in enumerate(questions, 1):
        yield _case(assistant, question, texts)
        tick(number, len(questions))


def _case(assistant: Assistant, question: Question, texts: Texts) -> Case:
    try:
        result = assistant.ask(question.text, history=question.history, as_of=question.as_of)
        found = assistant.find(question.text, k=DEPTH, history=question.history)
    except QuestionError as error:
        return Case(question, no_reply(str(error)), texts, ())
    reply = read_reply(result_object(result, question.id))
    ranking = read_ranking(clauses_object(question.text, found, question.id), texts)
    return Case(question, reply, texts, ranking)


def main(
    assistant: Assistant,
    *,
    suites: Sequence[str] = (),
    report: Path | None = None,
    json: bool = False,
    against: Path | None = None,
    saved: Path | None = None,
    known: Mapping[str, Suite] = SUITES,
    reports: Mapping[str, Report] = REPORTS,
) -> int:
    """Run suites (default: all) and print what was measured; returns the exit status.

    1 where the share of right replies lies below the interval of the baseline `against` (default:
    evals/baseline.json), or a suite of `reports` misses a goal. `saved` is a baseline to be
    written. Raises AssistantError.
    """
    wanted = suites or (*known, *reports)
    _check_names(wanted, (*known, *reports))
    earlier = _baseline(against)
    runs = [_run(name, known, assistant) for name in wanted if name in known]
    runs = [run for run in runs if run.cases]
    changes = {r.suite: change(r, earlier[r.suite]) for r in runs if r.suite in earlier}
    for run in runs:
        _print(run, earlier.get(run.suite), changes.get(run.suite), json)
    if report is not None:
        write_report(runs, report, earlier)
        sys.stderr.write(f"The report is in {report}.\n")
    if saved is not None:
        save(runs, saved)
    missed = [reports[name](assistant, json) for name in wanted if name in reports]
    return 1 if any(missed) or any(c.fallen for c in changes.values()) else 0


def _check_names(wanted: Sequence[str], known: Sequence[str]) -> None:
    for name in wanted:
        if name not in known:
            raise UsageError(f"There is no suite {name!r}.", f"Choose from {', '.join(known)}.")


def _baseline(path: Path | None) -> dict[str, Earlier]:
    if path is None and not BASELINE.exists():
        return {}
    return read_baseline(path or BASELINE)


def _run(name: str, known: Mapping[str, Suite], assistant: Assistant) -> Measured:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as progress:
        task = progress.add_task(f"Suite {name}", total=None)

        def tick(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        return known[name](assistant, tick)


def _print(run: Measured, earlier: Earlier | None, changed: Change | None, json: bool) -> None:
    if not json:
        Console().print(run_view(run, earlier, changed))
        return
    value = as_object(run)
    if changed is not None:
        value["fallen"] = changed.fallen
    sys.stdout.write(json_module.dumps(value, ensure_ascii=False) + "\n")


def _command() -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.run", description=__doc__)
    parser.add_argument(
        "suites", nargs="*", metavar="SUITE", help=f"of {', '.join((*SUITES, *REPORTS))}"
    )
    parser.add_argument("--report", type=Path, metavar="FILE.html")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--against", type=Path, metavar="BASELINE")
    parser.add_argument("--save", action="store_true", help=f"write {BASELINE.name} anew")
    options = parser.parse_args()
    try:
        return main(
            build_assistant(read_settings()),
            suites=options.suites,
            report=options.report,
            json=options.json,
            against=options.against,
            saved=BASELINE if options.save else None,
        )
    except AssistantError as error:
        sys.stderr.write(f"{error}\n")
        return 2 if isinstance(error, UsageError) else 1


if __name__ == "__main__":
    sys.exit(_command())
