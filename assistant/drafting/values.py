"""One value of a facts file, read as the type that its fact declares.

People write "yes", 是, "70 %", "RMB 300,000", 30万元, 2026年1月5日: what is clear is read, what is
not is Unfit, with the reason in both languages. `None` means that nothing was said, `DECLINED`
that there is no such thing ("representative: none").
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from assistant.answering.numerals import number as numeral
from assistant.answering.numerals import scale
from assistant.drafting.definition import Choice, Column, Fact
from assistant.reading.normalize import plain

LONGEST_TEXT = 20_000
DECLINED: Final = object()
"""The user says that there is none."""

_LARGEST = Decimal(10) ** 15
_YEARS = range(1900, 2200)
_DIGITS = r"[-+−]?\d[\d,，]*(?:\.\d+)?"
_NUMBER = re.compile(rf"({_DIGITS})\s*([万亿]|thousand|million|billion)?")
_MONTHS = "january february march april may june july august september october november december"
_MONTH = {name[:3]: n for n, name in enumerate(_MONTHS.split(), 1)}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]00:00(?::00)?)?")
_CHINESE = re.compile(r"(\d{4}|[一二][〇零○一二三四五六七八九]{3})\s?年\s?"
                      r"(\d{1,2}|[一二三四五六七八九十]{1,2})\s?月\s?"
                      r"(\d{1,2}|[一二三四五六七八九十]{1,3})\s?[日号]")  # fmt: skip
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s(?:of\s)?([a-z]{3,9})\.?,?\s(\d{4})")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})")
_YES = frozenset("yes y true 是 有 已 对 1 已完成 已签订 同意".split())
_NO = frozenset(
    """no n false 否 无 没有 不 不是 未 尚未 暂无 未完成 未签订 不同意 0 none""".split()
) | {"not yet"}
_NOTHING = frozenset({"", "?", "？", "tbd", "to be determined", "to be confirmed", "unknown",
                      "待定", "待补", "待补充", "不详", "未知", "-", "—"})  # fmt: skip
_NONE = frozenset({"none", "no", "no one", "nobody", "n/a", "na", "not appointed", "not yet",
                   "not given", "nil", "无", "没有", "暂无", "未指定", "未委派", "未确定", "尚未"})  # fmt: skip
_CURRENCIES = {
    "CNY": ("cny", "rmb", "yuan", "人民币", "元", "¥", "￥"), "USD": ("usd", "us$", "dollar", "美元", "$"),
    "EUR": ("eur", "euro", "欧元", "€"), "GBP": ("gbp", "pound", "英镑", "£"), "JPY": ("jpy", "yen", "日元"),
    "HKD": ("hkd", "hk$", "港元", "港币"),
}  # fmt: skip


class Unfit(ValueError):
    """A value that its fact cannot have, with the reason in both languages."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.en, self.zh = en, zh


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in a currency (ISO 4217)."""

    amount: Decimal
    currency: str


def read_value(fact: Fact | Column, said: Any) -> Any:
    """The value as str, bool, int, Decimal, date, Money, or a tuple of choices.

    Lists are read by records.py. None where nothing is said. Raises Unfit.
    """
    if said is None or (isinstance(said, str) and plain(said) in _NOTHING):
        return None
    return _READERS[fact.type](fact, said)


def is_none_said(said: Any) -> bool:
    """Whether the user says that there is none, for what is no yes/no and no number."""
    return (
        said is False
        or said == []
        or (isinstance(said, str) and plain(said).rstrip(".。") in _NONE)
    )


def _text(_fact: Fact | Column, said: Any) -> Any:
    if is_none_said(said):
        return DECLINED
    if isinstance(said, Mapping):
        raise Unfit("words are needed, not a mapping", "应填写文字，而不是键值对")
    if isinstance(said, list):
        said = "; ".join(str(each) for each in said)
    text = "".join(c for c in str(said).strip() if c in "\n\t" or c.isprintable())
    if len(text) > LONGEST_TEXT:
        raise Unfit(f"it is longer than {LONGEST_TEXT} characters", f"超过{LONGEST_TEXT}个字符")
    if not text:
        raise Unfit("it holds no readable characters", "没有可读的文字")
    return text


def _yes_no(_fact: Fact | Column, said: Any) -> bool:
    if isinstance(said, bool):
        return said
    word = plain(str(said)).rstrip(".。")
    if word in _YES or word in _NO:
        return word in _YES
    raise Unfit("yes or no is needed", "应填“是”或“否”")


def decimal_of(said: Any) -> Decimal:
    """A number, also with thousands separators, 万 and 亿, or Chinese numerals. Raises Unfit."""
    fault = Unfit("a number is needed", "应填数字")
    if isinstance(said, bool) or not isinstance(said, (int, float, str, Decimal)):
        raise fault
    if isinstance(said, float) and not math.isfinite(said):
        raise fault
    text = plain(said).strip() if isinstance(said, str) else str(said)
    match = _NUMBER.match(text)
    if match and any(c.isdigit() for c in text[match.end() :]):
        raise fault  # a range, or several numbers
    try:
        if match and isinstance(said, str):
            digits = match[1].replace(",", "").replace("−", "-")
            value = Decimal(digits) * scale(match[2] or "")
        elif isinstance(said, str):
            value = _written(text)
        else:
            value = Decimal(text)
    except (InvalidOperation, ValueError) as error:
        raise fault from error
    if abs(value) > _LARGEST:
        raise Unfit("the number is too large to be meant", "数值过大，不合常理")
    return value


def _written(text: str) -> Decimal:
    value = numeral(text.split()[0] if text.split() else "")
    if not value:
        raise Unfit("a number is needed", "应填数字")
    return Decimal(value.numerator) / Decimal(value.denominator)


def _number(fact: Fact | Column, said: Any) -> Decimal:
    value = decimal_of(said)
    lowest = Decimal(0) if fact.lowest is None else fact.lowest
    if value < lowest or (fact.highest is not None and value > fact.highest):
        raise Unfit(f"{value} makes no sense here", f"{value}不合常理")
    return value


def _integer(fact: Fact | Column, said: Any) -> int:
    value = _number(fact, said)
    if value != int(value):
        raise Unfit("a whole number is needed", "应填整数")
    return int(value)


def _year(fact: Fact | Column, said: Any) -> int:
    return _integer(fact, plain(said).removesuffix("年").strip() if isinstance(said, str) else said)


def _percent(_fact: Fact | Column, said: Any) -> Decimal:
    if isinstance(said, str):
        said = re.sub(r"^百分之|(?:%|percent|per cent)$", "", plain(said)).strip()
    value = decimal_of(said)
    if not 0 <= value <= 100:
        raise Unfit(f"{value} % makes no sense here", f"{value}%不合常理")
    return value


def _money(_fact: Fact | Column, said: Any) -> Money:
    if isinstance(said, Mapping):
        known = {plain(str(key)): value for key, value in said.items()}
        amount, currency = (
            known.get("amount", known.get("金额")),
            known.get("currency", known.get("币种")),
        )
        return Money(_amount(amount), _currency(str(currency or "")))
    if isinstance(said, str):
        return Money(_amount(re.sub(r"^[^\d+−-]+", "", plain(said)) or said), _currency(said))
    return Money(_amount(said), _currency(""))


def _amount(said: Any) -> Decimal:
    value = decimal_of(said)
    if value < 0:
        raise Unfit("an amount of money is not negative", "金额不能为负")
    return value


def _currency(said: str) -> str:
    """The currency that is named."""
    words = plain(said)
    for code, names in sorted(_CURRENCIES.items(), key=lambda item: item[0] == "CNY"):
        if any(name in words for name in names):
            return code
    raise Unfit("the currency is missing, as in “CNY 300,000”", "缺少币种，例如“300,000元”")


def _date(_fact: Fact | Column, said: Any) -> date:
    return read_day(said)


def read_day(said: Any) -> date:
    """A day in ISO form, in English or in Chinese. Raises Unfit."""
    if isinstance(said, date):
        return said
    words = plain(str(said))
    for pattern, order in _DATES:
        if match := pattern.fullmatch(words):
            return _day(*(match[n] for n in order))
    raise Unfit("a day such as 2026-01-05 is needed", "应填日期，例如2026年1月5日")


_DATES = (
    (_ISO, (1, 2, 3)),
    (_CHINESE, (1, 2, 3)),
    (_DAY_FIRST, (3, 2, 1)),
    (_MONTH_FIRST, (3, 1, 2)),
)
DATE_PATTERNS = tuple(pattern for pattern, _ in _DATES)
"""The forms of a day, to be looked for in normalized text."""


def day_in(match: re.Match[str]) -> date:
    """The day of a match of one of DATE_PATTERNS. Raises Unfit for a day that there is not."""
    order = next(order for pattern, order in _DATES if pattern is match.re)
    return _day(*(match[n] for n in order))


def _day(year: str, month: str, day: str) -> date:
    number = (
        _MONTH.get(month[:3]) if month[0].isalpha() and month.isascii() else int(numeral(month))
    )
    try:
        found = date(int(numeral(year)), number or 0, int(numeral(day)))
    except (ValueError, OverflowError) as error:
        raise Unfit("there is no such day", "没有这一天") from error
    if found.year not in _YEARS:
        raise Unfit(f"the year {found.year} makes no sense here", f"{found.year}年不合常理")
    return found


def _choice(fact: Fact | Column, said: Any) -> str:
    if isinstance(said, bool):
        said = "yes" if said else "none"
    wanted = folded(str(said))
    for key, choice in fact.choices.items():
        if wanted in {
            folded(name) for name in (key, choice.en, choice.zh, *choice.words.all, *choice.also)
        }:
            return key
    raise Unfit(
        f"choose one of {_offered(fact.choices, 'en')}",
        f"应为下列之一：{_offered(fact.choices, 'zh')}",
    )


def _choices(fact: Fact | Column, said: Any) -> Any:
    if is_none_said(said):
        return DECLINED
    parts = re.split(r"[,，;；、]", said) if isinstance(said, str) else said
    if isinstance(parts, Mapping):
        parts = [key for key, value in parts.items() if value is True]
    if not isinstance(parts, list):
        raise Unfit("a list is needed", "应填列表")
    return tuple(dict.fromkeys(_choice(fact, each) for each in parts if str(each).strip()))


def _offered(choices: Mapping[str, Choice], language: str) -> str:
    if language == "zh":
        return "、".join(f"{key}（{choice.zh}）" for key, choice in choices.items())
    return ", ".join(choices)


def folded(name: str) -> str:
    """A name without case, spaces, dashes and marks, and in one spelling."""
    bare = re.sub(r"[\W_]+", "", plain(name))
    return (
        bare.replace("licence", "license")
        .replace("isation", "ization")
        .replace("programme", "program")
    )


_READERS: dict[str, Callable[[Fact | Column, Any], Any]] = {
    "text": _text, "long_text": _text, "file": _text, "integer": _integer, "number": _number,
    "money": _money, "percent": _percent, "date": _date, "choice": _choice, "choices": _choices,
    "yes_no": _yes_no, "year": _year,
}  # fmt: skip
