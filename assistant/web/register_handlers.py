"""What the Register page does when somebody does something: values in, values out."""

from __future__ import annotations

import logging
from base64 import b64encode
from collections.abc import Callable
from datetime import date
from typing import Any

import gradio as gr

from assistant.bootstrap import Assistant
from assistant.errors import AssistantError
from assistant.model import Citation, Language
from assistant.register.exporting import calendar_of, csv_of, json_of, nothing_found, title_of
from assistant.register.facts import Fact, Place
from assistant.register.register import DATED, Register
from assistant.web.document import document_page
from assistant.web.evidence import hint
from assistant.web.frame import library_failure
from assistant.web.markup import Html, element
from assistant.web.matrix import matrix
from assistant.web.register_rows import Wish, rows_for
from assistant.web.register_table import table
from assistant.web.register_words import REGISTER_WORDS
from assistant.web.timeline import timeline
from assistant.web.words import WORDS

_log = logging.getLogger(__name__)

Updates = tuple[Any, ...]
_TYPES = {"csv": "text/csv", "json": "application/json", "ics": "text/calendar"}


class RegisterHandlers:
    """The handlers of the Register page; `today` is the day that the timeline shows."""

    def __init__(self, assistant: Assistant, today: Callable[[], date] = date.today) -> None:
        self._assistant = assistant
        self._today = today

    def opened(self, *chosen: Any) -> Updates:
        """-> units, documents, rows: the page is opened, perhaps after indexing."""
        try:
            register = self._assistant.register()
        except AssistantError:
            return gr.skip(), gr.skip(), self.shown(*chosen)
        units = gr.update(choices=unit_choices(register, _wish(chosen).language))
        titles = [(each.title or name, name) for name, each in register.documents.items()]
        return units, gr.update(choices=titles), self.shown(*chosen)

    def shown(self, *chosen: Any) -> Html:
        """-> rows: the chosen rows in the chosen view, or a sentence that says why there are none.

        `chosen` are the values of a Wish, in its order, as components give them.
        """
        wish = _wish(chosen)
        try:
            return self._view(self._assistant.register(), wish)
        except AssistantError as error:
            _log.info("the register was not shown: %s", error, exc_info=True)
            return library_failure(str(error), WORDS[wish.language])

    def fitting(self, view: str, kind: str) -> Updates:
        """-> kind, start, end, forces, order, calendar: what fits the choice is in sight."""
        listed = Wish(view=view, kind=kind).listed  # type: ignore[arg-type]
        is_table = view == "table"
        dated = gr.update(visible=view == "timeline" or (is_table and kind in DATED))
        return (
            gr.update(visible=is_table),
            dated,
            dated,
            gr.update(visible=is_table and kind == "duties"),
            gr.update(visible=is_table),
            gr.update(visible=listed == "deadlines"),
        )

    def file(self, form: str, *chosen: Any) -> Html:
        """-> file: a link that holds the chosen rows as csv, json or ics; see register.js."""
        wish = _wish(chosen)
        try:
            register = self._assistant.register()
            content = _exported(register, wish, rows_for(register, wish, wish.listed), form)
        except AssistantError as error:
            _log.info("the register was not exported: %s", error, exc_info=True)
            return library_failure(str(error), WORDS[wish.language])
        data = b64encode(content).decode("ascii")
        address = f"data:{_TYPES[form]};charset=utf-8;base64,{data}"
        return element("a", wish.listed, href=address, download=f"{wish.listed}.{form}")

    def open(self, language: Language, event: gr.EventData) -> Updates:
        """-> document, reader, tabs: the clause of a row is opened, its quote marked."""
        words = WORDS[language]
        reading = gr.update(selected="document")
        try:
            register = self._assistant.register()
            found = _place(register, event)
            if found is None:
                return hint(REGISTER_WORDS[language].changed), gr.skip(), reading
            place, title = found
            document = self._assistant.document(place.document)
        except AssistantError as error:
            _log.info("a clause was not shown: %s", error, exc_info=True)
            return library_failure(str(error), words), gr.skip(), reading
        shown = document_page(document, words, _citation(place, title))
        return shown, place.document, reading

    def _view(self, register: Register, wish: Wish) -> Html:
        if wish.view == "timeline":
            dated = [fact for kind in DATED for fact in rows_for(register, wish, kind)]
            if dated:
                return timeline(dated, self._today(), wish.language)
        else:
            facts = rows_for(register, wish, wish.listed)
            if facts and wish.view == "matrix":
                return matrix(register, facts, wish.language)
            if facts:
                return table(register, wish.kind, facts, wish.language)
        return hint(nothing_found(wish.listed, wish.language))


def unit_choices(register: Register, language: Language) -> list[tuple[str, str]]:
    """(name, spelling) of each unit that answers for something, by name."""
    spelled: dict[str, str] = {}
    for fact in register.facts.responsibilities:
        spelled.setdefault(register.units.identity(fact.unit), fact.unit)
    named = {register.units.name(unit, language, said): said for unit, said in spelled.items()}
    return sorted(named.items(), key=lambda item: item[0].casefold())


def _wish(chosen: tuple[Any, ...]) -> Wish:
    view, kind, units, documents, start, end, forces, search, order, language = chosen
    return Wish(
        view or "table",
        kind or "responsibilities",
        tuple(units or ()),
        tuple(documents or ()),
        start or "",
        end or "",
        tuple(forces or ()),
        search or "",
        order or "text",
        language,
    )


def _exported(register: Register, wish: Wish, facts: tuple[Fact, ...], form: str) -> bytes:
    if form == "ics":
        return calendar_of(register, facts)
    if form == "csv":
        # Spreadsheets take a file without this mark for one in an old character set.
        return b"\xef\xbb\xbf" + csv_of(register, wish.listed, facts).encode("utf-8", "replace")
    return json_of(register, facts).encode("utf-8", "replace")


def _place(register: Register, event: gr.EventData) -> tuple[Place, str] | None:
    """The place that a browser names, if the register still has it, and its document's title."""
    # What a browser sends is not trusted: only places of the register are opened.
    sent = getattr(event, "_data", None)
    sent = sent if isinstance(sent, dict) else {}
    wanted = tuple(str(sent.get(name, "")) for name in ("document", "start", "end"))
    for fact in register.facts:
        place = fact.place
        if (place.document, str(place.start), str(place.end)) == wanted:
            return place, title_of(register, fact)
    return None


def _citation(place: Place, title: str) -> Citation:
    """The place as a citation, numbered by where it starts: its mark is found by that."""
    return Citation(
        place.start,
        place.document,
        title,
        place.version,
        place.clause,
        place.heading,
        place.quote,
        place.start,
        place.end,
        place.page,
    )
