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


# Words that a name in the other language hardly has.
_ENGLISH_GRAMMAR = re.compile(
    r"(?<![a-z])(?:what|which|who|when|where|why|how|is|are|do|does|did|can|must|shall|should)(?![a-z])",
    re.IGNORECASE,
)
_CHINESE_GRAMMAR = re.compile(
    r"[吗呢谁哪何怎几的了是]|什么|多少|[能可]否|能不能|可不可|有没有|请问"
)


def language_of(text: str) -> Language:
    """The language of the sentence, which may name things in the other one.

    The one with more words (Chinese: signs) counts, unless only the other has words of grammar:
    "What does 职务科技成果 mean?" is English, "Technology Transfer Office 由谁设立" is not.
    """
    chinese = len(re.findall(r"[\u3400-\u9fff]", text))
    words = len(re.findall(r"[A-Za-z]+", text))
    if not chinese or not words:
        return "zh" if chinese else "en"
    is_chinese = chinese >= words
    said = [bool(_CHINESE_GRAMMAR.search(text)), bool(_ENGLISH_GRAMMAR.search(text))]
    return "zh" if (said[0] if said[0] != said[1] else is_chinese) else "en"


def english_words(text: str) -> list[str]:
    """Lower-case words and numbers of normalized or raw English text; "1,000" is "1000"."""
    return [w.replace(",", "").removesuffix("'s") for w in _ENGLISH.findall(plain(text))]


def word_starts(text: str) -> list[int]:
    """Where the `english_words` of a normalized text begin."""
    return [match.start() for match in _ENGLISH.finditer(text)]


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
