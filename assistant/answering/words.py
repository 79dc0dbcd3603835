"""What two texts speak of, compared within a language or across the two.

A text becomes terms; a term has alternatives (a Chinese term its characters and its English
forms), each a set of keys: stems of English words, pairs of Chinese characters. A term is
covered by another text when that text's keys hold most of one alternative.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from assistant.finding import words as finding
from assistant.model import Glossary, Language
from assistant.reading.normalize import plain

Translate = Callable[[str], Sequence[Sequence[str]]]
"""For each Chinese term that occurs in a text: its English forms."""

Keys = frozenset[str]
Term = tuple[Keys, ...]

# What official translations call universities and hospitals.
_KINDS = (
    (
        re.compile(
            r"\b(?:higher education institution|institution of higher (?:educ\w+|learn\w+))"
        ),
        "university institution",
    ),
    (
        re.compile(r"\bmedical and health(?:care)? institution|\bmedical institution"),
        "hospital institution",
    ),
)

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_HAN_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_FOREIGN = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f\u3400-\u4dbf\u4e00-\u9fff]")
_BRITISH = re.compile(r"is(e[ds]?|ing|ations?)$")
_SHORT = 6
_HAN_EMPTY = re.compile(
    r"[的了在是和与及或应须可将其该并等对为由于以从向至到被把让使能会要需请]|"
    r"不|没有|一个|这|那|我们|他们|什么|多少|如何|怎么|哪些|是否|吗|呢|多久|多长时间|根据|按照"
)

# Words that say nothing of what a sentence is about; duty words and numbers have their own checks.
_EMPTY_WORDS = """
a an the this that these those such same other another each every any all some both either
neither own its it they them their theirs he she his her we us our you your i me my who whom
whose which what when where why how of in on at by to for from with without within into onto
upon over under above below between among through during before after since until till about
against per via as than then thus so if unless whether while although though because and or
but nor not no yes never only also too very more most less least many much few several further
moreover addition additionally however therefore otherwise instead be is are was were been being
am do does did done have has had having will would shall should must may might can could cannot
need needs ought let there here out up down off again once long far just well even still yet
please say says said state stated tell according accordance accordingly pursuant based regarding
respect case cases one two three four five six seven eight nine ten eleven twelve thirteen
fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy
eighty ninety hundred thousand million billion trillion first second document documents clause
clauses etc including include includes included provide provides provided make makes made making
take takes taken give given gives way ways thing things
required require requires allowed allow allows permitted permit permits encouraged encourage
encourages encouraging mandatory obliged prohibited prohibit prohibits advocated advocate advocates
expected expect eligible
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())

# Words that translations of the same trade use for the same thing; the first stands for all.
_SAME = """
announce publicize publish publication publicity disclose notice
entity institution organization unit body
decide decision determine
ownership own owner title
establish set build create form found construct creation setting
reach attain achieve hit
exceed surpass outstrip
submit file hand lodge present send report
income revenue proceeds earnings
retain keep stay remain
goal target aim objective
inside internal in-house internally
obtain get receive acquire
start begin commence launch
term period duration time
conclude sign enter
license licence licensing
enterprise company firm business
evaluation evaluate appraisal valuation assess assessment
researcher scientist
university college
approve approval
distribute distribution share split
benefit profit
treasury exchequer
turnover volume
achievement advancement outcome
commercialization transformation
request apply application
choose select choice
check review examine
staff employee personnel
help support assist
train training cultivate
agreement contract
""".strip().splitlines()


def language_of(text: str) -> Language | None:
    """The language that most of a text is in; None for another one, or without a letter."""
    bare = plain(text)
    chinese, english = len(HAN.findall(bare)), len(_WORD.findall(bare))
    if len(_FOREIGN.findall(bare)) > chinese + english:
        return None
    if not chinese and not english:
        return None
    return "zh" if chinese > 1.5 * english else "en"


@lru_cache(maxsize=20_000)
def _bare_stem(word: str) -> str:
    american = _BRITISH.sub(r"iz\1", word) if len(word) > _SHORT else word
    return finding.stem(american.removesuffix("'s"))


@lru_cache(maxsize=1)
def _same() -> dict[str, str]:
    out: dict[str, str] = {}
    for line in _SAME:
        first, *others = line.split()
        for word in (first, *others):
            out.setdefault(_bare_stem(word), _bare_stem(first))
    return out


def is_chinese(text: str) -> bool:
    """Whether most of the text is Chinese."""
    return language_of(text) == "zh"


def stem(word: str) -> str:
    """The stem of an English word in lower case, one for all words of the same meaning."""
    bare = _bare_stem(word)
    return _same().get(bare, bare)


def stems(text: str) -> list[str]:
    """The stems of the English words that say something, in order."""
    words = plain(text)
    for phrase, kind in _KINDS:
        words = phrase.sub(kind, words)
    return [stem(w) for w in _WORD.findall(words) if w not in _EMPTY and len(w) > 1]


def pairs(text: str) -> list[str]:
    """The pairs of neighbouring Chinese characters that say something, in order."""
    runs = (run for part in _HAN_EMPTY.split(plain(text)) for run in _HAN_RUN.findall(part))
    return [run[i : i + 2] for run in runs for i in range(len(run) - 1)]


def covered(term: Term, keys: Keys) -> bool:
    """Whether `keys` hold most of one of the term's alternatives."""
    return any(a and 3 * len(a & keys) >= 2 * len(a) for a in term)


class Words:
    """The terms of texts, with what the trade's glossary and a dictionary know of them."""

    def __init__(
        self, translate: Translate | None = None, glossary: Glossary | None = None
    ) -> None:
        self._translate = translate
        self.organizations = tuple(
            entry for entry in (glossary or Glossary()).entries if entry.kind == "organization"
        )

    def can_compare(self, one: str, other: str) -> bool:
        """Whether the two are in one language, or there is a way from one to the other."""
        return is_chinese(one) == is_chinese(other) or self._translate is not None

    def terms(self, text: str, against: str = "") -> list[Term]:
        """The distinct terms of a text, in a form that suits a comparison with `against`."""
        words: list[Term] = [(frozenset((s,)),) for s in stems(text)]
        if HAN.search(text):
            alike = not against or is_chinese(against)
            words += self._pairs(text) if alike else self._translated(text)
        return list(dict.fromkeys(words))

    def keys(self, *texts: str) -> Keys:
        """All that the texts speak of, in both languages as far as it is known."""
        out: set[str] = set()
        for text in texts:
            out.update(stems(text))
            if HAN.search(text):
                out.update(pairs(text))
                out.update(*(form for term in self._translated(text) for form in term))
        return frozenset(out)

    def share(self, text: str, against: str) -> tuple[int, int]:
        """How many of the terms of `text` occur in `against`, and how many it has."""
        terms, keys = self.terms(text, against), self.keys(against)
        return sum(covered(term, keys) for term in terms), len(terms)

    @staticmethod
    def _pairs(text: str) -> list[Term]:
        return [(frozenset((pair,)),) for pair in pairs(text)]

    def _translated(self, text: str) -> list[Term]:
        if self._translate is None:
            return []
        terms = (_term(forms) for forms in self._translate(plain(text)))
        return [term for term in terms if term]


def _term(forms: Iterable[str]) -> Term:
    alternatives = (frozenset(stems(form)) for form in forms)
    return tuple(dict.fromkeys(a for a in alternatives if a))
