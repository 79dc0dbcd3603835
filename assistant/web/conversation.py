"""The conversation as markup: questions, answers with markers, refusals, failures, notices."""

from __future__ import annotations

import re

from assistant.model import Answer, Citation, Result
from assistant.web.chat import Conversation, Exchange
from assistant.web.examples import EXAMPLES
from assistant.web.markup import Html, element, join
from assistant.web.words import WORDS, Words

SHOWN_QUESTION = 2000
"""Characters of a question that are shown; a longer one is refused anyway."""

_MARKER = re.compile(r"\[(\d{1,3})\]")
_ITEM = re.compile(r"\s*(?:[-•*–]|\d{1,3}[.)、]|[(（][\d一二三四五六七八九十]{1,3}[)）])\s")


def conversation_page(conversation: Conversation, words: Words) -> Html:
    """The whole conversation, or an invitation with examples before the first question."""
    if not conversation.exchanges:
        return _welcome(words)
    shown = (_exchange(e, turn) for turn, e in enumerate(conversation.exchanges, 1))
    return element("div", *shown, class_="pa-log", role="log", aria_live="polite")


def _welcome(words: Words) -> Html:
    groups = (
        element("div", *map(_example, examples), class_="pa-examples", lang=WORDS[language].tag)
        for language, examples in EXAMPLES.items()
    )
    return element(
        "div",
        element("h2", words.welcome),
        element("p", words.examples, class_="pa-small"),
        *groups,
        class_="pa-welcome",
    )


def _example(question: str) -> Html:
    return element("button", question, type="button", data_action="example", data_question=question)


def _exchange(exchange: Exchange, turn: int) -> Html:
    words = WORDS[exchange.language]
    question = exchange.question
    if len(question) > SHOWN_QUESTION:
        question = question[:SHOWN_QUESTION] + " …"
    asked = element("div", question, class_="pa-question", aria_label=words.you)
    return element(
        "section",
        asked,
        _said(exchange, turn, words),
        class_="pa-exchange",
        id=f"pa-turn-{turn}",
        lang=words.tag,
    )


def _said(exchange: Exchange, turn: int, words: Words) -> Html:
    result = exchange.result
    parts = [_result(result, turn, exchange.state == "asking", words)] if result else []
    if exchange.state == "asking" and result is None:
        dots = element("span", class_="pa-dots", aria_hidden="true")
        parts.append(element("div", words.searching, dots, class_="pa-waiting"))
    if exchange.state == "stopped":
        parts.append(element("div", words.stopped, class_="pa-stopped"))
    if exchange.state == "failed":
        parts.append(_failure(exchange.failure, words))
    return join(*parts)


def _result(result: Result, turn: int, growing: bool, words: Words) -> Html:
    answered = isinstance(result, Answer)
    citations = result.citations if isinstance(result, Answer) else result.see_also
    title = "" if answered else element("h3", words.refusal, class_="pa-refusal-title")
    kind = "pa-answer" if answered else "pa-refusal"
    return element(
        "div",
        title,
        element("div", said(result.text, turn, citations, words), class_="pa-text"),
        *(_notice(notice, words) for notice in result.notices),
        "" if growing else _foot(result, citations, words),
        class_=f"{kind} pa-growing" if growing else kind,
        aria_label=words.assistant,
        aria_busy="true" if growing else "false",
    )


def said(text: str, turn: int, citations: tuple[Citation, ...], words: Words) -> Html:
    """A text line by line, items indented, its markers of known citations as buttons."""
    known = {citation.n for citation in citations}
    lines = []
    for line in text.split("\n"):
        if line.strip():
            kind = "pa-item" if _ITEM.match(line) else ""
            lines.append(element("p", *_with_markers(line, turn, known, words), class_=kind))
    return join(*lines)


def _with_markers(line: str, turn: int, known: set[int], words: Words) -> list[str]:
    parts: list[str] = []
    at = 0
    for found in _MARKER.finditer(line):
        if int(found[1]) in known:
            parts += [line[at : found.start()], _marker(int(found[1]), turn, words)]
            at = found.end()
    return [*parts, line[at:]]


def _marker(n: int, turn: int, words: Words) -> Html:
    return element(
        "button",
        f"[{n}]",
        type="button",
        class_="pa-marker",
        aria_label=words.marker.format(n),
        data_action="cite",
        data_turn=turn,
        data_n=n,
    )


def _notice(notice: str, words: Words) -> Html:
    return element("p", notice, class_="pa-notice", role="note", aria_label=words.notice)


def _failure(sentence: str, words: Words) -> Html:
    return element(
        "div",
        element("h3", words.failure),
        element("p", sentence),
        class_="pa-failure",
        role="alert",
    )


def _foot(result: Result, citations: tuple[Citation, ...], words: Words) -> Html:
    """How the answer was made, and a button that copies it with its sources."""
    mode = words.generative if result.mode == "generative" else words.extractive
    copy = element(
        "button",
        words.copy,
        type="button",
        class_="pa-copy",
        data_action="copy",
        data_copy=with_sources(result.text, citations, words),
        data_copied=words.copied,
    )
    made = element("span", mode) if isinstance(result, Answer) else ""
    return element("footer", made, copy)


def with_sources(text: str, citations: tuple[Citation, ...], words: Words) -> str:
    """The text with one line for each citation below it, to be pasted elsewhere."""
    sources = (
        f"[{c.n}] {c.title}, {words.clause.format(c.clause)}: “{' '.join(c.quote.split())}”"
        for c in citations
    )
    return "\n".join((text.strip(), "", *sources)).strip()
