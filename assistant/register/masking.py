"""A text of the same length in which the rules see only what they should.

Brackets and quotation marks keep their place, and what stands inside becomes `x`: a comma in a
quoted title or in "(agencies)" separates nothing. Typographic spaces, quotes and full-width
digits become plain ones. Offsets in the masked text are offsets in the source.
"""

from __future__ import annotations

import re

_PLAIN = {
    **dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2009\u202f\u3000\n\t"), " "),
    **dict.fromkeys(map(ord, "\u2018\u2019\u02bc"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u300c\u300d"), '"'),
    **{0xFF10 + digit: str(digit) for digit in range(10)},
    ord("（"): "(",
    ord("）"): ")",
    ord("；"): ";",
    ord("："): ":",
}
_BRACKETS = re.compile(r"(?<=\()[^()]*(?=\))|(?<=《)[^《》]*(?=》)")


def levelled(text: str) -> str:
    """The text with plain spaces, quotes, brackets and digits; nothing is hidden."""
    return text.translate(_PLAIN)


def masked(text: str) -> str:
    """The levelled text with what stands in brackets and quotation marks made `x`."""
    pieces = levelled(text).split('"')
    if len(pieces) % 2:  # each quotation mark has its partner
        pieces[1::2] = ["x" * len(piece) for piece in pieces[1::2]]
    return _BRACKETS.sub(lambda match: "x" * len(match[0]), '"'.join(pieces))
