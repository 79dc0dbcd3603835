"""Which files a folder offers, under which ids, and what is known of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_files import CORPUS, kept, read

from assistant.errors import UnreadableFile
from assistant.model import Metadata
from assistant.reading.files import read_document
from assistant.reading.manifest import SourceFile, read_manifest, slug

FIVE = {
    "shanghai-pilot-reform-plan",
    "shanghai-transfer-action-plan-2024-2027",
    "shanghai-patent-commercialization-plan",
    "national-technology-transfer-system-plan",
    "patent-revitalization-plan-interpretation",
}


def manifest_of(folder: Path, entries: str) -> None:
    kept(folder, "manifest.yaml", "documents:\n" + entries)


def offered(*places: Path) -> dict[str, SourceFile]:
    return {source.metadata.id: source for source in read_manifest(*places)}


def test_the_manifest_of_the_corpus_names_its_five_documents_and_guesses_nothing() -> None:
    sources = offered(CORPUS)
    assert set(sources) == FIVE
    for name, source in sources.items():
        assert source.path == CORPUS / f"{name}.txt"
        assert source.path.is_file()
        assert not source.guessed
    newsletter = sources["national-technology-transfer-system-plan"].metadata
    assert (newsletter.issued, newsletter.number) == ("2017-10-31", "No.20")
    dated = {name for name, source in sources.items() if source.metadata.issued}
    assert dated == {"national-technology-transfer-system-plan"}


@pytest.mark.parametrize("name", sorted(FIVE - {"patent-revitalization-plan-interpretation"}))
def test_the_titles_of_the_corpus_stand_in_its_texts(name: str) -> None:
    source = offered(CORPUS)[name]
    assert source.metadata.title in read_document(source, 50).text


def test_an_entry_says_what_is_known_and_leaves_the_rest_empty(tmp_path: Path) -> None:
    kept(tmp_path, "rules.txt", "第一条 内容。")
    manifest_of(
        tmp_path,
        "- {id: rules, source: rules.txt, title: 实施细则, language: zh, issued: 2010-01-09,\n"
        "   number: 569, level: national, issuer: null, names: [细则, the rules]}\n",
    )
    (source,) = read_manifest(tmp_path)
    assert source.metadata == Metadata(
        id="rules",
        title="实施细则",
        language="zh",
        level="national",
        issued="2010-01-09",
        number="569",
        source="rules.txt",
        names=("细则", "the rules"),
    )


def test_title_and_language_that_an_entry_leaves_open_are_read_from_the_text(
    tmp_path: Path,
) -> None:
    kept(tmp_path, "rules.txt", "科技成果转化管理办法\n第一条 内容。")
    manifest_of(tmp_path, "- {id: rules, source: rules.txt}\n")
    (source,) = read_manifest(tmp_path)
    document = read_document(source, 50)
    assert document.title == "科技成果转化管理办法"
    assert document.metadata.language == "zh"


def test_files_without_an_entry_are_offered_too(tmp_path: Path) -> None:
    kept(tmp_path, "named.txt", "x")
    kept(tmp_path, "Working Rules (2024).txt", "Working Rules of the Centre\nText.")
    manifest_of(tmp_path, "- {id: named, source: named.txt, title: T, language: en}\n")
    sources = offered(tmp_path)
    assert set(sources) == {"named", "working-rules-2024"}
    assert sources["working-rules-2024"].metadata.source == "Working Rules (2024).txt"
    document = read_document(sources["working-rules-2024"], 50)
    assert document.title == "Working Rules of the Centre"


def test_entries_without_a_file_are_offered_and_reading_reports_them(tmp_path: Path) -> None:
    manifest_of(tmp_path, "- {id: gone, source: gone.txt, title: Gone}\n")
    (source,) = read_manifest(tmp_path)
    with pytest.raises(UnreadableFile, match=r"gone\.txt is not there.*manifest"):
        read_document(source, 50)


def test_what_is_no_document_is_not_offered(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in ["README.md", "readme", "glossary.yaml", ".hidden", "~$plan.docx", "plan.txt~"]:
        kept(tmp_path, name, "x")
    kept(tmp_path / ".git", "config", "x")
    manifest_of(tmp_path, "")
    assert read_manifest(tmp_path) == ()


def test_files_of_subfolders_are_offered_with_their_own_manifests(tmp_path: Path) -> None:
    (tmp_path / "zh").mkdir()
    kept(tmp_path, "plan.txt", "x")
    kept(tmp_path / "zh", "plan.txt", "x")
    manifest_of(tmp_path / "zh", "- {id: plan-zh, source: plan.txt}\n")
    assert set(offered(tmp_path)) == {"plan", "plan-zh"}


def test_ids_are_unique_over_all_places_and_each_file_is_offered_once(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        kept(tmp_path / folder, "plan.txt", "x")
    kept(tmp_path / "a", "plan.md", "x")
    twice = read_manifest(tmp_path / "a", tmp_path / "b", tmp_path / "a" / "plan.txt")
    ids = [source.metadata.id for source in twice]
    assert sorted(ids) == ["a-plan-md", "a-plan-txt", "b-plan-txt"]


def test_a_single_file_keeps_the_entry_of_the_manifest_beside_it() -> None:
    path = CORPUS / "shanghai-pilot-reform-plan.txt"
    assert set(offered(path)) == {"shanghai-pilot-reform-plan"}
    (source,) = read_manifest(path)
    assert source.metadata.level == "municipal"


def test_a_place_that_does_not_exist_is_reported_by_reading(tmp_path: Path) -> None:
    (source,) = read_manifest(tmp_path / "nowhere.txt")
    with pytest.raises(UnreadableFile, match="is not there"):
        read_document(source, 50)


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("{id: a}", r"Entry 1 \(a\) lacks 'source'"),
        ("{source: a.txt}", r"Entry 1 \(a\.txt\) lacks 'id'"),
        ("{id: a, source: a.txt, titel: T}", "unknown field 'titel'"),
        ("{id: a, source: a.txt, title: [T]}", "'title' must be one text"),
        ("{id: a, source: a.txt, names: rules}", "'names' must be a list of texts"),
        ("{id: a b, source: a.txt}", "'id' must be letters"),
        ("{id: a, source: ../a.txt}", "must be a file inside the folder"),
        ("{id: a, source: /etc/hosts}", "must be a file inside the folder"),
        ("{id: a, source: a.txt, language: de}", "'language' must be one of en, zh"),
        ("{id: a, source: a.txt, level: cosmic}", "'level' must be one of national"),
        ("{id: a, source: a.txt, issued: 31.10.2017}", "'issued' must be a date"),
        ("{id: a, source: a.txt, issued: '2017-02-30'}", "'issued' must be a date"),
        ("{id: a, source: a.txt, superseded_by: b}", "'superseded_by' names no other entry"),
        ("{id: a, source: a.txt, superseded_by: a}", "'superseded_by' names no other entry"),
        ("{id: a, source: a.txt}\n- {id: a, source: b.txt}", "id 'a' stands twice"),
        ("{id: a, source: a.txt}\n- {id: b, source: a.txt}", "source 'a.txt' stands twice"),
    ],
)
def test_a_fault_is_told_with_its_entry(tmp_path: Path, entry: str, fault: str) -> None:
    manifest_of(tmp_path, f"- {entry}\n")
    with pytest.raises(UnreadableFile, match=fault):
        read_manifest(tmp_path)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    manifest_of(tmp_path, "- {id: a}\n- {id: b, source: b.txt, language: xx}\n")
    with pytest.raises(UnreadableFile, match=r"Entry 1 .* Entry 2 .* Correct these entries"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("text", ["documents: [", "documents: 3", "- a", "", "a: \x07", "\xff"])
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    kept(tmp_path, "manifest.yaml", text.encode("latin-1"))
    with pytest.raises(UnreadableFile, match=r"manifest\.yaml"):
        read_manifest(tmp_path)


def test_a_month_or_a_year_is_a_date_of_issue(tmp_path: Path) -> None:
    manifest_of(
        tmp_path, "- {id: a, source: a, issued: 2017}\n- {id: b, source: b, issued: 2017-10}\n"
    )
    assert [s.metadata.issued for s in read_manifest(tmp_path)] == ["2017", "2017-10"]


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("上海市促进科技成果转化条例(2017-04-20)", "上海市促进科技成果转化条例-2017-04-20"),
        ("Plan_v2 — FINAL", "plan-v2-final"),
        ("!!!", "document"),
    ],
)
def test_ids_keep_the_letters_of_any_script(name: str, identifier: str) -> None:
    assert slug(name) == identifier


@given(st.text(max_size=40))
@settings(derandomize=True)
def test_a_slug_is_stable_and_has_no_separators_at_its_ends(name: str) -> None:
    assert re.fullmatch(r"[^\W_]+(-[^\W_]+)*", slug(name))
    assert slug(slug(name)) == slug(name)


def test_the_language_is_told_by_the_script(tmp_path: Path) -> None:
    english = "The plan mentions 科技成果转化 once, and is otherwise English text."
    chinese = "本办法所称 PCT（Patent Cooperation Treaty）专利，是指通过该条约提交的国际申请。"
    assert read(kept(tmp_path, "a.txt", english)).metadata.language == "en"
    assert read(kept(tmp_path, "b.txt", chinese)).metadata.language == "zh"
