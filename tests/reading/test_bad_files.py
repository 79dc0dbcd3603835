"""Files that cannot be read get a sentence that says what is wrong and what to do."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_files import Put, WordFile, kept, pdf, read

from assistant.errors import UnreadableFile


def refusal(path: Path, megabytes: float = 50) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read(path, megabytes)
    error = caught.value
    assert path.name in error.what
    assert error.what.endswith(".")
    assert error.do.endswith(".")
    return error


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "is empty"),
        ("empty.pdf", b"", "is empty"),
        ("empty.docx", b" \n", "is empty"),
        ("blank.md", b" \n\t\n", "is empty"),
        ("program.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\0", "binary data"),
        ("controls.txt", b"\x01\x02\x03\x04\x05\x06text", "binary data"),
        ("noise.txt", bytes(range(128, 256)) * 9, "encoding"),
        ("broken.pdf", b"%PDF-1.7\nnothing more", "broken"),
        ("text.pdf", b"Just a text.", "is not a PDF file"),
        ("page.pdf", b"<!DOCTYPE html><html><p>Not found</p></html>", "is not a PDF file"),
        ("text.docx", b"Just a text.", "is not a Word file"),
        ("broken.docx", b"PK\x03\x04 and nothing more", "damaged"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "old Word format"),
        ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "password"),
        ("letter.rtf", rb"{\rtf1\ansi Text.}", "Rich Text"),
        ("page.mht", b"MIME-Version: 1.0\n\nText", "web archive"),
        ("scan.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is an image"),
        ("scan.txt", b"\xff\xd8\xff\xe0\0\x10JFIF", "is an image"),
        ("files.txt", b"\x1f\x8b\x08\0\0\0\0\0", "is an archive"),
        ("app.html", b"<html><body><script>x</script></body></html>", "shows no text"),
    ],
)
def test_what_is_no_document_is_refused(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    assert reason in str(refusal(kept(tmp_path, name, data)))


@pytest.mark.parametrize("name", ["plan.txt", "plan.docx", "plan", "plan.html"])
def test_a_pdf_is_read_under_any_name(tmp_path: Path, name: str) -> None:
    path = kept(tmp_path, name, pdf([Put("The text of the plan.", 72, 700)]))
    assert read(path).text == "The text of the plan."
    assert read(path).pages == (0,)


@pytest.mark.parametrize("name", ["plan.txt", "plan.pdf", "plan.doc"])
def test_a_word_file_is_read_under_any_name(tmp_path: Path, name: str) -> None:
    word = WordFile()
    word.add("The text of the plan.")
    assert read(kept(tmp_path, name, word.bytes())).text == "The text of the plan."


@pytest.mark.parametrize("name", ["plan.txt", "plan.doc", "plan.xhtml", "plan"])
def test_a_web_page_is_read_under_any_name_but_those_of_other_kinds(
    tmp_path: Path, name: str
) -> None:
    page = "<!-- saved -->\n<!DOCTYPE html>\n<html><body><p>The text.</p></body></html>"
    assert read(kept(tmp_path, name, page)).text == "The text."


def test_plain_text_named_html_stays_plain_text(tmp_path: Path) -> None:
    text = "One line.\nA line with a < b.\n"
    assert read(kept(tmp_path, "plan.html", text)).text == text


def test_a_large_file_is_refused_by_its_size_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    error = refusal(path)
    assert "200 MB" in error.what
    assert "50 MB" in error.what
    assert "ASSISTANT_FILE_MEGABYTES" in error.do


def test_the_limit_of_the_size_is_the_caller_s(tmp_path: Path) -> None:
    path = kept(tmp_path, "plan.txt", "x" * 1500)
    assert read(path, 0.0015).text == "x" * 1500
    refusal(path, 0.0014)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "folder.txt"
    folder.mkdir()
    assert "is a folder" in str(refusal(folder))


def test_a_link_to_nothing_says_so(tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "gone.txt")
    assert "link to a file that is not there" in str(refusal(link))


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "loop.txt"
    link.symlink_to(link)
    assert "cannot be opened" in str(refusal(link))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    assert "device" in str(refusal(path))


@pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0, reason="an administrator may read every file"
)
def test_a_file_without_permission_says_so(tmp_path: Path) -> None:
    path = kept(tmp_path, "closed.txt", "text")
    path.chmod(0)
    assert "may not be read" in str(refusal(path))


def test_a_pdf_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    packed = zlib.compress(b" " * 90_000_000, 9)
    plain = pdf([Put("The text of the plan.", 72, 700)])
    start = plain.index(b"<< /Length", plain.index(b"5 0 obj"))
    end = plain.index(b"endstream", start)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\n" % (len(packed), packed)
    bomb = plain[:start] + stream + plain[end:]
    assert len(bomb) < 200_000
    refusal(kept(tmp_path, "bomb.pdf", bomb))


def test_many_comments_before_a_page_take_no_time(tmp_path: Path) -> None:
    text = "<!---->" * 3000 + "text"
    assert read(kept(tmp_path, "plan.txt", text)).text == text


def whole_files() -> dict[str, bytes]:
    word = WordFile()
    word.add("The text of the plan.")
    return {
        "plan.pdf": pdf([Put("The text of the plan.", 72, 700)]),
        "plan.docx": word.bytes(),
        "plan.html": b"<!DOCTYPE html><html><table><tr><td>a<ol><li>The text</table></html>",
        "plan.txt": "第一条 内容。\nThe text of the plan.".encode("utf-16"),
    }


@pytest.mark.parametrize("name", list(whole_files()))
@given(
    changes=st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=6)), max_size=8),
    end=st.integers(1, 10**6),
)
@settings(
    derandomize=True,
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_damaged_file_is_read_or_refused_and_never_worse(
    tmp_path: Path, name: str, changes: list[tuple[int, bytes]], end: int
) -> None:
    data = bytearray(whole_files()[name])
    for at, change in changes:
        at %= len(data)
        data[at : at + len(change)] = change
    path = kept(tmp_path, name, bytes(data[: max(end % (2 * len(data)), 1)]))
    try:
        document = read(path)
    except UnreadableFile as error:
        assert error.do  # noqa: PT017
        return
    assert "\0" not in document.text
    assert "".join(clause.text for clause in document.clauses) == document.text
