"""Facts and clauses become a Draft: read, computed, composed, checked, and held against both."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from assistant.drafting.checking import Known
from assistant.drafting.composing import Matter, compose, marks
from assistant.drafting.computing import Computed, compute
from assistant.drafting.conditions import holds
from assistant.drafting.definition import Fact, PaperKind
from assistant.drafting.description import described
from assistant.drafting.draft import Check, Draft, Field, Missing, Section
from assistant.drafting.given import Brief, Given, take
from assistant.drafting.grounds import Grounds, Library
from assistant.drafting.inventions import Basis, basis_of
from assistant.drafting.rewording import Editor
from assistant.drafting.rules import applied, cells_to_give, stopped_by
from assistant.drafting.secrecy import withheld_for
from assistant.drafting.showing import as_json, shown
from assistant.drafting.wording import say
from assistant.model import Language

_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Made:
    """Sections and fields that the program makes from a file, such as a ledger's figures.

    `unread` names the facts whose file could not be read: they are missing.
    """

    sections: tuple[Section, ...]
    fields: tuple[Field, ...] = ()
    notices: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


class PartMaker(Protocol):
    """Makes the sections of a `part`. `folder` is where the facts' relative paths begin."""

    def __call__(self, values: Mapping[str, Any], language: Language, folder: Path) -> Made: ...


@dataclass(frozen=True, slots=True)
class Desk:
    """What drafting needs from outside: the library's documents, and makers of parts by name.

    `editor` rewords drafts with a language model; without one they stay in plain words.
    """

    library: Library
    parts: Mapping[str, PartMaker]
    folder: Path = Path()
    editor: Editor | None = None


def draft(kind: PaperKind, brief: Brief, desk: Desk) -> Draft:
    """The paper that these facts make. Missing facts stay visible; nothing is invented."""
    language = brief.language
    given = take(kind, brief)
    described(kind, brief, given)
    grounds = Grounds(kind.sources, desk.library, language)
    verified = _verified(kind, grounds)
    computed = compute(kind, given.values, verified, language, given.unread)
    values = {**given.values, **{name: each.value for name, each in computed.items()}}
    parts = _parts(kind, values, language, desk)
    for name in (name for part in parts.values() for name in part.unread):
        del values[name], given.values[name]
        given.unread.append(name)
    required = frozenset(fact.name for fact in kind.facts if _is_required(fact, values))
    matter = Matter(kind, values, required, language)
    sections = _sections(matter, grounds, parts)
    known = Known(values, frozenset(given.declined), required)
    checks = applied(kind, known, grounds, language)
    stopping = stopped_by(kind, checks)
    fields = _fields(matter, given, computed, grounds)
    whole = Draft(
        kind=kind.kind,
        language=language,
        title=kind.title.said(language),
        fields=(*fields, *(field for part in parts.values() for field in part.fields)),
        sections=(_stopped(stopping, language),) if stopping else sections,
        checks=checks,
        missing=(*_missing(matter, given), *cells_to_give(kind, known, language)),
        citations=grounds.citations,
        notices=(
            *given.notices,
            *grounds.notices,
            *(notice for part in parts.values() for notice in part.notices),
        ),
        stopped=bool(stopping),
    )
    basis = basis_of(whole, terms_of(kind), brief.as_of)
    withheld = withheld_for(kind, known, brief)
    return _edited(_held(whole, basis), basis, withheld, desk.editor)


def _verified(kind: PaperKind, grounds: Grounds) -> frozenset[str]:
    """The sources of computations that stand."""
    names = {how.source for fact in kind.facts for how in fact.compute if how.source}
    return frozenset(name for name in names if grounds.stand((name,)))


def _is_required(fact: Fact, values: Mapping[str, Any]) -> bool:
    if isinstance(fact.required, bool):
        return fact.required
    return holds(fact.required, values) is True


