"""What the core needs from outside, as small protocols. Adapters implement them, doubles too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from datetime import date
from typing import Protocol

from assistant.model import Judgement, Passage


class Embedder(Protocol):
    """Turns texts into unit-length vectors whose dot product is their similarity."""

    @property
    def fingerprint(self) -> str:
        """Names model and version; vectors of different fingerprints are never compared.

        Lower-case letters, digits, "." "_" and "-" only, 3 to 100 characters.
        """
        ...

    @property
    def dimensions(self) -> int:
        """The length of each vector."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector for each text, in order. Raises EmbedderError."""
        ...

    def embed_question(self, text: str) -> list[float]:
        """The vector of a question. Raises EmbedderError."""
        ...


class CrossEncoder(Protocol):
    """Reads a question and a paragraph together."""

    def judge(self, question: str, heading: str, sentences: Sequence[str]) -> Judgement:
        """How far a paragraph answers, under its document's title and headings; its sentences
        in text order. Raises EmbedderError."""
        ...


class PassageIndex(Protocol):
    """Keeps the vectors of passages, one set for each embedder fingerprint.

    It can be thrown away and rebuilt from the catalogue. All methods raise LibraryError.
    """

    def add(
        self, fingerprint: str, passages: Sequence[Passage], vectors: Sequence[Sequence[float]]
    ) -> None:
        """Keep the vectors under the passages' ids; adding the same id again replaces it."""
        ...

    def ids(self, fingerprint: str, version: str) -> set[str]:
        """The ids of the passages of one version that are kept."""
        ...

    def versions(self, fingerprint: str) -> set[str]:
        """The versions of which at least one passage is kept."""
        ...

    def remove(self, fingerprint: str, version: str, keep: Set[str] = frozenset()) -> None:
        """Forget the passages of one version, save those whose ids are in `keep`."""
        ...

    def search(
        self, fingerprint: str, vector: Sequence[float], k: int, versions: Sequence[str]
    ) -> list[tuple[str, float]]:
        """The ids and similarities (dot products) of the `k` nearest passages of `versions`."""
        ...

    def fingerprints(self) -> set[str]:
        """The embedders of which vectors are kept."""
        ...

    def drop(self, fingerprint: str) -> None:
        """Forget all vectors of one embedder."""
        ...

    def refresh(self) -> None:
        """See what other processes have written; called when the catalogue has changed."""
        ...

    def tidy(self) -> frozenset[str]:
        """Put what is kept in order; called before and after writing, by the one writer.

        Sets of vectors that cannot be read any more are dropped; their fingerprints are returned.
        """
        ...


class ChatModel(Protocol):
    """A language model that completes a conversation."""

    @property
    def name(self) -> str:
        """The model's name, for the answer's record."""
        ...

    def stream(self, system: str, user: str) -> Iterator[str]:
        """The reply in pieces. Raises ChatModelError, also in the middle of a reply.

        The whole reply must arrive within the configured time limit.
        """
        ...


class Clock(Protocol):
    """Says which day it is, so that tests can choose one."""

    def today(self) -> date: ...
