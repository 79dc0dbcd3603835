"""A desk for the tests of the review: a small library, papers that cite it, a clock that ticks."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from small_policy import document
from sqlalchemy import create_engine, text

from assistant.answering.quoting import cite
from assistant.drafting.draft import Check, Draft, Field, Missing, Section
from assistant.library.catalogue import Catalogue
from assistant.library.tables import tables
from assistant.model import Citation, Document
from assistant.review.papers import Paper
from assistant.review.rechecking import marking, marking_removed
from assistant.review.reviews import Reviews

ANNOUNCED = "announce the decision for no less than 15 days"
PLAN = f"""I. Tasks
1. Announcing
Pilot entities shall {ANNOUNCED}.
2. Licences
A licence runs for at least ten years. The entity keeps a record.
"""
FACTS: dict[str, Any] = {"title": "Thin films", "licence_term_years": 12, "partner": "A Ltd"}
BEGIN = datetime(2026, 1, 5, 9, tzinfo=UTC)


@dataclass
class Ticking:
    """Each look at it is a second later."""

    at: datetime = BEGIN

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@dataclass
class Desk:
    """Reviews over a catalogue, and what changes the documents in it."""

    url: str
    now: Ticking = field(default_factory=Ticking)

    def __post_init__(self) -> None:
        self.catalogue = Catalogue(self.url)
        self.reviews = Reviews(self.catalogue, self.now)

    def put(self, words: str = PLAN, name: str = "plan", superseded_by: str = "") -> Document:
        """Index a document, as an indexing run does."""
        one = document(words, name)
        one = replace(one, metadata=replace(one.metadata, superseded_by=superseded_by))
        self.catalogue.put(
            one, source=Path(f"{name}.txt"), signature=one.version, also=[marking(self.now)]
        )
        return one

    def remove(self, name: str = "plan") -> None:
        self.catalogue.remove(name, also=[marking_removed(self.now)])

    def cited(self, quote: str = ANNOUNCED, name: str = "plan", n: int = 1) -> Citation:
        """A citation of the document as it is now."""
        held = self.catalogue.document(name)
        found = (cite(n, quote, clause, held.title) for clause in held.clauses)
        return next(citation for citation in found if citation)

    def draft(self, facts: dict[str, Any] = FACTS, *quotes: str, **changes: Any) -> Draft:
        """A draft of these facts that cites these words of the plan."""
        wanted = quotes or (ANNOUNCED,)
        citations = tuple(self.cited(quote, n=n) for n, quote in enumerate(wanted, 1))
        return replace(drafted(facts), citations=citations, **changes)

    def paper(self, author: str = "Ann", **changes: Any) -> Paper:
        """A new paper, after the plan was indexed if it is not."""
        if "plan" not in {metadata.id for metadata in self.catalogue.documents()}:
            self.put()
        return self.reviews.create("implementation_plan", FACTS, self.draft(**changes), author)

    def submitted(self, author: str = "Ann") -> Paper:
        paper = self.paper(author)
        self.reviews.submit(paper.id, author)
        return self.reviews.paper(paper.id)

    def approved(self) -> Paper:
        return self.reviews.approve(self.submitted().id, "Bo")

    def edit(self, paper: int, by: str, **facts: Any) -> int:
        """Change facts and draft anew, as the form does."""
        copy = self.reviews.working_copy(paper)
        changed = copy.facts | facts
        return self.reviews.save(paper, changed, by, copy.revision, self.draft(changed))

    def close(self) -> None:
        self.catalogue.close()


def drafted(facts: dict[str, Any]) -> Draft:
    """A paper of these facts, without citations."""
    return Draft(
        kind="implementation_plan",
        language="en",
        title=f"Plan: {facts.get('title', '')}",
        fields=tuple(Field(name, name.title(), value, "user") for name, value in facts.items()),
        sections=(Section("Term", f"It runs for {facts.get('licence_term_years')} years. [1]"),),
        checks=(Check("licence-term-at-least-ten-years", "pass", "Long enough."),),
        missing=(),
        citations=(),
    )


FAILING = (Check("licence-term-at-least-ten-years", "fail", "The term is too short."),)
MISSING = (Missing("partner", "Who is the partner?"),)

servers = pytest.param("postgresql", marks=[pytest.mark.slow, pytest.mark.servers])


def database(kind: str, folder: Path) -> str:
    """The URL of an empty database of this kind."""
    if kind == "sqlite":
        return f"sqlite:///{folder / 'library.sqlite3'}"
    given = os.environ.get("ASSISTANT_TEST_POSTGRES")
    if not given:
        pytest.skip("ASSISTANT_TEST_POSTGRES is not set (postgresql://USER@HOST/DATABASE)")
    engine = create_engine(given)
    with engine.begin() as sql:
        tables.drop_all(sql)
        sql.execute(text("DROP TABLE IF EXISTS alembic_version"))
    engine.dispose()
    return given
