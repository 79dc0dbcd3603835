"""Two small policies built by hand, English and Chinese, as evidence for a question."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from assistant.answering.words import Words
from assistant.model import (
    Clause,
    Document,
    Evidence,
    Glossary,
    GlossaryEntry,
    Language,
    Metadata,
    Question,
    Span,
    Turn,
)
from assistant.reading.normalize import plain

Part = tuple[str, str, str]
"""Path, heading, text."""

PILOT_PARTS: Sequence[Part] = (
    (
        "II.1",
        "Assigning scientific researchers title to their advancements",
        "Based on actual conditions, pilot entities may also assign part of the ownership of the works "
        "made for hire to their inventors. However, works made for hire that may impact national "
        "security, as well as those involving state secrets, shall not be included in such assignments. "
        "Inventors shall reach a written agreement with their team members on the benefits distribution "
        "ratio, and appoint a representative to request the pilot entity assign ownership. The pilot "
        "entity will then review and approve such requests and announce their decision internally for "
        "no less than 15 days.",
    ),
    (
        "II.2",
        "Granting scientific researchers long-term licenses",
        "Pilot entities may grant scientific researchers a long-term license to use their scientific and "
        "technological advancements for at least ten years. Researchers shall be required to submit an "
        "implementation plan for commercializing these advancements to the entity.",
    ),
    (
        "II.3",
        "Creating a separate management system",
        "Asset evaluation is not required when a pilot entity assigns, licenses, or invests its "
        "advancements for a price to a wholly state-owned enterprise. All income obtained from the "
        "commercialization will be retained by the pilot entity. This income will be incorporated into "
        "the entity’s budget and will not be submitted to the State Treasury.",
    ),
    (
        "II.5",
        "Creating an incentive system",
        "Eligible higher education institutions are encouraged to advance academic education in "
        "technology transfer. The Municipal Commission of Science and Technology and the Municipal "
        "Bureau of Finance are responsible for this task.",
    ),
    (
        "III.2",
        "Developing management systems",
        "Pilot entities shall create a supporting management system within one year of the commencement "
        "of the pilot.",
    ),
    (
        "I",
        "Work objectives",
        "By 2027, the main impetus will continue to strengthen. Shanghai's technology contract turnover "
        "will exceed 800 billion yuan; the total value of technology contracts of public institutions "
        "will reach 100 billion yuan, and more than 2,000 enterprises will be incubated.",
    ),
)
RULES_PARTS: Sequence[Part] = (
    (
        "第八条",
        "公示",
        "项目承担单位应当将科技成果赋权决定在本单位内部公示,公示期不少于十五日。",
    ),
    (
        "第九条",
        "许可",
        "项目承担单位可以授予科研人员不少于十年的职务科技成果长期使用权。",
    ),
    (
        "第十条",
        "收入",
        "转化收入全部留归项目承担单位,不上缴国库。鼓励高等院校开展技术转移学历教育。",
    ),
)


def document(name: str, title: str, language: Language, parts: Sequence[Part]) -> Document:
    """A document whose clauses are `parts`, one after another."""
    text = "".join(f"{heading}\n{body}\n" for _, heading, body in parts)
    version = f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
    clauses, at = [], 0
    for path, heading, body in parts:
        said = f"{heading}\n{body}\n"
        clauses.append(Clause(name, version, path, heading, (), said, at, at + len(said)))
        at += len(said)
    return Document(Metadata(name, title, language), version, text, tuple(clauses))


PILOT = document("pilot", "Implementation Plan for the Pilot Reform (2024-2027)", "en", PILOT_PARTS)
RULES = document("rules", "科技成果转化试点办法", "zh", RULES_PARTS)
TITLES = {PILOT.id: PILOT.title, RULES.id: RULES.title}


def clause(path: str, of: Document = PILOT) -> Clause:
    return next(c for c in of.clauses if c.path == path)


def paragraph(found: Clause, score: float = 1.0) -> Evidence:
    """The body of a clause, without its heading, as the finder gives it."""
    start = len(found.heading) + 1
    body = found.text[start:].rstrip("\n")
    return Evidence(found, body, Span(found.start + start, found.start + start + len(body)), score)


def evidence(*paths: str, of: Document = PILOT) -> list[Evidence]:
    """The paragraphs of the clauses named, best first; all of them where none is named."""
    return [paragraph(clause(path, of)) for path in paths or [c.path for c in of.clauses]]


def question(text: str, *history: Turn) -> Question:
    return Question(text, date(2025, 6, 1), history)


GLOSSARY = Glossary(
    (
        GlossaryEntry(
            ("试点单位", "单位", "项目承担单位"), ("pilot entity", "pilot entities", "entity")
        ),
        GlossaryEntry(("科研人员",), ("scientific researchers", "researchers")),
        GlossaryEntry(("发明人", "成果完成人"), ("inventor", "inventors")),
        GlossaryEntry(("内部公示", "公示"), ("announce internally", "announce")),
        GlossaryEntry(("公示期",), ("announce", "announcement period")),
        GlossaryEntry(("长期许可", "长期使用权"), ("long-term license",)),
        GlossaryEntry(("许可",), ("license",)),
        GlossaryEntry(("授予",), ("grant",)),
        GlossaryEntry(("赋权",), ("assign ownership", "assignments")),
        GlossaryEntry(("决定",), ("decision",)),
        GlossaryEntry(("审批",), ("review and approve",)),
        GlossaryEntry(("资产评估",), ("asset evaluation",)),
        GlossaryEntry(("国有全资企业",), ("wholly state-owned enterprise",)),
        GlossaryEntry(("转让",), ("assign", "transfer")),
        GlossaryEntry(("转化收入", "收入"), ("income",)),
        GlossaryEntry(("国库",), ("state treasury",)),
        GlossaryEntry(("上缴",), ("submit", "submitted")),
        GlossaryEntry(("预算",), ("budget",)),
        GlossaryEntry(("纳入",), ("incorporated", "included")),
        GlossaryEntry(("国家秘密",), ("state secrets",)),
        GlossaryEntry(("职务科技成果", "成果"), ("works made for hire", "advancements")),
        GlossaryEntry(("技术合同成交额",), ("technology contract turnover",)),
        GlossaryEntry(("上海",), ("Shanghai",)),
        GlossaryEntry(("高校", "高等院校"), ("higher education institutions", "universities")),
        GlossaryEntry(("技术转移",), ("technology transfer",)),
        GlossaryEntry(("学历教育",), ("academic education",)),
        GlossaryEntry(("管理制度",), ("management system",)),
        GlossaryEntry(("建立",), ("create", "establish")),
        GlossaryEntry(("书面协议",), ("written agreement",)),
        GlossaryEntry(("收益分配",), ("benefits distribution",)),
        GlossaryEntry(("国务院",), ("State Council",), "organization"),
        GlossaryEntry(
            ("市科委",), ("Municipal Commission of Science and Technology",), "organization"
        ),
        GlossaryEntry(("市财政局",), ("Municipal Bureau of Finance",), "organization"),
        GlossaryEntry(("市卫生健康委",), ("Municipal Commission of Health",), "organization"),
    )
)


def translate(text: str) -> list[Sequence[str]]:
    """The glossary's terms in a text, longest first, not overlapping."""
    rest, found = plain(text), []
    forms = sorted(((f, e.en) for e in GLOSSARY.entries for f in e.zh), key=lambda x: -len(x[0]))
    for form, english in forms:
        while (at := rest.find(form)) >= 0:
            found.append((at, english))
            rest = rest[:at] + " " * len(form) + rest[at + len(form) :]
    return [english for _, english in sorted(found)]


WORDS = Words(translate, GLOSSARY)
