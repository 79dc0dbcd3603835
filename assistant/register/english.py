"""English statements: "Pilot entities shall report …", "Encourage banks to …", with their subjects.

A sentence is read from left to right, one duty word after the other. What stands before the word,
back to the last joint of the sentence, holds its subject; what stands in front of the subject
("By the end of June 2024, …", "Together with …, …") is set aside. Duty words in subordinate clauses
("works that may impact …", "whether patents can …") state no duty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.register.bearers import head_of, is_named, kind_of
from assistant.register.masking import masked
from assistant.register.statements import Mood, Sentence, Statement

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
        rf"|(?<!the )(?<!a )(?<!with )(?<!their )(?<!and )needs? to\b|ha(?:s|ve) to\b|ought {_ALSO}to\b|(?:shall|should|must)\b",
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
_WEAK: dict[str, Mood] = {
    "encourage": "encouraged",
    "support": "supported",
    "explore": "explored",
    "advocate": "advocated",
    "allow": "may",
    "permit": "may",
}
_VERBS = "|".join(_WEAK)
_ADVERB = r"(?:\w+ly |also |further )?"
_IMPERATIVE = re.compile(
    rf"(?:^|(?<=[;:] )|(?<=, )|(?<=, and )|(?<=; and )|(?<=[Ww]e )|(?<=\bwill ))"
    rf"{_ADVERB}(?P<first>{_VERBS})(?: and (?P<second>{_VERBS}))? "
    r"(?!and\b|or\b|for\b|from\b|to\b)(?=[\w\"'(])",
    re.IGNORECASE,
)
_THAT = re.compile(r"\b[Ii]t is (?:also |hereby )?advocated that ")

_CONNECTOR = re.compile(
    r"^\s*(?:and |but |or |so |while )?(?:(?:However|Additionally|Moreover|Furthermore|Therefore"
    r"|Alternatively|Instead|Then|Also|Accordingly|Meanwhile|Besides|Finally|Otherwise|Nevertheless"
    r"|In addition|In particular|At the same time|For this purpose|On (?:the )?one hand"
    r"|On the other hand|If necessary|Where necessary|First(?:ly)?|Second(?:ly)?|Third(?:ly)?"
    r"|Fourth(?:ly)?|Fifth(?:ly)?|Last(?:ly)?)\s*,\s*)*",
    re.IGNORECASE,
)
_FRONTING = re.compile(
    r"^(?:by|in(?! excess)|at(?! (?:least|most))|on|under|for|from|with|within|without|following|based|together|according|if|when"
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
_DIRECT = re.compile(r"\b(?:that|which|who|whom|what|where|when|how|whether|as|if|than)\s+(?:\w+ly )?$")
_SUBORDINATE = re.compile(
    r"\b(?:if|when|where|whether|because|so that|in order that|how|unless|until|once|although"
    r"|though|as long as|provided that)\b[^,]*$"
    r"|\b(?:recogniz|ensur|stat|stipulat|clarif|provid|emphasi|mean|show|propos|understand|requir"
    r"|guarante)\w* that [^,]*$"
)
_DENIAL = re.compile(r"\b(?:need )?not\b")
_NOBODY = re.compile(r"(?:no|neither|none of)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r",\s+(?:together|along|jointly|in (?:conjunction|cooperation|collaboration|consultation)) with .+$"
)
_LONG = 20
"""Words; a subject of more is looked at twice."""
_SKIPPED = re.compile(
    r"^(?:,? (?:then|also|not only|further))?(?: be (?:required|obliged) to)?[\s,]*"
)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A duty word in the masked text."""

    mood: Mood
    start: int
    end: int


def statements_in(sentence: Sentence) -> list[Statement]:
    """The statements of an English sentence, in text order. Never raises."""
    text = masked(sentence.text)
    advocated = list(_advocated(sentence, text))
    found = [*advocated, *_modal(sentence, text), *_imperative(sentence, text)]
    taken = [(s.start, s.end) for s in advocated]
    kept = [s for s in found if s in advocated or not any(a <= s.start < b for a, b in taken)]
    kept = kept or list(_present(sentence, text))
    return sorted(kept, key=lambda s: (s.start, s.what))


# Duty words behind a subject


