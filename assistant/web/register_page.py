"""The Register page: where its parts stand, and which handler each of them calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.bootstrap import Assistant
from assistant.model import Language
from assistant.register.facts import FORCES, KINDS
from assistant.web.register_handlers import RegisterHandlers, Updates
from assistant.web.register_rows import force
from assistant.web.register_words import REGISTER_WORDS, RegisterWords

_SCRIPT = Path(__file__).with_name("register.js")
_REVEAL = "() => window.policyPage.reveal()"
_SAVE = "(link) => window.policyRegister.save(link)"
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


@dataclass(frozen=True)
class RegisterParts:
    """What the page lets choose, in the order of a Wish, and what it shows."""

    view: gr.Radio
    kind: gr.Radio
    units: gr.Dropdown
    documents: gr.Dropdown
    start: gr.Textbox
    end: gr.Textbox
    forces: gr.Dropdown
    search: gr.Textbox
    order: gr.Dropdown
    folded: gr.Accordion
    rows: gr.HTML
    file: gr.HTML
    csv: gr.Button
    json: gr.Button
    ics: gr.Button

    @property
    def choices(self) -> list[Any]:
        return [getattr(self, name) for name in self.names()]

    @classmethod
    def names(cls) -> list[str]:
        """The parts that let choose, in the order of a Wish."""
        return [field.name for field in fields(cls)][:9]


def lay_out_register() -> RegisterParts:
    """The parts of the page, in English; `wire_register` makes them work."""
    words = REGISTER_WORDS["en"]
    bare: dict[str, Any] = {"show_label": False, "container": False}
    with gr.Column(elem_id="pa-register"):
        view = gr.Radio(
            _swapped(words.views), value="table", label=words.view, elem_classes="pa-pick", **bare
        )
        kind = gr.Radio(
            _kinds(words), value=KINDS[0], label=words.kind, elem_classes="pa-pick", **bare
        )
        with gr.Row(elem_id="pa-look-for"):
            search = gr.Textbox(
                label=words.search,
                placeholder=words.search,
                max_lines=1,
                scale=3,
                min_width=160,
                elem_id="pa-search",
                **bare,
            )
            order = gr.Dropdown(
                _swapped(words.orders),
                value="text",
                label=words.order,
                scale=2,
                min_width=140,
                elem_id="pa-order",
                **bare,
            )
        with gr.Accordion(words.filter, open=False, elem_id="pa-filter") as folded:
            units, documents, start, end, forces = _lay_out_filters(words)
        rows = gr.HTML(
            "",
            elem_id="pa-register-rows",
            js_on_load=_SCRIPT.read_text("utf-8"),
            apply_default_css=False,
        )
        with gr.Row(elem_id="pa-export"):
            csv, json, ics = (
                gr.Button(name, size="sm", min_width=90, scale=0, visible=name != "ICS")
                for name in ("CSV", "JSON", "ICS")
            )
        file = gr.HTML("", elem_id="pa-register-file", apply_default_css=False)
    return RegisterParts(
        view, kind, units, documents, start, end, forces, search, order, folded, rows, file, csv,
        json, ics,
    )  # fmt: skip


def _lay_out_filters(
    words: RegisterWords,
) -> tuple[gr.Dropdown, gr.Dropdown, gr.Textbox, gr.Textbox, gr.Dropdown]:
    """Units, documents, the first and the last day, and forces."""
    with gr.Row():
        units = gr.Dropdown(
            [],
            value=[],
            label=words.units,
            multiselect=True,
            allow_custom_value=True,
            elem_id="pa-units",
        )
        documents = gr.Dropdown([], value=[], label=words.documents, multiselect=True)
    with gr.Row():
        start = gr.Textbox(label=words.start, max_lines=1, visible=False, elem_id="pa-from")
        end = gr.Textbox(label=words.end, max_lines=1, visible=False, elem_id="pa-to")
    forces = gr.Dropdown(
        _forces("en"), value=[], label=words.forces, multiselect=True, visible=False
    )
    return units, documents, start, end, forces


def wire_register(
    parts: RegisterParts,
    rooms: tuple[gr.Tab, gr.Tab],
    language: gr.State,
    reader: list[Any],
    assistant: Assistant,
) -> None:
    """Make the page work.

    `rooms` are the tabs of the chat and of the register, `reader` the components document, reader
    and tabs of the right side.
    """
    handlers = RegisterHandlers(assistant)
    chosen = [*parts.choices, language]
    # Asking may change the language, and indexing the register: both show when it is opened.
    shown = [parts.units, parts.documents, parts.rows]
    rooms[1].select(handlers.opened, chosen, shown, **_QUIET)
    # Text and multiselects tell of an input only by some of the ways in which they change.
    picked = (parts.view, parts.kind, parts.order)
    changed = [part.input if part in picked else part.change for part in parts.choices]
    gr.on(changed, handlers.shown, chosen, parts.rows, trigger_mode="always_last", **_QUIET)
    fitted = [parts.kind, parts.start, parts.end, parts.forces, parts.order, parts.ics]
    fitting = [parts.view, parts.kind]
    gr.on([part.input for part in fitting], handlers.fitting, fitting, fitted, **_QUIET)
    parts.rows.open(handlers.open, language, reader, **_QUIET).then(
        None, None, None, js=_REVEAL, **_QUIET
    )
    for form, button in (("csv", parts.csv), ("json", parts.json), ("ics", parts.ics)):
        button.click(partial(handlers.file, form), chosen, parts.file, **_QUIET).success(
            None, parts.file, None, js=_SAVE, **_QUIET
        )
    language.change(relabel, language, [*rooms, parts.folded, *parts.choices], **_QUIET)


def relabel(language: Language) -> Updates:
    """-> both tabs, folded, then the choices of RegisterParts in their order: their words in a language."""
    words = REGISTER_WORDS[language]
    return (
        gr.update(label=words.chat),
        gr.update(label=words.register),
        gr.update(label=words.filter),
        gr.update(label=words.view, choices=_swapped(words.views)),
        gr.update(label=words.kind, choices=_kinds(words)),
        gr.update(label=words.units),
        gr.update(label=words.documents),
        gr.update(label=words.start),
        gr.update(label=words.end),
        gr.update(label=words.forces, choices=_forces(language)),
        gr.update(label=words.search, placeholder=words.search),
        gr.update(label=words.order, choices=_swapped(words.orders)),
    )


def _kinds(words: RegisterWords) -> list[tuple[str, str]]:
    return [(words.kinds[kind], kind) for kind in KINDS]


def _forces(language: Language) -> list[tuple[str, str]]:
    return [(force(name, language), name) for name in FORCES]


def _swapped(names: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(label, value) for value, label in names.items()]
