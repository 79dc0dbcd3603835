"""One normalization for comparing words, with the way back to the stored text.

Quotes, dashes, white space, full and half width and letter case differ between a source, a
question and a model's reply; words do not. Everything that compares words uses this one.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from assistant.model import Span

_SINGLE = dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032\u00b4`"), "'")
_DOUBLE = dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033\u300c\u300d\u300e\u300f"), '"')
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63"), "-")
_NOTHING = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), "")
_TABLE = {**_SINGLE, **_DOUBLE, **_DASHES, **_NOTHING}


@dataclass(frozen=True, slots=True)
class Normalized:
    """A normalized text; `origin[i]` is the offset in the source of its character `i`.

    `origin` has one more entry than `text`: the length of the source.
    """

    text: str
    origin: tuple[int, ...]

    def source_span(self, start: int, end: int) -> Span:
        """The stretch of the source that became `text[start:end]` (not empty)."""
        return Span(self.origin[start], self.origin[end - 1] + 1)


def normalize(text: str) -> Normalized:
    """NFKC, straight quotes, plain hyphens, single spaces, lower case; leading space removed."""
    out: list[str] = []
    origin: list[int] = []
    for offset, character in enumerate(text):
        # The table goes first: NFKC turns some quotation marks into a space and an accent.
        changed = _TABLE.get(ord(character))
        folded = unicodedata.normalize("NFKC", character if changed is None else changed)
        for piece in folded.translate(_TABLE).lower():
            if piece.isspace():
                if not out or out[-1] == " ":
                    continue
                piece = " "
            out.append(piece)
            origin.append(offset)
    if out and out[-1] == " ":
        out.pop()
        origin.pop()
    return Normalized("".join(out), (*origin, len(text)))


def plain(text: str) -> str:
    """The normalized text alone."""
    simple = text.replace("\u00a0", " ").translate(_TABLE)
    if simple.isascii():  # NFKC changes no ASCII: the same, a hundred times as fast
        return " ".join(simple.lower().split())
    return normalize(text).text
