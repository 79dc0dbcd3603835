# ruff: noqa: E501
"""What counts as saying the same, and what does not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.faithful import Statement, fault_of

FREE = frozenset("the a an of in on at and it its which this".split())
LAW = (
    "Researchers who receive a long-term licence are required to submit a plan to the entity within "
    "30 days, and shall not license it to others or assign it unless the entity approves. [2]"
)


def statement(text: str, n: int = 1, values: tuple[str, ...] = ()) -> Statement:
    return Statement(n, 0, n - 1, text, values)


def fault(said: str, *texts: str) -> str | None:
    return fault_of(said, [statement(text, n) for n, text in enumerate(texts, 1)])


@pytest.mark.parametrize(
    ("said", "texts"),
    [
        (LAW, [LAW]),
        ("The plan was submitted on 2 May.", ["Plan submitted: 2 May."]),
        ("The plan was submitted on 2 May and approved on 9 May.", ["Plan submitted: 2 May.", "Approved: 9 May."]),
        ("The licence runs for 12 years, from 1 May to 2 May.", ["The licence runs for 12 years.", "It runs from 1 May to 2 May."]),
        ("方案提交日期为2026年2月2日，审批日期为2026年2月20日。", ["方案提交日期：2026年2月2日。", "审批日期：2026年2月20日。"]),
        ("The agreement has been concluded.", ["The agreement has been concluded: yes."]),
        ("团队已达成书面协议。", ["团队是否已达成书面协议：是。"]),
        ("团队是否已达成书面协议：是。", ["团队是否已达成书面协议：是。"]),
        ("In addition, the income was 30%.", ["Income: 30%."]),
    ],
)  # fmt: skip
def test_joining_words_may_come_and_go(said: str, texts: list[str]) -> None:
    assert fault(said, *texts) is None


@pytest.mark.parametrize(
    ("said", "texts", "why"),
    [
        ("The income was 30.", ["Income: 30%."], "words"),
        ("The income was -30%.", ["Income: 30%."], "words"),
        ("The income was 3 0%.", ["Income: 30%."], "words"),
        ("The entity is granted a licence.", ["The entity granted a licence."], "words"),
        ("Was the plan approved on 2 May?", ["Plan approved: 2 May."], "form"),
        ("- The plan was approved on 2 May.", ["Plan approved: 2 May."], "form"),
        ("The plan was approved\non 2 May.", ["Plan approved: 2 May."], "form"),
        ("The fee is not. More than 5 may be paid.", ["The fee is not more than 5 may be paid."], "form"),
        ("", ["Plan approved: 2 May."], "form"),
        ("成果不涉及秘密。", ["成果涉及秘密。"], "words"),
        ("成果涉及秘密。", ["成果不涉及秘密。"], "words"),
        ("单位应当批准方案。", ["单位可以批准方案。"], "words"),
        ("全部所有权。", ["全部或者部分所有权。"], "words"),
        ("The plan is approved, and the entity may object.", ["Plan: approved.", "The entity may object. [1]"], "mixed"),
        ("The agreement has been concluded.", ["The agreement has been concluded: no."], "words"),
        ("团队已达成书面协议。", ["团队是否已达成书面协议：否。"], "words"),
        ("涉及秘密：否。", ["涉及利益：是。涉及秘密：否。"], "words"),
        ("The plan is not approved; the fee paid.", ["Plan: not approved.", "Fee: not paid."], "words"),
    ],
)  # fmt: skip
def test_anything_else_does_not_hold(said: str, texts: list[str], why: str) -> None:
    assert fault(said, *texts) == why


def test_a_fact_is_said_as_the_user_said_it() -> None:
    title = "The Art of Coating"
    stated = [statement(f"Achievement: {title}.", values=(title,))]
    assert fault_of(f"The achievement is {title}.", stated) is None
    assert fault_of("The achievement is Art Coating.", stated) == "value"


@given(st.data())
def test_no_word_of_a_clause_is_lost_changed_or_put_elsewhere(data: st.DataObject) -> None:
    words = LAW.removesuffix(" [2]").split()
    weighty = [i for i, word in enumerate(words) if word.lower().strip(",.") not in FREE]
    at = data.draw(st.sampled_from(weighty))
    how = data.draw(st.sampled_from(["lost", "changed", "moved", "doubled"]))
    word = words[at]
    if how == "lost":
        words[at : at + 1] = []
    elif how == "changed":
        words[at] = data.draw(st.sampled_from(["fee", "13", "may", "Beta", "without", "费"]))
    elif how == "doubled":
        words.insert(at, word)
    else:
        other = data.draw(st.sampled_from([i for i in weighty if _bare(words[i]) != _bare(word)]))
        words[at], words[other] = words[other], words[at]
    assert fault(" ".join(words), LAW) is not None


def _bare(word: str) -> str:
    return re.sub(r"\W", "", word.lower())
