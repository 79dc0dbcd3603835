"""The question files are what they should be, and every quote of every answer is verbatim."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.bootstrap import build_assistant
from assistant.reading.normalize import plain
from assistant.settings import Settings
from evals.facts import holds_fact
from evals.paragraphs import Texts, texts_of_corpus
from evals.questions import FOLDER, KINDS, PARTS, Place, Question, read_files, read_questions
from evals.run import cases_of

SETTINGS = Settings(_env_file=None, model="")  # type: ignore[call-arg]
LEAST, LEAST_UNANSWERABLE = 250, 50
WITH_FACTS = ("train", "test")
"""The parts whose questions list the facts of a right answer; `asked` says only where it stands."""


def everything(parts: Sequence[str] = PARTS) -> list[Question]:
    """The questions of some parts; their ids are unique over all of them."""
    return read_files(sorted(path for part in parts for path in (FOLDER / part).glob("*.jsonl")))


@pytest.fixture(scope="module")
def texts() -> Texts:
    return texts_of_corpus(SETTINGS)


def test_every_quote_stands_in_exactly_one_paragraph_of_its_document(texts: Texts) -> None:
    for question in everything():
        for place in (*question.evidence, *question.also):
            spots = texts.holding(place)
            assert len(spots) == 1, f"{question.id}: {place.quote!r} stands in {len(spots)}"
            (spot,) = spots
            assert place.quote in texts.text(spot), f"{question.id}: {place.quote!r} differs"


def test_kinds_and_languages_are_known_and_questions_have_what_their_kind_needs() -> None:
    for question in everything():
        assert question.kind in KINDS, question.id
        assert question.language in ("en", "zh"), question.id
        assert question.text.strip() == question.text, question.id
        assert bool(question.evidence) == question.answerable, question.id
        assert bool(question.history) == (question.kind == "follow_up"), question.id
    for question in everything(WITH_FACTS):
        assert bool(question.facts) == question.answerable, question.id


def test_every_wording_of_a_fact_can_be_found_in_itself_and_not_in_nothing() -> None:
    for question in everything():
        for wordings in question.facts:
            assert wordings, question.id
            assert not holds_fact("", wordings), question.id
            for wording in wordings:
                if not wording.startswith("re:"):
                    assert holds_fact(f"so {wording} it is", [wording]), (question.id, wording)


def test_no_question_is_asked_twice() -> None:
    asked = Counter((plain(q.text), q.history, q.as_of) for q in everything())
    assert not [text for text, count in asked.items() if count > 1]


def test_every_document_is_asked_about_in_both_languages(texts: Texts) -> None:
    asked = {(p.document, q.language) for q in everything() for p in q.evidence}
    documents = {path.stem for path in SETTINGS.corpus.glob("*.txt")}
    assert asked >= {(document, language) for document in documents for language in ("en", "zh")}


def test_the_suite_is_as_large_and_as_mixed_as_it_should_be() -> None:
    questions = everything()
    if not read_questions("test"):
        pytest.skip("the test part is not written yet")
    assert len(questions) >= LEAST
    assert sum(q.language == "zh" for q in questions) * 3 >= len(questions)
    assert sum(not q.answerable for q in questions) >= LEAST_UNANSWERABLE
    assert {q.kind for q in questions} == KINDS


def test_a_question_that_cannot_be_read_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "part" / "broken.jsonl"
    path.parent.mkdir()
    line = {"id": "a", "question": "?", "language": "en", "kind": "list", "facts": []}
    path.write_text(json.dumps(line | {"evidence": []}) + "\n\n" + json.dumps(line))
    with pytest.raises(ValueError, match=r"broken\.jsonl, line 3: KeyError\('evidence'\)"):
        read_questions("part", tmp_path)


def test_two_questions_with_one_id_are_refused(tmp_path: Path) -> None:
    line = {"id": "a", "question": "?", "language": "en", "kind": "list", "facts": []}
    (tmp_path / "twice.jsonl").write_text((json.dumps(line | {"evidence": []}) + "\n") * 2)
    with pytest.raises(ValueError, match="share an id: a"):
        read_files([tmp_path / "twice.jsonl"])


def test_a_place_needs_words() -> None:
    assert not Texts({"d": "words"}).holding(Place("d", ""))


@pytest.mark.slow
def test_every_quote_of_every_answer_of_the_whole_suite_is_verbatim(tmp_path: Path) -> None:
    """With the real encoders, over all questions of the two parts that are suites: no sample."""
    assistant = build_assistant(SETTINGS.model_copy(update={"data": tmp_path}))
    assert not assistant.index().failed
    suites = [*read_questions("train"), *read_questions("test")]
    changed = [
        f"{case.question.id}: {quote.text!r}"
        for case in cases_of(assistant, suites, lambda done, total: None)
        for quote in (*case.reply.citations, *case.reply.see_also)
        if not case.texts.stands(quote.document, quote.text, quote.start, quote.end)
    ]
    assert not changed
