"""A paragraph with its statements, in which pronouns are resolved and dates are carried on.

"They should also …" speaks of whom the statement before spoke of; "the entity" of "the pilot
entity" before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.model import Document
from assistant.register import chinese, english
from assistant.register.amounts import Amount, amounts
from assistant.register.bearers import BODY_NOUNS, kind_of, without_article
from assistant.register.dates import Due, dues
from assistant.register.masking import masked
from assistant.register.sentences import is_chinese, paragraphs_in
from assistant.register.statements import Sentence, Statement

_LONGEST = 5000
"""Characters; what is longer than any sentence is a table or no text at all, and is passed over."""
_REACH = 5
"""Sentences back in which a pronoun's bearer is looked for."""
_OF_WHOM = re.compile(r".*\b(?:of|for|by|at)\s+(?P<who>[^,]+?)\s*,?\s*$")
_FUNCTION_WORDS = frozenset(
    """a an the and or of for to in on at by with from into as that which who whose its their this
    these those any all each such other is are was were be been will shall should must may can if
    when while under through between among than not no nor but also via per form set up establish
    guide support encourage using""".split()
)


@dataclass(frozen=True)
class Paragraph:
    """Sentences that follow each other, with the statements of each, pronouns resolved."""

    sentences: tuple[Sentence, ...]
    statements: tuple[tuple[Statement, ...], ...]

    @cached_property
    def flat(self) -> tuple[str, ...]:
        """The masked text of each sentence."""
        return tuple(masked(sentence.text) for sentence in self.sentences)

    @cached_property
    def dues(self) -> tuple[tuple[Due, ...], ...]:
        """The deadlines that each sentence names."""
        return tuple(tuple(dues(text)) for text in self.flat)

    @cached_property
    def amounts(self) -> tuple[tuple[Amount, ...], ...]:
        """The quantities of each sentence."""
        pairs = zip(self.sentences, self.flat, strict=True)
        return tuple(tuple(amounts(sentence.text, flat)) for sentence, flat in pairs)

    def due_before(self, number: int) -> Due | None:
        """The last deadline named in the sentences up to this one, itself included."""
        for found in reversed(self.dues[: number + 1]):
            if found:
                return found[-1]
        return None


def paragraphs_of(document: Document) -> Iterator[Paragraph]:
    """The paragraphs of a document that are not headings, in text order."""
    for found_sentences in paragraphs_in(document):
        sentences = tuple(s for s in found_sentences if len(s.text) <= _LONGEST)
        found: list[tuple[Statement, ...]] = []
        for sentence in sentences:
            before = [statement for earlier in found[-_REACH:] for statement in earlier]
            found.append(tuple(_resolved(_statements(sentence), before)))
        yield Paragraph(sentences, tuple(found))


def _statements(sentence: Sentence) -> list[Statement]:
    if is_chinese(sentence.text):
        return chinese.statements_in(sentence)
    return english.statements_in(sentence)


def _resolved(statements: list[Statement], before: list[Statement]) -> Iterator[Statement]:
    for statement in statements:
        done = _with_bearer(statement, before)
        before = [*before, done]
        yield done


def _with_bearer(statement: Statement, before: list[Statement]) -> Statement:
    subject = statement.subject
    if statement.kind == "pronoun":
        bearer = _antecedent(statement, before)
        return replace(statement, bearer=bearer or subject)
    return replace(statement, bearer=_in_full(statement) or subject)


def _antecedent(statement: Statement, before: list[Statement]) -> str:
    """Whom a pronoun stands for: the last body in front of it, else of the statements before."""
    fronted = statement.sentence.text[slice(*statement.fronted)]
    named = _OF_WHOM.match(masked(fronted))
    if named and kind_of(named["who"]) == "body":
        return without_article(named["who"])
    for earlier in reversed(before):
        if earlier.bearer and earlier.kind != "we":
            return earlier.bearer
    return ""


def _in_full(statement: Statement) -> str:
    """The fuller name that stands before "the entity" or "the group" in its clause."""
    said = statement.subject
    bare = without_article(said)
    if not said.lower().startswith("the ") or " " in bare or bare.lower() not in BODY_NOUNS:
        return ""
    clause = statement.sentence.clause
    text = clause.text[: statement.sentence.start + statement.who[0] - clause.start]
    named = [match[0] for match in re.finditer(rf"(?:[\w-]+ ){{1,4}}{bare}\b", masked(text))]
    for phrase in reversed(named):
        if (full := _without_function_words(phrase)) and " " in full:
            return full
    return ""


def _without_function_words(phrase: str) -> str:
    """The words of the phrase after its last function word."""
    words = phrase.split()
    while any(word.lower() in _FUNCTION_WORDS for word in words[:-1]):
        words = words[1:]
    return " ".join(words)


def names_body(phrase: str) -> bool:
    """Whether an English or Chinese phrase speaks of a body (not a person, not a thing)."""
    return (chinese.kind_of(phrase) if is_chinese(phrase) else kind_of(phrase)) == "body"
