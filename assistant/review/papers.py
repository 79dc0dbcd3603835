"""The words of the review, as frozen types. Moments are timezone-aware, in UTC.

People are plain names. Who somebody is, is verified by whoever calls (the web page's login, the
shell's user); two spellings of a name in letter case, width or spaces are the same person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from assistant.drafting.draft import Draft
from assistant.model import Language

State = Literal["draft", "submitted", "returned", "approved", "reopened", "withdrawn"]
Part = Literal["whole", "field", "section"]
Reason = Literal["changed", "removed", "superseded"]
Cleared = Literal["", "checked", "redrafted", "outdated"]
Facts = dict[str, Any]

LIBRARY = "(library)"
"""Who marks papers when a document changes. No person's name begins with a bracket."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper on its way to approval.

    `version` is the last one that was submitted, 0 before the first. `writers` are all who ever
    wrote in it, the author first: none of them may approve or return it. `check_again` counts the
    open marks.
    """

    id: int
    kind: str
    title: str
    language: Language
    author: str
    state: State
    version: int
    writers: tuple[str, ...]
    created: datetime
    changed: datetime
    check_again: int = 0


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """The facts as last saved, and the last draft. `revision` goes with the next save.

    `is_drafted` says whether the draft was made of just these facts.
    """

    paper: int
    revision: int
    facts: Facts
    draft: Draft
    is_drafted: bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CopySetAside:
    """What could not be saved, why, and the revision that it was written upon."""

    id: int
    paper: int
    revision: int
    facts: Facts
    draft: Draft | None
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Version:
    """What was submitted; it never changes.

    `editors` changed something in it since the version before; `by` submitted it, with a `reason`
    where the paper is not as it should be.
    """

    paper: int
    number: int
    facts: Facts
    draft: Draft
    hash: str
    editors: tuple[str, ...]
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on the whole paper, or on the field or section called `name`.

    `version` is the last submitted one when it was made (0: none); `is_earlier` says that there
    is another version since.
    """

    id: int
    paper: int
    version: int
    part: Part
    name: str
    text: str
    by: str
    at: datetime
    is_earlier: bool
    resolved_by: str = ""
    resolved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Why a paper is to be checked again.

    changed: the clause says `old_words` no longer; `new_words` is what the same clause says
    that is most like them, empty where the clause is gone. removed: the library no longer holds
    the document. superseded: the document `new_words` has taken its place.
    """

    reason: Reason
    document: str
    clause: str = ""
    old_words: str = ""
    new_words: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """ "To be checked again": a change, since when, and how it was settled, if it is.

    `version` is the document's version that made the change, empty where it is gone. Marks are
    settled by a person who has `checked` them, by a draft that no longer rests on what has changed
    (`redrafted`), or by a further change of the document (`outdated`).
    """

    id: int
    paper: int
    change: Change
    version: str
    at: datetime
    cleared: Cleared = ""
    cleared_by: str = ""
    cleared_at: datetime | None = None
    note: str = ""
