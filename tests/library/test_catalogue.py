from __future__ import annotations

import hashlib
import sqlite3
import subprocess
import sys
import tempfile
import threading
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, String, Table, create_engine, insert, select

from assistant.errors import (
    LibraryError,
    SettingsError,
    UnknownDocument,
    UnreadableFile,
)
from assistant.library.catalogue import Catalogue
from assistant.library.tables import REVISIONS, tables
from assistant.model import Clause, Document, Metadata


def document(name: str, text: str, cuts: tuple[int, ...] = (), **said: str) -> Document:
    """A document whose clauses are the text cut at these offsets."""
    version = f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
    edges = [0, *sorted(set(cuts)), len(text)]
    clauses = tuple(
        Clause(name, version, f"{n}", f"Heading {n}", ("Part",), text[a:b], a, b, n or None)
        for n, (a, b) in enumerate(pairwise(edges))
    )
    return Document(Metadata(name, f"Title of {name}", **said), version, text, clauses, (0,))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.sqlite3"


@pytest.fixture
def catalogue(file: Path) -> Catalogue:
    return Catalogue(f"sqlite:///{file}")


def put(catalogue: Catalogue, *documents: Document, embedders: tuple[str, ...] = ()) -> None:
    for one in documents:
        catalogue.put(one, source=Path(f"{one.id}.txt"), signature="s", embedders=embedders)


def test_what_is_put_comes_back_the_same(catalogue: Catalogue) -> None:
    one = document("a", "First. Second.", (6,), issuer="The city")
    put(catalogue, one)
    assert catalogue.document("a") == one
    assert catalogue.documents() == (one.metadata,)
    assert catalogue.version(one.version) == one


@settings(max_examples=30, deadline=None, derandomize=True)
@given(
    text=st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=80
    ),
    cuts=st.lists(st.integers(1, 79), max_size=5),
)
def test_any_text_and_its_offsets_come_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, text: str, cuts: list[int]
) -> None:
    catalogue = Catalogue(f"sqlite:///{tmp_path_factory.getbasetemp() / 'any.sqlite3'}")
    one = document("a", text, tuple(cut for cut in cuts if cut < len(text)))
    put(catalogue, one)
    kept = catalogue.document("a")
    assert kept == one
    assert "".join(clause.text for clause in kept.clauses) == text
    catalogue.close()


def test_a_new_version_answers_and_the_old_one_stays(catalogue: Catalogue) -> None:
    old, new = document("a", "It was so.", (3,)), document("a", "It is so.")
    put(catalogue, old, new)
    assert catalogue.document("a") == new
    assert catalogue.version(old.version) == old
    assert catalogue.snapshot().versions == (new.version,)


def test_a_removed_document_answers_no_longer_but_its_version_stays(catalogue: Catalogue) -> None:
    one = document("a", "It was so.")
    put(catalogue, one)
    catalogue.remove("a")
    assert catalogue.documents() == ()
    assert catalogue.version(one.version) == one


def test_the_same_text_under_two_ids_is_two_documents(catalogue: Catalogue) -> None:
    one, two = document("a", "The same."), document("b", "The same.")
    put(catalogue, one, two, embedders=("e",))
    assert catalogue.version(one.version, "a") == one
    assert catalogue.version(one.version, "b") == two
    assert catalogue.snapshot().is_searchable("e")
    assert not catalogue.snapshot().is_searchable("f")
    catalogue.remove("a")
    assert catalogue.searchable("e") == {two.version}
    catalogue.remove("b")
    assert catalogue.searchable("e") == frozenset()


def test_each_change_raises_the_generation(catalogue: Catalogue) -> None:
    seen = [catalogue.generation()]
    put(catalogue, document("a", "One."))
    seen.append(catalogue.generation())
    put(catalogue, document("a", "Two."))
    seen.append(catalogue.generation())
    catalogue.remove("a")
    seen.append(catalogue.generation())
    assert seen == sorted(set(seen))
    assert catalogue.snapshot().generation == seen[-1]


def test_an_unknown_document_is_told_with_the_nearest_known(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownDocument, match="assistant index"):
        catalogue.document("plan")
    put(catalogue, document("shanghai-plan", "A."), document("national-plan", "B."))
    with pytest.raises(UnknownDocument, match="shanghai-plan"):
        catalogue.document("shanghai-plam")
    with pytest.raises(UnknownDocument):
        catalogue.document("\udcff not even text")
    with pytest.raises(UnknownDocument):
        catalogue.remove("nothing")
    with pytest.raises(UnknownDocument):
        catalogue.version("sha256:0")


def test_what_else_is_written_is_in_the_same_transaction(catalogue: Catalogue) -> None:
    facts = Table("facts", MetaData(), Column("said", String))
    with catalogue.writing() as sql:
        facts.create(sql)

    def write(sql: object, one: Document) -> None:
        sql.execute(insert(facts).values(said=one.text))  # type: ignore[attr-defined]
        if one.id == "b":
            raise UnreadableFile("No.")

    catalogue.put(document("a", "A."), source=Path("a"), signature="", also=[write])
    with pytest.raises(UnreadableFile):
        catalogue.put(document("b", "B."), source=Path("b"), signature="", also=[write])
    with catalogue.writing() as sql:
        assert list(sql.scalars(select(facts.c.said))) == ["A."]
    assert [m.id for m in catalogue.documents()] == ["a"]


def test_reading_makes_no_file(catalogue: Catalogue, file: Path) -> None:
    assert catalogue.documents() == ()
    assert catalogue.generation() == 0
    assert catalogue.snapshot().documents == ()
    assert catalogue.searchable("e") == frozenset()
    assert not file.parent.exists()


