"""A small library for the tests of indexing: text files, the doubles, SQLite in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from doubles import BagOfWords, MemoryIndex

from assistant.library.catalogue import Catalogue
from assistant.library.indexing import Indexer
from assistant.library.planning import Scope
from assistant.model import Document, IndexReport, Passage
from assistant.ports import Embedder, PassageIndex
from assistant.reading.files import read_document
from assistant.reading.manifest import SourceFile, read_manifest
from assistant.reading.sentences import passages_of

PLAN = """A plan

I. Ownership

1. The entity decides on the ownership of an invention. The decision is announced for fifteen days.

2. The inventor may object in writing.

II. Income

3. At least seventy per cent of the income go to the inventor. The entity keeps the rest.
"""
RULES = """Rules

1. A disclosure is filed within thirty days. The office answers within ten days.

2. The office keeps a register of disclosures.
"""


def read(source: SourceFile) -> Document:
    return read_document(source, megabytes=1.0)


class House:
    """A data folder, a corpus folder, and what indexes the one into the other."""

    def __init__(
        self,
        root: Path,
        *,
        vectors: PassageIndex | None = None,
        embedders: Sequence[Embedder] | None = None,
        url: str = "",
    ) -> None:
        self.corpus, self.data = root / "corpus", root / "data"
        self.corpus.mkdir(exist_ok=True)
        self.catalogue = Catalogue(url or f"sqlite:///{self.data / 'library.sqlite3'}")
        self.vectors: Any = vectors or MemoryIndex()
        self.embedders: Any = [BagOfWords("one"), BagOfWords("two")]
        if embedders is not None:
            self.embedders = list(embedders)
        self.read_files: list[str] = []

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def indexer(self, **changes: Any) -> Indexer:
        parts: dict[str, Any] = {
            "catalogue": self.catalogue,
            "vectors": self.vectors,
            "embedders": self.embedders,
            "read": self._read,
            "passages_of": passages_of,
            "folder": self.data,
        }
        return Indexer(**(parts | changes))

    def index(self, *places: Path, rebuild: bool = False, **changes: Any) -> IndexReport:
        """Index the corpus, or other places."""
        progress = {"progress": changes.pop("progress")} if "progress" in changes else {}
        scope = Scope(places or (self.corpus,), "" if places else "corpus", rebuild)
        files = read_manifest(*scope.places)
        return self.indexer(**changes).run(files, scope, **progress)

    def _read(self, source: SourceFile) -> Document:
        self.read_files.append(source.path.name)
        return read(source)

    def embedded(self) -> int:
        """How many passages the doubles have embedded since the last call."""
        count = sum(len(embedder.embedded) for embedder in self.embedders)
        for embedder in self.embedders:
            embedder.embedded.clear()
        return count

    def found(self, question: str, k: int = 3) -> list[str]:
        """The texts that the first embedder finds."""
        snapshot = self.catalogue.snapshot()
        texts = {p.id: p.text for d in snapshot.documents for p in passages_of(d)}
        embedder = self.embedders[0]
        hits = self.vectors.search(
            embedder.fingerprint, embedder.embed_question(question), k, snapshot.versions
        )
        return [texts[passage] for passage, _ in hits]

    def holds_everything_once(self) -> None:
        """Each passage of each document has one vector of each embedder, and there are no others."""
        documents = self.catalogue.snapshot().documents
        for document in documents:
            assert "".join(clause.text for clause in document.clauses) == document.text
            assert len({clause.path for clause in document.clauses}) == len(document.clauses)
        for embedder in self.embedders:
            wanted = {(d.version, p.id) for d in documents for p in passages_of(d)}
            versions = self.vectors.versions(embedder.fingerprint)
            kept = {(v, i) for v in versions for i in self.vectors.ids(embedder.fingerprint, v)}
            assert kept == wanted
            assert self.catalogue.searchable(embedder.fingerprint) == {d.version for d in documents}
        assert self.vectors.fingerprints() == {e.fingerprint for e in self.embedders}


def outcomes(report: IndexReport) -> dict[str, str]:
    return {outcome.document: outcome.outcome for outcome in report.outcomes}


def passages(document: Document) -> tuple[Passage, ...]:
    return passages_of(document)
