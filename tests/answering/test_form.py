"""What is asked: the form of the answer and what it needs, in both languages; what is offered."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering.form import LONG_FORMS, asks_across, offers, wanted

FORMS = [
    ("comparison", "What is the difference between the two plans?"),
    ("comparison", "Is the term the same for hospitals?"),
    ("comparison", "两份方案的口径有什么不同？"),
    ("comparison", "赋权和长期许可哪个更合适？"),
    ("definition", 'What does "works made for hire" mean?'),
    ("definition", "What is meant by a pilot entity?"),
    ("definition", "什么是职务科技成果？"),
    ("definition", "“一个平台”指的是什么？"),
    ("procedure", "How do we apply for the pilot?"),
    ("procedure", "What are the steps from inventory to sale?"),
    ("procedure", "赋权要走什么流程？"),
    ("procedure", "想申请试点怎么办？"),
    ("list", "Which departments are responsible for the pilot?"),
    ("list", "List the targets for 2027."),
    ("list", "What are the main tasks?"),
    ("list", "主要任务有哪些？"),
    ("list", "列一下到2025年的目标"),
    ("yes_no", "Is asset evaluation required for a license?"),
    ("yes_no", "May a hospital join the pilot?"),
    ("yes_no", "收入要上缴国库吗？"),
    ("yes_no", "医院能不能参加试点？"),
    ("yes_no", "医院可否参加试点"),
    ("fact", "For how long is the decision announced?"),
    ("fact", "公示期是多久？"),
    ("fact", "By when must the system be in place?"),
    ("fact", "How many enterprises will be incubated?"),
    ("fact", ""),
]

NEEDS = [
    ("For how long must it be announced?", {"duration"}),
    ("How many working days does the review take?", {"duration"}),
    ("How many enterprises are there?", {"count"}),
    ("By what date must it be done?", {"date"}),
    ("When does the pilot begin?", {"date"}),
    ("When we license a patent, may the inventor object?", set()),
    ("What percentage goes to the inventor?", {"percent"}),
    ("What turnover is aimed at?", {"money"}),
    ("Who is in charge of the pilot?", {"who"}),
    ("Which bureau decides?", {"who"}),
    ("What fee does the exchange charge?", {"fee", "money"}),
    ("What penalty does a late entity face?", {"penalty"}),
    ("Is it fine to license it twice?", set()),
    ("Is a wholly owned subsidiary eligible?", set()),
    ("How does the plan address the shortage of managers?", set()),
    ("What is the address of the station?", {"contact"}),
    ("What is the document number of the plan?", {"number of a document"}),
    ("How is the income taxed?", {"tax"}),
    ("Which forms do we fill in?", {"form"}),
    ("公示多久？", {"duration"}),
    ("要公示几个工作日？", {"duration"}),
    ("要公示多少个工作日？", {"duration"}),
    ("试点为期几个月？", {"duration"}),
    ("截止日期是几月几号？", {"date"}),
    ("培养多少名技术经理人？", {"count"}),
    ("有几个部门负责？", {"count"}),
    ("什么时候完成盘点？", {"date"}),
    ("奖励的比例是多少？", {"percent"}),
    ("成交额的目标是多少亿元？", {"money"}),
    ("由谁牵头？", {"who"}),
    ("由哪个部门审批？", {"who"}),
    ("评审收费吗？", {"fee", "money"}),
    ("科研经费用在哪里？", set()),
    ("违规怎么处罚？", {"penalty"}),
    ("校企要加强哪方面的联系？", set()),
    ("联系电话是什么？", {"contact"}),
    ("这个方案的文号是什么？", {"number of a document"}),
    ("个人所得税怎么算？", {"tax"}),
    ("要提交什么材料？", {"form"}),
]

OFFERS = [
    ("It is announced for no less than 15 days.", "duration"),
    ("It is done by the end of June 2024.", "date"),
    ("The share is at least 70 percent.", "percent"),
    ("Turnover will exceed 800 billion yuan.", "money"),
    ("More than 2,000 enterprises will be incubated.", "count"),
    ("The Municipal Commission decides.", "who"),
    ("Inventors shall be heard.", "duty"),
    ("A pilot entity is a public institution.", "definition"),
    ("It is issued as No. 20.", "number of a document"),
    ("Write to plan@example.org.", "contact"),
    ("Irregular applications are sanctioned.", "penalty"),
    ("The service is free of charge.", "fee"),
    ("The income is taxable.", "tax"),
    ("公示期不少于十五日。", "duration"),
    ("到2024年6月底完成。", "date"),
    ("比例不低于百分之七十。", "percent"),
    ("成交额超过8000亿元。", "money"),
    ("培育2000家企业。", "count"),
    ("由市科委组织实施。", "who"),
    ("不得转让。", "duty"),
    ("本办法所称成果，是指职务科技成果。", "definition"),
    ("提交申请材料。", "form"),
]


@pytest.mark.parametrize(("form", "question"), FORMS)
def test_the_form_of_an_answer_is_told_from_the_question(form: str, question: str) -> None:
    assert wanted(question).form == form
    assert wanted(question).is_long == (form in LONG_FORMS)


@pytest.mark.parametrize(("question", "needs"), NEEDS)
def test_what_a_question_needs_is_told_from_its_words(question: str, needs: set[str]) -> None:
    assert wanted(question).needs == needs


@pytest.mark.parametrize(("sentence", "offered"), OFFERS)
def test_what_a_sentence_offers_is_told_from_its_words(sentence: str, offered: str) -> None:
    assert offered in offers(sentence)


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("It is announced for no less than 15 days.", {"date", "money", "percent", "count", "fee"}),
        ("By the end of 2025 it shall be done.", {"duration", "money", "count"}),
        ("公示期不少于十五日。", {"date", "money", "percent", "count", "tax"}),
        ("The plan is good.", {"date", "duration", "money", "count", "percent", "duty", "who"}),
    ],
)
def test_a_sentence_does_not_offer_what_it_does_not_say(sentence: str, missing: set[str]) -> None:
    assert not offers(sentence) & missing


@given(text=st.text(max_size=60))
@settings(derandomize=True, deadline=None)
def test_any_text_has_a_form(text: str) -> None:
    assert wanted(text).form
    assert isinstance(offers(text), frozenset)


@pytest.mark.parametrize(
    "question",
    [
        "Which of these policies want an invention vetted?",
        "Which of the texts speak of tolerance?",
        "Patent pools turn up in three of the documents: who does what?",
        "What do both plans say about insurance?",
        "把几份文件里尽职免责的说法捋一捋",
        "各份文件对开放许可怎么说？",
    ],
)
def test_what_several_documents_say_is_asked_without_naming_them(question: str) -> None:
    assert asks_across(question)


@pytest.mark.parametrize(
    "question",
    [
        "Which documents must an applicant hand in?",
        "What does the plan say about patent pools?",
        "Which five papers do we need?",
        "What two documents must an applicant hand in?",
        "需要提交哪几份文件？",
        "第三个方案是什么？",
        "要交哪些材料？",
        "试点方案什么时候到期？",
    ],
)
def test_a_question_about_papers_is_not_about_several_documents(question: str) -> None:
    assert not asks_across(question)
