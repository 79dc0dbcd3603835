"""A value as a reader sees it, in either language, and as plain JSON."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.drafting.definition import Column, Fact
from assistant.drafting.values import Money
from assistant.model import Language

_YES_NO = {"en": ("no", "yes"), "zh": ("否", "是")}


def shown(value: Any, fact: Fact | Column, language: Language) -> str:
    """The value in words: "5 January 2026", 2026年1月5日, "CNY 300,000", 70%."""
    match value:
        case bool():
            return _YES_NO[language][value]
        case date():
            return shown_day(value, language)
        case Money(amount, currency):
            return shown_money(amount, currency, language)
        case int() if fact.type == "year":
            return str(value)
        case Decimal() | int():
            return f"{shown_number(value)}%" if fact.type == "percent" else shown_number(value)
        case tuple():
            return _joined(value, fact, language)
    return fact.choices[value].said(language) if value in fact.choices else str(value)


def _joined(values: tuple[Any, ...], fact: Fact | Column, language: Language) -> str:
    parts = [
        _record(v, fact, language) if isinstance(v, Mapping) else shown(v, fact, language)
        for v in values
    ]
    return (
        ("；" if language == "zh" else "; ").join(parts)
        if isinstance(fact, Fact) and fact.columns
        else ("、" if language == "zh" else ", ").join(parts)
    )


def _record(record: Mapping[str, Any], fact: Fact | Column, language: Language) -> str:
    columns = fact.columns if isinstance(fact, Fact) else ()
    cells = [shown(record[c.name], c, language) for c in columns if c.name in record]
    return (" ").join(cells) if len(cells) < 3 else ("，" if language == "zh" else ", ").join(cells)


def shown_day(day: date, language: Language) -> str:
    """5 January 2026, 2026年1月5日."""
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {month_name[day.month]} {day.year}"


def shown_money(amount: Decimal, currency: str, language: Language) -> str:
    """CNY 300,000 or, in Chinese, 300,000元."""
    if language == "zh" and currency == "CNY":
        return f"{shown_number(amount)}元"
    return f"{currency} {shown_number(amount)}"


def shown_number(value: Decimal | int) -> str:
    """Thousands separated, no idle zeros."""
    text = f"{Decimal(value):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_json(value: Any) -> Any:
    """The value as plain JSON data: days as ISO text, numbers as numbers."""
    match value:
        case bool() | None | str() | int():
            return value
        case date():
            return value.isoformat()
        case Decimal():
            return int(value) if value == int(value) else float(value)
        case Money(amount, currency):
            return {"amount": as_json(amount), "currency": currency}
        case Mapping():
            return {key: as_json(each) for key, each in value.items()}
        case tuple():
            return [as_json(each) for each in value]
    raise TypeError(f"no plain form of {type(value).__name__}")
