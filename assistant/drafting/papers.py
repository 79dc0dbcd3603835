"""The kinds of paper that the papers folder declares, one file a kind.

Facts, rules and sources that several kinds use stand in the folder's `shared/`. A kind names
them, and may say something else of a fact (`use: NAME` and what differs) or of a source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from assistant.drafting.conditions import facts_in
from assistant.drafting.definition import Column, PaperKind, Requirement
from assistant.errors import PaperError, UnknownKind

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, ten times as fast
_SHARED = ("facts", "rules", "sources")
_Made = TypeVar("_Made", bound=BaseModel)


class Papers:
    """The kinds of paper, read when they are asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[str, PaperKind] = {}

    @property
    def kinds(self) -> tuple[str, ...]:
        """The names of all kinds, sorted."""
        return tuple(sorted(path.stem for path in self._folder.glob("*.yaml")))

    def kind(self, name: str) -> PaperKind:
        """The kind of this name. Raises UnknownKind, and PaperError for a faulty definition."""
        if name not in self._made:
            if name not in self.kinds:
                raise _unknown(name, self.kinds)
            self._made[name] = _read_kind(self._folder / f"{name}.yaml", self._shared)
        return self._made[name]

    @cached_property
    def _shared(self) -> dict[str, dict[str, Any]]:
        return {part: _mapping(self._folder / "shared" / f"{part}.yaml") for part in _SHARED}

    def all(self) -> tuple[PaperKind, ...]:
        """All kinds, by name."""
        return tuple(self.kind(name) for name in self.kinds)


def _unknown(name: str, known: tuple[str, ...]) -> UnknownKind:
    wanted = name.lower().replace("-", "_").replace(" ", "_")
    near = get_close_matches(wanted, known, n=3, cutoff=0.4) or known
    if not near:
        return UnknownKind("The papers folder declares no kind of paper.", "See docs/papers.md.")
    return UnknownKind(f"There is no kind of paper {name!r}.", f"Choose: {', '.join(near)}.")


def _read_kind(file: Path, shared: Mapping[str, Mapping[str, Any]]) -> PaperKind:
    name, said = file.stem, _mapping(file)
    if said.get("kind", name) != name:
        raise PaperError(f"{file.name}: kind is {said['kind']!r}.", f"Name it {name}, as the file.")
    sources = {**shared["sources"], **(said.get("sources") or {})}
    whole = {
        **said,
        "kind": name,
        "facts": [_fact(file, each, shared["facts"]) for each in said.get("facts") or []],
        "rules": [_rule(file, each, shared["rules"]) for each in said.get("rules") or []],
        "sources": {key: _listed(value) for key, value in sources.items()},
    }
    kind = _validated(file, whole, PaperKind)
    faults = list(dict.fromkeys(_faults(kind)))
    if faults:
        raise PaperError(f"{file.name}: {' '.join(faults)}", "Correct the definition.")
    return kind


def _mapping(file: Path) -> dict[str, Any]:
    try:
        said = yaml.load(file.read_text(encoding="utf-8"), _LOADER) if file.exists() else {}  # noqa: S506
    except (OSError, UnicodeDecodeError, ValueError, yaml.YAMLError) as error:
        raise PaperError(f"{file.name} cannot be read: {error}.", "Correct the file.") from error
    if said is not None and not isinstance(said, dict):
        raise PaperError(f"{file.name} is no mapping of keys.", "See docs/papers.md.")
    return said or {}


