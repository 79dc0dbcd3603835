"""Text files: encodings, line ends, and what the stored text keeps."""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_files import CORPUS, SAMPLES, kept, needs_samples, read

from assistant.errors import UnreadableFile
from assistant.reading.text import decode

CHINESE = "第一条 为了促进科技成果转化，制定本办法。\n第二条 本办法自公布之日起施行。\n"
ENGLISH = "I. General Requirements\n1. The entity’s plan – “pilot” – runs three years.\n"

VISIBLE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"])).filter(
    lambda text: text.strip("\ufeff").strip()
)


@pytest.mark.parametrize("text", [CHINESE, ENGLISH])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_files_keep_every_character(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "plan.txt") == text


def test_utf_16_is_read_in_either_byte_order() -> None:
    assert decode(b"\xfe\xff" + CHINESE.encode("utf-16-be"), "plan.txt") == CHINESE
    assert decode(b"\xff\xfe" + CHINESE.encode("utf-16-le"), "plan.txt") == CHINESE


def test_chinese_in_gb18030_is_read_without_being_told() -> None:
    assert decode(CHINESE.encode("gb18030"), "plan.txt") == CHINESE


def test_english_in_windows_1252_is_read() -> None:
    assert decode(ENGLISH.encode("cp1252"), "plan.txt") == ENGLISH


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Voilà une été garçon, déjà très tôt", "latin-1"),
        ("Привет, это текст на русском языке", "cp1251"),
        ("大学等技術移転促進法の目的は、研究活動の活性化を図ることです", "euc-jp"),
        ("이것은 한국어 문장입니다 기술이전 촉진에 관한 법률", "euc-kr"),
        ("科技成果轉化是指為提高生產力水平而進行的後續試驗", "big5"),
    ],
)
def test_other_old_encodings_are_refused_rather_than_misread(text: str, encoding: str) -> None:
    with pytest.raises(UnreadableFile, match=r"old\.txt .* Save it as UTF-8"):
        decode(text.encode(encoding), "old.txt")


def test_a_damaged_utf_16_file_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="breaks off"):
        decode(b"\xff\xfe" + CHINESE.encode("utf-16-le")[:-1], "plan.txt")


def test_line_ends_become_line_feeds() -> None:
    assert decode(b"one\r\ntwo\rthree\nfour", "plan.txt") == "one\ntwo\nthree\nfour"


@pytest.mark.parametrize("data", [b"text\0more", b"a\x01\x02\x03\x04b", b"\x7fELF\0\0\1\1"])
def test_binary_data_is_not_text(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="binary data"):
        decode(data, "plan.txt")


@pytest.mark.parametrize("data", [b"", b" \n\t \r\n", "\ufeff\u3000\n".encode()])
def test_a_text_without_a_visible_character_is_empty(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="is empty"):
        decode(data, "plan.txt")


@given(VISIBLE)
@settings(derandomize=True)
def test_stored_text_reads_the_same_again(text: str) -> None:
    stored = decode(text.encode(), "plan.txt")
    assert decode(stored.encode(), "plan.txt") == stored
    assert stored == text.lstrip("\ufeff")


@given(st.binary(max_size=200))
@settings(derandomize=True, max_examples=500)
def test_any_bytes_are_text_without_nul_or_refused(data: bytes) -> None:
    try:
        stored = decode(data, "plan.txt")
    except UnreadableFile:
        return
    assert stored.strip()
    assert "\0" not in stored
    assert "\r" not in stored


@given(VISIBLE.map(lambda text: "Plan " + text))
@settings(derandomize=True, max_examples=50)
def test_a_document_is_named_by_the_hash_of_its_text_and_covered_by_clauses(text: str) -> None:
    with TemporaryDirectory() as folder:
        document = read(kept(Path(folder), "plan.txt", text))
    assert document.version == "sha256:" + hashlib.sha256(document.text.encode()).hexdigest()
    assert "".join(clause.text for clause in document.clauses) == document.text


def test_markdown_is_kept_as_it_is(tmp_path: Path) -> None:
    text = "---\ntitle: A plan\n---\n<!-- note -->\n# Heading\n\n* item\n<div>kept</div>\n"
    document = read(kept(tmp_path, "plan.md", text))
    assert document.text == text
    assert document.title == "A plan"


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.stem)
def test_the_corpus_is_stored_character_by_character(path: Path) -> None:
    assert read(path).text == path.read_bytes().decode()


@needs_samples
def test_the_chinese_statutes_are_stored_character_by_character() -> None:
    for path in SAMPLES.glob("statutes-zh/*.md"):
        document = read(path)
        assert document.text == path.read_bytes().decode()
        assert document.metadata.language == "zh"
        assert document.title == document.text.split("\n")[0].lstrip("# ")
        assert {c.path[-1] for c in document.clauses} >= {"条", "款", "章"}
