"""Vectors are made for passages that have none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.model import Passage
from assistant.ports import Embedder, PassageIndex

_KEPT_AT_ONCE = 128
"""What a killed run loses at most, in passages: a few seconds of the slowest embedder. Keeping
takes milliseconds, so that fewer would cost the faster embedders more than a tenth."""

_EMBEDDED_AT_ONCE = 16


def missing(
    vectors: PassageIndex, fingerprint: str, version: str, passages: Sequence[Passage]
) -> list[Passage]:
    """The passages of a version of which an embedder's vectors are not kept yet."""
    kept = vectors.ids(fingerprint, version)
    return [passage for passage in passages if passage.id not in kept]


def fill(
    vectors: PassageIndex,
    embedder: Embedder,
    passages: Sequence[Passage],
    advance: Callable[[int], None],
) -> None:
    """Embed and keep. `advance` is told how many more are embedded.

    Raises EmbedderError, LibraryError; what was kept before stays kept.
    """
    for at in range(0, len(passages), _KEPT_AT_ONCE):
        part = passages[at : at + _KEPT_AT_ONCE]
        made: list[list[float]] = []
        for first in range(0, len(part), _EMBEDDED_AT_ONCE):
            texts = [passage.searched for passage in part[first : first + _EMBEDDED_AT_ONCE]]
            made += embedder.embed_passages(texts)
            advance(len(texts))
        vectors.add(embedder.fingerprint, part, made)
