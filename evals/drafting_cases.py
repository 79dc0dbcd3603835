"""The cases of the drafting suite: facts of a paper, and what a careful officer expects of its draft.

`evals/drafting/` holds them as data (see its README): `cases/` and `held_out/`, a file a kind, and
`duties.yaml`, the clauses that a case may violate, in their own words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "drafting"
PARTS = ("cases", "held_out")


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty that the facts violate; without a quote, one that follows from plain sense."""

    what: str
    document: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that the draft computes, in the field of this name."""

    what: str
    field: str
    value: float


@dataclass(frozen=True, slots=True)
class Expected:
    """What a draft must say. `missing` is None where the case does not tell.

    `filled` are facts that a description states, `named` words that the notices or questions
    must hold.
    """

    fail: tuple[Duty, ...] = ()
    missing: tuple[str, ...] | None = None
    compliant: bool = False
    stopped: bool = False
    filled: Mapping[str, Any] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftingCase:
    """One case: the facts as a facts file holds them, and what is expected of the draft.

    `folder` is where relative paths in the facts begin; `note` says why a case was mended.
    """

    id: str
    kind: str
    language: str
    as_of: date
    about: str
    facts: Mapping[str, Any]
    expected: Expected
    folder: Path
    note: str = ""


class _Plain(yaml.SafeLoader):
    """YAML whose days stay text, as in a facts file."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in each if not tag.endswith(":timestamp")]
    for first, each in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_cases(part: str, folder: Path = FOLDER) -> list[DraftingCase]:
    """The cases of a part, by file and place. Raises ValueError naming a case that is no case."""
    duties = _duties(folder / "duties.yaml")
    cases: list[DraftingCase] = []
    for file in sorted((folder / part).glob("*.yaml")):
        cases += [_case(each, file, duties) for each in _read(file)]
    return cases


def _read(file: Path) -> Any:
    # A subclass of SafeLoader builds plain data only.
    return yaml.load(file.read_text(encoding="utf-8"), _Plain)  # noqa: S506


def _duties(file: Path) -> dict[str, Duty]:
    return {name: Duty(**said) for name, said in _read(file).items()}


def _case(said: Mapping[str, Any], file: Path, duties: Mapping[str, Duty]) -> DraftingCase:
    left_out = said.get("without", ())
    try:
        return DraftingCase(
            id=said["id"],
            kind=said["kind"],
            language=said["language"],
            as_of=date.fromisoformat(said["as_of"]),
            about=said["about"],
            facts={name: value for name, value in said["facts"].items() if name not in left_out},
            expected=_expected(said["expect"], duties),
            folder=file.parent,
            note=said.get("note", ""),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{file.name}, {said.get('id')}: {error!r}") from error


def _expected(said: Mapping[str, Any], duties: Mapping[str, Duty]) -> Expected:
    return Expected(
        fail=tuple(duties[e] if isinstance(e, str) else Duty(**e) for e in said.get("fail", ())),
        missing=tuple(said["missing"]) if "missing" in said else None,
        compliant=said.get("compliant", False),
        stopped=said.get("stopped", False),
        filled=said.get("filled", {}),
        figures=tuple(Figure(**each) for each in said.get("figures", ())),
        named=tuple(said.get("named", ())),
    )
