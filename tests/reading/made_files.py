"""Small files of every kind, made in memory, for the tests of the readers."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from assistant.model import Document, Metadata
from assistant.reading.files import read_document
from assistant.reading.manifest import SourceFile

PROJECT = Path(__file__).parents[2]
CORPUS = PROJECT / "corpus"
SAMPLES = PROJECT / ".." / "shared" / "samples"
MEGABYTES = 50

needs_samples = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="needs the sample files beside the project (../shared/samples)"
)


def source_of(path: Path) -> SourceFile:
    metadata = Metadata(id="test", title=path.stem, source=path.name)
    return SourceFile(path, metadata, frozenset({"title", "language"}))


def read(path: Path, megabytes: float = MEGABYTES) -> Document:
    return read_document(source_of(path), megabytes)


def kept(folder: Path, name: str, data: bytes | str) -> Path:
    """A file in a folder; text as UTF-8."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@dataclass(frozen=True)
class Put:
    """A text that is put on a page: where its baseline begins, in points, and how large."""

    text: str
    x: float
    y: float
    size: float = 11


def pdf(*pages: list[Put], image: bool = False) -> bytes:
    """A PDF file with these texts; Latin in Times, Chinese in a font of the reader's.

    With `image` each page also shows a picture of one pixel.
    """
    fonts = (
        b"<< /T << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>"
        b" /C << /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H"
        b" /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 >>] >> >>"
    )
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8"
        b" /ColorSpace /DeviceGray /Length 1 >>\nstream\n0\nendstream",
    ]
    for at, page in enumerate(pages):
        content = b"\n".join(map(_shown, page)) + (b"\nq 600 0 0 800 0 0 cm /I Do Q" * image)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources"
            b" << /Font %b /XObject << /I 3 0 R >> >> >>" % (5 + 2 * at, fonts)
        )
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content))
    return _file_of(objects)


def _shown(put: Put) -> bytes:
    chinese = not put.text.isascii()
    said = (
        f"<{put.text.encode('utf-16-be').hex()}>"
        if chinese
        else "(" + put.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"
    )
    font = "C" if chinese else "T"
    return f"BT /{font} {put.size} Tf 1 0 0 1 {put.x} {put.y} Tm {said} Tj ET".encode()


def _file_of(objects: list[bytes]) -> bytes:
    out, offsets = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer << /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF" % (size, table, size, len(out))
    )


class WordFile:
    """A Word file that is written paragraph by paragraph."""

    def __init__(self) -> None:
        self.document = docx.Document()

    def add(self, text: str, style: str | None = None, place: tuple[int, int] | None = None) -> Any:
        """A paragraph; `place` is the list and the level that number it."""
        paragraph = self.document.add_paragraph(text, style=style)
        if place is not None:
            number, at = place
            self._append(
                paragraph._p.get_or_add_pPr(),
                f'<w:numPr {{}}><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>',
            )
        return paragraph

    def add_list(self, number: int, *levels: str) -> None:
        """A list with this number; each level as Word's XML without the outer element."""
        root = self.document.part.numbering_part.element
        inner = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/>{level}</w:lvl>'
            for at, level in enumerate(levels)
        )
        root.insert(
            0,
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{inner}</w:abstractNum>'
            ),
        )
        self._append(
            root,
            f'<w:num {{}} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>',
        )

    def append(self, xml: str) -> None:
        """XML at the end of the body; `{}` in its outer element stands for the namespaces."""
        body = self.document.element.body
        body.insert(len(body) - 1, parse_xml(xml.replace("{}", nsdecls("w"), 1)))

    def bytes(self) -> bytes:
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()

    @staticmethod
    def _append(parent: Any, xml: str) -> None:
        parent.append(parse_xml(xml.replace("{}", nsdecls("w"), 1)))


def level(number_format: str, shown: str, more: str = "") -> str:
    """A level of a Word list."""
    return f'<w:numFmt w:val="{number_format}"/>{more}<w:lvlText w:val="{shown}"/>'
