"""Whether the evidence answers the question at all, and how a refusal is said.

The chance that a question is answered comes from a small logistic model over readable features
of the best evidence; weights and thresholds stand in refusal.json, learned from the training
questions by `python -m evals.train`, which also prints the curve of both kinds of error.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from assistant.answering.form import offers, wanted
from assistant.answering.openness import left_open
from assistant.answering.periods import without_days
from assistant.answering.quoting import cite_span
from assistant.answering.selection import FEATURES as SELECTION_FEATURES
from assistant.answering.selection import HARD, Candidate
from assistant.finding.finder import Found
from assistant.finding.shelf import Shelf
from assistant.model import Citation, Language, Mode, Question, Refusal
from assistant.reading.normalize import plain

WEIGHTS = Path(__file__).parent / "refusal.json"
FEATURES = {
    "similarity": 1,
    "words with needs": 1,
    "names missed": -1,
    "first answers": 1,
    "left open": -1,
    "found": 1,
    "answers on the whole": 1,
    "answers before others": 1,
    "answers alone": 1,
    "asks yes or no": -1,
    "asks for a list": -1,
    "asks for a procedure": -1,
}
"""Each feature with the way it may count: what speaks for an answer never counts against one.

What a question asks for counts against one: of a yes or no, a list, a procedure a paragraph on the
matter more often says something near it.
"""

WITHOUT_LEFT_OPEN = ", without left open"
"""Behind a language: the weights for encoders that do not tell which questions are left open."""

UNMISTAKABLE = frozenset(("penalty", "contact", "number of a document"))
"""What a clause either has or has not: without it a question for it is not answered, however near
the clause is."""

_INVENT = re.compile(
    r"^(?:please,? |can you |could you |would you |i want |we want )*"
    r"(?:write|compose|make up|tell|sing|invent)?(?: me| us)?(?: up)? ?(?:an?|some) "
    r"(?!about\b|how\b|what\b)(?:\w+ )?(?:poem|haiku|limerick|song|fairy tale|joke|riddle)s?\b"
    r"|^(?:请|麻烦|帮|给|替|你|能不能|可以|我|们|来)*(?:(?:写|作|编|讲|说|唱|创作|来)(?:一|几|个|首|篇|段|些)*)"
    r"(?![^，。？！]*(?:怎|如何|什么|保护))[^，。？！?,]{0,12}(?:诗|诗歌|儿歌|歌曲|笑话|故事|谜语)(?:[吧吗。？！?!]|$)"
)
"""A wish for a work of art, whatever it is to be about, is no question to documents."""
_PLAIN = 10.0
_NEAREST = 3
_NEAR = 6
_WORDS = SELECTION_FEATURES.index("words")
_ANSWERS = SELECTION_FEATURES.index("answers")
_SCALE = (0.75, 0.86, 0.95)
"""Lowest, usual and highest similarity of the best sentence by the bundled first encoder."""
_PLACES = (
    "北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南"
    "|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾|深圳|广州|杭州|南京|苏州|武汉|成都|西安"
    "|美国|英国|德国|法国|日本|韩国|新加坡|加拿大|澳大利亚|俄罗斯|印度|欧盟"
)
_NAMED = re.compile(
    rf"(?<=[a-z,] )[A-Z][A-Za-z]+|\b[A-Z]{{2,}}\b|(?<!\d)(?:19|20)\d\d(?!\d)|{_PLACES}"
)
"""Names inside an English sentence, acronyms, years, and places in Chinese."""


@lru_cache(maxsize=2)
def _weights(path: Path = WEIGHTS) -> Mapping[str, Mapping[str, float]]:
    content: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return content


def features(found: Found, items: Sequence[Candidate]) -> tuple[float, ...]:
    """What tells an answerable question from another. `items` are weighed, best first."""
    if not items:
        return (0.0,) * len(FEATURES)
    needs = wanted(found.asked.text).needs & HARD
    offering = (c.features[_WORDS] for c in items if needs <= offers(c.passage.text))
    return (
        _similarity(found),
        max(offering, default=0.0),
        _names_missed(found),
        items[0].features[_ANSWERS],
        left_open(found.search.vectors, found.asked.language) or 0.0,
        found.evidence[0].score,
        *_of_judgements(found),
        *(float(wanted(found.asked.text).form == form) for form in ("yes_no", "list", "procedure")),
    )


def _of_judgements(found: Found) -> tuple[float, float, float]:
    """How far what was read answers: the mean, the best before the second, the best sentence alone."""
    judgements = [e.judgement for e in found.evidence if e.judgement]
    if not judgements:
        return 0.0, 0.0, 0.0
    answers = sorted((judgement.answers for judgement in judgements), reverse=True)
    alone = max((j.alone for j in judgements if j.alone is not None), default=0.0)
    second = answers[1] if len(answers) > 1 else answers[0]
    return sum(answers) / len(answers), answers[0] - second, alone


def _names_missed(found: Found) -> float:
    """The share of the question's names and years that the best evidence does not mention.

    A full date is left out: it mostly says when something began for the asker.
    """
    named = {plain(match) for match in _NAMED.findall(without_days(found.asked.text))}
    places = (" ".join((*e.clause.trail, e.clause.heading, e.text)) for e in found.evidence)
    said = plain(" ".join(places))
    return sum(name not in said for name in named) / len(named) if named else 0.0


def _similarity(found: Found) -> float:
    """The best similarity, on the scale of the bundled encoder; another's scale says nothing."""
    lowest, usual, highest = _SCALE
    best = found.search.nearest.get("dense 1", 0.0)
    return best if lowest <= best <= highest else usual


