"""Alembic's entry: run the migrations on the connection that the catalogue gives."""

from alembic import context

from assistant.library.tables import tables

context.configure(connection=context.config.attributes["connection"], target_metadata=tables)
context.run_migrations()
