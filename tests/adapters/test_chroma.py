from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from doubles import BagOfWords, MemoryIndex

from assistant.adapters.chroma import ChromaIndex
from assistant.errors import LibraryError
from assistant.model import Passage, Span

WORDS = [f"word{n}" for n in range(300)]


def passages(version: str, count: int, start: int = 0) -> list[Passage]:
    draw = random.Random(f"{version} {start}")
    return [
        Passage(
            "doc", version, "1", " ".join(draw.choices(WORDS, k=12)), Span(n, n + 1), Span(0, 9)
        )
        for n in range(start, start + count)
    ]


EMBEDDER = BagOfWords()
ONE = EMBEDDER.fingerprint


def add(
    index: Any, version: str, count: int, start: int = 0, fingerprint: str = ONE
) -> list[Passage]:
    made = passages(version, count, start)
    index.add(fingerprint, made, [EMBEDDER.embed_question(p.text) for p in made])
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vectors"


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def answers(port: int) -> bool:
    with closing(socket.socket()) as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """host:port of a Chroma server: the one in ASSISTANT_TEST_CHROMA, or one started here."""
    given = os.environ.get("ASSISTANT_TEST_CHROMA")
    if given:
        yield given
        return
    program = shutil.which("chroma", path=str(Path(sys.executable).parent)) or shutil.which(
        "chroma"
    )
    if not program:
        pytest.skip("the program chroma is not installed; set ASSISTANT_TEST_CHROMA")
    port, place = free_port(), tmp_path_factory.mktemp("server")
    command = [program, "run", "--path", str(place), "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            until = time.monotonic() + 60
            while not answers(port):
                assert running.poll() is None, "chroma run has ended"
                assert time.monotonic() < until, "chroma run does not answer"
                time.sleep(0.1)
            yield f"127.0.0.1:{port}"
        finally:
            running.kill()


@pytest.fixture(
    params=["folder", pytest.param("server", marks=[pytest.mark.slow, pytest.mark.servers])]
)
def index(request: pytest.FixtureRequest, folder: Path) -> Iterator[ChromaIndex]:
    if request.param == "folder":
        made = ChromaIndex(folder)
    else:
        made = ChromaIndex(folder, request.getfixturevalue("server"))
        for fingerprint in made.fingerprints():
            made.drop(fingerprint)
    yield made
    made.close()


def test_what_is_added_is_found_as_by_exact_search(index: ChromaIndex) -> None:
    exact = MemoryIndex()
    for kept in (index, exact):
        add(kept, "v:1", 300)
        add(kept, "v:2", 200)
    for k, versions in ((1, ["v:1"]), (20, ["v:1", "v:2"]), (200, ["v:1", "v:2"]), (200, ["v:2"])):
        for text in ("word1 word2 word3", "word7 word7 word200", "nothing known"):
            vector = EMBEDDER.embed_question(text)
            found = index.search(ONE, vector, k, versions)
            wanted = exact.search(ONE, vector, k, versions)
            assert [s for _, s in found] == pytest.approx([s for _, s in wanted], abs=1e-5)
            assert all(passage.rpartition(":")[0] in versions for passage, _ in found)


def test_adding_again_replaces_and_removing_forgets(index: ChromaIndex) -> None:
    first = add(index, "v:1", 10)
    add(index, "v:1", 10)
    add(index, "v:2", 5)
    assert index.ids(ONE, "v:1") == {p.id for p in first}
    assert index.versions(ONE) == {"v:1", "v:2"}
    index.remove(ONE, "v:1", keep={first[0].id})
    assert index.ids(ONE, "v:1") == {first[0].id}
    index.remove(ONE, "v:1")
    assert index.versions(ONE) == {"v:2"}
    assert index.search(ONE, EMBEDDER.embed_question("word1"), 5, ["v:1"]) == []


def test_two_embedders_are_never_mixed(index: ChromaIndex) -> None:
    add(index, "v:1", 5)
    two = passages("v:1", 3, start=50)
    index.add("other-2", two, [[1.0, 0.0], [0.0, 1.0], [0.6, 0.8]])
    assert index.fingerprints() == {ONE, "other-2"}
    assert index.search("other-2", [0.0, 1.0], 1, ["v:1"]) == [(two[1].id, pytest.approx(1.0))]
    index.drop("other-2")
    assert index.fingerprints() == {ONE}
    assert len(index.ids(ONE, "v:1")) == 5


def test_vectors_that_are_not_built_are_told(index: ChromaIndex) -> None:
    with pytest.raises(LibraryError, match="assistant index"):
        index.search(ONE, [1.0], 1, ["v:1"])
    add(index, "v:1", 1)
    with pytest.raises(LibraryError, match="assistant index"):
        index.search("other-2", [1.0], 1, ["v:1"])


def test_asking_nothing_of_nothing_gives_nothing(index: ChromaIndex) -> None:
    assert index.search(ONE, [1.0], 5, []) == []
    assert index.ids(ONE, "v:1") == set()
    assert index.versions(ONE) == set()
    assert index.tidy() == frozenset()
    index.add(ONE, [], [])
    index.remove(ONE, "v:1")
    assert index.fingerprints() == set()


def test_reading_makes_no_folder(folder: Path) -> None:
    index = ChromaIndex(folder)
    assert index.fingerprints() == set()
    assert index.tidy() == frozenset()
    assert not folder.exists()


def test_everything_survives_closing(index: ChromaIndex) -> None:
    made = add(index, "v:1", 50)
    index.close()
    assert index.ids(ONE, "v:1") == {p.id for p in made}
    best = index.search(ONE, EMBEDDER.embed_question(made[7].text), 1, ["v:1"])
    assert best == [(made[7].id, pytest.approx(1.0))]


# Folding


def finds_all(index: ChromaIndex, made: list[Passage]) -> None:
    versions = sorted({p.version for p in made})
    for passage in made[::40]:
        best = index.search(ONE, EMBEDDER.embed_question(passage.text), 1, versions)
        assert best[0][1] == pytest.approx(1.0)


def folded(folder: Path) -> int:
    return sum(
        (graph / "index_metadata.pickle").exists() for graph in folder.iterdir() if graph.is_dir()
    )


def test_a_long_log_is_folded_and_nothing_changes(folder: Path) -> None:
    index = ChromaIndex(folder)
    made = add(index, "v:1", 700)
    assert folded(folder) == 0
    assert index.tidy() == frozenset()
    assert folded(folder) == 1
    assert index.ids(ONE, "v:1") == {p.id for p in made}
    finds_all(index, made)
    made += add(index, "v:2", 300)
    index.remove(ONE, "v:1", keep={p.id for p in made[:650]})
    index.tidy()
    assert folded(folder) == 1
    assert len(list(folder.iterdir())) == 2
    finds_all(index, made[:650] + made[700:])
    index.close()


def test_nothing_in_use_is_folded_while_it_is_written(folder: Path) -> None:
    index = ChromaIndex(folder)
    add(index, "v:1", 700)
    index.tidy()
    graphs = {f: f.read_bytes() for f in folder.glob("*/*")}
    add(index, "v:2", 1000)
    assert graphs == {f: f.read_bytes() for f in folder.glob("*/*")}
    index.close()


def test_a_short_log_is_not_folded_but_remembered(folder: Path) -> None:
    for start in (0, 200, 400):
        index = ChromaIndex(folder)
        assert folded(folder) == 0 if start else True
        add(index, "v:1", 200, start)
        index.tidy()
        index.close()
    assert folded(folder) == 1


def test_what_cannot_be_read_is_dropped_and_told(folder: Path) -> None:
    index = ChromaIndex(folder)
    add(index, "v:1", 700)
    index.tidy()
    index.close()
    for graph in folder.glob("*/index_metadata.pickle"):
        graph.write_bytes(b"torn")
    assert index.tidy() == {ONE}
    assert index.fingerprints() == set()
    made = add(index, "v:1", 20)
    finds_all(index, made)
    index.close()


def test_a_folder_that_is_no_index_is_told(folder: Path) -> None:
    folder.mkdir()
    (folder / "chroma.sqlite3").write_bytes(b"This is a letter. " * 1000)
    for attempt in (ChromaIndex(folder).fingerprints, ChromaIndex(folder).tidy):
        with pytest.raises(LibraryError, match="Remove that folder"):
            attempt()


def test_a_server_that_does_not_answer_is_told(folder: Path) -> None:
    with pytest.raises(LibraryError, match=r"127\.0\.0\.1:9"):
        ChromaIndex(folder, "127.0.0.1:9").fingerprints()
    with pytest.raises(LibraryError, match="ASSISTANT_CHROMA"):
        ChromaIndex(folder, "nonsense").fingerprints()


# Several processes


def _write(folder: Path, server: str, steps: list[tuple[str, str, int]]) -> None:
    index = ChromaIndex(folder, server)
    for step, version, count in steps:
        if step == "add":
            add(index, version, count)
        elif step == "remove":
            index.remove(ONE, version)
        else:
            index.tidy()
    index.close()


def elsewhere(folder: Path, *steps: tuple[str, str, int], server: str = "") -> None:
    """Do this in another process."""
    context = multiprocessing.get_context("spawn")
    other = context.Process(target=_write, args=(folder, server, list(steps)))
    other.start()
    other.join(60)
    assert other.exitcode == 0


@pytest.mark.slow
def test_what_another_process_writes_is_seen_after_a_refresh(folder: Path) -> None:
    elsewhere(folder, ("add", "v:1", 700), ("tidy", "", 0))
    index = ChromaIndex(folder)
    finds_all(index, passages("v:1", 700))
    elsewhere(folder, ("tidy", "", 0), ("add", "v:2", 400), ("remove", "v:1", 0), ("tidy", "", 0))
    index.refresh()
    finds_all(index, passages("v:2", 400))
    assert index.versions(ONE) == {"v:2"}
    index.close()


@pytest.mark.slow
def test_a_reader_that_was_not_refreshed_goes_on_without_an_error(folder: Path) -> None:
    elsewhere(folder, ("add", "v:1", 700))
    index = ChromaIndex(folder)
    finds_all(index, passages("v:1", 700))
    elsewhere(folder, ("tidy", "", 0), ("add", "v:2", 600), ("tidy", "", 0))
    finds_all(index, passages("v:1", 700))
    elsewhere(folder, ("remove", "v:1", 0), ("tidy", "", 0))
    assert index.search(ONE, EMBEDDER.embed_question("word1"), 5, ["v:1"]) == []
    finds_all(index, passages("v:2", 600))
    index.close()
