"""The facts of a kind as a JSON Schema (2020-12), for forms and for people who write facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.drafting.conditions import AllOf, AnyOf, Condition, Given, Is, Not
from assistant.drafting.definition import Column, Fact, PaperKind
from assistant.drafting.values import LONGEST_TEXT

_EXAMPLES = {
    "text": "…", "long_text": "…", "integer": 3, "number": 12, "percent": 70,
    "money": {"amount": 300000, "currency": "CNY"}, "date": "2026-01-05", "yes_no": True,
    "file": "ledger.csv", "year": 2025,
}  # fmt: skip
_DAY = "An ISO day, or as in 5 January 2026 or 2026年1月5日. 日期。"


def schema_of(kind: PaperKind) -> dict[str, Any]:
    """What a facts file of the kind may hold. Conditions of required facts are if/then rules."""
    always = [fact.name for fact in kind.facts if fact.required is True]
    conditional = [
        {"if": _condition(fact.required), "then": {"required": [fact.name]}}
        for fact in kind.facts
        if not isinstance(fact.required, bool)
    ]
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{kind.title.en} / {kind.title.zh}",
        "description": f"{kind.purpose.en} / {kind.purpose.zh}",
        "type": "object",
        "properties": {**_of_the_paper(kind), **{f.name: _fact(f) for f in kind.facts}},
        "required": always,
    }
    return {**schema, "allOf": conditional} if conditional else schema


def _of_the_paper(kind: PaperKind) -> dict[str, Any]:
    return {
        "kind": {"const": kind.kind},
        "language": {
            "enum": ["en", "zh"],
            "default": "en",
            "description": "The language of the paper. 文件所用语言。",
        },
        "as_of": {
            "type": "string",
            "format": "date",
            "description": "The day that “today” means. 基准日。",
        },
        "description": {
            "type": "string",
            "description": "Free text; the facts that it states are taken from it. "
            "情况说明：其中写明的事实会被采用。",
        },
    }


def _fact(fact: Fact) -> dict[str, Any]:
    example = _plain(fact.example) if fact.example is not None else _example(fact)
    return {
        **_typed(fact),
        "title": f"{fact.label.en} / {fact.label.zh}",
        "description": f"{fact.question.en} / {fact.question.zh}",
        "examples": [example],
    }


def _typed(fact: Fact | Column) -> dict[str, Any]:
    match fact.type:
        case "integer" | "number":
            return {"type": fact.type, **_bounds(fact)}
        case "year":
            return {"type": "integer", **_bounds(fact)}
        case "percent":
            return {"type": "number", "minimum": 0, "maximum": 100}
        case "yes_no":
            return {"type": "boolean"}
        case "date":
            return {"type": "string", "format": "date", "$comment": _DAY}
        case "choice":
            return {"enum": list(fact.choices), "$comment": _choices(fact)}
        case "choices":
            items = {"enum": list(fact.choices)}
            return {"type": "array", "items": items, "$comment": _choices(fact)}
        case "money":
            return {"oneOf": [_money(), {"type": "string", "$comment": "CNY 300,000; 30万元"}]}
        case "list":
            return {"type": "array", "items": _record(fact)}
    return {"type": "string", "maxLength": LONGEST_TEXT}


def _bounds(fact: Fact | Column) -> dict[str, float]:
    highest = {} if fact.highest is None else {"maximum": float(fact.highest)}
    return {"minimum": float(fact.lowest or 0), **highest}


def _choices(fact: Fact | Column) -> str:
    return "; ".join(f"{key}: {c.en} / {c.zh}" for key, c in fact.choices.items())


def _money() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "amount": {"type": "number", "minimum": 0},
            "currency": {"type": "string", "examples": ["CNY", "USD"]},
        },
        "required": ["amount", "currency"],
    }


def _record(fact: Fact | Column) -> dict[str, Any]:
    columns = fact.columns if isinstance(fact, Fact) else ()
    return {
        "type": "object",
        "properties": {
            c.name: {**_typed(c), "title": f"{c.label.en} / {c.label.zh}"} for c in columns
        },
        "required": [c.name for c in columns if c.required],
    }


def _plain(example: Any) -> Any:
    """YAML reads days as days; JSON has them as text."""
    match example:
        case date():
            return example.isoformat()
        case dict():
            return {key: _plain(value) for key, value in example.items()}
        case list():
            return [_plain(value) for value in example]
    return example


def _example(fact: Fact | Column) -> Any:
    if fact.type == "list" and isinstance(fact, Fact):
        return [{column.name: _example(column) for column in fact.columns}]
    if fact.choices:
        first = next(iter(fact.choices))
        return first if fact.type == "choice" else [first]
    return _EXAMPLES[fact.type]


def _condition(condition: Condition | bool) -> Mapping[str, Any]:
    match condition:
        case Is(fact, values):
            one = {"enum": list(values)}
            either = {"anyOf": [one, {"type": "array", "contains": one}]}
            return {"properties": {fact: either}, "required": [fact]}
        case Given(fact):
            return {"required": [fact]}
        case Not(part):
            return {"not": _condition(part)}
        case AllOf(parts):
            return {"allOf": [_condition(part) for part in parts]}
        case AnyOf(parts):
            return {"anyOf": [_condition(part) for part in parts]}
    return {}
