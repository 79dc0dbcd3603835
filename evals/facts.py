"""Whether a text holds a fact: any of its wordings, after the shared normalization.

A wording that begins with "re:" is a regular expression, searched without regard to case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from assistant.model import Language
from assistant.reading.normalize import plain

WORDS = 200
CHARACTERS = 400
LONG = 3
"""Only the first 200 words count (400 characters of a Chinese answer), three times that for
lists, procedures and comparisons: an answer that hides its point is no answer."""

_UNITS: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"\S+"),
    "zh": re.compile(r"[\u3400-\u9fff]|[^\s\u3400-\u9fff]+"),
}


def holds_fact(text: str, wordings: Iterable[str]) -> bool:
    """Whether one of the wordings occurs in the text."""
    said = plain(text)
    return any(_occurs(wording, said) for wording in wordings)


def _occurs(wording: str, said: str) -> bool:
    if wording.startswith("re:"):
        return re.search(wording[3:], said, re.IGNORECASE) is not None
    return plain(wording) in said


def counted_part(answer: str, language: Language, long: bool) -> str:
    """The beginning of the answer that counts: so many words, or Chinese signs and other words."""
    most = (WORDS if language == "en" else CHARACTERS) * (LONG if long else 1)
    end = 0
    for unit in islice(_UNITS[language].finditer(answer), most):
        end = unit.end()
    return answer[:end]


def length_of(answer: str, language: Language) -> int:
    """How long an answer is, as it is counted: words, or Chinese signs and other words."""
    return sum(1 for _ in _UNITS[language].finditer(answer))
