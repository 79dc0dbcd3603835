"""How paragraphs, headings and table rows of a file are written as lines of stored text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.reading.labels import read_label

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r"[ \t]+")
_LONGEST_HEADING = 200
_DEEPEST = 6


def line(text: str) -> str:
    """The text as one line: single spaces, no control characters, nothing at the ends."""
    return _SPACES.sub(" ", _CONTROLS.sub("", text.replace("\n", " "))).strip()


def heading(text: str, level: int) -> str:
    """A heading as the outline reads it: its number says enough, else Markdown marks are added."""
    said = line(text)
    if not said or len(said) > _LONGEST_HEADING or read_label(said) is not None:
        return said
    return f"{'#' * min(max(level, 1), _DEEPEST)} {said}"


def table(rows: Iterable[Sequence[str]]) -> str:
    """Table rows, one a line, cells between bars; rows without text are left out.

    A table of one cell in each row only frames its text: its cells become paragraphs.
    """
    filled = [[line(cell) for cell in row] for row in rows]
    filled = [row for row in filled if any(row)]
    if all(len(row) == 1 for row in filled):
        return "\n\n".join(row[0] for row in filled)
    return "\n".join(f"| {' | '.join(row)} |" for row in filled)


def written(blocks: Iterable[str]) -> str:
    """The stored text: blocks with an empty line between two."""
    return "\n\n".join(block for block in blocks if block)
