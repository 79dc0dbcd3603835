"""The states of a paper: which step can be taken in each, by whom, and where it leads.

The whole of the rules stands in STEPS. "writers" are the author and all who ever wrote in the
paper; "others" are all but they, so that nobody judges his own words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.errors import ReviewError
from assistant.review.content import is_one_of
from assistant.review.papers import Paper, State

Action = Literal["save", "submit", "comment", "return", "approve", "check", "reopen", "withdraw"]
Reached = Literal["submitted", "returned", "approved", "reopened", "withdrawn"]
Who = Literal["anybody", "writers", "others"]


@dataclass(frozen=True, slots=True)
class Step:
    """Who may take it, and the state that it leads to (None: no other)."""

    who: Who
    to: Reached | None = None


_WRITING: dict[Action, Step] = {
    "save": Step("anybody"),
    "submit": Step("writers", "submitted"),
    "comment": Step("anybody"),
    "check": Step("anybody"),
    "withdraw": Step("writers", "withdrawn"),
}
STEPS: dict[State, dict[Action, Step]] = {
    "draft": _WRITING,
    "returned": _WRITING,
    "reopened": _WRITING,
    "submitted": {
        "comment": Step("anybody"),
        "return": Step("others", "returned"),
        "approve": Step("others", "approved"),
        "check": Step("others"),
        "withdraw": Step("writers", "withdrawn"),
    },
    "approved": {
        "comment": Step("anybody"),
        "check": Step("others"),
        "reopen": Step("anybody", "reopened"),
    },
    "withdrawn": {"reopen": Step("writers", "reopened")},
}
STANDING: frozenset[State] = frozenset(STEPS) - {"withdrawn"}
"""The papers that are marked when a document changes."""

_DONE = {
    "save": "changed",
    "submit": "submitted",
    "comment": "commented on",
    "return": "returned",
    "approve": "approved",
    "check": "noted as checked",
    "reopen": "reopened",
    "withdraw": "withdrawn",
}


def actions(paper: Paper, by: str) -> tuple[Action, ...]:
    """What this person may do with the paper now."""
    steps = STEPS[paper.state].items()
    return tuple(action for action, step in steps if _may(step, paper, by))


def permit(paper: Paper, action: Action, by: str) -> None:
    """Raises ReviewError, saying who may do what, unless this person may take the step now."""
    step = STEPS[paper.state].get(action)
    if step is None:
        possible = ", ".join(f"{name} ({each.who})" for name, each in STEPS[paper.state].items())
        raise ReviewError(
            f"Paper {paper.id} is {paper.state} and cannot be {_DONE[action]}.",
            f"What can be done now: {possible}.",
        )
    if not _may(step, paper, by):
        raise _forbidden(paper, action, step, by)


def leads_to(paper: Paper, action: Action) -> Reached:
    """The state after a permitted step. Raises ValueError for a step that leads nowhere."""
    to = STEPS[paper.state][action].to
    if to is None:
        raise ValueError(f"{action} leaves the paper {paper.state}")
    return to


def _may(step: Step, paper: Paper, by: str) -> bool:
    wrote = is_one_of(by, paper.writers)
    return step.who == "anybody" or wrote == (step.who == "writers")


def _forbidden(paper: Paper, action: Action, step: Step, by: str) -> ReviewError:
    names = ", ".join(paper.writers)
    if step.who == "writers":
        return ReviewError(
            f"{by} has not written in paper {paper.id}, so it cannot be {_DONE[action]} by {by}.",
            f"Ask one of its writers: {names}.",
        )
    return ReviewError(
        f"{by} has written in paper {paper.id}, so it cannot be {_DONE[action]} by {by}.",
        f"Ask somebody other than {names}.",
    )
