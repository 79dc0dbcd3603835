"""LangChain's types at our edges, used as LangChain's own code uses them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models.fake_chat_models import (
    FakeListChatModel,
    GenericFakeChatModel,
)
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.outputs import ChatGenerationChunk
from langchain_core.prompts import ChatPromptTemplate
from scripted_model import ScriptedChatModel

from assistant.adapters.langchain import EvidenceRetriever, LangChainChat, PortChatModel
from assistant.errors import ChatModelError
from assistant.model import Clause, Evidence, Span

TEXT = "Pilot entities may grant a licence."
CLAUSE = Clause("plan", "sha256:1", "II.2", "Licences", ("II. Tasks",), TEXT, 10, 45, page=3)


class Finder:
    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []

    def find(self, question: str, *, k: int = 10) -> Sequence[Evidence]:
        self.asked.append((question, k))
        return [Evidence(CLAUSE, TEXT, Span(10, 45), 0.5)] * min(k, 2)


def test_the_finder_is_a_retriever() -> None:
    finder = Finder()
    retriever = EvidenceRetriever(find=finder.find, k=1, titles={"plan": "The Plan"})
    (document,) = retriever.invoke("How long?")
    assert finder.asked == [("How long?", 1)]
    assert document.page_content == TEXT
    assert document.metadata == {
        "document": "plan",
        "title": "The Plan",
        "version": "sha256:1",
        "clause": "II.2",
        "heading": "Licences",
        "trail": ["II. Tasks"],
        "start": 10,
        "end": 45,
        "page": 3,
        "score": 0.5,
    }
    assert document.id == "sha256:1:10-45"


def test_the_retriever_runs_in_a_chain() -> None:
    count = EvidenceRetriever(find=Finder().find) | (lambda documents: len(documents))
    assert count.invoke("anything") == 2


def test_any_langchain_model_serves_as_ours() -> None:
    model = GenericFakeChatModel(messages=iter([AIMessage("It is 15 days.")]))
    chat = LangChainChat(model, "fake", seconds=5)
    assert chat.name == "fake"
    assert "".join(chat.stream("Rules.", "How long?")) == "It is 15 days."


def test_a_failure_of_a_langchain_model_is_ours_and_keeps_its_secrets() -> None:
    class Broken(FakeListChatModel):
        def _stream(
            self,
            messages: list[BaseMessage],
            stop: list[str] | None = None,
            run_manager: CallbackManagerForLLMRun | None = None,
            **kwargs: Any,
        ) -> Iterator[ChatGenerationChunk]:
            raise RuntimeError("key=abc")

    chat = LangChainChat(Broken(responses=[]), "fake", seconds=5)
    with pytest.raises(ChatModelError, match="fake failed") as caught:
        list(chat.stream("s", "u"))
    assert "abc" not in str(caught.value)


def test_a_langchain_model_has_our_time_limit() -> None:
    class Slow(FakeListChatModel):
        def _stream(
            self,
            messages: list[BaseMessage],
            stop: list[str] | None = None,
            run_manager: CallbackManagerForLLMRun | None = None,
            **kwargs: Any,
        ) -> Iterator[ChatGenerationChunk]:
            time.sleep(0.6)
            yield from super()._stream(messages, stop, run_manager, **kwargs)

    chat = LangChainChat(Slow(responses=["late"]), "fake", seconds=0.1)
    began = time.monotonic()
    with pytest.raises(ChatModelError, match=r"within 0\.1 seconds"):
        list(chat.stream("s", "u"))
    assert time.monotonic() - began < 0.5


def test_our_model_serves_as_a_langchain_one() -> None:
    ours = ScriptedChatModel(["It is ", "15 days."])
    model = PortChatModel(chat=ours)
    assert model.invoke("How long?").text == "It is 15 days."
    assert [str(c.text) for c in model.stream("How long?") if c.text] == ["It is ", "15 days."]
    chain = ChatPromptTemplate.from_messages([("system", "Be {how}."), ("human", "{ask}")]) | model
    chain.invoke({"how": "brief", "ask": "How long?"})
    assert ours.asked[-1] == ("Be brief.", "How long?")


def test_a_longer_conversation_keeps_who_said_what() -> None:
    ours = ScriptedChatModel(["ok"])
    PortChatModel(chat=ours).invoke(
        [SystemMessage("Rules."), HumanMessage("One?"), AIMessage("1."), HumanMessage("Two?")]
    )
    assert ours.asked == [("Rules.", "human: One?\n\nai: 1.\n\nhuman: Two?")]


@pytest.mark.parametrize("pieces", [["abSTOPcd"], ["abS", "TO", "Pcd"], ["ab", "STOP"]])
def test_stop_words_stop_it_wherever_the_pieces_end(pieces: list[str]) -> None:
    model = PortChatModel(chat=ScriptedChatModel(pieces))
    assert model.invoke("x", stop=["STOP"]).text == "ab"


def test_without_a_stop_word_all_is_said() -> None:
    model = PortChatModel(chat=ScriptedChatModel(["abS", "TO", "cd"]))
    assert model.invoke("x", stop=["STOP"]).text == "abSTOcd"


def test_our_errors_come_through_langchain() -> None:
    model = PortChatModel(chat=ScriptedChatModel(["x"], ChatModelError("It broke.", "Mend it.")))
    with pytest.raises(ChatModelError, match="It broke"):
        model.invoke("x")
