"""What a question asks about: its words and concepts, in both languages, and its documents."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.finding import dictionary
from assistant.finding.glossary import Terms
from assistant.finding.words import content_stems, language_of, stem, tokens
from assistant.model import Language, Metadata
from assistant.reading.normalize import plain

_CHINESE_OR_NOT = re.compile(r"[\u3400-\u9fff]+|[^\u3400-\u9fff]+")
_GLOSSES = 4
_LEVELS = {
    "national": ("national", "nationwide", "state council", "全国", "国家", "国务院"),
    "municipal": ("city", "municipal", "municipality", "本市", "全市", "市里"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, read. `english` is the question, or its terms put into English.

    `dictionary` holds stems of English words for what the glossary does not know of a Chinese
    question. `named` are the ids of documents that the question names.
    """

    text: str
    language: Language
    english: str
    tokens: tuple[str, ...]
    english_tokens: tuple[str, ...]
    concepts: tuple[int, ...]
    dictionary: tuple[str, ...]
    named: frozenset[str]
    levels: frozenset[str]


def read_question(text: str, terms: Terms, documents: Iterable[Metadata]) -> Asked:
    """A question becomes what finding needs of it."""
    language = language_of(text)
    english, looked_up = _in_english(text, terms) if language == "zh" else (text, [])
    normalized = plain(text)
    return Asked(
        text=text,
        language=language,
        english=english,
        tokens=tuple(tokens(text)),
        english_tokens=tuple(content_stems(english)),
        concepts=tuple(terms.concepts_of_question(text)),
        dictionary=tuple(looked_up),
        named=frozenset(d.id for d in documents if _mentions(normalized, d.names)),
        levels=frozenset(level for level, words in _LEVELS.items() if _mentions(normalized, words)),
    )


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
