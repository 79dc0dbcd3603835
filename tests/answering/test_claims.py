"""A lying model: every kind of lie is caught by the check that is meant for it, and the honest
claims, also paraphrased, also in Chinese on an English clause, pass."""

from __future__ import annotations

import pytest
from policy import PILOT, RULES, TITLES, WORDS, evidence, question

from assistant.answering.claims import Verdict, Verifier
from assistant.answering.reply import OfferedClaim, OfferedQuote
from assistant.answering.words import Words
from assistant.model import Document, Language

ANNOUNCE = "announce their decision internally for no less than 15 days"
LICENCE = (
    "Pilot entities may grant scientific researchers a long-term license to use their scientific "
    "and technological advancements for at least ten years"
)
EVALUATION = (
    "Asset evaluation is not required when a pilot entity assigns, licenses, or invests its "
    "advancements for a price to a wholly state-owned enterprise"
)
TREASURY = "will be incorporated into the entity's budget and will not be submitted"
RETAINED = "All income obtained from the commercialization will be retained by the pilot entity"
SECRETS = "as well as those involving state secrets, shall not be included in such assignments"
ENCOURAGED = "Eligible higher education institutions are encouraged to advance academic education"
SYSTEM = "create a supporting management system within one year of the commencement of the pilot"
TURNOVER = "Shanghai's technology contract turnover will exceed 800 billion yuan"
AGREEMENT = "Inventors shall reach a written agreement with their team members"

HOW_LONG = "For how long must a decision to assign ownership be announced inside the entity?"
LICENSED = "How long can a researcher be licensed to use the advancements?"
VALUED = "Do we need an asset evaluation for a wholly state-owned enterprise?"
INCOME = "What happens with the income from commercialization?"
SHOWN = ""


def verdict(
    asked: str,
    claim: str,
    quote: str,
    path: str = "II.1",
    language: Language = "en",
    of: Document = PILOT,
    words: Words = WORDS,
) -> Verdict:
    """The verdict on a claim with one quote from the clause `path`."""
    found = evidence(of=of)
    source = [e.clause.path for e in found].index(path) + 1
    verifier = Verifier(question(asked), language, dict(enumerate(found, 1)), TITLES, words)
    return verifier.verdict(OfferedClaim(claim, (OfferedQuote(source, quote),)))


