"""The difference between two texts of a paper as markup: what was taken out, what was put in."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.drafting.draft import Field
from assistant.model import Language
from assistant.review.differences import Difference, Piece
from assistant.web.markup import Html, element
from assistant.web.review_words import REVIEW_WORDS, ReviewWords

_TAGS = {"same": "span", "removed": "del", "added": "ins"}


def difference_sheet(found: Difference, before: int, after: int, language: Language) -> Html:
    """Facts, sections and checks that differ; 0 stands for the working copy."""
    words = REVIEW_WORDS[language]
    names = [words.version.format(n) if n else words.working for n in (before, after)]
    return element(
        "article",
        element("h2", words.difference.format(*names)),
        element("p", words.no_difference, class_="pa-hint") if not found else "",
        element("p", *_pieces(found.title)) if found.title else "",
        *(_field(f.label, f.before, f.after, words) for f in found.fields),
        *(
            element("section", element("h3", each.heading), element("p", *_pieces(each.pieces)))
            for each in found.sections
        ),
        *(
            element(
                "p",
                words.check_change.format(
                    each.rule, each.before or words.none, each.after or words.none
                ),
                class_="pa-small",
            )
            for each in found.checks
        ),
        class_="pa-sheet pa-difference",
        lang=words.tag,
    )


def _field(label: str, before: Field | None, after: Field | None, words: ReviewWords) -> Html:
    return element(
        "p",
        element("b", label),
        " ",
        element("del", _value(before, words)),
        " → ",
        element("ins", _value(after, words)),
    )


def _value(field: Field | None, words: ReviewWords) -> str:
    if field is None:
        return words.no_field
    return words.missing if field.value is None else field.shown or str(field.value)


def _pieces(pieces: Sequence[Piece]) -> list[Html]:
    return [element(_TAGS[piece.how], piece.text) for piece in pieces]
