"""A facts file, YAML or JSON, as plain data: safely, up to a size, with faults that say where.

Days stay text, so that an impossible one spoils only itself. A key that stands twice is kept
twice (`Twice`), since nobody knows which value is meant.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import UnreadableFile

LARGEST = 1_000_000
"""Bytes: more are no facts of one paper."""

_DO = "Correct the file; `assistant draft KIND --schema` shows what it may hold."


@dataclass(frozen=True, slots=True)
class Twice:
    """The different values of a key that stands more than once."""

    values: tuple[Any, ...]


def read_facts(path: Path) -> dict[str, Any]:
    """The mapping that a facts file holds. Raises UnreadableFile."""
    text = _text(path)
    try:
        said = _json(text) if path.suffix.lower() == ".json" else _yaml(text)
    except yaml.YAMLError as error:
        raise UnreadableFile(f"{path.name} is no YAML: {_first_line(error)}.", _DO) from error
    except RecursionError as error:
        raise UnreadableFile(f"{path.name} is nested too deeply to be facts.", _DO) from error
    except ValueError as error:
        raise UnreadableFile(f"{path.name} cannot be read: {_first_line(error)}.", _DO) from error
    if said is None:
        return {}
    if not isinstance(said, dict):
        raise UnreadableFile(f"{path.name} holds no facts: it is not a mapping of names.", _DO)
    return said


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise UnreadableFile(
                f"{path.name} has {size} bytes; facts have at most {LARGEST}.", "Shorten it."
            )
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{path.name} is not UTF-8 text.", "Save it as UTF-8.") from error
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise UnreadableFile(
            f"{path.name} cannot be read: {reason}.", "Name a facts file."
        ) from error


def _first_line(error: BaseException) -> str:
    mark = getattr(error, "problem_mark", None)
    place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
    problem = getattr(error, "problem", None) or str(error)
    return f"{place}{str(problem).splitlines()[0]}"


def _json(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_collected, parse_constant=str)


def _collected(pairs: Iterable[tuple[Any, Any]]) -> dict[str, Any]:
    """A mapping; of a key that stands twice, all different values."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        name = str(key)
        if name in found and found[name] != value:
            earlier = found[name]
            known = earlier.values if isinstance(earlier, Twice) else (earlier,)
            value = Twice((*known, value))
        found[name] = value
    return found


class _Loader(yaml.SafeLoader):
    """YAML whose plain values stay text, and without aliases."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "aliases are not read", mark)
        return super().compose_node(parent, index)


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[str, Any]:
    return _collected(
        (loader.construct_object(key, deep=True), loader.construct_object(value, deep=True))
        for key, value in node.value
    )


# All plain scalars but null stay text: the reader of each fact knows what "no" and "007" mean.
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] == "null"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def _yaml(text: str) -> Any:
    return yaml.load(text, _Loader)  # noqa: S506  (a safe loader, made safer)
