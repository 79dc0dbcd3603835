"""A question becomes a growing conversation; what goes wrong becomes a sentence in it."""

from __future__ import annotations

from datetime import date

import pytest
from page_standin import LONG, StandIn

from assistant.model import Refusal, Turn
from assistant.web.chat import Conversation, Exchange, converse, unanswered

EMPTY = Conversation()


def asked(assistant: StandIn, *questions: str) -> Conversation:
    conversation = EMPTY
    for question in questions:
        conversation = list(converse(assistant, conversation, question))[-1]
    return conversation


def test_the_question_stands_there_at_once_and_the_answer_grows() -> None:
    grown = list(converse(StandIn(), EMPTY, "How long?"))
    assert grown[0].exchanges == (Exchange("How long?"),)
    lengths = [len(c.last.result.text) for c in grown if c.last and c.last.result]
    assert lengths == sorted(lengths)
    assert len(set(lengths)) > 3
    last = grown[-1].last
    assert last
    assert last.result
    assert (last.state, last.result.text) == ("done", LONG)


def test_a_follow_up_question_carries_what_was_asked_and_said() -> None:
    assistant = StandIn()
    asked(assistant, "How long?", "And the weather?", "And then?")
    _, history, _, _ = assistant.asked[-1]
    assert history[:2] == (Turn("user", "How long?"), Turn("assistant", LONG))
    assert history[2] == Turn("user", "And the weather?")
    assert len(history) == 4


def test_documents_and_day_are_passed_on() -> None:
    assistant = StandIn()
    list(converse(assistant, EMPTY, "How long?", documents=["statute"], as_of=" 2026-03-31 "))
    assert assistant.asked[-1][2:] == (date(2026, 3, 31), ("statute",))


@pytest.mark.parametrize("question", ["How long?", "公示多久？"])
def test_a_day_that_cannot_be_read_is_said_and_not_asked(question: str) -> None:
    assistant = StandIn()
    last = list(converse(assistant, EMPTY, question, as_of="31 March"))[-1].last
    assert last
    assert last.state == "failed"
    assert "31 March" in last.failure
    assert "YYYY-MM-DD" in last.failure
    assert not assistant.asked


def test_an_error_is_its_sentence_and_the_question_can_be_tried_again() -> None:
    conversation = asked(StandIn(), "too long")
    assert conversation.last
    assert conversation.last.failure == "The question is too long. Ask it in fewer words."
    assert unanswered(conversation) == "too long"


def test_a_bug_is_a_calm_sentence_and_its_traceback_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    conversation = asked(StandIn(), "crash")
    assert conversation.last
    assert "secret" not in conversation.last.failure
    assert "log" in conversation.last.failure
    assert "a secret detail" in caplog.text


def test_a_failure_is_no_part_of_the_history() -> None:
    conversation = asked(StandIn(), "crash", "How long?")
    assert [turn.content for turn in conversation.history] == ["How long?", LONG]
    assert unanswered(conversation) == ""


def test_a_refusal_is_part_of_the_history() -> None:
    conversation = asked(StandIn(), "weather")
    assert conversation.last
    assert isinstance(conversation.last.result, Refusal)
    assert len(conversation.history) == 2


def test_stopping_keeps_what_was_shown() -> None:
    growing = converse(StandIn(), EMPTY, "How long?")
    next(growing)
    partial = next(growing)
    growing.close()
    stopped = partial.stopped()
    assert stopped.last
    assert partial.last
    assert stopped.last.state == "stopped"
    assert stopped.last.result == partial.last.result
    assert stopped.stopped() == stopped
    assert EMPTY.stopped() == EMPTY
