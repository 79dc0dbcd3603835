"""What an indexing run has to do: which files are unchanged, new, changed, gone, or unreadable."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from assistant.errors import AssistantError
from assistant.library.catalogue import Catalogue, Holding
from assistant.model import Document, FileOutcome, Passage
from assistant.reading.manifest import SourceFile

log = logging.getLogger(__name__)

Read = Callable[[SourceFile], Document]
Cut = Callable[[Document], Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a run covers: all that `places` offer, and all of `collection` where that has a name."""

    places: tuple[Path, ...] = ()
    collection: str = ""
    rebuild: bool = False

    def covers(self, holding: Holding) -> bool:
        """Whether a document must be offered by the run, or else is gone."""
        if not all(os.path.lexists(place) for place in self.places):
            # A folder that is not there (not mounted, say) tells nothing about its documents.
            return False
        if self.collection and holding.collection == self.collection:
            return True
        source = Path(holding.source)
        return any(source.is_relative_to(_absolute(place)) for place in self.places)


@dataclass(frozen=True, slots=True)
class Work:
    """A version that is to answer for its document once all its vectors are kept."""

    source: str
    path: Path
    signature: str
    collection: str
    document: Document
    passages: tuple[Passage, ...]
    outcome: Literal["indexed", "unchanged"] = "indexed"

    def report(self) -> FileOutcome:
        """What is said of it when it is done."""
        return FileOutcome(
            self.source,
            self.document.id,
            self.outcome,
            len(self.document.clauses),
            len(self.passages),
        )


@dataclass(slots=True)
class Plan:
    """What is to be done, what is settled already, and which documents are gone, and why."""

    works: list[Work] = field(default_factory=list)
    outcomes: list[FileOutcome] = field(default_factory=list)
    gone: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Planner:
    """Decides file by file. `held` is what answers now, by id; `complete` are the versions of
    which no vector is missing; `revision` names how files are read and cut."""

    catalogue: Catalogue
    read: Read
    passages_of: Cut
    revision: int
    held: Mapping[str, Holding]
    complete: frozenset[str]

    def plan(
        self, files: Sequence[SourceFile], scope: Scope, watch: Callable[[int, str], None]
    ) -> Plan:
        """The plan for a run. `watch` is told the number and the name of the file being read."""
        plan = Plan()
        offered = {_absolute(file.path) for file in files}
        for number, file in enumerate(files):
            watch(number, file.path.name)
            holding = self.held.get(file.metadata.id)
            if holding is not None and _has_vanished(file, holding):
                plan.gone[holding.id] = "Its file is not there any more."
            elif holding is not None and _is_anothers(file, holding, offered, scope):
                plan.outcomes.append(_clash(file, holding))
            else:
                self._plan_file(plan, file, holding, scope)
        known = {file.metadata.id for file in files}
        for holding in self.held.values():
            if holding.id not in known and scope.covers(holding):
                plan.gone[holding.id] = ""
        plan.works += self._stale(plan)
        return plan

    def _plan_file(
        self, plan: Plan, file: SourceFile, holding: Holding | None, scope: Scope
    ) -> None:
        signature = signature_of(file, self.revision)
        collection = scope.collection or (holding.collection if holding else "")
        path = _absolute(file.path)
        if holding and holding.signature == signature and not scope.rebuild:
            moved = (holding.source, holding.collection) != (str(path), collection)
            if moved and holding.version in self.complete:
                plan.works.append(self._again(holding, path, collection, "unchanged"))
            elif holding.version in self.complete:
                plan.outcomes.append(_unchanged(file, holding))
            else:
                plan.works.append(self._again(holding, path, collection, "indexed"))
            return
        try:
            document = self.read(file)
            passages = tuple(self.passages_of(document))
        except Exception as error:
            plan.outcomes.append(failed(_name(file), file.metadata.id, error))
            return
        plan.works.append(Work(_name(file), path, signature or "", collection, document, passages))

    def _stale(self, plan: Plan) -> Iterator[Work]:
        """Documents that stay as they are, but have no vectors of an embedder in use."""
        done = {work.document.id for work in plan.works} | set(plan.gone)
        for holding in self.held.values():
            if holding.id not in done and holding.version not in self.complete:
                yield self._again(holding, Path(holding.source), holding.collection, "indexed")

    def _again(
        self,
        holding: Holding,
        path: Path,
        collection: str,
        outcome: Literal["indexed", "unchanged"],
    ) -> Work:
        """What is held already, not read again."""
        document = self.catalogue.document(holding.id)
        source = holding.metadata.source or path.name
        passages = tuple(self.passages_of(document))
        return Work(source, path, holding.signature, collection, document, passages, outcome)


def signature_of(file: SourceFile, revision: int) -> str | None:
    """A hash of the file's bytes, what is said of it, and how it is read. None if not readable."""
    try:
        # A pipe or a device would never end.
        if not file.path.is_file():
            return None
        with file.path.open("rb") as data:
            digest = hashlib.file_digest(data, "sha256")
    except OSError:
        return None
    said = json.dumps([asdict(file.metadata), sorted(file.guessed), revision], sort_keys=True)
    digest.update(said.encode())
    return digest.hexdigest()


def failed(source: str, document: str, error: Exception) -> FileOutcome:
    """A file that could not be indexed. Its old version, where there is one, goes on to answer."""
    reason = str(error)
    if not isinstance(error, AssistantError):
        # There is every kind of broken file; what was not foreseen must not stop the others.
        log.error("%s cannot be indexed", source, exc_info=error)
        reason = f"{source} cannot be read ({type(error).__name__}). Save it anew and try again."
    return FileOutcome(source, document, "failed", reason=reason)


def same_text(versions: Iterable[tuple[str, str]]) -> list[str]:
    """A notice for all documents (id, version) that share their text with another."""
    by_version: dict[str, list[str]] = {}
    for document, version in versions:
        by_version.setdefault(version, []).append(document)
    return [
        f"These documents have the same text: {', '.join(sorted(ids))}. Answers cite one of them."
        for ids in by_version.values()
        if len(ids) > 1
    ]


def _unchanged(file: SourceFile, holding: Holding) -> FileOutcome:
    return FileOutcome(_name(file), holding.id, "unchanged", holding.clauses, holding.passages)


def _has_vanished(file: SourceFile, holding: Holding) -> bool:
    path = _absolute(file.path)
    return holding.source == str(path) and not os.path.lexists(path)


def _is_anothers(file: SourceFile, holding: Holding, offered: set[Path], scope: Scope) -> bool:
    """Whether the id belongs to another file, which is still there and not part of this run."""
    source = Path(holding.source)
    if source == _absolute(file.path) or source in offered:
        return False
    same_collection = bool(scope.collection) and holding.collection == scope.collection
    return not same_collection and os.path.lexists(source)


def _clash(file: SourceFile, holding: Holding) -> FileOutcome:
    reason = (
        f"The id {holding.id!r} belongs to {holding.source} already. "
        "Rename this file, or give it an id of its own in a manifest.yaml beside it."
    )
    return FileOutcome(_name(file), holding.id, "failed", reason=reason)


def _name(file: SourceFile) -> str:
    return file.metadata.source or file.path.name


def _absolute(path: Path) -> Path:
    """Where it is; a link is kept apart from what it points to."""
    return path.parent.resolve() / path.name
