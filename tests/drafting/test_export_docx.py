"""A draft as a Word document: what Word finds in it."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from lxml import etree
from sample_drafts import HOSTILE, QUOTE, chinese, english

from assistant.drafting.draft import Draft, Field, Section, Table
from assistant.drafting.export_docx import docx_of, write_docx
from assistant.drafting.export_parts import printable
from assistant.errors import DraftNotWritten

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(draft: Draft) -> Document:
    return docx.Document(BytesIO(docx_of(draft)))


def part(draft: Draft, name: str) -> etree._Element:
    with zipfile.ZipFile(BytesIO(docx_of(draft))) as archive:
        return etree.fromstring(archive.read(name))


def words(document: Document) -> str:
    return "".join(document.element.itertext(f"{W}t"))


@pytest.mark.parametrize("draft", [english(), chinese()], ids=["en", "zh"])
def test_the_paper_stands_in_real_styles(draft: Draft) -> None:
    document = opened(draft)
    by_style = {p.style.name: p.text for p in document.paragraphs if p.style and p.text}
    assert by_style["Title"] == draft.title
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == [section.heading for section in draft.sections]
    assert {"Normal", "List Bullet", "Caption", "Appendix Heading"} <= set(by_style)


def test_headings_are_numbered_by_word() -> None:
    document = opened(english())
    number = document.styles["Heading 1"].element.find(f".//{W}numId").get(f"{W}val")
    numbering = document.part.numbering_part.element
    links = {
        n.get(f"{W}numId"): n.find(f"{W}abstractNumId").get(f"{W}val") for n in numbering.num_lst
    }
    levels = [
        kind.find(f"{W}lvl/{W}lvlText").get(f"{W}val")
        for kind in numbering.findall(f"{W}abstractNum")
        if kind.get(f"{W}abstractNumId") == links[number]
    ]
    assert levels == ["%1."]


def test_citations_are_footnotes_with_title_clause_and_quote() -> None:
    notes = part(english(), "word/footnotes.xml").findall(f"{W}footnote")
    texts = ["".join(note.itertext(f"{W}t")) for note in notes if note.get(f"{W}type") is None]
    assert len(texts) == 2
    assert texts[0].strip() == f"Pilot Plan, II.2 (2. Granting licenses): “{QUOTE}”"


def test_every_call_of_a_clause_leads_to_one_footnote() -> None:
    body = part(english(), "word/document.xml")
    called = [e.get(f"{W}id") for e in body.iter(f"{W}footnoteReference")]
    assert len(called) == len(set(called)) == 2
    again = [e.text.strip() for e in body.iter(f"{W}instrText") if "NOTEREF" in (e.text or "")]
    bookmarks = {e.get(f"{W}name") for e in body.iter(f"{W}bookmarkStart")}
    assert again
    assert {reference.split()[1] for reference in again} <= bookmarks


def test_a_marker_of_no_known_citation_stays_text() -> None:
    assert "[9]" in words(opened(english()))


def test_what_looks_like_markup_is_text() -> None:
    shown = printable(HOSTILE)
    before, after = shown.split("[1]")
    text = words(opened(english()))
    assert before.rstrip() in text
    assert after.strip() in text


def test_facts_and_checks_stand_in_appendices_with_their_sources() -> None:
    tables = [[cell.text for cell in row.cells] for t in opened(english()).tables for row in t.rows]
    assert ["Last day of the announcement", "2026-03-17",
            "computed; C2, II.1; 15 days later"] in tables  # fmt: skip
    assert ["Partner", "–", "missing"] in tables
    assert ["passed", "The term of 12 years is at least ten years.", "C1, II.2"] in tables
    assert ["C1", "Pilot Plan, II.2 (2. Granting licenses)", QUOTE] in tables
    assert ["does not apply (advice)", "No camp is planned.", "–"] in tables


def test_the_box_before_submission_asks_for_what_is_missing() -> None:
    box = opened(english()).tables[0].cell(0, 0).text
    assert box.startswith("Before submission")
    assert "Who is the partner?" in box
    assert "The announcement is too short: give 15 days." in box


def test_a_stopped_draft_says_so_in_the_box() -> None:
    assert "Stopped" in opened(english(stopped=True)).tables[0].cell(0, 0).text


def test_long_tables_repeat_their_heads() -> None:
    body = part(english(rows=80), "word/document.xml")
    heads = [row for row in body.iter(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is not None]
    assert len(heads) == 4


def test_charts_are_pictures_with_a_description() -> None:
    document = opened(chinese())
    assert [shape._inline.docPr.get("descr") for shape in document.inline_shapes] == [
        "各季度合同金额"
    ]


def test_pages_are_counted_by_fields_and_chinese_has_a_face() -> None:
    draft = chinese()
    with zipfile.ZipFile(BytesIO(docx_of(draft))) as archive:
        names = [name for name in archive.namelist() if re.match(r"word/(?:header|footer)", name)]
        around = "".join(archive.read(name).decode() for name in names)
    assert draft.title in around
    assert "草稿，供审核" in around
    assert re.search(r"PAGE .*NUMPAGES ", around, re.DOTALL)
    normal = opened(draft).styles["Normal"].element.rPr.rFonts
    assert normal.get(f"{W}eastAsia") == "SimSun"


def test_a_draft_of_nothing_is_still_a_paper() -> None:
    empty = english(fields=(), sections=(), checks=(), missing=(), citations=(), notices=())
    assert "No fact is missing" in words(opened(empty))


def test_what_cannot_be_written_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "folder.docx"
    (target / "inside").mkdir(parents=True)
    with pytest.raises(DraftNotWritten, match=r"cannot be written"):
        write_docx(english(), target)
    assert [p.name for p in tmp_path.iterdir()] == ["folder.docx"]
    with pytest.raises(DraftNotWritten):
        write_docx(english(), tmp_path / "nowhere" / "paper.docx")


def test_an_export_replaces_the_one_before(tmp_path: Path) -> None:
    target = tmp_path / "paper.docx"
    target.write_bytes(b"old")
    write_docx(english(), target)
    assert docx.Document(str(target)).paragraphs[0].text == english().title
    assert list(tmp_path.iterdir()) == [target]


def test_a_table_too_wide_for_a_page_stands_row_below_row() -> None:
    heads = tuple(f"Characteristic {i}" for i in range(12))
    wide = Table("Wide", heads, (tuple("abcdefghijkl"), tuple("mnopqrstuvwx")))
    draft = english(sections=(Section("Wide", "Text.", (), (wide,)),))
    rows = [[cell.text for cell in row.cells] for row in opened(draft).tables[1].rows]
    assert rows[0] == ["Fact", "Value"]
    assert rows[1] == ["Characteristic 0", "a"]
    assert rows[13:15] == [["", ""], ["Characteristic 0", "m"]]


def test_a_value_is_shown_in_the_words_of_the_paper() -> None:
    draft = english(fields=(Field("mode", "Mode", "in_collaboration", "user", shown="in company"),))
    assert "in company" in words(opened(draft))
    assert "in_collaboration" not in words(opened(draft))
