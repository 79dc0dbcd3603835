"""What became of each fact of a form: where its value comes from, what is still needed."""

from __future__ import annotations

from assistant.drafting.definition import PaperKind
from assistant.drafting.draft import Draft, Field
from assistant.model import Language
from assistant.web.drafts_words import DRAFTS_WORDS, DraftsWords
from assistant.web.markup import Html, element, join


def becomes(kind: PaperKind, draft: Draft, language: Language) -> dict[str, Html]:
    """For each fact of which something is to be told, the lines below its widget."""
    words = DRAFTS_WORDS[language]
    fields = {field.name: field for field in draft.fields}
    missing = {each.field for each in draft.missing}
    told = {fact.name: _notices(fact.name, draft) for fact in kind.facts}
    found = {
        name: join(*_lines(fields.get(name), name in missing, told[name], words)) for name in told
    }
    return {name: lines for name, lines in found.items() if lines}


def _lines(
    field: Field | None, is_missing: bool, told: list[str], words: DraftsWords
) -> list[Html]:
    lines = [element("p", notice, class_="pa-unread") for notice in told]
    if is_missing and not told:
        lines.append(element("p", words.missing_note, class_="pa-lacking"))
    if field is not None and field.value is not None and field.note:
        value = element("b", field.shown or str(field.value))
        lines.append(element("p", value, " — ", field.note, class_="pa-from"))
    return lines


def _notices(name: str, draft: Draft) -> list[str]:
    """What the engine says of a fact; it names the fact in brackets."""
    return [n for n in draft.notices if f"({name})" in n or f"（{name}）" in n]
