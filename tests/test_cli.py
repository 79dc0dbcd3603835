"""The commands, through their own door: arguments in, streams and exit status out."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from standin import citation, objects, run, standin

from assistant.errors import LibraryError
from assistant.model import Answer, Claim, FileOutcome


def test_an_answer_is_shown_with_its_markers_and_sources() -> None:
    result = run(standin(), "ask", "How long?")
    assert result.exit_code == 0
    assert "It is announced for 15 days [1]." in result.stdout
    assert "II.1" in result.stdout
    assert "! This date has passed." in result.stdout


def test_markup_in_a_document_is_shown_literally() -> None:
    shown = " ".join(run(standin(), "ask", "How long?").stdout.split())
    assert "[bold]in full[/bold]" in shown
    assert "The [red]Plan[/red]" in shown


def test_a_document_cannot_send_codes_to_the_terminal() -> None:
    from rich.console import Console

    from assistant.cli.rendering import literal

    console = Console(force_terminal=True, width=80)
    with console.capture() as shown:
        console.print(literal("a\x1b]0;title\x07b\x9bc\u202ed"))
    assert shown.get().strip() == "a]0;titlebcd"


def test_a_long_chinese_sentence_is_shown_whole() -> None:
    from rich.console import Console

    from assistant.cli.rendering import result_view

    quote = "第一句应当全部显示" * 40
    said = Answer(
        "问", "zh", "extractive", f"- {quote}", (Claim(quote, (1,)),), (citation(1, quote),)
    )
    console = Console(width=50)
    with console.capture() as shown:
        console.print(result_view(said))
    assert "".join(shown.get().split()).count(quote) == 2


def test_a_refusal_looks_different_from_an_answer() -> None:
    result = run(standin(), "ask", "unknown")
    assert result.exit_code == 0
    assert result.stdout.startswith("Not answered")
    assert "Nearest clauses" in result.stdout


def test_json_prints_one_object_and_nothing_else() -> None:
    (answer,) = objects(run(standin(), "ask", "How long?", "--json"))
    assert answer["answer"] == "It is announced for 15 days [1]."
    assert answer["citations"][0]["clause"] == "II.1"


def test_the_options_of_ask_reach_the_assistant() -> None:
    assistant = standin()
    options = ["--as-of", "2025-06-01", "--document", "plan", "--document", "other"]
    run(assistant, "ask", "How long?", *options, "--mode", "generative")
    (asked,) = assistant.asked
    assert asked.as_of == date(2025, 6, 1)
    assert asked.documents == ("plan", "other")
    assert asked.mode == "generative"


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "one", "--batch", __file__],
        ["ask", "--batch", "there is no such file"],
        ["ask", "How long?", "--as-of", "yesterday"],
        ["ask", "How long?", "--mode", "loud"],
        ["ask", ""],
        ["ask", "How long?", "--document", "nowhere"],
        ["find", "How long?", "--k", "0"],
        ["index", "there is no such file"],
        ["sing"],
    ],
)
def test_wrong_usage_ends_with_status_2_and_a_message(arguments: list[str]) -> None:
    result = run(standin(), *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr


def test_a_failure_is_one_sentence_on_standard_error_and_status_1() -> None:
    failure = LibraryError("The library is locked.", "Wait, then ask again.")
    result = run(standin(failure=failure), "ask", "How long?", "--json")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == "The library is locked. Wait, then ask again.\n"


def test_find_lists_the_paragraphs_with_their_places() -> None:
    shown = " ".join(run(standin(), "find", "How long?", "--k", "2").stdout.split())
    assert "1. plan · II.1 · Title · 0.750" in shown
    assert "2. plan" in shown
    assert "[bold]in full[/bold]" in shown


def test_find_as_json_gives_the_paragraph_verbatim() -> None:
    (found,) = objects(run(standin(), "find", "How long?", "--k", "3", "--json"))
    assert len(found["clauses"]) == 3
    assert found["clauses"][0]["start"] == 10
    assert "[bold]in full[/bold]" in found["clauses"][0]["text"]


def test_index_passes_its_paths_on_and_shows_a_table(tmp_path: Path) -> None:
    assistant = standin()
    result = run(assistant, "index", tmp_path, "--rebuild")
    assert result.exit_code == 0
    assert assistant.indexed == [((tmp_path,), True)]
    assert "indexed" in result.stdout
    assert "A notice." in result.stdout


def test_a_file_that_cannot_be_read_is_named_with_its_reason_and_fails_the_run() -> None:
    outcomes = (
        FileOutcome("a.txt", "a", "indexed", 3, 5),
        FileOutcome("b.pdf", "b", "failed", reason="It is encrypted."),
    )
    result = run(standin(outcomes=outcomes), "index")
    assert result.exit_code == 1
    assert "1 indexed, 1 failed" in result.stdout
    assert "b.pdf: It is encrypted." in result.stdout
    assert "Not indexed: b.pdf." in result.stderr


def test_index_as_json_lists_every_file() -> None:
    (report,) = objects(run(standin(), "index", "--json"))
    assert report["outcomes"][0]["outcome"] == "indexed"
    assert report["outcomes"][0]["clauses"] == 4


def test_the_program_runs_as_a_module_and_imports_little() -> None:
    heavy = "import sys; from assistant.cli import main; sys.argv[1:] = ['--help']\ntry: main()\n"
    heavy += "except SystemExit: print('gradio' in sys.modules, 'pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True)
    assert "Usage: assistant" in done.stdout
    assert done.stdout.splitlines()[-1] == "False False"
