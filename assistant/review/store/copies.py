"""Working copies, and what could not be saved to them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from assistant.drafting.draft import Draft
from assistant.library import tables as t
from assistant.review.content import draft_from, hash_of, stored
from assistant.review.papers import CopySetAside, Facts, WorkingCopy


def working_copy(sql: Connection, number: int) -> WorkingCopy:
    """The working copy of a paper that is there."""
    row = sql.execute(select(t.working_copies).where(t.working_copies.c.paper == number)).one()
    return WorkingCopy(
        paper=row.paper,
        revision=row.revision,
        facts=row.facts,
        draft=draft_from(row.draft),
        is_drafted=row.drafted_from == hash_of(row.facts),
        by=row.by,
        at=datetime.fromisoformat(row.at),
    )


def write_copy(
    sql: Connection, number: int, revision: int, facts: Facts, draft: Draft | None, by: str, at: str
) -> None:
    """Keep the facts as this revision, and the draft made of them where there is one."""
    values: dict[str, Any] = {"revision": revision, "facts": facts, "by": by, "at": at}
    if draft is not None:
        values |= {"draft": stored(draft), "drafted_from": hash_of(facts)}
    here = t.working_copies.c.paper == number
    if not sql.execute(update(t.working_copies).where(here).values(values)).rowcount:
        sql.execute(insert(t.working_copies).values(paper=number, **values))
    if draft is not None:
        _note_cited(sql, number, {citation.document for citation in draft.citations})


def _note_cited(sql: Connection, number: int, documents: Collection[str]) -> None:
    sql.execute(delete(t.cited_documents).where(t.cited_documents.c.paper == number))
    rows = [{"paper": number, "document": document} for document in sorted(documents)]
    if rows:
        sql.execute(insert(t.cited_documents), rows)


def put_aside(
    sql: Connection,
    number: int,
    revision: int,
    facts: Facts,
    draft: Draft | None,
    by: str,
    at: str,
    reason: str,
) -> int:
    """Keep a text that could not be saved; its number."""
    values: dict[str, Any] = {"paper": number, "revision": revision, "facts": facts, "by": by}
    if draft is not None:
        values["draft"] = stored(draft)
    made = sql.execute(insert(t.copies_set_aside).values(**values, at=at, reason=reason))
    return int(made.inserted_primary_key[0]) if made.inserted_primary_key else 0


def copies_set_aside(sql: Connection, number: int) -> list[CopySetAside]:
    """The texts of a paper that could not be saved, oldest first."""
    query = select(t.copies_set_aside).where(t.copies_set_aside.c.paper == number)
    return [
        CopySetAside(
            id=row.id,
            paper=row.paper,
            revision=row.revision,
            facts=row.facts,
            draft=None if row.draft is None else draft_from(row.draft),
            by=row.by,
            at=datetime.fromisoformat(row.at),
            reason=row.reason,
        )
        for row in sql.execute(query.order_by(t.copies_set_aside.c.id))
    ]
