"""The time limit holds whatever the source does, and the source is told when nobody waits."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from assistant.adapters.deadline import ChatInTime, in_time
from assistant.errors import ChatModelError


def test_pieces_come_as_they_are_read() -> None:
    assert list(in_time(5, lambda: [1, 2, 3])) == [1, 2, 3]


def test_nothing_is_an_end_too() -> None:
    assert list(in_time(5, lambda: [])) == []


def test_the_sources_error_is_the_readers() -> None:
    def read() -> Iterator[int]:
        yield 1
        raise KeyError("gone")

    pieces = in_time(5, read)
    assert next(pieces) == 1
    with pytest.raises(KeyError, match="gone"):
        next(pieces)


def test_when_time_is_up_the_source_is_stopped_and_the_reader_told() -> None:
    stopped = threading.Event()

    def read() -> Iterator[int]:
        yield 1
        stopped.wait(5)

    began = time.monotonic()
    pieces = in_time(0.1, read, stopped.set)
    assert next(pieces) == 1
    with pytest.raises(TimeoutError):
        next(pieces)
    assert stopped.is_set()
    assert time.monotonic() - began < 1


def test_a_source_that_never_stops_talking_is_cut_as_well() -> None:
    def read() -> Iterator[int]:
        while True:
            yield 1
            time.sleep(0.001)

    with pytest.raises(TimeoutError):
        for _ in in_time(0.05, read):
            pass


def test_a_reader_who_leaves_stops_the_source() -> None:
    stopped = threading.Event()
    pieces = in_time(5, lambda: iter(range(1000)), stopped.set)
    next(pieces)
    pieces.close()
    assert stopped.is_set()


class Slow:
    """A model that writes a word, and then nothing for a while."""

    name = "slow"

    def stream(self, system: str, user: str) -> Iterator[str]:
        yield "one"
        time.sleep(2)
        yield "two"


def test_a_chat_model_is_given_up_when_its_reply_is_not_whole_in_time() -> None:
    pieces = ChatInTime(Slow(), 0.1).stream("", "")
    assert next(pieces) == "one"
    with pytest.raises(ChatModelError, match=r"within 0\.1 seconds"):
        next(pieces)
    assert ChatInTime(Slow(), 0.1).name == "slow"
