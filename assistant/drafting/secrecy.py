"""What keeps a paper from any language model: secrets that are touched, or that may yet be.

A model may stand outside the house. A paper goes to one only where every rule that would stop it
is known to be kept, and where nothing that the user says speaks of secrets, even to deny them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from assistant.drafting.checking import Known
from assistant.drafting.definition import PaperKind
from assistant.drafting.given import Brief, names_of
from assistant.drafting.rules import labels_of, unsettled
from assistant.drafting.values import folded

_SECRET = re.compile(
    r"\bstate secrets?\b|\b(?:top secret|classified)\b|\bnational security\b"
    r"|国家秘密|国家机密|国家安全|涉密|机密|绝密",
    re.IGNORECASE,
)


def withheld_for(kind: PaperKind, known: Known, brief: Brief) -> str:
    """What must first be known not to be touched, in the paper's language; empty: nothing."""
    open_rules = unsettled(kind, known)
    if open_rules:
        return labels_of(kind, open_rules, brief.language)
    found = next((match for said in _said(kind, brief) if (match := _SECRET.search(said))), None)
    return found[0] if found else ""


def _said(kind: PaperKind, brief: Brief) -> Iterator[str]:
    """All that the user says in words, and the names of facts that the kind does not know."""
    known = {name for fact in kind.facts for name in names_of(fact)}
    yield brief.description
    for name, value in brief.facts.items():
        if folded(name) not in known:
            yield name.replace("_", " ")
        yield from _words(value)


def _words(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for each in value.values():
                yield from _words(each)
        case list() | tuple():
            for each in value:
                yield from _words(each)
