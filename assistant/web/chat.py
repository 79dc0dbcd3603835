"""A question asked in the page becomes a growing conversation.

Nothing here knows Gradio: a conversation goes in, conversations come out, and the page shows
each of them. Errors end up as sentences in the conversation, their traceback in the log.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from assistant.bootstrap import Assistant
from assistant.errors import AssistantError, QuestionError
from assistant.model import Language, Result, Turn
from assistant.web.words import WORDS, language_of

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what became of it; `failure` is the sentence to show if it failed."""

    question: str
    state: Literal["asking", "done", "stopped", "failed"] = "asking"
    result: Result | None = None
    failure: str = ""

    @property
    def language(self) -> Language:
        """The language in which the page speaks about it."""
        return self.result.language if self.result else language_of(self.question)


@dataclass(frozen=True, slots=True)
class Conversation:
    """The exchanges of one session, oldest first."""

    exchanges: tuple[Exchange, ...] = ()

    @property
    def last(self) -> Exchange | None:
        return self.exchanges[-1] if self.exchanges else None

    @property
    def history(self) -> tuple[Turn, ...]:
        """What was asked and said, for the next question to lean on; failures were not said."""
        return tuple(
            turn
            for exchange in self.exchanges
            if exchange.result is not None
            for turn in (
                Turn("user", exchange.question),
                Turn("assistant", exchange.result.text),
            )
        )

    def with_last(self, exchange: Exchange) -> Conversation:
        """The same with its last exchange replaced."""
        return Conversation((*self.exchanges[:-1], exchange))

    def stopped(self) -> Conversation:
        """The same after the user pressed stop: what was shown so far stays."""
        last = self.last
        if last is None or last.state != "asking":
            return self
        return self.with_last(replace(last, state="stopped"))


def converse(
    assistant: Assistant,
    conversation: Conversation,
    question: str,
    *,
    documents: Sequence[str] = (),
    as_of: str = "",
) -> Iterator[Conversation]:
    """The conversation as it grows while `question` is answered; raises nothing.

    `as_of` is a day as the user wrote it, YYYY-MM-DD, or empty for today.
    """
    asked = Exchange(question.strip())
    grown = Conversation((*conversation.stopped().exchanges, asked))
    yield grown
    history = conversation.history
    try:
        day = _day(as_of, asked.language)
        for result in assistant.stream(
            asked.question, history=history, as_of=day, documents=tuple(documents)
        ):
            asked = replace(asked, result=result)
            yield grown.with_last(asked)
        yield grown.with_last(replace(asked, state="done"))
    except AssistantError as error:
        _log.info("a question was not answered: %s", error, exc_info=True)
        yield grown.with_last(replace(asked, state="failed", failure=str(error)))
    except Exception:
        _log.exception("a question could not be answered")
        broken = WORDS[asked.language].broken
        yield grown.with_last(replace(asked, state="failed", failure=broken))


def unanswered(conversation: Conversation) -> str:
    """The question to give back to the user for another try: of a failure without an answer."""
    last = conversation.last
    return last.question if last and last.state == "failed" and not last.result else ""


def _day(written: str, language: Language) -> date | None:
    if not written.strip():
        return None
    try:
        return date.fromisoformat(written.strip())
    except ValueError as error:
        raise QuestionError(WORDS[language].bad_date.format(written.strip()[:40])) from error
