"""A question that asks several things is taken apart, so that each part is searched for by itself.

Told without a model by what stands between the parts: a question mark, or an "and" or a comma
before another question word. What prepares a question ("We are a hospital.") goes with every part
after it, and a part that leans back ("and who checks it?") goes with the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.dialogue import in_context, leans_back, points_back
from assistant.finding.words import language_of
from assistant.model import Question

MOST = 3
"""Parts that are searched for; each takes about as long as a question. A question
with more is left whole: an answer to the first few would hide that the others were passed over."""

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
_SAYS_EN = re.compile(
    rf"\b(?:{_AUXILIARY}|has|have|had|'s)\b.*\w|\b(?:who|what|which)\b(?:\W+\w+){{2}}",
    re.IGNORECASE,
)
"""A piece that says something of what it asks about, unlike the "how" of "how and when"."""
_IS_CLAUSE = re.compile(
    r"\b(?:those|people|anyone|anybody|everyone|persons?) (?:who|which)\b[^,?]*$"
)
_SENTENCE_EN = re.compile(r"(?<=[?!;])\s+|(?<=[a-z)]\.)\s+(?=[A-Z])")
_ASKS_ZH = re.compile(
    r"什么|哪(?!怕)|谁|多少|(?<![好十上每近这那前])几[个家天年月日项条类种步方](?![以之]?前)"
    r"|(?<![许很更众较])多[久长大高]|吗|怎|如何|是否|[能可]否|(?<!任)何[时种处]|呢|啥"
    r"|([能可要是会算行])不\1|有没有|可不可以|分别|各自"
)
_NAMES_ITS_OWN = re.compile(r"\b(?:the|a|an|our|any) (?!same|other|latter|former)", re.IGNORECASE)
"""An article mostly brings a thing of which the part speaks by itself."""
_WHOEVER = re.compile(r"不管|无论|不论")
_NEXT_ZH = re.compile(r"(?<=[，,])(?!(?<=\d[，,])\d)|(?<=[；;。？?！!])")


def parts_of(question: str) -> tuple[str, ...]:
    """The parts of a question, each to be understood by itself; the question where it has one."""
    chinese = language_of(question) == "zh"
    prepared: list[str] = []
    parts: list[str] = []
    before: tuple[str, ...] = ()
    for piece, asks in _in_chinese(question) if chinese else _in_english(question):
        if not asks:
            prepared.append(piece)
            continue
        before = (*before, piece) if _leans(piece) else (piece,)
        # What prepares a question stands before it, and so before the part that this one leans on.
        parts.append(("" if chinese else " ").join((*prepared, *before)))
    return tuple(parts) if 1 < len(parts) <= MOST else (question,)


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
        at = 0
        for boundary in _NEXT_EN.finditer(sentence):
            left = sentence[at : boundary.start()]
            if _ASKS_EN.search(left) and _SAYS_EN.search(left) and not _IS_CLAUSE.search(left):
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
        asks = _ASKS_ZH.search(piece) is not None and not _WHOEVER.search(piece)
        if asks or piece[-1] in "。；;！!？?":
            yield gathered.strip(), _ASKS_ZH.search(gathered) is not None
            gathered = ""
    if gathered.strip():
        yield gathered.strip(), _ASKS_ZH.search(gathered) is not None
