"""A question that asks several things is taken apart, so that each part is searched for by itself.

Told without a model by what stands between the parts: a question mark, or an "and" or a comma
before another question word. What only prepares a question ("We are a hospital.") goes with every
part, and a part that leans back ("and who checks it?") goes with the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.answering.dialogue import in_context, leans_back, points_back
from assistant.finding.words import language_of
from assistant.model import Question

MOST = 3
"""Parts that are searched for; each takes about as long as a question."""

_AUXILIARY = r"(?:is|are|was|were|do|does|did|must|may|can|could|shall|should|will|would)"
_WH = rf"(?:what|which|who|whose|whom|why|how|(?:when|where)(?='s|\s+{_AUXILIARY}\b))"
_SUBJECT = r"(?:the|a|an|it|its|they|we|i|you|there|this|that|these|those|our|any|one)"
_ASKS_EN = re.compile(
    rf"\b(?:what|which|who|whose|whom|when|where|why|how)\b|(?:^|[,:] ?|\b(?:and|but|so) ){_AUXILIARY} ",
    re.IGNORECASE,
)
_NEXT_EN = re.compile(
    rf",?\s+(?:and|but)\s+(?:also\s+)?(?=(?:(?:by|at|in|under|for|to|from|with|on|since)\s+)?{_WH}\b"
    rf"|by when\b|{_AUXILIARY}\s+{_SUBJECT}\b|(?:do|does|did)\s+(?!to\b|so\b|not\b)\w+)"
    r"|,\s+(?=(?:what|how|why|by when)\b)",
    re.IGNORECASE,
)
_SENTENCE_EN = re.compile(r"(?<=[?!;])\s+|(?<=[a-z)]\.)\s+(?=[A-Z])")
_ASKS_ZH = re.compile(
    r"什么|哪|谁|多少|(?<![好十上每近这那前])几[个家天年月日项条类种步方](?![以之]?前)|多[久长大高]|吗|怎|如何|是否"
    r"|[能可]否|何[时种处]|呢|啥"
    r"|([能可要是会算行])不\1|有没有|可不可以|分别|各自"
)
_NAMES_ITS_OWN = re.compile(r"\b(?:the|a|an|our|any) (?!same|other|latter|former)", re.IGNORECASE)
"""An article mostly brings a thing of which the part speaks by itself."""
_NEXT_ZH = re.compile(r"(?<=[，,、；;。？?！!])")


def parts_of(question: str) -> tuple[str, ...]:
    """The parts of a question, each to be understood by itself; the question where it has one."""
    chinese = language_of(question) == "zh"
    pieces = list(_in_chinese(question) if chinese else _in_english(question))
    first = next((n for n, (_, asks) in enumerate(pieces) if asks), 0)
    prepared = [text for text, _ in pieces[:first]]
    asking = [text for text, asks in pieces[first:] if asks]
    if len(asking) < 2:
        return (question,)
    parts = [_joined((*prepared, asking[0]), chinese=chinese)]
    for before, piece in pairwise(asking[:MOST]):
        leaning = (before,) if _leans(piece) else ()
        parts.append(_joined((*prepared, *leaning, piece), chinese=chinese))
    return tuple(parts)


def parts_alone(question: Question) -> tuple[str, ...]:
    """What is searched for beside the whole: the parts, where it has several and stands alone."""
    if in_context(question.text, question.history) != question.text:
        return ()
    parts = parts_of(question.text)
    return parts if len(parts) > 1 else ()


def _leans(piece: str) -> bool:
    """Whether a part needs the one before it to be understood."""
    return points_back(piece) or (leans_back(piece) and not _NAMES_ITS_OWN.search(piece))


def _in_english(question: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a question, and whether each asks something."""
    sentences = _SENTENCE_EN.split(question.strip())
    marked = any(sentence.endswith("?") for sentence in sentences)
    for sentence in sentences:
        if marked and not sentence.endswith("?"):
            yield sentence, False
            continue
        left = ""
        at = 0
        for boundary in _NEXT_EN.finditer(sentence):
            left = sentence[at : boundary.start()]
            if _ASKS_EN.search(left):
                yield left, True
                at = boundary.end()
        yield sentence[at:], bool(_ASKS_EN.search(sentence[at:]))


def _in_chinese(question: str) -> Iterator[tuple[str, bool]]:
    """The same; commas part what asks from what follows, and from nothing else."""
    gathered = ""
    for piece in _NEXT_ZH.split(question.strip()):
        if not piece.strip():
            continue
        gathered += piece
        if _ASKS_ZH.search(piece) or piece[-1] in "。；;！!？?":
            yield gathered.strip(), bool(_ASKS_ZH.search(gathered))
            gathered = ""
    if gathered.strip():
        yield gathered.strip(), bool(_ASKS_ZH.search(gathered))


def _joined(pieces: tuple[str, ...], *, chinese: bool) -> str:
    return ("" if chinese else " ").join(piece.strip() for piece in pieces)
