"""The benchmarks' own parts, at a size that takes no time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from doubles import MemoryIndex
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.finding.glossary import Terms
from assistant.model import Document, Glossary
from assistant.settings import Settings
from evals.bench import Measurement, median_seconds, run_process, spread
from evals.growth import build, recall, searched
from evals.questions import read_questions
from evals.variations import HashedWords, corpus_documents, variations


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return corpus_documents(Settings(_env_file=None))


@pytest.fixture(scope="module")
def grown(documents: list[Document]) -> list[Document]:
    return list(variations(documents, 300))


def test_variations_are_different_documents_of_about_the_same_shape(
    documents: list[Document], grown: list[Document]
) -> None:
    assert grown[: len(documents)] == documents
    assert len({d.id for d in grown}) == len({d.version for d in grown}) == len(grown)
    assert 300 <= sum(len(d.clauses) for d in grown) < 360
    first, varied = grown[0], grown[len(documents)]
    assert len(varied.clauses) > len(first.clauses) / 2


def test_the_same_variations_come_every_time(documents: list[Document]) -> None:
    assert list(variations(documents, 170)) == list(variations(documents, 170))


@settings(derandomize=True, deadline=None)
@given(text=st.text(max_size=40))
def test_the_cheap_encoder_gives_unit_vectors_and_the_same_ones_again(text: str) -> None:
    vector = HashedWords().embed_question(text)
    assert vector == HashedWords().embed_passages([text])[0]
    assert np.linalg.norm(vector) == pytest.approx(1)


def test_an_exact_index_has_a_recall_of_one(documents: list[Document]) -> None:
    index = MemoryIndex()
    few = documents[:2]
    assert build(index, few) > 0
    assert recall(index, few)["10"] == 1
    measured = searched(index, few, Terms(Glossary()))
    assert measured["passages"] > 100
    assert measured["find_seconds"] > 0


def test_an_index_that_forgets_half_of_its_passages_is_found_out(
    documents: list[Document],
) -> None:
    index = MemoryIndex()
    build(index, documents[:2])
    for kept in index.kept.values():
        for passage in list(kept)[::2]:
            del kept[passage]
    assert recall(index, documents[:2])["10"] < 0.8


def test_a_goal_is_met_from_below_for_times_and_from_above_for_shares() -> None:
    assert Measurement("warm", 0.2, "s", 0.3).met
    assert not Measurement("warm", 0.4, "s", 0.3).met
    assert Measurement("speed", 0.9, "share", 0.85).met
    assert not Measurement("speed", 0.8, "share", 0.85).met


def test_warm_questions_come_from_all_over_the_suite() -> None:
    questions = read_questions("train")
    chosen = spread(questions, 40)
    assert len(chosen) == 40
    assert {q.language for q in chosen} == {"en", "zh"}
    assert median_seconds(lambda question: None, chosen) >= 0


def test_a_command_that_fails_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="ask ended with status"):
        run_process(["ask", "nothing is indexed here"], tmp_path)
