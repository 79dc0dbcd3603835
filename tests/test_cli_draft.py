"""`assistant draft` as a user types it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from small_policy import corpus
from typer.testing import CliRunner, Result

from assistant.bootstrap import Assistant
from assistant.cli import app
from assistant.cli.session import Session
from assistant.errors import UnknownDocument
from assistant.model import Document
from assistant.settings import PROJECT, Settings

EXAMPLES = PROJECT / "papers" / "examples"
SHAPE = {
    "type": "object",
    "required": [
        "kind",
        "language",
        "title",
        "status",
        "fields",
        "sections",
        "checks",
        "missing",
        "citations",
    ],
    "properties": {"status": {"const": "draft"}, "sections": {"type": "array", "minItems": 1}},
}


class Shelf:
    """A catalogue that holds the project's documents and nothing else."""

    def __init__(self) -> None:
        self._documents = {document.id: document for document in corpus()}

    def document(self, name: str) -> Document:
        if name not in self._documents:
            raise UnknownDocument(name)
        return self._documents[name]


class Day:
    def today(self) -> date:
        return date(2026, 4, 1)


SHELF = Shelf()


def run(*arguments: str, chat: Any = None) -> Result:
    from assistant.adapters.clock import utc_now

    settings = Settings(_env_file=None)
    catalogue: Any = SHELF
    nothing: Any = None
    assistant = Assistant(settings, catalogue, nothing, (), nothing, chat, Day(), utc_now)
    session = Session(read_settings=lambda: settings, build=lambda _: assistant)
    return CliRunner().invoke(app, ["draft", *arguments], obj=session)


def test_json_has_the_contracts_shape() -> None:
    done = run(
        "implementation_plan",
        "--facts",
        str(EXAMPLES / "implementation_plan.violating.en.yaml"),
        "--json",
    )
    assert done.exit_code == 0
    made = json.loads(done.stdout)
    jsonschema.validate(made, SHAPE)
    failed = {check["rule"] for check in made["checks"] if check["outcome"] == "fail"}
    assert "licence-term-at-least-ten-years" in failed


def test_people_see_sections_checks_questions_and_sources() -> None:
    done = run(
        "implementation_plan", "--facts", str(EXAMPLES / "implementation_plan.incomplete.zh.yaml")
    )
    assert done.exit_code == 0
    for head in ("核对结果", "尚缺信息", "依据"):
        assert head in done.stdout


def test_the_language_of_the_command_wins() -> None:
    facts = str(EXAMPLES / "implementation_plan.complete.en.yaml")
    made = json.loads(
        run("implementation_plan", "--facts", facts, "--json", "--language", "zh").stdout
    )
    assert made["language"] == "zh"


@pytest.mark.parametrize("kind", ["implementation_plan", "patent_inventory", "pilot_application"])
def test_a_schema_is_a_schema_and_its_examples_fit(kind: str) -> None:
    schema = json.loads(run(kind, "--schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    examples = {
        name: said["examples"][0]
        for name, said in schema["properties"].items()
        if "examples" in said
    }
    errors = list(
        jsonschema.Draft202012Validator({**schema, "required": [], "allOf": []}).iter_errors(
            examples
        )
    )
    assert not errors


def test_kinds_are_listed() -> None:
    kinds = json.loads(run("--kinds", "--json").stdout)["kinds"]
    assert "ownership_assignment" in {each["kind"] for each in kinds}
    assert "ownership_assignment" in run("--kinds").stdout


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        ((), 2, "KIND"),
        (("implementation_plan",), 2, "--facts"),
        (("implementation-plam", "--facts", "x.yaml"), 2, "implementation_plan"),
        (("implementation_plan", "--facts", "none.yaml"), 1, "none.yaml"),
        (("implementation_plan", "--facts", "x.yaml", "--out", "x.exe"), 2, ".docx"),
    ],
)
def test_wrong_usage_says_what_to_do(arguments: tuple[str, ...], status: int, told: str) -> None:
    done = run(*arguments)
    assert done.exit_code == status
    assert told in done.stderr


def test_a_paper_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    facts = str(EXAMPLES / "clinic_case.complete.zh.yaml")
    out = tmp_path / "memo.md"
    assert run("clinic_case", "--facts", facts, "--out", str(out)).exit_code == 0
    assert "低温陶瓷涂层" in out.read_text(encoding="utf-8")


def test_a_model_improves_the_prose_where_it_is_there_and_asked_for() -> None:
    better = "The funding is CNY 3,000,000, its source is Example Coatings Co., Ltd."
    facts = (
        "implementation_plan",
        "--facts",
        str(EXAMPLES / "implementation_plan.complete.en.yaml"),
    )
    chat = Joining("Funding: CNY 3,000,000.", better)
    section = next(
        each
        for each in json.loads(run(*facts, "--json", chat=chat).stdout)["sections"]
        if each["heading"] == "Implementation"
    )
    assert better in section["text"]
    assert "Funding: CNY 3,000,000." in section["plain"]
    assert "Funding: CNY 3,000,000." in run(*facts, "--mode", "plain", chat=chat).stdout
    refused = run(*facts, "--mode", "model")
    assert refused.exit_code == 1
    assert "ASSISTANT_MODEL" in refused.stderr


class Joining:
    """A model that says one sentence for a statement and the one after it."""

    name = "joining"

    def __init__(self, statement: str, sentence: str) -> None:
        self._statement, self._sentence = statement, sentence

    def stream(self, system: str, user: str) -> Iterator[str]:
        found = re.search(rf"<<statement (\d+) \w+>>\n{re.escape(self._statement)}", user)
        assert found
        n = int(found[1])
        yield json.dumps({"statements": [n, n + 1], "text": self._sentence})
