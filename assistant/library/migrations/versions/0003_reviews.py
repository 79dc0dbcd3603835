"""Papers under review, their versions and comments, and the audit trail."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

UNCHANGEABLE = {"trail": ("n",), "paper_versions": ("paper", "number")}
"""Tables whose rows nobody may change or delete, with their keys."""


def upgrade() -> None:
    """Make the tables of the review, and the triggers that keep what must not change."""
    _make_papers()
    _make_remarks()
    _make_trail()
    for table, key in UNCHANGEABLE.items():
        if op.get_context().dialect.name == "postgresql":
            _protect_on_postgresql(table)
        else:
            _protect_on_sqlite(table, key)


def _paper() -> sa.Column[int]:
    return sa.Column("paper", sa.Integer, nullable=False, autoincrement=False)


def _of_paper(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["paper"], ["papers.id"], name=f"fk_{table}_paper_papers")


def _make_papers() -> None:
    op.create_table(
        "papers",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(100), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("author", sa.String(100), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("writers", sa.JSON, nullable=False),
        sa.Column("editors", sa.JSON, nullable=False),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("changed", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_papers"),
    )
    op.create_index("ix_papers_state", "papers", ["state"])
    op.create_table(
        "working_copies",
        _paper(),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.Column("draft", sa.JSON, nullable=False),
        sa.Column("drafted_from", sa.String(80), nullable=False),
        sa.Column("by", sa.String(100), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("paper", name="pk_working_copies"),
        _of_paper("working_copies"),
    )
    op.create_table(
        "cited_documents",
        _paper(),
        sa.Column("document", sa.String(255), nullable=False),
        sa.PrimaryKeyConstraint("paper", "document", name="pk_cited_documents"),
        _of_paper("cited_documents"),
    )
    op.create_index("ix_cited_documents_document", "cited_documents", ["document"])
    op.create_table(
        "copies_set_aside",
        sa.Column("id", sa.Integer, nullable=False),
        _paper(),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.Column("draft", sa.JSON),
        sa.Column("by", sa.String(100), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_copies_set_aside"),
        _of_paper("copies_set_aside"),
    )
    op.create_index("ix_copies_set_aside_paper", "copies_set_aside", ["paper"])
    op.create_table(
        "paper_versions",
        _paper(),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.Column("draft", sa.JSON, nullable=False),
        sa.Column("hash", sa.String(80), nullable=False),
        sa.Column("editors", sa.JSON, nullable=False),
        sa.Column("by", sa.String(100), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("paper", "number", name="pk_paper_versions"),
        _of_paper("paper_versions"),
    )


def _make_remarks() -> None:
    op.create_table(
        "comments",
        sa.Column("id", sa.Integer, nullable=False),
        _paper(),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("part", sa.String(10), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("by", sa.String(100), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("resolved_by", sa.String(100), nullable=False),
        sa.Column("resolved_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_comments"),
        _of_paper("comments"),
    )
    op.create_index("ix_comments_paper", "comments", ["paper"])
    op.create_table(
        "paper_marks",
        sa.Column("id", sa.Integer, nullable=False),
        _paper(),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("document", sa.String(255), nullable=False),
        sa.Column("clause", sa.Text, nullable=False),
        sa.Column("old_words", sa.Text, nullable=False),
        sa.Column("new_words", sa.Text, nullable=False),
        sa.Column("version", sa.String(80), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("cleared", sa.String(20), nullable=False),
        sa.Column("cleared_by", sa.String(100), nullable=False),
        sa.Column("cleared_at", sa.String(32), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_paper_marks"),
        _of_paper("paper_marks"),
    )
    op.create_index("ix_paper_marks_paper", "paper_marks", ["paper"])


def _make_trail() -> None:
    op.create_table(
        "trail",
        sa.Column("n", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("by", sa.String(100), nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        _paper(),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
        sa.Column("before", sa.String(80), nullable=False),
        sa.Column("hash", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_trail"),
        _of_paper("trail"),
    )
    op.create_index("ix_trail_paper", "trail", ["paper"])
    op.create_table(
        "trail_end",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("hash", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trail_end"),
    )
    op.execute("INSERT INTO trail_end (id, n, hash) VALUES (1, 0, '')")


def _protect_on_sqlite(table: str, key: tuple[str, ...]) -> None:
    """INSERT OR REPLACE deletes without asking the trigger on DELETE, so it is refused itself."""
    same = " AND ".join(f"{column} = NEW.{column}" for column in key)
    conditions = {
        "UPDATE": "",
        "DELETE": "",
        "INSERT": f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})",  # noqa: S608
    }
    for change, condition in conditions.items():
        op.execute(
            f"CREATE TRIGGER {table}_keeps_{change.lower()} BEFORE {change} ON {table} {condition} "
            f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
        )


def _protect_on_postgresql(table: str) -> None:
    op.execute(
        f"CREATE OR REPLACE FUNCTION {table}_is_kept() RETURNS trigger AS $$ "
        f"BEGIN RAISE EXCEPTION 'rows of {table} are never changed'; END $$ LANGUAGE plpgsql"
    )
    for change, each in (("UPDATE OR DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {table}_keeps_{each.lower()} BEFORE {change} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION {table}_is_kept()"
        )
