"""Who asks for a list gets the complete one, however it is asked and whatever else could answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from doubles import BagOfWords, MemoryIndex, WordsInCommon
from scripted_model import ScriptedChatModel, said
from small_policy import PLAN

from assistant.bootstrap import Assistant, build_assistant
from assistant.model import Answer, Refusal, Turn
from assistant.settings import PROJECT, Settings

LIST = "What must be completed by the end of 2025?"
DEADLINES = 2
BEFORE = (Turn("user", "Who may lend?"), Turn("assistant", "Banks are encouraged to lend."))


@pytest.fixture
def model() -> ScriptedChatModel:
    return ScriptedChatModel([said("They report.", (1, "pilot entities shall report"))])


@pytest.fixture
def assistant(tmp_path: Path, model: ScriptedChatModel) -> Assistant:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "plan.txt").write_text(PLAN, encoding="utf-8")
    (corpus / "glossary.yaml").write_bytes((PROJECT / "corpus" / "glossary.yaml").read_bytes())
    built = build_assistant(
        Settings(corpus=corpus, data=tmp_path / "data", model="", _env_file=None),
        chat=model,
        embedders=[BagOfWords()],
        passages=MemoryIndex(),
        cross_encoder=WordsInCommon(),
    )
    built.index()
    return built


def test_a_list_is_complete_where_a_language_model_could_answer_too(
    assistant: Assistant, model: ScriptedChatModel
) -> None:
    answer = assistant.ask(LIST)
    assert isinstance(answer, Answer)
    assert (answer.mode, len(answer.citations)) == ("extractive", DEADLINES)
    assert not model.asked


def test_the_model_answers_where_it_alone_is_wanted(
    assistant: Assistant, model: ScriptedChatModel
) -> None:
    assistant.ask(LIST, mode="generative")
    assert model.asked


def test_a_list_is_complete_in_the_middle_of_a_conversation(assistant: Assistant) -> None:
    answer = assistant.ask(LIST, history=BEFORE, mode="extractive")
    assert isinstance(answer, Answer)
    assert len(answer.citations) == DEADLINES


def test_a_question_that_leans_on_the_turn_before_is_not_taken_for_a_list(
    assistant: Assistant,
) -> None:
    listed = assistant.ask(LIST)
    leaning = assistant.ask("And what by then?", history=(Turn("user", LIST),), mode="extractive")
    assert isinstance(listed, Answer)
    assert isinstance(leaning, Refusal) or leaning.claims != listed.claims
