"""A question that leans on the turns before ("and who decides that?") is given what it leans on.

Without a model: a question that points back (an opening "and", a pronoun in a short question, no
matter of its own) is searched together with the user's turn before it. In a long question a
pronoun mostly points at something in it. The question itself is never rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.finding.words import content_stems, language_of
from assistant.model import Turn

_GOES_ON_EN = re.compile(
    r"^\W*(?:and|but|so|then|also|ok(?:ay)?|what about|how about|what if|in that case|if so)\b",
    re.IGNORECASE,
)
_GOES_ON_ZH = re.compile(r"^\W*(?:那|再|还|另外|然后|所以|如果是|换成)")
_POINTS_BACK_EN = re.compile(
    r"\b(?:it|its|they|them|their|theirs|those|these|he|she|the same|the other|the latter)\b"
    r"|\b(?:about|after|before|by|does|for|from|if|in|is|of|on|than|to|was|with) (?:that|this|there)\b"
    r"|\b(?:that|this|there|else|one)\?*$",
    re.IGNORECASE,
)
_POINTS_BACK_ZH = re.compile(
    r"它|(?<![极尤])其(?![中他它余实次])|这(?!里的)|(?<!应)该|(?<![因如从彼])此(?!外)"
    r"|他们|她们|上述|前述|同样|类似|呢[？?]*$"
)
_SHORT_STEMS, _FEW_STEMS = 4, 2
_SHORT_CHARACTERS, _FEW_CHARACTERS = 21, 8


def in_context(question: str, history: Sequence[Turn]) -> str:
    """What to search for: the question alone, or after the user's turn that it leans on."""
    before = [turn.content for turn in history if turn.role == "user"]
    if not before or not leans_back(question):
        return question
    return f"{before[-1]} {question}"


def leans_back(question: str) -> bool:
    """Whether a question seems to need the turn before it."""
    if language_of(question) == "zh":
        size, short, few = len(question), _SHORT_CHARACTERS, _FEW_CHARACTERS
        goes_on = _GOES_ON_ZH
    else:
        size, short, few = len(content_stems(question)), _SHORT_STEMS, _FEW_STEMS
        goes_on = _GOES_ON_EN
    if size <= few or goes_on.search(question):
        return True
    return size <= short and points_back(question)


def points_back(question: str) -> bool:
    """Whether a pronoun or another word in it may stand for something said before."""
    pattern = _POINTS_BACK_ZH if language_of(question) == "zh" else _POINTS_BACK_EN
    return pattern.search(question) is not None
