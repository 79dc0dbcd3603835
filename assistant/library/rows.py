"""The words of the trade become rows of the catalogue, and rows become words again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, insert, select, update

from assistant.library import tables as t
from assistant.model import Clause, Document, Metadata

_KNOWN = {field.name for field in fields(Metadata)}


def metadata_of(stored: Mapping[str, Any]) -> Metadata:
    """Metadata as kept. Fields that this program does not know (any more) are left out."""
    values = {name: value for name, value in stored.items() if name in _KNOWN}
    lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    return Metadata(**(values | lists))


def document_of(sql: Connection, row: Row[Any]) -> Document:
    """A row of `versions` with its clauses."""
    of_version = and_(t.clauses.c.document == row.document, t.clauses.c.version == row.hash)
    found = sql.execute(select(t.clauses).where(of_version).order_by(t.clauses.c.ordinal))
    return Document(
        metadata=metadata_of(row.metadata),
        version=row.hash,
        text=row.text,
        clauses=tuple(_clause_of(clause, row.text) for clause in found),
        pages=tuple(row.pages),
    )


def _clause_of(row: Row[Any], text: str) -> Clause:
    return Clause(
        document=row.document,
        version=row.version,
        path=row.path,
        heading=row.heading,
        trail=tuple(row.trail),
        text=text[row.start : row.end],
        start=row.start,
        end=row.end,
        page=row.page,
    )


def write_version(sql: Connection, document: Document) -> None:
    """Keep a version; if it is there, with what is known of it now and the clauses as read now."""
    known = and_(t.versions.c.document == document.id, t.versions.c.hash == document.version)
    values = {
        "title": document.title,
        "language": document.metadata.language,
        "metadata": asdict(document.metadata),
        "text": document.text,
        "pages": list(document.pages),
    }
    if not sql.execute(update(t.versions).where(known).values(values)).rowcount:
        key = {"document": document.id, "hash": document.version, "created": datetime.now(UTC)}
        sql.execute(insert(t.versions).values(key | values))
    here = and_(t.clauses.c.document == document.id, t.clauses.c.version == document.version)
    sql.execute(delete(t.clauses).where(here))
    rows = [_row_of(clause, ordinal) for ordinal, clause in enumerate(document.clauses)]
    if rows:
        sql.execute(insert(t.clauses), rows)


def write_holding(sql: Connection, document: Document, values: Mapping[str, str | int]) -> None:
    """Let a version answer for its document. `values`: the other columns of `documents`."""
    now = {
        "version": document.version,
        "clauses": len(document.clauses),
        "indexed": datetime.now(UTC),
        **values,
    }
    known = t.documents.c.id == document.id
    if not sql.execute(update(t.documents).where(known).values(now)).rowcount:
        sql.execute(insert(t.documents).values({"id": document.id, **now}))


def mark(sql: Connection, version: str, embedder: str) -> None:
    """Note that all vectors of a version are kept for an embedder."""
    if sql.execute(select(t.searchable).where(is_mark(version, embedder))).first() is None:
        sql.execute(insert(t.searchable).values(version=version, embedder=embedder))


def is_mark(version: str, embedder: str) -> ColumnElement[bool]:
    """The condition for one row of `searchable`."""
    return and_(t.searchable.c.version == version, t.searchable.c.embedder == embedder)


def forget_unused_marks(sql: Connection) -> None:
    """What no document answers with needs no vectors."""
    current = select(t.documents.c.version)
    sql.execute(delete(t.searchable).where(t.searchable.c.version.not_in(current)))


def _row_of(clause: Clause, ordinal: int) -> dict[str, Any]:
    return {
        "document": clause.document,
        "version": clause.version,
        "ordinal": ordinal,
        "path": clause.path,
        "heading": clause.heading,
        "trail": list(clause.trail),
        "start": clause.start,
        "end": clause.end,
        "page": clause.page,
    }
