from __future__ import annotations

import json
from pathlib import Path

import pytest
from small import REFUSAL, case, question, reply

from assistant.errors import UsageError
from evals.baseline import as_object, change, read_baseline, save
from evals.figures import Measured, measured


def run(right: int, wrong: int, suite: str = "train") -> Measured:
    rights = [case(question(id=f"q{n}"), reply(seconds=0.1)) for n in range(right)]
    wrongs = [case(question(id=f"q{n}"), REFUSAL) for n in range(right, right + wrong)]
    return measured(suite, [*rights, *wrongs])


def saved(tmp_path: Path, *runs: Measured) -> Path:
    path = tmp_path / "baseline.json"
    save(runs, path)
    return path


def test_what_is_saved_is_what_is_read(tmp_path: Path) -> None:
    earlier = read_baseline(saved(tmp_path, run(3, 1)))["train"]
    assert earlier.groups["all"]["right"].value == 0.75
    assert earlier.groups["kind number"]["right"].n == 4
    assert earlier.right == {"q0", "q1", "q2"}


def test_saving_one_suite_keeps_the_others_and_leaves_seconds_out(tmp_path: Path) -> None:
    path = saved(tmp_path, run(3, 1), run(1, 1, "test"))
    save([run(4, 0)], path)
    both = read_baseline(path)
    assert {name: e.groups["all"]["right"].value for name, e in both.items()} == {
        "train": 1.0,
        "test": 0.5,
    }
    assert "seconds" not in both["train"].groups["all"]


def test_the_lines_of_an_earlier_json_run_are_a_baseline_too(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    lines = (json.dumps(as_object(r)) for r in (run(1, 1), run(2, 0, "test")))
    path.write_text("\n".join(lines), encoding="utf-8")
    assert read_baseline(path)["test"].groups["all"]["right"].value == 1.0


@pytest.mark.parametrize("text", ["", "[1]", "{}", '[{"suite": "train"', '{"suite": "train"}'])
def test_what_is_no_baseline_is_refused_with_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.json"
    path.write_text(text, encoding="utf-8")
    if text:
        with pytest.raises(UsageError, match=r"baseline.*evals\.run --save"):
            read_baseline(path)
    with pytest.raises(UsageError):
        read_baseline(tmp_path / "missing.json")


def test_a_fall_within_the_interval_holds_and_one_beyond_it_does_not(tmp_path: Path) -> None:
    earlier = read_baseline(saved(tmp_path, run(80, 20)))["train"]
    assert not change(run(80, 20), earlier).fallen
    assert not change(run(75, 25), earlier).fallen
    assert change(run(65, 35), earlier).fallen
    assert not change(run(100, 0), earlier).fallen


def test_the_questions_that_were_lost_and_won_are_named(tmp_path: Path) -> None:
    earlier = read_baseline(saved(tmp_path, run(3, 2)))["train"]
    assert change(run(2, 3), earlier).lost == ("q2",)
    assert change(run(5, 0), earlier).won == ("q3", "q4")
