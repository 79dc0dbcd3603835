"""English statements: "Pilot entities shall report …", "Encourage banks to …", with their subjects.

A sentence is read from left to right, one duty word after the other. What stands before the word,
back to the last joint of the sentence, holds its subject; what stands in front of the subject
("By the end of June 2024, …", "Together with …, …") is set aside. Duty words in subordinate clauses
("works that may impact …", "whether patents can …") state no duty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.register.bearers import is_named, kind_of
from assistant.register.english_clauses import (
    Mark,
    after_imperative,
    end_of_clause,
    joint_before,
    marks_in,
    subject_of,
    trimmed,
)
from assistant.register.masking import masked
from assistant.register.statements import Mood, Sentence, Statement

_WEAK: dict[str, Mood] = {
    "encourage": "encouraged",
    "support": "supported",
    "explore": "explored",
    "advocate": "advocated",
    "allow": "may",
    "permit": "may",
}
_DENIAL = re.compile(r"\b(?:need )?not\b")
_NOBODY = re.compile(r"(?:no|neither|none of)\b", re.IGNORECASE)
_SKIPPED = re.compile(
    r"^(?:,? (?:then|also|not only|further))?(?: be (?:required|obliged) to)?[\s,]*"
)
_VERBS = "|".join(_WEAK)
_ADVERB = r"(?:\w+ly |also |further )?"
_IMPERATIVE = re.compile(
    rf"(?:^|(?<=[;:] )|(?<=, )|(?<=, and )|(?<=; and )|(?<=[Ww]e )|(?<=\bwill ))"
    rf"{_ADVERB}(?P<first>{_VERBS})(?: and (?P<second>{_VERBS}))? "
    r"(?!and\b|or\b|for\b|from\b|to\b)(?=[\w\"'(])",
    re.IGNORECASE,
)
_THAT = re.compile(r"\b[Ii]t is (?:also |hereby )?advocated that ")


def statements_in(sentence: Sentence) -> list[Statement]:
    """The statements of an English sentence, in text order. Never raises."""
    text = masked(sentence.text)
    advocated = list(_advocated(sentence, text))
    found = [*advocated, *_modal(sentence, text), *_imperative(sentence, text)]
    taken = [(s.start, s.end) for s in advocated]
    kept = [s for s in found if s in advocated or not any(a <= s.start < b for a, b in taken)]
    kept = kept or list(_present(sentence, text))
    return sorted(kept, key=lambda s: (s.start, s.what))


# Duty words behind a subject


def _modal(sentence: Sentence, text: str) -> Iterator[Statement]:
    marks = marks_in(text)
    subject = fronted = (0, 0)
    for number, mark in enumerate(marks):
        begin = joint_before(text, marks[number - 1].end, mark.start) if number else None
        if begin is None:
            begin = after_imperative(text, mark.start)
        if has_own := bool(text[begin : mark.start].strip(" ,")):
            fronted, subject = subject_of(text, begin, mark.start)
        what = _predicate(text, mark, marks[number + 1 :])
        yield Statement(
            sentence,
            _mood(mark, text[slice(*subject)]),
            subject,
            what,
            subject[0] if has_own or not number else mark.start,
            max(what[1], mark.end),
            kind_of(text[slice(*subject)]),
            fronted,
        )


def _predicate(text: str, mark: Mark, following: list[Mark]) -> tuple[int, int]:
    """What stands behind a duty word, up to the clause of the next one."""
    stop = len(text)
    if following:
        stop = joint_before(text, mark.end, following[0].start, inner=True)
    end = trimmed(text, end_of_clause(text, mark.end, stop))
    start = mark.end
    if skipped := _SKIPPED.match(text[mark.end :]):
        start += skipped.end()
    if mark.mood == "may" and (denial := _DENIAL.search(text, mark.start, mark.end)):
        start = denial.start()
    return min(start, end), end


def _mood(mark: Mark, subject: str) -> Mood:
    """The mood of the duty word; "no unit may …" forbids."""
    if mark.mood in ("may", "shall") and _NOBODY.match(subject):
        return "shall_not"
    return mark.mood


# Duty words in front of their object


def _imperative(sentence: Sentence, text: str) -> Iterator[Statement]:
    matches = [m for m in _IMPERATIVE.finditer(text) if _opens_predicate(text, m)]
    for number, match in enumerate(matches):
        stop = matches[number + 1].start() if number + 1 < len(matches) else len(text)
        stop = _next_clause(text, match.end(), stop)
        end = trimmed(text, end_of_clause(text, match.end(), stop))
        who, what = _object(text, match.end(), end)
        for group in ("first", "second"):
            if verb := match[group]:
                yield Statement(
                    sentence,
                    _WEAK[verb.lower()],
                    who,
                    what,
                    match.start(),
                    end,
                    kind_of(text[slice(*who)]),
                )


def _opens_predicate(text: str, match: re.Match[str]) -> bool:
    """Whether the verb is a predicate: not a noun in a list, nor the verb of a named subject."""
    before = text[: match.start()]
    if not before.strip() or before.rstrip().endswith((";", ":")):
        return True
    if before.endswith("will ") or re.search(r"\bwe $", before, re.IGNORECASE):
        return bool(re.search(r"(?:^|[;:,] |\band )(?:[Ww]e|[Tt]he State) (?:will )?$", before))
    if match["first"].lower() != "support":
        return True
    after = text[match.end() :]
    return bool(_OBJECT.match(after) or _TO_DO.search(after.split(",")[0]))


_OBJECT = re.compile(r"(?:the|an?|this|these|their|its|all|qualified|eligible)\b", re.IGNORECASE)


def _next_clause(text: str, start: int, stop: int) -> int:
    """Where a new subject with its own duty word begins before `stop`, else `stop`."""
    for mark in marks_in(text[:stop]):
        if mark.start > start:
            joint = joint_before(text, start, mark.start, inner=True)
            return joint if joint < mark.start else stop
    return stop


_TO_DO = re.compile(
    r",?\s+(?:to (?=(?:\w+ly )?[a-z]+\b)|in (?=(?:\w+ly )?[a-z]+ing\b|the \w+(?:ment|ion|ing)\b))"
)


def _object(text: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Who is encouraged and to do what; nobody, and what, where the object is a thing."""
    for match in _TO_DO.finditer(text, start, end):
        phrase = text[start : match.start()]
        if kind_of(phrase) in ("body", "person", "pronoun") or is_named(phrase):
            return (start, match.start()), (match.end(), end)
    return (start, start), (start, end)