def _marks(text: str) -> list[_Mark]:
    out = []
    for match in _MODAL.finditer(text):
        before = text[: match.start()]
        if _DIRECT.search(before) or _SUBORDINATE.search(before):
            continue
        number = next(n for n in range(len(_MODALS)) if match[f"m{n}"])
        out.append(_Mark(_MODALS[number][0], *match.span()))
    return out


def _modal(sentence: Sentence, text: str) -> Iterator[Statement]:
    marks = _marks(text)
    subject = fronted = (0, 0)
    for number, mark in enumerate(marks):
        if number == 0:
            begin = _after_imperative(text, mark.start)
        else:
            begin = _joint_before(text, marks[number - 1].end, mark.start)
        if text[begin : mark.start].strip(" ,"):
            fronted, subject = _subject(text, begin, mark.start)
        stop = len(text)
        if number + 1 < len(marks):
            stop = _joint_before(text, mark.end, marks[number + 1].start, inner=True)
        end = _trimmed(text, _end_of_clause(text, mark.end, stop))
        what = mark.end + (skipped.end() if (skipped := _SKIPPED.match(text[mark.end :])) else 0)
        if mark.mood == "may" and (denial := _DENIAL.search(text, mark.start, mark.end)):
            what = denial.start()
        same = number > 0 and subject[0] < marks[number - 1].start
        mood: Mood = mark.mood
        if mood in ("may", "shall") and _NOBODY.match(text[slice(*subject)]):
            mood = "shall_not"
        yield Statement(
            sentence,
            mood,
            subject,
            (min(what, end), end),
            mark.start if same else subject[0],
            max(end, mark.end),
            kind_of(text[slice(*subject)]),
            fronted,
        )


def _after_imperative(text: str, mark: int) -> int:
    """Where the clause of a sentence's first duty word begins: mostly with the sentence.

    Where the sentence opens with orders to nobody, it is the last comma before a body.
    """
    _, whole = _subject(text, 0, mark)
    said = text[slice(*whole)]
    if kind_of(said) != "thing" or len(said.split()) < _LONG or text[:mark].rstrip().endswith(","):
        return 0
    begin = said.rfind(", ") + 2
    phrase = said[begin:]
    is_body = kind_of(phrase) == "body" and _NEW_PHRASE.match(phrase)
    return whole[0] + begin if begin > 1 and is_body else 0


def _end_of_clause(text: str, start: int, stop: int) -> int:
    """The semicolon that ends the predicate, unless a colon has begun a list; else `stop`."""
    end = text.find(";", start, stop)
    return stop if end < 0 or ":" in text[start:end] else end


def _joint_before(text: str, start: int, mark: int, *, inner: bool = False) -> int:
    """Where the clause of the duty word at `mark` begins; `inner`: where the one before it ends.

    A joint that is not followed by a new subject belongs to a list inside the clause before.
    """
    best = None
    for joint in _JOINT.finditer(text, start, mark):
        rest = text[joint.end() : mark].strip()
        if _INSIDE_NAME.search(text[: joint.start()]) and re.match(r"[A-Z]", rest):
            if joint[0].strip() == "and":
                continue
        if not rest or _may_be_subject(rest, joint[0]):
            best = joint
            if _FRONTING.match(rest):
                break  # the commas after it belong to what is set in front
    if best is None:
        return mark
    return best.start() if inner else best.end()


def _may_be_subject(rest: str, joint: str) -> bool:
    """Whether what stands between a joint and a duty word can be the word's subject alone."""
    bare = rest.rstrip(" ,")
    strong = bool(_STRONG_JOINT.search(joint)) and joint.strip() not in ("and", "but")
    if _FRONTING.match(bare):
        return "," in bare and bool(_STRONG_JOINT.search(joint))
    if kind_of(bare) in ("body", "person", "pronoun", "we"):
        return strong or bool(_NEW_PHRASE.match(bare))
    return strong and bool(
        _NEW_PHRASE.match(bare) or _FIGURE.match(bare) or len(bare.split()) <= 5
    )


