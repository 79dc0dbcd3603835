"""The catalogue's tables. What stands here is the truth; vectors can be rebuilt from it.

A change of these tables needs a migration in `migrations/versions`, and its name in REVISIONS.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

REVISIONS = ("0001", "0002")
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
