"""Deadlines, targets and durations."""

from __future__ import annotations

from datetime import date

import pytest
from small_policy import chinese_facts, facts, said

from assistant.register.dates import dues
from assistant.register.masking import masked


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("by the end of June 2024, all is done", "2024-06-30", "month"),
        ("By 2027, all is done", "2027-12-31", "year"),
        ("by the end of February 2024", "2024-02-29", "month"),
        ("no later than March 1, 2025", "2025-03-01", "day"),
        ("by 30 June 2025", "2025-06-30", "day"),
        ("to be completed by 2025-06-30", "2025-06-30", "day"),
        ("by the first half of 2026", "2026-06-30", "half-year"),
        ("by Q3 2025", "2025-09-30", "quarter"),
        ("before 2025", "2024-12-31", "year"),
        ("before the end of 2025", "2025-12-31", "year"),
        ("到2025年底，全部完成", "2025-12-31", "year"),
        ("2024年6月底前完成盘点", "2024-06-30", "month"),
        ("2025年12月31日前报送", "2025-12-31", "day"),
        ("到二〇二七年，建成体系", "2027-12-31", "year"),
        ("2024年上半年完成", "2024-06-30", "half-year"),
    ],
)
def test_each_way_of_naming_a_day_gives_its_last_day(text: str, day: str, precision: str) -> None:
    (found,) = dues(masked(text))
    assert (found.day.isoformat(), found.precision) == (day, precision)


@pytest.mark.parametrize(
    "text",
    [
        "patents authorized by the end of 2023",
        "截至2023年底授权的专利",
        "自2010年2月1日起施行",
        "the Action Plan (2024-2027)",
        "《行动方案（到2027年）》",
        "in 2016, the turnover rose",
        "by 31 February 2025",
        "by the year 99999",
    ],
)
def test_dates_that_set_no_day_are_no_deadlines(text: str) -> None:
    assert dues(masked(text)) == []


def test_a_deadline_says_who_is_to_do_what() -> None:
    text = "By the end of March 2024, provincial bureaus will submit plans to the ministry."
    (row,) = facts(text).deadlines
    assert (row.date, row.who, row.what) == (
        date(2024, 3, 31),
        "provincial bureaus",
        "submit plans to the ministry",
    )
    assert row.place.quote == text.rstrip(".")


def test_each_body_of_a_sentence_has_the_deadline_of_its_own() -> None:
    text = (
        "By the end of June 2024, demonstration colleges should have achieved results, and "
        "other colleges should have completed over 30% of the work."
    )
    assert said(f"deadlines: {text}", "who", "what") == [
        ("demonstration colleges", "have achieved results"),
        ("other colleges", "have completed over 30% of the work"),
    ]


def test_a_deadline_without_a_body_tells_what_is_due_without_the_day() -> None:
    text = "Register all patents by the end of 2024."
    assert said(f"deadlines: {text}", "who", "what") == [("", "Register all patents")]


def test_what_has_already_happened_by_a_day_is_no_deadline() -> None:
    assert said("deadlines: By the end of 2023, the city had opened 12 parks.", "who") == []


def test_targets_have_comparator_value_unit_and_day() -> None:
    text = (
        "By the end of 2025, the number of invention patents per 10,000 people is expected to "
        "exceed 60, and the value added is projected to reach approximately 70 billion yuan. "
        "Additionally, more than 2,000 enterprises will be incubated."
    )
    day = date(2025, 12, 31)
    rows = facts(text).targets
    assert [(row.comparator, row.value, row.unit, row.by) for row in rows] == [
        ("more_than", 60, "invention patents per 10,000 people", day),
        ("about", 70_000_000_000, "yuan", day),
        ("more_than", 2000, "enterprises", day),
    ]
    assert rows[1].what == "the value added"


def test_full_coverage_is_a_hundred_percent() -> None:
    (row,) = facts("Aim for full coverage of all enterprises by the end of 2025.").targets
    assert (row.comparator, row.value, row.unit) == ("equal", 100, "%")


def test_a_share_that_is_not_whole_stays_exact() -> None:
    (row,) = facts("By 2030, spending is to reach 3.5% of GDP.").targets
    assert (row.value, row.unit, row.what) == (3.5, "%", "spending")


@pytest.mark.parametrize(
    "text",
    [
        "In 2016, the turnover reached 1140.7 billion yuan, a growth of 15.97%.",
        "The income of investors will be deducted by 70% of their investment.",
        "Not less than 50% of the income shall be used to reward inventors.",
        "Schedules are defined around the above four aspects.",
        'The plan rests on "one platform, two ends and 3 databases" and will be reviewed.',
        "2023年，全市技术合同成交额达到4850亿元，同比增长21.1%。",
        "单位应当将不低于净收入70%的比例用于奖励。",
        "一件外观设计专利申请中的相似外观设计不得超过10项。",
    ],
)
def test_statistics_rates_and_limits_are_no_targets(text: str) -> None:
    assert said(f"targets: {text}", "what", "value") == []


def test_chinese_targets_are_read_with_the_day_of_their_paragraph() -> None:
    text = "到2027年，技术合同成交额超过8000亿元，孵化企业2000家以上；培养技术经理人3000名左右。"
    rows = chinese_facts(text).targets
    assert [(row.what, row.comparator, row.value, row.unit) for row in rows] == [
        ("技术合同成交额", "more_than", 800_000_000_000, "yuan"),
        ("孵化企业", "at_least", 2000, "家"),
        ("培养技术经理人", "about", 3000, "名"),
    ]
    assert {row.by for row in rows} == {date(2027, 12, 31)}


@pytest.mark.parametrize(
    ("text", "bound", "value", "unit", "working"),
    [
        ("The entity shall announce it for no less than 15 days.", "at_least", 15, "day", False),
        ("Licenses may be granted for at least ten years.", "at_least", 10, "year", False),
        ("The entity shall set up a system within one year.", "at_most", 1, "year", False),
        ("Applications shall be filed within 30 working days.", "at_most", 30, "day", True),
        ("The office must decide within two weeks.", "at_most", 14, "day", False),
        ("The period may be extended by one month.", "exactly", 1, "month", False),
        ("申请人应当自申请日起2个月内缴纳申请费。", "at_most", 2, "month", False),
        ("公示时间不少于15日。", "at_least", 15, "day", False),
        ("自公告之日起满1个月，该文件视为已经送达。", "at_least", 1, "month", False),
        ("禁止其在二年内承担科技项目。", "exactly", 2, "year", False),
    ],
)
def test_durations_have_bound_value_and_unit(
    text: str, bound: str, value: int, unit: str, working: bool
) -> None:
    found = said(f"durations: {text}", "bound", "value", "unit", "working")
    assert found == [(bound, value, unit, working)]


def test_a_range_has_two_bounds() -> None:
    found = said("durations: 应当连续三至五年提取不低于百分之五的比例。", "bound", "value")
    assert found == [("at_least", 3), ("at_most", 5)]


@pytest.mark.parametrize(
    "text",
    [
        "This follows the 14th Five-Year Plan.",
        "单位应当提交上一年度科技成果转化情况报告。",
        "期限届满日是法定休假日的，以休假日后的第一个工作日为期限届满日。",
        "补偿期限减去5年。",
    ],
)
def test_names_of_plans_and_parts_of_dates_are_no_durations(text: str) -> None:
    assert said(f"durations: {text}", "value") == []


def test_a_period_under_a_heading_takes_the_heading_along() -> None:
    (row,) = facts("Three years, following the launch of the pilot.").durations
    assert (row.who, row.what) == (
        "",
        "Heading of the task: Three years, following the launch of the pilot",
    )
