"""A question that leans on the turns before ("and who decides that?") is given what it leans on.

Without a model: a question that points back (a pronoun, an opening "and", no matter of its own)
is searched together with the user's turn before it. The question itself is never rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.finding.words import content_stems, language_of
from assistant.model import Turn

_POINTS_BACK_EN = re.compile(
    r"^(?:and|but|so|then|also|ok(?:ay)?|what about|how about|in that case|if so)\b"
    r"|\b(?:it|its|they|them|their|theirs|those|these|he|she|the same|the other|the latter)\b"
    r"|\b(?:about|after|before|by|does|for|from|if|in|is|of|on|than|to|was|with) (?:that|this|there)\b"
    r"|^(?:that|this|there)\b|\b(?:that|this|there|else|one)\?*$",
    re.IGNORECASE,
)
_POINTS_BACK_ZH = re.compile(
    r"^(?:那|再|还|另外|然后|所以|如果是|换成)|它|其(?![中他它余实次])|这(?!里的)|(?<!应)该|此(?!外)"
    r"|他们|她们|上述|前述|同样|类似|刚才|呢[？?]?$"
)
_FEW_STEMS = 2
_FEW_CHARACTERS = 8


def in_context(question: str, history: Sequence[Turn]) -> str:
    """What to search for: the question alone, or after the user's turn that it leans on."""
    before = [turn.content for turn in history if turn.role == "user"]
    if not before or not leans_back(question):
        return question
    return f"{before[-1]} {question}"


def leans_back(question: str) -> bool:
    """Whether a question seems to need the turn before it."""
    if language_of(question) == "zh":
        return bool(_POINTS_BACK_ZH.search(question)) or len(question) <= _FEW_CHARACTERS
    return bool(_POINTS_BACK_EN.search(question)) or len(content_stems(question)) <= _FEW_STEMS
