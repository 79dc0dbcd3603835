"""What changed from one text of a paper to another: field by field, section by section."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from assistant.drafting.draft import Check, Draft, Field, Section

_SENTENCE = re.compile(r"[^.!?;。！？；\n]*[.!?;。！？；\n]\s*|[^.!?;。！？；\n]+")
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+|\s+|[^\w\s]")
_MANY_WORDS = 2000
"""More words than these are not compared word by word: it would take seconds."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that both have, or only the earlier (removed) or the later (added)."""

    how: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field whose value or provenance is another; None where a text does not have the field."""

    name: str
    label: str
    before: Field | None
    after: Field | None


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section that reads otherwise, with its tables as lines; `heading` is as printed."""

    heading: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class CheckChange:
    """A rule whose outcome is another; "" where a text was not checked by it."""

    rule: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """All that is not the same. It is empty for equal texts."""

    title: tuple[Piece, ...] = ()
    fields: tuple[FieldChange, ...] = ()
    sections: tuple[SectionChange, ...] = ()
    checks: tuple[CheckChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.title or self.fields or self.sections or self.checks)


def difference(before: Draft, after: Draft) -> Difference:
    """What changed from one draft to the other, in the order of the later one."""
    title = pieces(before.title, after.title) if before.title != after.title else ()
    return Difference(
        title,
        tuple(_field_changes(before.fields, after.fields)),
        tuple(_section_changes(before.sections, after.sections)),
        tuple(_check_changes(before.checks, after.checks)),
    )


def _field_changes(before: Sequence[Field], after: Sequence[Field]) -> Iterator[FieldChange]:
    old, new = {each.name: each for each in before}, {each.name: each for each in after}
    for name in dict.fromkeys([*new, *old]):
        one, other = old.get(name), new.get(name)
        if _said(one) != _said(other):
            label = (other or one or Field(name, name, None, "missing")).label
            yield FieldChange(name, label, one, other)


def _said(field: Field | None) -> tuple[str, str] | None:
    if field is None:
        return None
    # As JSON: a list that was kept is a list, the same fresh from drafting may be a tuple.
    return json.dumps(field.value, sort_keys=True, default=str), field.provenance


def _section_changes(
    before: Sequence[Section], after: Sequence[Section]
) -> Iterator[SectionChange]:
    old, new = _by_heading(before), _by_heading(after)
    for key in dict.fromkeys([*new, *old]):
        one, other = old.get(key, ""), new.get(key, "")
        if one != other or (key in old) != (key in new):
            yield SectionChange(key[0], pieces(one, other))


def _by_heading(sections: Sequence[Section]) -> dict[tuple[str, int], str]:
    """The sections' words; the second of the same heading is compared with the second."""
    seen: Counter[str] = Counter()
    found = {}
    for section in sections:
        found[section.heading, seen[section.heading]] = _words_of(section)
        seen[section.heading] += 1
    return found


def _words_of(section: Section) -> str:
    lines = [section.text]
    for table in section.tables:
        lines += ["", table.caption, " | ".join(table.columns)]
        lines += [" | ".join(row) for row in table.rows]
        lines += table.notes
    for chart in section.charts:
        lines += ["", chart.caption, " | ".join(chart.labels)]
        for name, values in chart.series:
            lines.append(" | ".join([name, *(f"{value:g}" for value in values), chart.unit]))
    return "\n".join(lines).strip()


def _check_changes(before: Sequence[Check], after: Sequence[Check]) -> Iterator[CheckChange]:
    old = {each.rule: each.outcome for each in before}
    new = {each.rule: each.outcome for each in after}
    for rule in dict.fromkeys([*new, *old]):
        one, other = old.get(rule, ""), new.get(rule, "")
        if one != other:
            yield CheckChange(rule, one, other)


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The two texts as one row of pieces: sentence by sentence, and inside of those word by word.

    "same" and "removed" make up the earlier text, "same" and "added" the later one.
    """
    return tuple(_merged(_by_sentence(before, after)))


def _by_sentence(before: str, after: str) -> Iterator[Piece]:
    for how, old, new in _steps(_SENTENCE.findall(before), _SENTENCE.findall(after)):
        if how == "replace" and len(_WORD.findall(old + new)) <= _MANY_WORDS:
            for _, one, other in _steps(_WORD.findall(old), _WORD.findall(new)):
                yield from _pieces(one, other)
        else:
            yield from _pieces(old, new)


def _steps(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for how, a, b, c, d in matcher.get_opcodes():
        yield how, "".join(before[a:b]), "".join(after[c:d])


def _pieces(before: str, after: str) -> Iterator[Piece]:
    if before == after:
        yield Piece("same", before)
        return
    if before:
        yield Piece("removed", before)
    if after:
        yield Piece("added", after)


def _merged(found: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours of the same kind as one."""
    last: Piece | None = None
    for piece in found:
        if last is not None and last.how == piece.how:
            last = Piece(last.how, last.text + piece.text)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None and last.text:
        yield last
