"""Indexing: files become documents that answer. Incremental, and safe to kill at any moment.

For each file that has changed, the vectors of its new version are added first, beside those of the
old one; then one transaction lets the new version answer; then the vectors that nobody needs any
more are removed. Whatever of that a killed run has done, the next one finds done.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import EmbedderError, LibraryError
from assistant.library.catalogue import Also, AlsoRemoved, Catalogue, Holding
from assistant.library.filling import fill, missing
from assistant.library.locking import only_run
from assistant.library.planning import Cut, Plan, Planner, Read, Scope, Work, failed, same_text
from assistant.model import FileOutcome, IndexReport, Passage
from assistant.ports import Embedder, PassageIndex
from assistant.reading.manifest import SourceFile

Progress = Callable[[int, int, str], None]
"""Told how much is done, of how much, and what is being done now."""


def unwatched(done: int, total: int, what: str) -> None:
    """Progress that nobody looks at."""


@dataclass(frozen=True)
class Indexer:
    """What every indexing run works with.

    `folder` holds the lock. `revision` names how files are read and cut: after another one, all
    are read anew. `also` and `also_removed` are called in the transaction in which a document is
    put or removed. Embedders need not be loaded: only their fingerprints are asked for, unless
    there is something to embed.
    """

    catalogue: Catalogue
    vectors: PassageIndex
    embedders: Sequence[Embedder]
    read: Read
    passages_of: Cut
    folder: Path
    revision: int = 1
    also: Sequence[Also] = ()
    also_removed: Sequence[AlsoRemoved] = ()

    def run(
        self,
        files: Sequence[SourceFile],
        scope: Scope,
        progress: Progress = unwatched,
    ) -> IndexReport:
        """Index the files that the places of `scope` offer; what they offer no more disappears.

        Unless `scope` says rebuild, only what has changed is read and embedded. One bad file never
        stops the others. Raises LibraryBusy, LibraryError, and EmbedderError if an embedder does
        not work at all.
        """
        started = time.monotonic()
        with only_run(self.folder), self.catalogue.run_lock():
            run = _Run(self, {e.fingerprint: e for e in self.embedders}, progress)
            run.prepare()
            plan = run.plan(files, scope)
            run.embed(plan, scope)
            run.remove(plan)
            run.clean()
        seconds = round(time.monotonic() - started, 3)
        return IndexReport(tuple(run.outcomes), tuple(run.notices), seconds)


@dataclass
class _Run:
    """One run, step by step."""

    indexer: Indexer
    embedders: dict[str, Embedder]
    progress: Progress
    outcomes: list[FileOutcome] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    halfway: set[str] = field(default_factory=set)

    def prepare(self) -> None:
        """Bring the tables up to date, and what is marked as searchable in line with what is."""
        catalogue, vectors = self.indexer.catalogue, self.indexer.vectors
        catalogue.prepare()
        for fingerprint in sorted(vectors.tidy()):
            self.notices.append(
                f"The vectors of {fingerprint} could not be read any more and are made anew."
            )
        for fingerprint in self.embedders:
            lost = catalogue.searchable(fingerprint) - vectors.versions(fingerprint)
            lost = frozenset(version for version in lost if self._has_passages(version))
            if lost:
                catalogue.unmark_searchable(fingerprint, lost)

    def _has_passages(self, version: str) -> bool:
        return bool(self.indexer.passages_of(self.indexer.catalogue.version(version)))

    def plan(self, files: Sequence[SourceFile], scope: Scope) -> Plan:
        """Read what has changed."""
        indexer = self.indexer
        planner = Planner(
            indexer.catalogue,
            indexer.read,
            indexer.passages_of,
            indexer.revision,
            {holding.id: holding for holding in indexer.catalogue.holdings()},
            self._complete(),
        )
        return planner.plan(
            files, scope, lambda n, name: self.progress(n, len(files), f"Reading {name}")
        )

    def _complete(self) -> frozenset[str]:
        """The versions that all embedders have vectors of."""
        marked = [self.indexer.catalogue.searchable(f) for f in self.embedders]
        if not marked:
            return frozenset(holding.version for holding in self.indexer.catalogue.holdings())
        return frozenset.intersection(*marked)

    def embed(self, plan: Plan, scope: Scope) -> None:
        """Make the vectors that are missing, and let each version answer as soon as it has all."""
        self.outcomes += plan.outcomes
        lacking = [
            {name: self._lacking(name, work, scope) for name in self.embedders}
            for work in plan.works
        ]
        total = sum(len(passages) for of_work in lacking for passages in of_work.values())
        done = 0
        for work, of_work in zip(plan.works, lacking, strict=True):

            def advance(more: int, what: str = work.document.title) -> None:
                nonlocal done
                done += more
                self.progress(done, total, f"Indexing {what}")

            advance(0)
            self._finish(work, of_work, advance)

    def _lacking(self, fingerprint: str, work: Work, scope: Scope) -> list[Passage]:
        if scope.rebuild:
            return list(work.passages)
        return missing(self.indexer.vectors, fingerprint, work.document.version, work.passages)

    def _finish(
        self, work: Work, lacking: dict[str, list[Passage]], advance: Callable[[int], None]
    ) -> None:
        name = ""
        try:
            for name, passages in lacking.items():
                fill(self.indexer.vectors, self.embedders[name], passages, advance)
            self._put(work)
        except LibraryError:
            raise
        except Exception as error:
            # An embedder that does not work at all would fail on every file.
            if isinstance(error, EmbedderError) and not _works(self.embedders[name]):
                raise
            self.halfway.add(work.document.version)
            self.outcomes.append(failed(work.source, work.document.id, error))
        else:
            self.outcomes.append(work.report())

    def _put(self, work: Work) -> None:
        """Let the version answer; then forget passages that another way of cutting has left."""
        indexer = self.indexer
        indexer.catalogue.put(
            work.document,
            source=work.path,
            signature=work.signature,
            collection=work.collection,
            passages=len(work.passages),
            embedders=self.embedders,
            also=indexer.also,
        )
        ids = {passage.id for passage in work.passages}
        for fingerprint in self.embedders:
            indexer.vectors.remove(fingerprint, work.document.version, keep=ids)

    def remove(self, plan: Plan) -> None:
        """Let the documents whose files are gone answer no longer."""
        names = {h.id: h.metadata.source or Path(h.source).name for h in self._holdings()}
        for document, reason in plan.gone.items():
            self.indexer.catalogue.remove(document, also=self.indexer.also_removed)
            self.outcomes.append(FileOutcome(names[document], document, "removed", reason=reason))

    def clean(self) -> None:
        """Remove the vectors of versions that answer no longer, and of embedders out of use."""
        vectors = self.indexer.vectors
        current = {holding.version for holding in self._holdings()}
        for fingerprint in self.embedders:
            for version in vectors.versions(fingerprint) - current - self.halfway:
                vectors.remove(fingerprint, version)
        self._drop_other_embedders(current)
        vectors.tidy()
        self.notices += same_text((h.id, h.version) for h in self._holdings())

    def _drop_other_embedders(self, current: set[str]) -> None:
        others = sorted(self.indexer.vectors.fingerprints() - set(self.embedders))
        if not others or not current <= self._complete():
            return
        for fingerprint in others:
            self.indexer.vectors.drop(fingerprint)
        self.indexer.catalogue.forget_embedders(keep=self.embedders)
        self.notices.append(
            f"The embedders have changed: all vectors are by {' and '.join(self.embedders)} now; "
            f"those by {' and '.join(others)} are removed."
        )

    def _holdings(self) -> tuple[Holding, ...]:
        return self.indexer.catalogue.holdings()


def _works(embedder: Embedder) -> bool:
    """Whether the embedder can do anything; if so, it is the text that it does not like."""
    try:
        embedder.embed_question("technology transfer")
    except EmbedderError:
        return False
    return True
