"""The database under the catalogue: opening it, its schema, transactions, and what can go wrong.

SQLite in a file (write-ahead log, so that readers and the writer do not wait for each other) or
PostgreSQL, by URL.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, SQLAlchemyError

from assistant.errors import (
    AssistantError,
    LibraryBusy,
    LibraryError,
    SettingsError,
    UnreadableFile,
)
from assistant.library.tables import REVISIONS

_WAIT_SECONDS = 10
_MIGRATIONS = Path(__file__).parent / "migrations"
_RUN_LOCK = 0x706F6C696379
"""Any number that nobody else locks in the same PostgreSQL database."""

_REASONS = (
    ("readonly", "It may not be written to.", "Make the file and its folder writable."),
    ("unable to open", "It cannot be opened.", "Check that its folder exists and is writable."),
    ("is full", "The disk is full.", "Make room on the disk and do it again."),
    ("disk i/o", "The disk does not work as it should.", "Check the disk and its free space."),
    ("locked", "Another program keeps it locked.", "Close that program, or wait, and try again."),
    ("not a database", "It is not a database.", "Move that file away and run `assistant index`."),
    ("malformed", "It is damaged.", "Move that file away and run `assistant index`."),
    ("password", "It does not accept the user or the password.", "Correct ASSISTANT_DATABASE."),
    ("does not exist", "It has no such database or table.", "Correct ASSISTANT_DATABASE."),
)
_ELSE = ("It does not answer as expected.", "Check that it runs, and ASSISTANT_DATABASE.")


class Database:
    """Connections to one database. Nothing is opened or made before it is needed."""

    def __init__(self, url: str) -> None:
        """`url` is an SQLAlchemy URL. Raises SettingsError if it cannot be used."""
        self.url = _read_url(url)
        self._engine = _engine(self.url)
        self._is_current = False

    @property
    def name(self) -> str:
        """The database as it is called in messages, without its password."""
        if self._file is not None:
            return str(self._file)
        return self.url.render_as_string(hide_password=True)

    @contextmanager
    def reading(self) -> Iterator[Connection | None]:
        """A transaction that sees one state of the database; None if nothing was ever kept in it.

        Raises LibraryError, also for a database of another version of this program.
        """
        with self._explained():
            if self._file is not None and not self._file.is_file():
                yield None
                return
            with self._engine.connect() as connection:
                if self.url.get_backend_name() == "postgresql":
                    connection.execution_options(isolation_level="REPEATABLE READ")
                revision = self._revision(connection)
                if revision is not None and revision != REVISIONS[-1]:
                    raise LibraryError(
                        f"The database {self.name} is from an older version of this program.",
                        "Run `assistant index`; it is brought up to date, and nothing is lost.",
                    )
                yield connection if revision is not None else None

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is committed at the end, or not at all. Makes the schema if needed.

        Raises LibraryError, and UnreadableFile for characters that the database cannot keep.
        """
        with self._explained():
            self._make_current()
            try:
                with self._transaction() as connection:
                    yield connection
            except (DataError, UnicodeEncodeError) as error:
                raise UnreadableFile(
                    "The text holds characters that the database cannot keep.",
                    "Save the file anew as text in UTF-8.",
                ) from error

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with (
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def run_lock(self) -> Iterator[None]:
        """Held by one indexing run at a time, on whichever machine. Raises LibraryBusy.

        Only PostgreSQL needs it: the machines that share an SQLite file share its folder's lock.
        """
        if self.url.get_backend_name() != "postgresql":
            yield
            return
        key = {"key": _RUN_LOCK}
        with self._explained():
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            free = connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), key)
        try:
            if not free:
                raise LibraryBusy(
                    "Another indexing run is at work on this database.",
                    "Wait until it has ended, then run this again.",
                )
            yield
        finally:
            # The lock belongs to the session, not to a transaction: end the session with it.
            connection.invalidate()
            connection.close()

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    @property
    def _file(self) -> Path | None:
        if self.url.get_backend_name() != "sqlite":
            return None
        return Path(self.url.database or "")

    def _revision(self, connection: Connection) -> str | None:
        """The migration that the database is at, None for an empty one. Raises LibraryError."""
        if not inspect(connection).has_table("alembic_version"):
            return None
        revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
        if revision is not None and revision not in REVISIONS:
            raise LibraryError(
                f"The database {self.name} is from a newer version of this program ({revision}).",
                "Update the program, or set ASSISTANT_DATABASE to another one; nothing is changed.",
            )
        return None if revision is None else str(revision)

    def _make_current(self) -> None:
        """Bring the schema up to date; nothing is done to a newer one. Raises LibraryError."""
        if self._is_current:
            return
        if self._file is not None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._engine.connect() as connection:
            revision = self._revision(connection)
        if revision != REVISIONS[-1]:
            self._migrate()
        self._is_current = True

    def _migrate(self) -> None:
        if self._file is not None:
            with self._engine.connect() as connection:
                _raw(connection).execute("PRAGMA journal_mode = WAL")
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        with self._transaction() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what the database and its driver raise into a LibraryError that says what to do."""
        try:
            yield
        except AssistantError:
            raise
        except (SQLAlchemyError, OSError, UnicodeEncodeError) as error:
            raise self._explain(error) from error

    def _explain(self, error: Exception) -> LibraryError:
        said = str(error.orig if isinstance(error, DBAPIError) else error)
        what, do = _ELSE
        for word, reason, advice in _REASONS:
            if word in said.lower():
                what, do = reason, advice
                break
        detail = said.strip().split("\n")[0].rstrip(".")
        problem = LibraryError(f"The database {self.name}: {what} ({detail}.)", do)
        problem.retryable = "locked" in said.lower()
        return problem


def _read_url(url: str) -> URL:
    try:
        read = make_url(url)
    except ArgumentError as error:
        raise _bad_url("which is no SQLAlchemy URL") from error
    if read.get_backend_name() not in ("sqlite", "postgresql"):
        raise _bad_url(f"but {read.get_backend_name()} is not supported")
    if read.get_backend_name() == "sqlite" and read.database in (None, "", ":memory:"):
        raise _bad_url("but SQLite must be in a file")
    if read.drivername == "postgresql":
        read = read.set(drivername="postgresql+psycopg")
    return read


def _bad_url(why: str) -> SettingsError:
    return SettingsError(
        f"ASSISTANT_DATABASE is set, {why}.",
        "Write sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE.",
    )


def _engine(url: URL) -> Engine:
    try:
        if url.get_backend_name() != "sqlite":
            return create_engine(url, pool_pre_ping=True)
        wait = {} if "timeout" in url.query else {"timeout": _WAIT_SECONDS}
        engine = create_engine(url, connect_args=wait)
    except (SQLAlchemyError, ImportError) as error:
        raise SettingsError(
            f"The database driver {url.drivername} is not installed.",
            "Install policy-assistant[postgres], or write postgresql://… for its driver.",
        ) from error
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, _record: Any) -> None:
    # Python's driver would begin transactions when it thinks fit, never for a SELECT or a table.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _raw(connection: Connection) -> Any:
    """The driver's own connection, where no transaction has begun yet."""
    return connection.connection.driver_connection
