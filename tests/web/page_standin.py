"""A small assistant for the page's tests: three documents, answers by word, growing in pieces.

Run as a program, it serves the page: `python tests/web/page_standin.py PORT`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from assistant.bootstrap import Assistant
from assistant.errors import LibraryError, QuestionError, UnknownDocument
from assistant.model import (
    Answer,
    Citation,
    Claim,
    Clause,
    Document,
    Language,
    Metadata,
    Refusal,
    Result,
    Turn,
)
from assistant.settings import Settings

HOSTILE = (
    "<script>alert('s')</script> <img src=x onerror=\"alert('i')\"> "
    "[link](javascript:alert('l')) $$\\frac{1}{2}$$ ${alert('t')} {{constructor}} `tick` "
    "</textarea></template> <svg onload=alert('v')> **bold** # head"
)
NOTICE = (
    "After obtaining consent, the decision shall be announced inside the entity "
    "for at least 15 working days."
)


def document(
    name: str, title: str, parts: Sequence[tuple[str, str, str]], language: Language = "en"
) -> Document:
    """A document of the parts (path, heading, text), one clause each."""
    text = "".join(part for _, _, part in parts)
    version = f"sha256:{sha256(text.encode()).hexdigest()}"
    clauses, at = [], 0
    for path, heading, part in parts:
        trail = ("II. Main tasks",) if path.startswith("II.") else ()
        clauses.append(Clause(name, version, path, heading, trail, part, at, at + len(part)))
        at += len(part)
    return Document(Metadata(name, title, language), version, text, tuple(clauses))


def citation(found: Document, quote: str, n: int = 1) -> Citation:
    """The citation of words that stand in the document."""
    start = found.text.index(quote)
    clause = next(c for c in found.clauses if c.start <= start < c.end)
    return Citation(
        n, found.id, found.title, found.version, clause.path, clause.heading,
        quote, start, start + len(quote), clause.page,
    )  # fmt: skip


PLAN = document(
    "pilot-plan",
    "Plan for the Pilot Reform of Commercialization",
    [
        ("Preamble", "", "Plan for the Pilot Reform of Commercialization\n"),
        (
            "I",
            "General requirements",
            "I. General requirements\n" + "We go step by step. " * 80 + "\n",
        ),
        (
            "II.1",
            "Assigning ownership",
            "1. Assigning ownership\nA pilot entity may assign ownership to its researchers. "
            + NOTICE
            + "\nObjections are handled by the entity.\n",
        ),
        ("II.2", "Licences", "2. Licences\nA licence is granted for at least 10 years.\n"),
        ("III", "Organization", "III. Organization\n" + "Departments work together. " * 60 + "\n"),
    ],
)
STATUTE = document(
    "statute",
    "促进科技成果转化条例",
    [
        ("第一条", "", "第一条 为了促进科技成果转化，制定本条例。\n"),
        ("第二条", "", "第二条 赋权决定应当在单位内部公示不少于十五个工作日。\n"),
    ],
    "zh",
)
TRAP = document("trap", f"Trap {HOSTILE}", [("1", HOSTILE, f"{HOSTILE}\n"), ("2", "", "End.\n")])
LIBRARY = (PLAN, STATUTE, TRAP)


class StandIn(Assistant):
    """Answers by words of the question; keeps what it was asked."""

    def __init__(
        self,
        documents: Sequence[Document] = LIBRARY,
        settings: Settings | None = None,
        pause: float = 0.0,
    ) -> None:
        self.settings = settings or Settings(model="", _env_file=None)
        self.asked: list[tuple[str, tuple[Turn, ...], date | None, tuple[str, ...]]] = []
        self._documents = {found.id: found for found in documents}
        self._pause = pause

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        documents: Sequence[str] = (),
        mode: str = "auto",
    ) -> Result:
        return list(self.stream(question, history=history, as_of=as_of, documents=documents))[-1]

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        documents: Sequence[str] = (),
        mode: str = "auto",
    ) -> Iterator[Result]:
        self.asked.append((question, tuple(history), as_of, tuple(documents)))
        if "crash" in question:
            raise RuntimeError("a secret detail of the inside")
        if "too long" in question:
            raise QuestionError("The question is too long.", "Ask it in fewer words.")
        if "echo" in question:
            text = f"As of {as_of}, of {', '.join(documents)} [1]"
            yield answer(question, text, citation(PLAN, NOTICE))
            return
        for result in _results(question):
            time.sleep(self._pause)
            yield result

    def documents(self) -> tuple[Metadata, ...]:
        return tuple(found.metadata for found in self._documents.values())

    def document(self, document: str) -> Document:
        if document not in self._documents:
            raise UnknownDocument(f"There is no document {document!r}.", "See assistant index.")
        return self._documents[document]


class Locked(StandIn):
    """Its library cannot be read."""

    def ask(self, question: str, **parts: object) -> Result:
        self.asked.append((question, (), None, ()))
        raise LibraryError("The library is locked.", "Wait for the indexing run to end.")

    def documents(self) -> tuple[Metadata, ...]:
        raise LibraryError("The library is locked.", "Wait for the indexing run to end.")

    def document(self, document: str) -> Document:
        raise LibraryError("The library is locked.", "Wait for the indexing run to end.")


LONG = f"It is announced for at least 15 working days [1].\n\n- {NOTICE} [1]\n- 10 years [2]"


def _results(question: str) -> Iterator[Result]:
    if "weather" in question or "天气" in question:
        yield refusal(question)
    elif "hostile" in question or "<" in question:
        yield answer(question, HOSTILE + " [1]", citation(TRAP, HOSTILE), notices=(HOSTILE,))
    elif "公示" in question:
        quote = "不少于十五个工作日"
        yield answer(question, f"应当公示{quote}。[1]", citation(STATUTE, quote))
    else:
        words = LONG.split(" ")
        found = (citation(PLAN, NOTICE), citation(PLAN, "at least 10 years", 2))
        for end in range(8, len(words) + 1, 3):
            yield answer(question, " ".join(words[:end]), *found)
        yield answer(question, LONG, *found, notices=("The deadline passed on 2024-12-31.",))


def answer(question: str, text: str, *found: Citation, notices: tuple[str, ...] = ()) -> Answer:
    language: Language = "zh" if "公示" in question else "en"
    claims = (Claim(text, tuple(c.n for c in found)),)
    return Answer(question, language, "extractive", text, claims, found, notices)


def refusal(question: str) -> Refusal:
    text = "The documents say nothing about the weather."
    found = citation(PLAN, "Departments work together.")
    made = Refusal(question, "en", "extractive", text, "not covered", (found,))
    return made if "weather" in question else replace(made, language="zh", text="文件未提及天气。")


def main(port: int) -> None:
    from assistant.web.serve import serve

    serve(StandIn(pause=0.12), "127.0.0.1", port)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main(int(sys.argv[1]))
