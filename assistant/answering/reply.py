"""A model's reply, piece by piece, becomes the claims that it offers.

Asked for are JSON lines; small models wrap them in code fences, prose, arrays or an outer object,
and break some. Every innermost object that parses and looks like a claim or a refusal counts,
as soon as its last brace has arrived; everything else is passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

LONGEST_REPLY = 60_000
"""Characters of a reply that are read; a model that goes on is not listened to."""
_DEEPEST = 8
_CLAIM_KEYS = ("claim", "statement", "sentence")
_QUOTES_KEYS = ("quotes", "quote", "citations", "evidence")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class OfferedQuote:
    """Words that a model says a source holds; `source` is the number it was given."""

    source: int
    words: str


@dataclass(frozen=True, slots=True)
class OfferedClaim:
    """A statement of a model with the quotes that it offers for it. Nothing is verified yet."""

    text: str
    quotes: tuple[OfferedQuote, ...]


@dataclass(frozen=True, slots=True)
class Declined:
    """The model says that the sources do not answer the question."""

    reason: str


Offer = OfferedClaim | Declined


@dataclass(slots=True)
class ReplyReader:
    """Reads one reply. `feed` it pieces; it returns the offers that the piece completed."""

    _text: str = ""
    _at: int = 0
    _open: list[int] = field(default_factory=list)
    _in_string: bool = False
    _escaped: bool = False

    def feed(self, piece: str) -> list[Offer]:
        """The offers that are complete now and were not before. Never raises."""
        self._text += piece[: max(0, LONGEST_REPLY - len(self._text))]
        out = []
        while self._at < len(self._text):
            complete = self._step(self._text[self._at])
            if complete is not None and (offer := _offer(complete)) is not None:
                out.append(offer)
        return out

    @property
    def is_full(self) -> bool:
        """Whether nothing more will be read."""
        return len(self._text) >= LONGEST_REPLY

    def _step(self, character: str) -> str | None:
        """Take one character; the text of the object that it closes, if it closes one."""
        at, self._at = self._at, self._at + 1
        if self._in_string:
            self._step_in_string(character)
        elif character == "{":
            self._open.append(at)
            if len(self._open) > _DEEPEST:
                self._open.clear()
        elif self._open and character == '"':
            self._in_string = True
        elif self._open and character == "}":
            return self._text[self._open.pop() : at + 1]
        return None

    def _step_in_string(self, character: str) -> None:
        if self._escaped:
            self._escaped = False
        elif character == "\\":
            self._escaped = True
        elif character == '"':
            self._in_string = False
        elif character == "\n":
            # A string never spans lines: this object is broken, the next may not be.
            self._in_string = False
            self._open.clear()


def offers(reply: str) -> Iterator[Offer]:
    """All offers of a whole reply, in order. Never raises."""
    yield from ReplyReader().feed(reply)


def _offer(text: str) -> Offer | None:
    """What one balanced object offers; None where it is no JSON or something else."""
    try:
        said = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict):
        return None
    if isinstance(reason := said.get("refuse", said.get("refusal")), str | bool):
        return Declined(_clean(reason) if isinstance(reason, str) else "") if reason else None
    claim = next((_clean(said[key]) for key in _CLAIM_KEYS if isinstance(said.get(key), str)), "")
    return OfferedClaim(claim, tuple(_quotes(said))) if claim else None


def _quotes(said: Mapping[str, Any]) -> Iterator[OfferedQuote]:
    found: Any = next((said[key] for key in _QUOTES_KEYS if key in said), [])
    if isinstance(found, str):
        found = {"quote": found}
    for quote in found if isinstance(found, list) else [found]:
        if isinstance(quote, dict) and isinstance(words := quote.get("quote"), str):
            source = _source(quote.get("source", said.get("source")))
            yield OfferedQuote(source, _clean(words))


def _source(said: object) -> int:
    """The number of a source, written as 3, "3", "[3]" or "source 3"; 0, which is none, else."""
    if isinstance(said, bool):
        return 0
    if isinstance(said, int):
        return said
    digits = re.findall(r"\d{1,6}", said) if isinstance(said, str) else []
    return int(digits[0]) if len(digits) == 1 else 0


def _clean(text: str) -> str:
    """One line without control characters and broken halves of characters."""
    whole = text.encode("utf-8", "ignore").decode("utf-8")
    spaced = "".join(c if c.isprintable() else " " for c in whole)
    return _SPACE.sub(" ", spaced).strip()
