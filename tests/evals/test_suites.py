"""The runner over the real assistant with doubles, and the same figures from the commands."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from small import LINES, PLAN, small_assistant, write_questions
from standin import SETTINGS, VERSION, StandIn
from standin import run as run_command

from assistant.bootstrap import Assistant
from assistant.errors import UsageError
from assistant.model import Answer, Document, Metadata
from evals.baseline import as_object
from evals.figures import Measured
from evals.metrics import Case
from evals.paragraphs import texts_of_corpus, texts_of_library
from evals.questions import read_files, read_questions
from evals.replies import by_id
from evals.run import SUITES, cases_of, main, question_suite
from evals.score import score


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return small_assistant(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_questions(tmp_path_factory.mktemp("questions"))


def cases(assistant: Assistant, questions: Path) -> list[Case]:
    return list(cases_of(assistant, read_files([questions]), lambda done, total: None))


class Library(StandIn):
    """A stand-in that has its one document."""

    def document(self, document: str) -> Document:
        return Document(Metadata(document, "The Plan"), VERSION, PLAN, ())


def test_every_question_is_asked_in_its_conversation_and_on_its_day(questions: Path) -> None:
    library, ticks = Library(SETTINGS), []
    for _ in cases_of(library, read_files([questions]), lambda *tick: ticks.append(tick)):
        pass
    assert [call.question for call in library.asked] == [line["question"] for line in LINES]
    assert library.asked[2].history[0].content == LINES[2]["history"][0]["content"]
    assert [call.as_of for call in library.asked if call.as_of] == [date(2026, 5, 1)]
    assert ticks[-1] == (len(LINES), len(LINES))


def test_every_quote_of_the_small_suite_is_verbatim(assistant: Assistant, questions: Path) -> None:
    for case in cases(assistant, questions):
        quotes = (*case.reply.citations, *case.reply.see_also)
        assert all(case.spot_of(quote) for quote in quotes)


def test_the_commands_output_gives_the_same_figures_as_the_runner(
    assistant: Assistant, questions: Path
) -> None:
    run = question_suite("small", questions.parent.parent)(assistant, lambda *_: None)
    said = run_command(assistant, "ask", "--batch", questions, "--json")  # type: ignore[arg-type]
    assert said.exit_code == 0
    scored = score(
        read_files([questions]),
        by_id(said.stdout.splitlines()),
        texts_of_corpus(assistant.settings),
    )
    assert said_figures(scored) == said_figures(run)
    assert as_object(scored)["right"] == as_object(run)["right"]
    assert any(c.is_right for c in run.cases)
    assert not all(c.is_right for c in run.cases)


def said_figures(run: Measured) -> dict[str, dict[str, Any]]:
    """All figures of what was said; how long it took differs from run to run."""
    return {
        group: {n: f for n, f in figures.items() if not n.startswith(("recall@", "nDCG", "sec"))}
        for group, figures in run.groups.items()
    }


def test_the_output_of_find_gives_the_same_ranking_as_the_runner(
    assistant: Assistant, questions: Path
) -> None:
    found = run_command(assistant, "find", "--batch", questions, "--json", "--k", "50")  # type: ignore[arg-type]
    asked = read_files([questions])
    texts = texts_of_library(assistant)
    scored = score(asked, {}, texts, by_id(found.stdout.splitlines()))
    ran = cases(assistant, questions)
    assert [c.case.ranking for c in scored.cases] == [c.ranking for c in ran]


def test_a_failed_line_is_not_counted_as_a_refusal(assistant: Assistant, questions: Path) -> None:
    asked = [q for q in read_files([questions]) if not q.answerable]
    failed = {asked[0].id: {"abstained": True, "answer": "…", "citations": [], "error": "broken"}}
    assert score(asked, failed, texts_of_library(assistant)).overall["right"].value == 0


def test_a_question_that_cannot_be_read_is_wrong_and_stops_nothing(
    assistant: Assistant, questions: Path
) -> None:
    asked = read_files([questions])
    empty = replace(asked[0], text="\x00\x01")
    first, second = cases_of(assistant, [empty, asked[1]], lambda *_: None)
    assert not first.is_right
    assert first.reply.reason
    assert second.reply.answer


def suites(questions: Path) -> dict[str, Any]:
    return {"small": question_suite("small", questions.parent.parent)}


def test_the_runner_prints_figures_and_writes_report_and_baseline(
    assistant: Assistant, questions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    baseline, report = tmp_path / "baseline.json", tmp_path / "new" / "report.html"
    known = suites(questions)
    assert main(assistant, known=known, reports={}, report=report, saved=baseline) == 0
    assert "Suite small: 6 questions" in capsys.readouterr().out
    assert "<h2>Suite small" in report.read_text(encoding="utf-8")
    assert main(assistant, known=known, reports={}, json=True, against=baseline) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["suite"] == "small"
    assert json.loads(line)["fallen"] is False


def test_the_runner_ends_with_status_1_when_accuracy_has_fallen_beyond_its_interval(
    assistant: Assistant, questions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = suites(questions)
    better = tmp_path / "better.json"
    run = as_object(known["small"](assistant, lambda *_: None))
    run["groups"]["all"]["right"] = {"value": 1.0, "low": 0.99, "high": 1.0, "n": 6}
    better.write_text(json.dumps([run]), encoding="utf-8")
    assert main(assistant, known=known, reports={}, against=better) == 1
    assert "FALLEN" in capsys.readouterr().out


def test_an_unknown_suite_is_refused_with_the_known_ones(assistant: Assistant) -> None:
    with pytest.raises(UsageError, match="train, test"):
        main(assistant, suites=["quiz"])
    assert set(SUITES) >= {"train", "test"}


def test_a_suite_without_questions_is_left_out(
    assistant: Assistant, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = {"empty": question_suite("empty", tmp_path)}
    assert main(assistant, known=known, reports={}) == 0
    assert not capsys.readouterr().out
    assert read_questions("empty", tmp_path) == []


def test_answers_and_refusals_both_occur_in_the_small_suite(
    assistant: Assistant, questions: Path
) -> None:
    results = [assistant.ask(line["question"]) for line in LINES]
    assert {isinstance(result, Answer) for result in results} == {True, False}
