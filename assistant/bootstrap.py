"""The one place where parts meet: settings in, a working assistant out.

The web page, the commands, the evals and the tests all call `build_assistant`; doubles come in
through its arguments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from assistant.model import Document, Evidence, IndexReport, Metadata, Result, Turn
from assistant.ports import ChatModel, Clock, Embedder, PassageIndex
from assistant.settings import Settings


class Assistant:
    """What the assistant can do, for whoever stands in front of it.

    Every method raises AssistantError kinds only; their text tells the user what to do next.
    """

    settings: Settings

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        documents: Sequence[str] = (),
        mode: str = "auto",
    ) -> Result:
        """The answer or refusal to a question. `as_of` is what "today" means (default: today)."""
        raise NotImplementedError

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        documents: Sequence[str] = (),
        mode: str = "auto",
    ) -> Iterator[Result]:
        """The same, growing: each result is consistent in itself, the last one is complete."""
        raise NotImplementedError

    def find(
        self, question: str, *, k: int = 10, documents: Sequence[str] = ()
    ) -> tuple[Evidence, ...]:
        """The `k` best paragraphs for a question, best first."""
        raise NotImplementedError

    def index(
        self, paths: Sequence[Path] = (), *, rebuild: bool = False, progress: object = None
    ) -> IndexReport:
        """Index files or folders (default: the corpus folder of the settings)."""
        raise NotImplementedError

    def documents(self) -> tuple[Metadata, ...]:
        """What the library holds."""
        raise NotImplementedError

    def document(self, document: str) -> Document:
        """One document with its text and clauses. Raises UnknownDocument."""
        raise NotImplementedError


def build_assistant(
    settings: Settings,
    *,
    chat: ChatModel | None = None,
    embedders: Sequence[Embedder] | None = None,
    passages: PassageIndex | None = None,
    clock: Clock | None = None,
) -> Assistant:
    """An assistant with real parts, save those given. Nothing heavy is loaded before it is used."""
    raise NotImplementedError
