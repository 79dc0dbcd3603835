"""What is kept of a paper: plain JSON, its hash, and the way back to a Draft."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from typing import Any, cast, get_args, get_origin, get_type_hints

from assistant.drafting.draft import Draft
from assistant.errors import ReviewError
from assistant.reading.normalize import plain

LONGEST_NAME = 100
LONGEST_TEXT = 10_000


def hash_of(value: object) -> str:
    """ "sha256:" and the hash of the value as JSON, whatever the order of its keys.

    Raises ReviewError for what JSON cannot hold.
    """
    try:
        text = json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise ReviewError(
            f"The facts cannot be kept: {error}.", "Use text, numbers, true, false, and lists."
        ) from error
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def content_hash(facts: Mapping[str, Any], draft: Mapping[str, Any]) -> str:
    """The hash of a version."""
    return hash_of({"facts": facts, "draft": draft})


def stored(draft: Draft) -> dict[str, Any]:
    """A draft as plain JSON."""
    return asdict(draft)


def draft_from(kept: Mapping[str, Any]) -> Draft:
    """The draft that was kept. What an older program did not keep has its default."""
    return cast(Draft, _built(Draft, kept))


def _built(kind: Any, value: Any) -> Any:
    if is_dataclass(kind):
        hints = _hints(cast(type, kind))
        names = [field.name for field in fields(kind) if field.name in value]
        return cast(Any, kind)(**{name: _built(hints[name], value[name]) for name in names})
    if get_origin(kind) is tuple:
        kinds = get_args(kind)
        if kinds[-1] is Ellipsis:
            kinds = (kinds[0],) * len(value)
        return tuple(_built(each, item) for each, item in zip(kinds, value, strict=True))
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def one_line(title: str) -> str:
    """A title as lists show it: without what cannot be printed."""
    return "".join(each for each in title if each.isprintable())


def person(name: str) -> str:
    """A person's name as kept. Raises ReviewError for what is no name."""
    kept = " ".join(name.split())
    if not kept or len(kept) > LONGEST_NAME or not kept.isprintable() or kept.startswith("("):
        raise ReviewError(
            f"{kept[:LONGEST_NAME]!r} is no name of a person.",
            f"Give a name of 1 to {LONGEST_NAME} letters.",
        )
    return kept


def is_one_of(name: str, people: tuple[str, ...]) -> bool:
    """Whether a person is among `people`, however the name is spelt."""
    return plain(name) in {plain(each) for each in people}


def written(text: str, what: str) -> str:
    """A remark as kept; `what` names it in the error. Raises ReviewError if it cannot be kept."""
    kept = text.strip()
    if len(kept) > LONGEST_TEXT:
        raise ReviewError(f"The {what} is too long.", f"Use at most {LONGEST_TEXT} characters.")
    if any(not (each.isprintable() or each in "\n\t\r\u3000\u00a0") for each in kept):
        raise ReviewError(f"The {what} holds control characters.", "Write it as plain text.")
    return kept


def needed(text: str, what: str, do: str) -> str:
    """A remark that must not be empty; `do` says what to write. Raises ReviewError."""
    kept = written(text, what)
    if not kept:
        raise ReviewError(f"There is no {what}.", do)
    return kept
