"""The paragraphs of the stored texts: where evidence, found clauses and quotes stand.

A paragraph is a line of a text, whatever the outline reader makes of it, so that a change of the
reader cannot change what counts as the right place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from assistant.bootstrap import Assistant
from assistant.reading.files import read_document
from assistant.reading.manifest import read_manifest
from assistant.reading.normalize import plain
from assistant.settings import Settings
from evals.questions import Place

_LINE = re.compile(r"[^\n]*\S[^\n]*")


class Spot(NamedTuple):
    """One paragraph: its document and the offset at which its line begins."""

    document: str
    start: int

    def __str__(self) -> str:
        return f"{self.document}:{self.start}"


class Texts:
    """The stored texts of some documents by id, cut into paragraphs."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = dict(texts)
        self._ends = {d: {m.start(): m.end() for m in _LINE.finditer(t)} for d, t in texts.items()}
        self._starts = {document: sorted(ends) for document, ends in self._ends.items()}
        self._plain = cache(lambda spot: plain(self.text(spot)))

    def text(self, spot: Spot) -> str:
        """The words of a paragraph."""
        return self._texts[spot.document][spot.start : self._ends[spot.document][spot.start]]

    def stands(self, document: str, quote: str, start: int, end: int) -> bool:
        """Whether the quote is, letter for letter, what the stored text has at these offsets."""
        stored = self._texts.get(document, "")
        return bool(quote) and 0 <= start < end <= len(stored) and stored[start:end] == quote

    def at(self, document: str, start: int, end: int) -> Spot | None:
        """The paragraph in which this stretch of a text lies; None if it lies in no single one."""
        starts = self._starts.get(document, [])
        number = bisect_right(starts, start) - 1
        if number < 0 or not start < end <= self._ends[document][starts[number]]:
            return None
        return Spot(document, starts[number])

    def holding(self, place: Place) -> frozenset[Spot]:
        """The paragraphs in which a place's words stand, after the shared normalization."""
        wanted = plain(place.quote)
        spots = (Spot(place.document, start) for start in self._starts.get(place.document, ()))
        return frozenset(spot for spot in spots if wanted and wanted in self._plain(spot))

    def holding_any(self, places: Iterable[Place]) -> frozenset[Spot]:
        """The paragraphs in which the words of at least one of the places stand."""
        return frozenset[Spot]().union(*(self.holding(place) for place in places))


def texts_of_library(assistant: Assistant) -> Texts:
    """The texts as the library has stored them. Raises LibraryError."""
    return Texts({m.id: assistant.document(m.id).text for m in assistant.documents()})


def texts_of_corpus(settings: Settings, folder: Path | None = None) -> Texts:
    """The texts as reading gives them, without any library. Raises UnreadableFile."""
    sources = read_manifest(folder or settings.corpus)
    documents = (read_document(source, settings.file_megabytes) for source in sources)
    return Texts({document.id: document.text for document in documents})
