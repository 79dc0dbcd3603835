"""What the Drafts page shows besides a form: the choice of a paper, a closed one, a conflict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.drafting.definition import PaperKind
from assistant.drafting.showing import shown
from assistant.drafting.values import Unfit, read_value
from assistant.errors import StaleCopy
from assistant.model import Language
from assistant.review.content import LONGEST_NAME
from assistant.review.papers import Paper
from assistant.web.drafts_words import DRAFTS_WORDS
from assistant.web.markup import Html, element, join
from assistant.web.people import Answer, Call
from assistant.web.review_words import REVIEW_WORDS

_OF_THE_SCRIPT = (
    "back", "logged_out", "name_first", "no_answer", "no_paper", "saved", "saving", "unsaved", "unsaved_conflict",
)  # fmt: skip


def who(call: Call) -> Answer:
    """-> who is asking, or a box to say so, and the words that the script itself shows."""
    words = DRAFTS_WORDS[call.language]
    if call.is_verified:
        shown = element("p", words.logged_in.format(call.by), class_="pa-small")
    else:
        field = element("input", type="text", maxlength=LONGEST_NAME, autocomplete="name")
        label = element("label", element("span", words.name), field)
        shown = join(label, element("p", words.unverified, class_="pa-small"))
    return {"html": shown, "words": {name: getattr(words, name) for name in _OF_THE_SCRIPT}}


def desk(kinds: Sequence[PaperKind], papers: Sequence[Paper], call: Call) -> Html:
    """The papers to go on with, then the kinds to begin with."""
    words, states = DRAFTS_WORDS[call.language], REVIEW_WORDS[call.language].states
    going = [
        element(
            "button",
            element("b", words.go_on.format(paper.id)),
            element("span", f"{paper.title} · {states[paper.state]}"),
            type="button",
            data_open=paper.id,
        )
        for paper in sorted(papers, key=lambda paper: paper.changed, reverse=True)
    ]
    beginning = (
        element(
            "button",
            element("b", kind.title.said(call.language)),
            element("span", kind.purpose.said(call.language)),
            type="button",
            data_kind=kind.kind,
        )
        for kind in kinds
    )
    hint = element("p", words.no_yours, class_="pa-small")
    return element(
        "div",
        element("h3", words.yours),
        element("div", *going, class_="pa-choices") if going else hint,
        element("h3", words.kinds),
        element("div", *beginning, class_="pa-choices"),
        lang=words.tag,
    )


def closed(state: str, number: int, call: Call) -> Html:
    """A paper that cannot be changed now."""
    words = DRAFTS_WORDS[call.language]
    to = element("button", words.review, type="button", class_="pa-open", data_review=number)
    return element("div", element("p", words.closed.format(state)), to, class_="pa-told-box")


def conflict(
    kind: PaperKind,
    kept: Mapping[str, Any],
    mine: Mapping[str, Any],
    stale: StaleCopy,
    *,
    is_open: bool,
    call: Call,
) -> Html:
    """Both texts where they differ, and the choice between them."""
    words = DRAFTS_WORDS[call.language]
    labels = {"language": words.paper_language, "description": words.describe}
    labels |= {fact.name: fact.label.said(call.language) for fact in kind.facts}
    texts = {n: [_said(kind, n, text, call.language) for text in (kept, mine)] for n in labels}
    rows = [
        element("tr", element("td", labels[name]), *(element("td", said) for said in both))
        for name, both in texts.items()
        if both[0] != both[1]
    ]
    heads = (element("th", head, scope="col") for head in words.conflict_row)
    table = element(
        "table", element("thead", element("tr", *heads)), element("tbody", *rows), class_="pa-grid"
    )
    mine_too = element("button", words.take_mine, type="button", class_="pa-open", data_take="mine")
    return element(
        "div",
        element("h3", words.conflict),
        element("p", stale.what),
        element("p", words.aside.format(stale.aside), class_="pa-small"),
        element("div", table, class_="pa-wide-table"),
        element("button", words.take_theirs, type="button", class_="pa-open", data_take="theirs"),
        mine_too if is_open else "",
        class_="pa-failure",
        role="alert",
    )


def _said(kind: PaperKind, name: str, facts: Mapping[str, Any], language: Language) -> str:
    """A fact in words, as it was written where it cannot be read."""
    words, value = DRAFTS_WORDS[language], facts.get(name)
    if value in (None, "", []):
        return words.empty
    try:
        fact = kind.fact(name)
        return shown(read_value(fact, value), fact, language)
    except (KeyError, Unfit, TypeError, AttributeError):
        return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(_plain, value))
    if isinstance(value, Mapping):
        return ", ".join(map(_plain, value.values()))
    return str(value)
