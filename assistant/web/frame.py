"""What stands around the conversation: the head of the page, and the state of an empty library."""

from __future__ import annotations

from assistant.settings import Settings
from assistant.web.markup import Html, element
from assistant.web.words import Words


def head(settings: Settings, words: Words) -> Html:
    """Title, short introduction, and which way of answering is at work."""
    return element(
        "header",
        element("h1", words.title),
        element("p", words.intro),
        element("p", mode(settings, words), class_="pa-mode"),
        class_="pa-head",
        lang=words.tag,
    )


def mode(settings: Settings, words: Words) -> str:
    """The sentence that says whether a language model is at work."""
    if settings.has_chat_model and settings.mode != "extractive":
        return words.generative_page.format(settings.model)
    return words.extractive_page


def empty_library(words: Words) -> Html:
    """How to index, for a library that holds nothing."""
    return element(
        "div",
        element("h2", words.empty_library),
        element("p", words.empty_library_do),
        element("pre", element("code", "assistant index")),
        class_="pa-welcome",
        lang=words.tag,
    )


def library_failure(sentence: str, words: Words) -> Html:
    """A library that cannot be read, in the sentence of its error."""
    return element(
        "div",
        element("p", sentence),
        class_="pa-failure",
        role="alert",
        lang=words.tag,
    )
