"""What the assistant said and found for a question, read from the commands' JSON contract.

The runner puts its results through the same objects, so that both ways of measuring see the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from evals.paragraphs import Spot, Texts


@dataclass(frozen=True, slots=True)
class Quote:
    """A citation as the contract gives it."""

    document: str
    clause: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer or a refusal (`abstained`). `see_also` are a refusal's nearest clauses."""

    abstained: bool
    answer: str
    citations: tuple[Quote, ...] = ()
    see_also: tuple[Quote, ...] = ()
    notices: tuple[str, ...] = ()
    reason: str = ""
    seconds: float = 0.0


def no_reply(reason: str) -> Reply:
    """What stands for a question without a reply: neither an answer nor a refusal."""
    return Reply(abstained=False, answer="", reason=reason)


def read_reply(item: Mapping[str, Any]) -> Reply:
    """The reply in an object of `assistant ask --json`. Raises KeyError, TypeError."""
    if item.get("error"):
        # A question that failed has the shape of a refusal, and must not be counted as one.
        return no_reply(f"failed: {item['error']}")
    seconds = item.get("seconds") or {}
    return Reply(
        abstained=bool(item["abstained"]),
        answer=item["answer"],
        citations=_quotes(item["citations"]),
        see_also=_quotes(item.get("see_also") or ()),
        notices=tuple(item.get("notices") or ()),
        reason=item.get("reason") or "",
        seconds=sum(float(value) for value in seconds.values()),
    )


def _quotes(items: Iterable[Mapping[str, Any]]) -> tuple[Quote, ...]:
    return tuple(
        Quote(i["document"], i["clause"], i["quote"], int(i["start"]), int(i["end"])) for i in items
    )


def read_ranking(item: Mapping[str, Any], texts: Texts) -> tuple[Spot, ...]:
    """The paragraphs in an object of `assistant find --json`, best first, each once."""
    spots = (texts.at(c["document"], c["start"], c["end"]) for c in item["clauses"])
    return tuple(dict.fromkeys(spot for spot in spots if spot is not None))


def by_id(lines: Iterable[str]) -> dict[str, dict[str, Any]]:
    """JSON lines by the id that they carry. Raises ValueError naming the line at fault."""
    out: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                item = json.loads(line)
                out[str(item["id"])] = item
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"line {number} is no reply with an id: {error!r}") from error
    return out
