"""A chat model that says what it is told to, through the same port as a real one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.errors import ChatModelError


@dataclass
class ScriptedChatModel:
    """Replies with `pieces`, then ends, or fails with `failure`. It keeps what it was asked."""

    pieces: Sequence[str] = ()
    failure: ChatModelError | None = None
    asked: list[tuple[str, str]] = field(default_factory=list)
    read: int = 0

    @property
    def name(self) -> str:
        return "scripted"

    def stream(self, system: str, user: str) -> Iterator[str]:
        self.asked.append((system, user))
        for piece in self.pieces:
            self.read += 1
            yield piece
        if self.failure:
            raise self.failure


def said(claim: str, *quotes: tuple[int, str]) -> str:
    """One line of a reply, as the prompt asks for it."""
    offered = [{"source": source, "quote": quote} for source, quote in quotes]
    return json.dumps({"claim": claim, "quotes": offered}, ensure_ascii=False) + "\n"


def declined(reason: str = "nothing there") -> str:
    return json.dumps({"refuse": reason}) + "\n"


def in_pieces(text: str, size: int = 7) -> list[str]:
    """A reply as a server would stream it."""
    return [text[i : i + size] for i in range(0, len(text), size)]
