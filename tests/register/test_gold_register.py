"""The rules reach their goals on the five documents, against the rows of another reader."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from small_policy import corpus

from assistant.register.facts import KINDS
from evals.register_score import FOLDER, GOALS, Score, lines_of, read_gold, score_corpus


@cache
def scores() -> dict[str, Score]:
    return {score.group: score for score in score_corpus()}


@pytest.mark.parametrize("group", GOALS)
def test_precision_and_recall_reach_their_goal(group: str) -> None:
    assert scores()[group].reaches(GOALS[group]), "\n".join(lines_of([scores()[group]]))


def test_every_gold_row_stands_in_its_document() -> None:
    texts = {document.id: document.text for document in corpus()}
    assert sum(len(read_gold(kind, texts)) for kind in KINDS) > 400


def test_each_miss_and_each_row_too_much_is_shown(tmp_path: Path) -> None:
    for path in FOLDER.glob("*.jsonl"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    deadlines = tmp_path / "deadlines.jsonl"
    lines = deadlines.read_text(encoding="utf-8").splitlines()
    wrong = json.dumps({**json.loads(lines[0]), "date": "2026-01-01"})
    deadlines.write_text("\n".join([wrong, *lines[1:]]), encoding="utf-8")
    (found,) = [score for score in score_corpus(gold=tmp_path) if score.group == "deadlines"]
    shown = "\n".join(lines_of([found]))
    assert len(found.missed) == len(found.extra) == 1
    assert "missed" in shown
    assert "2026-01-01" in shown
    assert "too much" in shown
    assert "2027-12-31" in shown
