"""What one cell says: a day, an amount of money with its unit. Exact, and never guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from assistant.drafting.ledger.entries import Money
from assistant.drafting.ledger.remarks import Remark

_DAY = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]0?0:00(?::00)?)?"
)
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_LARGEST = Decimal(10) ** 13
"""Ten trillion: an amount beyond it is a slip of the pen."""

_CURRENCIES = {
    "CNY": ("cny", "rmb", "yuan", "renminbi", "人民币", "元", "圆", "¥"),
    "USD": ("usd", "us$", "us dollars", "us dollar", "美元", "美金"),
    "EUR": ("eur", "euro", "euros", "€", "欧元"),
    "GBP": ("gbp", "£", "英镑"),
    "JPY": ("jpy", "yen", "日元"),
    "HKD": ("hkd", "hk$", "港元", "港币"),
    "SGD": ("sgd", "新加坡元"),
    "CHF": ("chf", "瑞士法郎"),
    "KRW": ("krw", "韩元"),
    "AUD": ("aud", "澳元"),
    "CAD": ("cad", "加元"),
}
_SCALES = {
    Decimal(1): ("", "whole"),
    Decimal(1_000): ("thousand", "thousands", "1000", "1,000", "千"),
    Decimal(10_000): ("10k", "10 thousand", "ten thousand", "10000", "10,000", "10 000", "万"),
    Decimal(1_000_000): ("million", "millions", "mio", "mn", "m", "百万"),
    Decimal(10_000_000): ("千万",),
    Decimal(100_000_000): ("100 million", "亿"),
    Decimal(1_000_000_000): ("billion", "billions", "bn", "十亿"),
}
_CURRENCY_OF = {word: code for code, words in _CURRENCIES.items() for word in words}
_SCALE_OF = {word: scale for scale, words in _SCALES.items() for word in words}


class CellError(ValueError):
    """A cell that cannot be read, and the remark that says why."""

    def __init__(self, key: str, *words: str) -> None:
        self.remark = Remark(key, words)
        super().__init__(str(self.remark))


@dataclass(frozen=True, slots=True)
class Unit:
    """What an amount is counted in: a factor and a currency, None where it is not said."""

    scale: Decimal | None = None
    currency: str | None = None


NO_UNIT = Unit()


def text_of(cell: Any) -> str:
    """The words of a cell, trimmed, on one line."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(unicodedata.normalize("NFKC", str(cell)).split())


def day_of(cell: Any) -> date:
    """The day of a cell. Raises CellError."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = _DAY.fullmatch(text_of(cell))
    if not found:
        raise CellError("not a date", text_of(cell))
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as error:
        raise CellError("no such day", text_of(cell)) from error


@lru_cache(maxsize=1024)
def unit_of(text: str) -> Unit:
    """What "10k CNY", "万元", "million USD" or "US$" counts in. Raises CellError."""
    rest = text_of(text).casefold().strip(" .")
    currency = None
    for word in sorted(_CURRENCY_OF, key=len, reverse=True):
        if _stands_in(word, rest):
            currency = _CURRENCY_OF[word]
            rest = rest.replace(word, " ", 1)
            break
    scale_word = " ".join(rest.replace(" of ", " ").split())
    if scale_word not in _SCALE_OF:
        raise CellError("unknown unit", text_of(text))
    return Unit(_SCALE_OF[scale_word] if scale_word else None, currency)


def _stands_in(word: str, text: str) -> bool:
    """Whether the word stands in the text; a word of letters not inside a longer one."""
    if not word.isascii() or not word.isalpha():
        return word in text
    return bool(re.search(rf"(?<![a-z]){word}(?![a-z])", text))


def money_of(cell: Any, row: Sequence[Unit] = (), head: Unit = NO_UNIT) -> Money:
    """The amount of a cell in the unit that it states, else its row's, else the column's head.

    A cell that names its own currency stands for itself: the head's unit is not its unit. Raises
    CellError where no currency is stated, or where two are that differ.
    """
    number, own = _number_of(cell)
    default = NO_UNIT if own.currency else head
    stated = (own, *row, default)
    currencies = sorted({unit.currency for unit in stated if unit.currency})
    if len(currencies) > 1:
        raise CellError("two currencies", *currencies[:2])
    if not currencies:
        raise CellError("no currency")
    scale = next((unit.scale for unit in stated if unit.scale is not None), Decimal(1))
    if number * scale > _LARGEST:
        raise CellError("too much", text_of(cell))
    return Money(number * scale, currencies[0])


def _number_of(cell: Any) -> tuple[Decimal, Unit]:
    """The number of a cell and the unit that is written with it."""
    text = text_of(cell) if isinstance(cell, str) else str(cell)
    if isinstance(cell, bool) or not re.search(r"\d", text):
        raise CellError("not an amount", text)
    if re.match(r"\s*(?:[-−(]|[^\d\s(]+\s*[-−])", text) and not isinstance(cell, datetime):
        raise CellError("negative", text)
    if not isinstance(cell, str):
        return _exact(cell), NO_UNIT
    numbers = list(_NUMBER.finditer(text))
    if len(numbers) != 1:
        raise CellError("not one number", text)
    around = f"{text[: numbers[0].start()]} {text[numbers[0].end() :]}".strip()
    unit = unit_of(around) if around else NO_UNIT
    return Decimal(numbers[0][0].replace(",", "")), unit


def _exact(cell: Any) -> Decimal:
    """A spreadsheet's number as it was typed: the shortest decimal that gives this float."""
    if not isinstance(cell, int | float | Decimal):
        raise CellError("not an amount", text_of(cell))
    number = Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell)
    if not number.is_finite():
        raise CellError("not an amount", str(cell))
    return number
