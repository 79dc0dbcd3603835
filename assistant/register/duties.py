"""Duties: who shall, shall not or may do what, or is encouraged or supported to do it.

"shall", "must", "should", "is required to" and 应当, 必须 are one force, shall. A plan's "will"
binds a body that it names. What "we" will do, what may happen to things, and what is expected of
figures is no duty.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.register.bearers import without_article
from assistant.register.discourse import Paragraph, names_body
from assistant.register.facts import Duty, Force, place_of
from assistant.register.statements import Mood, Statement

_FORCES: dict[Mood, Force] = {
    "shall": "shall",
    "shall_not": "shall_not",
    "may": "may",
    "encouraged": "encouraged",
    "supported": "supported",
    "explored": "explored",
    "advocated": "advocated",
    "will": "shall",
    "will_not": "shall_not",
    "expected": "shall",
}
_ONLY_OF_BODIES = ("will", "will_not", "expected")
_PASSIVE = ("be ", "been ")
_GETS = ("receive ", "enjoy ", "obtain ", "benefit ", "have the ", "have a ")
_SAID_OF_NOBODY = ("be noted", "be emphasized", "be pointed out", "be stressed", "be understood")


def duties_of(paragraph: Paragraph) -> Iterator[Duty]:
    """The duties that a paragraph states, in text order."""
    for statements in paragraph.statements:
        for statement in statements:
            force = _FORCES.get(statement.mood)
            if force and _binds(statement):
                yield Duty(
                    place_of(statement.sentence.clause, statement.span),
                    force,
                    who_of(statement),
                    statement.predicate.strip(),
                )


def who_of(statement: Statement) -> str:
    """The bearer, or the subject as stated where it is a thing or a person."""
    return (statement.bearer or statement.subject).strip(" ,，")


def _binds(statement: Statement) -> bool:
    predicate = statement.predicate
    if not predicate.strip() or predicate.startswith(_SAID_OF_NOBODY):
        return False
    if statement.mood in _ONLY_OF_BODIES:
        return _is_body(statement) and not predicate.startswith((*_PASSIVE, *_GETS))
    if statement.mood == "may" and not _denies(statement):
        return statement.kind in ("body", "person") or _stands_for_bearer(statement)
    return statement.kind != "we" or statement.mood != "may"


def _denies(statement: Statement) -> bool:
    """Whether a "may" says that something need not be done."""
    return statement.predicate.startswith(("not ", "need not", "不", "无", "毋"))


def _is_body(statement: Statement) -> bool:
    return statement.kind == "body" or (
        statement.kind == "pronoun" and names_body(who_of(statement))
    )


def _stands_for_bearer(statement: Statement) -> bool:
    return statement.kind == "pronoun" and bool(without_article(statement.bearer))
