"""Small policies as text, read into documents and facts, for the tests of the register."""

from __future__ import annotations

import hashlib
from pathlib import Path

from assistant.finding.glossary import read_glossary
from assistant.model import Document, Glossary, GlossaryEntry, Language, Metadata
from assistant.reading.files import read_document
from assistant.reading.manifest import read_manifest
from assistant.reading.outline import clauses_of
from assistant.register.facts import Facts
from assistant.register.reading import facts_of
from assistant.register.register import Register
from assistant.register.units import Units

PLAN = """I. Tasks
1. Lending
Encourage banks to lend. By the end of 2025, loans are expected to exceed 30 billion yuan. \
(Responsible units: the Municipal Bureau of Finance, and all District People's Governments)
2. Announcing
Pilot entities shall announce the decision for no less than 15 days. Pilot entities may grant \
licenses. By the end of June 2024, pilot entities shall report.
"""
CORPUS = Path(__file__).resolve().parent.parent / "corpus"


def document(text: str, name: str = "plan", language: Language = "en") -> Document:
    """A document of this text, cut by the outline reader."""
    version = f"sha256:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"
    metadata = Metadata(name, f"Title of {name}", language, names=(f"the {name}",))
    return Document(metadata, version, text, clauses_of(text, name, version, ()))


def facts(text: str) -> Facts:
    """The facts of a clause with this text."""
    return facts_of(document(f"I. Tasks\n1. Heading of the task\n{text}\n"))


def chinese_facts(text: str) -> Facts:
    """The facts of an article with this text."""
    return facts_of(document(f"第一条 {text}\n", language="zh"))


def said(of: str, *names: str) -> list[tuple[object, ...]]:
    """The named fields of all facts of a kind ("duties: The office shall …")."""
    kind, _, text = of.partition(": ")
    read = chinese_facts if any("\u4e00" <= c <= "\u9fff" for c in text) else facts
    return [tuple(getattr(fact, name) for name in names) for fact in getattr(read(text), kind)]


GLOSSARY = Glossary(
    (
        GlossaryEntry(
            zh=("市财政局", "上海市财政局"),
            en=("Municipal Bureau of Finance", "Municipal Finance Bureau"),
            kind="organization",
            id="finance",
        ),
        GlossaryEntry(
            zh=("市卫生健康委",),
            en=("Municipal Commission of Health",),
            kind="organization",
            id="health",
        ),
        GlossaryEntry(
            zh=("各区人民政府",),
            en=("all District People's Governments", "district people's governments"),
            kind="organization",
            id="districts",
        ),
        GlossaryEntry(
            zh=("试点单位",), en=("pilot entities",), kind="organization", id="pilot-entities"
        ),
        GlossaryEntry(zh=("公示",), en=("announce",)),
    )
)
UNITS = Units(GLOSSARY)


def register(*documents: Document) -> Register:
    """The register of these documents, with a small glossary."""
    read = sum((facts_of(each) for each in documents), start=Facts())
    return Register(read, UNITS, [each.metadata for each in documents])


def corpus() -> list[Document]:
    """The five documents of the project."""
    return [read_document(source, 50) for source in read_manifest(CORPUS)]


def corpus_register(documents: list[Document]) -> Register:
    """Their register, with the project's glossary."""
    read = sum((facts_of(each) for each in documents), start=Facts())
    units = Units(read_glossary(CORPUS / "glossary.yaml"))
    return Register(read, units, [each.metadata for each in documents])
