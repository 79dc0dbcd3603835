from __future__ import annotations

from datetime import date

import pytest
from small_policy import GLOSSARY, PLAN, document, register

from assistant.answering.quoting import holds
from assistant.finding.glossary import Terms
from assistant.register.answers import answer_from_register, brief
from assistant.register.questions import rows_for
from assistant.register.register import Register

DOCUMENT = document(PLAN, "plan")
TERMS = Terms(GLOSSARY)


@pytest.fixture
def opened() -> Register:
    return register(DOCUMENT)


@pytest.mark.parametrize(
    ("question", "kind", "count"),
    [
        ("What is the Municipal Bureau of Finance responsible for?", "responsibilities", 1),
        ("Which tasks is the Bureau of Finance responsible for?", None, 0),
        ("List all responsibilities of all district people's governments.", "responsibilities", 1),
        ("Which deadlines fall in 2024?", "deadlines", 1),
        ("What must be completed by the end of 2025?", "deadlines", 2),
        ("Which targets are set for 2025?", "targets", 1),
        ("what must pilot entities do?", "duties", 2),
        ("What may pilot entities do?", "duties", 1),
        ("Which time limits are there?", "durations", 1),
        ("市财政局负责哪些任务？", "responsibilities", 1),
        ("2025年底前要完成哪些指标？", "targets", 1),
        ("2024年有哪些截止日期？", "deadlines", 1),
        ("试点单位必须做什么？", "duties", 2),
        ("试点单位可以做什么？", "duties", 1),
        ("列出所有时限", "durations", 1),
    ],
)
def test_questions_for_a_list_are_understood_in_both_languages(
    opened: Register, question: str, kind: str | None, count: int
) -> None:
    listing = rows_for(question, opened)
    if kind is None:
        assert listing is None
    else:
        assert listing is not None
        assert (listing.kind, len(listing.facts)) == (kind, count)


@pytest.mark.parametrize(
    "question",
    [
        "What is the Municipal Bureau of Finance responsible for in the incubation system?",
        "Is the Municipal Bureau of Finance responsible for lending?",
        "How many deadlines are there in 2024?",
        "When must pilot entities report?",
        "Who is responsible for lending?",
        "What must pilot entities announce?",
        "What is a pilot entity?",
        "Which deadlines fall in 2031?",
        "What are the targets for 2024 and for 2025?",
        "What is the Municipal Commission of Health responsible for?",
        "What must everybody do?",
        "市财政局在贷款方面负责什么？",
        "试点单位公示多少天？",
        "谁负责贷款？",
        "试点单位什么时候报告？",
        "",
        "？？？",
    ],
)
def test_other_questions_are_left_to_the_other_rooms(opened: Register, question: str) -> None:
    assert rows_for(question, opened) is None


def test_a_document_that_is_named_narrows_the_list() -> None:
    other = document("I. Rules\n1. Reports\nPilot entities shall wait.\n", "rules")
    listing = rows_for(
        "What must pilot entities do according to the rules?", register(DOCUMENT, other)
    )
    assert listing is not None
    assert [fact.place.document for fact in listing.facts] == ["rules"]


@pytest.mark.parametrize(
    "question",
    [
        "What must pilot entities do?",
        "Which targets are set for 2025?",
        "试点单位必须做什么？",
        "2024年有哪些截止日期？",
    ],
)
def test_the_answer_has_every_row_with_a_verbatim_citation(opened: Register, question: str) -> None:
    listing = rows_for(question, opened)
    assert listing is not None
    answer = answer_from_register(
        question, listing, opened, {"plan": DOCUMENT}, TERMS, date(2025, 1, 1)
    )
    assert answer is not None
    assert len(answer.claims) == len(listing.facts)
    assert {c.quote for c in answer.citations} == {f.place.quote for f in listing.facts}
    assert all(holds(citation, DOCUMENT) for citation in answer.citations)
    assert all(f"[{claim.citations[0]}]" in answer.text for claim in answer.claims)


def test_a_passed_deadline_is_said_to_have_passed(opened: Register) -> None:
    listing = rows_for("Which deadlines fall in 2024?", opened)
    assert listing is not None
    asked = ("q", listing, opened, {"plan": DOCUMENT}, TERMS)
    late, early = (
        answer_from_register(*asked, day) for day in (date(2025, 1, 1), date(2024, 1, 1))
    )
    assert late is not None
    assert early is not None
    assert "(passed)" in late.text
    assert late.notices
    assert "(passed)" not in early.text
    assert not early.notices


def test_a_chinese_asker_gets_a_chinese_frame(opened: Register) -> None:
    listing = rows_for("试点单位必须做什么？", opened)
    assert listing is not None
    answer = answer_from_register(
        "试点单位必须做什么？", listing, opened, {"plan": DOCUMENT}, TERMS, date(2025, 1, 1)
    )
    assert answer is not None
    assert answer.language == "zh"
    assert answer.text.startswith("登记簿共列出试点单位的")
    assert "不少于15日" in answer.text


def test_rows_of_another_version_are_not_cited(opened: Register) -> None:
    listing = rows_for("What must pilot entities do?", opened)
    assert listing is not None
    changed = document(PLAN + "More.", "plan")
    assert (
        answer_from_register("q", listing, opened, {"plan": changed}, TERMS, date(2025, 1, 1))
        is None
    )


def test_long_words_are_cut_at_a_joint() -> None:
    text = "one two three four five six seven eight nine ten eleven twelve, thirteen " * 3
    assert brief(text) == "one two three four five six seven eight nine ten eleven twelve …"
    assert brief("short enough") == "short enough"
