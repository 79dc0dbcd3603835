"""Comments and marks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from assistant.library import tables as t
from assistant.review.content import hash_of
from assistant.review.papers import Change, Cleared, Comment, Mark, Paper
from assistant.review.store.moments import moment_of


def add_comment(sql: Connection, values: Mapping[str, Any]) -> int:
    """Keep a comment; its number."""
    row = {"resolved_by": "", "resolved_at": "", **values}
    made = sql.execute(insert(t.comments).values(row))
    return int(made.inserted_primary_key[0]) if made.inserted_primary_key else 0


def resolve(sql: Connection, comment: int, by: str, at: str) -> None:
    """Note that a comment is settled."""
    values = {"resolved_by": by, "resolved_at": at}
    sql.execute(update(t.comments).where(t.comments.c.id == comment).values(values))


def text_hash(sql: Connection, comment: int) -> str:
    """The hash of a comment's text, "" where there is no such comment."""
    text = sql.scalar(select(t.comments.c.text).where(t.comments.c.id == comment))
    return "" if text is None else hash_of(text)


def comments(sql: Connection, of: Paper) -> list[Comment]:
    """The comments on a paper, oldest first."""
    query = select(t.comments).where(t.comments.c.paper == of.id).order_by(t.comments.c.id)
    return [
        Comment(
            id=row.id,
            paper=row.paper,
            version=row.version,
            part=row.part,
            name=row.name,
            text=row.text,
            by=row.by,
            at=datetime.fromisoformat(row.at),
            is_earlier=row.version < of.version,
            resolved_by=row.resolved_by,
            resolved_at=moment_of(row.resolved_at),
        )
        for row in sql.execute(query)
    ]


def marks(sql: Connection, number: int) -> list[Mark]:
    """All marks of a paper, open and cleared, oldest first."""
    query = select(t.paper_marks).where(t.paper_marks.c.paper == number)
    return [
        Mark(
            id=row.id,
            paper=row.paper,
            change=Change(row.reason, row.document, row.clause, row.old_words, row.new_words),
            version=row.version,
            at=datetime.fromisoformat(row.at),
            cleared=row.cleared,
            cleared_by=row.cleared_by,
            cleared_at=moment_of(row.cleared_at),
            note=row.note,
        )
        for row in sql.execute(query.order_by(t.paper_marks.c.id))
    ]


def add_marks(sql: Connection, number: int, changes: Mapping[Change, str], at: str) -> None:
    """Mark a paper with changes, each with the document's version that made it."""
    open_mark = {"cleared": "", "cleared_by": "", "cleared_at": "", "note": ""}
    rows = [
        {
            "paper": number,
            "reason": change.reason,
            "document": change.document,
            "clause": change.clause,
            "old_words": change.old_words,
            "new_words": change.new_words,
            "version": version,
            "at": at,
            **open_mark,
        }
        for change, version in changes.items()
    ]
    sql.execute(insert(t.paper_marks), rows)


def clear_marks(
    sql: Connection, ids: Collection[int], cleared: Cleared, by: str, at: str, note: str = ""
) -> None:
    """Settle marks."""
    values = {"cleared": cleared, "cleared_by": by, "cleared_at": at, "note": note}
    sql.execute(update(t.paper_marks).where(t.paper_marks.c.id.in_(ids)).values(values))
