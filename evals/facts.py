"""Whether a text holds a fact: any of its wordings, after the shared normalization.

A wording that begins with "re:" is a regular expression, searched without regard to case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.model import Language
from assistant.reading.normalize import plain

WORDS = 200
CHARACTERS = 400
LONG = 3
"""Only the first 200 words count (400 characters of a Chinese answer), three times that for
lists, procedures and comparisons: an answer that hides its point is no answer."""

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_UNIT = re.compile(r"[\u3400-\u9fff]|[^\s\u3400-\u9fff]+")


def holds_fact(text: str, wordings: Iterable[str]) -> bool:
    """Whether one of the wordings occurs in the text."""
    said = plain(text)
    return any(_occurs(wording, said) for wording in wordings)


def _occurs(wording: str, said: str) -> bool:
    if wording.startswith("re:"):
        return re.search(wording[3:], said, re.IGNORECASE) is not None
    return plain(wording) in said


def counted_part(answer: str, language: Language, long: bool) -> str:
    """The beginning of the answer that counts."""
    factor = LONG if long else 1
    if language == "en":
        return " ".join(answer.split()[: WORDS * factor])
    return _first_units(answer, CHARACTERS * factor)


def _first_units(answer: str, limit: int) -> str:
    """The first so many Chinese signs and words of other scripts, with what stands between."""
    end = 0
    for count, unit in enumerate(_UNIT.finditer(answer), 1):
        if count > limit:
            break
        end = unit.end()
    return answer[:end]


def length_of(answer: str, language: Language) -> int:
    """How long an answer is, as it is counted: words, or Chinese signs and other words."""
    return len(answer.split()) if language == "en" else len(_UNIT.findall(answer))
