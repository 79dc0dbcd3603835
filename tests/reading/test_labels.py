"""The numbering that opens a line, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading.counting import chinese_number
from assistant.reading.labels import (
    Label,
    chinese_value,
    read_label,
    roman_numeral,
    roman_value,
)


def label(line: str) -> Label:
    found = read_label(line)
    assert found is not None
    return found


LABELS = [
    ("I. Work Objectives", "I.", 1, "I", "Work Objectives"),
    ("XIV. Others", "I.", 14, "XIV", "Others"),
    ("IV Expanding professional personnel", "I.", 4, "IV", "Expanding professional personnel"),
    ("I. U.S. cooperation", "I.", 1, "I", "U.S. cooperation"),
    ("1. Pilot period", "1.", 1, "1", "Pilot period"),
    ("23. Accelerate the development", "1.", 23, "23", "Accelerate the development"),
    ("1、总体要求", "1.", 1, "1", "总体要求"),
    ("１．总体要求", "1.", 1, "１", "总体要求"),
    ("(8) Vigorously developing", "(1)", 8, "(8)", "Vigorously developing"),
    ("（8）大力发展", "(1)", 8, "(8)", "大力发展"),
    ("1.1 Scope", "1.1", 1, "1.1", "Scope"),
    ("2.10. Scope", "1.1", 10, "2.10", "Scope"),
    ("1.1适用范围", "1.1", 1, "1.1", "适用范围"),
    ("3.2 人员", "1.1", 2, "3.2", "人员"),
    ("1.1.2 Persons", "1.1.1", 2, "1.1.2", "Persons"),
    ("1.2.3.4 Persons", "1.1.1.1", 4, "1.2.3.4", "Persons"),
    ("第一章  总则", "章", 1, "第一章", "总则"),
    ("第十五条 国家鼓励", "条", 15, "第十五条", "国家鼓励"),
    ("第一百二十条之一 有下列情形", "条", 120, "第一百二十条之一", "有下列情形"),
    ("第5条 适用", "条", 5, "第5条", "适用"),
    ("第1十条 适用", "条", 10, "第1十条", "适用"),
    ("第二编 分则", "编", 2, "第二编", "分则"),
    ("第三节 审查", "节", 3, "第三节", "审查"),
    ("一、总体要求", "一、", 1, "一", "总体要求"),
    ("十二、三大任务", "一、", 12, "十二", "三大任务"),
    ("（一）指导思想", "（一）", 1, "（一）", "指导思想"),
    ("(三) 指导思想", "（一）", 3, "（三）", "指导思想"),
    ("Chapter I General Provisions", "chapter", 1, "Chapter I", "General Provisions"),
    ("CHAPTER 2: Duties", "chapter", 2, "Chapter 2", "Duties"),
    ("Article 12 The State encourages", "article", 12, "Article 12", "The State encourages"),
    ("Article 3", "article", 3, "Article 3", ""),
    ("Firstly, mobilize all forces.", "lead-in", 1, "Firstly", "mobilize all forces."),
    ("Second step, by 2025, we will", "lead-in", 2, "Second step", "by 2025, we will"),
    ("Scope of inventory: Colleges", "lead-in", 0, "Scope of inventory", "Colleges"),
    ("# General", "heading1", 0, "", "General"),
    ("### General ###", "heading3", 0, "", "General"),
    ("## 第二章 组织实施", "章", 2, "第二章", "组织实施"),
    ("## II. Key Tasks", "I.", 2, "II", "Key Tasks"),
    ("## 1.1 Scope", "1.1", 1, "1.1", "Scope"),
]


@pytest.mark.parametrize(("line", "style", "ordinal", "text", "rest"), LABELS)
def test_each_numbering_is_read(line: str, style: str, ordinal: int, text: str, rest: str) -> None:
    found = label(line)
    assert (found.style, found.ordinal, found.text, found.rest) == (style, ordinal, text, rest)


@pytest.mark.parametrize(
    "line",
    [
        "The plan applies to all entities.",
        "本办法适用于本市。",
        "2024. In that year the plan began.",
        "2024 was the first year.",
        "3.5 billion yuan were spent.",
        "3.5 Billion yuan were spent.",
        "1.5 times the fee",
        "3.5亿元用于补贴",
        "1.2 万元以下",
        "2.5年期贷款",
        "0.5 Percent",
        "26.1.2024 Shanghai",
        "I. M. Pei designed the building.",
        "V. I. Lenin wrote it.",
        "I.M. Pei designed it.",
        "I. e. the whole of it.",
        "C. Darwin found it.",
        "L. Wang and D. Zhang disagreed.",
        "I think so.",
        "VIP guests",
        "IIII. Wrong",
        "第十条规定的科技成果",
        "第十条第二款所称单位",
        "第十条、第十一条不适用",
        "第十条之规定",
        "第一百二十条之一规定的情形",
        "一、二等奖获得者",
        "一、二、三等奖",
        "Article 5 of the Law applies.",
        "Article 5, paragraph 2",
        "Section 4 shall apply.",
        "A line with many words before its colon: text",
        "| 1. | Scope |",
        "- 1. Scope",
        "#hashtag",
        "",
    ],
)
def test_what_only_looks_like_a_number_is_none(line: str) -> None:
    assert read_label(line) is None


@given(value=st.integers(1, 3999))
@settings(derandomize=True)
def test_roman_numerals_are_read_as_they_are_written(value: int) -> None:
    assert roman_value(roman_numeral(value)) == value


@given(value=st.integers(1, 9999))
@settings(derandomize=True)
def test_chinese_numerals_are_read_as_they_are_written(value: int) -> None:
    assert chinese_value(chinese_number(value)) == value
    assert chinese_value(str(value)) == value


@given(line=st.text(alphabet="IVXLCDM.0123456789一二十百千、第章条节（）() #aB:,之", max_size=20))
@settings(derandomize=True, max_examples=500)
def test_a_label_and_its_rest_end_the_line(line: str) -> None:
    found = read_label(line)
    assert found is None or line.rstrip("# \t").endswith(found.rest.rstrip("# \t"))
