"""The facts of a form: from what is kept of a paper to what widgets show, and back.

A browser's facts have the names of the kind's facts, and nothing else is taken from it: so a file
that a fact names is one that was brought to this page, not just any file of the machine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from assistant.drafting.definition import Column, Fact, PaperKind
from assistant.drafting.given import names_of
from assistant.drafting.records import read_list
from assistant.drafting.showing import as_json
from assistant.drafting.values import DECLINED, Unfit, folded, read_value

OWN = ("language", "description", "as_of")
"""What a paper's facts say of the paper as a whole."""
_KEPT_LEDGER = re.compile(r"[0-9a-f]{16}/[\w.\- ]{1,120}")
_NOTHING: tuple[Any, ...] = (None, "", [], {})


def known_facts(kind: PaperKind, sent: Mapping[str, Any]) -> dict[str, Any]:
    """The facts that a browser sends, without what is empty or no fact of the kind."""
    facts = {name: sent[name] for name in OWN if isinstance(sent.get(name), str) and sent[name]}
    for fact in kind.facts:
        value = sent.get(fact.name)
        if value in _NOTHING or (fact.type == "file" and not _is_kept(value)):
            continue
        facts[fact.name] = value
    return facts


def _is_kept(value: Any) -> bool:
    return isinstance(value, str) and _KEPT_LEDGER.fullmatch(value) is not None


def for_form(kind: PaperKind, kept: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of a paper under the names of its facts, in the form in which widgets show it.

    What cannot be read stays as it was written.
    """
    inside = kept.get("facts")
    said = {**kept, **(inside if isinstance(inside, Mapping) else {})}
    facts = {name: said[name] for name in OWN if isinstance(said.get(name), str)}
    for fact in kind.facts:
        names = names_of(fact)
        for name, value in said.items():
            if name == fact.name or folded(str(name)) in names:
                facts[fact.name] = _shown(fact, value)
    return facts


def _shown(fact: Fact | Column, value: Any) -> Any:
    try:
        if isinstance(fact, Fact) and fact.type == "list":
            return _rows(fact, value)
        read = read_value(fact, value)
    except Unfit:
        return value
    return value if read is DECLINED else as_json(read)


def _rows(fact: Fact, value: Any) -> Any:
    records, faults = read_list(fact, value)
    if faults or records is DECLINED:
        return value
    return as_json(records or ())
