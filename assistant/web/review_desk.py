"""What the Review page asks of the server: papers, one paper, comments, steps, differences, files.

Who may do what is the review's to say; a step is offered where `Reviews.actions` names it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from assistant.bootstrap import Assistant
from assistant.drafting.draft import Draft
from assistant.errors import UsageError
from assistant.review.papers import Paper, Part
from assistant.review.reviews import Reviews
from assistant.web.drafts_desk import exported
from assistant.web.drafts_sheet import sheet
from assistant.web.markup import element
from assistant.web.people import Answer, Call
from assistant.web.review_difference import difference_sheet
from assistant.web.review_views import (
    comments_view,
    marks_view,
    paper_head,
    papers_table,
    steps_view,
    trail_view,
    versions_view,
)
from assistant.web.review_words import REVIEW_WORDS

_FROZEN = ("submitted", "approved")


class ReviewDesk:
    """The steps of the Review page over one assistant."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    @property
    def _reviews(self) -> Reviews:
        return self._assistant.reviews

    def home(self, call: Call) -> Answer:
        """-> the papers."""
        return {"html": papers_table(self._reviews.papers(), call.language)}

    def open(self, call: Call) -> Answer:
        """`paper`, perhaps `version` -> everything about it, and its text.

        Without a version, the last one that was submitted where others judge it, else the working
        copy.
        """
        paper = self._paper(call)
        asked = call.number("version")
        version = asked if asked is not None else paper.version * (paper.state in _FROZEN)
        copy = self._reviews.working_copy(paper.id)
        draft = self._text(paper, version)
        words = REVIEW_WORDS[call.language]
        actions = self._reviews.actions(paper.id, call.by) if call.by else ()
        body = element(
            "div",
            paper_head(paper, version, bool(version) or copy.is_drafted, words),
            marks_view(self._reviews.marks(paper.id), words),
            steps_view(actions, bool(call.by), bool(paper.check_again), words),
            comments_view(
                self._reviews.comments(paper.id), copy.draft, "comment" in actions, words
            ),
            versions_view(self._reviews.versions(paper.id), words),
            trail_view(self._reviews.trail(paper.id), words),
            class_="pa-one-paper",
            lang=words.tag,
        )
        shown = sheet(draft, call.language, remarkable="comment" in actions)
        return {"html": body, "sheet_html": shown, "version": version, "paper": paper.id}

    def step(self, call: Call) -> Answer:
        """`paper`, `action`, `reason`, `version` that was read -> the paper as it stands then."""
        taken = self._steps.get(call.text("action"))
        if taken is None:
            raise UsageError("There is no such step.", "Reload the page.")
        taken(self._number(call), call.by, call.text("reason"), call.number("version"))
        return self._again(call)

    def comment(self, call: Call) -> Answer:
        """`paper`, `text`, `part` and `about` -> the paper with the comment."""
        part = call.text("part")
        if part not in get_args(Part):
            raise UsageError("There is no such part.", "Reload the page.")
        number = self._number(call)
        self._reviews.comment(number, call.by, call.text("text"), part, call.text("about"))  # type: ignore[arg-type]
        return self.open(call)

    def resolve(self, call: Call) -> Answer:
        """`paper` and `comment` -> the paper with the comment settled."""
        self._reviews.resolve(self._number(call), call.number("comment") or 0, call.by)
        return self.open(call)

    def compare(self, call: Call) -> Answer:
        """`paper`, `before` and `after` (0: the working copy) -> their difference."""
        before, after = call.number("before") or 0, call.number("after") or 0
        found = self._reviews.differences(self._number(call), before, after or None)
        return {"sheet_html": difference_sheet(found, before, after, call.language)}

    def export(self, call: Call) -> Answer:
        """`paper`, `version` and `form` -> that text as a file."""
        paper = self._paper(call)
        draft = self._text(paper, call.number("version") or 0)
        return exported(draft, call.text("form"), paper.id)

    @property
    def _steps(self) -> dict[str, Callable[[int, str, str, int | None], object]]:
        """Each step, given paper, person, reason or note, and the version that was read."""
        reviews = self._reviews
        return {
            "submit": lambda paper, by, why, _: reviews.submit(paper, by, why),
            "return": lambda paper, by, why, read: reviews.give_back(paper, by, why, read),
            "approve": lambda paper, by, why, read: reviews.approve(paper, by, why, read),
            "check": lambda paper, by, why, _: reviews.check(paper, by, why),
            "reopen": lambda paper, by, why, _: reviews.reopen(paper, by, why),
            "withdraw": lambda paper, by, why, _: reviews.withdraw(paper, by, why),
        }

    def _again(self, call: Call) -> Answer:
        """The paper after a step, in the text that is then to be judged."""
        sent = {key: value for key, value in call.sent.items() if key != "version"}
        return self.open(Call(call.by, call.language, sent, call.is_verified))

    def _text(self, paper: Paper, version: int) -> Draft:
        if version:
            return self._reviews.version(paper.id, version).draft
        return self._reviews.working_copy(paper.id).draft

    def _paper(self, call: Call) -> Paper:
        return self._reviews.paper(self._number(call))

    def _number(self, call: Call) -> int:
        return call.number("paper") or 0
