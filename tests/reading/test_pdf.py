"""PDF files: text with pages, and what cannot be read as text."""

from __future__ import annotations

import logging
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from made_files import SAMPLES, Put, kept, needs_samples, pdf, read
from pypdf import PdfReader, PdfWriter

from assistant.errors import UnreadableFile
from assistant.reading.pdf import read_pdf

PDFS = SAMPLES / "pdf"


def test_pages_are_kept_with_their_offsets(tmp_path: Path) -> None:
    data = pdf(
        [Put("I. General Requirements", 72, 700), Put("The first page says this.", 72, 670)],
        [],
        [Put("II. Duties", 72, 700), Put("The third page says that.", 72, 670)],
    )
    document = read(kept(tmp_path, "plan.pdf", data))
    assert document.text == (
        "I. General Requirements\n\nThe first page says this.\n\n"
        "II. Duties\n\nThe third page says that."
    )
    third = document.text.index("II. Duties")
    assert document.pages == (0, third, third)
    assert [(clause.path, clause.page) for clause in document.clauses] == [("I", 1), ("II", 3)]


def test_a_paragraph_that_runs_over_two_pages_is_one() -> None:
    long = "The entity shall announce the decision inside the entity before it takes effect and"
    text, pages = read_pdf(
        pdf(
            [Put(long, 72, 100 - 14 * at) for at in range(3)],
            [Put(long, 72, 700), Put("then report it.", 72, 686)],
        ),
        "plan.pdf",
    )
    assert text == f"{long} {long} {long} {long} then report it."
    assert pages == (0, 3 * len(long) + 3)


def test_chinese_lines_become_paragraphs_and_dates_lose_the_gaps_of_typesetting() -> None:
    lines = [
        Put("第一条 科技成果完成单位应当在 2024 年 6 月 30 日前制定管理办法并报送主管", 94, 700),
        Put("部门备案。", 72, 680),
        Put("第二条 本办法自公布之日起施行。", 94, 660),
    ]
    assert read_pdf(pdf(lines), "办法.pdf")[0] == (
        "第一条 科技成果完成单位应当在 2024年6月30日前制定管理办法并报送主管部门备案。\n\n"
        "第二条 本办法自公布之日起施行。"
    )


def test_a_scan_asks_for_text_recognition() -> None:
    with pytest.raises(UnreadableFile, match=r"is a scan.*text recognition"):
        read_pdf(pdf([Put("3", 290, 40)], image=True), "scan.pdf")


def test_a_pdf_without_text_or_image_says_so() -> None:
    with pytest.raises(UnreadableFile, match="holds no text"):
        read_pdf(pdf([], []), "empty.pdf")


def test_a_scanned_annex_does_not_keep_the_text_from_being_read(
    caplog: pytest.LogCaptureFixture,
) -> None:
    writer = PdfWriter()
    for at in range(3):
        text = [Put(f"Page {at} says enough to be read as text.", 72, 700)]
        writer.append(PdfReader(BytesIO(pdf(text))))
    writer.append(PdfReader(BytesIO(pdf([], image=True))))
    out = BytesIO()
    writer.write(out)
    with caplog.at_level(logging.WARNING, "assistant"):
        text, _ = read_pdf(out.getvalue(), "plan.pdf")
    assert text.count("says enough") == 3
    assert "1 of 4 pages are images" in caplog.text


def protected(user_password: str) -> bytes:
    writer = PdfWriter()
    writer.append(PdfReader(BytesIO(pdf([Put("The text of the plan.", 72, 700)]))))
    writer.encrypt(user_password, "owner", algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_password_is_told_apart_from_damage() -> None:
    with pytest.raises(UnreadableFile, match=r"password\. Save a copy without"):
        read_pdf(protected("secret"), "plan.pdf")


def test_a_file_that_only_forbids_printing_is_read() -> None:
    assert read_pdf(protected(""), "plan.pdf")[0] == "The text of the plan."


@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_a_file_that_breaks_off_is_read_or_refused_in_a_sentence(share: float) -> None:
    data = pdf([Put("The text of the plan.", 72, 700)])
    try:
        text, _ = read_pdf(data[: int(share * len(data))], "plan.pdf")
    except UnreadableFile as error:
        assert "plan.pdf" in str(error)  # noqa: PT017
    else:
        assert text == "The text of the plan."


def test_what_pypdf_has_to_say_goes_to_the_log(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    data = pdf([Put("The text of the plan.", 72, 700)])
    damaged = data.replace(b"startxref\n", b"startxref\n1")
    assert read_pdf(damaged, "plan.pdf")[0] == "The text of the plan."
    assert any(record.name.startswith("pypdf") for record in caplog.records)
    assert capfd.readouterr().out == ""


def test_a_file_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(UnreadableFile, match="takes more time"):
        read_pdf(pdf([Put("The text of the plan.", 72, 700)]), "plan.pdf", seconds=-1)


@needs_samples
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("libreoffice-writer-password.pdf", "password"),
        ("imagemagick-CCITTFaxDecode.pdf", "is a scan"),
        ("imagemagick-images.pdf", "is a scan"),
        ("scan-linn.pdf", "is a scan"),
        ("invalid.pdf", "broken"),
    ],
)
def test_sample_files_without_text_are_refused(name: str, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        read(PDFS / name)


@needs_samples
def test_the_two_columns_of_the_sample_are_read_in_order() -> None:
    text = read(PDFS / "multicolumn.pdf").text
    found = text.split("\n\n")
    assert found[:4] == [
        "Two-Column Document with Lorem Ipsum",
        "Your Name",
        "January 3, 2024",
        "Abstract",
    ]
    order = ["Nam dui ligula", "Nulla malesuada", "Quisque ullamcorper", "Fusce mauris."]
    starts = [next(at for at, p in enumerate(found) if p.startswith(words)) for words in order]
    assert all(b == a + 1 for a, b in pairwise(starts))
    assert "Nam feugiat lacus vel est." in text
    assert "| " not in text
    assert "rhoncus sem" in text


@needs_samples
def test_the_chinese_samples_read_as_paragraphs() -> None:
    standard = read(PDFS / "issue-336-example.pdf")
    assert "一般在高速公路和一级公路上设置；道班房主要在二、三、四级公路上设置" in standard.text
    assert "173" not in standard.text
    report = read(PDFS / "issue-67-example.pdf")
    assert len(report.pages) == 22
    assert "东北电气发展股份有限公司 2018" not in report.text
    assert "不存在虚假记载、误导性陈述或者重大遗漏，并承担个别和连带的法律责任。" in report.text
    assert report.metadata.language == "zh"
