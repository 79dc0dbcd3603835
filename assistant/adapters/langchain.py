"""LangChain's types at our edges: its chat models behind our port, ours and our finder as its.

Others can build on these: the finder is a retriever, the configured model a chat model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, SystemMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from assistant.adapters.deadline import in_time
from assistant.errors import ChatModelError
from assistant.model import Evidence
from assistant.ports import ChatModel

UNFINISHED = ChatModelError("The language model's reply broke off.", "Ask the question again.")


def read_reply(
    model: BaseChatModel, system: str, user: str, *, must_finish: bool = False
) -> Iterator[str]:
    """The pieces of a model's reply.

    With `must_finish`, a reply that ends without a reason to has been cut, and ChatModelError is
    raised at its end. Raises what the model raises.
    """
    finished = False
    for chunk in model.stream([("system", system), ("human", user)]):
        finished = finished or bool(chunk.response_metadata.get("finish_reason"))
        if text := str(chunk.text):
            yield text
    if must_finish and not finished:
        raise ChatModelError(UNFINISHED.what, UNFINISHED.do)


class LangChainChat:
    """Any LangChain chat model as our ChatModel. `seconds` is the time limit of one reply."""

    def __init__(self, model: BaseChatModel, name: str, seconds: float) -> None:
        self._model = model
        self._name = name
        self._seconds = seconds

    @property
    def name(self) -> str:
        return self._name

    def stream(self, system: str, user: str) -> Iterator[str]:
        """The reply in pieces. Raises ChatModelError."""
        try:
            yield from in_time(self._seconds, lambda: read_reply(self._model, system, user))
        except TimeoutError as error:
            raise too_slow(self._seconds) from error
        except ChatModelError:
            raise
        except Exception as error:
            raise ChatModelError(
                f"The language model {self._name} failed ({type(error).__name__}).",
                "Look into the log, or answer without a model (ASSISTANT_MODE=extractive).",
            ) from error


def too_slow(seconds: float) -> ChatModelError:
    """The error for a reply that was not there in time."""
    return ChatModelError(
        f"The language model did not finish within {seconds:g} seconds.",
        "Choose a faster model, or raise ASSISTANT_MODEL_SECONDS.",
    )


class PortChatModel(BaseChatModel):
    """Our ChatModel as a LangChain chat model. It knows text only: no tools, no images."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    chat: Any = Field(description="A ChatModel of assistant.ports")

    @property
    def _llm_type(self) -> str:
        return "policy-assistant"

    @property
    def _identifying_params(self) -> Mapping[str, Any]:
        return {"model_name": self.chat.name}

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **_: Any,
    ) -> Iterator[ChatGenerationChunk]:
        chat: ChatModel = self.chat
        for piece in _until(chat.stream(*_as_text(messages)), stop):
            chunk = ChatGenerationChunk(message=AIMessageChunk(content=piece))
            if run_manager:
                run_manager.on_llm_new_token(piece, chunk=chunk)
            yield chunk

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        pieces = [str(c.text) for c in self._stream(messages, stop, run_manager, **kwargs)]
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content="".join(pieces)))])


class EvidenceRetriever(BaseRetriever):
    """The finder as a LangChain retriever: paragraphs with their clause as metadata, best first."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    find: Callable[..., Sequence[Evidence]] = Field(description="find(question, k=…) -> evidence")
    k: int = Field(10, gt=0, description="How many paragraphs")
    titles: Mapping[str, str] = Field(default_factory=dict, description="Titles by document id")

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002  (LangChain's signature)
    ) -> list[Document]:
        return [_document(evidence, self.titles) for evidence in self.find(query, k=self.k)]


def _document(evidence: Evidence, titles: Mapping[str, str]) -> Document:
    clause = evidence.clause
    return Document(
        id=f"{clause.version}:{evidence.span.start}-{evidence.span.end}",
        page_content=evidence.text,
        metadata={
            "document": clause.document,
            "title": titles.get(clause.document, clause.document),
            "version": clause.version,
            "clause": clause.path,
            "heading": clause.heading,
            "trail": list(clause.trail),
            "start": evidence.span.start,
            "end": evidence.span.end,
            "page": clause.page,
            "score": evidence.score,
        },
    )


def _as_text(messages: Sequence[BaseMessage]) -> tuple[str, str]:
    """System and user text; in a longer conversation each turn says whose it is."""
    system = "\n\n".join(str(m.text) for m in messages if isinstance(m, SystemMessage))
    turns = [m for m in messages if not isinstance(m, SystemMessage)]
    if len(turns) == 1:
        return system, str(turns[0].text)
    return system, "\n\n".join(f"{turn.type}: {turn.text}" for turn in turns)


def _until(pieces: Iterator[str], stop: Sequence[str] | None) -> Iterator[str]:
    """The pieces up to the first of the stop words, which may be spread over several."""
    if not stop:
        yield from pieces
        return
    said, shown = "", 0
    for piece in pieces:
        said += piece
        ends = [at for word in stop if (at := said.find(word)) >= 0]
        safe = min(ends) if ends else len(said) - max(map(len, stop)) + 1
        if safe > shown:
            yield said[shown:safe]
            shown = safe
        if ends:
            return
    yield said[shown:]
