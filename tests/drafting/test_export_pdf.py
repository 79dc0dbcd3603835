"""A draft as a PDF, read again with pypdf."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sample_drafts import HOSTILE, QUOTE, chinese, english

from assistant.drafting.draft import Chart, Draft, Section
from assistant.drafting.export_parts import printable
from assistant.drafting.export_pdf import pdf_of, write_pdf
from assistant.drafting.typesetting import chart_picture


def pages(draft: Draft) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf_of(draft))).pages]


def squeezed(text: str) -> str:
    """Without white space, which line breaking moves."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("draft", [english(), chinese()], ids=["en", "zh"])
def test_all_of_the_paper_is_in_the_pages(draft: Draft) -> None:
    text = squeezed("".join(pages(draft)))
    assert squeezed(draft.title) in text
    for section in draft.sections:
        assert squeezed(section.heading) in text
        assert all(squeezed(cell) in text for t in section.tables for row in t.rows for cell in row)
    assert all(squeezed(check.message) in text for check in draft.checks)
    assert squeezed(QUOTE) in text


@pytest.mark.parametrize("draft", [english(), chinese()], ids=["en", "zh"])
def test_fonts_are_embedded_and_every_character_has_a_shape(draft: Draft) -> None:
    reader = PdfReader(BytesIO(pdf_of(draft)))
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    for font in fonts:
        descriptor = font["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)
        assert "NotoSansCJK" in font["/BaseFont"]


def test_what_looks_like_markup_is_text() -> None:
    before, after = printable(HOSTILE).split("[1]")
    text = squeezed(pages(english())[0])
    assert squeezed(before) in text
    assert squeezed(after) in text


def test_a_heading_title_and_cell_of_markup_are_text() -> None:
    bare = printable(HOSTILE)
    draft = english(title=HOSTILE, sections=(Section(HOSTILE, "Text.", (), (), ()),))
    assert squeezed("".join(pages(draft))).count(squeezed(bare)) >= 2


def test_long_tables_go_over_pages_with_their_heads() -> None:
    whole = pages(english(rows=120))
    with_head = [page for page in whole if "Amount (CNY)" in page]
    assert len(with_head) >= 3
    assert f"Page 1 of {len(whole)}" in whole[0]


def test_a_repeated_citation_has_one_footnote() -> None:
    notes = re.findall(r"Pilot Plan, II\.2 \(2\. Granting licenses\)", pages(english())[0])
    assert len(notes) == 1


def test_empty_texts_lists_and_tables_do_not_stop_the_press() -> None:
    chart = Chart("", ("a",), (("", (0.0,)),))
    empty = english(
        title="",
        fields=(), checks=(), missing=(), citations=(), notices=(), stopped=True,
        sections=(Section("", "", (), (), (chart,)), Section("Only", "- one item")),
    )  # fmt: skip
    assert "Stopped" in pages(empty)[0]


@pytest.mark.parametrize("values", [(0.0, 0.0), (-3.0, 5.0), (1e12, 0.01)])
def test_charts_of_any_values_are_pictures(values: tuple[float, ...]) -> None:
    chart = Chart("图", ("甲", "乙"), (("2025", values),), "万元")
    assert chart_picture(chart, "zh").startswith(b"\x89PNG")


def test_a_paper_is_written_whole(tmp_path: Path) -> None:
    write_pdf(chinese(), tmp_path / "paper.pdf")
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")
    assert len(list(tmp_path.iterdir())) == 1
