"""The evidence panel: the clauses that an answer cites, or that are nearest to a refusal."""

from __future__ import annotations

from collections.abc import Callable

from assistant.errors import AssistantError
from assistant.model import Answer, Citation, Clause, Document, Span
from assistant.web.chat import Exchange
from assistant.web.markup import Html, element, join
from assistant.web.passage import paragraphs, quoted, surroundings
from assistant.web.words import WORDS, Words

Documents = Callable[[str], Document]
"""The document with an id. Raises AssistantError."""


def evidence(exchange: Exchange, turn: int, documents: Documents) -> Html:
    """The cards of an exchange, the `turn`-th (from 1), or a hint where it cites nothing."""
    words, found = WORDS[exchange.language], cited(exchange)
    if not found:
        return hint(words.no_citations)
    answered = isinstance(exchange.result, Answer)
    return element(
        "div",
        "" if answered else element("h3", words.nearest, class_="pa-nearest"),
        *(card(citation, turn, documents, words) for citation in found),
        class_="pa-cards" if answered else "pa-cards pa-near",
        lang=words.tag,
    )


def cited(exchange: Exchange) -> tuple[Citation, ...]:
    """What the answer cites, or the nearest clauses of a refusal."""
    result = exchange.result
    if result is None:
        return ()
    return result.citations if isinstance(result, Answer) else result.see_also


def hint(sentence: str) -> Html:
    """What stands in a panel that has nothing to show."""
    return element("p", sentence, class_="pa-hint")


def card(citation: Citation, turn: int, documents: Documents, words: Words) -> Html:
    """One citation: document, place, and the exact words marked in their surroundings."""
    clause = _clause(citation, documents)
    return element(
        "article",
        _head(citation, turn, words),
        _place(citation, clause, words),
        _quote(citation, clause, words),
        element(
            "button",
            words.open,
            class_="pa-open",
            type="button",
            data_action="open",
            data_turn=turn,
            data_n=citation.n,
        ),
        class_="pa-card",
        id=f"pa-card-{turn}-{citation.n}",
        tabindex="-1",
    )


def _head(citation: Citation, turn: int, words: Words) -> Html:
    number = element(
        "button",
        f"[{citation.n}]",
        class_="pa-number",
        type="button",
        title=words.back,
        aria_label=f"[{citation.n}] {words.back}",
        data_action="back",
        data_turn=turn,
        data_n=citation.n,
    )
    return element("header", number, element("h4", citation.title))


def _place(citation: Citation, clause: Clause | None, words: Words) -> Html:
    page = words.page.format(citation.page) if citation.page is not None else ""
    trail = [*(clause.trail if clause else ()), citation.heading]
    crumbs = [element("span", heading) for heading in trail if heading]
    return element(
        "div",
        element("span", words.clause.format(citation.clause), class_="pa-path"),
        element("span", page, class_="pa-page") if page else "",
        element("div", *crumbs, class_="pa-trail") if crumbs else "",
        class_="pa-place",
    )


def _quote(citation: Citation, clause: Clause | None, words: Words) -> Html:
    """The quote in its clause; alone, and said so, where the clause has changed since."""
    if clause is None:
        alone = paragraphs(citation.quote, Span(0, len(citation.quote)))
        changed = element("p", words.changed, class_="pa-changed")
        return join(changed, element("blockquote", alone))
    return element("blockquote", paragraphs(*surroundings(clause, citation)))


def _clause(citation: Citation, documents: Documents) -> Clause | None:
    """The cited clause as it is stored now, if it still says the quoted words there."""
    try:
        document = documents(citation.document)
    except AssistantError:
        return None
    for clause in document.clauses:
        if clause.path == citation.clause and quoted(clause, citation):
            return clause
    return None
