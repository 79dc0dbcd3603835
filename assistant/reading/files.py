"""A file becomes a Document: looked at before it is trusted, read as what it is, cut into clauses.

A file's first bytes decide how it is read; its name only decides what it must not pretend.
"""

from __future__ import annotations

import hashlib
import logging
import re
import stat
from dataclasses import replace
from pathlib import Path

from assistant.errors import UnreadableFile
from assistant.model import Document, Language, Metadata
from assistant.reading.manifest import SourceFile
from assistant.reading.outline import clauses_of
from assistant.reading.text import decode, refuse_garbage

_log = logging.getLogger(__name__)

# Raise it when the same file is read differently than before: indexed documents are read again.
READER_REVISION = 3

_MEGABYTE = 1_000_000
_HEAD = 4096
_PDF = b"%PDF-"
_ZIP = b"PK\x03\x04"
_PROMISES = {".pdf": "a PDF file", ".docx": "a Word file", ".docm": "a Word file"}
_WEB_NAMES = {".html", ".htm", ".xhtml", ".shtml"}
_PAGE = re.compile(
    rb"(?>\s|<\?xml[^>]*\?>|<!--.*?-->)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_ELEMENT = re.compile(rb"<(?:p|div|br|h[1-6]|table|ul|ol|span|a|meta|title|body)\b[^>]*>", re.I)
_IMAGE = ("is an image.", "Run text recognition (OCR) on it and index the result.")
_ARCHIVE = ("is an archive.", "Unpack it and index the documents in it.")
_OTHERS: dict[bytes, tuple[str, str]] = {
    b"\xd0\xcf\x11\xe0": (
        "is in the old Word format or protected with a password.",
        "Save it as DOCX without a password.",
    ),
    rb"{\rtf": ("is a Rich Text file.", "Save it as DOCX."),
    b"From: <Saved by": ("is a web archive (MHTML).", "Save the page as HTML or PDF."),
    b"MIME-Version:": ("is a web archive (MHTML) or a mail.", "Save the page as HTML or PDF."),
    b"\x89PNG": _IMAGE,
    b"\xff\xd8\xff": _IMAGE,
    b"GIF8": _IMAGE,
    b"II*\0": _IMAGE,
    b"MM\0*": _IMAGE,
    b"RIFF": _IMAGE,
    b"\x1f\x8b": _ARCHIVE,
    b"7z\xbc\xaf": _ARCHIVE,
    b"Rar!": _ARCHIVE,
    b"PK\x05\x06": _ARCHIVE,
    b"SQLite format 3": ("is a database.", "Export its text and index that."),
}
_CJK = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_CHINESE_AT_LEAST = 0.3
_LONGEST_TITLE = 250
_TITLE_WITHIN = 20_000
_NO_TITLES = {"contents", "table of contents", "目录", "目 录"}
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_FRONT_MATTER = re.compile(r"---\n(?:.*\n)*?---\n")
_FRONT_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)


def read_document(source: SourceFile, megabytes: float) -> Document:
    """The document in a file, with its clauses.

    `megabytes` (10^6 bytes) is the largest file that is read. The text is stored with line feeds
    as line ends; its hash is the version. Metadata that `source` calls guessed is taken from the
    text. Raises UnreadableFile, saying what is wrong with the file and what to do.
    """
    data = _read(source.path, megabytes)
    text, pages = _text(data, source.path, megabytes)
    refuse_garbage(text, source.path.name)
    version = f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
    metadata = _completed(source, text)
    clauses = clauses_of(text, metadata.id, version, pages)
    return Document(metadata, version, text, clauses, pages)


