"""The terms of the trade: a question in either language becomes the concepts that it names.

A concept is a glossary entry. Chinese forms are found by longest match; English forms as runs
of word stems, so that "assigns title" and "assigning title" are one. An entry may also list the
words in which people ask for it: they lead from a question to the concept, and nowhere else. What
the glossary does not know of a Chinese question is looked up in a general dictionary
(dictionary.py).
"""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import SettingsError
from assistant.finding.words import english_words, stem, stems, tokens
from assistant.model import Glossary, GlossaryEntry
from assistant.reading.normalize import plain

log = logging.getLogger(__name__)

_BEFORE_DIGIT = re.compile(r"\d[.,]?$")
_HAN_DIGITS = "〇零一二三四五六七八九十两"
_BEFORE_HAN_DIGIT = _HAN_DIGITS + "百千万亿第"
_LETTER = re.compile(r"[a-z]")
_SEMICOLON = re.compile("[;；]")
# "Start a company", "start my own company" and "start companies" ask for the same.
_POSSESSIVES = frozenset("my our your his her their its".split())
_PASSED_OVER = _POSSESSIVES | frozenset(
    "a an the this that these those some any all i we you he she they it me us him them".split()
)


def read_glossary(path: Path) -> Glossary:
    """The glossary file; an empty glossary where there is none. Raises SettingsError."""
    if not path.exists():
        log.warning("no glossary at %s: Chinese questions on English documents find less", path)
        return Glossary()
    try:
        text = path.read_text(encoding="utf-8")
        content = yaml.load(text, Loader=_loader()) or {}  # noqa: S506  (a safe loader)
        return Glossary(
            (
                *(_entry(item, "term") for item in content.get("terms") or ()),
                *(_entry(item, "organization") for item in content.get("organizations") or ()),
            )
        )
    except (yaml.YAMLError, AttributeError, LookupError, TypeError, ValueError, OSError) as error:
        raise SettingsError(
            f"The glossary {path.name} cannot be read: {error}.",
            "Each entry needs the lists zh and en; see docs/adding-a-document.md.",
        ) from error


def _loader() -> Any:
    """The parser in C where it is there: it reads the glossary ten times as fast."""
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _entry(item: dict[str, Any], kind: str) -> GlossaryEntry:
    return GlossaryEntry(
        zh=_forms(item["zh"]),
        en=_forms(item["en"]),
        kind="organization" if kind == "organization" else "term",
        id=item.get("id", ""),
        definition=item.get("definition") or "",
        asked_zh=_wordings(item.get("asked_zh", "")),
        asked_en=_wordings(item.get("asked_en", "")),
    )


def _forms(forms: Any) -> tuple[str, ...]:
    if not isinstance(forms, list) or not forms:
        raise ValueError(f"{forms!r} is not a list of forms")
    if unfit := [form for form in forms if not isinstance(form, str) or not form.strip()]:
        raise ValueError(f"{unfit[0]!r} is not a form; put it between quotation marks")
    return tuple(forms)


def _wordings(line: Any) -> tuple[str, ...]:
    """Wordings between semicolons: there are thousands, and YAML takes its time for each item."""
    if not isinstance(line, str):
        raise ValueError(f"{line!r} is not a text with semicolons between the wordings")
    return tuple(wording for part in _SEMICOLON.split(line) if (wording := part.strip()))


@dataclass(frozen=True, slots=True)
class Mention:
    """A glossary form that occurs in a text: which entries have it, and where it stands.

    `start` and `end` count characters of the normalized text (Chinese) or words (English).
    """

    entries: tuple[int, ...]
    start: int
    end: int


