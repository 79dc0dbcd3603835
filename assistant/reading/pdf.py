"""A PDF file becomes text with page offsets (pypdf). Scans are told apart, not recognized."""

from __future__ import annotations

import logging
import math
import re
import time
import unicodedata
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import LimitReachedError

from assistant.errors import UnreadableFile
from assistant.reading.layout import paragraphs
from assistant.reading.pages import Line

_log = logging.getLogger(__name__)

_MOST_PAGES = 5000
_MOST_SECONDS = 300.0
_SCAN_CHARACTERS = 20
_STRAIGHT = 0.05
# What fonts print in place of plain letters: ligatures, Kangxi radicals, end-of-line hyphens.
_LIGATURES = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"]
_PLAIN = {0xFB00 + n: letters for n, letters in enumerate(_LIGATURES)} | {0x00AD: "-"}
_RADICALS = re.compile(r"[\u2f00-\u2fd5]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
# Typesetting leaves gaps between Chinese and digits and behind full-width punctuation, which are
# not spaces in the source.
_GAPS = re.compile(
    r"(?<=[，。；：、！？]) +(?=[\u2e80-\u9fff\uff00-\uffef\d])|"
    r"(?<=\d) +(?=[年月日号条款项章节期届次页个])|(?<=第) +(?=\d)"
    r"|(?<=\d年) +(?=[\d-]+ *月)|(?<=\d 年) +(?=[\d-]+ *月)|(?<=月) +(?=\d\d? *日)"
)


class _TooMuch(Exception):
    """The file takes longer to read than any document does."""


def read_pdf(data: bytes, name: str, seconds: float = _MOST_SECONDS) -> tuple[str, tuple[int, ...]]:
    """The text of a PDF, one paragraph a line, and the offset at which each page begins.

    `name` is the file's name, for messages. Raises UnreadableFile: encrypted, broken, without
    text (a scan), over 5,000 pages, or not read after `seconds`.
    """
    try:
        pages = _open(data, name)
        readers = _read_pages(pages, time.monotonic() + seconds)
    except UnreadableFile:
        raise
    except (_TooMuch, LimitReachedError, RecursionError, MemoryError) as error:
        raise UnreadableFile(
            f"{name} takes more time or memory to read than a document should.",
            "Split it, or print it to a new PDF file.",
        ) from error
    except Exception as error:
        # pypdf warns that broken files can raise anything.
        _log.info("pypdf cannot read %s", name, exc_info=True)
        raise UnreadableFile(
            f"{name} is not a PDF file that can be read: it is broken or breaks off.",
            "Open it in a PDF viewer, save or print it to a new PDF file, and index that.",
        ) from error
    _refuse_scan(readers, name)
    return paragraphs([line for reader in readers for line in reader.lines], len(readers))


def _open(data: bytes, name: str) -> list[PageObject]:
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableFile(
            f"{name} is protected with a password.", "Save a copy without a password."
        )
    if len(reader.pages) > _MOST_PAGES:
        raise _TooMuch
    return list(reader.pages)


def _read_pages(pages: list[PageObject], deadline: float) -> list[_PageReader]:
    readers = []
    for number, page in enumerate(pages):
        reader = _PageReader(number, deadline)
        page.extract_text(visitor_operand_before=reader.operator, visitor_text=reader.text)
        reader.end_line()
        readers.append(reader)
    return readers


def _refuse_scan(readers: list[_PageReader], name: str) -> None:
    scans = sum(reader.is_scan for reader in readers)
    if scans and scans >= len(readers) / 2:
        which = "is a scan" if scans == len(readers) else f"holds {scans} scanned pages"
        raise UnreadableFile(
            f"{name} {which}: images without text.",
            "Run text recognition (OCR) on it and index the result.",
        )
    if not any(reader.lines for reader in readers):
        raise UnreadableFile(
            f"{name} holds no text.", "Run text recognition (OCR) on it if it shows any."
        )
    if scans:
        _log.warning("%s: %d of %d pages are images without text", name, scans, len(readers))


class _PageReader:
    """Listens to pypdf while it reads one page, and gathers its lines and where they stand."""

    def __init__(self, page: int, deadline: float) -> None:
        self.lines: list[Line] = []
        self._page = page
        self._deadline = deadline
        self._drawings = 0
        self._pieces: list[tuple[str, tuple[float, float, float]]] = []

    @property
    def is_scan(self) -> bool:
        characters = sum(len("".join(line.text.split())) for line in self.lines)
        return self._drawings > 0 and characters < _SCAN_CHARACTERS

    def operator(self, operator: bytes, _operands: Any, _cm: Any, _tm: Any) -> None:
        """What pypdf calls before each operator of the page."""
        if time.monotonic() > self._deadline:
            raise _TooMuch
        self._drawings += operator in (b"Do", b"INLINE IMAGE", b"BI")

    def text(self, text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        """What pypdf calls with each piece of text: a line, or a part of one."""
        place = _place(cm, tm, size)
        if place is None:
            return
        for number, piece in enumerate(text.split("\n")):
            if number:
                self.end_line()
            if piece:
                self._pieces.append((piece, place))

    def end_line(self) -> None:
        """Take what was gathered as one line."""
        text = _cleaned("".join(piece for piece, _ in self._pieces))
        visible = [(piece.strip(), place) for piece, place in self._pieces if piece.strip()]
        self._pieces = []
        if text and visible:
            x, y, _ = visible[0][1]
            size = max(visible, key=lambda piece: len(piece[0]))[1][2]
            self.lines.append(Line(text, self._page, x, y, size))


def _place(cm: list[float], tm: list[float], size: float) -> tuple[float, float, float] | None:
    """Where a piece begins and its size, seen upright; None for slanted text (watermarks)."""
    across = (tm[0] * cm[0] + tm[1] * cm[2], tm[0] * cm[1] + tm[1] * cm[3])
    up = (tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])
    left = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    bottom = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    length = math.hypot(*across) or 1.0
    cos, sin = across[0] / length, across[1] / length
    if min(abs(cos), abs(sin)) > _STRAIGHT:
        return None
    points = abs(size) * (math.hypot(*up) or 1.0)
    return left * cos + bottom * sin, bottom * cos - left * sin, max(points, 1.0)


def _cleaned(text: str) -> str:
    """The line as it reads: plain letters, no control characters, single spaces."""
    text = _CONTROLS.sub("", text).translate(_PLAIN)
    text = _RADICALS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return _GAPS.sub("", " ".join(text.split(" "))).strip()
