"""General reading questions, from which the cross-encoder learns first.

Public sets, read from a folder that is not part of this project (CC BY-SA 4.0 both):

- `squad/*.json`: SQuAD 2.0, its development set (Rajpurkar et al. 2018), half of whose questions
  the paragraph does not answer though it seems to;
- `xquad.en.json`, `xquad.zh.json`: XQuAD (Artetxe et al. 2020), some of the same paragraphs and
  questions in English and Chinese.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

_FEW = 5
_SENTENCE = re.compile(r"[^.!?。！？]*(?:[.!?](?!\s)[^.!?。！？]*)*[.!?。！？]*\s*")


class Reading(NamedTuple):
    """A question with a paragraph under a heading; `answer` is where it stands, if it does."""

    question: str
    heading: str
    text: str
    answer: tuple[int, int] | None

    def sentences(self, chance: random.Random) -> tuple[list[str], list[int]]:
        """A few sentences of the paragraph, and the numbers of those in which the answer stands.

        Where sentences end must not depend on the answer, or the cut would give it away.
        """
        found = [m for m in _SENTENCE.finditer(self.text) if m.group().strip()]
        begin, end = self.answer or (0, 0)
        right = [n for n, m in enumerate(found) if m.start() < end and begin < m.end()]
        last = max(0, len(found) - _FEW)
        least, most = (max(0, right[-1] - _FEW + 1), right[0]) if right else (0, last)
        first = chance.randint(least, max(least, min(most, last)))
        kept = [m.group().strip() for m in found[first : first + _FEW]]
        return kept, [n - first for n in right if 0 <= n - first < len(kept)]


def readings(folder: Path, seed: int = 0) -> list[Reading]:
    """All pairs of the sets in the folder. Raises OSError."""
    chance = random.Random(seed)
    out = [reading for path in sorted((folder / "squad").glob("*.json")) for reading in _all(path)]
    english, chinese = (list(_asked(folder / f"xquad.{name}.json")) for name in ("en", "zh"))
    out += _across(english, chinese, chance)
    translated = {
        there["context"]: here["context"]
        for (_, there, _), (_, here, _) in zip(english, chinese, strict=True)
    }
    out += [
        one._replace(text=translated[one.text])
        for one in out
        if one.answer is None and one.text in translated
    ]
    return out


def _asked(path: Path) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Title, paragraph and question, one after another."""
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            for question in paragraph["qas"]:
                yield article["title"].replace("_", " "), paragraph, question


def _all(path: Path) -> Iterator[Reading]:
    for title, paragraph, question in _asked(path):
        if question.get("is_impossible"):
            yield Reading(question["question"], title, paragraph["context"], None)
        elif question["answers"]:
            yield Reading(question["question"], title, paragraph["context"], _span(question))


def _span(question: dict[str, Any]) -> tuple[int, int]:
    answer = question["answers"][0]
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
        yield Reading(same["question"], title, there["context"], _span(asked))
        yield Reading(asked["question"], title, here["context"], _span(same))
        yield Reading(same["question"], title, here["context"], _span(same))
        others = [text for text in of_article[title] if text != there["context"]]
        if others:
            yield Reading(same["question"], title, chance.choice(others), None)
