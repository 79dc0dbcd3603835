"""Terms of the trade in both languages: the longest form counts, and never a part of a number."""

from __future__ import annotations

from collections import Counter
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
    GlossaryEntry(
        ("科研人员创业",),
        ("form ventures",),
        asked_zh=("开公司", "自己开公司"),
        asked_en=("start a company", "own firm"),
    ),
    GlossaryEntry(("托管",), ("custody",), asked_zh=("外包",), asked_en=("farm out", "office")),
    GlossaryEntry(("农业",), ("rural areas",), asked_zh=("农民",), asked_en=("farm",)),
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
    assert set(twice.concepts("a title")) == {6, len(ENTRIES)}


def asked(question: str) -> set[int]:
    return set(TERMS.concepts_of_question(question)) - set(TERMS.concepts(question))


@pytest.mark.parametrize(
    ("question", "concepts"),
    [
        ("May I start a company?", {7}),
        ("She is starting her own company.", {7}),
        ("Companies that they start", set()),
        ("Do I need my own firm?", set()),
        ("Does an own firm pay?", {7}),
        ("Who farms out what?", {8}),
        ("farms", {9}),
        ("我想自己开公司", {7}),
        ("能不能外包？", {8}),
        ("An office: 农民 ask", {8, 9}),
        ("", set()),
        ("it is all my own", set()),
    ],
)
def test_a_question_names_concepts_in_the_words_in_which_people_ask(
    question: str, concepts: set[int]
) -> None:
    assert asked(question) == concepts


def test_the_words_in_which_people_ask_mean_nothing_inside_a_form() -> None:
    assert asked("the office") == {8}
    assert asked("the technology transfer office") == set()
    assert set(TERMS.concepts_of_question("the technology transfer office")) == {4}


def test_the_words_in_which_people_ask_are_no_forms_and_no_translations() -> None:
    assert TERMS.concepts("start a company, 自己开公司") == []
    assert not chinese("自己开公司")
    assert not english("start a company")


@given(
    text=st.text(alphabet="科技成果转化开公司外包农民五5年 ", max_size=20)
    | st.lists(st.sampled_from("start a own firm company farm out my title to".split())).map(
        " ".join
    )
)
@settings(derandomize=True)
def test_the_words_in_which_people_ask_only_add_concepts_once(text: str) -> None:
    named, all_of_them = TERMS.concepts(text), TERMS.concepts_of_question(text)
    assert all_of_them[: len(named)] == named
    added = all_of_them[len(named) :]
    assert len(set(added)) == len(added)
    assert not set(added) & set(named)


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


def test_every_tenth_wording_of_the_corpus_leads_to_its_term() -> None:
    glossary = read_glossary(CORPUS / "glossary.yaml")
    wordings = [(w, n) for n, e in enumerate(glossary.entries) for w in e.asked_en + e.asked_zh]
    assert len(wordings) > 5000
    terms = Terms(glossary)
    assert not [w for w, n in wordings[::10] if n not in terms.concepts_of_question(w)]


def test_no_wording_of_the_corpus_stands_in_many_terms_or_is_a_form() -> None:
    glossary = read_glossary(CORPUS / "glossary.yaml")
    terms = Counter(w for e in glossary.entries for w in {*e.asked_zh, *e.asked_en})
    assert not [wording for wording, entries in terms.items() if entries > 2]
    assert not {f for e in glossary.entries for f in e.zh + e.en} & set(terms)
    assert not [w for e in glossary.entries for w in e.asked_zh if len(w) < 2]


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("What about patents that are gathering dust?", "存量专利"),
        ("When must we finish the stocktake?", "专利盘点"),
        ("May our hospital keep the money?", "留归单位"),
        ("Can we farm out this work?", "托管"),
        ("Will I get blamed for a low price?", "尽职免责"),
        ("Could I start my own company?", "科研人员创业"),
        ("Can it be put in order afterwards?", "合规整改"),
        ("Does a bonus count towards the pay ceiling?", "绩效工资"),
        ("Must it be handed over to the state?", "上缴国库"),
        ("What may the money be used for?", "纳入预算"),
        ("这笔钱怎么分钱？", "收益分配"),
        ("出了问题谁背锅？", "尽职免责"),
        ("费用能报销吗？", "转化费用"),
        ("怎么补办手续？", "合规整改"),
        ("想出去办公司", "离岗创业"),
        ("抽屉里的专利", "存量专利"),
        ("Will the service staff lose their jobs?", "岗位管理"),
        ("May a foreign company buy it?", "向境外转让"),
        ("Whose valuation counts for the guarantee?", "评估结果采信"),
        ("What is the timetable?", "进度安排"),
        ("专利没人要怎么办？", "存量专利"),
        ("会不会吃官司？", "尽职免责"),
        ("要走审批吗？", "审批"),
    ],
)
def test_lay_questions_name_the_terms_of_the_corpus(question: str, term: str) -> None:
    glossary = read_glossary(CORPUS / "glossary.yaml")
    concepts = Terms(glossary).concepts_of_question(question)
    assert term in {glossary.entries[n].zh[0] for n in concepts}


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("How are patents promoted?", "岗位管理"),
        ("Which targeted measures are there?", "工作目标"),
        ("May we investigate the application of laws?", "申请"),
        ("Who is it about?", "大约"),
        ("When was the experience published?", "改革试点"),
        ("这个网站的流程是什么？", "决策程序"),
    ],
)
def test_everyday_words_do_not_name_terms_of_the_corpus(question: str, term: str) -> None:
    glossary = read_glossary(CORPUS / "glossary.yaml")
    concepts = Terms(glossary).concepts_of_question(question)
    assert term not in {glossary.entries[n].zh[0] for n in concepts}


def test_wordings_stand_between_semicolons(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text(
        "terms: [{zh: [甲], en: [a], asked_zh: 甲子；乙丑;, asked_en: be a; b c}]", encoding="utf-8"
    )
    (entry,) = read_glossary(path).entries
    assert (entry.asked_zh, entry.asked_en) == (("甲子", "乙丑"), ("be a", "b c"))


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
        "terms: [{zh: [甲], en: [a], asked_en: [b]}]",
        "terms: [{zh: [甲], en: [a], asked_zh: 5}]",
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
