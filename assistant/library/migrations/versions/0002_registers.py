"""The facts of each version."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of facts; documents that are there already are read when they are asked."""
    op.create_table(
        "registers",
        sa.Column("document", sa.String(255), nullable=False),
        sa.Column("version", sa.String(80), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("document", "version", name="pk_registers"),
        sa.ForeignKeyConstraint(
            ["document", "version"],
            ["versions.document", "versions.hash"],
            name="fk_registers_document_versions",
            ondelete="CASCADE",
        ),
    )
