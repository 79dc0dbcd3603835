"""Facts put into a sentence: `{licence_term_years}` becomes 12, or a visible blank.

Only the definition's own words are read for braces; what a user says is put in as it stands, save
that it can make neither a citation marker nor a list of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from assistant.drafting.definition import Column, Fact, PaperKind
from assistant.drafting.papers import PLACEHOLDER, column_of
from assistant.drafting.showing import shown
from assistant.drafting.wording import say
from assistant.model import Language

_MARKER = re.compile(r"\[(\d+)\]")
_LIST_MARK = re.compile(r"^\s*- ", re.MULTILINE)


def filled(
    text: str, kind: PaperKind, values: Mapping[str, Any], language: Language, each: str = ""
) -> str:
    """The text with its facts; `each` names the list whose columns may be named too."""

    def part(match: re.Match[str]) -> str:
        fact = _named(kind, match[1], each)
        if match[1] not in values:
            return say("blank", language, label=fact.label.said(language))
        return as_data(shown(values[match[1]], fact, language))

    return PLACEHOLDER.sub(part, text)


def as_data(text: str) -> str:
    """A user's words without what would be read as a marker or as a list."""
    return _LIST_MARK.sub("– ", _MARKER.sub(r"［\1］", text))


def _named(kind: PaperKind, name: str, each: str) -> Fact | Column:
    if each:
        columns = kind.fact(each).columns
        if name in {column.name for column in columns}:
            return column_of(columns, name)
    return kind.fact(name)
