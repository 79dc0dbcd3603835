"""The clauses of an English sentence: where its duty words are, and where each one's subject is.

All texts here are masked (see masking.py); offsets count their characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.register.bearers import head_kind, kind_of
from assistant.register.statements import Mood

_BE = r"(?:(?:shall|should|will|may|must) (?:also )?be|is|are)"
_ALSO = r"(?:(?:also|then|further|strictly|strongly|hereby|fully) )?"
_MODALS: tuple[tuple[Mood, str], ...] = (
    (
        "shall_not",
        rf"(?:shall|should|must|may|can|could) {_ALSO}not\b|cannot\b"
        rf"|{_BE} {_ALSO}(?:not (?:allowed|permitted|entitled) to|prohibited from|forbidden to)\b",
    ),
    ("will_not", rf"will {_ALSO}not\b"),
    (
        "may",
        rf"need not\b|{_BE} {_ALSO}not (?:required|obliged|necessary)\b(?: to\b)?"
        r"|do(?:es)? not (?:need|have) to\b",
    ),
    ("encouraged", rf"{_BE} {_ALSO}(?:encouraged|urged)(?: to)?\b"),
    ("supported", rf"{_BE} {_ALSO}supported (?:to|in)\b"),
    ("may", rf"{_BE} {_ALSO}(?:permitted|allowed|entitled|free|authorized) to\b"),
    (
        "shall",
        rf"{_BE} {_ALSO}(?:required|obliged|obligated) to\b|{_BE} {_ALSO}responsible for\b"
        rf"|(?<!the )(?<!a )(?<!with )(?<!their )(?<!and )needs? to\b"
        rf"|ha(?:s|ve) to\b|ought {_ALSO}to\b|(?:shall|should|must)\b",
    ),
    (
        "expected",
        r"(?:is|are) (?:(?:expected|supposed|anticipated|projected|estimated|planned|forecast) )?to\b",
    ),
    ("may", r"(?:may|can|could)\b"),
    ("will", r"will\b"),
)
_MODAL = re.compile(
    r"\b(?:" + "|".join(f"(?P<m{n}>{words})" for n, (_, words) in enumerate(_MODALS)) + ")"
)
_CONNECTOR = re.compile(
    r"^\s*(?:and |but |or |so |while )?(?:(?:However|Additionally|Moreover|Furthermore|Therefore"
    r"|Alternatively|Instead|Then|Also|Accordingly|Meanwhile|Besides|Finally|Otherwise|Nevertheless"
    r"|In addition|In particular|At the same time|For this purpose|On (?:the )?one hand"
    r"|On the other hand|If necessary|Where necessary|First(?:ly)?|Second(?:ly)?|Third(?:ly)?"
    r"|Fourth(?:ly)?|Fifth(?:ly)?|Last(?:ly)?)\s*,\s*)*",
    re.IGNORECASE,
)
_FRONTING = re.compile(
    r"^(?:by|in(?! excess)|at(?! (?:least|most))|on|under|for|from|with|within|without|following"
    r"|based|together|according|if|when"
    r"|where|while|as|after|before|during|since|to|through|throughout|regarding|concerning|upon"
    r"|except|unless|until|once|given|considering|taking|adhering|using|guided|pursuant|subject"
    r"|because|although|though|despite|beyond|besides|against|among|between|having|relying"
    r"|focusing|no later than|not later than|prior to)\b",
    re.IGNORECASE,
)
_NEW_PHRASE = re.compile(
    r"(?:the|an?|all|each|every|any|both|various|these|those|this|that|they|it|we|its|their|such"
    r"|no|some|[A-Z][\w'-]*)\b"
)
_FIGURE = re.compile(r"(?:(?:at least|more than|over|about|approximately|no less than) )?\d")
_LIST_GOES_ON = re.compile(r"\s*(?:and|or|as well as|etc|but also|such as|including)\b")
_EXAMPLES = re.compile(r"\b(?:such as|including)\b")
_JOINT = re.compile(
    r"(?:;|:)\s+(?:and |but )?|,?\s+(?:and|but|while|whereas|so|yet|or), |"
    r",\s+(?:and|but|while|whereas|so|yet|or)\s+|\s+(?:and|but)\s+|,\s+"
)
_INSIDE_NAME = re.compile(r"\b[A-Z][\w-]*$")
_STRONG_JOINT = re.compile(r"[;:]|\b(?:and|but|while|whereas|so|yet|or)\b")
_DIRECT = re.compile(
    r"\b(?:that|which|who|whom|what|where|when|how|whether|as|if|than)\s+(?:\w+ly )?$"
)
_SUBORDINATE = re.compile(
    r"\b(?:if|when|where|whether|because|so that|in order that|how|unless|until|once|although"
    r"|though|as long as|provided that)\b[^,]*$"
    r"|\b(?:recogniz|ensur|stat|stipulat|clarif|provid|emphasi|mean|show|propos|understand|requir"
    r"|guarante)\w* that [^,]*$"
)
_ASIDE = re.compile(
    r",\s+(?:together|along|jointly|in (?:conjunction|cooperation|collaboration|consultation)) with .+$"
)
_LONG = 20
"""Words; a subject of more is looked at twice."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A duty word in the masked text."""

    mood: Mood
    start: int
    end: int


