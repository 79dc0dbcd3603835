"""What the commands print as JSON keeps the shapes that scripts outside the project rely on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from standin import QUOTE, VERSION, citation, evidence, objects, run, standin

from assistant.model import (
    Answer,
    Claim,
    FileOutcome,
    IndexReport,
    Refusal,
    Seconds,
)
from assistant.results import clauses_object, json_line, report_object, result_object

SHAPES = json.loads((Path(__file__).parent / "contract.json").read_text(encoding="utf-8"))


def faults(shape: str, value: Any) -> list[str]:
    validator = Draft202012Validator({**SHAPES[shape], "$defs": SHAPES["$defs"]})
    return [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(value)]


def printed(*arguments: str, stdin: bytes | None = None) -> list[dict[str, Any]]:
    return objects(run(standin(), *arguments, stdin=stdin))


@pytest.mark.parametrize(
    ("shape", "arguments"),
    [
        ("ask", ["ask", "How long?", "--json"]),
        ("ask", ["ask", "unknown", "--json"]),
        ("find", ["find", "How long?", "--json"]),
        ("find", ["find", "unknown", "--json"]),
        ("index", ["index", "--json"]),
        ("doctor", ["doctor", "--json"]),
    ],
)
def test_each_command_prints_one_object_of_its_shape(shape: str, arguments: list[str]) -> None:
    (value,) = printed(*arguments)
    assert faults(shape, value) == []


@pytest.mark.parametrize("command", ["ask", "find"])
def test_a_batch_keeps_the_shape_on_good_and_bad_lines_alike(command: str) -> None:
    lines = [b'{"id": "a", "question": "How long?"}', b"{", b"", b'{"id": 1, "question": ""}']
    values = printed(command, "--batch", "-", "--json", stdin=b"\n".join(lines))
    assert len(values) == len(lines)
    assert [faults(command, value) for value in values] == [[]] * len(lines)


TEXTS = st.text(min_size=1, max_size=30)
CITATIONS = st.builds(citation, n=st.just(1), quote=TEXTS)
ANSWERS = st.builds(
    Answer,
    question=st.text(),
    language=st.sampled_from(["en", "zh"]),
    mode=st.sampled_from(["extractive", "generative"]),
    text=TEXTS,
    claims=st.tuples(st.builds(Claim, text=TEXTS, citations=st.just((1,)))),
    citations=st.tuples(CITATIONS),
    notices=st.lists(TEXTS).map(tuple),
    seconds=st.builds(Seconds),
)
REFUSALS = st.builds(
    Refusal,
    question=st.text(),
    language=st.sampled_from(["en", "zh"]),
    mode=st.sampled_from(["extractive", "generative"]),
    text=TEXTS,
    reason=TEXTS,
    see_also=st.tuples(CITATIONS),
)


@settings(derandomize=True, deadline=None)
@given(result=ANSWERS | REFUSALS, name=st.none() | st.text())
def test_every_result_has_the_shape_and_survives_as_a_line(
    result: Answer | Refusal, name: str | None
) -> None:
    value = result_object(result, name)
    assert faults("ask", value) == []
    line = json_line(value)
    assert "\n" not in line
    assert json.loads(line) == value
    line.encode("utf-8")


def test_half_a_character_is_escaped_where_it_cannot_be_written() -> None:
    assert json_line({"id": "\ud800"}) == r'{"id": "\ud800"}'


def test_a_found_paragraph_is_verbatim_with_its_offsets() -> None:
    (clause,) = clauses_object("q", (evidence(),))["clauses"]
    assert (clause["text"], clause["version"]) == (QUOTE, VERSION)
    assert (clause["start"], clause["end"]) == (10, 90)


def test_a_report_counts_its_failures() -> None:
    outcomes = (FileOutcome("a", "a", "failed", reason="empty"), FileOutcome("b", "b", "removed"))
    value = report_object(IndexReport(outcomes))
    assert value["failed"] == 1
    assert faults("index", value) == []