def _subject(text: str, begin: int, mark: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """What is set in front and the subject, between the clause's beginning and the duty word."""
    start = begin + _length(_CONNECTOR.match(text[begin:mark]))
    end = _trimmed(text, mark)
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


# Duty words in front of their object


def _imperative(sentence: Sentence, text: str) -> Iterator[Statement]:
    matches = [m for m in _IMPERATIVE.finditer(text) if _opens_predicate(text, m)]
    for number, match in enumerate(matches):
        stop = matches[number + 1].start() if number + 1 < len(matches) else len(text)
        stop = _next_clause(text, match.end(), stop)
        end = _trimmed(text, _end_of_clause(text, match.end(), stop))
        who, what = _object(text, match.end(), end)
        for group in ("first", "second"):
            if verb := match[group]:
                yield Statement(
                    sentence,
                    _WEAK[verb.lower()],
                    who,
                    what,
                    match.start(),
                    end,
                    kind_of(text[slice(*who)]),
                )


def _opens_predicate(text: str, match: re.Match[str]) -> bool:
    """Whether the verb is a predicate: not a noun in a list, nor the verb of a named subject."""
    before = text[: match.start()]
    if not before.strip() or before.rstrip().endswith((";", ":")):
        return True
    if before.endswith("will ") or re.search(r"\bwe $", before, re.IGNORECASE):
        return bool(re.search(r"(?:^|[;:,] |\band )(?:[Ww]e|[Tt]he State) (?:will )?$", before))
    if match["first"].lower() != "support":
        return True
    after = text[match.end() :]
    return bool(_OBJECT.match(after) or _TO_DO.search(after.split(",")[0]))


_OBJECT = re.compile(r"(?:the|an?|this|these|their|its|all|qualified|eligible)\b", re.IGNORECASE)


def _next_clause(text: str, start: int, stop: int) -> int:
    """Where a new subject with its own duty word begins before `stop`, else `stop`."""
    for mark in _marks(text[:stop]):
        if mark.start > start:
            joint = _joint_before(text, start, mark.start, inner=True)
            return joint if joint < mark.start else stop
    return stop


_TO_DO = re.compile(
    r",?\s+(?:to (?=(?:\w+ly )?[a-z]+\b)|in (?=(?:\w+ly )?[a-z]+ing\b|the \w+(?:ment|ion|ing)\b))"
)


def _object(text: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Who is encouraged and to do what; nobody, and what, where the object is a thing."""
    for match in _TO_DO.finditer(text, start, end):
        phrase = text[start : match.start()]
        if kind_of(phrase) in ("body", "person", "pronoun") or is_named(phrase):
            return (start, match.start()), (match.end(), end)
    return (start, start), (start, end)


_VERB_AFTER = re.compile(r"\s+(?=[a-z]+\b)")


def _advocated(sentence: Sentence, text: str) -> Iterator[Statement]:
    for match in _THAT.finditer(text):
        end = _trimmed(text, len(text))
        best = None
        for gap in _VERB_AFTER.finditer(text, match.end(), end):
            word = text[gap.end() :].split()[0]
            phrase = text[match.end() : gap.start()]
            if word in ("and", "or", "of") or phrase.endswith((" and", " or", ",")):
                continue
            if kind_of(phrase) in ("body", "person") and kind_of(f"{phrase} {word}") == "thing":
                best = (match.end(), gap.start(), gap.end())
                break
        if best:
            yield Statement(
                sentence,
                "advocated",
                (best[0], best[1]),
                (best[2], end),
                match.start(),
                end,
                kind_of(text[best[0] : best[1]]),
            )


# A named body that does something


_PRESENT = re.compile(
    r"(?P<who>[^,;:]{3,120}?)\s+(?P<what>(?!is\b|was\b|has\b|does\b|consists\b|refers\b|aims\b)"
    r"[a-z]{2,}(?<!s)s\b(?! of\b).*)$"
)


def _present(sentence: Sentence, text: str) -> Iterator[Statement]:
    """ "The Commission monitors …": what a named body does in a plan, it is there to do."""
    (_, _), (start, end) = _subject(text, 0, len(text))
    match = _PRESENT.match(text[start:end])
    if match and kind_of(match["who"]) == "body" and is_named(match["who"]):
        what = (start + match.start("what"), _trimmed(text, end))
        who = (start, start + match.end("who"))
        yield Statement(sentence, "does", who, what, who[0], what[1], "body", (0, start))


_TAIL = re.compile(r"(?:[\s,;:.…]|[\s,;](?:and|or|but|while))+$")


def _trimmed(text: str, end: int) -> int:
    """The end without the space, punctuation and joining word before it."""
    return len(_TAIL.sub("", text[:end]))


def _length(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


__all__ = ["head_of", "replace", "statements_in"]
