"""The Drafts and the Review page: where they stand, and which steps their scripts can call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.bootstrap import Assistant
from assistant.errors import AssistantError
from assistant.model import Citation, Language
from assistant.web.document import document_page
from assistant.web.drafts_desk import DraftsDesk
from assistant.web.drafts_views import who
from assistant.web.drafts_words import DRAFTS_WORDS
from assistant.web.evidence import hint
from assistant.web.frame import library_failure
from assistant.web.markup import element, join
from assistant.web.people import Step, callable_by_browsers
from assistant.web.review_desk import ReviewDesk
from assistant.web.review_words import REVIEW_WORDS
from assistant.web.words import WORDS

_FOLDER = Path(__file__).parent
_REVEAL = "() => window.policyPage.reveal()"
_SPEAK = "(language) => window.policyPapers.speak(language)"
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_SHELL = join(
    element("div", class_="pa-who"),
    element("p", class_="pa-status", role="status"),
    element("div", class_="pa-room"),
)
_SHEET = "window.policyPapers.takePlace(element.querySelector('.pa-place-of-paper'))"


@dataclass(frozen=True)
class PapersParts:
    """The two rooms on the left, the sheet on the right, and what both share."""

    shared: gr.HTML
    drafts_tab: gr.Tab
    review_tab: gr.Tab
    paper_tab: gr.Tab


def lay_out_shared() -> gr.HTML:
    """What both pages share; it comes first, for their scripts to find it."""
    return gr.HTML("", elem_id="pa-papers", js_on_load=_script("paper"), apply_default_css=False)


def lay_out_rooms(assistant: Assistant) -> tuple[gr.Tab, gr.Tab]:
    """The tabs of the two pages."""
    drafts, review = DraftsDesk(assistant), ReviewDesk(assistant)
    with gr.Tab(DRAFTS_WORDS["en"].drafts, id="drafts") as drafts_tab:
        steps: dict[str, Step] = {
            "who": who,
            "home": drafts.home,
            "begin": drafts.begin,
            "open": drafts.open,
            "write": drafts.write,
            "keep_ledger": drafts.keep_ledger,
            "export": drafts.export,
        }
        _room("drafts", steps, assistant)
    with gr.Tab(REVIEW_WORDS["en"].review, id="review") as review_tab:
        steps = {
            "who": who,
            "home": review.home,
            "open": review.open,
            "step": review.step,
            "comment": review.comment,
            "resolve": review.resolve,
            "compare": review.compare,
            "export": review.export,
        }
        _room("review", steps, assistant)
    return drafts_tab, review_tab


def _room(name: str, steps: Mapping[str, Step], assistant: Assistant) -> None:
    gr.HTML(
        _SHELL,
        elem_id=f"pa-{name}",
        js_on_load=_script(name),
        apply_default_css=False,
        server_functions=[
            callable_by_browsers(step, taken, assistant.settings) for step, taken in steps.items()
        ],
    )


def lay_out_sheet() -> gr.Tab:
    """The tab of the right side in which a paper is read."""
    words = DRAFTS_WORDS["en"]
    tab: gr.Tab
    with gr.Tab(words.paper, id="paper") as tab:
        gr.HTML(
            element("div", hint(words.no_paper), class_="pa-place-of-paper"),
            elem_id="pa-paper",
            js_on_load=_SHEET,
            apply_default_css=False,
        )
    return tab


def wire_papers(
    parts: PapersParts, language: gr.State, reader: list[Any], assistant: Assistant
) -> None:
    """Make the pages work. `reader` are the components document, reader and tabs on the right."""
    tabs = reader[2]
    for tab, page in ((parts.drafts_tab, "Drafts"), (parts.review_tab, "Review")):
        entered = f"() => window.policy{page}?.entered()"
        tab.select(_paper_in_sight, None, tabs, **_QUIET).then(
            None, None, None, js=entered, **_QUIET
        )

    def open_clause(chosen: Language, event: gr.EventData) -> tuple[Any, ...]:
        return opened(assistant, chosen, getattr(event, "_data", None))

    parts.shared.clause(open_clause, language, reader, **_QUIET).then(
        None, None, None, js=_REVEAL, **_QUIET
    )
    named = [parts.drafts_tab, parts.review_tab, parts.paper_tab, parts.shared]
    language.change(_relabel, language, named, **_QUIET).then(
        None, parts.shared, None, js=_SPEAK, **_QUIET
    )


def _paper_in_sight() -> Any:
    return gr.update(selected="paper")


def _relabel(language: Language) -> tuple[Any, ...]:
    """-> the three tabs, and the language for the scripts."""
    words = DRAFTS_WORDS[language]
    return (
        gr.update(label=words.drafts),
        gr.update(label=REVIEW_WORDS[language].review),
        gr.update(label=words.paper),
        language,
    )


def opened(assistant: Assistant, language: Language, sent: Any) -> tuple[Any, ...]:
    """-> document, reader, tabs: the clause that a paper cites is opened, its quote marked.

    What a browser sends is not trusted: a quote that does not stand there is not marked.
    """
    words, reading = WORDS[language], gr.update(selected="document")
    try:
        citation = _citation(sent if isinstance(sent, Mapping) else {})
        document = assistant.document(citation.document)
    except AssistantError as error:
        return library_failure(str(error), words), gr.skip(), reading
    return document_page(document, words, citation), citation.document, reading


def _citation(sent: Mapping[str, Any]) -> Citation:
    """The place as a citation, numbered by where it starts: its mark is found by that."""
    document, path, quote = (str(sent.get(name, "")) for name in ("document", "place", "quote"))
    start, end = (_whole(sent.get(name)) for name in ("start", "end"))
    return Citation(start, document, "", "", path, "", quote, start, max(start, end))


def _whole(value: Any) -> int:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0


def _script(name: str) -> str:
    return (_FOLDER / f"{name}.js").read_text("utf-8")