HONEST_ENGLISH = [
    (HOW_LONG, "II.1", ANNOUNCE, "The decision must be announced internally for no less than 15 days."),
    (HOW_LONG, "II.1", ANNOUNCE, "At least fifteen days: the pilot entity announces its decision internally."),
    (HOW_LONG, "II.1", ANNOUNCE, "The internal announcement of the decision lasts at least 15 days [2]."),
    (LICENSED, "II.2", LICENCE, "Pilot entities may grant researchers a long-term licence of at least 10 years."),
    (LICENSED, "II.2", LICENCE, "A pilot entity can license scientific researchers for no less than ten years."),
    (LICENSED, "II.2", LICENCE, "1. The long-term license runs for ten years or more."),
    (VALUED, "II.3", EVALUATION, "No. Asset evaluation is not required for a wholly state-owned enterprise."),
    (VALUED, "II.3", EVALUATION, "You do not have to do an asset evaluation when you assign to a wholly "
     "state-owned enterprise."),
    (INCOME, "II.3", RETAINED, "The pilot entity keeps all income from commercialization."),
    (INCOME, "II.3", TREASURY, "The income is not submitted to the State Treasury but goes into the budget."),
    ("Which works cannot be assigned?", "II.1", SECRETS, "Works involving state secrets cannot be assigned."),
    ("Must universities offer degrees?", "II.5", ENCOURAGED,
     "No: eligible universities are encouraged to advance academic education in technology transfer."),
    ("When must the management system be there?", "III.2", SYSTEM,
     "Pilot entities must establish a supporting management system within one year of the pilot's start."),
    ("What is the target for technology contracts?", "I", TURNOVER,
     "By 2027, Shanghai's technology contract turnover will exceed 800 billion yuan."),
    ("What must inventors agree on?", "II.1", AGREEMENT,
     "Under clause II.1, inventors must sign a written agreement with their team members."),
]  # fmt: skip
HONEST_CHINESE = [
    ("赋权决定要公示多久？", "II.1", ANNOUNCE, "试点单位审批后，决定须在单位内部公示不少于15日。"),
    ("赋权决定要公示多久？", "II.1", ANNOUNCE, "单位内部公示期至少为十五天。"),
    ("长期许可最短几年？", "II.2", LICENCE, "试点单位可以授予科研人员不少于十年的长期使用权。"),
    ("长期许可最短几年？", "II.2", LICENCE, "长期许可的期限不低于10年。"),
    ("转让给国有全资企业要做资产评估吗？", "II.3", EVALUATION, "不需要。向国有全资企业转让成果，无需进行资产评估。"),
    ("转化收入要上缴国库吗？", "II.3", TREASURY, "转化收入不上缴国库，纳入单位预算。"),
    ("哪些成果不能赋权？", "II.1", SECRETS, "涉及国家秘密的职务科技成果不得赋权。"),
    ("高校必须办学历教育吗？", "II.5", ENCOURAGED, "不是。鼓励符合条件的高校开展技术转移学历教育。"),
    ("管理制度什么时候建好？", "III.2", SYSTEM, "试点单位应在试点启动后一年内建立管理制度。"),
    ("上海技术合同成交额目标是多少？", "I", TURNOVER, "到2027年，上海技术合同成交额将超过8000亿元。"),
    ("发明人要和团队约定什么？", "II.1", AGREEMENT, "发明人须与团队成员达成书面协议。"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "path", "quote", "claim"), HONEST_ENGLISH)
def test_an_honest_claim_is_shown(asked: str, path: str, quote: str, claim: str) -> None:
    assert verdict(asked, claim, quote, path).failed == SHOWN


@pytest.mark.parametrize(("asked", "path", "quote", "claim"), HONEST_CHINESE)
def test_an_honest_chinese_claim_on_an_english_clause_is_shown(
    asked: str, path: str, quote: str, claim: str
) -> None:
    assert verdict(asked, claim, quote, path, "zh").failed == SHOWN


@pytest.mark.parametrize(
    ("asked", "path", "quote", "claim"),
    [
        ("赋权决定公示多久？", "第八条", "公示期不少于十五日", "公示期至少15天。"),
        ("赋权决定公示多久？", "第八条", "应当将科技成果赋权决定在本单位内部公示",
         "项目承担单位应当在本单位内部公示赋权决定，公示期不少于15日。"),
        ("长期使用权几年？", "第九条", "可以授予科研人员不少于十年的职务科技成果长期使用权",
         "可以授予科研人员至少10年的长期使用权。"),
        ("收入归谁？", "第十条", "转化收入全部留归项目承担单位,不上缴国库",
         "转化收入全部留归项目承担单位，不上缴国库。"),
    ],
)  # fmt: skip
def test_an_honest_claim_on_a_chinese_clause_is_shown(
    asked: str, path: str, quote: str, claim: str
) -> None:
    assert verdict(asked, claim, quote, path, "zh", RULES).failed == SHOWN


def test_an_honest_english_claim_on_a_chinese_clause_is_shown() -> None:
    claim = "The entity must announce the decision internally for at least 15 days."
    quote = "应当将科技成果赋权决定在本单位内部公示,公示期不少于十五日"
    assert verdict(HOW_LONG, claim, quote, "第八条", "en", RULES).failed == SHOWN


