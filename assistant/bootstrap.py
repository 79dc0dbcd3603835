"""The one place where parts meet: settings in, a working assistant out.

The web page, the commands, the evals and the tests all call `build_assistant`; doubles come in
through its arguments. Nothing heavy is loaded before it is used.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from assistant.adapters.clock import SystemClock, utc_now
from assistant.errors import LibraryError, SettingsError, UsageError
from assistant.model import Document, Evidence, IndexReport, Metadata, Question, Result, Turn
from assistant.ports import ChatModel, Clock, CrossEncoder, Embedder, PassageIndex
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.answering.briefing import Request
    from assistant.drafting.draft import Draft
    from assistant.drafting.papers import Papers
    from assistant.drafting.rewording import Editor
    from assistant.finding.finder import Finder, Found
    from assistant.finding.glossary import Terms
    from assistant.library.catalogue import Catalogue, Snapshot
    from assistant.library.indexing import Progress
    from assistant.register.register import Register
    from assistant.review.reviews import Reviews

_EVIDENCE = 10
_CORPUS = "corpus"
_MODES = ("auto", "extractive", "generative")


class Assistant:
    """What the assistant can do, for whoever stands in front of it.

    Every method raises AssistantError kinds only; their text tells the user what to do next.
    May be shared by threads.
    """

    def __init__(
        self,
        settings: Settings,
        catalogue: Catalogue,
        passages: PassageIndex,
        embedders: Sequence[Embedder],
        cross_encoder: CrossEncoder,
        chat: ChatModel | None,
        clock: Clock,
        now: Callable[[], datetime],
    ) -> None:
        self.settings = settings
        self.catalogue = catalogue
        self._passages, self._embedders = passages, tuple(embedders)
        self._cross_encoder = cross_encoder
        self._chat, self._clock, self._now = chat, clock, now
        self._lock = threading.Lock()
        self._shown: tuple[int, Finder] | None = None
        self._listed: tuple[int, Register] | None = None

    # Asking

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
        *_, result = self.stream(
            question, history=history, as_of=as_of, documents=documents, mode=mode
        )
        return result

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
        from assistant.answering.extractive import with_seconds
        from assistant.answering.intake import readable

        text = readable(question, self.settings.question_characters)
        wished = self._wished(mode)
        asked = Question(text, as_of or self._clock.today(), tuple(history), tuple(documents))
        begun = perf_counter()
        finder, found = self._search(asked)
        found_at = perf_counter()
        for result in self._answers(asked, finder, found, wished):
            yield with_seconds(result, found_at - begun, perf_counter() - found_at)

    def find(
        self,
        question: str,
        *,
        k: int = 10,
        documents: Sequence[str] = (),
        history: Sequence[Turn] = (),
    ) -> tuple[Evidence, ...]:
        """The `k` best paragraphs for a question in its conversation, best first."""
        from assistant.answering.intake import readable

        if k < 1:
            raise UsageError(f"{k} clauses cannot be found.", "Ask for at least one.")
        text = readable(question, self.settings.question_characters)
        asked = Question(text, self._clock.today(), tuple(history), tuple(documents))
        return self._search(asked, k)[1].evidence

    def _search(self, asked: Question, k: int = _EVIDENCE) -> tuple[Finder, Found]:
        from assistant.answering.dialogue import in_context

        self._know(asked.documents)
        finder = self.finder()
        return finder, finder.find(in_context(asked.text, asked.history), k, asked.documents)

    def _answers(
        self, asked: Question, finder: Finder, found: Found, wished: str
    ) -> Iterator[Result]:
        from assistant.answering.extractive import growing

        # A complete list comes from the register, which no model can better.
        listed = None if wished == "generative" else self._from_register(asked, finder)
        if listed is not None:
            yield listed
        elif wished == "generative" or (wished == "auto" and self._chat is not None):
            yield from self._generated(asked, finder, found)
        else:
            yield from growing(self._extracted(asked, finder, found))

    def _extracted(self, asked: Question, finder: Finder, found: Found) -> Result:
        from assistant.answering.extractive import extract
        from assistant.answering.judging import judged
        from assistant.answering.parts import parts_alone

        read = partial(judged, shelf=finder.shelf, reader=self._cross_encoder)
        parts = (read(finder.find(p, _EVIDENCE, asked.documents)) for p in parts_alone(asked))
        return extract(asked, read(found), finder.shelf, self.terms, parts)

    def _from_register(self, asked: Question, finder: Finder) -> Result | None:
        """The complete list from the register, where the question asks for one and stands alone."""
        from assistant.answering.dialogue import in_context
        from assistant.register.answers import answer_from_register
        from assistant.register.questions import rows_for

        if asked.documents or in_context(asked.text, asked.history) != asked.text:
            return None
        register = self.register()
        listing = rows_for(asked.text, register)
        if listing is None:
            return None
        documents = finder.shelf.documents
        return answer_from_register(
            asked.text, listing, register, documents, self.terms, asked.as_of
        )

    def _generated(self, asked: Question, finder: Finder, found: Found) -> Iterator[Result]:
        from assistant.answering.briefing import AnswerPrompts
        from assistant.answering.generative import stream_or_extract
        from assistant.answering.translation import translator
        from assistant.answering.words import Words

        if self._chat is None:
            raise SettingsError(
                "No language model is configured.", "Set ASSISTANT_MODEL, or ask with --mode auto."
            )
        return stream_or_extract(
            self._request(asked, finder, found),
            self._chat,
            AnswerPrompts.load(self.settings.prompts),
            Words(translator(self.terms), self.terms.glossary),
            lambda: self._extracted(asked, finder, found),
        )

    def _request(self, asked: Question, finder: Finder, found: Found) -> Request:
        from assistant.answering.briefing import Request
        from assistant.finding.words import language_of

        titles = {document.id: document.title for document in finder.shelf.documents.values()}
        return Request(asked, language_of(asked.text), found.evidence, titles)

    def _wished(self, mode: str) -> str:
        """How it is to be answered: "auto", "extractive" or "generative". Raises UsageError."""
        if mode not in _MODES:
            raise UsageError(f"There is no mode {mode!r}.", f"Choose one of {', '.join(_MODES)}.")
        return self.settings.mode if mode == "auto" else mode

    # What stands on the shelf

    @cached_property
    def terms(self) -> Terms:
        """The glossary, ready to be looked things up in."""
        from assistant.finding.glossary import Terms, read_glossary

        return Terms(read_glossary(self.settings.corpus / "glossary.yaml"))

    def finder(self) -> Finder:
        """The finder over what the library holds now; a new one when the library has changed."""
        with self._lock:
            generation = self.catalogue.generation()
            if self._shown is None or self._shown[0] != generation:
                self._shown = self._open_shelf()
            return self._shown[1]

    def _open_shelf(self) -> tuple[int, Finder]:
        from assistant.finding.finder import Finder
        from assistant.finding.shelf import Shelf

        snapshot = self.catalogue.snapshot()
        if not snapshot.documents:
            raise LibraryError("Nothing is indexed yet.", "Run `assistant index`.")
        self._check_vectors(snapshot)
        # After the snapshot: an embedded index shows what another process has written only then.
        self._passages.refresh()
        shelf = Shelf(snapshot.documents)
        return snapshot.generation, Finder(shelf, self.terms, self._passages, self._embedders)

    def _check_vectors(self, snapshot: Snapshot) -> None:
        """Vectors of another embedder are never searched with this one's."""
        for embedder in self._embedders:
            if not snapshot.is_searchable(embedder.fingerprint):
                raise LibraryError(
                    f"The library is not indexed with the embedder {embedder.fingerprint}.",
                    "Run `assistant index`, or set ASSISTANT_EMBEDDERS back to what it was.",
                )

    def _know(self, documents: Sequence[str]) -> None:
        """Raises UnknownDocument for an id that the library does not hold."""
        known = {metadata.id for metadata in self.catalogue.documents()} if documents else set()
        for document in documents:
            if document not in known:
                self.catalogue.document(document)

    def documents(self) -> tuple[Metadata, ...]:
        """What the library holds."""
        return self.catalogue.documents()

    def document(self, document: str) -> Document:
        """One document with its text and clauses. Raises UnknownDocument."""
        return self.catalogue.document(document)

    def register(self) -> Register:
        """Who must do what by when, in all documents; a new one when the library has changed."""
        from assistant.register.opening import open_register

        with self._lock:
            generation = self.catalogue.generation()
            if not generation:
                raise LibraryError("Nothing is indexed yet.", "Run `assistant index`.")
            if self._listed is None or self._listed[0] != generation:
                opened = open_register(self.catalogue, self.terms.glossary)
                self._listed = (generation, opened)
            return self._listed[1]

    @cached_property
    def reviews(self) -> Reviews:
        """The papers on their way to approval."""
        from assistant.review.reviews import Reviews

        return Reviews(self.catalogue, self._now)

    # Drafting

    @cached_property
    def papers(self) -> Papers:
        """The kinds of paper that can be drafted."""
        from assistant.drafting.papers import Papers

        return Papers(self.settings.papers)

    def draft(
        self,
        kind: str,
        facts: Mapping[str, Any],
        *,
        language: str | None = None,
        as_of: date | None = None,
        folder: Path | None = None,
        mode: str = "auto",
    ) -> Draft:
        """The paper of a kind that these facts make, for human review.

        `facts` are plain data by fact name; they may hold `language`, `as_of` and `description`
        too. `folder` is where the relative paths of files begin. `mode` is "plain", "model" (its
        prose improved by the language model) or "auto" (so where one is configured). Raises
        UnknownKind, PaperError, and SettingsError where there is no model to use.
        """
        from assistant.drafting.drafter import Desk, draft
        from assistant.drafting.given import brief_of, checked_language
        from assistant.drafting.summary import ledger_part

        paper = self.papers.kind(kind)
        today = self._clock.today()
        brief = brief_of(paper, facts, checked_language(language), as_of, today)
        parts = {"ledger": ledger_part}
        desk = Desk(self.catalogue.document, parts, folder or Path(), self._editor(mode))
        return draft(paper, brief, desk)

    def _editor(self, mode: str) -> Editor | None:
        """Who rewords drafts in this mode, a whole paper within the time limit of one reply."""
        from assistant.adapters.deadline import ChatInTime
        from assistant.drafting.rewording import editor_for

        chat = self._chat and ChatInTime(self._chat, self.settings.model_seconds)
        return editor_for(mode, self.settings, chat)

    # Indexing

    def index(
        self,
        paths: Sequence[Path] = (),
        *,
        rebuild: bool = False,
        progress: Progress | None = None,
    ) -> IndexReport:
        """Index files or folders (default: the corpus folder of the settings)."""
        from assistant.library.indexing import Indexer, unwatched
        from assistant.library.planning import Scope
        from assistant.reading.files import READER_REVISION, read_document
        from assistant.reading.manifest import read_manifest
        from assistant.reading.sentences import passages_of
        from assistant.register.opening import keep_facts
        from assistant.review.rechecking import marking, marking_removed

        places = tuple(paths) or (self.settings.corpus,)
        indexer = Indexer(
            self.catalogue,
            self._passages,
            self._embedders,
            lambda source: read_document(source, self.settings.file_megabytes),
            passages_of,
            self.settings.data,
            READER_REVISION,
            also=(keep_facts, marking(self._now)),
            also_removed=(marking_removed(self._now),),
        )
        scope = Scope(places, "" if paths else _CORPUS, rebuild)
        return indexer.run(read_manifest(*places), scope, progress or unwatched)


