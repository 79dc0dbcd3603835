"""What the page shows of answers, refusals, failures, evidence and documents."""

from __future__ import annotations

from dataclasses import replace

import pytest
from page_standin import (
    HOSTILE,
    LIBRARY,
    NOTICE,
    PLAN,
    STATUTE,
    TRAP,
    StandIn,
    answer,
    citation,
    document,
    refusal,
)
from test_markup import Read
from test_passage import Marked

from assistant.errors import UnknownDocument
from assistant.model import Document, Result
from assistant.settings import Settings
from assistant.web.chat import Conversation, Exchange
from assistant.web.conversation import conversation_page, said, with_sources
from assistant.web.document import LONGEST, document_page
from assistant.web.evidence import evidence
from assistant.web.examples import EXAMPLES
from assistant.web.frame import empty_library, head, library_failure
from assistant.web.words import WORDS, language_of

EN, ZH = WORDS["en"], WORDS["zh"]
OURS = {
    *("article", "blockquote", "button", "div", "footer", "h1", "h2", "h3", "h4", "header"),
    *("mark", "p", "section", "span", "strong"),
}


def library(name: str) -> Document:
    return StandIn().document(name)


def shown(result: Result, question: str = "How long?", **state: object) -> str:
    exchange = Exchange(question, "done", result)
    return conversation_page(Conversation((exchange,)), EN)


def cards(result: Result) -> str:
    return evidence(Exchange("How long?", "done", result), 1, library)


def sent(markup: str, name: str) -> list[str | None]:
    return [value for key, value in Read(markup).attributes if key == name]


# --- the conversation


def test_an_empty_conversation_offers_examples_in_both_languages() -> None:
    offered = sent(conversation_page(Conversation(), EN), "data-question")
    assert offered == [*EXAMPLES["en"], *EXAMPLES["zh"]]


def test_markers_of_citations_are_buttons_and_other_brackets_are_text() -> None:
    found = citation(PLAN, NOTICE)
    markup = said("See [1], and [9], and [sic].\n\n1. One [1]", 3, (found,), EN)
    assert sent(markup, "data-n") == ["1", "1"]
    assert sent(markup, "data-turn") == ["3", "3"]
    assert "See [1], and [9], and [sic]." in Read(markup).text
    assert sent(markup, "class").count("pa-item") == 1


def test_a_refusal_looks_different_from_an_answer() -> None:
    refused, answered = shown(refusal("weather")), shown(answer("q", "a", citation(PLAN, NOTICE)))
    assert "pa-refusal" in refused
    assert "The documents do not say" in refused
    assert "pa-answer" not in refused
    assert "pa-answer" in answered
    assert "pa-refusal" not in answered


def test_a_refusal_in_chinese_speaks_chinese() -> None:
    assert "文件未作规定" in shown(refusal("天气"), "天气如何？")


def test_notices_are_shown_as_notices() -> None:
    markup = shown(answer("q", "a", citation(PLAN, NOTICE), notices=("It passed.",)))
    assert "pa-notice" in markup
    assert "It passed." in Read(markup).text
    assert EN.notice in sent(markup, "aria-label")


def test_the_answer_says_how_it_was_made() -> None:
    made = answer("q", "a", citation(PLAN, NOTICE))
    assert EN.extractive in shown(made)
    assert EN.generative in shown(replace(made, mode="generative"))


def test_a_growing_answer_is_busy_and_has_no_foot_yet() -> None:
    made = answer("q", "a", citation(PLAN, NOTICE))
    growing = conversation_page(Conversation((Exchange("q", "asking", made),)), EN)
    assert 'aria-busy="true"' in growing
    assert EN.copy not in growing


def test_waiting_stopped_and_failed_are_told_apart() -> None:
    exchanges = (
        Exchange("q", "stopped"),
        Exchange("公示？", "failed", failure="It is locked."),
        Exchange("q", "asking"),
    )
    markup = conversation_page(Conversation(exchanges), EN)
    for expected in (EN.stopped, ZH.failure, "It is locked.", EN.searching):
        assert expected in Read(markup).text


def test_a_very_long_question_is_shown_cut() -> None:
    assert len(conversation_page(Conversation((Exchange("x" * 50_000),)), EN)) < 5_000


def test_the_answer_can_be_copied_with_its_sources() -> None:
    found = replace(citation(PLAN, "at least 10 years", 2), quote="at least\n10 years")
    copied = with_sources("Ten years [2].", (found,), EN)
    assert copied == f"Ten years [2].\n\n[2] {PLAN.title}, Clause II.2: “at least 10 years”"


