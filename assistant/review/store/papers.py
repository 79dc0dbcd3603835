"""Papers and their versions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, insert, select, update

from assistant.drafting.draft import Draft
from assistant.errors import UnknownPaper
from assistant.library import tables as t
from assistant.review.content import draft_from, one_line, stored
from assistant.review.papers import Paper, Version
from assistant.review.states import STANDING
from assistant.review.store.moments import moment


def add_paper(sql: Connection, draft: Draft, author: str, at: str) -> int:
    """A new paper, a draft by its author. Its working copy is written apart."""
    row = {
        "kind": draft.kind,
        "title": one_line(draft.title),
        "language": draft.language,
        "author": author,
        "state": "draft",
        "version": 0,
        "writers": [author],
        "editors": [author],
        "created": at,
        "changed": at,
    }
    made = sql.execute(insert(t.papers).values(row)).inserted_primary_key
    if made is None:
        raise UnknownPaper("The paper was not made.", "Try again.")
    return int(made[0])


def papers(sql: Connection) -> list[Paper]:
    """All papers, by number."""
    return [_paper_of(row) for row in sql.execute(_papers().order_by(t.papers.c.id))]


def paper(sql: Connection, number: int, *, hold: bool = False) -> Paper:
    """One paper; `hold` keeps others from writing it. Raises UnknownPaper."""
    if hold:
        sql.execute(select(t.papers.c.id).where(t.papers.c.id == number).with_for_update())
    row = sql.execute(_papers().where(t.papers.c.id == number)).first()
    if row is None:
        raise UnknownPaper(f"There is no paper {number}.", "See `assistant review list`.")
    return _paper_of(row)


def change_paper(sql: Connection, number: int, **values: Any) -> None:
    """Write some columns of a paper."""
    sql.execute(update(t.papers).where(t.papers.c.id == number).values(**values))


def editors(sql: Connection, number: int) -> tuple[str, ...]:
    """Who has changed the paper since its last version."""
    found = sql.scalar(select(t.papers.c.editors).where(t.papers.c.id == number))
    return tuple(found or ())


def citing(sql: Connection, document: str) -> list[Paper]:
    """The papers that cite a document and are not withdrawn, held, by number."""
    cites = select(t.cited_documents.c.paper).where(t.cited_documents.c.document == document)
    here = and_(t.papers.c.id.in_(cites), t.papers.c.state.in_(STANDING))
    sql.execute(select(t.papers.c.id).where(here).order_by(t.papers.c.id).with_for_update())
    return [_paper_of(row) for row in sql.execute(_papers().where(here).order_by(t.papers.c.id))]


def _papers() -> Select[Any]:
    open_marks = (
        select(func.count())
        .where(t.paper_marks.c.paper == t.papers.c.id, t.paper_marks.c.cleared == "")
        .scalar_subquery()
    )
    return select(t.papers, open_marks.label("check_again"))


def _paper_of(row: Row[Any]) -> Paper:
    return Paper(
        id=row.id,
        kind=row.kind,
        title=row.title,
        language=row.language,
        author=row.author,
        state=row.state,
        version=row.version,
        writers=tuple(row.writers),
        created=datetime.fromisoformat(row.created),
        changed=datetime.fromisoformat(row.changed),
        check_again=row.check_again,
    )


def add_version(sql: Connection, version: Version) -> None:
    """Keep a version for good."""
    sql.execute(
        insert(t.paper_versions).values(
            paper=version.paper,
            number=version.number,
            facts=version.facts,
            draft=stored(version.draft),
            hash=version.hash,
            editors=list(version.editors),
            by=version.by,
            at=moment(version.at),
            reason=version.reason,
        )
    )


def versions(sql: Connection, number: int) -> list[Version]:
    """The versions of a paper, oldest first."""
    query = select(t.paper_versions).where(t.paper_versions.c.paper == number)
    rows = sql.execute(query.order_by(t.paper_versions.c.number))
    return [_version_of(row) for row in rows]


def version_content(sql: Connection, number: int, version: int) -> Mapping[str, Any] | None:
    """The facts and the draft of a version as they are kept, None where there is none."""
    here = and_(t.paper_versions.c.paper == number, t.paper_versions.c.number == version)
    query = select(t.paper_versions.c.facts, t.paper_versions.c.draft).where(here)
    row = sql.execute(query).first()
    return None if row is None else dict(row._mapping)


def _version_of(row: Row[Any]) -> Version:
    return Version(
        paper=row.paper,
        number=row.number,
        facts=row.facts,
        draft=draft_from(row.draft),
        hash=row.hash,
        editors=tuple(row.editors),
        by=row.by,
        at=datetime.fromisoformat(row.at),
        reason=row.reason,
    )
