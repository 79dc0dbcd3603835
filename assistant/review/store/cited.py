"""The documents that papers cite, as the library holds them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, and_, select

from assistant.library import tables as t
from assistant.library.rows import document_of, metadata_of
from assistant.model import Document


def hold_documents(sql: Connection, documents: Iterable[str]) -> None:
    """Let no other transaction change these documents until this one has ended."""
    ids = sorted(set(documents))
    query = select(t.documents.c.id).where(t.documents.c.id.in_(ids)).order_by(t.documents.c.id)
    sql.execute(query.with_for_update(read=True))


def holding(sql: Connection, document: str) -> tuple[str, str] | None:
    """The version that answers for a document and what has superseded it, if anything."""
    here = and_(
        t.versions.c.document == t.documents.c.id, t.versions.c.hash == t.documents.c.version
    )
    query = select(t.versions.c.hash, t.versions.c.metadata).join(t.documents, here)
    row = sql.execute(query.where(t.documents.c.id == document)).first()
    return None if row is None else (row.hash, metadata_of(row.metadata).superseded_by)


def document_version(sql: Connection, document: str, version: str) -> Document | None:
    """A version of a document, also an old one; None if it was never kept."""
    here = and_(t.versions.c.document == document, t.versions.c.hash == version)
    row = sql.execute(select(t.versions).where(here)).first()
    return None if row is None else document_of(sql, row)
