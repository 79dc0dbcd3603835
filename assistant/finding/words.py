"""Words of a text in either language, as they are compared: stems, and pairs of Chinese signs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from assistant.model import Language
from assistant.reading.normalize import plain

_ENGLISH = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:[.,]\d+)*%?")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")

STOPWORDS = frozenset(
    """a about after all also am an and any are as at be because been before being both but by can
    could did do does doing done down during each for from further get gets give given go got had
    has have having he her here hers him his how i if in into is it its itself just let may me might
    more most much must my need no nor not now of off on once only or other our ours out over own
    say says same shall she should so some such tell than that the their theirs them then there
    these they this those through to too under until up upon us very want was we were what when
    where whether which while who whom whose why will with within would you your yours please
    according document documents policy policies""".split()
)


def language_of(text: str) -> Language:
    """Chinese where Chinese signs carry the text, English otherwise."""
    chinese = len(re.findall(r"[\u3400-\u9fff]", text))
    words = len(re.findall(r"[A-Za-z]+", text))
    return "zh" if chinese >= max(1, words) else "en"


def english_words(text: str) -> list[str]:
    """Lower-case words and numbers of normalized or raw English text; "1,000" is "1000"."""
    return [w.replace(",", "").removesuffix("'s") for w in _ENGLISH.findall(plain(text))]


def stems(text: str) -> list[str]:
    """The stems (Snowball, English) of all words of a text, in order."""
    return [stem(word) for word in english_words(text)]


def content_stems(text: str) -> list[str]:
    """The stems of the words that say what a text is about."""
    return [stem(word) for word in english_words(text) if word not in STOPWORDS]


def chinese_pairs(text: str) -> list[str]:
    """Overlapping pairs of signs of each Chinese run: words without a word list."""
    out: list[str] = []
    for run in _CHINESE.findall(text):
        out.extend(run[i : i + 2] for i in range(max(1, len(run) - 1)))
    return out


def tokens(text: str) -> list[str]:
    """What a text is indexed and searched under, in either language."""
    return content_stems(text) + chinese_pairs(plain(text))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The Snowball stem of a lower-case English word; numbers stay."""
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")
