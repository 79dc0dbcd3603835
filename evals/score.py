"""The same figures from the output of the commands alone:

    assistant ask --batch evals/questions/train/FILE.jsonl --json |
        python -m evals.score evals/questions/train/FILE.jsonl

Questions are files or folders of files. `--found FILE` adds the output of `assistant find
--batch … --json --k 50` over the same questions. No library is read: the texts come from corpus/.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from assistant.errors import AssistantError, UsageError
from assistant.settings import read_settings
from evals.baseline import as_object
from evals.figures import Measured, measured
from evals.metrics import Case
from evals.paragraphs import Texts, texts_of_corpus
from evals.questions import Question, question_files, read_files
from evals.replies import by_id, no_reply, read_ranking, read_reply
from evals.report import write_report
from evals.tables import run_view

Lines = Mapping[str, Mapping[str, Any]]


def score(
    questions: Sequence[Question], said: Lines, texts: Texts, found: Lines | None = None
) -> Measured:
    """The figures of the replies `said` and the clauses `found`, both by question id.

    A question without a reply is counted as not answered and not refused.
    """
    return measured("lines", list(_cases(questions, said, texts, found)))


def _cases(
    questions: Iterable[Question], said: Lines, texts: Texts, found: Lines | None
) -> Iterator[Case]:
    for question in questions:
        name = question.id
        reply = read_reply(said[name]) if name in said else no_reply("there is no line for it")
        ranking = None
        if found is not None:
            ranking = read_ranking(found[name], texts) if name in found else ()
        yield Case(question, reply, texts, ranking)


def main() -> int:
    """The command; returns the exit status, 1 where a question has no reply."""
    options = _options()
    try:
        questions = read_files(question_files(options.questions))
        said = _lines(options.answers, sys.stdin)
        found = _lines(options.found, ()) if options.found else None
        run = score(questions, said, texts_of_corpus(read_settings()), found)
    except (AssistantError, OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2 if isinstance(error, UsageError) else 1
    if options.json:
        sys.stdout.write(json.dumps(as_object(run), ensure_ascii=False) + "\n")
    else:
        Console().print(run_view(run, None, None))
    if options.report:
        write_report([run], options.report)
    missing = [q.id for q in questions if q.id not in said]
    if missing:
        sys.stderr.write(f"{len(missing)} questions have no reply: {', '.join(missing[:10])}\n")
    return 1 if missing else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m evals.score",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("questions", nargs="+", type=Path, help="files or folders of questions")
    parser.add_argument("--answers", type=Path, help="output of ask (default: standard input)")
    parser.add_argument("--found", type=Path, help="output of find over the same questions")
    parser.add_argument("--report", type=Path, metavar="FILE.html")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _lines(path: Path | None, otherwise: Iterable[str]) -> Lines:
    return by_id(path.read_text(encoding="utf-8").splitlines() if path else otherwise)


if __name__ == "__main__":
    sys.exit(main())
