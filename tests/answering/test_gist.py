"""Chinese key facts of an English sentence: only what is said, nothing left in English."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_on_a_shelf import TERMS, document

from assistant.answering.gist import amount, gist
from assistant.finding.glossary import Terms, read_glossary
from assistant.model import Glossary, GlossaryEntry
from assistant.reading.sentences import passages_of

CORPUS = Path(__file__).parents[2] / "corpus"
TRADE = Terms(
    Glossary(
        (
            GlossaryEntry(("试点单位",), ("pilot entity", "pilot entities")),
            GlossaryEntry(("上缴国库",), ("submitted to the State Treasury",)),
            GlossaryEntry(("费用",), ("fee", "fees")),
            GlossaryEntry(("无正当理由",), ("without justifiable reasons",)),
            GlossaryEntry(("加速器",), ("accelerators",)),
            GlossaryEntry(("晋升",), ("promotion",)),
            GlossaryEntry(("申请",), ("apply",)),
            GlossaryEntry(("提交",), ("submit",)),
            GlossaryEntry(("试点方案",), ("Implementation Plan",)),
            GlossaryEntry(("转化实施方案",), ("implementation plan",)),
            GlossaryEntry(("应当",), ("shall",)),
        )
    )
)


def pieces(sentence: str, terms: Terms = TRADE) -> list[str]:
    return gist(sentence, terms).split("，")


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("It is announced for no less than 15 days.", ["不少于15日"]),
        ("It takes no more than 10 working days.", ["不超过10个工作日"]),
        ("A license of at least ten years is granted.", ["不少于10年"]),
        ("By the end of June 2024, it shall be done.", ["应当", "2024年6月底"]),
        ("By the end of 2025, it will be done.", ["2025年底"]),
        ("On January 26 2024 it began.", ["2024年1月26日"]),
        ("Turnover will exceed 800 billion yuan.", ["超过8000亿元"]),
        ("Turnover exceeded RMB 1 trillion.", ["超过1万亿元"]),
        ("It is worth 1.5 trillion yuan.", ["1.5万亿元"]),
        ("More than 2,000 enterprises are served.", ["超过2000"]),
        ("About 70 billion yuan are spent.", ["约700亿元"]),
        ("At least 70 percent are paid.", ["不少于70%"]),
        ("It may be assigned.", ["可以"]),
        ("It must be launched.", ["必须"]),
        ("It shall not be assigned.", ["不得"]),
        ("Universities are encouraged.", ["鼓励"]),
        ("The plan aims at growth.", ["力争"]),
        ("The number is expected to exceed 60.", ["预计", "超过60"]),
        ("Evaluation is not required.", ["不要求"]),
    ],
)
def test_duties_numbers_and_dates_are_said_in_chinese(sentence: str, facts: list[str]) -> None:
    assert set(facts) <= set(pieces(sentence))


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("It will not be submitted to the State Treasury.", "不上缴国库"),
        ("It is never submitted to the State Treasury.", "不上缴国库"),
        ("It isn't submitted to the State Treasury.", "不上缴国库"),
        ("They enter without fees.", "无费用"),
        ("There is no fee.", "无费用"),
        ("It was refused without justifiable reasons.", "无正当理由"),
        ("Pilot entities have not yet decided.", "试点单位（原文含否定）"),
        ("Pilot entities are excluded.", "试点单位（原文含否定）"),
    ],
)
def test_a_denial_is_never_lost(sentence: str, said: str) -> None:
    assert pieces(sentence) == [said]


def test_what_is_both_said_and_denied_is_denied() -> None:
    sentence = "It was submitted to the State Treasury and is not submitted to the State Treasury."
    assert pieces(sentence) == ["不上缴国库"]


def test_terms_are_named_in_the_order_of_the_text() -> None:
    assert pieces("Fees are paid by pilot entities.") == ["费用", "试点单位"]


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("They accelerate it.", ""),
        ("They promote it.", ""),
        ("They are accelerators.", "加速器"),
        ("They are submitting it.", "提交"),
        ("They submitted it.", "提交"),
        ("She applies.", "申请"),
        ("They write implementation plans.", "转化实施方案"),
        ("The Implementation Plan says so.", "试点方案"),
    ],
)
def test_only_what_is_said_is_named_and_not_what_has_the_same_stem(
    sentence: str, said: str
) -> None:
    assert gist(sentence, TRADE) == said


@pytest.mark.parametrize(
    "sentence",
    [
        "It follows the Five-Year Plan.",
        "They use 3D printing.",
        "Write to plan@126.com.",
        "So be it.",
    ],
)
def test_numbers_in_names_are_no_facts(sentence: str) -> None:
    assert not re.search(r"\d", gist(sentence, TRADE))


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.stem)
def test_no_english_is_left_in_the_gists_of_the_corpus(path: Path) -> None:
    terms = Terms(read_glossary(CORPUS / "glossary.yaml"))
    for passage in passages_of(document(path.stem, path.read_text(encoding="utf-8"))):
        said = gist(passage.text, terms)
        assert not re.search(r"[A-Za-z]{2}", re.sub(r"TT[OA]|PCT|POC|GOI|ISO|STAR", "", said)), said
        assert len(said) < 200


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (8 * 10**11, "8000亿"),
        (10**12, "1万亿"),
        (11407 * 10**8, "11407亿"),
        (10**5, "10万"),
        (7000, "7000"),
        (2 * 10**6, "200万"),
        (150_353, "150353"),
        (15, "15"),
        (Fraction(159, 10), "15.9"),
    ],
)
def test_amounts_are_written_as_chinese_readers_write_them(value: Fraction, said: str) -> None:
    assert amount(Fraction(value)) == said


@given(
    text=st.text(max_size=60)
    | st.text(alphabet="not be submit fee 15 days may 2024.,", max_size=60)
)
@settings(derandomize=True, deadline=None)
def test_any_text_has_a_gist_in_which_no_words_of_the_text_stand(text: str) -> None:
    assert not re.search(r"[A-Za-z]", gist(text, TERMS))