def marks_in(text: str) -> list[Mark]:
    """The duty words of a sentence that state a duty, in text order."""
    out = []
    for match in _MODAL.finditer(text):
        before = text[: match.start()]
        if _DIRECT.search(before) or _SUBORDINATE.search(before):
            continue
        number = next(n for n in range(len(_MODALS)) if match[f"m{n}"])
        out.append(Mark(_MODALS[number][0], *match.span()))
    return out


def after_imperative(text: str, mark: int) -> int:
    """Where the clause of a sentence's first duty word begins: mostly with the sentence.

    Where the sentence opens with orders to nobody, it is the last comma before a body.
    """
    _, whole = subject_of(text, 0, mark)
    said = text[slice(*whole)]
    if (
        head_kind(said) != "thing"
        or len(said.split()) < _LONG
        or text[:mark].rstrip().endswith(",")
    ):
        return 0
    begin = said.rfind(", ") + 2
    phrase = said[begin:]
    is_body = kind_of(phrase) == "body" and _NEW_PHRASE.match(phrase)
    return whole[0] + begin if begin > 1 and is_body else 0


def end_of_clause(text: str, start: int, stop: int) -> int:
    """The semicolon that ends the predicate, unless a colon has begun a list; else `stop`."""
    end = text.find(";", start, stop)
    return stop if end < 0 or ":" in text[start:end] else end


def joint_before(text: str, start: int, mark: int, *, inner: bool = False) -> int:
    """Where the clause of the duty word at `mark` begins; `inner`: where the one before it ends.

    A joint that is not followed by a new subject belongs to a list inside the clause before.
    """
    best = None
    for joint in _JOINT.finditer(text, start, mark):
        rest = text[joint.end() : mark].strip()
        if joint[0].strip() == "and" and _is_inside_name(text[: joint.start()], rest):
            continue
        if not rest or _may_be_subject(rest, joint[0]):
            best = joint
            if _FRONTING.match(rest):
                break  # the commas after it belong to what is set in front
    if best is None:
        return mark
    return best.start() if inner else best.end()


def _is_inside_name(before: str, after: str) -> bool:
    """Whether an "and" joins two words of a name: "Science and Technology"."""
    return bool(_INSIDE_NAME.search(before)) and after[:1].isupper()


def _may_be_subject(rest: str, joint: str) -> bool:
    """Whether what stands between a joint and a duty word can be the word's subject alone."""
    bare = rest.rstrip(" ,")
    strong = bool(_STRONG_JOINT.search(joint)) and joint.strip() not in ("and", "but")
    if _FRONTING.match(bare):
        return "," in bare and bool(_STRONG_JOINT.search(joint))
    if kind_of(bare) in ("body", "person", "pronoun", "we"):
        return strong or bool(_NEW_PHRASE.match(bare))
    return strong and bool(_NEW_PHRASE.match(bare) or _FIGURE.match(bare) or len(bare.split()) <= 5)


def subject_of(text: str, begin: int, mark: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """What is set in front and the subject, between the clause's beginning and the duty word."""
    start = begin + _length(_CONNECTOR.match(text[begin:mark]))
    end = trimmed(text, mark)
    front = start
    while _FRONTING.match(text[start:end]):
        comma = _end_of_fronting(text, start, end)
        if comma is None:
            break
        start = comma
        start += _length(_CONNECTOR.match(text[start:end]))
    if aside := _ASIDE.search(text[:end], start):
        end = aside.start()
    return (front, start), (start, max(start, end))


def _end_of_fronting(text: str, start: int, end: int) -> int | None:
    """Where the subject begins after a phrase in front of it; None if there is no comma."""
    limit = end
    commas: list[int] = []
    for match in re.finditer(r",\s+", text[start:end]):
        at = start + match.end()
        if not _LIST_GOES_ON.match(text[at:end]):
            commas.append(at)
    for examples in _EXAMPLES.finditer(text, start, end):
        outside = [at for at in commas if at <= examples.start()]
        if outside:
            limit = examples.start()
            break
    commas = [at for at in commas if at <= limit]
    for at in commas:
        if _NEW_PHRASE.match(text[at:end]) or _is_list_of_bearers(text[at:end]):
            return at
    return commas[-1] if commas else None


def _is_list_of_bearers(phrase: str) -> bool:
    """ "universities, research institutions, and enterprises", and nothing after it."""
    *pieces, last = re.split(r",\s+", phrase)
    bodies = [*pieces, last.removeprefix("and ")]
    return (
        bool(pieces)
        and last.startswith("and ")
        and all(kind_of(piece) in ("body", "person") for piece in bodies)
    )


_JOINING = ("and", "or", "but", "while")


def trimmed(text: str, end: int) -> int:
    """The end without the space, punctuation and joining words before it."""
    while True:
        bare = text[:end].rstrip(" ,;:.…")
        last = bare[bare.rfind(" ") + 1 :]
        if last not in _JOINING or len(last) == len(bare):
            return len(bare)
        end = len(bare) - len(last)


def _length(match: re.Match[str] | None) -> int:
    return match.end() if match else 0
