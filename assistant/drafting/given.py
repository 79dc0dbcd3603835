"""What the user says, matched with the facts of a kind: names, types, doubts.

Names are taken in either language, in any spelling of case, spaces and dashes; what no fact is
called is left aside with the nearest name. A value that cannot be read makes its fact missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher, get_close_matches
from typing import Any

from assistant.drafting.definition import Fact, PaperKind
from assistant.drafting.draft import Missing
from assistant.drafting.factsfile import Twice
from assistant.drafting.records import read_list, required_cells
from assistant.drafting.values import DECLINED, Unfit, folded, read_day, read_value
from assistant.drafting.wording import say
from assistant.errors import UsageError
from assistant.model import Language

_NEAR = 0.9
_OWN = {
    "kind": ("kind", "种类", "文件种类"),
    "language": ("language", "lang", "语言"),
    "as_of": ("as_of", "截至日期", "基准日"),
    "description": ("description", "说明", "情况说明", "描述"),
    "facts": ("facts", "事实"),
}


@dataclass(slots=True)
class Given:
    """What is known of a paper's facts.

    `values` are typed; `declined` names what the user says there is none of; `unread` what could
    not be read. `notes` say where a value comes from; `asked` are questions about single cells.
    """

    values: dict[str, Any] = field(default_factory=dict)
    declined: set[str] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    asked: list[Missing] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Brief:
    """The facts file apart: what is said of the paper as a whole, and the facts by their names."""

    language: Language
    as_of: date
    description: str
    facts: Mapping[str, Any]
    notices: tuple[str, ...] = ()


def brief_of(
    kind: PaperKind,
    said: Mapping[str, Any],
    language: Language | None,
    as_of: date | None,
    today: date,
) -> Brief:
    """The mapping's language, day, description and facts; what the caller names wins."""
    whole, facts = _parted(kind, said)
    spoken = language or _language(whole.get("language"))
    chosen: Language = spoken or "en"
    notices = []
    if spoken is None and whole.get("language") is not None:
        notices.append(say("no_language", chosen, said=whole["language"]))
    if whole.get("kind") not in (None, "") and folded(str(whole["kind"])) != folded(kind.kind):
        notices.append(say("other_kind", chosen, said=whole["kind"], kind=kind.kind))
    day, fault = _day(whole.get("as_of"))
    if fault:
        notices.append(say("no_as_of", chosen, said=whole["as_of"]))
    description = whole.get("description") or ""
    if not isinstance(description, str):
        notices.append(say("not_a_description", chosen))
        description = ""
    return Brief(chosen, as_of or day or today, description, facts, tuple(notices))


def _parted(kind: PaperKind, said: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    taken = {fact.name for fact in kind.facts}
    own = {folded(n): key for key, names in _OWN.items() if key not in taken for n in names}
    whole: dict[str, Any] = {}
    facts: dict[str, Any] = {}
    for name, value in said.items():
        key = own.get(folded(str(name)))
        if key is None:
            facts[str(name)] = value
        elif key == "facts" and isinstance(value, Mapping):
            facts |= {str(inner): each for inner, each in value.items()}
        else:
            whole[key] = value
    return whole, facts


def _language(said: Any) -> Language | None:
    word = folded(str(said)) if said is not None else ""
    if word in ("zh", "zhcn", "chinese", "中文", "汉语", "简体中文"):
        return "zh"
    return "en" if word in ("en", "enus", "engb", "english", "英文", "英语") else None


def _day(said: Any) -> tuple[date | None, bool]:
    if said is None:
        return None, False
    try:
        return read_day(said), False
    except Unfit:
        return None, True


def checked_language(said: str | None) -> Language | None:
    """A language asked for by the caller. Raises UsageError."""
    if said is None:
        return None
    language = _language(said)
    if language is None:
        raise UsageError(f"There is no language {said!r}.", "Choose en or zh.")
    return language


def take(kind: PaperKind, brief: Brief) -> Given:
    """The facts of the kind that the brief gives."""
    given = Given(notices=list(brief.notices))
    found: dict[str, list[Any]] = {}
    for name, said in brief.facts.items():
        fact = _named(kind, name, brief, given)
        if fact is not None:
            values = list(said.values) if isinstance(said, Twice) else [said]
            found.setdefault(fact.name, []).extend(values)
    for name, values in found.items():
        _take_fact(kind.fact(name), values, brief.language, given)
    return given


def names_of(fact: Fact) -> set[str]:
    """All names that a fact is known by, folded."""
    return {folded(name) for name in (fact.name, fact.label.en, fact.label.zh, *fact.also)}


def _named(kind: PaperKind, name: str, brief: Brief, given: Given) -> Fact | None:
    """The fact that a name means; a name that is all but right is taken, and said so."""
    wanted = folded(name)
    for fact in kind.facts:
        if wanted in names_of(fact):
            return fact
    language = brief.language
    near = _nearly(kind.facts, wanted)
    if near is not None and near.name not in brief.facts:
        given.notices.append(say("read_as", language, name=name, near=near.name))
        return near
    given.notices.append(say("unknown", language, name=name) + _suggestion(kind, wanted, language))
    return None


def _nearly(facts: Iterable[Fact], wanted: str) -> Fact | None:
    near = [fact for fact in facts if any(_alike(wanted, name) >= _NEAR for name in names_of(fact))]
    return near[0] if len(near) == 1 else None


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio() if min(len(one), len(other)) > 4 else 0.0


def _suggestion(kind: PaperKind, wanted: str, language: Language) -> str:
    by_name = {name: fact.name for fact in kind.facts for name in names_of(fact)}
    near = list(
        dict.fromkeys(by_name[n] for n in get_close_matches(wanted, by_name, n=3, cutoff=0.5))
    )
    return say("nearest", language, near=", ".join(near)) if near else ""


def _take_fact(fact: Fact, said: list[Any], language: Language, given: Given) -> None:
    label = fact.label.said(language)
    values: list[Any] = []
    for each in said:
        try:
            value = _value(fact, each, language, given)
        except Unfit as reason:
            why = reason.zh if language == "zh" else reason.en
            given.unread.append(fact.name)
            given.notices.append(say("unread", language, label=label, name=fact.name, reason=why))
            return
        if value is DECLINED and fact.none_is_said and isinstance(each, str):
            value = each.strip()
        if value is not None and value not in values:
            values.append(value)
    if len(values) > 1:
        given.unread.append(fact.name)
        given.notices.append(say("twice", language, label=label, name=fact.name))
    elif values and values[0] is DECLINED:
        given.declined.add(fact.name)
    elif values:
        given.values[fact.name] = values[0]


def _value(fact: Fact, said: Any, language: Language, given: Given) -> Any:
    if fact.type != "list":
        return read_value(fact, said)
    records, faults = read_list(fact, said)
    label = fact.label.said(language)
    for fault in faults:
        column = f", {fault.column.label.said(language)}" if fault.column else ""
        reason = fault.reason.zh if language == "zh" else fault.reason.en
        parts = {"label": label, "name": fact.name, "row": fault.row, "column": column}
        given.notices.append(say("unread_cell", language, **parts, reason=reason))
    if isinstance(records, tuple):
        for row, cell in required_cells(fact, records):
            ask = say(
                "missing_cell", language, column=cell.label.said(language), row=row, label=label
            )
            given.asked.append(Missing(fact.name, ask))
    return records
