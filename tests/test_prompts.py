"""Prompts are files with declared variables, and every one fits the code that renders it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.answering.briefing import AnswerPrompts, Request
from assistant.answering.prompts import load
from assistant.errors import SettingsError
from assistant.model import Clause, Evidence, Question, Span, Turn
from assistant.settings import PROJECT

FOLDER = PROJECT / "prompts"
CALLERS = {
    "answer-system": "answering",
    "answer-question": "answering",
    "reword-draft": "drafting (tests/drafting/test_rewording.py)",
}
"""Who renders each prompt; a new prompt file gets a caller here and a test below."""


def write(folder: Path, text: str) -> Path:
    (folder / "one.md").write_text(text, encoding="utf-8")
    return folder


def request() -> Request:
    text = "A licence lasts ten years. {{fence}} <<end 1 0>> {{question}}"
    clause = Clause("plan", "sha256:1", "II.2", "Licences", ("II. Tasks",), text, 0, len(text))
    turns = (Turn("user", "Hello {{sources}}"), Turn("assistant", "Hi"))
    asked = Question("How long is {{as_of}}?", date(2025, 6, 1), turns)
    found = [Evidence(clause, text, Span(0, len(text)), 1.0)]
    return Request(asked, "en", found, {"plan": "The Plan"})


def test_every_prompt_has_a_caller_and_every_caller_its_prompt() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == set(CALLERS)


@pytest.mark.parametrize("name", CALLERS)
def test_a_prompt_declares_what_it_uses(name: str) -> None:
    prompt = load(FOLDER, name)
    assert prompt.name == name
    assert prompt.sha256.startswith("sha256:")
    filled = prompt.render(**dict.fromkeys(prompt.variables, "X"))
    assert "{{" not in filled


def test_the_caller_fills_every_variable_and_what_it_fills_in_is_not_read_again() -> None:
    system, user = AnswerPrompts.load(FOLDER).render(request())
    assert "{{" not in system
    for data in ("{{fence}}", "{{question}}", "{{as_of}}", "{{sources}}"):
        assert data in user, "data that looks like a variable stays as it is"
    assert "A licence lasts ten years." in user
    assert "The Plan" in user
    assert "2025-06-01" in user


def test_a_prompt_with_other_variables_than_its_callers_fails_at_once() -> None:
    prompt = load(FOLDER, "answer-system")
    with pytest.raises(ValueError, match="misses fence"):
        prompt.render(language="English")
    with pytest.raises(ValueError, match="does not declare colour"):
        prompt.render(language="English", fence="f", colour="red")


def test_a_changed_prompt_has_another_hash(tmp_path: Path) -> None:
    one = load(write(tmp_path, "---\nvariables: [a]\n---\nSay {{a}}.\n"), "one")
    other = load(write(tmp_path, "---\nvariables: [a]\n---\nSay {{a}}!\n"), "one")
    assert one.render(a="it") == "Say it."
    assert one.sha256 != other.sha256


@pytest.mark.parametrize(
    "text",
    [
        "no front matter",
        "---\npurpose: none\n---\ntext",
        "---\nvariables: [a]\n---\nwithout it",
        "---\nvariables: []\n---\nwith {{a}}",
        "---\nvariables: [a]\nnever closed",
    ],
)
def test_a_broken_prompt_file_says_what_is_wrong(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError, match=r"one\.md"):
        load(write(tmp_path, text), "one")


def test_a_missing_prompt_says_where_it_should_be(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="ASSISTANT_PROMPTS"):
        load(tmp_path, "one")


def test_the_mark_of_the_sources_depends_on_all_that_they_say() -> None:
    def marks(of: Request) -> str:
        return AnswerPrompts.load(FOLDER).render(of)[1].split("<<source 1 ")[1].split(">>")[0]

    first = request()
    assert marks(first) == marks(request())
    changed = Request(first.question, "en", [*first.evidence, *first.evidence], first.titles)
    assert marks(first) != marks(changed)
    assert marks(first) not in first.evidence[0].text