class Terms:
    """Finds the concepts of a text, and puts Chinese terms into English."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self._known_words: dict[int, tuple[str, ...]] = {}

    @cached_property
    def _chinese(self) -> _Forms:
        return _Forms((plain(form), n) for n, e in self._numbered for form in e.zh)

    @cached_property
    def _english(self) -> _Forms:
        return _Forms((tuple(stems(form)), n) for n, e in self._numbered for form in e.en)

    @cached_property
    def _asked_chinese(self) -> _Forms:
        return _Forms((plain(form), n) for n, e in self._numbered for form in e.asked_zh)

    @cached_property
    def _asked_english(self) -> dict[str, list[tuple[list[str], int]]]:
        """How a wording begins (two letters) -> its words and its entry.

        They are stemmed when a question has such a word: stemming all of them takes a tenth of a
        second.
        """
        out: defaultdict[str, list[tuple[list[str], int]]] = defaultdict(list)
        for number, entry in self._numbered:
            for wording in entry.asked_en:
                words = [word for _, word in _telling(english_words(wording))]
                if words:
                    out[words[0][:2]].append((words, number))
        return out

    @property
    def _numbered(self) -> Iterable[tuple[int, GlossaryEntry]]:
        return enumerate(self.glossary.entries)

    def chinese_mentions(self, text: str) -> list[Mention]:
        """The Chinese forms in normalized `text`, longest first from the left, not overlapping."""
        return _in_signs(text, self._chinese)

    def english_mentions(self, words: Sequence[str]) -> list[Mention]:
        """The English forms in a sequence of stems, also those inside longer ones."""
        return _in_words(words, self._english)

    def concepts(self, text: str) -> list[int]:
        """The numbers of all entries named in a text of either language, with repetitions."""
        return [n for mentions in self._named(plain(text)) for m in mentions for n in m.entries]

    def words_of(self, concepts: Iterable[int]) -> list[str]:
        """The words, once for each concept, in which it is written or asked for, as tokens."""
        return [word for number in dict.fromkeys(concepts) for word in self._words(number)]

    def _words(self, number: int) -> tuple[str, ...]:
        if number not in self._known_words:
            entry = self.glossary.entries[number]
            forms = (*entry.en, *entry.asked_en, *entry.zh, *entry.asked_zh)
            self._known_words[number] = tuple(dict.fromkeys(tokens(" . ".join(forms))))
        return self._known_words[number]

    def concepts_of_question(self, text: str) -> list[int]:
        """The `concepts` of a question, then, once each, those that it asks for in other words.

        Such words only add concepts, and mean nothing of their own inside a longer form.
        """
        normalized = plain(text)
        out: list[int] = []
        added: list[int] = []
        for named, asked in zip(self._named(normalized), self._asked(normalized), strict=True):
            out.extend(n for mention in named for n in mention.entries)
            around = [*named, *asked]
            apart = (m for m in asked if not any(_is_inside(m, longer) for longer in around))
            added.extend(n for mention in apart for n in mention.entries)
        return [*out, *(n for n in dict.fromkeys(added) if n not in out)]

    def _named(self, normalized: str) -> tuple[list[Mention], list[Mention]]:
        return self.chinese_mentions(normalized), self.english_mentions(stems(normalized))

    def _asked(self, normalized: str) -> tuple[list[Mention], list[Mention]]:
        telling = _telling(english_words(normalized))
        beginnings = {word[:2] for _, word in telling}
        wordings = (w for two in sorted(beginnings) for w in self._asked_english.get(two, ()))
        forms = _Forms((tuple(map(stem, words)), number) for words, number in wordings)
        english = [
            Mention(m.entries, telling[m.start][0], telling[m.end - 1][0] + 1)
            for m in _in_words([stem(word) for _, word in telling], forms)
        ]
        chinese = [] if normalized.isascii() else _in_signs(normalized, self._asked_chinese)
        return chinese, english


class _Forms:
    """The forms of one kind, each a string or a tuple of stems, with the entries that have it."""

    def __init__(self, pairs: Iterable[tuple[Any, int]]) -> None:
        self.entries = _by_form(pairs)
        # First sign or stem of a form -> the length of the longest form that begins so.
        self.longest = _longest_by_first(self.entries)


def _in_signs(text: str, forms: _Forms) -> list[Mention]:
    """The longest forms from the left, not overlapping."""
    out: list[Mention] = []
    at = len(text) if text.isascii() else 0
    while at < len(text):
        found = _longest_at(text, at, forms)
        if found is None:
            at += 1
        else:
            out.append(found)
            at = found.end
    return out


def _longest_at(text: str, at: int, forms: _Forms) -> Mention | None:
    if _is_inside_number(text, at):
        return None  # "2025年" and 十五年 do not name 5年 or 五年
    for length in range(min(forms.longest.get(text[at], 0), len(text) - at), 0, -1):
        entries = forms.entries.get(text[at : at + length])
        if entries and _is_whole(text, at, at + length):
            return Mention(entries, at, at + length)
    return None


def _in_words(words: Sequence[str], forms: _Forms) -> list[Mention]:
    """All forms that are runs of the words."""
    out = []
    for at, word in enumerate(words):
        for length in range(1, min(forms.longest.get(word, 0), len(words) - at) + 1):
            entries = forms.entries.get(tuple(words[at : at + length]))
            if entries:
                out.append(Mention(entries, at, at + length))
    return out


def _telling(words: Sequence[str]) -> list[tuple[int, str]]:
    """The words that tell what is asked, with their places."""
    return [
        (n, word)
        for n, word in enumerate(words)
        if word not in _PASSED_OVER and not (word == "own" and words[n - 1] in _POSSESSIVES)
    ]


def _is_inside(mention: Mention, longer: Mention) -> bool:
    """Whether a mention is a true part of another one."""
    return (longer.start, longer.end) != (mention.start, mention.end) and (
        longer.start <= mention.start and mention.end <= longer.end
    )


def _is_inside_number(text: str, at: int) -> bool:
    """Whether a number that goes on at `at` has begun before it; 第三 goes on too."""
    if text[at].isdigit():
        return _BEFORE_DIGIT.search(text[max(0, at - 2) : at]) is not None
    return text[at] in _HAN_DIGITS and at > 0 and text[at - 1] in _BEFORE_HAN_DIGIT


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no Latin word or number goes on at either end."""
    return not any(
        0 < at < len(text)
        and (
            (text[at - 1].isdigit() and text[at].isdigit())
            or (_LETTER.match(text[at - 1]) and _LETTER.match(text[at]))
        )
        for at in (start, end)
    )


def _longest_by_first(forms: Iterable[Any]) -> dict[str, int]:
    out: dict[str, int] = {}
    for form in forms:
        out[form[0]] = max(out.get(form[0], 0), len(form))
    return out


def _by_form(pairs: Iterable[tuple[Any, int]]) -> dict[Any, tuple[int, ...]]:
    out: dict[Any, tuple[int, ...]] = {}
    for form, number in pairs:
        if form and number not in out.get(form, ()):
            out[form] = (*out.get(form, ()), number)
    return out
