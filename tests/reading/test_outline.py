"""A text becomes clauses: every numbering by its paths, and what holds for any text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_files import CORPUS, SAMPLES, needs_samples

from assistant.model import Clause
from assistant.reading.outline import clauses_of
from assistant.reading.sentences import paragraphs_of

GOLDEN = Path(__file__).with_name("outlines.tsv")
STATUTES = SAMPLES / "statutes-zh"

LINES = [
    *("# 标题", "# Title", "## Part", "### Part", "## 第一章 总则", "# 1. Scope", "# Ends so."),
    *("I. Aims", "II. Tasks", "III. Last.", "IV Expanding things", "1. One", "2. Two. It is so."),
    *("1.1 Small", "1.2 Small", "2.1 Other", "1.1.1 Tiny", "(1) item", "(2) item; and", "(1) item"),
    *("第一章 总则", "第二章 组织", "第一节 甲", "第一条 为了促进，制定本法。", "第二条 适用："),
    *(
        "第二条之一 同上。",
        "（一）转让；",
        "（二）许可。",
        "一、总体要求",
        "二、任务。",
        "本法自公布起施行。",
    ),
    *("Chapter I General", "Article 1 It is so.", "Article 2", "Section 3 Duties"),
    *(
        "Firstly, it is so.",
        "Secondly, it is so.",
        "Scope of it: all of it.",
        "A heading",
        "短标题",
    ),
    *("A paragraph that says something, at length.", "这是一个段落，说明一些事情。", "Intro:"),
    *(
        "| 项目 | 金额 |",
        "- 子项",
        "* item",
        "• 子项",
        "——坚持市场导向",
        "2024 300",
        "2024. It was.",
    ),
    *("", " ", "\u3000", "***", "A heading [2]", "第一条 [2]", "\r", "\x0c", "0"),
]
texts = st.lists(st.sampled_from(LINES) | st.text(max_size=12), max_size=40).map("\n".join)


def outline(*lines: str) -> tuple[Clause, ...]:
    return clauses_of("\n".join(lines), "plan", "sha256:0")


def paths(*lines: str) -> list[str]:
    return [clause.path for clause in outline(*lines)]


def clauses_of_file(path: Path) -> tuple[Clause, ...]:
    return clauses_of(path.read_text(encoding="utf-8"), path.stem, "sha256:0")


def at(path: str, clauses: tuple[Clause, ...]) -> Clause:
    (found,) = [clause for clause in clauses if clause.path == path]
    return found


# For any text.


@given(text=texts)
@settings(derandomize=True, deadline=None, max_examples=400)
def test_the_clauses_of_any_text_cover_it_exactly_once(text: str) -> None:
    clauses = clauses_of(text, "plan", "sha256:0")
    assert "".join(clause.text for clause in clauses) == text
    assert all(clause.text == text[clause.start : clause.end] for clause in clauses)
    assert all(a.end == b.start for a, b in pairwise(clauses))
    assert (clauses[0].start, clauses[-1].end) == (0, len(text)) if text else not clauses


@given(text=texts)
@settings(derandomize=True, deadline=None, max_examples=400)
def test_no_two_clauses_of_any_text_have_the_same_path(text: str) -> None:
    found = [clause.path for clause in clauses_of(text, "plan", "sha256:0")]
    assert len(set(found)) == len(found)
    assert all(path.strip() == path and path for path in found)


@given(text=texts)
@settings(derandomize=True, deadline=None)
def test_every_clause_but_the_first_begins_at_the_beginning_of_a_line(text: str) -> None:
    for clause in clauses_of(text, "plan", "sha256:0")[1:]:
        assert text[clause.start - 1] == "\n"
        assert any(character.isalnum() for character in clause.text)


@given(
    text=texts, rows=st.lists(st.sampled_from(["| 甲 | 乙 |", "- 子项", "• 丙", "12 34", "—丁"]))
)
@settings(derandomize=True, deadline=None)
def test_rows_bullets_and_figures_open_no_clause(text: str, rows: list[str]) -> None:
    for clause in clauses_of(f"{text}\n" + "\n".join(rows), "plan", "sha256:0")[1:]:
        assert not clause.text.lstrip().startswith(("|", "- ", "•", "12 34", "—"))


@given(cuts=st.lists(st.integers(0, 300), max_size=5), text=texts)
@settings(derandomize=True, deadline=None)
def test_a_clause_is_on_the_page_on_which_it_begins(cuts: list[int], text: str) -> None:
    pages = (0, *sorted(cuts))
    for clause in clauses_of(text, "plan", "sha256:0", pages):
        assert clause.page is not None
        assert pages[clause.page - 1] <= clause.start
        assert clause.page == len(pages) or clause.start < pages[clause.page]


def test_a_text_without_letters_is_one_clause() -> None:
    assert paths("***", "…") == ["Preamble"]
    assert not outline("")


def test_a_document_without_pages_has_no_page_numbers() -> None:
    assert {clause.page for clause in outline("I. Aims", "II. Tasks")} == {None}


def test_a_text_of_many_lines_is_read_in_time() -> None:
    assert len(outline("第一条 甲。", *["乙，丙。"] * 20_000)) == 20_001
    assert len(outline(*["A short line"] * 20_000)) == 1


# Numbering.


def test_numbers_that_restart_are_named_below_their_section() -> None:
    plan = ("The plan", "I. Aims", "1. One", "2. Two", "II. Tasks", "1. One", "2. Two")
    assert paths(*plan) == ["Preamble", "I", "I.1", "I.2", "II", "II.1", "II.2"]


def test_numbers_that_run_through_stand_alone() -> None:
    plan = ("I. Aims", "1. One", "2. Two", "II. Tasks", "3. Three")
    assert paths(*plan) == ["I", "1", "2", "II", "3"]
    assert outline(*plan)[-1].trail == ("II. Tasks",)


def test_numbers_in_brackets_nest_and_restart() -> None:
    plan = ("I. Aims", "1. One", "(1) a", "(2) b", "2. Two", "(1) c")
    assert paths(*plan) == ["I", "I.1", "I.1.(1)", "I.1.(2)", "I.2", "I.2.(1)"]


def test_numbers_in_brackets_may_run_through() -> None:
    plan = ("II. Tasks", "1. One", "(1) a", "(2) b", "2. Two", "(3) c", "III. Last", "1. One")
    assert paths(*plan) == ["II", "II.1", "(1)", "(2)", "II.2", "(3)", "III", "III.1"]


def test_numbers_of_several_levels_nest_by_their_depth() -> None:
    plan = ("1. Scope", "1.1 Persons", "1.1.1 Staff", "1.1.2 Guests", "1.2 Things", "2. Duties")
    assert paths(*plan) == ["1", "1.1", "1.1.1", "1.1.2", "1.2", "2"]
    assert outline(*plan)[3].trail == ("1. Scope", "1.1 Persons")


def test_numbers_of_several_levels_restart_with_what_they_stand_under() -> None:
    plan = ("I. Aims", "1. One", "1.1 Uno", "II. Tasks", "1. One", "1.1 Due", "1.2 Tre")
    assert paths(*plan) == ["I", "I.1", "I.1.1", "II", "II.1", "II.1.1", "II.1.2"]


def test_numbers_of_several_levels_need_no_number_above_them() -> None:
    assert paths("# Scope", "1.1 Persons", "# Duties", "2.1 Staff", "2.2 Guests") == [
        *("Scope", "1.1", "Duties", "2.1", "2.2")
    ]


def test_a_statute_is_cited_by_article_paragraph_and_item() -> None:
    statute = (
        *(
            "某某条例",
            "第一章 总则",
            "第一条 为了促进转化，制定本条例。",
            "第二条 可以采用下列方式：",
        ),
        *(
            "（一）转让；",
            "（二）许可。",
            "前款规定适用于本市。",
            "第二章 保障",
            "第三条 政府应当支持。",
        ),
    )
    assert paths(*statute) == [
        *("序言", "第一章", "第一条", "第二条第一款", "第二条第一款第（一）项"),
        *("第二条第一款第（二）项", "第二条第二款", "第二章", "第三条"),
    ]


def test_an_article_with_one_paragraph_is_cited_without_it() -> None:
    statute = (
        "第一章 总则",
        "第一条 可以采用下列方式：",
        "（一）转让；",
        "（二）许可。",
        "第二条 略。",
    )
    assert paths(*statute)[1:4] == ["第一条", "第一条第（一）项", "第一条第（二）项"]


def test_an_inserted_article_has_a_number_of_its_own() -> None:
    assert paths("第一条 甲。", "第一条之一 乙。", "第二条 丙。") == [
        "第一条",
        "第一条之一",
        "第二条",
    ]


def test_sections_of_a_statute_stand_in_their_chapter() -> None:
    statute = ("第一章 总则", "第一节 甲", "第一条 子。", "第二章 任务", "第一节 乙", "第二条 丑。")
    assert paths(*statute) == [
        "第一章",
        "第一章第一节",
        "第一条",
        "第二章",
        "第二章第一节",
        "第二条",
    ]


def test_an_article_of_more_than_a_hundred_paragraphs_is_read() -> None:
    found = paths("第一条 甲。", *["乙，丙。"] * 120)
    assert found[-1] == "第一条第一百二十一款"


def test_chinese_numerals_nest_by_their_marks() -> None:
    plan = (
        "通知",
        "一、总体要求",
        "（一）指导思想",
        "（二）原则",
        "二、任务",
        "（一）改革",
        "1. 甲",
        "2. 乙",
    )
    assert paths(*plan) == [
        *("序言", "一", "一（一）", "一（二）", "二", "二（一）", "二（一）1", "二（一）2")
    ]


def test_chinese_items_may_run_through() -> None:
    plan = ("一、要求", "（一）甲", "二、任务", "（二）乙", "（三）丙")
    assert paths(*plan) == ["一", "（一）", "二", "（二）", "（三）"]


def test_an_english_statute_is_cited_by_article_and_item() -> None:
    statute = (
        *(
            "Law of the Land",
            "Chapter I General Provisions",
            "Article 1 It is enacted to promote it.",
        ),
        *(
            "Article 2 The ways are:",
            "(1) transfer;",
            "(2) licence.",
            "Chapter II Duties",
            "Article 3",
        ),
        *("Article 2 of the Law applies.",),
    )
    assert paths(*statute) == [
        *("Preamble", "Chapter I", "Article 1", "Article 2", "Article 2(1)", "Article 2(2)"),
        *("Chapter II", "Article 3"),
    ]


def test_lead_ins_stand_below_what_they_belong_to() -> None:
    plan = (
        *(
            "IV. How to count",
            "Scope of inventory: All patents are counted.",
            "A paragraph follows.",
        ),
        *("Firstly, we count them.", "Secondly, we weigh them.", "V. Next", "Firstly, it is done."),
    )
    assert paths(*plan) == [
        *("IV", "IV › Scope of inventory", "IV › Firstly", "IV › Secondly", "V", "V › Firstly")
    ]
    assert outline(*plan)[1].heading == "Scope of inventory"
    assert outline(*plan)[2].heading == ""


def test_a_lead_in_at_the_beginning_opens_nothing() -> None:
    assert paths("First, we count.", "Then we weigh.") == ["Preamble"]


# Headings without a number.


def test_unnumbered_headings_stand_side_by_side_and_nest_when_they_follow_directly() -> None:
    text = "It says something, at length."
    plan = (text, "Background", text, "Measures", "First group", text, "Second group", text)
    assert paths(*plan) == [
        *("Preamble", "Background", "Measures", "Measures › First group", "Second group")
    ]


def test_numbers_restart_below_unnumbered_headings() -> None:
    text = "It says something, at length."
    plan = (text, "Measures:", "I. One", text, "II. Two", text, "More measures:", "I. One", text)
    assert paths(*plan) == [
        *("Preamble", "Measures", "Measures › I", "Measures › II"),
        *("More measures", "More measures › I"),
    ]


def test_a_heading_before_the_second_number_is_the_first() -> None:
    text = "It says something, at length."
    plan = (text, "Measures:", "Relying on start-ups", text, "II. Deepening", text)
    found = outline(*plan)
    assert [clause.path for clause in found] == [
        *("Preamble", "Measures", "Measures › I", "Measures › II")
    ]
    assert found[2].heading == "Relying on start-ups"


@pytest.mark.parametrize(
    ("second", "first"), [("2. Two", "1"), ("(2) Two", "(1)"), ("二、任务", "一")]
)
def test_a_lost_first_number_is_implied_in_every_style(second: str, first: str) -> None:
    text = "It says something, at length."
    heading = "总体要求" if first == "一" else "The first"
    assert paths(text, heading, text, second, text)[1] == first


def test_a_first_number_that_is_there_is_not_implied_again() -> None:
    text = "It says something, at length."
    assert paths(text, "I. One", text, "An aside", text, "II. Two", text) == [
        *("Preamble", "I", "An aside", "II")
    ]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("(8) Developing institutions. Implement the plan at once.", "Developing institutions"),
        ("1. Pilot entities", "Pilot entities"),
        ("II. What is it about?", "What is it about?"),
        ("1. Guiding the work We aim to implement it all.", "Guiding the work"),
        ("1. It is so; that is all.", ""),
        ("1. " + "A sentence that goes on and on, over many words, " * 4 + "ends. Next.", ""),
        ("（一）指导思想。全面贯彻落实。", "指导思想"),
        ("（一）技术领域：写明要求；", "技术领域"),
        ("一、总体要求", "总体要求"),
        ("第二条 可以采用下列方式：", ""),
        ("# Ends like a sentence.", "Ends like a sentence."),
    ],
)
def test_a_heading_glued_to_text_is_told_from_it(line: str, heading: str) -> None:
    assert outline("It is a plan, said they.", line, "# More")[1].heading == heading


def test_the_first_lines_are_the_title() -> None:
    plan = (
        "The Plan of the City",
        "The Bureau",
        "The Plan of the City",
        "With a view to it, we plan.",
    )
    assert paths(*plan, "I. Aims") == ["Preamble", "I"]
    assert outline(*plan, "I. Aims")[0].heading == "The Plan of the City"


def test_the_last_line_heads_nothing() -> None:
    assert paths("I. Aims", "It is so, they say.", "Original link:") == ["I"]


def test_a_long_heading_is_named_by_its_first_words() -> None:
    heading = "A heading that has more than eight words in all"
    assert paths("It is so, they say.", heading, "It is.")[1] == (
        "A heading that has more than eight words …"
    )
    assert len(paths("# A", "# " + "很长的标题" * 40)[1]) < 90


# Markdown.


def test_a_title_with_marks_of_its_own_is_no_heading_above_all() -> None:
    assert paths("# The Plan", "I. Aims", "1. One", "II. Tasks") == ["Preamble", "I", "I.1", "II"]
    found = outline("# The Plan: an example", "## Aims", "It is so.", "## Tasks", "It is.")
    assert [clause.path for clause in found] == ["Preamble", "Aims", "Tasks"]
    assert found[0].heading == "The Plan: an example"


def test_a_title_goes_on_with_issuer_and_date() -> None:
    statute = (
        "# 某某条例",
        "2017年4月20日 第三十七次会议通过",
        "2017年4月20日",
        "委员会公告",
        "## 第一章 总则",
    )
    assert paths(*statute, "第一条 略。") == ["序言", "第一章", "第一条"]


def test_several_headings_of_the_highest_level_are_parts() -> None:
    plan = ("# Aims", "I. One", "It is so.", "# Tasks", "I. One", "It is.")
    assert paths(*plan) == ["Aims", "Aims › I", "Tasks", "Tasks › I"]


def test_marks_nest_by_their_number() -> None:
    plan = ("# A", "## B", "### C", "## D", "# E", "### F")
    assert paths(*plan) == ["A", "A › B", "A › B › C", "A › D", "E", "E › F"]


# Real documents.


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.stem)
def test_the_outline_of_the_corpus_is_as_it_was_read_and_checked(path: Path) -> None:
    rows = [line.split("\t") for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    wanted = [(clause, heading) for document, clause, heading in rows if document == path.stem]
    assert [(clause.path, clause.heading) for clause in clauses_of_file(path)] == wanted


@pytest.mark.parametrize(
    ("document", "path", "words"),
    [
        ("shanghai-pilot-reform-plan", "II.1", "for no less than 15 days"),
        ("shanghai-pilot-reform-plan", "V.1", "Three years"),
        ("shanghai-transfer-action-plan-2024-2027", "(8)", "Technology Transfer Office"),
        ("shanghai-transfer-action-plan-2024-2027", "I", "800 billion yuan"),
        ("shanghai-patent-commercialization-plan", "17", "patent navigation"),
        ("patent-revitalization-plan-interpretation", "X", "By the end of June 2024"),
        (
            "national-technology-transfer-system-plan",
            "To improve policy environment and support, the Plan … › II",
            "policy coordination",
        ),
    ],
)
def test_what_a_clause_of_the_corpus_says_stands_in_it(
    document: str, path: str, words: str
) -> None:
    assert words in at(path, clauses_of_file(CORPUS / f"{document}.txt")).text


@needs_samples
@pytest.mark.parametrize(
    ("name", "chapters", "articles", "path", "words"),
    [
        ("上海市促进科技成果转化条例(2017-04-20)", 7, 43, "第三十四条第一款第（二）项", "百分之"),
        ("促进科技成果转化法(2015-08-29)", 6, 52, "第四十五条第一款第（一）项", "百分之五十"),
        ("专利法实施细则(2010-01-09)", 11, 123, "第十二条第一款第（三）项", "1年内"),
        ("专利法实施细则(2023-12-11)", 13, 149, "第一百四十九条", "2001年7月1日"),
    ],
)
def test_a_statute_has_all_its_chapters_and_articles(
    name: str, chapters: int, articles: int, path: str, words: str
) -> None:
    clauses = clauses_of_file(STATUTES / f"{name}.md")
    found = [clause.path for clause in clauses]
    assert sum(path.endswith("章") for path in found) == chapters
    assert len({p.split("条")[0] for p in found if "条" in p and p.startswith("第")}) == articles
    assert found[0] == "序言"
    assert all(path[0] == "第" for path in found[1:])
    assert words in at(path, clauses).text


@needs_samples
def test_the_paragraphs_of_a_statute_that_are_no_items_are_numbered() -> None:
    clauses = clauses_of_file(STATUTES / "促进科技成果转化法(2015-08-29).md")
    for clause in clauses[1:]:
        assert len(paragraphs_of(clause)) == 1
