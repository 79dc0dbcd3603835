"""What the page does when somebody does something: values in, values of components out."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Any

import gradio as gr

from assistant.bootstrap import Assistant
from assistant.errors import AssistantError
from assistant.model import Document, Language, Metadata
from assistant.web.chat import Conversation, converse, unanswered
from assistant.web.conversation import conversation_page
from assistant.web.document import document_page
from assistant.web.evidence import cited, evidence, hint
from assistant.web.examples import EXAMPLES
from assistant.web.frame import empty_library, head, library_failure
from assistant.web.words import WORDS, Words

_log = logging.getLogger(__name__)

Updates = tuple[Any, ...]
"""One value for each output of an event, in the order in which page.py names them."""


class Handlers:
    """The handlers of one page over one assistant; what belongs to a session is passed in."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._warm = threading.Event()

    def opened(self, request: gr.Request) -> Updates:
        """-> language, head, conversation, scope, reader: a browser opens the page."""
        preferred = request.headers.get("accept-language", "")
        language: Language = "zh" if preferred.lower().startswith("zh") else "en"
        words = WORDS[language]
        invitation, choices = self._library(words)
        options = gr.update(choices=choices)
        return language, head(self._assistant.settings, words), invitation, options, options

    def warm_up(self) -> None:
        """Load what answering needs while the first visitor still reads, once for the process."""
        if self._warm.is_set():
            return
        self._warm.set()
        try:
            for examples in EXAMPLES.values():
                self._assistant.ask(examples[0], mode="extractive")
        except AssistantError as error:
            # Whoever asks will be told; a page that is only opened has no trouble.
            self._warm.clear()
            _log.info("finding is not ready: %s", error)

    def ask(
        self,
        question: str,
        conversation: Conversation,
        scope: Sequence[str] | None,
        as_of: str | None,
    ) -> Iterator[Updates]:
        """-> conversation, its page, evidence, question, ask, stop, tabs, language."""
        if not question.strip():
            yield (gr.skip(),) * 8
            return
        before: Any = None
        for grown in converse(
            self._assistant, conversation, question, documents=scope or (), as_of=as_of or ""
        ):
            exchange = grown.exchanges[-1]
            asking, found = exchange.state == "asking", cited(exchange)
            yield (
                grown,
                conversation_page(grown, WORDS[exchange.language]),
                gr.skip() if found == before else self._evidence(grown, len(grown.exchanges)),
                unanswered(grown) if not asking else "" if before is None else gr.skip(),
                gr.update(visible=not asking),
                gr.update(visible=asking),
                gr.update(selected="citations") if before is None else gr.skip(),
                exchange.language,
            )
            before = found

    def stop(self, conversation: Conversation) -> Updates:
        """-> conversation, its page, ask, stop."""
        stopped = conversation.stopped()
        language = stopped.last.language if stopped.last else "en"
        shown = conversation_page(stopped, WORDS[language])
        return stopped, shown, gr.update(visible=True), gr.update(visible=False)

    def clear(self, language: Language) -> Updates:
        """-> conversation, its page, evidence, document, tabs, reader, ask, stop."""
        words = WORDS[language]
        return (
            Conversation(),
            self._library(words)[0],
            hint(words.no_citations),
            hint(words.no_document),
            gr.update(selected="citations"),
            None,
            gr.update(visible=True),
            gr.update(visible=False),
        )

    def example(self, event: gr.EventData) -> str:
        """-> question: an example was chosen."""
        return str(_data(event).get("question", ""))

    def cite(self, conversation: Conversation, event: gr.EventData) -> Updates:
        """-> evidence, tabs: a marker was pressed whose card is not in sight."""
        turn = _number(event, "turn")
        if not 1 <= turn <= len(conversation.exchanges):
            return gr.skip(), gr.skip()
        return self._evidence(conversation, turn), gr.update(selected="citations")

    def open(self, conversation: Conversation, event: gr.EventData) -> Updates:
        """-> document, reader, tabs: the document of a citation is opened at its place."""
        turn, n = _number(event, "turn"), _number(event, "n")
        exchanges = conversation.exchanges[turn - 1 : turn] if turn > 0 else ()
        for exchange in exchanges:
            for citation in cited(exchange):
                if citation.n == n:
                    words = WORDS[exchange.language]
                    render = partial(document_page, words=words, citation=citation, turn=turn)
                    shown = self._read(citation.document, words, render)
                    return shown, citation.document, gr.update(selected="document")
        return gr.skip(), gr.skip(), gr.skip()

    def read(self, document: str | None, language: Language) -> str:
        """-> document: one was chosen from the list."""
        words = WORDS[language]
        if not document:
            return hint(words.no_document)
        return self._read(document, words, partial(document_page, words=words))

    def relabel(self, language: Language) -> Updates:
        """-> head, question, ask, stop, clear, accordion, scope, as of, both tabs, reader."""
        words = WORDS[language]
        return (
            head(self._assistant.settings, words),
            gr.update(label=words.question, placeholder=words.placeholder),
            words.ask,
            words.stop,
            words.clear,
            gr.update(label=words.scope),
            gr.update(label=words.documents),
            gr.update(label=words.as_of),
            gr.update(label=words.citations),
            gr.update(label=words.document),
            gr.update(label=words.choose),
        )

    def _evidence(self, conversation: Conversation, turn: int) -> str:
        # One look at the catalogue for each document, however many of its clauses are cited.
        documents: Callable[[str], Document] = cache(self._assistant.document)
        return evidence(conversation.exchanges[turn - 1], turn, documents)

    def _read(self, document: str, words: Words, render: Callable[[Document], str]) -> str:
        try:
            return render(self._assistant.document(document))
        except AssistantError as error:
            _log.info("a document was not shown: %s", error, exc_info=True)
            return library_failure(str(error), words)

    def _library(self, words: Words) -> tuple[str, list[tuple[str, str]]]:
        """What an empty conversation shows, and the documents to choose from."""
        try:
            documents: Sequence[Metadata] = self._assistant.documents()
        except AssistantError as error:
            _log.warning("the library cannot be read: %s", error, exc_info=True)
            return library_failure(str(error), words), []
        if not documents:
            return empty_library(words), []
        choices = [(known.title or known.id, known.id) for known in documents]
        return conversation_page(Conversation(), words), choices


def _data(event: gr.EventData) -> dict[str, Any]:
    # What a browser sends is not trusted: anything may be missing or of another type.
    sent = getattr(event, "_data", None)
    return sent if isinstance(sent, dict) else {}


def _number(event: gr.EventData, name: str) -> int:
    value = str(_data(event).get(name, ""))
    return int(value) if value.isascii() and value.isdigit() else 0
