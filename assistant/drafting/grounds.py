"""What a draft rests on: the sources that stand in the library, as numbered citations.

A source is verified when its words stand in a clause of the document's present version. What
cannot be verified is never cited; a notice says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from assistant.answering.quoting import cite_span, locate
from assistant.drafting.definition import Source
from assistant.drafting.wording import say
from assistant.errors import UnknownDocument
from assistant.model import Citation, Clause, Document, Language, Span
from assistant.reading.normalize import plain

Library = Callable[[str], Document]
"""The present version of a document by its id. Raises UnknownDocument."""


class Grounds:
    """The verified sources of one draft, numbered in the order in which they are first used."""

    def __init__(
        self, sources: Mapping[str, tuple[Source, ...]], library: Library, language: Language
    ) -> None:
        self._sources, self._library, self._language = sources, library, language
        self._documents: dict[str, Document | None] = {}
        self._found: dict[Source, tuple[Clause, Span] | None] = {}
        self._numbers: dict[Source, int] = {}
        self._notices: dict[str, None] = {}

    def numbers(self, names: Iterable[str]) -> tuple[int, ...] | None:
        """The numbers of the citations of these sources; None if one of them does not stand."""
        names = tuple(names)
        if not self.stand(names):
            return None
        wanted = [source for name in names for source in self._sources[name]]
        numbers = [self._numbers.setdefault(s, len(self._numbers) + 1) for s in wanted]
        return tuple(dict.fromkeys(numbers))

    def stand(self, names: Iterable[str]) -> bool:
        """Whether all these sources are verified; none of them is numbered by that."""
        return None not in [self._find(s) for name in names for s in self._sources[name]]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations used so far, in order."""
        made = []
        for source, n in self._numbers.items():
            document, found = self._documents[source.document], self._found[source]
            if document is not None and found is not None:
                made.append(cite_span(n, found[1], found[0], document.title))
        return tuple(made)

    @property
    def notices(self) -> tuple[str, ...]:
        """Why sources could not be verified, and which documents are out of date."""
        return tuple(self._notices)

    def _find(self, source: Source) -> tuple[Clause, Span] | None:
        if source not in self._found:
            self._found[source] = self._looked_up(source)
        return self._found[source]

    def _looked_up(self, source: Source) -> tuple[Clause, Span] | None:
        document = self._document(source.document)
        if document is None:
            return None
        place = _place(source, document)
        if place is None:
            self._tell("no_quote", quote=source.quote, document=source.document)
        return place

    def _document(self, name: str) -> Document | None:
        if name not in self._documents:
            self._documents[name] = self._opened(name)
        return self._documents[name]

    def _opened(self, name: str) -> Document | None:
        try:
            document = self._library(name)
        except UnknownDocument:
            self._tell("no_document", document=name)
            return None
        if document.metadata.superseded_by:
            self._tell("superseded", document=name, by=document.metadata.superseded_by)
        return document

    def _tell(self, key: str, **parts: str) -> None:
        self._notices[say(key, self._language, **parts)] = None


def _place(source: Source, document: Document) -> tuple[Clause, Span] | None:
    """The clause that says the quoted words, and where; likely clauses are looked at first."""
    wanted = plain(source.quote)
    clauses = [c for c in document.clauses if source.clause in ("", c.path)]
    for clause in sorted(clauses, key=lambda clause: wanted not in plain(clause.text)):
        span = locate(source.quote, clause)
        if span is not None:
            return clause, span
    return None
