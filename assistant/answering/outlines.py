"""Lists that the structure of a document gives: the headings below a heading.

"Which tasks does the pilot have?" is answered by the headings of the parts below "Main Tasks",
all of them, not by the five passages that a search happens to rank first.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.finding.shelf import Shelf
from assistant.model import Clause, Document, Evidence, Span
from assistant.reading.sentences import paragraphs_of

FEWEST = 3
MOST = 24
_LOOKED_AT = 4


def children(document: Document, parent: Clause) -> list[Clause]:
    """The clauses directly below a clause, in order."""
    at = document.clauses.index(parent)
    depth = len(parent.trail)
    out = []
    for clause in document.clauses[at + 1 :]:
        if len(clause.trail) <= depth:
            break
        if len(clause.trail) == depth + 1:
            out.append(clause)
    return out


def listed(evidence: Sequence[Evidence], shelf: Shelf) -> list[tuple[Clause, Span]]:
    """The headings of the part that the best evidence introduces; empty if it introduces none.

    A paragraph introduces a list where it is a heading, or the only text below its heading, and
    several headed clauses follow below it.
    """
    for item in evidence[:_LOOKED_AT]:
        below = children(shelf.documents[item.clause.document], item.clause)
        headed = [clause for clause in below if clause.heading]
        if FEWEST <= len(headed) <= MOST:
            return [(clause, paragraphs_of(clause)[0]) for clause in headed]
    return []
