"""A real small language model behind a real endpoint: it is wrong most of the time, which is what
it is here for. Nothing that the clauses do not bear out is shown, and a user always gets an answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

import pytest
from model_server import ModelServer, missing
from policy import PILOT, TITLES, WORDS, evidence, question

from assistant.adapters.openai import OpenAIChat
from assistant.answering.briefing import AnswerPrompts, Request
from assistant.answering.generative import NoSupportedClaim, answer_with_model, stream_or_extract
from assistant.answering.quoting import cite
from assistant.model import Answer, Claim, Result
from assistant.ports import ChatModel
from assistant.settings import PROJECT, Settings

pytestmark = [
    pytest.mark.slow,
    pytest.mark.model,
    pytest.mark.skipif(bool(missing()), reason=missing() or "there"),
]

PROMPTS = AnswerPrompts.load(PROJECT / "prompts")
ASKED = "For how long must a decision to assign ownership be announced inside the entity?"
ANNOUNCE = "announce their decision internally for no less than 15 days"
SENTENCE = re.compile(r"(?<=[.!?])\s+")


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    running = ModelServer()
    yield running
    running.kill()


def chat(server: ModelServer, seconds: float = 120.0) -> OpenAIChat:
    return OpenAIChat(
        Settings(
            _env_file=None,
            openai_base_url=server.url,
            openai_api_key=None,
            model="smollm2",
            model_seconds=seconds,
        )
    )


def request(asked: str = ASKED) -> Request:
    return Request(question(asked), "en", evidence("II.1"), TITLES)


def extracted() -> Result:
    """What the extractive answer would be: the clause's own words."""
    citation = cite(1, ANNOUNCE, evidence("II.1")[0].clause, TITLES["pilot"])
    assert citation
    claim = Claim(f"{citation.quote} [1]", (1,))
    return Answer(ASKED, "en", "extractive", claim.text, (claim,), (citation,))


class Quoting:
    """The model's own sentences as claims, each with a quote that is really there.

    The small model does not keep to a format; so its sentences are put into ours, with the best
    quote that there is: what is then shown rests on the checks alone.
    """

    name = "smollm2"

    def __init__(self, model: ChatModel, questions: list[str]) -> None:
        self._model = model
        self._questions = questions
        self.sentences: list[str] = []

    def stream(self, system: str, user: str) -> Iterator[str]:
        rules = evidence("II.1")[0].text
        for asked in self._questions:
            reply = "".join(self._model.stream("Answer in one sentence.", f"{rules}\n\n{asked}"))
            for sentence in SENTENCE.split(reply.strip()):
                self.sentences.append(sentence)
                quotes = [{"source": 1, "quote": ANNOUNCE}]
                yield json.dumps({"claim": sentence, "quotes": quotes}) + "\n"


class Interrupted:
    """A model whose endpoint is stopped after its first few pieces."""

    name = "smollm2"

    def __init__(self, model: ChatModel, after: int, stop: Callable[[], None]) -> None:
        self._model, self._after, self._stop = model, after, stop
        self.pieces = 0

    def stream(self, system: str, user: str) -> Iterator[str]:
        for piece in self._model.stream(system, user):
            self.pieces += 1
            if self.pieces == self._after:
                self._stop()
            yield piece


def test_it_answers_through_the_endpoint(server: ModelServer) -> None:
    assert "".join(chat(server).stream("You are brief.", "Say hello.")).strip()


def test_its_unsupported_sentences_are_not_shown(server: ModelServer) -> None:
    asked = [
        ASKED,
        "How many months does the announcement last?",
        "Who else must approve the decision, and what does it cost?",
    ]
    model = Quoting(chat(server), asked)
    try:
        shown = [claim.text for claim in answer_with_model(request(), model, PROMPTS, WORDS).claims]
    except NoSupportedClaim:
        shown = []
    assert len(model.sentences) >= 3
    left_out = [sentence for sentence in model.sentences if sentence not in shown]
    assert left_out, "a model this small makes something up"
    for sentence in shown:
        numbers = set(re.findall(r"\d+", sentence))
        assert numbers <= {"15"}, sentence
        assert not re.search(r"month|week|year|hour|fee|cost|court", sentence), sentence


def test_whatever_it_replies_to_our_prompt_a_user_gets_a_verified_answer(
    server: ModelServer,
) -> None:
    *_, result = stream_or_extract(request(), chat(server), PROMPTS, WORDS, extracted)
    assert isinstance(result, Answer)
    for citation in result.citations:
        assert PILOT.text[citation.start : citation.end] == citation.quote
    if result.mode == "extractive":
        assert "language model" in result.notices[-1]


def test_with_the_endpoint_stopped_in_the_middle_of_a_stream_the_user_still_gets_an_answer() -> (
    None
):
    server = ModelServer()
    try:
        model = Interrupted(chat(server), 3, server.kill)
        *_, result = stream_or_extract(request(), model, PROMPTS, WORDS, extracted)
    finally:
        server.kill()
    assert model.pieces >= 3
    assert isinstance(result, Answer)
    assert result.mode == "extractive"
    assert ANNOUNCE in result.text
    assert "broke off" in result.notices[-1]


def test_with_the_endpoint_gone_the_user_is_told_and_gets_an_answer() -> None:
    server = ModelServer()
    server.kill()
    *_, result = stream_or_extract(request(), chat(server), PROMPTS, WORDS, extracted)
    assert result.mode == "extractive"
    assert "cannot be reached" in result.notices[-1]


def test_a_model_that_is_too_slow_is_given_up_in_time(server: ModelServer) -> None:
    model = chat(server, seconds=0.5)
    *_, result = stream_or_extract(request(), model, PROMPTS, WORDS, extracted)
    assert result.mode == "extractive"
    assert "within 0.5 seconds" in result.notices[-1]
