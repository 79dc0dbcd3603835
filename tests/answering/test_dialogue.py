"""A question that leans on the turn before is searched with it; one that stands alone is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering.dialogue import in_context, leans_back
from assistant.model import Turn

FIRST = Turn("user", "How long must the decision be announced?")
REPLY = Turn("assistant", "For no less than 15 days.")


@pytest.mark.parametrize(
    "question",
    [
        "And who decides that?",
        "and for the patent pools?",
        "What about hospitals?",
        "OK, and with thousands of patents, which should we start with?",
        "Whose job is that?",
        "Does the same go for hospitals here in Shanghai?",
        "When was that pool of specialists supposed to be up and running?",
        "How many companies is it meant to reach?",
        "Who decides?",
        "By when?",
        "那租房、住房这块呢？",
        "那给科研人员长期许可呢，也一样吗？",
        "他们多久来跟我们试点单位碰一次头？",
        "这由谁决定？",
        "交给哪个部门？",
        "该期限从哪天算起？",
        "另外，医院也适用吗？",
        "多久？",
    ],
)
def test_what_points_back_is_searched_with_the_turn_before(question: str) -> None:
    assert leans_back(question)
    assert in_context(question, [FIRST, REPLY]) == f"{FIRST.content} {question}"


@pytest.mark.parametrize(
    "question",
    [
        "Which departments are responsible for open licensing pilots in Shanghai?",
        "What fine does a patent agency face when it is caught submitting irregular applications?",
        "We are a hospital and license a patent to a start-up; must we have its value assessed before?",
        "What is the total size of the Shanghai Future Industry Fund, and who manages it?",
        "上海技术合同成交额到2027年要达到多少？",
        "其他地区的技术转移机构应当怎样备案？",
        "试点单位应该在多长时间内建立管理制度？",
        "我们有位教授前几年没走完手续就拿学校的专利开了公司，现在学校进了试点，这事还能补救吗？",
    ],
)
def test_what_stands_alone_is_searched_alone(question: str) -> None:
    assert not leans_back(question)
    assert in_context(question, [FIRST, REPLY]) == question


def test_without_a_turn_of_the_user_there_is_nothing_to_lean_on() -> None:
    assert in_context("And who decides that?", []) == "And who decides that?"
    assert in_context("And who decides that?", [REPLY]) == "And who decides that?"


def test_the_last_turn_of_the_user_counts() -> None:
    history = [
        FIRST,
        REPLY,
        Turn("user", "Who keeps the income?"),
        Turn("assistant", "The entity."),
    ]
    assert in_context("And why?", history) == "Who keeps the income? And why?"


@given(question=st.text(max_size=40))
@settings(derandomize=True)
def test_the_question_itself_is_never_changed(question: str) -> None:
    assert in_context(question, [FIRST]).endswith(question)
