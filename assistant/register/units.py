"""One identity for each organization under all its spellings, in both languages.

Known organizations come from the glossary (corpus/glossary.yaml, `organizations`). Spellings are
compared without articles, "all" and case, in singular and plural, in either order ("Commission of
Health", "Health Commission"), with or without "Municipal" or 上海. What the glossary does not know
is its own unit, under the same comparison.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from assistant.errors import UsageError
from assistant.finding.words import stems
from assistant.model import Glossary, GlossaryEntry, Language
from assistant.reading.normalize import plain
from assistant.register.bearers import members
from assistant.register.masking import masked
from assistant.register.sentences import HAN

_EMPTY = frozenset(stems("the a an of and for on in to by s its their this these those such"))
_ALL = frozenset(stems("all each every any both various different respective"))
_PLACE = frozenset(stems("municipal municipality shanghai"))
_HAN_ALL = re.compile(r"^(?:全部|所有|各级|各类|各|该|本)(?=.)")
_HAN_PLACE = re.compile(r"^(?:上海市?|本市|市|我市)(?=..)")
_HAN_AND = re.compile(r"、|和|及|以及|与|或者|或")
_AND = re.compile(r",\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+")
_NEAR = 3
_GENERIC = frozenset(("government", "relevant departments", "政府", "有关部门", "相关部门"))
"""Forms that name another body in each document: they are units of their own."""

Key = tuple[str, ...]


class UnknownUnit(UsageError):
    """A unit that neither the documents nor the glossary name."""


class Units:
    """Tells which spellings mean the same unit."""

    def __init__(self, glossary: Glossary) -> None:
        self._entries = {_id(e): e for e in glossary.entries if e.kind == "organization"}
        self._ids: dict[Key, str] = {}
        loose: defaultdict[Key, set[str]] = defaultdict(set)
        for name, entry in self._entries.items():
            for form in (*entry.en, *entry.zh):
                if form not in _GENERIC and (key := _key(form)):
                    self._ids.setdefault(key, name)
                    loose[_loose(key)].add(name)
        self._loose = {key: next(iter(ids)) for key, ids in loose.items() if len(ids) == 1}

    def identity(self, spelling: str) -> str:
        """The unit's id: the glossary's, or its own compared spelling; "" for no words at all."""
        key = _key(spelling)
        found = self._ids.get(key) or self._ids.get(_without_all(key))
        if found is None:
            found = self._loose.get(_loose(key)) or self._loose.get(_loose(_without_all(key)))
        return found or "-".join(_without_all(key) or key)

    def is_known(self, identity: str) -> bool:
        """Whether the glossary has this unit."""
        return identity in self._entries

    def name(self, identity: str, language: Language, spelling: str = "") -> str:
        """The unit's first name in a language; `spelling` where the glossary has none."""
        entry = self._entries.get(identity)
        forms = (entry.zh if language == "zh" else entry.en) if entry else ()
        return forms[0] if forms else spelling or identity

    def among(self, phrase: str) -> frozenset[str]:
        """The identities of all units of a phrase: as a whole, and one by one."""
        said = phrase.strip()
        if not said:
            return frozenset()
        found = {self.identity(said)}
        if HAN.search(said):
            parts: Iterable[str] = _HAN_AND.split(said)
        else:
            whole = [said[a:b] for a, b in members(masked(said))]
            parts = [*whole, *(part for each in whole for part in _AND.split(each))]
        found |= {self.identity(part) for part in parts if part.strip()}
        return frozenset(found - {""})

    def forms(self) -> dict[str, str]:
        """All known spellings, normalized, with the name of the unit that each means."""
        return {
            plain(form): entry.en[0] if entry.en else entry.zh[0]
            for entry in reversed(self._entries.values())
            for form in (*entry.en, *entry.zh)
            if form not in _GENERIC
        }

    def nearest(self, spelling: str, others: Iterable[str] = ()) -> list[str]:
        """Names of known units, and of `others`, that look most like a spelling."""
        wanted = plain(spelling)
        is_chinese = bool(HAN.search(wanted))
        names: dict[str, float] = {}
        for known in (*self._spellings(is_chinese), *others):
            score = _likeness(wanted, plain(known))
            identity = self.identity(known)
            best = max(
                (n for n in names if self.identity(n) == identity),
                key=names.__getitem__,
                default=None,
            )
            if best is None:
                names[known] = score
            elif names[best] < score:
                del names[best]
                names[known] = score
        return sorted(names, key=lambda name: -names[name])[:_NEAR]

    def _spellings(self, is_chinese: bool) -> Iterator[str]:
        for entry in self._entries.values():
            yield from entry.zh if is_chinese else entry.en

    def unknown(self, spelling: str, others: Iterable[str] = ()) -> UnknownUnit:
        """The error for a unit that nobody knows, with the nearest ones."""
        near = self.nearest(spelling, others)
        do = f"Perhaps you mean: {'; '.join(near)}." if near else "The register names no units yet."
        return UnknownUnit(f"No document and no glossary entry names the unit {spelling!r}.", do)


def _id(entry: GlossaryEntry) -> str:
    return entry.id or "-".join(_key((*entry.en, *entry.zh)[0]))


def _key(spelling: str) -> Key:
    """What of a spelling is compared: its stems without small words, sorted; Chinese as it is."""
    said = plain(spelling).strip(" .,;:，。、")
    if HAN.search(said):
        bare = _HAN_ALL.sub("", re.sub(r"\s", "", said))
        return (bare,) if bare else ()
    words = [word for word in stems(re.sub(r"\([^)]*\)", " ", said)) if word not in _EMPTY]
    return tuple(sorted(words))


def _without_all(key: Key) -> Key:
    return tuple(word for word in key if word not in _ALL)


def _loose(key: Key) -> Key:
    """The key without the name of the place, which documents leave out now and then."""
    if len(key) == 1 and HAN.search(key[0]):
        return (_HAN_PLACE.sub("", key[0]),)
    bare = tuple(word for word in key if word not in _PLACE and word not in _ALL)
    return bare if len(bare) > 1 else key


def _likeness(one: str, other: str) -> float:
    """Between 0 and 1: shared words count as much as shared runs of letters."""
    words, others = set(stems(one)) - _EMPTY, set(stems(other)) - _EMPTY
    shared = len(words & others) / len(words | others) if words | others else 0.0
    return SequenceMatcher(None, one, other).ratio() + shared
