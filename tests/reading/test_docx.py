"""Word files: everything that is shown becomes text, list numbers too."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from made_files import WordFile, kept, level, read

from assistant.errors import UnreadableFile
from assistant.reading.counting import chinese_number, numeral
from assistant.reading.docx import read_docx

STATUTE = [
    level("chineseCountingThousand", "第%1章"),
    level("chineseCountingThousand", "第%2条", '<w:lvlRestart w:val="0"/>'),
    level("chineseCounting", "（%3）"),
]
PLAN = [level("upperRoman", "%1."), level("decimal", "%2."), level("decimal", "(%3)")]


def said(word: WordFile) -> str:
    return read_docx(word.bytes(), "plan.docx", 50)


def test_the_automatic_numbers_of_a_chinese_statute_become_text() -> None:
    word = WordFile()
    word.add_list(90, *STATUTE)
    word.add("管理办法", "Title")
    for text, place in [
        ("总则", 0),
        ("制定本办法。", 1),
        ("方式包括：", 1),
        ("转让；", 2),
        ("许可。", 2),
        ("职责", 0),
        ("设立机构。", 1),
    ]:
        word.add(text, place=(90, place))
    assert said(word).split("\n\n") == [
        "管理办法",
        "第一章 总则",
        "第一条 制定本办法。",
        "第二条 方式包括：",
        "（一）转让；",
        "（二）许可。",
        "第二章 职责",
        "第三条 设立机构。",
    ]


def test_the_numbers_of_a_plan_restart_below_each_section(tmp_path: Path) -> None:
    word = WordFile()
    word.add_list(90, *PLAN)
    for text, place in [
        ("General Requirements", 0),
        ("Objectives", 1),
        ("Tasks", 1),
        ("First task.", 2),
        ("Measures", 0),
        ("Funding", 1),
    ]:
        word.add(text, place=(90, place))
    document = read(kept(tmp_path, "plan.docx", word.bytes()))
    assert [c.path for c in document.clauses] == ["I", "I.1", "I.2", "I.2.(1)", "II", "II.1"]


def test_headings_without_a_number_are_marked_and_the_title_is_not() -> None:
    word = WordFile()
    word.add("The Plan", "Title")
    word.add("Background", "Heading 1")
    word.add("Plain text.")
    word.add("A part", "Heading 2")
    word.add("III. Numbered", "Heading 1")
    assert said(word).split("\n\n") == [
        "The Plan",
        "## Background",
        "Plain text.",
        "### A part",
        "III. Numbered",
    ]


def test_bullets_and_numbered_list_styles_show_their_marks() -> None:
    word = WordFile()
    word.add("one", "List Bullet")
    word.add("first", "List Number")
    word.add("second", "List Number")
    assert said(word) == "- one\n\n1. first\n\n2. second"


def test_tables_stand_where_they_are_row_by_row_with_merged_cells_repeated() -> None:
    word = WordFile()
    word.add("Before.")
    table = word.document.add_table(3, 2)
    for at, (unit, task) in enumerate([("Unit", "Task"), ("A", "t1"), ("", "t2")]):
        table.cell(at, 0).text, table.cell(at, 1).text = unit, task
    table.cell(1, 0).merge(table.cell(2, 0))
    word.add("After.")
    assert said(word) == "Before.\n\n| Unit | Task |\n| A | t1 |\n| A | t2 |\n\nAfter."


def test_text_in_content_controls_insertions_and_boxes_is_read_and_deleted_text_is_not() -> None:
    word = WordFile()
    word.append(
        "<w:sdt {}><w:sdtContent><w:p><w:r><w:t>Controlled.</w:t></w:r></w:p></w:sdtContent>"
        "</w:sdt>"
    )
    word.append(
        "<w:p {}><w:r><w:t>Kept</w:t></w:r><w:ins><w:r><w:t> inserted</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText> deleted</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> hidden</w:t></w:r></w:p>"
    )
    word.append(
        "<w:p {}><w:r><w:t>Beside a box.</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r>"
        "<w:t>In the box.</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
    )
    assert said(word) == "Controlled.\n\nKept inserted\n\nBeside a box.\n\nIn the box."


def test_a_table_of_contents_is_left_out() -> None:
    word = WordFile()
    word.append(
        '<w:sdt {}><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        "</w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>I. General 3</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
    )
    word.add("I. General")
    assert said(word) == "I. General"


def test_a_footnote_follows_its_paragraph() -> None:
    word = WordFile()
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t>As amended in 2015.'
        "</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    main = word.document.part
    part = Part(
        PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, notes.encode(), main.package
    )
    main.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    word.append(
        '<w:p {}><w:r><w:t>The law</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        "<w:r><w:t> applies.</w:t></w:r></w:p>"
    )
    word.add("Next.")
    assert said(word) == "The law applies.\n\nNote: As amended in 2015.\n\nNext."


def repacked(data: bytes, parts: dict[str, bytes]) -> bytes:
    """The package with some parts replaced."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))
    return out.getvalue()