COVERAGE = "What is the turnover target?"
BOTH_TARGETS = (
    "technology contract turnover will exceed 800 billion yuan; the total value of technology "
    "contracts of public institutions will reach 100 billion yuan"
)
DEGREES = "Must universities offer degrees?"
UNITS = (
    "The Municipal Commission of Science and Technology and the Municipal Bureau of Finance are "
    "responsible"
)
Lie = tuple[str, str]
"""The check that catches it first, and the claim."""
LIES: list[tuple[str, str, str, list[Lie]]] = [
    (HOW_LONG, "II.1", ANNOUNCE, [
        ("quantities", "The decision must be announced internally for at least 30 days."),
        ("quantities", "The decision must be announced internally for at least 15 months."),
        ("quantities", "The decision must be announced internally for 15 working days."),
        ("quantities", "The decision must be announced internally for at most 15 days."),
        ("duties", "The decision may be announced internally for at least 15 days."),
        ("duties", "The decision does not have to be announced for 15 days."),
        ("actors", "The inventors must announce the decision internally for at least 15 days."),
        ("actors", "The decision must be announced for 15 days by the Ministry of Education."),
        ("names", "The decision must be announced internally for 15 days under the Berlin Rule."),
        ("opposites", "The decision must be announced publicly for at least 15 days."),
        ("supported", "Late announcements of the decision cost a fine, a hearing and the fee."),
        ("form", "The decision is announced for 15 days, see https://evil.example/x."),
        ("form", "<b>The decision</b> is announced internally for 15 days."),
        ("form", "The decision is announced internally. " * 20),
        ("language", "试点单位须在内部公示不少于15日。"),
        ("language", "Решение объявляется на 15 дней."),
    ]),
    (HOW_LONG, "II.1", "15 days", [
        ("length", "The decision must be announced internally for 15 days."),
    ]),
    (HOW_LONG, "II.1", "announced to the public for 15 days", [
        ("quoted", "The decision must be announced for 15 days."),
    ]),
    (HOW_LONG, "I", TURNOVER, [
        ("relevance", "Shanghai's technology contract turnover will exceed 800 billion yuan."),
    ]),
    ("Is the announcement 30 days long?", "II.1", ANNOUNCE, [
        ("answer", "Yes, the decision must be announced internally."),
    ]),
    (LICENSED, "II.2", LICENCE, [
        ("quantities", "Pilot entities may license researchers for at least twenty years."),
        ("duties", "Pilot entities shall grant researchers a licence of at least ten years."),
        ("duties", "Pilot entities must grant researchers a licence of at least ten years."),
        ("duties", "Pilot entities may not grant researchers a license of ten years."),
        ("omissions", "Pilot entities grant scientific researchers a long-term license."),
        ("supported", "The weather stays pleasant throughout spring."),
    ]),
    ("Who submits the plan?", "II.2", "Researchers shall be required to submit an implementation plan", [
        ("actors", "Pilot entities shall submit an implementation plan for commercializing."),
    ]),
    (VALUED, "II.3", EVALUATION, [
        ("duties", "Asset evaluation is required when a pilot entity assigns to an enterprise."),
        ("answer", "Yes. Asset evaluation is not required for a wholly state-owned enterprise."),
    ]),
    (INCOME, "II.3", TREASURY, [
        ("omissions", "The income will be submitted to the State Treasury."),
        ("duties", "The income will not be incorporated into the entity's budget."),
    ]),
    (INCOME, "II.3", RETAINED, [
        ("duties", "The income from commercialization will not be retained by the pilot entity."),
        ("opposites", "Some of the income will be retained by the pilot entity."),
        ("quantities", "Half of the income will be retained by the pilot entity."),
    ]),
    ("Which works cannot be assigned?", "II.1", SECRETS, [
        ("duties", "Works involving state secrets may be included in such assignments."),
        ("omissions", "Works involving state secrets are included in such assignments."),
    ]),
    (DEGREES, "II.5", ENCOURAGED, [
        ("duties", "Eligible universities shall advance academic education."),
        ("answer", "Yes, eligible universities are encouraged to advance academic education."),
    ]),
    ("Who is in charge of degrees?", "II.5", UNITS, [
        ("names", "The Municipal Bureau of Science is responsible for this task."),
    ]),
    ("When is the system due?", "III.2", SYSTEM, [
        ("quantities", "Pilot entities shall create a management system within two years."),
        ("duties", "Pilot entities may create a management system within one year."),
        ("duties", "Pilot entities are encouraged to create a system within one year."),
    ]),
    (COVERAGE, "I", TURNOVER, [
        ("quantities", "By 2025, technology contract turnover will exceed 800 billion yuan."),
        ("quantities", "Technology contract turnover will exceed 800 million yuan."),
    ]),
    (COVERAGE, "I", BOTH_TARGETS, [
        ("quantities", "Shanghai's technology contract turnover will reach 100 billion yuan."),
    ]),
]  # fmt: skip
CHINESE_LIES: list[tuple[str, str, str, list[Lie]]] = [
    ("赋权决定要公示多久？", "II.1", ANNOUNCE, [
        ("quantities", "公示期不少于30日。"),
        ("quantities", "单位内部公示不超过15日。"),
        ("quantities", "单位内部公示15个工作日。"),
        ("duties", "试点单位可以内部公示不少于15日。"),
        ("duties", "决定无需内部公示15日。"),
        ("actors", "发明人须将决定内部公示不少于15日。"),
        ("names", "根据《专利条例》，单位内部公示不少于15日。"),
        ("opposites", "单位须将决定向社会公示不少于15日。"),
        ("language", "The decision is announced internally for 15 days."),
    ]),
    ("长期许可最短几年？", "II.2", LICENCE, [
        ("duties", "试点单位应当授予科研人员不少于十年的长期使用权。"),
        ("duties", "试点单位不得授予科研人员长期使用权。"),
        ("omissions", "试点单位授予科研人员长期许可。"),
    ]),
    ("要做资产评估吗？", "II.3", EVALUATION, [
        ("duties", "向国有全资企业转让成果，应当进行资产评估。"),
        ("answer", "是的，向国有全资企业转让成果无需资产评估。"),
    ]),
    ("高校必须办学历教育吗？", "II.5", ENCOURAGED, [
        ("duties", "高校应当开展技术转移学历教育。"),
        ("answer", "是的，鼓励高校开展技术转移学历教育。"),
    ]),
    ("转化收入要上缴国库吗？", "II.3", TREASURY, [("omissions", "转化收入上缴国库。")]),
    ("学历教育谁负责？", "II.5", UNITS, [("names", "市卫生健康委负责技术转移学历教育。")]),
]  # fmt: skip


def each(lies: list[tuple[str, str, str, list[Lie]]]) -> list[tuple[str, str, str, str, str]]:
    return [(check, *about, claim) for *about, told in lies for check, claim in told]  # type: ignore[misc]


@pytest.mark.parametrize(("check", "asked", "path", "quote", "claim"), each(LIES))
def test_a_lie_is_caught(check: str, asked: str, path: str, quote: str, claim: str) -> None:
    assert verdict(asked, claim, quote, path).failed == check


@pytest.mark.parametrize(("check", "asked", "path", "quote", "claim"), each(CHINESE_LIES))
def test_a_chinese_lie_is_caught(check: str, asked: str, path: str, quote: str, claim: str) -> None:
    assert verdict(asked, claim, quote, path, "zh").failed == check


def test_without_a_translation_a_chinese_claim_on_an_english_clause_is_not_shown() -> None:
    asked, path, quote, claim = HONEST_CHINESE[0]
    assert verdict(asked, claim, quote, path, "zh", words=Words()).failed == "supported"


def test_within_chinese_no_translation_is_needed() -> None:
    found = verdict(
        "公示多久？", "公示期至少15天。", "公示期不少于十五日", "第八条", "zh", RULES, Words()
    )
    assert found.failed == SHOWN
