"""The review: papers are written, submitted, commented on, returned, approved, and looked after.

Every step is one transaction: when a method returns, what it did is durable; when it raises,
nothing has happened, save that a text that could not be saved is set aside. Any number of threads
and processes, on any number of machines that share the database, may work at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from assistant.drafting.draft import Draft
from assistant.errors import ReviewError, StaleCopy, UnknownPaper
from assistant.library.catalogue import Catalogue
from assistant.review import states
from assistant.review.content import (
    content_hash,
    hash_of,
    needed,
    person,
    stored,
    written,
)
from assistant.review.differences import Difference, difference
from assistant.review.papers import (
    Comment,
    CopySetAside,
    Facts,
    Mark,
    Paper,
    Part,
    State,
    Version,
    WorkingCopy,
)
from assistant.review.rechecking import check_off, recheck
from assistant.review.saving import Saving, check_kind, save
from assistant.review.states import Action
from assistant.review.store import Transaction, cited, copies, events, papers, remarks
from assistant.review.store.moments import moment
from assistant.review.submitting import check_submittable, shortcomings
from assistant.review.trail import Event, TrailCheck, check_trail


class Reviews:
    """The papers under review. Every method raises AssistantError kinds only.

    `by` is a person's name, already verified by the caller. Methods that take a paper's number
    raise UnknownPaper for one that is not there, and ReviewError for a step that is not open.
    """

    def __init__(self, catalogue: Catalogue, now: Callable[[], datetime]) -> None:
        """`now` gives the moment, with its time zone."""
        self._catalogue, self._now = catalogue, now

    # Writing

    def create(self, kind: str, facts: Facts, draft: Draft, author: str) -> Paper:
        """A new paper: its facts and the draft made of them, by its author."""
        name, at = person(author), self._now()
        check_kind(kind, draft)
        hash_of([facts, stored(draft)])
        with self._catalogue.writing() as sql:
            cited.hold_documents(sql, (citation.document for citation in draft.citations))
            number = papers.add_paper(sql, draft, name, moment(at))
            copies.write_copy(sql, number, 1, facts, draft, name, moment(at))
            paper = papers.paper(sql, number)
            events.add_event(sql, paper, "created", name, at, {"kind": kind, "title": draft.title})
            recheck(sql, paper, at, "redrafted")
            return papers.paper(sql, number)

    def save(
        self, paper: int, facts: Facts, by: str, revision: int, draft: Draft | None = None
    ) -> int:
        """Save the working copy; the new revision, which goes with the next save.

        `revision` is the one that the writer saw. Where another has saved since, or the paper is
        not open for writing, StaleCopy is raised and the text is kept among `copies_set_aside`.
        Without a `draft` the last one stays, and the paper must be drafted before it is submitted.
        What is the same as what is saved already changes nothing.
        """
        saving = Saving(paper, facts, draft, person(by), revision)
        with self._catalogue.writing() as sql:
            done = save(sql, saving, self._now())
        if isinstance(done, StaleCopy):
            raise done
        return done

    # Steps

    def submit(self, paper: int, by: str, reason: str = "") -> Version:
        """Freeze the working copy as the next version, for others to judge.

        A `reason` in writing is needed where a check fails, a fact is missing, or nothing has
        changed since the last version. A draft that has stopped cannot be submitted at all.
        """
        name, at, why = person(by), self._now(), written(reason, "reason")
        with self._step(paper, "submit", name) as (sql, held):
            copy = copies.working_copy(sql, paper)
            known = content_hash(copy.facts, stored(copy.draft))
            unchanged = held.version > 0 and papers.versions(sql, paper)[-1].hash == known
            check_submittable(copy, why, unchanged)
            editors = papers.editors(sql, paper)
            version = Version(
                paper, held.version + 1, copy.facts, copy.draft, known, editors, name, at, why
            )
            papers.add_version(sql, version)
            papers.change_paper(sql, paper, version=version.number, editors=[])
            details = {"hash": known, "reason": why, **shortcomings(copy.draft)}
            self._done(sql, held, "submit", name, details, version.number)
            return version

    def give_back(self, paper: int, by: str, reason: str, version: int | None = None) -> Paper:
        """Return a submitted paper to its writers, who learn the `reason`.

        `version` is the one that was read: if another was submitted since, ReviewError is raised.
        """
        why = needed(reason, "reason", "Say what is to be changed.")
        return self._move(paper, "return", by, {"reason": why}, version)

    def approve(self, paper: int, by: str, note: str = "", version: int | None = None) -> Paper:
        """Approve a submitted paper; never open to anybody who wrote in it.

        Not while it is to be checked again. `version` as for `give_back`.
        """
        said = written(note, "note")
        name = person(by)
        with self._step(paper, "approve", name, version) as (sql, held):
            if held.check_again:
                raise ReviewError(
                    f"Paper {paper} is to be checked again: clauses that it cites have changed.",
                    "Look at its marks, then return it, or note that you have checked it.",
                )
            waiting = sum(not each.resolved_by for each in remarks.comments(sql, held))
            self._done(sql, held, "approve", name, {"note": said, "unresolved_comments": waiting})
            return papers.paper(sql, paper)

    def reopen(self, paper: int, by: str, reason: str) -> Paper:
        """Open an approved or withdrawn paper for changes; it needs to be approved anew."""
        why = needed(reason, "reason", "Say why the paper is opened again.")
        return self._move(paper, "reopen", by, {"reason": why})

    def withdraw(self, paper: int, by: str, reason: str = "") -> Paper:
        """Take a paper out of the review; its writers can reopen it."""
        return self._move(paper, "withdraw", by, {"reason": written(reason, "reason")})

    def check(self, paper: int, by: str, note: str) -> tuple[Mark, ...]:
        """Note that a person has looked at what has changed and what was found; those marks."""
        said = needed(note, "note", "Say what you have found.")
        name = person(by)
        with self._step(paper, "check", name) as (sql, held):
            return check_off(sql, held, name, self._now(), said)

    # Comments

    def comment(
        self, paper: int, by: str, text: str, part: Part = "whole", name: str = ""
    ) -> Comment:
        """Comment on the whole paper, or on the field or the section (by heading) of that name."""
        said = needed(text, "comment", "Write what you want to say.")
        who, at = person(by), self._now()
        with self._step(paper, "comment", who) as (sql, held):
            draft = copies.working_copy(sql, paper).draft
            values = {
                "paper": paper,
                "version": held.version,
                "part": part,
                "name": _known_part(draft, part, name),
                "text": said,
                "by": who,
                "at": moment(at),
            }
            number = remarks.add_comment(sql, values)
            details = {"comment": number, "part": part, "name": name, "hash": hash_of(said)}
            events.add_event(sql, held, "commented", who, at, details)
            return _one(remarks.comments(sql, held), number)

    def resolve(self, paper: int, comment: int, by: str) -> Comment:
        """Note that a comment is settled. One that is settled already stays as it is."""
        who, at = person(by), self._now()
        with self._step(paper, "comment", who) as (sql, held):
            found = _one(remarks.comments(sql, held), comment)
            if found.resolved_by:
                return found
            remarks.resolve(sql, comment, who, moment(at))
            events.add_event(sql, held, "resolved", who, at, {"comment": comment})
            return _one(remarks.comments(sql, held), comment)

    # Reading

    def papers(self, among: Sequence[State] = (), *, check_again: bool = False) -> list[Paper]:
        """The papers by number: those in one of the states `among` (all where it is empty), and
        only those to be checked again where that is wished."""
        with self._catalogue.reading() as sql:
            found = papers.papers(sql) if sql is not None else []
        return [
            paper
            for paper in found
            if (not among or paper.state in among) and (paper.check_again or not check_again)
        ]

    def paper(self, paper: int) -> Paper:
        """One paper."""
        with self._reading(paper) as (_, held):
            return held

    def actions(self, paper: int, by: str) -> tuple[Action, ...]:
        """What this person may do with the paper as it stands."""
        return states.actions(self.paper(paper), person(by))

    def working_copy(self, paper: int) -> WorkingCopy:
        """The facts and the draft as last saved."""
        with self._reading(paper) as (sql, _):
            return copies.working_copy(sql, paper)

    def copies_set_aside(self, paper: int) -> list[CopySetAside]:
        """What could not be saved, oldest first."""
        with self._reading(paper) as (sql, _):
            return copies.copies_set_aside(sql, paper)

    def versions(self, paper: int) -> list[Version]:
        """What was submitted, oldest first."""
        with self._reading(paper) as (sql, _):
            return papers.versions(sql, paper)

    def version(self, paper: int, number: int) -> Version:
        """One version. Raises UnknownPaper for a number that the paper does not have."""
        versions = self.versions(paper)
        for version in versions:
            if version.number == number:
                return version
        raise UnknownPaper(
            f"Paper {paper} has no version {number}.", f"It has {len(versions)} versions."
        )

    def comments(self, paper: int) -> list[Comment]:
        """The comments, oldest first, also those on earlier versions and those resolved."""
        with self._reading(paper) as (sql, held):
            return remarks.comments(sql, held)

    def marks(self, paper: int) -> list[Mark]:
        """Why the paper is, or was, to be checked again, oldest first."""
        with self._reading(paper) as (sql, _):
            return remarks.marks(sql, paper)

    def differences(self, paper: int, before: int, after: int | None = None) -> Difference:
        """From one version to another, or to the working copy."""
        old = self.version(paper, before).draft
        later = self.working_copy(paper) if after is None else self.version(paper, after)
        return difference(old, later.draft)

    def trail(self, paper: int | None = None) -> list[Event]:
        """What has happened, oldest first: to one paper, or to all."""
        if paper is not None:
            with self._reading(paper) as (sql, _):
                return list(events.events(sql, paper))
        with self._catalogue.reading() as every:
            return list(events.events(every)) if every is not None else []

    def verify_trail(self) -> TrailCheck:
        """Whether the trail, the versions and the comments are as they were written."""
        with self._catalogue.reading() as sql:
            if sql is None:
                return TrailCheck(0, "")
            with closing(events.events(sql)) as chain:
                return check_trail(chain, events.trail_end(sql), partial(_kept_hash, sql))

    # What the steps share

    @contextmanager
    def _reading(self, paper: int) -> Iterator[tuple[Transaction, Paper]]:
        with self._catalogue.reading() as sql:
            if sql is None:
                raise UnknownPaper(f"There is no paper {paper}.", "There are no papers yet.")
            yield sql, papers.paper(sql, paper)

    @contextmanager
    def _step(
        self, paper: int, action: Action, by: str, version: int | None = None
    ) -> Iterator[tuple[Transaction, Paper]]:
        """One transaction in which a permitted step is taken."""
        with self._catalogue.writing() as sql:
            held = papers.paper(sql, paper, hold=True)
            states.permit(held, action, by)
            if version not in (None, held.version):
                raise ReviewError(
                    f"Paper {paper} is at version {held.version} now, not at {version}.",
                    "Read what has changed, and decide then.",
                )
            yield sql, held

    def _move(
        self,
        paper: int,
        action: Action,
        by: str,
        details: dict[str, Any],
        version: int | None = None,
    ) -> Paper:
        name = person(by)
        with self._step(paper, action, name, version) as (sql, held):
            self._done(sql, held, action, name, details)
            return papers.paper(sql, paper)

    def _done(
        self,
        sql: Transaction,
        held: Paper,
        action: Action,
        by: str,
        details: dict[str, Any],
        version: int | None = None,
    ) -> None:
        """The state that the step leads to, and its event."""
        at, to = self._now(), states.leads_to(held, action)
        papers.change_paper(sql, held.id, state=to, changed=moment(at))
        after = held if version is None else replace(held, version=version)
        events.add_event(sql, after, to, by, at, details)


def _kept_hash(sql: Transaction, event: Event) -> str:
    """The hash of the version or the comment that an event tells of, as it is kept now."""
    if event.action == "commented":
        return remarks.text_hash(sql, event.details["comment"])
    kept = papers.version_content(sql, event.paper, event.version)
    return "" if kept is None else content_hash(kept["facts"], kept["draft"])


def _known_part(draft: Draft, part: Part, name: str) -> str:
    """The name of a part that the draft has. Raises ReviewError."""
    known = {
        "whole": [""],
        "field": [field.name for field in draft.fields],
        "section": [section.heading for section in draft.sections],
    }[part]
    if name in known:
        return name
    raise ReviewError(
        f"The paper has no {part} {name!r}.", f"It has: {', '.join(filter(None, known))}."
    )


def _one(comments: Sequence[Comment], number: int) -> Comment:
    for comment in comments:
        if comment.id == number:
            return comment
    raise UnknownPaper(f"The paper has no comment {number}.", "Look at its list of comments.")
