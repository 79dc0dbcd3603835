"""What a question takes for granted and the best clause says otherwise.

Two kinds are told without a model: another number of the same kind ("30 days" against "no less
than 15 days"), and another force ("must" against "encouraged", "may" against "shall not"). The
correction names both sides; the clause stands beside it.
"""

from __future__ import annotations

from fractions import Fraction

from assistant.answering.duties import WEAK, Duty, duties
from assistant.answering.gist import amount
from assistant.answering.quantities import Quantity, quantities
from assistant.model import Language
from assistant.reading.normalize import plain

_PERIODS = frozenset(("day", "workday", "week", "month", "year"))
_COMPARED = _PERIODS | {"%"}
_OBLIGES = frozenset(("must", "should"))
_ALLOWS = frozenset(("may",))


def correction(question: str, sentence: str, language: Language) -> str:
    """What to tell the asker before the quote, or "" where nothing contradicts the question."""
    return _other_number(question, sentence, language) or _other_force(question, sentence, language)


def _other_number(question: str, sentence: str, language: Language) -> str:
    asked = [q for q in quantities(question) if q.unit in _COMPARED and q.value > 1]
    said = [q for q in quantities(sentence) if q.unit in _COMPARED and q.value]
    for one in asked:
        alike = [q for q in said if q.unit == one.unit]
        if len(alike) == 1 and len([q for q in asked if q.unit == one.unit]) == 1:
            other = alike[0]
            if other.value != one.value and not _within(one.value, other):
                return _numbers(_words(question, one), _words(sentence, other), language)
    return ""


def _within(value: Fraction, bound: Quantity) -> bool:
    """Whether a value keeps to a bound: 12 years keep to "at least ten years"."""
    if bound.bounds & {"at_least", "more_than"}:
        return value >= bound.value
    if bound.bounds & {"at_most", "less_than"}:
        return value <= bound.value
    return False


def _words(text: str, quantity: Quantity) -> str:
    return plain(text)[quantity.start : quantity.end].strip() or amount(quantity.value)


def _numbers(asked: str, said: str, language: Language) -> str:
    if language == "zh":
        return f"注意：问题中说的是“{asked}”，条款写的是“{said}”。"
    return f"Note: the question says “{asked}”; the clause says “{said}”."


def _other_force(question: str, sentence: str, language: Language) -> str:
    asked = frozenset().union(*(d.forces for d in duties(question)))
    said = duties(sentence)
    if not asked or not said:
        return ""
    forces = frozenset().union(*(d.forces for d in said))
    obliges, allows = asked & _OBLIGES, asked & _ALLOWS
    if obliges and not asked & WEAK and forces & (WEAK | {"not_required"}) == forces:
        return _force(said[0], "does not oblige", "并非强制要求", language)
    if allows and not obliges and "shall_not" in forces and not forces & (_OBLIGES | WEAK):
        return _force(said[0], "forbids this", "明确不允许", language)
    return ""


def _force(duty: Duty, english: str, chinese: str, language: Language) -> str:
    if language == "zh":
        return f"注意：条款的用词是“{duty.word}”，{chinese}。"
    return f"Note: the clause {english}; its word is “{duty.word}”."
