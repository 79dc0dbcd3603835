"""The small language model as an editor of drafts: whatever it writes, nothing false is shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from model_server import ModelServer, missing
from small_policy import corpus

from assistant.adapters.deadline import ChatInTime
from assistant.adapters.openai import OpenAIChat
from assistant.answering import prompts
from assistant.drafting.drafter import Desk, draft, terms_of
from assistant.drafting.factsfile import read_facts
from assistant.drafting.given import brief_of
from assistant.drafting.inventions import inventions
from assistant.drafting.papers import Papers
from assistant.drafting.rewording import PROMPT, Editor
from assistant.ports import ChatModel
from assistant.settings import PROJECT, Settings

pytestmark = [
    pytest.mark.slow,
    pytest.mark.model,
    pytest.mark.skipif(bool(missing()), reason=missing() or "there"),
]
DAY = date(2026, 4, 1)
FACTS = PROJECT / "papers" / "examples" / "implementation_plan.complete.en.yaml"
STATEMENT = re.compile(r"<<statement (\d+) \w+>>\n(.*?)\n<<end")


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    running = ModelServer()
    yield running
    running.kill()


def chat(server: ModelServer) -> OpenAIChat:
    settings = Settings(
        _env_file=None,
        openai_base_url=server.url,
        openai_api_key=None,
        model="smollm2",
        model_seconds=120,
    )
    return OpenAIChat(settings)


class Offering:
    """The model's own sentences, put into our form: what is shown rests on the checks alone."""

    name = "smollm2"

    def __init__(self, model: ChatModel) -> None:
        self._model = model
        self.sentences: list[str] = []

    def stream(self, system: str, user: str) -> Iterator[str]:
        for n, statement in STATEMENT.findall(user)[:6]:
            asked = f"Write this sentence in a better way: {statement}"
            reply = "".join(self._model.stream("You improve prose.", asked)).strip()
            self.sentences.append(reply)
            yield json.dumps({"statements": [int(n)], "text": reply}) + "\n"


def test_what_the_small_model_makes_up_is_not_shown(server: ModelServer) -> None:
    kind = Papers(PROJECT / "papers").kind("implementation_plan")
    brief = brief_of(kind, read_facts(FACTS), None, None, DAY)
    desk = Desk({document.id: document for document in corpus()}.__getitem__, {})
    plain = draft(kind, brief, desk)
    model = Offering(chat(server))
    editor = Editor(ChatInTime(model, 120), prompts.load(PROJECT / "prompts", PROMPT))
    made = draft(kind, brief, replace(desk, editor=editor))
    assert len(model.sentences) == 6
    assert not inventions(made, terms_of(kind), DAY)
    numbers = [re.findall(r"\d+", section.text) for section in plain.sections]
    assert [re.findall(r"\d+", section.text) for section in made.sections] == numbers
    assert len(made.notices) > len(plain.notices)