def build_assistant(
    settings: Settings,
    *,
    chat: ChatModel | None = None,
    embedders: Sequence[Embedder] | None = None,
    passages: PassageIndex | None = None,
    cross_encoder: CrossEncoder | None = None,
    clock: Clock | None = None,
    now: Callable[[], datetime] = utc_now,
) -> Assistant:
    """An assistant with real parts, save those given. Raises SettingsError."""
    from assistant.adapters.cross_encoder import BundledCrossEncoder
    from assistant.library.catalogue import Catalogue

    return Assistant(
        settings,
        Catalogue(settings.database_url),
        passages if passages is not None else _passage_index(settings),
        embedders if embedders is not None else _embedders(settings),
        cross_encoder if cross_encoder is not None else BundledCrossEncoder(),
        chat if chat is not None else _chat_model(settings),
        clock or SystemClock(),
        now,
    )


def _passage_index(settings: Settings) -> PassageIndex:
    from assistant.adapters.chroma import ChromaIndex

    return ChromaIndex(settings.data / "vectors", settings.chroma)


def _embedders(settings: Settings) -> tuple[Embedder, ...]:
    from assistant.adapters.embedders import embedders_of

    return embedders_of(settings)


def _chat_model(settings: Settings) -> ChatModel | None:
    if not settings.has_chat_model:
        return None
    from assistant.adapters.openai import OpenAIChat

    return OpenAIChat(settings)
