"""The catalogue on PostgreSQL: needs a database of its own, whose tables are dropped."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from house import PLAN, RULES, House, outcomes
from sqlalchemy import create_engine, text
from test_catalogue import document, put

from assistant.errors import LibraryBusy, LibraryError, UnreadableFile
from assistant.library.catalogue import Catalogue
from assistant.library.tables import tables

pytestmark = [pytest.mark.slow, pytest.mark.servers]


@pytest.fixture
def url() -> str:
    given = os.environ.get("ASSISTANT_TEST_POSTGRES")
    if not given:
        pytest.skip("ASSISTANT_TEST_POSTGRES is not set (postgresql://USER@HOST/DATABASE)")
    engine = create_engine(given)
    with engine.begin() as sql:
        tables.drop_all(sql)
        sql.execute(text("DROP TABLE IF EXISTS alembic_version"))
    engine.dispose()
    return given


@pytest.fixture
def catalogue(url: str) -> Iterator[Catalogue]:
    catalogue = Catalogue(url)
    yield catalogue
    catalogue.close()


@pytest.fixture
def house(tmp_path: Path, url: str) -> Iterator[House]:
    house = House(tmp_path, url=url)
    house.write("plan.txt", PLAN)
    house.write("rules.txt", RULES)
    yield house
    house.catalogue.close()


def test_an_empty_database_is_an_empty_library(catalogue: Catalogue) -> None:
    assert catalogue.documents() == ()
    assert catalogue.generation() == 0


def test_what_is_put_comes_back_the_same(catalogue: Catalogue) -> None:
    one = document("a", "第一条　为了规范。\n第二条　全部。", (11,), issuer="市政府")
    put(catalogue, one, document("b", "Two."), embedders=("e",))
    assert catalogue.document("a") == one
    assert catalogue.searchable("e") == set(catalogue.snapshot().versions)
    catalogue.remove("a")
    assert catalogue.version(one.version) == one


def test_files_are_indexed_changed_and_removed(house: House) -> None:
    assert set(outcomes(house.index()).values()) == {"indexed"}
    house.write("plan.txt", PLAN.replace("fifteen", "thirty"))
    (house.corpus / "rules.txt").unlink()
    assert outcomes(house.index()) == {"plan": "indexed", "rules": "removed"}
    assert "thirty" in house.catalogue.document("plan").text
    house.holds_everything_once()


def test_a_run_on_another_machine_is_seen(house: House, tmp_path: Path, url: str) -> None:
    other = Catalogue(url)
    with other.run_lock(), pytest.raises(LibraryBusy, match="on this database"):
        house.index()
    house.index()
    other.close()


def test_a_reader_sees_one_state_while_another_writes(catalogue: Catalogue, url: str) -> None:
    one = document("a", "One.")
    put(catalogue, one)
    reader = Catalogue(url)
    with catalogue.writing() as sql:
        sql.execute(text("UPDATE versions SET text = 'Two.'"))
        assert reader.document("a") == one
    reader.close()


def test_characters_that_it_cannot_keep_fail_one_file(catalogue: Catalogue) -> None:
    for text_ in ("It has a \0 in it.", "It has half a \ud83d character."):
        one = document("a", "So far so good.")
        object.__setattr__(one, "text", text_)
        with pytest.raises(UnreadableFile, match="cannot keep"):
            put(catalogue, one)
    assert catalogue.documents() == ()


def test_a_newer_database_is_refused(catalogue: Catalogue, url: str) -> None:
    put(catalogue, document("a", "A."))
    with catalogue.writing() as sql:
        sql.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    newer = Catalogue(url)
    with pytest.raises(LibraryError, match="newer version"):
        newer.prepare()
    newer.close()


def test_the_migrations_make_the_tables_that_the_program_uses(
    catalogue: Catalogue, url: str
) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    catalogue.prepare()
    engine = create_engine(url)
    with engine.connect() as connection:
        assert not compare_metadata(MigrationContext.configure(connection), tables)
    engine.dispose()


def test_a_wrong_database_is_told_without_its_password(url: str) -> None:
    wrong = Catalogue(f"{url}_of_nobody".replace("//", "//", 1))
    with pytest.raises(LibraryError, match="ASSISTANT_DATABASE"):
        wrong.documents()
    wrong.close()
