"""Counting numbers as list labels show them: roman, letters, Chinese, circled.

The formats have the names that Word uses (ECMA-376 part 1, 17.18.59, ST_NumberFormat).
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.reading.labels import roman_numeral

_DIGITS = "〇一二三四五六七八九"
_LEGAL = str.maketrans("〇一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")


def chinese_number(value: int) -> str:
    """The Chinese numeral of a number from 1 to 9999 (十一, 一百零一)."""
    said = _in_full(value)
    return said[1:] if said.startswith("一十") else said


def _in_full(value: int) -> str:
    out, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            out += ("零" if gap and out else "") + _DIGITS[digit] + name
        gap = not digit
    return out


def _letters(value: int) -> str:
    count, letter = divmod(value - 1, 26)
    return chr(ord("A") + letter) * (count + 1)


def _from(first: str, last: int) -> Callable[[int], str]:
    """Numerals that are characters of their own, of which Unicode has `last`."""
    return lambda value: chr(ord(first) + value - 1) if value <= last else str(value)


def _one_of(names: str) -> Callable[[int], str]:
    return lambda value: names[(value - 1) % len(names)]


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda value: f"{value:02}",
    "upperRoman": roman_numeral,
    "lowerRoman": lambda value: roman_numeral(value).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda value: _letters(value).lower(),
    "chineseCounting": chinese_number,
    "chineseCountingThousand": chinese_number,
    "taiwaneseCounting": chinese_number,
    "taiwaneseCountingThousand": chinese_number,
    "japaneseCounting": chinese_number,
    "ideographDigital": lambda value: "".join(_DIGITS[int(digit)] for digit in str(value)),
    "chineseLegalSimplified": lambda value: _in_full(value).translate(_LEGAL),
    "ideographLegalTraditional": lambda value: _in_full(value).translate(_LEGAL),
    "ideographTraditional": _one_of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _one_of("子丑寅卯辰巳午未申酉戌亥"),
    "decimalFullWidth": lambda value: "".join(chr(ord(d) + 0xFEE0) for d in str(value)),
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "none": "".format,
}
_HIGHEST = 3999


def numeral(number_format: str, value: int) -> str:
    """A number in one of Word's formats; in Arabic digits where the format is not known."""
    write = _FORMATS.get(number_format, str)
    return write(value) if 0 < value <= _HIGHEST else str(value)
