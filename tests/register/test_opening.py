from __future__ import annotations

from pathlib import Path

import pytest
from small_policy import GLOSSARY, document
from sqlalchemy import Connection, create_engine, select, update

from assistant.library import tables as t
from assistant.library.catalogue import Catalogue
from assistant.model import Document
from assistant.register.opening import keep_facts, open_register

OLD = "I. Tasks\n1. Reports\nPilot entities shall report.\n"
NEW = "I. Tasks\n1. Reports\nPilot entities may rest.\n"


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(f"sqlite:///{tmp_path / 'library.sqlite3'}")


def put(catalogue: Catalogue, one: Document, *also: object) -> None:
    catalogue.put(one, source=Path("plan.txt"), signature=one.version, also=also)  # type: ignore[arg-type]


def duties(catalogue: Catalogue) -> list[tuple[str, str]]:
    opened = open_register(catalogue, GLOSSARY)
    return [(duty.force, duty.what) for duty in opened.facts.duties]


def test_an_empty_library_has_an_empty_register(catalogue: Catalogue) -> None:
    assert list(open_register(catalogue, GLOSSARY).facts) == []


def test_the_register_changes_with_the_document(catalogue: Catalogue) -> None:
    put(catalogue, document(OLD), keep_facts)
    assert duties(catalogue) == [("shall", "report")]
    put(catalogue, document(NEW), keep_facts)
    assert duties(catalogue) == [("may", "rest")]
    catalogue.remove("plan")
    assert duties(catalogue) == []


def test_facts_and_version_change_together_or_not_at_all(catalogue: Catalogue) -> None:
    def fail(_sql: Connection, _document: Document) -> None:
        raise RuntimeError("the disk is gone")

    put(catalogue, document(OLD), keep_facts)
    with pytest.raises(RuntimeError):
        put(catalogue, document(NEW), keep_facts, fail)
    assert duties(catalogue) == [("shall", "report")]


def test_a_document_indexed_without_its_facts_is_read_when_asked(catalogue: Catalogue) -> None:
    put(catalogue, document(OLD))
    assert duties(catalogue) == [("shall", "report")]


@pytest.mark.parametrize("changed", [{"revision": -1}, {"facts": {"duties": "broken"}}])
def test_facts_of_older_rules_or_broken_ones_are_read_anew(
    tmp_path: Path, catalogue: Catalogue, changed: dict[str, object]
) -> None:
    put(catalogue, document(OLD), keep_facts)
    with create_engine(f"sqlite:///{tmp_path / 'library.sqlite3'}").begin() as sql:
        sql.execute(update(t.registers).values(**changed))
    assert duties(catalogue) == [("shall", "report")]


def test_facts_are_kept_once_a_version(tmp_path: Path, catalogue: Catalogue) -> None:
    for _ in range(2):
        put(catalogue, document(OLD), keep_facts)
    with create_engine(f"sqlite:///{tmp_path / 'library.sqlite3'}").begin() as sql:
        assert len(sql.execute(select(t.registers)).all()) == 1
