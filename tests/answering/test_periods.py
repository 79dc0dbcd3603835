"""Dates that are worked out: days that are named, targets that have passed, periods counted."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering.periods import (
    counted_from,
    days_counted_from,
    days_named,
    passed_notice,
    spelled,
    target_dates,
    without_days,
    worked_out,
)
from assistant.answering.quantities import Quantity

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def period(value: int | Fraction, unit: str) -> Quantity:
    return Quantity(Fraction(value), unit, frozenset(), 0, 0)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("It began on 15 September 2025.", [date(2025, 9, 15)]),
        ("It began on the 1st of March, 2024.", [date(2024, 3, 1)]),
        ("It began on March 1, 2024 and ended 2 Apr. 2024", [date(2024, 3, 1), date(2024, 4, 2)]),
        (
            "2024-02-29, 2024/3/1 and 2024.4.2",
            [date(2024, 2, 29), date(2024, 3, 1), date(2024, 4, 2)],
        ),
        ("试点于2024年11月20日启动", [date(2024, 11, 20)]),
        ("２０２４年１１月２０日", [date(2024, 11, 20)]),
        ("29 February 2023", []),
        ("2023-02-29", []),
        ("31 April 2024", []),
        ("2024年13月1日", []),
        ("0 May 2024", []),
        ("12024-01-01 or 2024-01-011", []),
        ("June 2024", []),
        ("", []),
    ],
)
def test_full_dates_are_found_in_every_form_and_impossible_ones_are_not(
    text: str, named: list[date]
) -> None:
    assert days_named(text) == named
    assert not days_named(without_days(text))


@given(day=days)
@settings(derandomize=True)
def test_a_day_is_read_as_it_is_spelled(day: date) -> None:
    for said in (spelled(day, "en"), spelled(day, "zh"), day.isoformat(), f"{day:%b %d, %Y}"):
        assert days_named(f"x {said} x") == [day]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("By the end of June 2024, it shall be done.", [date(2024, 6, 30)]),
        ("by the end of February 2024", [date(2024, 2, 29)]),
        ("by the end of February 2023", [date(2023, 2, 28)]),
        ("By late June 2024", [date(2024, 6, 30)]),
        ("by June 2024", [date(2024, 6, 30)]),
        ("before June 2024", [date(2024, 5, 31)]),
        ("before January 2024", [date(2023, 12, 31)]),
        ("By 2027, turnover will grow", [date(2027, 12, 31)]),
        ("by the end of 2025", [date(2025, 12, 31)]),
        ("before the end of 2025", [date(2025, 12, 31)]),
        ("before 2025", [date(2024, 12, 31)]),
        ("by 30 June 2024", [date(2024, 6, 30)]),
        ("no later than March 15, 2024", [date(2024, 3, 15)]),
        ("2024年6月底", [date(2024, 6, 30)]),
        ("2024年2月底前完成", [date(2024, 2, 29)]),
        ("2025年底", [date(2025, 12, 31)]),
        ("到2027年，成交额", [date(2027, 12, 31)]),
        ("2024年6月30日前", [date(2024, 6, 30)]),
        ("2025年前", [date(2024, 12, 31)]),
        ("by the end of March 2024 and by 2025", [date(2024, 3, 31), date(2025, 12, 31)]),
        ("It was issued on January 26 2024.", []),
        ("In 2016 turnover grew by 2,000 units.", []),
        ("grew by 2000 units", []),
        ("by the end of the year", []),
        ("2024年13月底", []),
        ("", []),
    ],
)
def test_the_last_day_of_a_target_is_known(text: str, last: list[date]) -> None:
    assert target_dates(text) == last


@pytest.mark.parametrize(
    ("begin", "value", "unit", "end"),
    [
        (date(2024, 3, 1), 15, "day", date(2024, 3, 16)),
        (date(2024, 2, 28), 2, "day", date(2024, 3, 1)),
        (date(2023, 2, 28), 2, "day", date(2023, 3, 2)),
        (date(2024, 12, 31), 1, "day", date(2025, 1, 1)),
        (date(2024, 3, 1), 2, "week", date(2024, 3, 15)),
        (date(2024, 1, 31), 1, "month", date(2024, 2, 29)),
        (date(2023, 1, 31), 1, "month", date(2023, 2, 28)),
        (date(2024, 11, 30), 3, "month", date(2025, 2, 28)),
        (date(2024, 2, 29), 1, "year", date(2025, 2, 28)),
        (date(2024, 2, 29), 4, "year", date(2028, 2, 29)),
        (date(2024, 11, 20), 3, "year", date(2027, 11, 20)),
    ],
)
def test_a_period_ends_on_the_corresponding_day(
    begin: date, value: int, unit: str, end: date
) -> None:
    assert counted_from(begin, period(value, unit)) == end


@pytest.mark.parametrize(
    ("value", "unit"),
    [(15, "workday"), (70, "%"), (5, ""), (8, "hour"), (Fraction(1, 2), "year"), (10**6, "year")],
)
def test_what_is_no_period_of_whole_days_is_not_counted(value: int | Fraction, unit: str) -> None:
    assert counted_from(date(2024, 3, 1), period(value, unit)) is None


@given(
    begin=days, amount=st.integers(1, 1000), unit=st.sampled_from(["day", "week", "month", "year"])
)
@settings(derandomize=True)
def test_a_period_never_ends_before_it_begins(begin: date, amount: int, unit: str) -> None:
    end = counted_from(begin, period(amount, unit))
    assert end is not None
    assert end > begin
    if unit == "day":
        assert end - begin == timedelta(days=amount)
    if unit in {"month", "year"}:
        assert end.day <= begin.day
        assert (end + timedelta(days=1)).day == 1 or end.day == begin.day


ANNOUNCED = "The decision is announced for no less than 15 days."


def test_a_period_is_counted_from_the_day_of_the_asker() -> None:
    question = "We announced it on 20 February 2024. When does the period end?"
    assert worked_out(question, [ANNOUNCED], "en") == (
        "Counted from 20 February 2024, 15 days end on 6 March 2024 (2024-03-06)."
    )
    assert worked_out("我们在2024年2月20日公示，到哪天为止？", ["公示期不少于十五日。"], "zh") == (
        "自2024年2月20日起算15日：2024年3月6日（2024-03-06）。"
    )


def test_one_of_a_unit_is_said_in_the_singular() -> None:
    said = worked_out("It began on 31 January 2024.", ["within one month"], "en")
    assert "1 month ends on" in said
    assert said.endswith("(2024-02-29).")


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("When does the period end?", ANNOUNCED),
        ("We announced it on 30 February 2024.", ANNOUNCED),
        ("We announced it on 20 February 2024.", "It shall be announced."),
        ("We announced it on 20 February 2024.", "It is part of the Five-Year Plan."),
        ("Today is 20 February 2024. How long is it announced?", ANNOUNCED),
        ("今天是2024年2月20日，公示多久？", "公示期不少于十五日。"),
    ],
)
def test_nothing_is_worked_out_without_a_day_and_a_period(question: str, sentence: str) -> None:
    assert worked_out(question, [sentence], "en") == ""


def test_a_day_that_says_when_is_now_begins_no_period() -> None:
    question = "Today is 10 February 2025; we began on 1 March 2024."
    assert days_counted_from(question) == [date(2024, 3, 1)]
    assert len(days_named(question)) == 2


def test_only_targets_before_the_day_have_passed() -> None:
    june = date(2024, 6, 30)
    assert passed_notice([june], june, "en") == ()
    (said,) = passed_notice([june, date(2027, 12, 31), june], date(2024, 7, 1), "en")
    assert "2024-06-30" in said
    assert "2027" not in said
    (said,) = passed_notice([june], date(2024, 7, 1), "zh")
    assert "2024-06-30" in said
    assert "过去" in said


@given(text=st.text(max_size=40) | st.text(alphabet="by2024 年月日底前到1June- ", max_size=40))
@settings(derandomize=True)
def test_any_text_can_be_asked_for_dates(text: str) -> None:
    assert all(isinstance(day, date) for day in days_named(text))
    assert target_dates(text) == sorted(set(target_dates(text)))
    assert isinstance(worked_out(text, [text], "en"), str)
