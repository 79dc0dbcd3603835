"""A batch: a line in, a line out, in order, at once, whatever the lines are."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from standin import Outcome, StandIn, objects, run, standin

from assistant.model import Turn


def batch(assistant: StandIn, *lines: bytes, command: str = "ask") -> Outcome:
    return run(
        assistant, command, "--batch", "-", "--json", stdin=b"".join(x + b"\n" for x in lines)
    )


def question(**parts: Any) -> bytes:
    return json.dumps(parts).encode()


def test_a_batch_answers_each_line_in_order() -> None:
    lines = [question(id=f"q{n}", question=f"How long? {n}") for n in range(20)]
    result = batch(standin(), *lines)
    assert result.exit_code == 0
    assert [answer["id"] for answer in objects(result)] == [f"q{n}" for n in range(20)]
    assert result.stderr == ""


def test_a_batch_comes_from_a_file_too(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + question(id="q", question="多少天？"))
    (answer,) = objects(run(standin(), "ask", "--batch", file, "--json"))
    assert answer["question"] == "多少天？"


def test_a_line_carries_its_own_conversation_day_and_documents() -> None:
    assistant = standin()
    turns = [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]
    own = question(id="q", question="And?", history=turns, as_of="2024-01-02", documents=["plan"])
    plain = question(id="q", question="And?", history=None)
    run(assistant, "ask", "--batch", "-", "--as-of", "2020-02-02", stdin=own + b"\n" + plain)
    assert assistant.asked[0].history == (Turn("user", "a"), Turn("assistant", "b"))
    assert assistant.asked[0].as_of == date(2024, 1, 2)
    assert assistant.asked[0].documents == ("plan",)
    assert assistant.asked[1].history == ()
    assert assistant.asked[1].as_of == date(2020, 2, 2)


def test_what_is_looked_up_carries_its_conversation_too() -> None:
    assistant = standin()
    turns = [{"role": "user", "content": "a"}]
    lines = (
        question(id="q", question="And?", history=turns) + b"\n" + question(id="r", question="b")
    )
    run(assistant, "find", "--batch", "-", stdin=lines)
    assert assistant.looked_up == [("And?", (Turn("user", "a"),)), ("b", ())]


BAD_LINES = {
    "not JSON": b"{",
    "not UTF-8": b'{"id": "bad", "question": "\xff"}',
    "empty": b"",
    "no object": b"[1]",
    "no question": b'{"id": "bad"}',
    "a question that is no text": b'{"id": "bad", "question": 5}',
    "a history that is none": b'{"id": "bad", "question": "q", "history": "a"}',
    "an unknown role": b'{"id": "bad", "question": "q", "history": [{"role": "x", "content": ""}]}',
    "a day that is none": b'{"id": "bad", "question": "q", "as_of": "soon"}',
    "a day as a number": b'{"id": "bad", "question": "q", "as_of": 5}',
    "half a character": b'{"id": "bad\\ud800", "question": "q"}',
    "too deep": b"[" * 100_000,
    "a huge number": b'{"id": ' + b"1" * 5000 + b', "question": "q"}',
    "an unknown document": b'{"id": "bad", "question": "q", "documents": ["nowhere"]}',
    "a bug": b'{"id": "bad", "question": "a bug"}',
}


@pytest.mark.parametrize("command", ["ask", "find"])
@pytest.mark.parametrize("bad", BAD_LINES.values(), ids=BAD_LINES)
def test_a_bad_line_says_why_and_stops_no_other(bad: bytes, command: str) -> None:
    good = question(id="good", question="How long?")
    result = batch(standin(), good, bad, good, command=command)
    first, second, third = objects(result)
    assert "error" in second
    assert "error" not in first
    assert "error" not in third
    assert result.exit_code == 1
    assert "1 of 3 lines have no answer (line 2)" in result.stderr


def test_a_bad_line_keeps_its_id() -> None:
    (answer,) = objects(batch(standin(), b'{"id": "q7", "question": ["no"]}'))
    assert answer["id"] == "q7"


def test_a_number_as_id_comes_back_as_text() -> None:
    (answer,) = objects(batch(standin(), question(id=7, question="How long?")))
    assert answer["id"] == "7"


def test_a_question_that_cannot_be_answered_is_refused_and_fails_nothing() -> None:
    result = batch(standin(), question(id="q", question=""), question(id="r", question="How?"))
    refused, answered = objects(result)
    assert refused["abstained"] is True
    assert refused["error"] == "The question is empty. Ask something."
    assert answered["abstained"] is False
    assert result.exit_code == 0


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
LINES = st.one_of(
    st.binary(max_size=40).map(lambda raw: raw.replace(b"\n", b"")),
    JSON_VALUES.map(lambda value: json.dumps(value).encode()),
    st.fixed_dictionaries(
        {"id": JSON_VALUES, "question": st.text() | JSON_VALUES},
        optional={"history": JSON_VALUES, "as_of": JSON_VALUES, "documents": JSON_VALUES},
    ).map(lambda value: json.dumps(value).encode()),
)


@settings(derandomize=True, deadline=None)
@given(lines=st.lists(LINES, max_size=8), command=st.sampled_from(["ask", "find"]))
def test_as_many_lines_come_out_as_go_in(lines: list[bytes], command: str) -> None:
    result = batch(standin(), *lines, command=command)
    assert result.stdout.count("\n") == len(lines)
    for raw, value in zip(lines, objects(result), strict=True):
        sent = _sent_id(raw)
        assert sent is None or value["id"] == sent


def _sent_id(raw: bytes) -> str | None:
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    name = value.get("id") if isinstance(value, dict) else None
    return name if isinstance(name, str) else None


@pytest.fixture
def batch_process() -> Iterator[subprocess.Popen[bytes]]:
    """`assistant ask --batch -` as a process of its own, over the stand-in."""
    program = (
        # A test run in the background of a shell inherits that interrupts are ignored.
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from standin import StandIn; from assistant.cli import app;"
        "from assistant.cli.session import Session;"
        "from assistant.settings import Settings;"
        "settings = Settings(_env_file=None, model='');"
        "app(['ask', '--batch', '-', '--json'],"
        " obj=Session(read_settings=lambda: settings, build=StandIn))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parent,
    )
    with process:
        yield process
        process.kill()


def test_each_answer_is_there_before_the_next_question(
    batch_process: subprocess.Popen[bytes],
) -> None:
    assert batch_process.stdin
    assert batch_process.stdout
    for name in ("a", "b"):
        batch_process.stdin.write(question(id=name, question="How long?") + b"\n")
        batch_process.stdin.flush()
        assert json.loads(batch_process.stdout.readline())["id"] == name
    batch_process.stdin.close()
    assert batch_process.wait(60) == 0


def test_an_interrupted_batch_ends_without_a_traceback(
    batch_process: subprocess.Popen[bytes],
) -> None:
    assert batch_process.stdin
    assert batch_process.stdout
    assert batch_process.stderr
    batch_process.stdin.write(question(id="a", question="How long?") + b"\n")
    batch_process.stdin.flush()
    batch_process.stdout.readline()
    batch_process.send_signal(signal.SIGINT)
    assert batch_process.wait(60) == 130
    assert b"Traceback" not in batch_process.stderr.read()


def test_a_reader_that_goes_away_ends_a_batch_quietly(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_bytes(b"{\n" * 20_000)
    command = f'"{sys.executable}" -m assistant find --batch "{file}" | head -n 1'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.count("\n") == 1
    assert "Traceback" not in done.stderr
