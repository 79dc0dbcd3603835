from __future__ import annotations

import pytest
from small_policy import facts, said


@pytest.mark.parametrize(
    ("text", "force", "who", "what"),
    [
        ("Pilot entities shall report each year.", "shall", "Pilot entities", "report each year"),
        (
            "Pilot entities are required to abide by laws.",
            "shall",
            "Pilot entities",
            "abide by laws",
        ),
        ("Universities need to review patents.", "shall", "Universities", "review patents"),
        ("The office will form a group.", "shall", "The office", "form a group"),
        ("Secrets shall not be included in such cases.", "shall_not", "Secrets", None),
        ("No unit may infringe upon the rights of others.", "shall_not", "No unit", None),
        ("The inventor may file alone.", "may", "The inventor", "file alone"),
        ("Banks are encouraged to lend early.", "encouraged", "Banks", "lend early"),
        ("Encourage banks to lend early.", "encouraged", "banks", "lend early"),
        ("Support universities in opening labs.", "supported", "universities", "opening labs"),
        ("Support the formation of alliances.", "supported", "", "the formation of alliances"),
        ("Explore new models of lending.", "explored", "", "new models of lending"),
        (
            "It is advocated that universities adopt ordinary licenses.",
            "advocated",
            "universities",
            "adopt ordinary licenses",
        ),
        (
            "The system shall encompass a workflow.",
            "shall",
            "The system",
            "encompass a workflow",
        ),
        (
            "Universities are not required to obtain approval.",
            "may",
            "Universities",
            "not required to obtain approval",
        ),
    ],
)
def test_each_duty_word_has_its_force_its_bearer_and_its_task(
    text: str, force: str, who: str, what: str | None
) -> None:
    ((found_force, found_who, found_what),) = said(f"duties: {text}", "force", "who", "what")
    assert (found_force, found_who) == (force, who)
    assert what is None or found_what == what


@pytest.mark.parametrize(
    "text",
    [
        "Works that may impact security are listed below.",
        "It was asked whether patents can be sold.",
        "We will create new systems.",
        "An evaluation path will also be established.",
        "The output is expected to exceed 20%.",
        "This shows that the value can only be realized in the market.",
        "The database serves enterprises with needs to fully understand patents.",
        "They provide guidance and support for researchers.",
    ],
)
def test_words_that_oblige_nobody_are_no_duties(text: str) -> None:
    assert said(f"duties: {text}", "force", "who") == []


def test_what_stands_in_front_of_the_subject_is_not_the_subject() -> None:
    text = (
        "At the national level, departments such as the Ministry of Education, the Ministry of "
        "Finance, and the Academy of Sciences should coordinate. "
        "However, if the transfer, license, or sale involves another party, the entity can decide."
    )
    bearers = said(f"duties: {text}", "who")
    assert bearers[0][0].startswith("departments such as the Ministry of Education")  # type: ignore[attr-defined]
    assert bearers[1] == ("the entity",)


def test_a_list_of_bearers_without_articles_is_one_subject() -> None:
    text = "During the process, universities, research institutions, and enterprises can ask."
    assert said(f"duties: {text}", "who") == [
        ("universities, research institutions, and enterprises",)
    ]


def test_two_clauses_of_a_sentence_are_two_duties() -> None:
    text = (
        "Applicants must prepare their plans and, together with the appropriate offices, and "
        "bureaus (administrations), the Municipal Science and Technology Commission shall decide."
    )
    assert said(f"duties: {text}", "who", "what") == [
        ("Applicants", "prepare their plans"),
        ("the Municipal Science and Technology Commission", "decide"),
    ]


def test_a_second_duty_word_without_a_subject_keeps_the_first_one() -> None:
    text = "The office shall keep a register and shall not publish it."
    assert said(f"duties: {text}", "force", "who") == [
        ("shall", "The office"),
        ("shall_not", "The office"),
    ]


def test_encourage_and_support_are_two_duties_of_the_same_words() -> None:
    found = facts("Encourage and support banks to lend early.").duties
    assert [duty.force for duty in found] == ["encouraged", "supported"]
    assert len({duty.place for duty in found}) == 1


def test_a_pronoun_stands_for_whom_the_sentence_before_spoke_of() -> None:
    text = "Provincial departments should guide the work. They should organize enterprises."
    assert said(f"duties: {text}", "who") == [("Provincial departments",)] * 2


def test_a_short_name_stands_for_the_longer_one_before_it() -> None:
    text = "The office will form a specialized development group. The group shall report."
    assert ("specialized development group", "report") in said(f"duties: {text}", "who", "what")


@pytest.mark.parametrize(
    ("text", "force", "who", "what"),
    [
        ("申请人应当自申请日起2个月内缴纳申请费。", "shall", "申请人", None),
        ("国务院专利行政部门进行复审后，认为不符合规定的，应当驳回。", "shall", "国务院专利行政部门", "驳回"),
        ("任何单位或者个人可以查阅该报告。", "may", "任何单位或者个人", "查阅该报告"),
        ("职工不得擅自转让职务科技成果。", "shall_not", "职工", "擅自转让职务科技成果"),
        ("国家鼓励研究开发机构、高等院校采取转让方式。", "encouraged", "研究开发机构、高等院校", "采取转让方式"),
        ("本市支持企业与高等学校共建实验室。", "supported", "企业与高等学校", "共建实验室"),
        ("探索职务科技成果单列管理。", "explored", "", "职务科技成果单列管理"),
        ("请求给予补偿的，应当提交请求书。", "shall", "请求给予补偿的", "提交请求书"),
        ("科技、教育、人力资源等部门在制定规划时，应当听取意见。", "shall", "科技、教育、人力资源等部门", "听取意见"),
        ("专利权人与他人订立的许可合同，应当备案。", "shall", "专利权人与他人订立的许可合同", "备案"),
        ("办理手续时不需要提交副本。", "may", "", "不需要提交副本"),
    ],
)  # fmt: skip
def test_chinese_duty_words_have_their_force_bearer_and_task(
    text: str, force: str, who: str, what: str | None
) -> None:
    ((found_force, found_who, found_what),) = said(f"duties: {text}", "force", "who", "what")
    assert (found_force, found_who) == (force, who)
    assert what is None or found_what == what


@pytest.mark.parametrize(
    "text",
    [
        "专利权自应当缴纳年费期满之日起终止。",
        "应当予以驳回的情形是指下列情形。",
        "未经单位允许，泄露技术秘密的，依法承担责任。",
        "该生物材料公众不能得到。",
        "为科技成果转化提供帮助和支持。",
        "管理专利工作的部门应当事人请求进行调解。",
    ],
)
def test_chinese_words_that_oblige_nobody_are_no_duties(text: str) -> None:
    assert said(f"duties: {text}", "force", "who") == []
