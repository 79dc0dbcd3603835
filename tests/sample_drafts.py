"""Drafts as an engine would make them, for the tests of the exports."""

from __future__ import annotations

from assistant.drafting.draft import Chart, Check, Draft, Field, Missing, Section, Table
from assistant.model import Citation, Language

HOSTILE = (
    '<b>bold</b> #import "x" *x* _y_ | $z$ `w` [1](http://x) \\ # = - & <!-- %% {{ }} \x07\u202e'
)
"""What would be markup somewhere, with a control character and a change of direction."""

QUOTE = (
    "Pilot entities may grant scientific researchers a long-term license to use their "
    "scientific and technological advancements for at least ten years."
)


def citation(n: int, clause: str = "II.2", quote: str = QUOTE) -> Citation:
    return Citation(
        n, "plan", "Pilot Plan", "sha256:0", clause, "2. Granting licenses", quote, 0, len(quote)
    )


def english(rows: int = 4, **changes: object) -> Draft:
    """A paper with something of everything; its table has `rows` rows."""
    table = Table(
        "Contracts by kind",
        ("Kind", "Count", "Amount (CNY)", "Rows"),
        tuple(
            (f"Licence {i}", str(i), f"{i * 1234567:,}", f"rows {i}-{i + 3}") for i in range(rows)
        ),
        ("Amounts are in yuan.",),
    )
    chart = Chart(
        "Contracts by kind",
        ("Assignment", "Licence", "Technology development"),
        (("2024", (3.0, 5.0, 0.0)), ("2025", (4.0, 1234567.5, 2.0))),
        "count",
    )
    parts = {
        "kind": "implementation_plan",
        "language": "en",
        "title": "Implementation plan for commercializing a battery coating",
        "fields": (
            Field("licence_term_years", "Licence term (years)", 12, "user"),
            Field("start", "First day of the announcement", "2026-03-02", "user"),
            Field("end", "Last day of the announcement", "2026-03-17", "rule", 2, "15 days later"),
            Field("partner", "Partner", None, "missing"),
            Field("state_owned", "Wholly state-owned", True, "user"),
            Field("team", "Team", [{"name": "Li Wei", "share": "60 %"}], "user"),
        ),
        "sections": (
            Section(
                "The licence",
                "The team asks for a licence of 12 years [1]. It names [missing: partner] as its "
                "partner [9].\n\nThe steps are:\n- submit this plan [1]\n- announce the decision "
                "for 15 days [2]\n\n" + HOSTILE,
                (1, 2),
            ),
            Section("The figures", "These are the figures.", (), (table,), (chart,)),
        ),
        "checks": (
            Check("licence-term", "pass", "The term of 12 years is at least ten years.", (1,)),
            Check("announcement", "fail", "The announcement is too short: give 15 days.", (2,)),
            Check("partner", "needs_information", "Say who the partner is."),
            Check("camp", "not_applicable", "No camp is planned.", advice=True),
        ),
        "missing": (Missing("partner", "Who is the partner?"),),
        "citations": (citation(1), citation(2, "II.1", "internally for no less than 15 days")),
        "notices": ("One ledger row could not be read.",),
    }
    return Draft(**{**parts, **changes})  # type: ignore[arg-type]


def chinese(**changes: object) -> Draft:
    """The same in Chinese, with rare characters."""
    language: Language = "zh"
    table = Table(
        "按转化方式统计的合同",
        ("转化方式", "合同数", "合同金额（元）", "台账行"),
        (("许可", "2", "1,234,567.00", "第2-3行"), ("转让", "1", "50,000.00", "第8行")),
        ("金额单位为元。",),
    )
    chart = Chart("各季度合同金额", ("第一季度", "第二季度"), (("2025年", (2.0, 3.5)),), "万元")
    parts = {
        "kind": "implementation_plan",
        "language": language,
        "title": "职务科技成果长期许可转化实施方案：囍镕𬭎涂层",
        "fields": (
            Field("licence_term_years", "许可期限（年）", 12, "user"),
            Field("partner", "合作方", None, "missing"),
            Field("state_owned", "是否国有独资", False, "user"),
        ),
        "sections": (
            Section(
                "许可事项",
                "团队申请为期12年的长期许可[1]。合作方为〔待补：合作方〕。\n\n"
                "- 提交转化实施方案[1]\n- 内部公示不少于15日[2]\n\n" + HOSTILE,
                (1, 2),
            ),
            Section("统计", "统计如下。", (), (table,), (chart,)),
        ),
        "checks": (
            Check("licence-term", "pass", "许可期限12年，不少于十年。", (1,)),
            Check("announcement", "fail", "公示时间不足15日，请延长。", (2,)),
            Check("camp", "needs_information", "请说明是否举办训练营。", advice=True),
        ),
        "missing": (Missing("partner", "合作方是谁？"),),
        "citations": (citation(1), citation(2, "II.1", "internally for no less than 15 days")),
        "notices": ("台账第9行无法读取。",),
    }
    return Draft(**{**parts, **changes})  # type: ignore[arg-type]
