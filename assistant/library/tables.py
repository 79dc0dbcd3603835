"""The catalogue's tables. What stands here is the truth; vectors can be rebuilt from it.

A change of these tables needs a migration in `migrations/versions`, and its name in REVISIONS.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

REVISIONS = ("0001", "0002", "0003")
"""All migrations, oldest first. A database at another revision is newer than this program."""

tables = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

versions = Table(
    "versions",
    tables,
    Column("document", String(255), primary_key=True),
    Column("hash", String(80), primary_key=True, index=True),
    Column("title", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("metadata", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("pages", JSON, nullable=False),
    Column("created", DateTime(timezone=True), nullable=False),
)
"""Each text that a document has had. Old ones stay, since drafts cite them."""

clauses = Table(
    "clauses",
    tables,
    Column("document", String(255), primary_key=True),
    Column("version", String(80), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("path", Text, nullable=False),
    Column("heading", Text, nullable=False),
    Column("trail", JSON, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("page", Integer),
    ForeignKeyConstraint(
        ["document", "version"], ["versions.document", "versions.hash"], ondelete="CASCADE"
    ),
)
"""The clauses of a version in text order; their words are those of its text from start to end."""

documents = Table(
    "documents",
    tables,
    Column("id", String(255), primary_key=True),
    Column("version", String(80), nullable=False),
    Column("collection", String(255), nullable=False),
    Column("source", Text, nullable=False),
    Column("signature", String(80), nullable=False),
    Column("clauses", Integer, nullable=False),
    Column("passages", Integer, nullable=False),
    Column("indexed", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(["id", "version"], ["versions.document", "versions.hash"]),
)
"""The documents that answer now, and which of their versions does.

`source` is the file's path; `signature` changes when the file, what is known of it, or the reader
changes; `collection` names the set of files that it belongs to, if any.
"""

registers = Table(
    "registers",
    tables,
    Column("document", String(255), primary_key=True),
    Column("version", String(80), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("facts", JSON, nullable=False),
    ForeignKeyConstraint(
        ["document", "version"], ["versions.document", "versions.hash"], ondelete="CASCADE"
    ),
)
"""The facts that were read out of a version, and the revision of the rules that read them."""

searchable = Table(
    "searchable",
    tables,
    Column("version", String(80), primary_key=True),
    Column("embedder", String(100), primary_key=True),
)
"""The versions of which all vectors of an embedder are kept."""

state = Table(
    "state",
    tables,
    Column("id", Integer, primary_key=True),
    Column("generation", Integer, nullable=False),
)
"""One row: a number that grows with each change of what can be found."""

# Papers under review. Moments are ISO 8601 in UTC, as text: they are part of hashes.

papers = Table(
    "papers",
    tables,
    Column("id", Integer, primary_key=True),
    Column("kind", String(100), nullable=False),
    Column("title", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("author", String(100), nullable=False),
    Column("state", String(20), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("writers", JSON, nullable=False),
    Column("editors", JSON, nullable=False),
    Column("created", String(32), nullable=False),
    Column("changed", String(32), nullable=False),
)
"""Each paper. `version` is the last one that was submitted, 0 before the first.

`writers` are all who ever wrote in it, `editors` those who did since that version.
"""

working_copies = Table(
    "working_copies",
    tables,
    Column("paper", ForeignKey("papers.id"), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("draft", JSON, nullable=False),
    Column("drafted_from", String(80), nullable=False),
    Column("by", String(100), nullable=False),
    Column("at", String(32), nullable=False),
)
"""What is being written; `drafted_from` is the hash of the facts that the draft was made of."""

cited_documents = Table(
    "cited_documents",
    tables,
    Column("paper", ForeignKey("papers.id"), primary_key=True),
    Column("document", String(255), primary_key=True, index=True),
)
"""Which documents the draft of a working copy cites, so that a changed document finds its papers."""

copies_set_aside = Table(
    "copies_set_aside",
    tables,
    Column("id", Integer, primary_key=True),
    Column("paper", ForeignKey("papers.id"), nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("draft", JSON),
    Column("by", String(100), nullable=False),
    Column("at", String(32), nullable=False),
    Column("reason", Text, nullable=False),
)
"""Texts that could not be saved, because others had saved or the paper was not open; none is lost."""

paper_versions = Table(
    "paper_versions",
    tables,
    Column("paper", ForeignKey("papers.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("facts", JSON, nullable=False),
    Column("draft", JSON, nullable=False),
    Column("hash", String(80), nullable=False),
    Column("editors", JSON, nullable=False),
    Column("by", String(100), nullable=False),
    Column("at", String(32), nullable=False),
    Column("reason", Text, nullable=False),
)
"""What was submitted. Triggers refuse every change of a row."""

comments = Table(
    "comments",
    tables,
    Column("id", Integer, primary_key=True),
    Column("paper", ForeignKey("papers.id"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("part", String(10), nullable=False),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("by", String(100), nullable=False),
    Column("at", String(32), nullable=False),
    Column("resolved_by", String(100), nullable=False),
    Column("resolved_at", String(32), nullable=False),
)
"""Remarks on a field, a section or the whole; those not resolved have an empty `resolved_by`."""

paper_marks = Table(
    "paper_marks",
    tables,
    Column("id", Integer, primary_key=True),
    Column("paper", ForeignKey("papers.id"), nullable=False, index=True),
    Column("reason", String(20), nullable=False),
    Column("document", String(255), nullable=False),
    Column("clause", Text, nullable=False),
    Column("old_words", Text, nullable=False),
    Column("new_words", Text, nullable=False),
    Column("version", String(80), nullable=False),
    Column("at", String(32), nullable=False),
    Column("cleared", String(20), nullable=False),
    Column("cleared_by", String(100), nullable=False),
    Column("cleared_at", String(32), nullable=False),
    Column("note", Text, nullable=False),
)
"""Why papers are to be checked again; an open mark has an empty `cleared`."""

trail = Table(
    "trail",
    tables,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("by", String(100), nullable=False),
    Column("action", String(20), nullable=False),
    Column("paper", ForeignKey("papers.id"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("details", JSON, nullable=False),
    Column("before", String(80), nullable=False),
    Column("hash", String(80), nullable=False),
)
"""The audit trail, each event with the hash of the one before. Triggers refuse every change."""

trail_end = Table(
    "trail_end",
    tables,
    Column("id", Integer, primary_key=True),
    Column("n", Integer, nullable=False),
    Column("hash", String(80), nullable=False),
)
"""One row: the number and the hash of the last event. Who adds an event holds it."""