def test_a_reader_is_not_kept_waiting_by_the_writer(catalogue: Catalogue, file: Path) -> None:
    one = document("a", "One.")
    put(catalogue, one)
    reader = Catalogue(f"sqlite:///{file}")
    with catalogue.writing():
        assert reader.document("a") == one


def test_writers_in_two_threads_wait_for_each_other(catalogue: Catalogue) -> None:
    catalogue.prepare()
    threads = [
        threading.Thread(target=put, args=(catalogue, document(f"d{n}", f"Text {n}.")))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(catalogue.documents()) == 8
    assert catalogue.generation() == 8


def test_characters_that_cannot_be_kept_are_told(catalogue: Catalogue) -> None:
    one = document("a", "So far so good.")
    object.__setattr__(one, "text", "It has half a \ud83d character.")
    with pytest.raises(UnreadableFile, match="cannot keep"):
        put(catalogue, one)
    assert catalogue.documents() == ()


# Schema


def test_the_migrations_make_the_tables_that_the_program_uses(
    catalogue: Catalogue, file: Path
) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    catalogue.prepare()
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        assert not compare_metadata(MigrationContext.configure(connection), tables)
    engine.dispose()


def test_all_migrations_are_known_by_name() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    import assistant.library.database as database

    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    walked = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(walked)) == REVISIONS


def test_a_database_from_a_newer_version_is_refused_and_not_changed(
    catalogue: Catalogue, file: Path
) -> None:
    put(catalogue, document("a", "A."))
    catalogue.close()
    with closing(sqlite3.connect(file)) as sql, sql:
        sql.execute("UPDATE alembic_version SET version_num = '9999'")
    before = file.read_bytes()
    newer = Catalogue(f"sqlite:///{file}")
    for attempt in (newer.documents, newer.prepare, lambda: put(newer, document("b", "B."))):
        with pytest.raises(LibraryError, match=r"newer version.*nothing is changed"):
            attempt()
    newer.close()
    assert file.read_bytes() == before


# What can go wrong


def test_a_file_that_is_no_database_is_told(catalogue: Catalogue, file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"This is a letter, not a database. " * 100)
    for attempt in (catalogue.documents, catalogue.prepare):
        with pytest.raises(LibraryError, match="not a database"):
            attempt()


def test_a_damaged_database_is_told(catalogue: Catalogue, file: Path) -> None:
    put(catalogue, *(document(f"d{n}", f"Text {n}. " * 400) for n in range(20)))
    catalogue.close()
    content = file.read_bytes()
    file.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    with pytest.raises(LibraryError, match="Move that file away"):
        catalogue.documents()


def test_a_locked_database_is_told_and_may_be_tried_again(
    file: Path,
) -> None:
    catalogue = Catalogue(f"sqlite:///{file}?timeout=0.1")
    catalogue.prepare()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LibraryError, match="locked") as caught:
            put(catalogue, document("a", "A."))
    assert caught.value.retryable
    put(catalogue, document("a", "A."))


def test_a_full_disk_is_told_and_nothing_is_lost(catalogue: Catalogue) -> None:
    one = document("a", "It stays. " * 50)
    put(catalogue, one)
    with catalogue.writing() as sql:
        pages = sql.exec_driver_sql("PRAGMA page_count").scalar()
        sql.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LibraryError, match="disk is full"):
        put(catalogue, document("b", "It is too much. " * 100_000))
    assert catalogue.document("a") == one
    assert [m.id for m in catalogue.documents()] == ["a"]


READ_ONLY = """
import os, sys
from pathlib import Path
from assistant.errors import LibraryError
sys.path.insert(0, str(Path("tests/library").absolute()))
from test_catalogue import Catalogue, document, put
catalogue = Catalogue(f"sqlite:///{sys.argv[1]}")
if os.getuid() == 0:  # nothing is read-only to the superuser
    os.setuid(65534)
for attempt in (lambda: put(catalogue, document("b", "B.")), lambda: catalogue.document("a")):
    try:
        attempt()
        print("done")
    except LibraryError as error:
        print(error)
"""


def test_a_read_only_folder_is_told() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "library.sqlite3"
        catalogue = Catalogue(f"sqlite:///{file}")
        put(catalogue, document("a", "A."))
        catalogue.close()
        file.chmod(0o444)
        Path(folder).chmod(0o555)
        command = [sys.executable, "-c", READ_ONLY, str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        Path(folder).chmod(0o755)
    told = done.stdout.splitlines()
    assert len(told) == 2, done.stderr
    assert all("library.sqlite3" in line and "writable" in line for line in told), told


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("nonsense", "no SQLAlchemy URL"),
        ("mysql://u:secret@host/db", "mysql is not supported"),
        ("sqlite://", "in a file"),
        ("postgresql+nodriver://u:secret@host/db", "not installed"),
    ],
)
def test_a_url_that_cannot_be_used_is_told_without_its_password(url: str, says: str) -> None:
    with pytest.raises(SettingsError, match=says) as caught:
        Catalogue(url)
    assert "secret" not in str(caught.value)


def test_a_database_server_that_does_not_answer_is_told_without_its_password() -> None:
    catalogue = Catalogue("postgresql://someone:secret@127.0.0.1:9/none?connect_timeout=2")
    with pytest.raises(LibraryError, match="ASSISTANT_DATABASE") as caught:
        catalogue.documents()
    assert "secret" not in str(caught.value)
