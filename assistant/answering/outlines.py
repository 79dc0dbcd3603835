"""Lists that the structure of a document gives: the headings below a heading.

"Which tasks does the pilot have?" is answered by the headings of the parts below "Main Tasks",
all of them, not by the five passages that a search happens to rank first.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.finding.shelf import Shelf
from assistant.model import Clause, Document, Evidence, Span
from assistant.reading.labels import read_label

FEWEST = 3
MOST = 24
_LOOKED_AT = 1
"""How many paragraphs of the evidence may introduce the list; what ranks lower is beside it."""


def children(document: Document, parent: Clause) -> list[Clause]:
    """The clauses directly below a clause, in order."""
    at = document.clauses.index(parent)
    depth = len(parent.trail)
    out = []
    for clause in document.clauses[at + 1 :]:
        if len(clause.trail) == depth and _is_item_of(clause, parent):
            out.append(clause)
        elif len(clause.trail) <= depth:
            break
        elif len(clause.trail) == depth + 1:
            out.append(clause)
    return out


def _is_item_of(clause: Clause, parent: Clause) -> bool:
    """Whether a clause is an item (项) of a paragraph (款), which has no heading of its own."""
    return parent.path.endswith("款") and clause.path.startswith(f"{parent.path}第")


def listed(evidence: Sequence[Evidence], shelf: Shelf) -> list[tuple[Clause, Span]]:
    """The first sentences of the parts that the best evidence introduces; empty if there are none.

    A paragraph introduces a list where it is a heading, or the only text below its heading, and
    several headed clauses follow below it, or where it ends with a colon and numbered items follow.
    """
    for item in evidence[:_LOOKED_AT]:
        below = children(shelf.documents[item.clause.document], item.clause)
        headed = [clause for clause in below if clause.heading]
        if not headed and item.text.rstrip().endswith((":", "：")):
            headed = [clause for clause in below if read_label(clause.text.lstrip())]
        if FEWEST <= len(headed) <= MOST:
            return [(clause, shelf.openings[clause.document, clause.path]) for clause in headed]
    return []
