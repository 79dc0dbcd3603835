"""The same quantity in many forms and two languages, and those that only look alike."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.quantities import Quantity, quantities


def the(text: str) -> Quantity:
    (found,) = quantities(text)
    return found


SAME = [
    ["15 days", "十五日", "15日", "15天", "fifteen days", "15 calendar days", "15-day"],
    ["15 working days", "15个工作日", "fifteen business days"],
    ["3 years", "three years", "3年", "三年", "three-year"],
    ["6 months", "half a year", "半年", "六个月"],
    ["80%", "80 percent", "百分之八十", "eighty per cent", "百分之80"],
    [
        "800 billion yuan",
        "8000亿元",
        "RMB 800 billion",
        "8,000亿元",
        "八千亿元",
        "0.8 trillion yuan",
    ],
    ["2,000 enterprises", "2000家企业", "two thousand enterprises", "两千家"],
    ["a third of it", "三分之一", "one-third of it"],
    ["the 14th Plan", "第十四", "article 14", "“十四五”规划"],
    ["in 2024", "2024年", "二〇二四年"],
    ["三季度", "Q3", "第三季度"],
]


@pytest.mark.parametrize("forms", SAME, ids=lambda forms: forms[0])
def test_the_forms_of_a_quantity_are_one_quantity(forms: list[str]) -> None:
    first = quantities(forms[0])[0]
    for form in forms[1:]:
        assert the(form).is_stated_by(first), form


DATES = [
    "December 31, 2024",
    "31 December 2024",
    "2024年12月31日",
    "2024-12-31",
    "二〇二四年十二月三十一日",
]


@pytest.mark.parametrize("form", DATES)
def test_a_date_is_its_parts(form: str) -> None:
    parts = {(q.unit, int(q.value)) for q in quantities(form)}
    assert parts == {("date:year", 2024), ("date:month", 12), ("date:day", 31)}


def test_the_end_of_a_month_is_not_its_beginning() -> None:
    end, start = quantities("by the end of March 2024"), quantities("2024年3月初")
    assert {(q.unit, q.value) for q in end} - {(q.unit, q.value) for q in start} == {
        ("date:edge", 1)
    }


BOUNDS = {
    "at_least": ["no less than 15 days", "at least 15 days", "不少于15日", "至少15日", "最短15日"],
    "at_most": ["no more than 15 days", "within 15 days", "不超过15日", "15日内", "up to 15 days"],
    "more_than": ["more than 15 days", "超过15日", "over 15 days", "exceed 15 days"],
    "less_than": ["less than 15 days", "不足15日", "少于15日"],
    "about": ["about 15 days", "约15日", "15日左右"],
}


@pytest.mark.parametrize("bound", BOUNDS)
def test_a_bound_is_kept_with_its_number(bound: str) -> None:
    for form in BOUNDS[bound]:
        assert the(form).bounds == {bound}, form


def test_a_claim_may_leave_a_bound_out_but_not_change_or_invent_it() -> None:
    source = the("no less than 15 days")
    assert the("15 days").is_stated_by(source)
    assert the("at least 15 days").is_stated_by(source)
    assert not the("at most 15 days").is_stated_by(source)
    assert not the("more than 15 days").is_stated_by(source)
    assert not the("at least 15 days").is_stated_by(the("15 days"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("15 days", "15 months"),
        ("15 days", "15 working days"),
        ("15 days", "50 days"),
        ("8000亿元", "800亿元"),
        ("800 billion yuan", "800 billion dollars"),
        ("15%", "15个"),
    ],
)
def test_other_numbers_and_units_are_others(one: str, other: str) -> None:
    assert not the(one).is_stated_by(the(other))


@pytest.mark.parametrize(
    "text",
    [
        "one of the entities", "a third-party organization", "一个单位", "统一、进一步、十分重要",
        "万一", "entities may decide", "first, second", "march forward", "千万不要",
    ],
)  # fmt: skip
def test_words_that_hold_a_numeral_are_not_quantities(text: str) -> None:
    assert not quantities(text)


def test_a_year_in_a_list_of_numbers_is_a_year_only_where_it_is_one() -> None:
    found = quantities("In 2016, more than 2000 enterprises")
    assert [(q.unit, int(q.value)) for q in found] == [("date:year", 2016), ("", 2000)]


def test_values_are_exact() -> None:
    assert the("14.4%").value == Fraction(72, 5)
    assert the("1.5万亿元").value == 1_500_000_000_000


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for quantity in quantities(text):
        assert 0 <= quantity.start < quantity.end


@given(st.integers(1, 10**9), st.sampled_from(["days", "个月", "%", " yuan", "亿元"]))
def test_digits_are_read_as_they_stand(value: int, unit: str) -> None:
    plain, grouped = quantities(f"{value} {unit}"), quantities(f"{value:,} {unit}")
    assert [(q.value, q.unit) for q in plain] == [(q.value, q.unit) for q in grouped]


@given(
    st.text(alphabet="零一二三四五六七八九十百千万亿两0123456789,.% 年月日天至不少于", max_size=40)
)
def test_strange_numerals_do_no_harm(text: str) -> None:
    quantities(text)
