"""How a question is moved: the file of the maps, and what a map does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.embedders import embedders_of
from assistant.finding.question_maps import QuestionMap, read_maps, save_maps
from assistant.settings import Settings

MIDDLE = np.array([0.0, 1.0])


def test_the_middle_of_all_questions_is_taken_away_and_only_the_direction_counts() -> None:
    one = QuestionMap({"en": MIDDLE}, np.eye(2))
    assert one.moved([3.0, 1.0], "en").tolist() == [1.0, 0.0]
    assert one.moved([0.1, 1.0], "en") == pytest.approx([1.0, 0.0])


def test_a_question_in_the_very_middle_or_of_nothing_has_no_direction() -> None:
    one = QuestionMap({"zh": MIDDLE}, np.eye(2))
    assert one.moved(MIDDLE, "zh").tolist() == [0.0, 0.0]
    assert one.moved([0.0, 0.0], "zh").tolist() == [0.0, 0.0]


def test_maps_are_read_as_they_were_saved(tmp_path: Path) -> None:
    path = tmp_path / "maps.npz"
    turned = QuestionMap({"en": MIDDLE, "zh": -MIDDLE}, np.array([[1.0, 0.5], [0.0, 1.0]]))
    save_maps({"an-encoder": turned}, path)
    found = read_maps(path)["an-encoder"]
    assert found.moved([3.0, 2.0], "zh") == pytest.approx(turned.moved([3.0, 2.0], "zh"))
    with pytest.raises(OSError, match="none"):
        read_maps(tmp_path / "none.npz")


def test_the_bundled_encoders_have_maps_of_their_own() -> None:
    known = read_maps()
    for embedder in embedders_of(Settings(_env_file=None)):
        found = known[embedder.fingerprint]
        assert found.matrix.shape == (embedder.dimensions, embedder.dimensions)
        assert {m.shape for m in found.middles.values()} == {(embedder.dimensions,)}
