"""A question, read: its concepts, its English, and the documents that it names."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from library_on_a_shelf import METADATA, TERMS

from assistant.finding.asked import Asked, read_question
from assistant.finding.glossary import Terms
from assistant.finding.words import stem
from assistant.model import Glossary, GlossaryEntry


def asked(question: str, terms: Terms = TERMS) -> Asked:
    return read_question(question, terms, METADATA.values())


def test_an_english_question_is_its_own_english() -> None:
    question = asked("Who may grant a long-term license?")
    assert question.language == "en"
    assert question.tokens == question.english_tokens == ("grant", "long", "term", "licens")
    assert not question.dictionary


def test_a_chinese_question_is_put_into_english_in_its_order() -> None:
    question = asked("科研人员的长期许可怎么奖励？")
    assert question.language == "zh"
    words = question.english_tokens
    assert words.index("research") < words.index("licens") < words.index("reward")


def test_what_the_glossary_does_not_know_is_looked_up() -> None:
    assert "fine" in asked("罚款多少").dictionary
    assert "universiti" in asked("大学", Terms(Glossary())).dictionary


def test_the_words_in_which_people_ask_name_concepts_but_are_not_translated() -> None:
    entry = GlossaryEntry(("托管",), ("custody",), asked_zh=("外包",), asked_en=("farm out",))
    terms = Terms(Glossary((entry,)))
    assert asked("Can we farm it out?", terms).concepts == (0,)
    question = asked("可以外包吗？", terms)
    assert question.concepts == (0,)
    assert stem("custody") not in question.english_tokens


def test_names_in_latin_letters_and_numbers_stay() -> None:
    english = asked("2027年TTO要建多少家？").english_tokens
    assert "2027" in english
    assert "tto" in english


def test_documents_are_named_by_their_short_names() -> None:
    assert asked("What does the Fair Guide say?").named == {"fair"}
    assert asked("转化办法怎么规定公示？").named == {"rules"}
    assert not asked("Is it an unfair guideline?").named


@given(text=st.text(max_size=40) | st.text(alphabet="科研人员的许可abc5年%？ ，", max_size=40))
@settings(derandomize=True, deadline=None)
def test_any_question_can_be_read(text: str) -> None:
    question = asked(text)
    assert question.text == text
    assert question.language in {"en", "zh"}
