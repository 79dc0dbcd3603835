"""The page: where its parts stand, and which handler each of them calls."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.bootstrap import Assistant
from assistant.web.chat import Conversation
from assistant.web.drafts_page import (
    PapersParts,
    lay_out_rooms,
    lay_out_shared,
    lay_out_sheet,
    wire_papers,
)
from assistant.web.evidence import hint
from assistant.web.frame import head
from assistant.web.handlers import Handlers
from assistant.web.look import look
from assistant.web.people import entrance
from assistant.web.register_page import RegisterParts, lay_out_register, wire_register
from assistant.web.register_words import REGISTER_WORDS
from assistant.web.words import WORDS, Words

_SCRIPT = Path(__file__).with_name("page.js")
_ANSWERS_AT_ONCE = 4
_REVEAL = "() => window.policyPage.reveal()"


class Page(gr.Blocks):
    """The page with its look and log-in: whoever launches it gets the same page as `serve`."""

    manner: dict[str, Any]

    def launch(self, *args: Any, **kwargs: Any) -> Any:
        """As Gradio's launch, with the page's look and log-in as defaults."""
        return super().launch(*args, **{**self.manner, **kwargs})


@dataclass(frozen=True)
class _Parts:
    """The components that events read or write."""

    conversation: gr.State
    language: gr.State
    head: gr.HTML
    chat: gr.HTML
    question: gr.Textbox
    ask: gr.Button
    stop: gr.Button
    clear: gr.Button
    settings: gr.Accordion
    scope: gr.Dropdown
    as_of: gr.DateTime
    tabs: gr.Tabs
    citations_tab: gr.Tab
    document_tab: gr.Tab
    evidence: gr.HTML
    reader: gr.Dropdown
    document: gr.HTML
    chat_tab: gr.Tab
    register_tab: gr.Tab
    register: RegisterParts
    papers: PapersParts


def build_page(assistant: Assistant) -> Page:
    """The page over `assistant`. Nothing is read from the library until a browser opens it."""
    words = WORDS["en"]
    page = Page(title=words.title, analytics_enabled=False, fill_width=True)
    page.manner = {**look(), **entrance(assistant.settings)}
    with page:
        parts = _lay_out(assistant, words)
        handlers = Handlers(assistant)
        opened = [parts.language, parts.head, parts.chat, parts.scope, parts.reader]
        page.load(handlers.opened, None, opened, show_progress="hidden", api_visibility="private")
        page.load(handlers.warm_up, None, None, show_progress="hidden", api_visibility="private")
        _wire_chat(parts, handlers)
        _wire_documents(parts, handlers)
        reader: list[Any] = [parts.document, parts.reader, parts.tabs]
        rooms = (parts.chat_tab, parts.register_tab)
        wire_register(parts.register, rooms, parts.language, reader, assistant)
        wire_papers(parts.papers, parts.language, reader, assistant)
    page.queue(api_open=False, default_concurrency_limit=8, max_size=200)
    return page


def _lay_out(assistant: Assistant, words: Words) -> _Parts:
    found: dict[str, Any] = {
        "conversation": gr.State(Conversation()),
        "language": gr.State("en"),
        "head": gr.HTML(head(assistant.settings, words), elem_id="pa-head"),
    }
    shared = lay_out_shared()
    with gr.Row(elem_id="pa-main"):
        with gr.Column(scale=6, min_width=320, elem_id="pa-left"):
            rooms, papers = _rooms(words, assistant)
            found |= rooms
        with gr.Column(scale=5, min_width=320, elem_id="pa-right"):
            panels, sheet = _panels(words)
            found |= panels
    return _Parts(**found, papers=PapersParts(shared, *papers, sheet))


def _rooms(words: Words, assistant: Assistant) -> tuple[dict[str, Any], tuple[gr.Tab, gr.Tab]]:
    """The left side: the conversation, the register, or papers."""
    names = REGISTER_WORDS["en"]
    found: dict[str, Any] = {}
    with gr.Tabs(elem_id="pa-rooms"):
        with gr.Tab(names.chat, id="chat") as found["chat_tab"]:
            found |= _chat(words)
        with gr.Tab(names.register, id="register") as found["register_tab"]:
            found["register"] = lay_out_register()
        papers = lay_out_rooms(assistant)
    return found, papers


def _chat(words: Words) -> dict[str, Any]:
    """The conversation, and below it what a question needs."""
    found: dict[str, Any] = {
        "chat": gr.HTML(
            "", elem_id="pa-chat", js_on_load=_SCRIPT.read_text("utf-8"), apply_default_css=False
        )
    }
    with gr.Row(elem_id="pa-composer"):
        found["question"] = gr.Textbox(
            label=words.question,
            placeholder=words.placeholder,
            show_label=False,
            container=False,
            max_lines=6,
            scale=5,
            min_width=160,
            autofocus=True,
            elem_id="pa-question-box",
        )
        found["ask"] = gr.Button(words.ask, variant="primary", min_width=88, scale=0)
        found["stop"] = gr.Button(
            words.stop, variant="stop", min_width=88, scale=0, visible=False, elem_id="pa-stop"
        )
        found["clear"] = gr.Button(words.clear, min_width=88, scale=0, elem_id="pa-clear")
    with gr.Accordion(words.scope, open=False, elem_id="pa-settings") as found["settings"]:
        found["scope"] = gr.Dropdown([], multiselect=True, value=[], label=words.documents)
        found["as_of"] = gr.DateTime(label=words.as_of, include_time=False, type="string")
    return found


def _panels(words: Words) -> tuple[dict[str, Any], gr.Tab]:
    """The right side: the citations of an answer, a document to read, and a paper."""
    found: dict[str, Any] = {}
    with gr.Tabs(elem_id="pa-tabs") as found["tabs"]:
        with gr.Tab(words.citations, id="citations") as found["citations_tab"]:
            found["evidence"] = gr.HTML(
                hint(words.no_citations), elem_id="pa-evidence", apply_default_css=False
            )
        with gr.Tab(words.document, id="document") as found["document_tab"]:
            found["reader"] = gr.Dropdown([], value=None, label=words.choose)
            found["document"] = gr.HTML(
                hint(words.no_document), elem_id="pa-document", apply_default_css=False
            )
        sheet = lay_out_sheet()
    return found, sheet


def _wire_chat(parts: _Parts, handlers: Handlers) -> None:
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    inputs = [parts.question, parts.conversation, parts.scope, parts.as_of]
    outputs: list[Any] = [parts.conversation, parts.chat, parts.evidence, parts.question]
    outputs += [parts.ask, parts.stop, parts.tabs, parts.language]
    asking: dict[str, Any] = {
        **quiet,
        "concurrency_id": "ask",
        "concurrency_limit": _ANSWERS_AT_ONCE,
    }
    typed = gr.on([parts.ask.click, parts.question.submit], handlers.ask, inputs, outputs, **asking)
    chosen = parts.chat.example(handlers.example, None, parts.question, **quiet).then(
        handlers.ask, inputs, outputs, **asking
    )
    running = [typed, chosen]
    stopped = [parts.conversation, parts.chat, parts.ask, parts.stop]
    # First the answering ends, then the page says so: a piece on its way would overwrite it.
    parts.stop.click(None, None, None, cancels=running, **quiet).then(
        handlers.stop, parts.conversation, stopped, **quiet
    )
    cleared: list[Any] = [parts.conversation, parts.chat, parts.evidence, parts.document]
    cleared += [parts.tabs, parts.reader, parts.ask, parts.stop]
    parts.clear.click(None, None, None, cancels=running, **quiet).then(
        handlers.clear, parts.language, cleared, **quiet
    )


def _wire_documents(parts: _Parts, handlers: Handlers) -> None:
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    parts.chat.cite(handlers.cite, parts.conversation, [parts.evidence, parts.tabs], **quiet).then(
        None, None, None, js=_REVEAL, **quiet
    )
    opened: list[Any] = [parts.document, parts.reader, parts.tabs]
    parts.chat.open(handlers.open, parts.conversation, opened, **quiet).then(
        None, None, None, js=_REVEAL, **quiet
    )
    parts.reader.input(handlers.read, [parts.reader, parts.language], parts.document, **quiet)
    labels: list[Any] = [
        parts.head,
        parts.question,
        parts.ask,
        parts.stop,
        parts.clear,
        parts.settings,
    ]
    labels += [parts.scope, parts.as_of, parts.citations_tab, parts.document_tab, parts.reader]
    parts.language.change(handlers.relabel, parts.language, labels, **quiet)
