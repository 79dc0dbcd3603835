"""The words of the trade, as frozen types (standard library only). See docs/glossary.md.

Offsets are counts of Unicode code points into the stored text of one version, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Language = Literal["en", "zh"]
Mode = Literal["extractive", "generative"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a version's text: `start` inclusive, `end` exclusive, in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, got {self.start}, {self.end}")

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document. What its text and the manifest do not say stays empty.

    `names` are the short names under which people mention it ("the patent plan", 专利方案).
    """

    id: str
    title: str
    language: Language = "en"
    issuer: str = ""
    level: str = ""
    issued: str = ""
    period: str = ""
    number: str = ""
    source: str = ""
    superseded_by: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest numbered or headed part that can be cited.

    The clauses of a version partition its text: they are contiguous, in order, and cover it.
    `path` names the clause uniquely inside its version ("II.2", "(8)", "第十五条第二款").
    `trail` holds the headings above it, outermost first, as printed.
    """

    document: str
    version: str
    path: str
    heading: str
    trail: tuple[str, ...]
    text: str
    start: int
    end: int
    page: int | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Document:
    """One version of a policy document: its metadata, its text as stored, and its clauses.

    `version` is "sha256:" and the hash of `text` as UTF-8. `pages` holds the offset at which
    each page begins, for formats that have pages; empty otherwise.
    """

    metadata: Metadata
    version: str
    text: str
    clauses: tuple[Clause, ...]
    pages: tuple[int, ...] = ()

    @property
    def id(self) -> str:
        return self.metadata.id

    @property
    def title(self) -> str:
        return self.metadata.title


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence (or a few) of a clause: the unit that is indexed. It always knows its clause.

    `paragraph` is the source paragraph that it stands in; `id` is unique over the library and
    the same for the same words at the same place of the same version. `about` is the heading
    without which a short passage says too little to be found; empty for others.
    """

    document: str
    version: str
    clause: str
    text: str
    span: Span
    paragraph: Span
    about: str = ""

    @property
    def id(self) -> str:
        place = f"{self.version}:{self.span.start}-{self.span.end}"
        return f"{place}+" if self.about else place

    @property
    def searched(self) -> str:
        """The words that are embedded: the passage, after its heading where it has one."""
        return f"{self.about}: {self.text}" if self.about else self.text


@dataclass(frozen=True, slots=True)
class Judgement:
    """How far a paragraph answers a question, and each of its sentences, in log-odds.

    `alone` is how far its likeliest sentence answers when nothing else of the paragraph is read;
    said of the best paragraph only.
    """

    answers: float
    sentences: tuple[float, ...]
    alone: float | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A paragraph of a clause that was found for a question, with its score (higher is better).

    `text` is the paragraph, verbatim; `sentences` are its passages in text order;
    `scores` holds one relevance score for each of them. `judgement` stands where the paragraph
    was read together with the question.
    """

    clause: Clause
    text: str
    span: Span
    score: float
    sentences: tuple[Passage, ...] = ()
    scores: tuple[float, ...] = ()
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a claim stands: exact words of a clause, and where they are in the stored text."""

    n: int
    document: str
    title: str
    version: str
    clause: str
    heading: str
    quote: str
    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of an answer with the numbers of the citations that support it."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Seconds:
    """How long finding and answering took, in seconds."""

    find: float = 0.0
    answer: float = 0.0


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the conversation before the question."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, in which conversation, as of which day, over which documents.

    An empty `documents` means all. `as_of` is the day that "today" means.
    """

    text: str
    as_of: date
    history: tuple[Turn, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer whose every claim has at least one verified citation."""

    question: str
    language: Language
    mode: Mode
    text: str
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    notices: tuple[str, ...] = ()
    seconds: Seconds = Seconds()
    prompt: str | None = None

    def __post_init__(self) -> None:
        known = {citation.n for citation in self.citations}
        for claim in self.claims:
            if not claim.citations or not set(claim.citations) <= known:
                raise ValueError(f"a claim without a known citation: {claim.text[:60]!r}")
        if not self.claims:
            raise ValueError("an answer needs at least one claim; use Refusal")


@dataclass(frozen=True, slots=True)
class Refusal:
    """The documents do not answer the question: what they do not say, and the nearest clauses."""

    question: str
    language: Language
    mode: Mode
    text: str
    reason: str
    see_also: tuple[Citation, ...] = ()
    notices: tuple[str, ...] = ()
    seconds: Seconds = Seconds()


Result = Answer | Refusal


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What an indexing run did with one file; `reason` says why where it was not indexed."""

    source: str
    document: str
    outcome: Literal["indexed", "unchanged", "removed", "failed"]
    clauses: int = 0
    passages: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What an indexing run did, file by file, and what a user should know about it."""

    outcomes: tuple[FileOutcome, ...]
    notices: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def failed(self) -> tuple[FileOutcome, ...]:
        return tuple(o for o in self.outcomes if o.outcome == "failed")


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A term of the trade with all its forms in both languages; `kind` tells terms from units.

    `asked_zh` and `asked_en` are the words in which people ask for it who do not know the term:
    they lead from a question to the term, and are neither forms nor translations of it.
    """

    zh: tuple[str, ...]
    en: tuple[str, ...]
    kind: Literal["term", "organization"] = "term"
    id: str = ""
    definition: str = ""
    asked_zh: tuple[str, ...] = ()
    asked_en: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Glossary:
    """All entries; see finding/glossary.py for how a question is turned into terms."""

    entries: tuple[GlossaryEntry, ...] = field(default_factory=tuple)
