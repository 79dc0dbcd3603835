"""Who a noun phrase of a policy text speaks of: a body, a person, a pronoun, or a thing.

English only. The head of the phrase decides: the last word before what describes it further
("the member units | of the joint conference", "entities | applying for the pilot").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

Bearer = Literal["body", "person", "pronoun", "we", "thing"]

_AUTHORITIES = """administration administrations agency agencies authority authorities bureau bureaus
commission commissions committee committees conference congress council councils court courts
department departments government governments group groups locality localities ministry ministries
municipality municipalities office offices province provinces region regions city cities state
county counties district districts party service venue venues"""
_INSTITUTIONS = """academy academies alliance alliances association associations bank banks body
bodies center centers centre centres college colleges company companies consortium consortia
corporation corporations enterprise enterprises entity entities exchange exchanges firm firms fund
funds hospital hospitals institute institutes institution institutions incubator incubators
intermediary intermediaries laboratory laboratories manufacturer manufacturers
organization organizations organisation organisations school schools society societies startup
startups team teams unit units university universities business businesses industries park parks
organizer organizers undertaker undertakers SMEs MSMEs"""
_PERSONS = """applicant applicants broker brokers citizen citizens employee employees employer
employers entrepreneur entrepreneurs evaluator evaluators expert experts graduate graduates holder
holders individual individuals inventor inventors investor investors licensee licensees licensor
manager managers member members mentor mentors owner owners parties patentee patentees people
person persons personnel professional professionals researcher researchers scientist scientists
staff student students talent talents teacher teachers technician technicians worker workers
faculty leader leaders head heads"""
BODY_NOUNS = frozenset(f"{_AUTHORITIES} {_INSTITUTIONS}".split())
PERSON_NOUNS = frozenset(_PERSONS.split())
_PRONOUNS = frozenset(("they", "it", "he", "she", "these", "those", "this", "which"))

_DETERMINER = r"(?:the|an?|all|each|every|any|both|various|different|relevant|other|such|some)"
_LEADING = re.compile(
    rf"^(?:{_DETERMINER}|these|those|this|their|its|our|no)\s+(?:the\s+)?", re.IGNORECASE
)
_KIND_OF = re.compile(r"^(?:various |different |all )?(?:types|kinds|sorts|forms) of ", re.I)
_FURTHER = re.compile(
    r"\s*(?:(?<![\w-])(?:of|for|under|in|on|at|with|to|from|by|through|within|among|between|such as|including"
    r"|that|which|who|whose|whom|as|nationwide|willing|responsible|involved|concerned|across|over"
    r"|without|after|before|per|based)\b|,|\(|\d).*$",
    re.DOTALL,
)
_PARTICIPLE = re.compile(r"\s+\w+(?:ing|ed)$")
_ANOTHER = re.compile(
    rf"(?:,\s*(?:and\s+)?|\s+and\s+|,?\s+as well as\s+)(?={_DETERMINER}\s)", re.IGNORECASE
)
_LIST = re.compile(r",\s*(?:and\s+|or\s+)?")
_ARTICLE = re.compile(r"^(?:the|an?|these|those|this|such)\s+", re.IGNORECASE)
_NAME_OF = re.compile(r"[A-Z][\w-]+ (?:of|for|on) (?:the )?[A-Z]")
_NAME = re.compile(r"(?:[A-Z][\w&'.-]*|\((?:x+|[A-Z]+)\))$")


def head_of(phrase: str) -> str:
    """The word that says what the phrase speaks of, as it stands there."""
    text = _KIND_OF.sub("", phrase.strip())
    text = _LEADING.sub("", text)
    cut = _FURTHER.sub("", text).strip()
    while _PARTICIPLE.search(cut) and _word_kind(cut) == "thing":
        cut = _PARTICIPLE.sub("", cut)
    words = cut.split()
    return words[-1].strip("\"'.,;") if words else ""


def head_kind(phrase: str) -> Bearer:
    """What the head of the phrase alone speaks of, whatever is listed after it."""
    return _word_kind(head_of(phrase))


def _word_kind(phrase: str) -> Bearer:
    words = phrase.split()
    word = words[-1].strip("\"'.,;") if words else ""
    if word.lower() in BODY_NOUNS or word in BODY_NOUNS:
        return "body"
    return "person" if word.lower() in PERSON_NOUNS else "thing"


def kind_of(phrase: str) -> Bearer:
    """What the phrase speaks of. An empty phrase is a thing."""
    said = phrase.strip().lower()
    if said in ("we", "i", "one"):
        return "we"
    if said in _PRONOUNS:
        return "pronoun"
    kind = head_kind(phrase)
    if kind != "thing" or "," not in phrase:
        return kind
    # Of a list, one bearer is enough: "platforms, institutions and agencies".
    kinds = [head_kind(piece) for piece in _LIST.split(phrase) if len(piece.split()) < 7]
    return next((kind for kind in kinds if kind != "thing"), "thing")


def is_named(phrase: str) -> bool:
    """Whether the phrase is a proper name: "Shanghai Technology Exchange", "Ministry of Trade"."""
    text = _LEADING.sub("", phrase.strip())
    words = _FURTHER.sub("", text).split()
    if len(words) < 2:
        return bool(words) and bool(_NAME_OF.match(text))
    return all(_NAME.match(word) for word in words[-2:])


def without_article(phrase: str) -> str:
    """The phrase without "the", "a" or a word that points back ("these")."""
    return _ARTICLE.sub("", phrase.strip()).strip()


def members(phrase: str) -> Iterator[tuple[int, int]]:
    """Where in the phrase each bearer of its own stands; "A and B" under one article is one.

    Named bodies that stand as examples ("departments such as the Ministry of Education, …") are
    bearers of their own in place of the general word.
    """
    examples = re.search(r"\b(?:such as|including)\s+", phrase)
    if examples and is_named(_ANOTHER.split(phrase[examples.end() :])[0]):
        yield from _pieces(phrase, examples.end(), len(phrase))
        return
    end = len(phrase) if examples is None else examples.start()
    yield from _pieces(phrase, 0, end)


def _pieces(phrase: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in [*_ANOTHER.finditer(phrase, start, end), None]:
        stop = end if match is None else match.start()
        piece = phrase[at:stop]
        if bare := piece.strip(" ,;"):
            begin = at + piece.index(bare)
            yield begin, begin + len(bare)
        at = end if match is None else match.end()
