"""General reading questions, from which the cross-encoder learns first.

Public sets in the form of SQuAD, read from a folder that is not part of this project (CC BY-SA 4.0,
DRCD CC BY-SA 3.0):

- `squad/*.json`: the half of SQuAD 2.0's development set (Rajpurkar et al. 2018) that
  github.com/chrischute/squad gives (`data/dev-v2.0.json`): 6,078 questions, half of which the
  paragraph does not answer though it seems to;
- `chinese/*.json`: the development and trial sets of CMRC 2018 (Cui et al. 2019;
  github.com/ymcui/cmrc2018, `squad-style-data`; 4,221 questions), and the development and test sets
  of DRCD (Shao et al. 2018; github.com/DRCKnowledgeTeam/DRCD; 7,017 questions). All are answered; what
  does not answer is made of them here;
- `xquad.en.json`, `xquad.zh.json`: XQuAD (Artetxe et al. 2020; github.com/google-deepmind/xquad),
  1,190 of SQuAD's questions in English and in Chinese.

What is made here is easier than what people wrote: the words that a question shares with the best
sentence nearly tell it (area under ROC .84 to .95; .54 in SQuAD), and where a sentence was taken out
another one sometimes answers.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

_FEW = 4
_SENTENCE = re.compile(r"[^.!?。！？]*(?:[.!?](?!\s)[^.!?。！？]*)*[.!?。！？]*\s*")


class Reading(NamedTuple):
    """A question with a paragraph under a heading.

    `place` is where the answer stands, or what looks like one (None: nowhere); `answers` says
    whether it is one. With `gap` a sentence is left out: the one at the place where it does not
    answer, else another.
    """

    question: str
    heading: str
    text: str
    place: tuple[int, int] | None
    answers: bool
    gap: bool = False

    def sentences(self, chance: random.Random) -> tuple[list[str], list[int]]:
        """A few sentences of the paragraph, and the numbers of those in which the answer stands.

        Where sentences end must not depend on the answer, or the cut would give it away.
        """
        found = [m for m in _SENTENCE.finditer(self.text) if m.group().strip()]
        begin, end = self.place or (0, 0)
        there = [n for n, m in enumerate(found) if m.start() < end and begin < m.end()]
        few = _FEW + self.gap
        last = max(0, len(found) - few)
        least, most = (max(0, there[-1] - few + 1), there[0]) if there else (0, last)
        first = chance.randint(least, max(least, min(most, last)))
        kept = list(range(first, min(len(found), first + few)))
        if self.gap:
            others = [n for n in kept if n not in there]
            out = chance.sample(others, min(1, len(others))) if self.answers else there
            kept = [n for n in kept if n not in out]
        right = [at for at, n in enumerate(kept) if n in there] if self.answers else []
        return [found[n].group().strip() for n in kept], right


class Readings:
    """All questions of the folder's sets. Raises OSError."""

    def __init__(self, folder: Path) -> None:
        self._squad = [
            _reading(*one) for one in _of_folder(folder / "squad") if _is_labelled(one[2])
        ]
        self._chinese = list(_of_folder(folder / "chinese"))
        self._texts = list(dict.fromkeys(paragraph["context"] for _, paragraph, _ in self._chinese))
        self._near = _Near(self._texts)
        self._english, self._translated = (
            list(_asked(folder / f"xquad.{name}.json")) for name in ("en", "zh")
        )

    def drawn(self, chance: random.Random) -> list[Reading]:
        """One round."""
        out = [*self._squad, *_across(self._english, self._translated, chance)]
        translated = {
            there["context"]: here["context"]
            for (_, there, _), (_, here, _) in zip(self._english, self._translated, strict=True)
        }
        out += [
            one._replace(text=translated[one.text], place=None)
            for one in out
            if not one.answers and one.text in translated
        ]
        return out + [self._one_chinese(*one, chance) for one in self._chinese]

    def _one_chinese(
        self, title: str, paragraph: dict[str, Any], question: dict[str, Any], chance: random.Random
    ) -> Reading:
        """The paragraph as it is or without its answer, or another that has the same words."""
        whole = _reading(title, paragraph, question)._replace(gap=chance.random() < 0.5)
        if chance.random() < 0.5:
            return whole
        if whole.gap:
            return whole._replace(answers=False)
        begin, end = whole.place or (0, 0)
        other = self._near.to(whole.question, whole.text[begin:end], chance)
        return whole._replace(text=other, place=_nearest(whole.question, other), answers=False)


class _Near:
    """Paragraphs by the pairs of letters that they share with a question."""

    _FIRST = 5

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._holding: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            for two in _twos(text):
                self._holding.setdefault(two, []).append(number)

    def to(self, question: str, answer: str, chance: random.Random) -> str:
        """One of the nearest that do not hold the answer's words."""
        shared = Counter(n for two in _twos(question) for n in self._holding.get(two, ()))
        near = (self._texts[n] for n, _ in shared.most_common(10 * self._FIRST))
        others = [text for text in near if answer not in text][: self._FIRST]
        return chance.choice(others or [text for text in self._texts if answer not in text])


def _twos(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _nearest(question: str, text: str) -> tuple[int, int]:
    """Where the sentence stands that shares most with the question."""
    asked = _twos(question)
    found = [m for m in _SENTENCE.finditer(text) if m.group().strip()]
    return max(found, key=lambda m: len(asked & _twos(m.group()))).span()


def _of_folder(folder: Path) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    for path in sorted(folder.glob("*.json")):
        yield from _asked(path)


def _asked(path: Path) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Title, paragraph and question, one after another."""
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            for question in paragraph["qas"]:
                yield article.get("title", "").replace("_", " "), paragraph, question


def _is_labelled(question: dict[str, Any]) -> bool:
    return bool(question.get("is_impossible") or question["answers"])


def _reading(title: str, paragraph: dict[str, Any], question: dict[str, Any]) -> Reading:
    answers = not question.get("is_impossible")
    places = question["answers"] if answers else question.get("plausible_answers")
    place = _span(places[0]) if places else None
    return Reading(question["question"], title, paragraph["context"], place, answers)


def _span(answer: dict[str, Any]) -> tuple[int, int]:
    return answer["answer_start"], answer["answer_start"] + len(answer["text"])


def _across(
    english: list[tuple[str, dict[str, Any], dict[str, Any]]],
    chinese: list[tuple[str, dict[str, Any], dict[str, Any]]],
    chance: random.Random,
) -> Iterator[Reading]:
    """Questions of each language on paragraphs of both, and on others of the same article."""
    of_article: dict[str, list[str]] = {}
    for title, paragraph, _ in english:
        of_article.setdefault(title, []).append(paragraph["context"])
    for (title, there, asked), (_, here, same) in zip(english, chinese, strict=True):
        in_english, in_chinese = _reading(title, there, asked), _reading(title, here, same)
        yield in_english._replace(question=same["question"])
        yield in_chinese._replace(question=asked["question"])
        yield in_chinese
        others = [text for text in of_article[title] if text != there["context"]]
        if others:
            other = chance.choice(others)
            yield Reading(same["question"], title, other, None, answers=False)