def _read(path: Path, megabytes: float) -> bytes:
    """The file's bytes. Its kind and size come first: nothing may block or fill the memory."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableFile(
                f"{path.name} is a folder.", "Name the files in it, or let this user open it."
            )
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFile(f"{path.name} is not a file but a device.", "Name a file.")
        if status.st_size > megabytes * _MEGABYTE:
            raise _too_large(path, status.st_size, megabytes)
        with path.open("rb") as file:
            data = file.read(int(megabytes * _MEGABYTE) + 1)
    except OSError as error:
        raise _unopened(path, error) from error
    if len(data) > megabytes * _MEGABYTE:
        raise _too_large(path, len(data), megabytes)
    return data


def _too_large(path: Path, size: int, megabytes: float) -> UnreadableFile:
    return UnreadableFile(
        f"{path.name} has {size / _MEGABYTE:.0f} MB; the largest that is read is {megabytes:g} MB.",
        "Split it, save its text alone, or raise ASSISTANT_FILE_MEGABYTES.",
    )


def _unopened(path: Path, error: OSError) -> UnreadableFile:
    if isinstance(error, FileNotFoundError) and path.is_symlink():
        return UnreadableFile(
            f"{path.name} is a link to a file that is not there.", "Correct the link or remove it."
        )
    if isinstance(error, FileNotFoundError):
        return UnreadableFile(
            f"{path.name} is not there.", "Correct its name, or remove it from the manifest."
        )
    if isinstance(error, PermissionError):
        return UnreadableFile(
            f"{path.name} may not be read by this user.", "Change the file's permissions."
        )
    return UnreadableFile(
        f"{path.name} cannot be opened: {error.strerror or error}.", "Check the path and the disk."
    )


def _text(data: bytes, path: Path, megabytes: float) -> tuple[str, tuple[int, ...]]:
    """The text and where its pages begin, by what the file is."""
    name, suffix = path.name, path.suffix.lower()
    if not data.strip():
        return "", ()
    if data.startswith(_PDF) or (suffix == ".pdf" and _PDF in data[:_HEAD]):
        from assistant.reading.pdf import read_pdf

        return read_pdf(data, name)
    if data.startswith(_ZIP):
        from assistant.reading.docx import read_docx

        return read_docx(data, name, megabytes), ()
    _refuse_other(data, name, suffix)
    if _is_web_page(data, suffix):
        from assistant.reading.html import read_html

        return read_html(data, name), ()
    return decode(data, name), ()


def _refuse_other(data: bytes, name: str, suffix: str) -> None:
    for signature, (what, do) in _OTHERS.items():
        if data.startswith(signature):
            raise UnreadableFile(f"{name} {what}", do)
    if suffix in _PROMISES:
        raise UnreadableFile(
            f"{name} is not {_PROMISES[suffix]}, though its name says so, or it is broken.",
            "Save the document again; if it is text or a web page, name it .txt or .html.",
        )


def _is_web_page(data: bytes, suffix: str) -> bool:
    """Whether it begins like a web page, or is called one and has elements.

    Markdown may begin with elements of its own, and stays Markdown.
    """
    # Without its NULs, the head of a UTF-16 page reads like ASCII.
    head = data[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if _PAGE.match(head):
        return True
    return suffix in _WEB_NAMES and bool(_ELEMENT.search(data.replace(b"\0", b"")))


def _completed(source: SourceFile, text: str) -> Metadata:
    """The metadata with what was guessed read from the text."""
    metadata = source.metadata
    if "title" in source.guessed:
        metadata = replace(metadata, title=title_of(text) or metadata.title)
    if "language" in source.guessed:
        metadata = replace(metadata, language=language_of(text))
    return metadata


def title_of(text: str) -> str:
    """The title that a text shows: in its front matter, or its first heading; "" if none."""
    text = text[:_TITLE_WITHIN]
    front = _FRONT_MATTER.match(text)
    if front and (named := _FRONT_TITLE.search(front[0])):
        return named[1]
    body = _COMMENT.sub("", text[front.end() if front else 0 :])
    lines = [line.strip() for line in body.split("\n") if line.strip()][:1]
    first = lines[0] if lines else ""
    if first.startswith("#"):
        return first.lstrip("# ").strip()
    is_sentence = len(first) > _LONGEST_TITLE or first.endswith((".", "。", ";", "；", ",", "，"))
    return "" if is_sentence or first.lower() in _NO_TITLES else first


def language_of(text: str) -> Language:
    """Chinese where at least three in ten letters are Chinese characters, else English."""
    chinese, latin = len(_CJK.findall(text)), len(_LATIN.findall(text))
    return "zh" if chinese and chinese >= _CHINESE_AT_LEAST * (chinese + latin) else "en"