# --- the evidence


def test_a_card_shows_where_the_quote_stands_and_marks_it() -> None:
    markup = cards(answer("q", "a", replace(citation(PLAN, NOTICE), page=4)))
    read = Marked(markup)
    assert read.marked == NOTICE
    for expected in (PLAN.title, "[1]", "Clause II.1", "Page 4", "II. Main tasks", "Assigning"):
        assert expected in read.text
    assert "A pilot entity may assign" in read.text
    assert sent(markup, "data-action") == ["back", "open"]


def test_the_nearest_clauses_of_a_refusal_have_their_own_title() -> None:
    assert EN.nearest in cards(refusal("weather"))
    assert EN.nearest not in cards(answer("q", "a", citation(PLAN, NOTICE)))


def test_a_quote_of_a_document_indexed_anew_is_shown_alone_and_said_so() -> None:
    gone = replace(citation(PLAN, NOTICE), quote="Words of an older version.")
    read = Marked(cards(answer("q", "a", gone)))
    assert read.marked == "Words of an older version."
    assert EN.changed in read.text


def test_a_document_that_is_gone_leaves_the_quote() -> None:
    def nothing(name: str) -> Document:
        raise UnknownDocument(name)

    result = answer("q", "a", citation(PLAN, NOTICE))
    read = Marked(evidence(Exchange("q", "done", result), 1, nothing))
    assert read.marked == NOTICE


def test_without_citations_a_hint_is_shown() -> None:
    assert EN.no_citations in evidence(Exchange("q"), 1, library)
    assert ZH.no_citations in evidence(Exchange("公示？"), 1, library)


# --- the document


@pytest.mark.parametrize("found", LIBRARY, ids=lambda found: found.id)
def test_the_whole_document_is_shown(found: Document) -> None:
    read = Read(document_page(found, EN))
    for line in found.text.splitlines():
        assert line.strip() in read.text


def test_the_document_opens_with_the_quote_marked() -> None:
    markup = document_page(PLAN, EN, citation(PLAN, NOTICE), 2)
    assert Marked(markup).marked == NOTICE
    assert 'id="pa-open-2-1"' in markup
    assert EN.changed not in markup


def test_a_document_that_changed_says_so() -> None:
    gone = replace(citation(PLAN, NOTICE), quote="Words of an older version.")
    assert EN.changed in document_page(PLAN, EN, gone)


def test_of_a_very_long_document_the_part_around_the_quote_is_shown() -> None:
    filler = "Nothing to see here. " * 60_000
    found = document("long", "Long", [("1", "", filler + "The words." + filler), ("2", "", "End.")])
    markup = document_page(found, EN, citation(found, "The words."))
    assert Marked(markup).marked == "The words."
    assert EN.part in markup
    assert len(markup) < LONGEST * 1.1
    assert len(document_page(found, EN)) < LONGEST * 1.1


# --- text is data


def test_hostile_text_is_text_everywhere() -> None:
    found = citation(TRAP, HOSTILE)
    result = answer(HOSTILE, f"{HOSTILE} [1]", found, notices=(HOSTILE,))
    failed = Exchange(HOSTILE, "failed", failure=HOSTILE)
    conversation = Conversation((Exchange(HOSTILE, "done", result), failed))
    pages = (
        conversation_page(conversation, EN),
        cards(result),
        cards(refusal("weather")),
        document_page(TRAP, EN, found),
        library_failure(HOSTILE, EN),
        head(Settings(model=HOSTILE, _env_file=None), EN),
    )
    for markup in pages:
        read = Read(markup)
        assert set(read.tags) <= OURS
        assert not [name for name, _ in read.attributes if name.startswith("on")]
    for markup in (*pages[:2], *pages[3:]):
        assert HOSTILE in Read(markup).text


# --- the frame


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"model": ""}, "no language model is configured"),
        ({"model": "small-one"}, "small-one"),
        ({"model": "small-one", "mode": "extractive"}, "quoted from the documents"),
    ],
)
def test_the_head_says_which_mode_is_at_work(settings: dict[str, str], expected: str) -> None:
    made = Settings(**settings, _env_file=None)
    assert expected in head(made, EN)


def test_an_empty_library_shows_how_to_index() -> None:
    assert "assistant index" in empty_library(EN)
    assert "assistant index" in empty_library(ZH)


def test_the_page_speaks_the_language_of_the_question() -> None:
    assert language_of("What about 公示?") == "zh"
    assert language_of("What?") == "en"
    assert STATUTE.metadata.language == "zh"
