"""The sentences of a document as the register reads them, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from assistant.model import Clause, Document, Passage
from assistant.reading.labels import read_label
from assistant.reading.sentences import is_heading, passages_of
from assistant.register.statements import Sentence

HAN = re.compile(r"[\u3400-\u9fff]")
_CLOSED = re.compile(r"[.。;；)）]\s*$")
_ORDINAL = re.compile(
    r"(?:First|Second|Third|Fourth|Fifth|Sixth|Last|Final)(?:ly)?(?: step)?,\s+", re.IGNORECASE
)


def paragraphs_in(document: Document) -> Iterator[tuple[Sentence, ...]]:
    """The sentences of each paragraph, in text order.

    Headings are left out, unless they are whole sentences or end with a list in brackets.
    """
    clauses = {clause.path: clause for clause in document.clauses}
    by_paragraph = groupby(passages_of(document), key=lambda p: (p.clause, p.paragraph))
    for (path, paragraph), passages in by_paragraph:
        clause = clauses[path]
        line = document.text[paragraph.start : paragraph.end]
        if is_heading(clause, paragraph) and not _CLOSED.search(line):
            continue
        yield tuple(_sentence(clause, passage) for passage in passages)


def is_chinese(text: str) -> bool:
    """Whether a sentence is to be read by the Chinese rules."""
    return len(HAN.findall(text)) * 3 > len(text.split()) and bool(HAN.search(text))


def _sentence(clause: Clause, passage: Passage) -> Sentence:
    """The passage without the numbering that opens its paragraph."""
    cut = 0
    if passage.span.start == passage.paragraph.start and (label := read_label(passage.text)):
        cut = len(passage.text) - len(label.rest)
    if match := _ORDINAL.match(passage.text, cut):
        cut = match.end()
    text = passage.text[cut:]
    if not text.strip():
        return Sentence(clause, passage, passage.text, passage.span.start)
    return Sentence(clause, passage, text, passage.span.start + cut)
