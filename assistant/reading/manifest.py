"""Which files a folder offers, and what is known of each: corpus/manifest.yaml.

A manifest is a list of entries under `documents:`. What an entry leaves empty is unknown, not
guessed. Files that no entry names are offered too; entries without a file are offered as they
are, so that reading them reports what is missing.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from assistant.errors import UnreadableFile
from assistant.model import Language, Metadata

MANIFEST = "manifest.yaml"
_NOT_DOCUMENTS = {MANIFEST, "glossary.yaml"}
_KEYS = {field.name for field in fields(Metadata)}
_LISTS = {"names"}
_REQUIRED = ("id", "source")
_LANGUAGES: dict[str, Language] = {"en": "en", "zh": "zh"}
_LEVELS = ("national", "provincial", "municipal", "district", "institutional")
_ID = re.compile(r"[\w.()（）-]{1,200}")
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to be read and what is known of it before that.

    `guessed` names the metadata ("title", "language") that reading replaces by what the text
    shows.
    """

    path: Path
    metadata: Metadata
    guessed: frozenset[str] = frozenset()


def read_manifest(*places: Path) -> tuple[SourceFile, ...]:
    """The files of folders (with or without manifest) and single files, each once, sorted by path.

    Ids are unique over all of them. A place that does not exist is offered like a file, so that
    reading it reports it. Raises UnreadableFile if a manifest has faults; it names all of them.
    """
    paths: dict[Path, Path] = {}
    named: dict[Path, SourceFile] = {}
    for place in places:
        entries = _all_entries(place)
        _refuse_clashing(entries, named)
        named |= entries
        if _is_folder(place):
            paths |= {key: source.path for key, source in entries.items()}
        paths |= {_key(path): path for path in _files(place)}
    ids = _ids([path for key, path in paths.items() if key not in named], named.values())
    sources = [named.get(key) or _guessed(path, ids[path]) for key, path in paths.items()]
    return tuple(sorted(sources, key=lambda source: str(source.path)))


def slug(name: str) -> str:
    """A name as an id: lower case, letters and digits of any script, single hyphens between."""
    return re.sub(r"[\W_]+", "-", name.lower()).strip("-") or "document"


def _key(path: Path) -> Path:
    """The same for all ways to name a file; links are kept apart from what they point to."""
    try:
        return path.parent.resolve() / path.name
    except (OSError, RuntimeError):
        return path.absolute()


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _files(place: Path) -> list[Path]:
    """What may be a document, at any depth; also broken links and closed folders, to be told."""
    if not _is_folder(place):
        return [place]
    return [
        path
        for path in sorted(place.rglob("*"))
        if _may_be_document(path.relative_to(place))
        and not (_is_folder(path) and os.access(path, os.R_OK | os.X_OK))
    ]


def _may_be_document(path: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) or part.endswith("~") for part in path.parts)
    readme = path.stem.lower() == "readme"
    return not hidden and not readme and path.name not in _NOT_DOCUMENTS


def _guessed(path: Path, identifier: str) -> SourceFile:
    metadata = Metadata(id=identifier, title=path.stem, source=path.name)
    return SourceFile(path, metadata, frozenset({"title", "language"}))


def _ids(paths: list[Path], named: Iterable[SourceFile]) -> dict[Path, str]:
    """An id for each path: its name as a slug, with more of the path where that is not enough."""
    taken = {source.metadata.id for source in named}
    short = {path: slug(path.stem) for path in paths}
    counts = Counter(short.values())
    ids: dict[Path, str] = {}
    for path, name in short.items():
        if counts[name] > 1 or name in taken:
            name = slug(f"{path.parent.name} {path.stem} {path.suffix}")
        identifier, number = name, 1
        while identifier in taken:
            number += 1
            identifier = f"{name}-{number}"
        taken.add(identifier)
        ids[path] = identifier
    return ids


def _all_entries(place: Path) -> dict[Path, SourceFile]:
    """The entries of a folder's manifests, or of the manifest beside a file."""
    if not _is_folder(place):
        return _entries(place.parent / MANIFEST) if _is_file(place.parent / MANIFEST) else {}
    found: dict[Path, SourceFile] = {}
    for manifest in sorted(place.rglob(MANIFEST)):
        entries = _entries(manifest)
        _refuse_clashing(entries, found)
        found |= entries
    return found


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _refuse_clashing(entries: dict[Path, SourceFile], before: dict[Path, SourceFile]) -> None:
    taken = {source.metadata.id: key for key, source in before.items()}
    for key, source in entries.items():
        if taken.get(source.metadata.id, key) != key:
            raise UnreadableFile(
                f"Two manifests give the id {source.metadata.id!r} to different files.",
                "Give each document an id of its own.",
            )


