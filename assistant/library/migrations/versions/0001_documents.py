"""Documents, their versions and clauses."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "versions",
        sa.Column("document", sa.String(255), nullable=False),
        sa.Column("hash", sa.String(80), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("metadata", sa.JSON, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("pages", sa.JSON, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("document", "hash", name="pk_versions"),
    )
    op.create_index("ix_versions_hash", "versions", ["hash"])
    op.create_table(
        "clauses",
        sa.Column("document", sa.String(255), nullable=False),
        sa.Column("version", sa.String(80), nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("heading", sa.Text, nullable=False),
        sa.Column("trail", sa.JSON, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("page", sa.Integer),
        sa.PrimaryKeyConstraint("document", "version", "ordinal", name="pk_clauses"),
        sa.ForeignKeyConstraint(
            ["document", "version"],
            ["versions.document", "versions.hash"],
            name="fk_clauses_document_versions",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.String(255), nullable=False),
        sa.Column("version", sa.String(80), nullable=False),
        sa.Column("collection", sa.String(255), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("signature", sa.String(80), nullable=False),
        sa.Column("clauses", sa.Integer, nullable=False),
        sa.Column("passages", sa.Integer, nullable=False),
        sa.Column("indexed", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
        sa.ForeignKeyConstraint(
            ["id", "version"],
            ["versions.document", "versions.hash"],
            name="fk_documents_id_versions",
        ),
    )
    op.create_table(
        "searchable",
        sa.Column("version", sa.String(80), nullable=False),
        sa.Column("embedder", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("version", "embedder", name="pk_searchable"),
    )
    op.create_table(
        "state",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_state"),
    )
    op.execute("INSERT INTO state (id, generation) VALUES (1, 0)")