def test_a_document_with_macros_is_read_without_them() -> None:
    word = WordFile()
    word.add("The text of the plan.")
    with ZipFile(BytesIO(word.bytes())) as package:
        types = package.read("[Content_Types].xml")
    with_macros = types.replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert with_macros != types
    data = repacked(word.bytes(), {"[Content_Types].xml": with_macros})
    assert read_docx(data, "plan.docm", 50) == "The text of the plan."


def test_a_document_without_text_says_so() -> None:
    with pytest.raises(UnreadableFile, match="holds no text"):
        said(WordFile())


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    data = repacked(WordFile().bytes(), {"word/document.xml": b"<a/>" + b" " * 5_000_000})
    assert len(data) < 100_000
    with pytest.raises(UnreadableFile, match="unpacks to far more"):
        read_docx(data, "bomb.docx", 1)


def test_entities_in_the_xml_are_not_expanded() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    xml = (
        f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]><w:document {nsdecls("w")}><w:body><w:p><w:r>'
        "<w:t>Text &e8;</w:t></w:r></w:p></w:body></w:document>"
    )
    data = repacked(WordFile().bytes(), {"word/document.xml": xml.encode()})
    with pytest.raises(UnreadableFile, match="damaged"):
        read_docx(data, "plan.docx", 50)


@pytest.mark.parametrize(
    "damage",
    [
        {"word/document.xml": b"<w:document"},
        {"[Content_Types].xml": b""},
        {"_rels/.rels": b"<x/>"},
    ],
    ids=["document", "types", "relationships"],
)
def test_a_damaged_package_is_refused(damage: dict[str, bytes]) -> None:
    word = WordFile()
    word.add("Text.")
    with pytest.raises(UnreadableFile, match=r"damaged .*save it as a new DOCX"):
        read_docx(repacked(word.bytes(), damage), "plan.docx", 50)


def test_a_package_that_breaks_off_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="damaged ZIP or Word file"):
        read_docx(WordFile().bytes()[:2000], "plan.docx", 50)


def test_another_archive_is_no_word_file() -> None:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(UnreadableFile, match="not a Word document"):
        read_docx(out.getvalue(), "plan.docx", 50)


@pytest.mark.parametrize(
    ("number_format", "value", "said"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 4, "iv"),
        ("upperLetter", 28, "BB"),
        ("lowerLetter", 2, "b"),
        ("chineseCounting", 21, "二十一"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographDigital", 20, "二〇"),
        ("ideographTraditional", 3, "丙"),
        ("decimalEnclosedCircleChinese", 3, "③"),
        ("decimalFullWidth", 10, "１０"),
        ("none", 1, ""),
        ("somethingNew", 7, "7"),
        ("upperRoman", 0, "0"),
    ],
)
def test_numbers_are_written_in_the_formats_of_word(
    number_format: str, value: int, said: str
) -> None:
    assert numeral(number_format, value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (101, "一百零一"), (110, "一百一十")],
)
def test_chinese_numerals_are_those_of_statutes(value: int, said: str) -> None:
    assert chinese_number(value) == said
