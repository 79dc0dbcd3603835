"""The catalogue: which documents there are, each version of their text, and its clauses.

What stands here is the truth. Each change is one transaction, and raises the generation, so that
others can tell cheaply whether what they have read is still so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, and_, delete, select, update

from assistant.errors import UnknownDocument
from assistant.library import tables as t
from assistant.library.database import Database
from assistant.library.rows import (
    document_of,
    forget_unused_marks,
    is_mark,
    mark,
    metadata_of,
    write_holding,
    write_version,
)
from assistant.model import Document, Metadata

Also = Callable[[Connection, Document], None]
"""What else is written in the transaction in which a document is put: a fact register, say."""
AlsoRemoved = Callable[[Connection, str], None]
"""What else is written in the transaction in which a document (by id) is removed."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A document that answers now: which version of it, and where it comes from.

    `source` is the file's path, `collection` the set of files that it belongs to ("" for none).
    The same `signature` means: the same file, read the same way, with the same said of it.
    """

    metadata: Metadata
    version: str
    source: str
    collection: str
    signature: str
    clauses: int
    passages: int

    @property
    def id(self) -> str:
        return self.metadata.id


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All documents that answer, as they stood at one generation.

    `searchable` names the versions, by embedder (fingerprint), of which all vectors are kept.
    """

    generation: int
    documents: tuple[Document, ...]
    searchable: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def is_searchable(self, embedder: str) -> bool:
        """Whether all documents can be found by an embedder (by fingerprint)."""
        return set(self.versions) <= self.searchable.get(embedder, frozenset())

    @property
    def versions(self) -> tuple[str, ...]:
        return tuple(document.version for document in self.documents)