def _entries(manifest: Path) -> dict[Path, SourceFile]:
    """A manifest's entries by file. Raises UnreadableFile with all faults."""
    listed = _listed(manifest)
    faults = [fault for at, entry in enumerate(listed, 1) for fault in _faults(at, entry)]
    faults = faults or _clashes(listed)
    if faults:
        raise UnreadableFile(f"{manifest.name}: {' '.join(faults)}", "Correct these entries.")
    sources = [_source(manifest.parent, entry) for entry in listed]
    return {_key(source.path): source for source in sources}


def _source(folder: Path, entry: dict[str, Any]) -> SourceFile:
    said = {key: _plain(entry.get(key)) for key in _KEYS - _LISTS}
    names = tuple(_plain(name) for name in entry.get("names") or ())
    guessed = frozenset(key for key in ("title", "language") if not said[key])
    path = folder / said["source"]
    language = _LANGUAGES.get(said.pop("language"), "en")
    title = said.pop("title") or path.stem
    return SourceFile(path, Metadata(title=title, language=language, names=names, **said), guessed)


def _listed(path: Path) -> list[dict[str, Any]]:
    try:
        read = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        line = f" (line {where.line + 1})" if where else ""
        raise UnreadableFile(
            f"{path.name} is not YAML that can be read{line}.",
            "Correct that line; the manifest of corpus/ shows the form.",
        ) from error
    listed = (read["documents"] or []) if isinstance(read, dict) and "documents" in read else None
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        raise UnreadableFile(
            f"{path.name} has no list of entries under 'documents:'.",
            "Write '- id: …' and 'source: …' for each file below it.",
        )
    return listed


def _faults(at: int, entry: dict[str, Any]) -> list[str]:
    """What is wrong with one entry, in sentences that name it."""
    name = f"Entry {at} ({entry.get('id') or entry.get('source') or 'without id'})"
    unknown = sorted(str(key) for key in set(entry) - _KEYS)
    faults = [f"{name} has an unknown field {key!r}." for key in unknown]
    faults += [f"{name} lacks {key!r}." for key in _REQUIRED if not _plain(entry.get(key))]
    faults += [f"{name}: {fault}" for fault in _bad_forms(entry)]
    if faults:
        return faults
    plain = {key: _plain(value) for key, value in entry.items() if key not in _LISTS}
    return [f"{name}: {fault}" for fault in _bad_values(plain)]


def _bad_forms(entry: dict[str, Any]) -> Iterator[str]:
    for key in sorted(_KEYS & set(entry)):
        value = entry[key]
        if key not in _LISTS and isinstance(value, list | dict):
            yield f"{key!r} must be one text."
        if key in _LISTS and not (
            value is None
            or (isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value))
        ):
            yield f"{key!r} must be a list of texts."


def _bad_values(entry: dict[str, str]) -> Iterator[str]:
    source = PurePosixPath(entry["source"].replace("\\", "/"))
    if not _ID.fullmatch(entry["id"]):
        yield f"'id' must be letters, digits and hyphens, not {entry['id']!r}."
    if source.is_absolute() or ".." in source.parts:
        yield f"'source' must be a file inside the folder, not {entry['source']!r}."
    for key, allowed in (("language", _LANGUAGES), ("level", _LEVELS)):
        if entry.get(key, "") not in {"", *allowed}:
            yield f"{key!r} must be one of {', '.join(allowed)}, not {entry[key]!r}."
    if not _is_date(entry.get("issued", "")):
        yield f"'issued' must be a date like 2024-01-26 or 2024-01, not {entry['issued']!r}."


def _is_date(text: str) -> bool:
    """Whether it is empty, a year, a month or a day that exists, in ISO form."""
    if not _DATE.fullmatch(text):
        return not text
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


def _clashes(listed: list[dict[str, Any]]) -> list[str]:
    """What is wrong between entries."""
    faults = []
    for key in _REQUIRED:
        counts = Counter(_plain(entry[key]) for entry in listed)
        faults += [f"The {key} {value!r} stands twice." for value, n in counts.items() if n > 1]
    ids = {_plain(entry["id"]) for entry in listed}
    for entry in listed:
        later = _plain(entry.get("superseded_by"))
        if later and (later not in ids or later == _plain(entry["id"])):
            faults.append(f"{entry['id']}: 'superseded_by' names no other entry: {later!r}.")
    return faults


def _plain(value: Any) -> str:
    """A YAML scalar as text; dates in ISO form, nothing as an empty text."""
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value).strip()
