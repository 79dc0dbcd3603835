"""The numbering that opens a line: `I.`, `1.`, `1.1`, `(1)`, 第一条, 一、, （一）, `First,`, `#`.

`read_label` takes one line and says which style of numbering opens it, with which ordinal, and
what stands after it. Styles are compared by name only; the outline decides how they nest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ZH_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_ZH_UNITS = {"十": 10, "百": 100, "千": 1000}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
_ZH_NUMBER = "[〇零一二三四五六七八九十百千两0-9０-９]+"

_MARKDOWN = re.compile(r"(#{1,6})\s+")
# Not where a sentence goes on about the article: 第十条规定的…, 第十条第二款, 第十条、第十一条.
_ZH_DIVISION = re.compile(
    rf"第({_ZH_NUMBER})(编|章|节|条)(之[一二三四五六七八九十]+)?"
    r"(?!之|规定|第|所|的|和|及|与|或|至|、|，|,)[\s\u3000]*"
)
# Not where a sentence begins with a reference: Article 5 of the Law, Section 2 shall.
_DIVISION = re.compile(
    r"(Part|Chapter|Section|Article|PART|CHAPTER|SECTION|ARTICLE)\s+(\d{1,3}|[IVXL]+)\b"
    r"(?:(?:[.:：]|\s*[-–—])\s*|\s+|$)(?![a-z(,;.\d])"
)
# Not where things are counted up: 一、二等奖.
_ZH_COMMA = re.compile(
    r"([一二三四五六七八九十百]+)、(?![一二三四五六七八九十]+(?:、|等|级|类|季度))\s*"
)
_ZH_PAREN = re.compile(r"[（(]([一二三四五六七八九十百]+)[）)]\s*")
# Not a word (I. e.), nor initials (I. M. Pei, L. Wang: no plan has fifty sections).
_ROMAN_DOT = re.compile(
    r"((?=[IVX])[IVXL]+)(?:[.．、](?![\d])(?!\s*[a-z])\s*|(?<=[IVX]{2})\s+(?=[A-Z][a-z]))"
)
_INITIALS = re.compile(r"[IVX][.．]\s*[A-Z][.．]\s*[A-Z][a-z]")
# Not an amount: 1.5 times, 3.2 Billion, 2.5亿元, 1.2 万元.
_DECIMAL = re.compile(
    r"([1-9]\d?(?:[.．][1-9]\d?){1,4})(?:[.．、]?\s+|[.．、](?!\d)|(?=[\u3400-\u9fff]))"
    r"(?=[A-Z\"'“‘(（【\[《\u3400-\u9fff])"
)
_AMOUNT = re.compile(
    r"[\d.．]+(?:\s*(?:[亿万元倍]|个百分点|[千百][万亿元])|[千百个吨米度折版点秒月天日年次人][^度常员人权]"
    r"|\s+(?:RMB|CNY|USD|EUR|Yuan|[MBT]r?illion|Percent|[AP]\.?M\b))"
)
_ARABIC_DOT = re.compile(r"(\d{1,3})(?:[.．、](?![\d])\s*)")
_ARABIC_PAREN = re.compile(r"[（(](\d{1,3})[）)]\s*")
_ORDINAL = re.compile(rf"({'|'.join(_ORDINALS)})(?:ly)?(?: step)?,\s+", re.IGNORECASE)
_TOPIC = re.compile(r"([A-Z][\w'’\-/ ]{2,50}?):\s+(?=\S)")
_TOPIC_WORDS = 6


@dataclass(frozen=True, slots=True)
class Label:
    """A numbering at the beginning of a line.

    `text` is how a citation names it ("II", "(3)", "第五条", "Firstly"); `printed` is what the
    line shows; `rest` is what follows on the line.
    """

    style: str
    ordinal: int
    text: str
    printed: str
    rest: str


def roman_value(numeral: str) -> int:
    """The value of a roman numeral in capitals; 0 if it is not one in its usual form."""
    total = 0
    for letter, after in zip(numeral, [*numeral[1:], ""], strict=True):
        value = _ROMAN[letter]
        total += -value if after and _ROMAN[after] > value else value
    return total if roman_numeral(total) == numeral else 0


def roman_numeral(value: int) -> str:
    """The usual roman numeral of a positive number under 4000."""
    steps = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")]
    steps += [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    out = ""
    for amount, letters in steps:
        count, value = divmod(value, amount)
        out += letters * count
    return out


def chinese_value(numeral: str) -> int:
    """The value of a Chinese or Arabic numeral under 10,000 ("十五", "二百零三", "15")."""
    total = digit = 0
    for character in numeral:
        if character in _ZH_UNITS:
            total += (digit or 1) * _ZH_UNITS[character]
            digit = 0
        else:
            digit = digit * 10 + _digit(character)
    return total + digit


def _digit(character: str) -> int:
    return int(character) if character.isdigit() else _ZH_DIGITS[character]


def read_label(line: str) -> Label | None:
    """The numbering that opens a line without its leading space, or None."""
    marks = _MARKDOWN.match(line)
    if marks:
        return _under_marks(line, marks)
    return _division(line) or _english_division(line) or _simple(line) or _lead_in(line)


def _under_marks(line: str, marks: re.Match[str]) -> Label:
    rest = line[marks.end() :]
    inner = _division(rest) or _english_division(rest) or _simple(rest)
    if inner:
        return Label(inner.style, inner.ordinal, inner.text, marks[0] + inner.printed, inner.rest)
    return Label(f"heading{len(marks[1])}", 0, "", marks[0], re.sub(r"\s+#+$", "", rest))


def _division(line: str) -> Label | None:
    found = _ZH_DIVISION.match(line)
    if not found:
        return None
    text = f"第{found[1]}{found[2]}{found[3] or ''}"
    return Label(found[2], chinese_value(found[1]), text, text, line[found.end() :])


def _english_division(line: str) -> Label | None:
    found = _DIVISION.match(line)
    if not found:
        return None
    ordinal = int(found[2]) if found[2].isdigit() else roman_value(found[2])
    text = f"{found[1].capitalize()} {found[2]}"
    printed = line[: found.end(2)]
    return Label(found[1].lower(), ordinal, text, printed, _rest(line, found)) if ordinal else None


def _simple(line: str) -> Label | None:
    for style, pattern in (("一、", _ZH_COMMA), ("（一）", _ZH_PAREN)):
        if found := pattern.match(line):
            text = found[1] if style == "一、" else f"（{found[1]}）"
            return Label(style, chinese_value(found[1]), text, found[0].strip(), _rest(line, found))
    found = _ROMAN_DOT.match(line)
    if found and roman_value(found[1]) and not _INITIALS.match(line):
        return Label("I.", roman_value(found[1]), found[1], found[0].strip(), _rest(line, found))
    if (found := _DECIMAL.match(line)) and not _AMOUNT.match(line):
        return _decimal(line, found)
    for style, pattern in (("1.", _ARABIC_DOT), ("(1)", _ARABIC_PAREN)):
        if found := pattern.match(line):
            text = found[1] if style == "1." else f"({found[1]})"
            return Label(style, int(found[1]), text, found[0].strip(), _rest(line, found))
    return None


def _decimal(line: str, found: re.Match[str]) -> Label:
    """A number of several levels; its style says how many (`1.1`, `1.1.1`)."""
    numbers = re.split("[.．]", found[1])
    style, text = ".".join("1" for _ in numbers), ".".join(str(int(n)) for n in numbers)
    return Label(style, int(numbers[-1]), text, found[0].strip(), _rest(line, found))


def _lead_in(line: str) -> Label | None:
    if found := _ORDINAL.match(line):
        ordinal = _ORDINALS.index(found[1].lower()) + 1
        return Label("lead-in", ordinal, found[0].strip(" ,"), found[0].strip(), _rest(line, found))
    found = _TOPIC.match(line)
    if found and len(found[1].split()) <= _TOPIC_WORDS:
        return Label("lead-in", 0, found[1], found[0].strip(), _rest(line, found))
    return None


def _rest(line: str, found: re.Match[str]) -> str:
    return line[found.end() :]
