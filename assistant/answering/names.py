"""Names that a claim mentions: organizations, documents, people, places, abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.answering.words import HAN, Words, stems
from assistant.model import GlossaryEntry
from assistant.reading.normalize import plain

_NAME = re.compile(r"\b[A-Z][\w&'’.-]*(?:\s+(?:(?:of|for|and|the|on|in)\s+)*[A-Z][\w&'’.-]*)*")
_BODY = re.compile(
    r"\b(?:commission|bureau|ministry|administration|council|committee|office|department"
    r"|government|agency|authority|court|congress)\b"
)
_BODY_OF = re.compile(rf"{_BODY.pattern} (?:of|for|on) (?:the )?[a-z-]+")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;。！？：；]\s*|[\"“(（]\s*)$")
_WORD = re.compile(r"[a-z0-9]+")
_PUBLIC_BODY = re.compile(r"..(?:局|委|委员会|部|厅|院|办|办公室|政府|会议|小组)$")
_TITLE = re.compile(r"《([^》]+)》")
# Capital letters that name nobody.
_COMMON_WORDS = """yes no china chinese the in under by for to each all this any if when after
before only both it its they these those every once as at on and or but also
january february march april may june july august september october november december"""
_COMMON = frozenset(_COMMON_WORDS.split())


def unknown_name(claim: str, stated: str, asked: str, words: Words) -> str | None:
    """The first name of the claim that neither the source nor the question has; None if all are.

    `stated` is what the source says with its headings and title. A public body must be named by
    the source: that the question names it proves nothing about it.
    """
    for check in (_unknown_latin, _unknown_title, _unknown_organization):
        if name := next(check(claim, stated, asked, words), None):
            return name
    return None


def _unknown_latin(claim: str, stated: str, asked: str, _words: Words) -> Iterator[str]:
    source = plain(stated)
    for name in _names(claim):
        is_body = _BODY.search(name)
        known = set(_WORD.findall(source if is_body else f"{source} {plain(asked)}"))
        known |= _abbreviations(source)
        strange = any(not _is_known(word, known) for word in _WORD.findall(name))
        # "Bureau of Education" is not named by a text on a Commission of Education and a Bureau.
        if strange or (is_body and any(of[0] not in source for of in _BODY_OF.finditer(name))):
            yield name


def _names(claim: str) -> Iterator[str]:
    """Runs of capitalized words; a single one that only begins a sentence is none."""
    for match in _NAME.finditer(claim):
        name = match[0]
        begins = _SENTENCE_START.search(claim[: match.start()])
        first, _, rest = name.partition(" ")
        is_abbreviation = len(first) > 1 and first.rstrip(".,'").isupper()
        if begins and not is_abbreviation and (not rest or rest[0].islower()):
            name = rest  # the "Under" of "Under the Plan"
        if name:
            yield plain(_JOINT.sub("", name))


_JOINTS = frozenset(("of", "for", "and", "the", "on", "in"))
_JOINT = re.compile(r"^(?:(?:of|for|and|the|on|in)\s+)+")


def _abbreviations(text: str) -> set[str]:
    """The initials of two to five neighbouring words: "IP" where intellectual property is meant."""
    initials = "".join(word[0] for word in _WORD.findall(text) if word not in _JOINTS)
    return {initials[i : i + n] for n in range(2, 6) for i in range(len(initials) - n + 1)}


def _is_known(word: str, known: set[str]) -> bool:
    forms = {word, word.removesuffix("s"), word + "s", word.removesuffix("es")}
    return word in _COMMON or word.isdigit() or len(word) == 1 or bool(forms & known)


def _unknown_title(claim: str, stated: str, _asked: str, words: Words) -> Iterator[str]:
    for title in _TITLE.findall(claim):
        if plain(title) in plain(stated):
            continue
        covered, total = words.share(title, stated)
        if not words.can_compare(title, stated) or 2 * covered < total or not total:
            yield title


def _unknown_organization(claim: str, stated: str, _asked: str, words: Words) -> Iterator[str]:
    if not HAN.search(claim):
        return
    said, source, keys = plain(claim), plain(stated), words.keys(stated)
    for form, entries in _longest_first(words.organizations):
        if form in said and _PUBLIC_BODY.search(form):
            said = said.replace(form, " ")
            forms = {plain(f) for entry in entries for f in (*entry.zh, *entry.en)}
            if not any(f in source or (stems(f) and keys.issuperset(stems(f))) for f in forms):
                yield form


def _longest_first(
    organizations: Iterable[GlossaryEntry],
) -> list[tuple[str, list[GlossaryEntry]]]:
    forms: dict[str, list[GlossaryEntry]] = {}
    for entry in organizations:
        for form in entry.zh:
            forms.setdefault(plain(form), []).append(entry)
    return sorted(forms.items(), key=lambda item: -len(item[0]))