class Catalogue:
    """Reads and writes the catalogue. May be shared by threads. Every method raises LibraryError.

    Reading makes nothing: where there is no database yet, the catalogue is empty.
    """

    def __init__(self, url: str) -> None:
        """`url` is an SQLAlchemy URL (Settings.database_url). Raises SettingsError."""
        self._database = Database(url)

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def run_lock(self) -> AbstractContextManager[None]:
        """Held by one indexing run at a time; see Database.run_lock. Raises LibraryBusy."""
        return self._database.run_lock()

    # Reading

    def generation(self) -> int:
        """A number that grows with each change of what can be found; 0 for an empty catalogue."""
        with self._database.reading() as sql:
            return _generation(sql) if sql is not None else 0

    def documents(self) -> tuple[Metadata, ...]:
        """What is known of the documents that answer, by id."""
        return tuple(holding.metadata for holding in self.holdings())

    def holdings(self) -> tuple[Holding, ...]:
        """The documents that answer, by id, with their versions and where they come from."""
        with self._database.reading() as sql:
            return tuple(_holdings(sql)) if sql is not None else ()

    def snapshot(self) -> Snapshot:
        """All documents that answer with their texts and clauses, and the generation."""
        with self._database.reading() as sql:
            if sql is None:
                return Snapshot(0, ())
            current = _current_versions().order_by(t.documents.c.id)
            documents = tuple(document_of(sql, row) for row in sql.execute(current).all())
            return Snapshot(_generation(sql), documents, _searchable(sql))

    def document(self, document: str) -> Document:
        """The version of a document that answers. Raises UnknownDocument."""
        known: list[str] = []
        with self._database.reading() as sql:
            if sql is not None:
                known = list(sql.scalars(select(t.documents.c.id)))
            if sql is not None and document in known:
                query = _current_versions().where(t.documents.c.id == document)
                return document_of(sql, sql.execute(query).one())
        raise _unknown(document, known)

    def version(self, version: str, document: str = "") -> Document:
        """A version by its hash, also one that answers no longer. Raises UnknownDocument.

        Two documents may have the same text; `document` tells which one is meant.
        """
        query = select(t.versions).where(t.versions.c.hash == version)
        if document:
            query = query.where(t.versions.c.document == document)
        with self._database.reading() as sql:
            row = sql.execute(query.order_by(t.versions.c.created.desc())).first() if sql else None
            if sql is None or row is None:
                raise UnknownDocument(
                    f"The library holds no version {version}.", "Look at the document's list."
                )
            return document_of(sql, row)

    def searchable(self, embedder: str) -> frozenset[str]:
        """The versions of which all vectors of an embedder (by fingerprint) are kept."""
        query = select(t.searchable.c.version).where(t.searchable.c.embedder == embedder)
        with self._database.reading() as sql:
            return frozenset(sql.scalars(query)) if sql is not None else frozenset()

    @contextmanager
    def reading(self) -> Iterator[Connection | None]:
        """One state of the database for whatever the rooms above keep; None if it has none yet."""
        with self._database.reading() as sql:
            yield sql

    # Writing

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction for whatever the rooms above keep; the tables are up to date."""
        with self._database.writing() as sql:
            yield sql

    def prepare(self) -> None:
        """Make the tables, or bring them up to date. Raises LibraryError for a newer database."""
        with self._database.writing():
            pass

    def put(
        self,
        document: Document,
        *,
        source: Path,
        signature: str,
        collection: str = "",
        passages: int = 0,
        embedders: Iterable[str] = (),
        also: Sequence[Also] = (),
    ) -> None:
        """Keep a version and let it answer for its document from now on, in one transaction.

        All vectors of its `passages` (their number) by `embedders` (fingerprints) must be kept
        before. `also` are called with the open transaction; what they raise undoes everything.
        Earlier versions are kept.
        Raises UnreadableFile if the database cannot keep the characters of the text.
        """
        columns: dict[str, str | int] = {
            "collection": collection,
            "source": str(source),
            "signature": signature,
            "passages": passages,
        }
        with self._database.writing() as sql:
            write_version(sql, document)
            write_holding(sql, document, columns)
            for embedder in embedders:
                mark(sql, document.version, embedder)
            forget_unused_marks(sql)
            for write in also:
                write(sql, document)
            _count_up(sql)

    def remove(self, document: str, *, also: Sequence[AlsoRemoved] = ()) -> None:
        """Let a document answer no longer; its versions are kept. Raises UnknownDocument.

        `also` are called with the open transaction; what they raise undoes everything.
        """
        with self._database.writing() as sql:
            gone = sql.execute(delete(t.documents).where(t.documents.c.id == document))
            if not gone.rowcount:
                raise _unknown(document, [holding.id for holding in _holdings(sql)])
            forget_unused_marks(sql)
            for write in also:
                write(sql, document)
            _count_up(sql)

    def unmark_searchable(self, embedder: str, versions: Iterable[str]) -> None:
        """Note that vectors of these versions are missing for an embedder."""
        with self._database.writing() as sql:
            for version in versions:
                sql.execute(delete(t.searchable).where(is_mark(version, embedder)))
            _count_up(sql)

    def forget_embedders(self, keep: Iterable[str]) -> None:
        """Forget what was searchable for other embedders than these."""
        with self._database.writing() as sql:
            sql.execute(delete(t.searchable).where(t.searchable.c.embedder.not_in(list(keep))))
            _count_up(sql)


def _current_versions() -> Select[Any]:
    here = and_(
        t.versions.c.document == t.documents.c.id, t.versions.c.hash == t.documents.c.version
    )
    return select(t.versions).join(t.documents, here)


def _generation(sql: Connection) -> int:
    return int(sql.scalar(select(t.state.c.generation)) or 0)


def _count_up(sql: Connection) -> None:
    sql.execute(update(t.state).values(generation=t.state.c.generation + 1))


def _searchable(sql: Connection) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in sql.execute(select(t.searchable)):
        found.setdefault(row.embedder, set()).add(row.version)
    return {embedder: frozenset(versions) for embedder, versions in found.items()}


def _holdings(sql: Connection) -> Iterator[Holding]:
    query = _current_versions().with_only_columns(
        t.versions.c.metadata,
        t.documents.c.version,
        t.documents.c.source,
        t.documents.c.collection,
        t.documents.c.signature,
        t.documents.c.clauses,
        t.documents.c.passages,
    )
    for row in sql.execute(query.order_by(t.documents.c.id)):
        yield Holding(metadata_of(row[0]), *row[1:])


def _unknown(document: str, known: Sequence[str]) -> UnknownDocument:
    near = get_close_matches(document, known, n=3, cutoff=0.4) or sorted(known)[:3]
    if not near:
        return UnknownDocument(
            f"The library holds no document {document!r}; it is empty.", "Run `assistant index`."
        )
    return UnknownDocument(
        f"The library holds no document {document!r}.", f"Perhaps you mean: {', '.join(near)}."
    )
