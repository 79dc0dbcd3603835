"""Saving a working copy: upon the revision that the writer saw, or else set aside; never lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistant.drafting.draft import Draft
from assistant.errors import ReviewError, StaleCopy
from assistant.review import states
from assistant.review.content import hash_of, is_one_of, one_line, stored
from assistant.review.papers import Facts, Paper, WorkingCopy
from assistant.review.rechecking import recheck
from assistant.review.store import Transaction, cited, copies, events, papers
from assistant.review.store.moments import moment


@dataclass(frozen=True)
class Saving:
    """A text that is to be saved, upon the revision that its writer saw."""

    paper: int
    facts: Facts
    draft: Draft | None
    by: str
    revision: int


def save(sql: Transaction, saving: Saving, at: datetime) -> int | StaleCopy:
    """The new revision; or, to be raised after the transaction, where the text was set aside.

    Raises UnknownPaper, and ReviewError for facts that JSON cannot hold.
    """
    draft = saving.draft
    hash_of([saving.facts, draft and stored(draft)])
    if draft is not None:
        cited.hold_documents(sql, (citation.document for citation in draft.citations))
    held = papers.paper(sql, saving.paper, hold=True)
    if draft is not None:
        check_kind(held.kind, draft)
    copy = copies.working_copy(sql, saving.paper)
    if _is_saved(copy, saving):
        return copy.revision
    refused = _why_not(held, copy, saving)
    if refused is not None:
        return _set_aside(sql, saving, refused, at)
    _write(sql, held, saving, at)
    return saving.revision + 1


def check_kind(kind: str, draft: Draft) -> None:
    """Raises ReviewError for a draft of another kind."""
    if draft.kind != kind:
        raise ReviewError(
            f"The draft is of the kind {draft.kind}, the paper of the kind {kind}.",
            "Create another paper for it.",
        )


def _is_saved(copy: WorkingCopy, saving: Saving) -> bool:
    """Whether nothing would change: a save that is tried again must not be in conflict."""
    if hash_of(copy.facts) != hash_of(saving.facts):
        return False
    if saving.draft is None:
        return True
    return copy.is_drafted and hash_of(stored(copy.draft)) == hash_of(stored(saving.draft))


def _why_not(held: Paper, copy: WorkingCopy, saving: Saving) -> ReviewError | None:
    try:
        states.permit(held, "save", saving.by)
    except ReviewError as error:
        return error
    if saving.revision == copy.revision:
        return None
    return ReviewError(
        f"{copy.by} has saved paper {held.id} meanwhile (revision {copy.revision}; "
        f"yours is upon {saving.revision}).",
        "Open the paper as it is now, and bring in what is missing.",
    )


def _set_aside(sql: Transaction, saving: Saving, refused: ReviewError, at: datetime) -> StaleCopy:
    aside = copies.put_aside(
        sql,
        saving.paper,
        saving.revision,
        saving.facts,
        saving.draft,
        saving.by,
        moment(at),
        refused.what,
    )
    kept = f"Your text is kept as copy {aside} set aside."
    return StaleCopy(refused.what, f"{kept} {refused.do}", aside)


def _write(sql: Transaction, held: Paper, saving: Saving, at: datetime) -> None:
    draft, now = saving.draft, moment(at)
    copies.write_copy(sql, held.id, saving.revision + 1, saving.facts, draft, saving.by, now)
    _note_editor(sql, held, saving.by, at)
    papers.change_paper(sql, held.id, changed=now)
    if draft is not None:
        papers.change_paper(sql, held.id, title=one_line(draft.title), language=draft.language)
        recheck(sql, held, at, "redrafted")


def _note_editor(sql: Transaction, held: Paper, by: str, at: datetime) -> None:
    """The trail tells of a person's first change of a version, not of every keystroke."""
    editors = papers.editors(sql, held.id)
    if is_one_of(by, editors):
        return
    writers = held.writers if is_one_of(by, held.writers) else (*held.writers, by)
    papers.change_paper(sql, held.id, editors=[*editors, by], writers=list(writers))
    events.add_event(sql, held, "edited", by, at, {})
