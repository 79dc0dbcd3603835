"""A slow source of pieces, read within a time limit that holds whatever the source does.

A client's own time-out is not enough: a server that sends a byte now and then never trips it.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from assistant.errors import ChatModelError
from assistant.ports import ChatModel

log = logging.getLogger(__name__)
Piece = TypeVar("Piece")


@dataclass(frozen=True, slots=True)
class _Sent(Generic[Piece]):
    piece: Piece


@dataclass(frozen=True, slots=True)
class _Ended:
    error: Exception | None


def in_time(
    seconds: float,
    read: Callable[[], Iterable[Piece]],
    stop: Callable[[], None] = lambda: None,
) -> Generator[Piece]:
    """The pieces that `read` gives, as they come, for at most `seconds` from the first request.

    `read` runs in a thread of its own. `stop` is called once at the end, also when the caller
    leaves early or time is up; it should close what `read` waits for, so that the thread ends.
    Raises TimeoutError, and what `read` raises.
    """
    sent: queue.SimpleQueue[_Sent[Piece] | _Ended] = queue.SimpleQueue()
    left = threading.Event()
    threading.Thread(target=_work, args=(read, sent, left), daemon=True).start()
    deadline = time.monotonic() + seconds
    try:
        while True:
            got = _next(sent, deadline)
            if isinstance(got, _Ended):
                if got.error is not None:
                    raise got.error
                return
            yield got.piece
    finally:
        left.set()
        stop()


def _next(sent: queue.SimpleQueue[_Sent[Piece] | _Ended], deadline: float) -> _Sent[Piece] | _Ended:
    remaining = deadline - time.monotonic()
    if remaining <= 0:
        raise TimeoutError
    try:
        return sent.get(timeout=remaining)
    except queue.Empty:
        raise TimeoutError from None


def _work(
    read: Callable[[], Iterable[Piece]],
    sent: queue.SimpleQueue[_Sent[Piece] | _Ended],
    left: threading.Event,
) -> None:
    try:
        for piece in read():
            if left.is_set():
                break
            sent.put(_Sent(piece))
    except Exception as error:
        # Whoever waits raises it; when nobody does any more, it is what `stop` has caused.
        if left.is_set():
            log.debug("an abandoned request ended with %s", type(error).__name__)
        sent.put(_Ended(error))
    else:
        sent.put(_Ended(None))


class ChatInTime:
    """A chat model whose whole reply arrives within `seconds`, whatever the model itself promises."""

    def __init__(self, chat: ChatModel, seconds: float) -> None:
        self._chat, self._seconds = chat, seconds

    @property
    def name(self) -> str:
        return self._chat.name

    def stream(self, system: str, user: str) -> Iterator[str]:
        """The reply in pieces. Raises ChatModelError."""
        try:
            yield from in_time(self._seconds, lambda: self._chat.stream(system, user))
        except TimeoutError as error:
            raise ChatModelError(
                f"The language model was not done within {self._seconds:g} seconds.",
                "Raise ASSISTANT_MODEL_SECONDS, or do without the model.",
            ) from error
