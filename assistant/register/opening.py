"""Facts are kept with their version, and a register is opened over all that is kept.

`keep_facts` is called in the transaction in which a document is put, so that the register always
fits the index. What an older program has indexed, or older rules have read, is read when the
register is opened.
"""

from __future__ import annotations

import logging

from assistant.library.catalogue import Catalogue
from assistant.library.registers import Kept, keeping, kept
from assistant.model import Document, Glossary
from assistant.register.facts import Facts, facts_from, rows_of
from assistant.register.reading import REVISION, facts_of
from assistant.register.register import Register
from assistant.register.units import Units

log = logging.getLogger(__name__)


def _read(document: Document) -> dict[str, object]:
    return dict(rows_of(facts_of(document)))


keep_facts = keeping(_read, REVISION)
"""For `Catalogue.put(also=[keep_facts])`."""


def open_register(catalogue: Catalogue, glossary: Glossary) -> Register:
    """The register of the documents that answer now. Raises LibraryError."""
    held = kept(catalogue)
    facts = sum((_facts(catalogue, each) for each in held), start=Facts())
    return Register(facts, Units(glossary), (each.metadata for each in held))


def _facts(catalogue: Catalogue, each: Kept) -> Facts:
    if each.facts is not None and each.revision == REVISION:
        try:
            return facts_from(each.facts)
        except (KeyError, TypeError, ValueError):
            log.warning("the facts of %s cannot be read; read anew", each.metadata.id)
    return facts_of(catalogue.version(each.version, each.metadata.id))
