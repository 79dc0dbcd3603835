"""The learned ranker: weights from a file, a weighted sum of features."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.finding.ranker import PLAIN, columns, read_weights, score

SIGNAL = np.array([0.0, 3.0, 1.0])


def test_the_weights_name_signals_of_both_languages() -> None:
    weights = read_weights()
    assert set(weights.of_language) == {"en", "zh"}
    for language in ("en", "zh"):
        for name in weights.names(language):
            size = len(weights.of_language[language][name])
            assert size == columns(name, SIGNAL).shape[1]


def test_weights_are_read_from_any_file(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    path.write_text(json.dumps({"en": {"words": [1, 2]}}), encoding="utf-8")
    assert read_weights(path).of_language == {"en": {"words": (1, 2)}}


@pytest.mark.parametrize("name", PLAIN)
def test_plain_signals_count_as_they_are(name: str) -> None:
    assert columns(name, SIGNAL).tolist() == [[0], [3], [1]]


def test_other_signals_count_by_their_value_and_rank() -> None:
    assert columns("words", SIGNAL)[1].tolist() == [1, 1]


def test_the_score_is_the_weighted_sum_over_all_signals() -> None:
    signals = {"words": SIGNAL, "heading": SIGNAL}
    total = score(signals, {"words": (2.0, 1.0), "heading": (0.5,)})
    assert total[1] == pytest.approx(2 + 1 + 1.5)
    assert total[0] == 0


def test_a_signal_that_is_missing_or_has_no_weight_counts_nothing() -> None:
    assert score({"words": SIGNAL}, {"dense 1": (9.0, 9.0)}).tolist() == [0, 0, 0]
    assert score({"other": SIGNAL}, {}).tolist() == [0, 0, 0]
