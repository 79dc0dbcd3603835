"""The terms of the trade: a question in either language becomes the concepts that it names.

A concept is a glossary entry. Chinese forms are found by longest match; English forms as runs
of word stems, so that "assigns title" and "assigning title" are one. What the glossary does not
know of a Chinese question is looked up in a general dictionary (dictionary.py).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import SettingsError
from assistant.finding.words import stems
from assistant.model import Glossary, GlossaryEntry
from assistant.reading.normalize import plain

log = logging.getLogger(__name__)

_BEFORE_DIGIT = re.compile(r"\d[.,]?$")
_HAN_DIGITS = "〇零一二三四五六七八九十两"
_BEFORE_HAN_DIGIT = _HAN_DIGITS + "百千万亿第"
_LETTER = re.compile(r"[a-z]")


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
    )


def _forms(forms: Any) -> tuple[str, ...]:
    if not isinstance(forms, list) or not forms:
        raise ValueError(f"{forms!r} is not a list of forms")
    if unfit := [form for form in forms if not isinstance(form, str) or not form.strip()]:
        raise ValueError(f"{unfit[0]!r} is not a form; put it between quotation marks")
    return tuple(forms)


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

    @cached_property
    def _chinese(self) -> dict[str, tuple[int, ...]]:
        return _by_form((plain(form), n) for n, e in self._numbered for form in e.zh)

    @cached_property
    def _english(self) -> dict[tuple[str, ...], tuple[int, ...]]:
        return _by_form((tuple(stems(form)), n) for n, e in self._numbered for form in e.en)

    @property
    def _numbered(self) -> Iterable[tuple[int, GlossaryEntry]]:
        return enumerate(self.glossary.entries)

    @cached_property
    def _lengths(self) -> dict[str, int]:
        """First sign of a Chinese form -> the length of the longest form that begins so."""
        return _longest_by_first(self._chinese)

    @cached_property
    def _word_counts(self) -> dict[str, int]:
        """First stem of an English form -> the number of words of the longest that begins so."""
        return _longest_by_first(self._english)

    def chinese_mentions(self, text: str) -> list[Mention]:
        """The Chinese forms in normalized `text`, longest first from the left, not overlapping."""
        out: list[Mention] = []
        at = len(text) if text.isascii() else 0
        while at < len(text):
            found = self._at(text, at)
            if found is None:
                at += 1
            else:
                out.append(found)
                at = found.end
        return out

    def _at(self, text: str, at: int) -> Mention | None:
        if _is_inside_number(text, at):
            return None  # "2025年" and 十五年 do not name 5年 or 五年
        for length in range(min(self._lengths.get(text[at], 0), len(text) - at), 0, -1):
            entries = self._chinese.get(text[at : at + length])
            if entries and _is_whole(text, at, at + length):
                return Mention(entries, at, at + length)
        return None

    def english_mentions(self, words: Sequence[str]) -> list[Mention]:
        """The English forms in a sequence of stems, also those inside longer ones."""
        out = []
        for at, word in enumerate(words):
            for length in range(1, min(self._word_counts.get(word, 0), len(words) - at) + 1):
                entries = self._english.get(tuple(words[at : at + length]))
                if entries:
                    out.append(Mention(entries, at, at + length))
        return out

    def concepts(self, text: str) -> list[int]:
        """The numbers of all entries named in a text of either language, with repetitions."""
        normalized = plain(text)
        mentions = [*self.chinese_mentions(normalized), *self.english_mentions(stems(normalized))]
        return [n for mention in mentions for n in mention.entries]


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
