"""A statement: who, with which force, what; as the rules of both languages find it in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.model import Clause, Passage, Span
from assistant.register.bearers import Bearer

Mood = Literal[
    "shall", "shall_not", "may", "encouraged", "supported", "explored", "advocated",
    "will", "will_not", "expected", "does",
]  # fmt: skip
"""The force of a statement. "will", "expected" and "does" bind where a body is named."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a clause without its numbering; `first` says that it opens its paragraph."""

    clause: Clause
    passage: Passage
    text: str
    start: int

    def span(self, start: int, end: int) -> Span:
        """The stretch of the version that `text[start:end]` is."""
        return Span(self.start + start, self.start + end)

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Statement:
    """One duty word with its subject and predicate; offsets count characters of the sentence.

    `who` is as stated; `bearer` is whom it speaks of: the same, or what a pronoun stands for.
    `fronted` is what comes before the subject ("Together with other departments").
    """

    sentence: Sentence
    mood: Mood
    who: tuple[int, int]
    what: tuple[int, int]
    start: int
    end: int
    kind: Bearer
    fronted: tuple[int, int] = (0, 0)
    bearer: str = ""

    @property
    def subject(self) -> str:
        """The subject as stated."""
        return self.sentence.text[slice(*self.who)]

    @property
    def predicate(self) -> str:
        """What is to be done, as stated."""
        return self.sentence.text[slice(*self.what)]

    @property
    def span(self) -> Span:
        return self.sentence.span(self.start, self.end)
