"""What was read out of each version is kept beside it, and changes in the same transaction.

The library does not know what the facts are: they are objects that can be written as JSON, and a
number that is raised when the rules that read them change.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, select

from assistant.library import tables as t
from assistant.library.catalogue import Also, Catalogue
from assistant.library.rows import metadata_of
from assistant.model import Document, Metadata

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """A document that answers now, and what is kept of its version; None where nothing is."""

    metadata: Metadata
    version: str
    revision: int | None
    facts: Facts | None


def keeping(read: Callable[[Document], Facts], revision: int) -> Also:
    """Something that keeps what `read` finds in a document, for `Catalogue.put(also=…)`."""

    def keep(sql: Connection, document: Document) -> None:
        here = and_(
            t.registers.c.document == document.id, t.registers.c.version == document.version
        )
        sql.execute(delete(t.registers).where(here))
        row = {"document": document.id, "version": document.version, "revision": revision}
        sql.execute(insert(t.registers).values(**row, facts=read(document)))

    return keep


def kept(catalogue: Catalogue) -> list[Kept]:
    """What is kept of each document that answers now, by id, as of one moment.

    Raises LibraryError.
    """
    current = and_(
        t.versions.c.document == t.documents.c.id, t.versions.c.hash == t.documents.c.version
    )
    here = and_(
        t.registers.c.document == t.documents.c.id, t.registers.c.version == t.documents.c.version
    )
    query = (
        select(
            t.versions.c.metadata, t.versions.c.hash, t.registers.c.revision, t.registers.c.facts
        )
        .select_from(t.documents.join(t.versions, current).outerjoin(t.registers, here))
        .order_by(t.documents.c.id)
    )
    with catalogue.reading() as sql:
        rows = sql.execute(query).all() if sql is not None else ()
        return [Kept(metadata_of(row[0]), *row[1:]) for row in rows]