def answered(found: Found, items: Sequence[Candidate]) -> float:
    """How far the question is above the threshold: negative means that it is refused."""
    if is_plainly_missing(found, items):
        return -_PLAIN
    is_told = left_open(found.search.vectors, found.asked.language) is not None
    weights = _weights()[found.asked.language + ("" if is_told else WITHOUT_LEFT_OPEN)]
    total = sum(
        weights[name] * value for name, value in zip(FEATURES, features(found, items), strict=True)
    )
    return total + weights["constant"] - weights["threshold"]


def is_plainly_missing(found: Found, items: Sequence[Candidate]) -> bool:
    """Whether it is so plain that the evidence does not answer that nothing is weighed."""
    if _INVENT.search(plain(found.asked.text)):
        return True
    asked = wanted(found.asked.text).needs & UNMISTAKABLE
    if asked and not asked & frozenset().union(*(offers(c.passage.text) for c in items[:_NEAR])):
        return True
    return found.search.unknown >= 1 and not found.asked.concepts


def refuse(
    question: Question,
    language: Language,
    mode: Mode,
    found: Found,
    shelf: Shelf,
    reason: str = "",
) -> Refusal:
    """A refusal that says what the documents do not say, and shows the nearest clauses."""
    see_also = tuple(
        cite_span(n, e.span, e.clause, shelf.documents[e.clause.document].title)
        for n, e in enumerate(found.evidence[:_NEAREST], 1)
    )
    return Refusal(
        question=question.text,
        language=language,
        mode=mode,
        text=_text(found, language, see_also),
        reason=reason or _REASON[language],
        see_also=see_also,
    )


_REASON: Mapping[Language, str] = {
    "en": "No clause of the indexed documents answers this question.",
    "zh": "已收录的文件中没有条款回答这个问题。",
}
_NEEDED: Mapping[str, tuple[str, str]] = {
    "percent": ("a percentage or rate", "比例或百分数"),
    "money": ("an amount of money", "金额"),
    "count": ("a number", "数量"),
    "duration": ("a period of time", "期限"),
    "date": ("a date", "日期"),
    "number of a document": ("a document number", "文号"),
    "contact": ("contact details", "联系方式"),
    "penalty": ("a penalty", "处罚规定"),
    "fee": ("a fee or subsidy", "费用或补贴"),
    "tax": ("a tax rule", "税收规定"),
}


def _text(found: Found, language: Language, see_also: Sequence[Citation]) -> str:
    """What is missing, as far as the question tells, and where to look instead."""
    offered = frozenset().union(*(offers(e.text) for e in found.evidence[:_NEAREST]))
    missing = [
        _NEEDED[need][language == "zh"]
        for need in sorted(wanted(found.asked.text).needs & HARD - offered)
        if need in _NEEDED
    ]
    if language == "zh":
        what = f"没有就此规定{'、'.join(missing)}" if missing else "没有条款回答这个问题"
        nearest = "。最接近的条款列在下面，供核对。" if see_also else "。"
        return f"已收录的文件{what}{nearest}"
    what = f"do not state {' or '.join(missing)} for this" if missing else "do not answer this"
    nearest = " The nearest clauses are listed for you to check." if see_also else ""
    return f"The indexed documents {what}.{nearest}"
