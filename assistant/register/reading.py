"""A document becomes its facts. The one door to all readers."""

from __future__ import annotations

from itertools import chain

from assistant.model import Document
from assistant.register.deadlines import deadlines_of
from assistant.register.discourse import paragraphs_of
from assistant.register.durations import durations_of
from assistant.register.duties import duties_of
from assistant.register.facts import Facts
from assistant.register.responsibilities import responsibilities_of
from assistant.register.targets import targets_of

REVISION = 1
"""Raised with each change of the rules, so that facts read by older rules are read anew."""


def facts_of(document: Document) -> Facts:
    """All facts that the rules find in a document; none is an empty register, no error."""
    paragraphs = tuple(paragraphs_of(document))
    each = chain.from_iterable
    return Facts(
        responsibilities=tuple(each(map(responsibilities_of, paragraphs))),
        deadlines=tuple(each(map(deadlines_of, paragraphs))),
        targets=tuple(each(map(targets_of, paragraphs))),
        durations=tuple(each(map(durations_of, paragraphs))),
        duties=tuple(each(map(duties_of, paragraphs))),
    )
