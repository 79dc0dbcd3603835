"""Chinese terms in English: the trade's glossary first, a general dictionary for the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answering.words import Translate
from assistant.finding.dictionary import glosses, segments
from assistant.finding.glossary import Terms
from assistant.reading.normalize import plain

_MOST_GLOSSES = 8


def translator(terms: Terms) -> Translate:
    """A translation of Chinese terms by the glossary of `terms` and the bundled dictionary."""

    def translate(text: str) -> list[Sequence[str]]:
        return list(_translated(plain(text), terms))

    return translate


def _translated(text: str, terms: Terms) -> Iterator[Sequence[str]]:
    at = 0
    for mention in terms.chinese_mentions(text):
        yield from _looked_up(text[at : mention.start])
        yield [form for n in mention.entries for form in terms.glossary.entries[n].en]
        at = mention.end
    yield from _looked_up(text[at:])


def _looked_up(text: str) -> Iterator[Sequence[str]]:
    for word in segments(text):
        if len(word) > 1 and (found := glosses(word)):
            yield found[:_MOST_GLOSSES]