_VERB_AFTER = re.compile(r"\s+(?=[a-z]+\b)")


def _advocated(sentence: Sentence, text: str) -> Iterator[Statement]:
    """ "It is advocated that universities adopt …": the bearer ends where its verb begins."""
    for match in _THAT.finditer(text):
        end = trimmed(text, len(text))
        for gap in _VERB_AFTER.finditer(text, match.end(), end):
            if _ends_bearer(text[match.end() : gap.start()], text[gap.end() :].split()[0]):
                who = (match.end(), gap.start())
                kind = kind_of(text[slice(*who)])
                yield Statement(
                    sentence, "advocated", who, (gap.end(), end), match.start(), end, kind
                )
                break


def _ends_bearer(phrase: str, word: str) -> bool:
    """Whether the word after a phrase that names a bearer is no part of the name any more."""
    if word in ("and", "or", "of") or phrase.endswith((" and", " or", ",")):
        return False
    return kind_of(phrase) in ("body", "person") and kind_of(f"{phrase} {word}") == "thing"


# A named body that does something


_PRESENT = re.compile(
    r"(?P<who>[^,;:]{3,120}?)\s+(?P<what>(?!is\b|was\b|has\b|does\b|consists\b|refers\b|aims\b)"
    r"[a-z]{2,}(?<!s)s\b(?! of\b).*)$"
)


def _present(sentence: Sentence, text: str) -> Iterator[Statement]:
    """ "The Commission monitors …": what a named body does in a plan, it is there to do."""
    _, (start, end) = subject_of(text, 0, len(text))
    match = _PRESENT.match(text[start:end])
    if match and kind_of(match["who"]) == "body" and is_named(match["who"]):
        what = (start + match.start("what"), trimmed(text, end))
        who = (start, start + match.end("who"))
        yield Statement(sentence, "does", who, what, who[0], what[1], "body", (0, start))
