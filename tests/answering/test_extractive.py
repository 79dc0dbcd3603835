"""From a question to an answer on a small shelf, without a language model."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from doubles import WordsInCommon
from hypothesis import given, settings
from hypothesis import strategies as st
from library_on_a_shelf import (
    TERMS,
    TEXTS,
    answer,
    answerable,
    bundled_encoders,
    finder_of,
    found,
    unanswerable,
)

from assistant.answering.extractive import LONG, SHORT, Room, chosen, extract, with_seconds
from assistant.answering.judging import judged
from assistant.answering.quoting import holds
from assistant.answering.selection import Candidate, candidates, weigh
from assistant.finding.finder import Finder
from assistant.model import Answer, Question, Refusal, Result, Span

FINDER = finder_of()


def check(result: Result, finder: Finder = FINDER) -> None:
    """What holds for every result: citations are verbatim, and every claim has one."""
    citations = result.citations if isinstance(result, Answer) else result.see_also
    assert [citation.n for citation in citations] == list(range(1, len(citations) + 1))
    for citation in citations:
        assert holds(citation, finder.shelf.documents[citation.document])
        clause = finder.shelf.clauses[citation.document, citation.clause]
        assert citation.quote in clause.text
    if isinstance(result, Answer):
        cited = {n for claim in result.claims for n in claim.citations}
        assert cited == {citation.n for citation in citations}
        assert all(claim.text in result.text for claim in result.claims)
        assert all(f"[{n}]" in result.text for n in cited)


def answered(question: str, as_of: date = date(2024, 3, 1), finder: Finder = FINDER) -> Answer:
    result = answer(question, finder, as_of)
    assert isinstance(result, Answer), result.text
    check(result, finder)
    return result


@pytest.mark.parametrize(("question", "words"), answerable())
def test_a_question_is_answered_with_the_words_of_its_clause(question: str, words: str) -> None:
    result = answered(question)
    assert any(words in citation.quote for citation in result.citations)
    assert words in result.text
    assert result.mode == "extractive"


@pytest.mark.parametrize("question", unanswerable())
def test_what_is_off_topic_or_names_a_missing_amount_is_refused(question: str) -> None:
    result = answer(question, FINDER)
    assert isinstance(result, Refusal)
    check(result)


@given(
    question=st.sampled_from("how many days 公示 几天 may 科研人员 2024 fine".split())
    | st.text(max_size=40)
)
@settings(derandomize=True, deadline=None, max_examples=60)
def test_any_question_gets_a_result_whose_quotes_hold(question: str) -> None:
    check(answer(question, FINDER))


def test_a_chinese_asker_of_an_english_text_gets_the_facts_in_chinese_around_the_quote() -> None:
    result = answered("上海技术合同成交额的目标是多少？")
    (claim,) = result.claims
    facts, _, quote = claim.text.partition("原文：")
    assert "超过8000亿元" in facts
    assert facts.isascii() is False
    assert not any("a" <= letter <= "z" for letter in facts)
    assert quote == f"“{result.citations[0].quote}”"
    assert result.language == "zh"


def test_a_chinese_text_is_quoted_as_it_is() -> None:
    (claim,) = answered(
        "赋权决定要在单位内部公示几天？", finder=finder_of({"rules": TEXTS["rules"]})
    ).claims
    assert claim.text == "项目单位应当将赋权决定在本单位内部公示，公示期不少于十五日。"


def test_a_number_before_a_sentence_is_not_shown_but_cited() -> None:
    result = answered("What are the main tasks?")
    assert [claim.text for claim in result.claims] == [
        *(
            "Assigning title to scientific researchers",
            "Granting long-term licenses",
            "Keeping the income",
        )
    ]
    assert result.citations[0].quote.startswith("1. ")
    assert result.text.startswith("- Assigning")


def test_bullets_and_footnotes_of_the_source_are_no_marks_of_ours() -> None:
    text = "Rules of the Fair\n\nIt is open.\n\n- The badge of a visitor shows the name [7] as printed.\n"
    result = answered("What does the badge of a visitor show?", finder=finder_of({"fair": text}))
    said = result.text
    assert "The badge of a visitor shows the name (7) as printed." in said
    assert "[7]" not in said
    assert "- - " not in said
    assert any("[7]" in citation.quote for citation in result.citations)


def test_a_date_is_worked_out_from_the_day_of_the_asker() -> None:
    result = answered(
        "We announced the decision internally on 20 February 2024. When does the announcement end?"
    )
    assert "6 March 2024" in result.claims[0].text
    assert any("15 days" in c.quote for c in result.citations if c.n in result.claims[0].citations)


@pytest.mark.parametrize(
    ("as_of", "passed"), [(date(2024, 6, 30), False), (date(2024, 7, 1), True)]
)
def test_a_target_that_has_passed_is_said_to_have_passed(as_of: date, passed: bool) -> None:
    question = "By when shall the provinces launch the promotion of high-value patents?"
    notices = answered(question, as_of).notices
    assert bool(notices) == passed
    assert not passed or "2024-06-30" in notices[0]


def test_what_several_documents_say_is_shown_of_each() -> None:
    question = "For how long must the decision be announced, in each of the documents?"
    search = judged(found(question, FINDER), FINDER.shelf, WordsInCommon())
    result = extract(Question(question, date(2024, 3, 1)), search, FINDER.shelf, TERMS)
    check(result)
    assert isinstance(result, Answer)
    assert {"pilot", "rules"} <= {citation.document for citation in result.citations}


def test_headings_alone_answer_nothing() -> None:
    for question, _ in answerable():
        quotes = [citation.quote for citation in answered(question).citations]
        assert not any(quote in {"3. Keeping the income", "1. Targets"} for quote in quotes)


def test_a_short_answer_is_short_and_a_long_one_has_more_room() -> None:
    assert SHORT.words < LONG.words
    assert SHORT.paragraphs < LONG.paragraphs
    for question, _ in answerable():
        result = answered(question)
        assert sum(len(c.quote.split()) for c in result.citations) <= SHORT.words
        assert len({(c.document, c.clause) for c in result.citations}) <= SHORT.paragraphs


def test_what_stands_beside_the_first_paragraph_must_be_likelier_to_be_shown() -> None:
    """The chances are made by hand: two paragraphs, the second with one good sentence."""
    question = "Who decides, and for how long is it announced?"
    items = sorted(weigh(candidates(found(question, FINDER), TERMS), "en"), key=lambda i: i.rank)
    first = [i for i in items if i.evidence is items[0].evidence]
    second = [i for i in items if i.evidence is not items[0].evidence and i.rank == 1]
    room = Room(words=1000, paragraphs=2, least=0.1, further=0.5)
    chances = [(first[0], 1.0), (second[0], 0.6)]
    shown = _shown_of([*chances, *((i, 0.2) for i in (*first[1:], *second[1:]))], room)
    assert shown == {i.passage.span for i in (*first, second[0])}
    assert _shown_of([(first[0], 1.0), (second[0], 0.4)], room) == {first[0].passage.span}


def _shown_of(chances: list[tuple[Candidate, float]], room: Room) -> set[Span]:
    items = sorted((replace(i, chance=c) for i, c in chances), key=lambda i: -i.chance)
    return {span for _, span in chosen(items, room, in_order=True)}


def test_only_the_documents_that_are_wanted_are_cited() -> None:
    question = Question("赋权决定要在单位内部公示几天？", date(2024, 3, 1), documents=("rules",))
    search = found(question.text, FINDER, "rules")
    result = extract(question, search, FINDER.shelf, TERMS)
    check(result)
    assert isinstance(result, Answer)
    assert {citation.document for citation in result.citations} == {"rules"}


@pytest.mark.parametrize("texts", [{}, {"signs": "***"}])
def test_an_empty_shelf_refuses_without_pointing_at_anything(texts: dict[str, str]) -> None:
    result = answer("For how long is it announced?", finder_of(texts))
    assert isinstance(result, Refusal)
    assert result.see_also == ()


def test_the_seconds_are_added_to_a_result() -> None:
    result = with_seconds(answered(answerable()[0][0]), 0.25, 0.5)
    assert (result.seconds.find, result.seconds.answer) == (0.25, 0.5)


@pytest.fixture(scope="module")
def real() -> Finder:
    return finder_of(encoders=bundled_encoders())


@pytest.mark.slow
@pytest.mark.parametrize(("question", "words"), answerable())
def test_with_the_bundled_encoders_it_is_answered_too(
    question: str, words: str, real: Finder
) -> None:
    assert words in answered(question, finder=real).text


@pytest.mark.slow
@pytest.mark.parametrize("question", unanswerable())
def test_with_the_bundled_encoders_it_is_refused_too(question: str, real: Finder) -> None:
    result = answer(question, real)
    assert isinstance(result, Refusal)
    check(result, real)
