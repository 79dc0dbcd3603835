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

Among what is made here an answer must not be told by the words that a question shares with a
sentence, or the model would learn to count words: readings are drawn so that those which answer and
those which do not share equally much. What is made is not all right: a question that was given
another number of the paragraph may happen to be answered there.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

_FEW = 4
_NEAREST = 3
_STEPS = 20
_SENTENCE = re.compile(r"[^.!?。！？]*(?:[.!?](?!\s)[^.!?。！？]*)*[.!?。！？]*\s*")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_NUMBER = re.compile(r"\d+")


class Reading(NamedTuple):
    """A question with a few sentences under a heading, and the numbers of those that answer it."""

    question: str
    heading: str
    sentences: list[str]
    right: list[int]


class Whole(NamedTuple):
    """A question with a paragraph; `places` are its answers, or what looks like one."""

    question: str
    heading: str
    text: str
    places: tuple[tuple[int, int], ...]
    answers: bool

    def cut(self, chance: random.Random, gap: bool = False) -> Reading | None:
        """A few sentences about the first place; None where nothing is left to read.

        With a gap one sentence is left out: one beside the answer, or the answer where there should
        be none. Where sentences end must not depend on the answer, or the cut would give it away.
        """
        found = [m for m in _SENTENCE.finditer(self.text) if m.group().strip()]
        begin, end = self.places[0] if self.places else (0, 0)
        there = [n for n, m in enumerate(found) if m.start() < end and begin < m.end()]
        few = _FEW + gap
        last = max(0, len(found) - few)
        least, most = (max(0, there[-1] - few + 1), there[0]) if there else (0, last)
        first = chance.randint(least, max(least, min(most, last)))
        kept = list(range(first, min(len(found), first + few)))
        if gap:
            others = [n for n in kept if n not in there]
            out = chance.sample(others, min(1, len(others))) if self.answers else there
            kept = [n for n in kept if n not in out]
        sentences = [found[n].group().strip() for n in kept]
        if gap and not self.answers and self._still_answered(sentences):
            return None
        right = [at for at, n in enumerate(kept) if n in there] if self.answers else []
        return Reading(self.question, self.heading, sentences, right) if kept else None

    def _still_answered(self, sentences: Sequence[str]) -> bool:
        return any(self.text[begin:end] in s for begin, end in self.places for s in sentences)

    def moved(self, text: str) -> Whole:
        """On another paragraph, which does not answer; about the sentence that shares most with it."""
        found = [m for m in _SENTENCE.finditer(text) if m.group().strip()]
        near = max(found, key=lambda m: _shared(self.question, m.group()))
        return self._replace(text=text, places=(near.span(),), answers=False)


class Readings:
    """All questions of the folder's sets. Raises OSError."""

    def __init__(self, folder: Path) -> None:
        self._squad = [whole for whole in _of_folder(folder / "squad") if whole.places]
        self._chinese = list(_of_folder(folder / "chinese"))
        self._english, self._translated = (
            list(_asked(folder / f"xquad.{name}.json")) for name in ("en", "zh")
        )

    def drawn(self, chance: random.Random) -> list[Reading]:
        """One round."""
        written = [whole.cut(chance) for whole in self._squad]
        made = [whole.cut(chance) for whole in self._across(chance)]
        made += [self._one_chinese(whole, chance) for whole in self._chinese]
        return [r for r in written if r] + matched([r for r in made if r], chance)

    def _one_chinese(self, whole: Whole, chance: random.Random) -> Reading | None:
        """As it is, or with another number in the question, or without the answer's sentence."""
        gap = chance.random() < 0.5
        if chance.random() < 0.4:
            return whole.cut(chance, gap)
        other = with_another_number(whole, chance)
        if other != whole.question and chance.random() < 0.5:
            return whole._replace(question=other, answers=False).cut(chance)
        return whole._replace(answers=False).cut(chance, gap=True)

    def _across(self, chance: random.Random) -> Iterator[Whole]:
        """Questions of each language on paragraphs of both, and on near ones of the same article."""
        of_article: dict[str, dict[str, str]] = {}
        for there, here in zip(self._english, self._translated, strict=True):
            of_article.setdefault(there.heading, {})[there.text] = here.text
        for there, here in zip(self._english, self._translated, strict=True):
            yield there._replace(question=here.question)
            yield here._replace(question=there.question)
            yield here
            texts = of_article[there.heading]
            others = sorted(
                (text for text in texts if text != there.text),
                key=lambda text: _shared(there.question, text),
            )
            for other in chance.sample(others[-_NEAREST:], min(1, len(others))):
                yield there.moved(other)._replace(question=here.question)
                yield here.moved(texts[other])
                yield here.moved(texts[other])._replace(question=there.question)
        translated = {en: zh for texts in of_article.values() for en, zh in texts.items()}
        for whole in self._squad:
            if not whole.answers and whole.text in translated:
                yield whole.moved(translated[whole.text])


def matched(readings: Sequence[Reading], chance: random.Random) -> list[Reading]:
    """As many that answer as that do not, of those in the same languages that share as much."""
    alike: dict[tuple[bool, bool, int], tuple[list[Reading], list[Reading]]] = {}
    for reading in readings:
        share = max(_shared(reading.question, sentence) for sentence in reading.sentences)
        asked, read = (bool(_CHINESE.search(t)) for t in (reading.question, reading.sentences[0]))
        key = asked, read, round(_STEPS * share)
        alike.setdefault(key, ([], []))[bool(reading.right)].append(reading)
    out: list[Reading] = []
    for sides in alike.values():
        fewest = min(len(side) for side in sides)
        out += [reading for side in sides for reading in chance.sample(side, fewest)]
    return out


def _shared(question: str, text: str) -> float:
    """The share of a question's pairs of letters that stand in a text."""
    asked = _twos(question)
    return len(asked & _twos(text)) / max(1, len(asked))


def _twos(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def with_another_number(whole: Whole, chance: random.Random) -> str:
    """The question with one of its numbers changed for one of the paragraph, or one near to it."""
    asked = list(_NUMBER.finditer(whole.question))
    if not asked:
        return whole.question
    old = chance.choice(asked)
    near = str(int(old.group()) + chance.choice((-3, -2, -1, 1, 2, 3)))
    same_length = [n for n in _NUMBER.findall(whole.text) if len(n) == len(old.group())]
    new = chance.choice([n for n in (near, *same_length) if n not in whole.question] or [near])
    return whole.question[: old.start()] + new + whole.question[old.end() :]


def _of_folder(folder: Path) -> Iterator[Whole]:
    for path in sorted(folder.glob("*.json")):
        yield from _asked(path)


def _asked(path: Path) -> Iterator[Whole]:
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        title = article.get("title", "").replace("_", " ")
        for paragraph in article["paragraphs"]:
            for question in paragraph["qas"]:
                answers = not question.get("is_impossible")
                places = question["answers"] if answers else question.get("plausible_answers", [])
                spans = tuple(dict.fromkeys(_span(place) for place in places))
                yield Whole(question["question"], title, paragraph["context"], spans, answers)


def _span(answer: dict[str, Any]) -> tuple[int, int]:
    return answer["answer_start"], answer["answer_start"] + len(answer["text"])
