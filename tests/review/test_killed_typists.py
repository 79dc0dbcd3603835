"""A process that saves every keystroke is killed; what it had said is saved, is there."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import FACTS, Desk, database, servers

pytestmark = pytest.mark.slow

KILLS = 12
TYPIST = """
import sys
sys.path[:0] = sys.argv[3:]
from desk import FACTS, Desk
desk = Desk(sys.argv[1])
paper, text = int(sys.argv[2]), ""
revision = desk.reviews.working_copy(paper).revision
print("ready", flush=True)
while True:
    text += "x"
    facts = FACTS | {"title": text}
    revision = desk.reviews.save(paper, facts, "Ann", revision, desk.draft(facts))
    print(revision, len(text), flush=True)
"""


@pytest.fixture(params=["sqlite", servers])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(database(request.param, tmp_path))
    yield desk
    desk.close()


def killed(desk: Desk, paper: int, after: float) -> list[str]:
    """What a typist said until it was killed, `after` seconds from its first save on."""
    command = [sys.executable, "-c", TYPIST, desk.url, str(paper), *sys.path]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, bufsize=1) as typist:
        assert typist.stdout is not None
        assert typist.stdout.readline() == "ready\n"
        time.sleep(after)
        typist.kill()
        return [line for line in typist.stdout.read().splitlines(True) if line.endswith("\n")]


def test_what_was_shown_as_saved_is_there(desk: Desk) -> None:
    paper = desk.paper().id
    draw, saves = random.Random(20240612), 0
    for _ in range(KILLS):
        said = killed(desk, paper, draw.uniform(0.02, 0.4))
        saves += len(said)
        copy = desk.reviews.working_copy(paper)
        if said:
            revision, length = map(int, said[-1].split())
            # One more may have been saved that there was no time to tell of.
            assert copy.revision - revision in (0, 1)
            assert copy.facts["title"] == "x" * (length + copy.revision - revision)
            assert copy.draft == desk.draft(copy.facts)
            assert copy.is_drafted
        assert desk.reviews.verify_trail().is_whole
    assert saves > KILLS
    assert desk.edit(paper, "Bo", **FACTS) > saves
