"""A question that asks several things is taken apart, and each part is understood by itself."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_on_a_shelf import finder_of

from assistant.answering.extractive import extract
from assistant.answering.parts import MOST, parts_alone, parts_of
from assistant.model import Answer, Question, Refusal, Turn

FINDER = finder_of()


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "How long does the trial run, and how long is the licence?",
            ("How long does the trial run", "how long is the licence?"),
        ),
        (
            "May a district hospital join? Which papers must an applicant hand in?",
            ("May a district hospital join?", "Which papers must an applicant hand in?"),
        ),
        (
            "We are a hospital. What must our rules lay down and will the city help?",
            (
                "We are a hospital. What must our rules lay down",
                "We are a hospital. will the city help?",
            ),
        ),
        (
            "What density is aimed at, and by when?",
            ("What density is aimed at", "What density is aimed at by when?"),
        ),
        (
            "名单由谁确定？报名要交哪些材料，交给谁？",
            ("名单由谁确定？", "报名要交哪些材料，", "报名要交哪些材料，交给谁？"),
        ),
        ("试点期限多久？2027年要孵化多少企业？", ("试点期限多久？", "2027年要孵化多少企业？")),
        (
            "How long does the trial run? We are a hospital. Must a hospital ask the city first?",
            (
                "How long does the trial run?",
                "We are a hospital. Must a hospital ask the city first?",
            ),
        ),
        (
            "我们是医院，想报试点，自身要具备什么条件？专项推进组由哪些部门组成？",
            (
                "我们是医院，想报试点，自身要具备什么条件？",
                "专项推进组由哪些部门组成？",
            ),
        ),
    ],
)
def test_parts_are_told_by_what_stands_between_them(question: str, parts: tuple[str, ...]) -> None:
    assert parts_of(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "How long is the decision announced?",
        "Who drives the reform, the market or the authorities?",
        "What do the plan and the interpretation say about patent pools?",
        "How is a patent valued when a guarantee is given, and inside a bank?",
        "We license, do all by the book and still lose money. Is that held against us?",
        "几年前老师自己注册了公司，手续没办全，现在能补吗？",
        "好几家企业都想用这件专利，走哪种许可？",
        "How and when must the result be reported?",
        "By whom and by when must the plan be filed?",
        "What are the duties of those who invent and who own the patent?",
        "What is the term? Who signs? What does it cost? Is there a penalty?",
        "许多高校都参加了试点，我们能加入吗？",
        "任何时候都可以申请，需要哪些材料？",
        "不管是谁申请，要交什么材料？",
        "哪怕亏了，也不追责吗？",
        "哪些医院、哪些高校可以参加？",
        "2026 target",
        "",
    ],
)
def test_a_question_of_one_part_stays_whole(question: str) -> None:
    assert parts_of(question) == (question,)


@given(st.text(max_size=120) | st.lists(st.sampled_from(
    ["what is it", "and how long", "?", ".", " ", ", who", "多久", "，", "谁来定", "？", "我们是医院"]
), max_size=14).map("".join))  # fmt: skip
@settings(derandomize=True, deadline=None)
def test_there_are_never_many_parts_and_always_one(question: str) -> None:
    assert 1 <= len(parts_of(question)) <= MOST


def test_only_a_question_of_several_parts_that_stands_alone_is_searched_for_in_parts() -> None:
    day = date(2024, 3, 1)
    several = "How long does the trial run, and how long is the licence?"
    assert len(parts_alone(Question(several, day))) == 2
    assert parts_alone(Question("How long does the trial run?", day)) == ()
    before = (Turn("user", "What is the trial?"), Turn("assistant", "A reform."))
    assert parts_alone(Question("And how long does it run, and who checks it?", day, before)) == ()


def test_an_answer_holds_what_each_part_asks_for_in_the_order_of_the_parts() -> None:
    question = "May researchers get a long-term license, and how many enterprises will be incubated by 2027?"
    parts = [FINDER.find(part) for part in parts_of(question)]
    assert len(parts) == 2
    asked = Question(question, date(2024, 3, 1))
    result = extract(asked, FINDER.find(question), FINDER.shelf, FINDER.terms, parts)
    assert isinstance(result, Answer)
    quotes = [citation.quote for citation in result.citations]
    places = [
        next(n for n, quote in enumerate(quotes) if words in quote)
        for words in ("at least ten years", "2,000 enterprises")
    ]
    assert places == sorted(places)


def test_what_no_document_says_of_a_part_adds_nothing() -> None:
    question = "May researchers get a long-term license?"
    asked = Question(question, date(2024, 3, 1))
    found = FINDER.find(question)
    missing = [FINDER.find("How many tons of rice does the canteen cook?")]
    alone = extract(asked, found, FINDER.shelf, FINDER.terms)
    assert extract(asked, found, FINDER.shelf, FINDER.terms, missing) == alone


def test_a_question_that_no_clause_answers_as_a_whole_is_answered_where_all_its_parts_are() -> None:
    asked = Question("Which day is it, and how many?", date(2024, 3, 1))
    nothing = FINDER.find("How many tons of rice does the canteen cook?")
    parts = [
        FINDER.find("May researchers get a long-term license?"),
        FINDER.find("How many enterprises will be incubated by 2027?"),
    ]
    result = extract(asked, nothing, FINDER.shelf, FINDER.terms, parts)
    assert isinstance(result, Answer)
    assert len(result.citations) == 2
    twice = extract(asked, nothing, FINDER.shelf, FINDER.terms, [parts[0], parts[0]])
    assert isinstance(twice, Answer)
    assert len(twice.citations) == 1
    some = [parts[0], nothing]
    assert isinstance(extract(asked, nothing, FINDER.shelf, FINDER.terms, some), Refusal)
