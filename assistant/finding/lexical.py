"""Words and concepts of paragraphs, searched by BM25 (Robertson and Zaragoza 2009, by bm25s)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from assistant.finding.shelf import Floats

K1 = 1.2
B = 0.6


class LexicalIndex:
    """BM25 over lists of tokens, one list a paragraph."""

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        import bm25s

        self._vocabulary: dict[str, int] = {}
        ids = [[self._number(token) for token in tokens] for tokens in texts]
        self._size = len(ids)
        self._model = bm25s.BM25(k1=K1, b=B)
        if self._vocabulary:
            self._model.index((ids, self._vocabulary), show_progress=False)

    def _number(self, token: str) -> int:
        return self._vocabulary.setdefault(token, len(self._vocabulary))

    def __contains__(self, token: str) -> bool:
        return token in self._vocabulary

    def scores(self, tokens: Iterable[str]) -> Floats:
        """One score for each paragraph, 0 where no token occurs. A repeated token counts again."""
        known = [self._vocabulary[token] for token in tokens if token in self._vocabulary]
        if not known:
            return np.zeros(self._size)
        return np.asarray(self._model.get_scores_from_ids(known), dtype=np.float64)
