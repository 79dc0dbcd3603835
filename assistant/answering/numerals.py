"""The value of a written number: digits, English number words, Chinese numerals."""

from __future__ import annotations

import re
from fractions import Fraction

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"

WORDS = {word: n for n, word in enumerate(_ONES.split())} | {
    word: 10 * n for n, word in enumerate(_TENS.split(), 2)
}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
ORDINALS = {word: n for n, word in enumerate(_ORDINALS.split(), 3)}
"""First and second are left out: they mostly order sentences."""

_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}

HAN_NUMBER = "[" + "".join([*_DIGITS, *_PLACES, *_MYRIADS]) + "]"
"""One character of a Chinese numeral, as a pattern."""

_LONGEST = 40
_DECIMAL = re.compile(r"\d+(?:\.\d+)?")


def number(said: str) -> Fraction:
    """The value of one number in any of the three forms, in lower case; 0 for other words."""
    said = said.strip().replace(",", "")[:_LONGEST]
    if _DECIMAL.fullmatch(said):
        return Fraction(said)
    return _chinese(said) if re.match(HAN_NUMBER, said) else _english(said)


def scale(words: str) -> int:
    """What the words after a number multiply it by: "million", "万亿"; 1 for none."""
    value = 1
    for word in re.findall(r"[a-z]+|[^a-z\s-]", words):
        value *= SCALES.get(word) or _MYRIADS.get(word) or _PLACES.get(word) or 1
    return value


def _english(said: str) -> Fraction:
    total = current = 0
    for word in re.findall(r"[a-z]+", said):
        if word == "hundred":
            current = max(current, 1) * 100
        elif word in SCALES:
            total, current = total + max(current, 1) * SCALES[word], 0
        else:
            current += WORDS.get(word, 0)
    return Fraction(total + current)


def _chinese(said: str) -> Fraction:
    if len(said) > 1 and all(c in _DIGITS for c in said):
        return Fraction(int("".join(str(_DIGITS[c]) for c in said)))
    total = section = digit = 0
    for c in said:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _PLACES:
            section, digit = section + max(digit, 1) * _PLACES[c], 0
        else:
            total = (total + section + digit or 1) * _MYRIADS.get(c, 1)
            section = digit = 0
    return Fraction(total + section + digit)