def _parts(
    kind: PaperKind, values: Mapping[str, Any], language: Language, desk: Desk
) -> dict[str, Made]:
    """What the program makes for the sections that ask for it, by the part's name."""
    wanted = [plan.part for plan in kind.sections if plan.part and holds(plan.when, values)]
    return {name: desk.parts[name](values, language, desk.folder) for name in wanted}


def _sections(matter: Matter, grounds: Grounds, parts: Mapping[str, Made]) -> tuple[Section, ...]:
    """The composed sections; where a plan names a part, the part's sections follow it."""
    sections: list[Section] = []
    for plan, section in compose(matter, grounds):
        if section.text or section.tables:
            sections.append(section)
        if plan.part in parts:
            sections.extend(parts[plan.part].sections)
    return tuple(sections)


def _fields(
    matter: Matter, given: Given, computed: Mapping[str, Computed], grounds: Grounds
) -> tuple[Field, ...]:
    fields = []
    for fact in matter.kind.facts:
        label = fact.label.said(matter.language)
        if fact.name in computed:
            how = computed[fact.name]
            numbers = grounds.numbers((how.source,)) if how.source else None
            cited = numbers[0] if numbers else None
            value, words = as_json(how.value), shown(how.value, fact, matter.language)
            fields.append(Field(fact.name, label, value, how.provenance, cited, how.note, words))
        elif fact.name in given.values:
            said, note = given.values[fact.name], given.notes.get(fact.name, "")
            words = shown(said, fact, matter.language)
            fields.append(Field(fact.name, label, as_json(said), "user", note=note, shown=words))
        elif fact.name in matter.required or fact.name in given.unread:
            fields.append(Field(fact.name, label, None, "missing"))
    return tuple(fields)


def _missing(matter: Matter, given: Given) -> tuple[Missing, ...]:
    """Required facts that nobody gave, facts that could not be read, and cells of lists."""
    asked = [
        Missing(fact.name, fact.question.said(matter.language))
        for fact in matter.kind.facts
        if fact.name not in matter.values
        and (fact.name in matter.required or fact.name in given.unread)
    ]
    return (*asked, *given.asked)


def _stopped(stopping: tuple[Check, ...], language: Language) -> Section:
    """All that is left of a paper that must not be written."""
    cited = tuple(dict.fromkeys(n for check in stopping for n in check.citations))
    said = [f"{check.message}{marks(check.citations, language)}" for check in stopping]
    text = "\n\n".join([*said, say("stopped", language)])
    return Section(say("stopped_heading", language), text, cited)


def _edited(made: Draft, basis: Basis, withheld: str, editor: Editor | None) -> Draft:
    """The draft as the editor rewords it; one that is stopped or withheld goes nowhere."""
    if editor is None or made.stopped:
        return made
    if not withheld:
        return editor.reworded(made, basis)
    return replace(made, notices=(*made.notices, say("not_sent", made.language, touched=withheld)))


def _held(whole: Draft, basis: Basis) -> Draft:
    """The draft without the lines that say what neither a fact nor a cited clause says."""
    sections, notices = [], []
    for section in whole.sections:
        kept = []
        for line in section.text.split("\n"):
            unknown = next(basis.unknown(line), None)
            if unknown is None:
                kept.append(line)
            else:
                heading = section.heading
                notices.append(say("invention", whole.language, heading=heading, words=unknown))
        text = _BLANK_LINES.sub("\n\n", "\n".join(kept)).strip("\n")
        sections.append(replace(section, text=text))
    return replace(whole, sections=tuple(sections), notices=(*whole.notices, *notices))


def terms_of(kind: PaperKind) -> tuple[str, ...]:
    """The kind's own words for things: its title, labels, choices."""
    words = [kind.title, *(fact.label for fact in kind.facts)]
    words += [c.label for fact in kind.facts for c in fact.columns]
    words += [choice for fact in kind.facts for choice in fact.choices.values()]
    words += [choice for f in kind.facts for c in f.columns for choice in c.choices.values()]
    words += [section.heading for section in kind.sections]
    return tuple(said for each in words for said in (each.en, each.zh))
