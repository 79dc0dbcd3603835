"""Bytes become text: the encodings in which policy documents arrive, and what is refused.

The text is kept as it is, except for the byte order mark and the line endings (line feeds only).
"""

from __future__ import annotations

import codecs
import re

from assistant.errors import UnreadableFile

# Longest first: the mark of UTF-16 is the beginning of the mark of UTF-32.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BOM = "\ufeff"
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_CONTROLS_AT_MOST = 0.001
_CJK = re.compile(r"[\u3400-\u9fff]")
_CJK_AND_MARKS = re.compile(r"[\u2010-\u2027\u2460-\u249b\u3000-\u9fff\uff00-\uffef·×—℃Ⅰ-Ⅻ]")
_CHINESE_AT_LEAST = 0.9
# Four of ten characters of any Chinese policy text are among these; of misread Korean or
# Japanese, which is made of common characters too, next to none.
_EVERYDAY = frozenset(
    "的一是在有和人我这个中来上大为国地到以时要就出会可也对生能而得于下自之年过发后作用行所家事成方"
    "经法学如同当分进其主理本开因从实日者无与机民第公工应政利等产制合内化及条权管期规定"
)
_EVERYDAY_AT_LEAST = 0.1
# The typographic characters that separate Windows-1252 English from plain ASCII.
_WINDOWS_ENGLISH = re.compile(rb"[\x85\x91-\x97\xa0\xa3\xa7\xa9\xae\xb0\xb7]")
_DO = "Save it as UTF-8 text and index it again."


def decode(data: bytes, name: str) -> str:
    """The text of a text file.

    `name` is the file's name, for messages. UTF-8, UTF-16 and UTF-32 with a byte order mark,
    GB18030 that reads as Chinese, and English in Windows-1252 are understood. Raises
    UnreadableFile for everything else, for binary data, and for a text without a visible
    character.
    """
    text = _decoded(data, name).lstrip(_BOM).replace("\r\n", "\n").replace("\r", "\n")
    refuse_garbage(text, name)
    return text


def refuse_garbage(text: str, name: str) -> None:
    """Raise UnreadableFile if the text is empty, holds NUL, or is full of control characters."""
    if not text.strip():
        raise UnreadableFile(f"{name} is empty.", "Put the document's text into it, or remove it.")
    controls = len(_CONTROLS.findall(text))
    if "\0" in text or controls > max(3, _CONTROLS_AT_MOST * len(text)):
        raise UnreadableFile(
            f"{name} holds binary data, not text.",
            "Export the document as text, PDF, DOCX or HTML and index that file.",
        )


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data, name)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"{name} says that it is {encoding.upper()} but breaks off or is damaged at byte "
            f"{error.start}.",
            _DO,
        ) from error


def _legacy(data: bytes, name: str) -> str:
    if b"\0" not in data:
        chinese = _gb18030(data)
        if chinese is not None:
            return chinese
        if all(byte < 0x80 for byte in _WINDOWS_ENGLISH.sub(b"", data)):
            return data.decode("cp1252")
    raise UnreadableFile(f"{name} is not text in an encoding that can be told for sure.", _DO)


def _gb18030(data: bytes) -> str | None:
    """The text in GB18030 if that makes sensible Chinese, else None.

    Nearly any bytes decode to some characters; real Chinese uses the common ones, which are
    level 1 of GB 2312, its everyday words, and hardly anything else outside ASCII.
    """
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    foreign = [c for c in text if not c.isascii()]
    hanzi = _CJK.findall(text)
    sensible = (
        sum(map(_is_common, hanzi)) >= _CHINESE_AT_LEAST * len(hanzi)
        and sum(c in _EVERYDAY for c in hanzi) >= _EVERYDAY_AT_LEAST * len(hanzi)
        and len(_CJK_AND_MARKS.findall(text)) >= _CHINESE_AT_LEAST * len(foreign)
    )
    return text if hanzi and sensible else None


def _is_common(character: str) -> bool:
    try:
        return 0xB0 <= character.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False
