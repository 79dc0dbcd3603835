"""The docs say what is so: generated parts are current, links lead somewhere, commands exist."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import CliRunner

from assistant.cli import app

PROJECT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\]\((?!\w+:)([^)#\s]*)(?:#([^)\s]*))?\)")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def load_generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", PROJECT / "docs" / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["generate"] = module
    spec.loader.exec_module(module)
    return module


generate = load_generator()
PAGES = [*generate.pages(), PROJECT / "CHANGELOG.md"]


def named(page: Path) -> str:
    return page.relative_to(PROJECT).as_posix()


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_the_generated_parts_are_current(page: Path) -> None:
    assert generate.drift(page, slow=False) == [], "run `make docs`"


@pytest.mark.slow
def test_the_session_in_the_readme_is_what_the_program_says() -> None:
    assert generate.drift(PROJECT / "README.md") == [], "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_inside_the_project_lead_somewhere(page: Path) -> None:
    for path, anchor in LINK.findall(FENCED.sub("", page.read_text(encoding="utf-8"))):
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{named(page)} links to {path}"
        assert not anchor or anchor in anchors(target), f"{named(page)} links to #{anchor}"


def test_every_page_of_the_docs_is_linked_from_the_readme() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    top = [page.name for page in (PROJECT / "docs").glob("*.md")]
    assert [name for name in top if f"(docs/{name})" not in readme] == []


def written_commands() -> set[str]:
    """Every `assistant …` that the pages tell a reader to type."""
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    return set(re.findall(r"(?:`|^|\$ |/)assistant ([a-z]+)\b", text, re.MULTILINE))


@pytest.mark.parametrize("command", sorted(written_commands()))
def test_every_command_that_the_docs_name_exists(command: str) -> None:
    assert CliRunner().invoke(app, [command, "--help"]).exit_code == 0


def test_every_make_target_that_the_docs_name_exists() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"(?:`|^)make ([a-z-]+)", text, re.MULTILINE)) <= targets


def test_every_setting_that_the_docs_name_exists() -> None:
    known = set(re.findall(r"`([A-Z_]+)`", generate.settings_table()))
    for page in PAGES:
        named_here = set(re.findall(r"\bASSISTANT_[A-Z_]+", page.read_text(encoding="utf-8")))
        named_here = {name for name in named_here if not name.startswith("ASSISTANT_TEST_")}
        assert named_here <= known, named(page)
