"""Terms of the trade in both languages: the longest form counts, and never a part of a number."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import SettingsError
from assistant.finding.glossary import Terms, read_glossary
from assistant.finding.words import stems
from assistant.model import Glossary, GlossaryEntry
from assistant.reading.normalize import plain

CORPUS = Path(__file__).parents[2] / "corpus"
ENTRIES = (
    GlossaryEntry(("科技成果",), ("scientific and technological advancements", "advancements")),
    GlossaryEntry(("科技成果转化", "转化"), ("commercialization",)),
    GlossaryEntry(("五年", "5年"), ("five years",)),
    GlossaryEntry(("三步走",), ("three-step plan",)),
    GlossaryEntry(("TTO", "技术转移办公室"), ("technology transfer office", "TTO")),
    GlossaryEntry(("G60",), ("G60 corridor",)),
    GlossaryEntry(("所有权",), ("assign title", "title")),
)
TERMS = Terms(Glossary(ENTRIES))


def chinese(text: str) -> list[str]:
    normalized = plain(text)
    return [normalized[m.start : m.end] for m in TERMS.chinese_mentions(normalized)]


def english(text: str) -> list[str]:
    words = stems(text)
    return [" ".join(words[m.start : m.end]) for m in TERMS.english_mentions(words)]


@pytest.mark.parametrize(
    ("text", "mentioned"),
    [
        ("科技成果转化收入", ["科技成果转化"]),
        ("科技成果的转化", ["科技成果", "转化"]),
        ("许可五年", ["五年"]),
        ("许可 5年 以上", ["5年"]),
        ("到2025年", []),
        ("1.5年", []),
        ("1,5年", []),
        ("十五年", []),
        ("第五年", []),
        ("五十五年", []),
        ("三步走战略", ["三步走"]),
        ("第三步走", []),
        ("TTO 计划", ["tto"]),
        ("ＴＴＯ计划", ["tto"]),
        ("在ottoman风格中", []),
        ("G60科创走廊", ["g60"]),
        ("编号G605的", []),
        ("", []),
    ],
)
def test_the_longest_chinese_form_counts_and_only_a_whole_one(
    text: str, mentioned: list[str]
) -> None:
    assert chinese(text) == mentioned


def test_english_forms_are_found_in_any_inflection() -> None:
    assert "assign titl" in english("Who is assigning titles?")
    assert not english("There are 25 years.")


def test_longer_english_forms_do_not_hide_shorter_ones() -> None:
    assert "advanc" in english("scientific and technological advancements")
    assert len(english("scientific and technological advancements")) == 2


def test_a_concept_is_the_same_in_both_languages() -> None:
    assert set(TERMS.concepts("科技成果的所有权")) == {0, 6}
    assert set(TERMS.concepts("title to the advancements")) == {0, 6}


def test_a_form_of_two_entries_names_both() -> None:
    twice = Terms(Glossary((*ENTRIES, GlossaryEntry(("产权",), ("title",)))))
    assert set(twice.concepts("a title")) == {6, 7}


@given(text=st.text(alphabet="科技成果转化五十5年TO G60.,第x", max_size=30))
@settings(derandomize=True)
def test_mentions_never_overlap_and_are_forms(text: str) -> None:
    normalized, end = plain(text), 0
    forms = {plain(form) for entry in ENTRIES for form in entry.zh}
    for mention in TERMS.chinese_mentions(normalized):
        assert mention.start >= end
        assert normalized[mention.start : mention.end] in forms
        end = mention.end


def test_the_glossary_of_the_corpus_is_read_whole() -> None:
    glossary = read_glossary(CORPUS / "glossary.yaml")
    assert len(glossary.entries) > 300
    assert {entry.kind for entry in glossary.entries} == {"term", "organization"}
    forms = [plain(form) for entry in glossary.entries for form in entry.zh]
    assert len(set(forms)) == len(forms)


def test_no_glossary_is_an_empty_one(tmp_path: Path) -> None:
    assert read_glossary(tmp_path / "none.yaml") == Glossary()
    empty = tmp_path / "empty.yaml"
    empty.write_text("")
    assert read_glossary(empty) == Glossary()


@pytest.mark.parametrize(
    "content",
    [
        "terms: [",
        "terms: 5",
        "- a list",
        "terms: [{zh: [甲]}]",
        "terms: [{zh: 甲乙, en: [a]}]",
        "terms: [{zh: [甲], en: []}]",
        "terms: [{zh: [2025], en: [a]}]",
        "terms: [{zh: [甲], en: [no]}]",
        "terms: [text]",
    ],
)
def test_a_broken_glossary_is_reported_with_its_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"glossary\.yaml"):
        read_glossary(path)


def test_a_glossary_in_another_encoding_or_a_folder_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_bytes("terms: [{zh: [甲], en: [a]}]".encode("utf-16"))
    with pytest.raises(SettingsError):
        read_glossary(path)
    with pytest.raises(SettingsError):
        read_glossary(tmp_path)
