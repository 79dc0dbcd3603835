"""Clauses become paragraphs, paragraphs become passages: nothing is lost, nothing comes twice."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_files import CORPUS, read

from assistant.model import Document, Metadata
from assistant.reading.outline import clauses_of
from assistant.reading.sentences import is_heading, paragraphs_of, passages_of

PIECES = [
    *(
        "I. Aims",
        "1. One. ",
        "第一条 ",
        "It is so. ",
        "It is so! ",
        '"Is it?" ',
        "他说。",
        "“是吗？”",
        "；",
    ),
    *(
        "; ",
        ". ",
        "No. 5 ",
        "P.R. China ",
        "e.g. ",
        "J. Smith ",
        "(responsible units: A, B) ",
        "word ",
    ),
    *(
        "a very long row of words that goes on ",
        "很长的一段文字没有空格",
        "\n",
        "\n\n",
        " \t",
        "\u3000",
    ),
    *("***", "[1] ", "“Quoted.” ", "2024. ", "3.5 ", "…", "\r", "\x0b", "\x85", "\u2028", "x"),
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=60).map("".join)


def document(text: str) -> Document:
    version = f"sha256:{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()}"
    return Document(Metadata("plan", "Plan"), version, text, clauses_of(text, "plan", version))


def sentences(text: str) -> list[str]:
    return [passage.text for passage in passages_of(document(text))]


@given(text=texts)
@settings(derandomize=True, deadline=None, max_examples=500)
def test_every_letter_and_digit_is_in_exactly_one_passage(text: str) -> None:
    holders = [0] * len(text)
    for passage in passages_of(document(text)):
        for offset in range(passage.span.start, passage.span.end):
            holders[offset] += 1
    for count, character in zip(holders, text, strict=True):
        assert count == 1 or (not count and not character.isalnum())


@given(text=texts)
@settings(derandomize=True, deadline=None, max_examples=500)
def test_a_passage_lies_in_its_paragraph_and_that_in_its_clause(text: str) -> None:
    whole = document(text)
    clauses = {clause.path: clause for clause in whole.clauses}
    passages = passages_of(whole)
    for passage in passages:
        clause = clauses[passage.clause]
        assert passage.text == text[passage.span.start : passage.span.end] == passage.text.strip()
        assert passage.paragraph.contains(passage.span)
        assert clause.span.contains(passage.paragraph)
        assert passage.paragraph in paragraphs_of(clause)
    assert all(a.span.end <= b.span.start for a, b in pairwise(passages))
    assert len({passage.id for passage in passages}) == len(passages)


@given(text=texts)
@settings(derandomize=True, deadline=None)
def test_a_paragraph_is_a_line_without_its_margins(text: str) -> None:
    for clause in document(text).clauses:
        for span in paragraphs_of(clause):
            said = text[span.start : span.end]
            assert said == said.strip()
            assert "\n" not in said
            assert (
                text[: span.start].rpartition("\n")[2].isspace()
                or not text[: span.start].rpartition("\n")[2]
            )


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.stem)
def test_the_passages_of_the_corpus_are_short_enough_to_be_quoted(path: Path) -> None:
    passages = passages_of(read(path))
    lengths = [len(passage.text.split()) for passage in passages]
    assert max(lengths) < 150
    assert sum(length > 60 for length in lengths) < 0.06 * len(lengths)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The plan is made here. It is short and clear! Is it, after all? So it seems to be.",
            ["The plan is made here.", "It is short and clear!", "Is it, after all?"],
        ),
        (
            "See Art. 5 and No. 20 of it, by Dr. Li. The P.R. China and J. Smith agree, i.e. Both do.",
            ["See Art. 5 and No. 20 of it, by Dr. Li."],
        ),
        ("项目单位应当公示。公示期为十五日。", ["项目单位应当公示。", "公示期为十五日。"]),
        ("他说：“应当公示。”单位应当答复异议。", ["他说：“应当公示。”", "单位应当答复异议。"]),
        (
            'They call it "the whole of it." The rest goes on and on.',
            ['They call it "the whole of it."', "The rest goes on and on."],
        ),
        (
            "It will set up a fund. (Responsible units: the Commission and the Bureau)",
            ["It will set up a fund.", "(Responsible units: the Commission and the Bureau)"],
        ),
        (
            "We set up the fund (Responsible units: the Commission and the Bureau)",
            ["We set up the fund", "(Responsible units: the Commission and the Bureau)"],
        ),
        ("Yes. It will set up a fund for them.", ["Yes. It will set up a fund for them."]),
        ("It will set up a fund for them. Yes.", ["It will set up a fund for them. Yes."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, said: list[str]) -> None:
    assert sentences(text)[: len(said)] == said


def test_only_long_sentences_are_cut_at_semicolons() -> None:
    short = "We build the fund; we guide the fund."
    assert sentences(short) == [short]
    half = " ".join(["many words are said here"] * 6)
    assert sentences(f"{half}; {half}.") == [f"{half};", f"{half}."]
    long = "应当建立健全科技成果转化的各项管理制度并且明确各方的职责和权利以及义务" * 3
    assert sentences(f"{long}；{long}。") == [f"{long}；", f"{long}。"]


def test_the_line_that_only_heads_a_clause_is_a_heading() -> None:
    text = "## II. Key Tasks:\nIt is so, they say.\nX. General schedule:\n1. Aims. We aim at it."
    whole = document(text)
    heads = [
        is_heading(clause, paragraph)
        for clause in whole.clauses
        for paragraph in paragraphs_of(clause)
    ]
    assert heads == [True, False, True, False]


def test_a_clause_without_a_heading_has_no_heading_line() -> None:
    (clause,) = document("It is so, they say.").clauses
    assert not is_heading(clause, paragraphs_of(clause)[0])


def test_a_short_passage_is_searched_with_its_heading_and_quoted_without_it() -> None:
    text = "V. Arrangements\n1. Pilot period\nThree years, following the launch.\n2. Pilot period\n"
    whole = document(
        text + "The pilot period is as long as it has to be for all of the entities here."
    )
    heads = {passage.text: passage.searched for passage in passages_of(whole)}
    assert heads["Three years, following the launch."] == (
        "Pilot period: Three years, following the launch."
    )
    assert heads["1. Pilot period"] == "1. Pilot period"
    assert all(said == searched for said, searched in heads.items() if said.startswith("The pilot"))