def _listed(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def _fact(file: Path, said: Any, shared: Mapping[str, Any]) -> Any:
    """A fact of the kind: named, named with what differs, or declared in place."""
    name = said if isinstance(said, str) else said.get("use") if isinstance(said, dict) else None
    if name is None:
        return said
    if name not in shared:
        raise PaperError(f"{file.name}: no shared fact is called {name!r}.", "Declare it.")
    own = {} if isinstance(said, str) else {k: v for k, v in said.items() if k != "use"}
    return {"name": name, **shared[name], **own}


def _rule(file: Path, said: Any, shared: Mapping[str, Any]) -> Any:
    if not isinstance(said, str):
        return said
    if said not in shared:
        raise PaperError(f"{file.name}: no shared rule is called {said!r}.", "Declare it.")
    return {"name": said, **shared[said]}


def _validated(file: Path, said: Any, made: type[_Made]) -> _Made:
    try:
        return made.model_validate(said)
    except ValidationError as error:
        faults = "; ".join(f"{_place(e['loc'], said)}: {e['msg']}" for e in error.errors())
        raise PaperError(f"{file.name}: {faults}.", "Correct the definition.") from error


def _place(keys: tuple[int | str, ...], said: Any) -> str:
    """The keys that lead to a fault, with the name of a fact or rule in place of its number."""
    shown: list[str] = []
    for key in keys:
        said = _inside(said, key)
        name = said.get("name") if isinstance(key, int) and isinstance(said, dict) else None
        shown.append(str(name or key))
    return ".".join(shown)


def _inside(said: Any, key: int | str) -> Any:
    try:
        return said[key]
    except (KeyError, IndexError, TypeError):
        return None


# What the parts say of one another


def _faults(kind: PaperKind) -> Iterator[str]:
    """What names something that the kind does not have, or names one thing twice."""
    names = [fact.name for fact in kind.facts]
    yield from (f"The fact {name} stands twice." for name in names if names.count(name) > 1)
    columns = {fact.name: {column.name for column in fact.columns} for fact in kind.facts}
    for place, name, of in _facts_used(kind):
        if name not in columns and name not in columns.get(of or "", ()):
            yield f"{place} names the unknown fact {name}."
    for place, source in _sources_used(kind):
        if source not in kind.sources:
            yield f"{place} names the unknown source {source}."


def _facts_used(kind: PaperKind) -> Iterator[tuple[str, str, str | None]]:
    """Where a fact is named, its name, and the list whose columns may be named there too."""
    for fact in kind.facts:
        needed = () if isinstance(fact.required, bool) else facts_in(fact.required)
        yield from ((f"The fact {fact.name}", name, None) for name in needed)
        for how in fact.compute:
            yield from ((f"The fact {fact.name}", name, None) for name in facts_in(how.when))
    for rule in kind.rules:
        place = f"The rule {rule.name}"
        used = [*facts_in(rule.when), *(name for check in rule.check for name in named_in(check))]
        yield from ((place, name, rule.each) for name in used)
    for section in kind.sections:
        place = f"The section {section.heading.en!r}"
        yield from ((place, name, None) for name in facts_in(section.when))
        for line in section.text:
            used = [*facts_in(line.when), *PLACEHOLDER.findall(line.en + line.zh)]
            yield from ((place, name, line.each) for name in used)
        yield from ((place, table.list, None) for table in section.tables)


def named_in(check: Requirement) -> tuple[str, ...]:
    """The facts that a check looks at, in order."""
    said = getattr(check, check.verb)
    if isinstance(said, tuple):
        return said
    keys = ("fact", "start", "end", "years", "list")
    values = [getattr(said, key, None) for key in keys]
    return tuple(value for value in values if isinstance(value, str))


def _sources_used(kind: PaperKind) -> Iterator[tuple[str, str]]:
    for rule in kind.rules:
        yield from ((f"The rule {rule.name}", source) for source in rule.sources)
    for fact in kind.facts:
        for how in fact.compute:
            if how.source:
                yield f"The fact {fact.name}", how.source
    for section in kind.sections:
        for line in section.text:
            yield from ((f"The section {section.heading.en!r}", s) for s in line.sources)


def column_of(columns: tuple[Column, ...], name: str) -> Column:
    """The column of this name. Raises KeyError."""
    for column in columns:
        if column.name == name:
            return column
    raise KeyError(name)
