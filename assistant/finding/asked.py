"""What a question asks about: its words and concepts, in both languages, and its documents."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.finding import dictionary
from assistant.finding.glossary import Terms
from assistant.finding.words import content_stems, language_of, stem, tokens
from assistant.model import Language, Metadata
from assistant.reading.normalize import plain

_CHINESE_OR_NOT = re.compile(r"[\u3400-\u9fff]+|[^\u3400-\u9fff]+")
_GLOSSES = 4
_ENOUGH = 2
"""How many telling words a question has at least."""
_KIND_OF_DOCUMENT = re.compile(
    r"\b(?:plan|policy|policies|measures|rules|regulations?|program(?:me)?|guidelines?|notice"
    r"|opinions?|interpretation|newsletter)$|(?:方案|办法|规定|条例|计划|政策|通知|意见|细则|解读|规则)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, read. `about` is the question without the names of documents, which tell where
    to look and not for what; `english_tokens` are its words, or those that its terms have in English.

    `dictionary` holds stems of English words for what the glossary does not know of a Chinese
    question. `named` are the ids of documents that the question names.
    """

    text: str
    language: Language
    about: str
    tokens: tuple[str, ...]
    english_tokens: tuple[str, ...]
    concepts: tuple[int, ...]
    dictionary: tuple[str, ...]
    named: frozenset[str]


def read_question(text: str, terms: Terms, documents: Iterable[Metadata]) -> Asked:
    """A question becomes what finding needs of it."""
    known = list(documents)
    language = language_of(text)
    about = _without_names(text, known)
    english, looked_up = _in_english(about, terms) if language == "zh" else (about, [])
    normalized = plain(text)
    return Asked(
        text=text,
        language=language,
        about=about,
        tokens=tuple(tokens(about)),
        english_tokens=tuple(content_stems(english)),
        concepts=tuple(terms.concepts_of_question(about)),
        dictionary=tuple(looked_up),
        named=frozenset(d.id for d in known if _mentions(normalized, d.names)),
    )


def _without_names(text: str, documents: Iterable[Metadata]) -> str:
    """The text without the names that stand for documents, unless nothing would be left."""
    names = {name for d in documents for name in d.names if _stands_for_document(name, d.issuer)}
    left = text
    for name in sorted(names, key=len, reverse=True):
        left = _name_in_question(name).sub(" ", left)
    left = " ".join(left.split())
    return left if len(tokens(left)) >= _ENOUGH else text


def _stands_for_document(name: str, issuer: str) -> bool:
    """Whether it names a document or whose it is, and not also a thing that documents speak of."""
    return bool(_KIND_OF_DOCUMENT.search(name)) or plain(name) in plain(issuer)


@lru_cache(maxsize=1024)
def _name_in_question(name: str) -> re.Pattern[str]:
    """The name with the small words that tie it to the question."""
    if name.isascii():
        return re.compile(
            r"(?:\b(?:according to|in|at|of|under|by|from|for)\s+)?(?:\b(?:the|our|this)\s+)?"
            rf"\b{re.escape(name)}\b(?:['’]s)?",
            re.IGNORECASE,
        )
    return re.compile(rf"(?:根据|按照|依据|按|在)?《?{re.escape(name)}》?(?:里面|里头|里|中)?")


def _mentions(text: str, names: Iterable[str]) -> bool:
    return any(_occurs(plain(name), text) for name in names)


def _occurs(name: str, text: str) -> bool:
    if not name.isascii():
        return name in text
    return re.search(rf"\b{re.escape(name)}\b", text) is not None


def _in_english(text: str, terms: Terms) -> tuple[str, list[str]]:
    """A Chinese text as English words in the same order, and the stems of all looked-up glosses."""
    normalized = plain(text)
    words: list[str] = []
    stems_found: list[str] = []
    at = 0
    for mention in [*terms.chinese_mentions(normalized), None]:
        end = mention.start if mention else len(normalized)
        for piece in _CHINESE_OR_NOT.findall(normalized[at:end]):
            for word, found in _looked_up(piece):
                words.append(word)
                stems_found.extend(found)
        if mention:
            words.append(terms.glossary.entries[mention.entries[0]].en[0])
            at = mention.end
    return " ".join(word for word in words if word), stems_found


def _looked_up(piece: str) -> Iterable[tuple[str, list[str]]]:
    if piece.isascii() or not _CHINESE_OR_NOT.match(piece) or not _is_chinese(piece):
        yield piece.strip(), []
        return
    for word in dictionary.segments(piece):
        glosses = dictionary.glosses(word)
        if glosses:
            yield glosses[0], list(dict.fromkeys(stem(g) for g in glosses))[:_GLOSSES]


def _is_chinese(piece: str) -> bool:
    return "\u3400" <= piece[0] <= "\u9fff"
