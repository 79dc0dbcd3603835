"""Whatever people do in whatever order, the promises of the review hold."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from desk import ANNOUNCED, FACTS, FAILING, PLAN, Desk, database
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from assistant.errors import ReviewError
from assistant.review.papers import State, Version
from assistant.review.states import STEPS

PEOPLE = st.sampled_from(["Ann", "Bo", "Cy"])
REASONS = st.sampled_from(["Because.", ""])
NEXT: dict[State, set[State]] = {
    state: {state, *(step.to for step in steps.values() if step.to)}
    for state, steps in STEPS.items()
}


class AnyOrder(RuleBasedStateMachine):
    """Three people and the library work on a few papers; steps that are refused change nothing."""

    papers = Bundle("papers")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.desk = Desk(database("sqlite", Path(self.folder.name)))
        self.reviews = self.desk.reviews
        self.wrote: dict[int, set[str]] = {}
        self.versions: dict[tuple[int, int], Version] = {}
        self.states: dict[int, State] = {}

    def teardown(self) -> None:
        self.desk.close()
        self.folder.cleanup()

    @initialize()
    def index(self) -> None:
        self.desk.put()

    @rule(target=papers, author=PEOPLE, fails=st.booleans())
    @precondition(lambda self: len(self.wrote) < 2)
    def create(self, author: str, fails: bool) -> int:
        changes = {"checks": FAILING} if fails else {}
        draft = self.desk.draft(FACTS, *self.quotes(), **changes)
        paper = self.reviews.create("implementation_plan", FACTS, draft, author)
        self.wrote[paper.id] = {author}
        return paper.id

    def quotes(self) -> list[str]:
        text = self.desk.catalogue.document("plan").text
        return [words for words in (ANNOUNCED, ANNOUNCED.replace("15", "30")) if words in text]

    @rule(paper=papers, by=PEOPLE, partner=st.integers(0, 9), behind=st.sampled_from([0, 0, 1]))
    def save(self, paper: int, by: str, partner: int, behind: int) -> None:
        copy = self.reviews.working_copy(paper)
        facts = FACTS | {"partner": partner}
        draft = self.desk.draft(facts, *self.quotes())
        try:
            revision = self.reviews.save(paper, facts, by, copy.revision - behind, draft)
        except ReviewError:
            assert facts in [aside.facts for aside in self.reviews.copies_set_aside(paper)]
            return
        if revision != copy.revision:
            self.wrote[paper].add(by)
        assert self.reviews.working_copy(paper).facts == facts

    @rule(paper=papers, by=PEOPLE, reason=REASONS)
    def submit(self, paper: int, by: str, reason: str) -> None:
        try:
            version = self.reviews.submit(paper, by, reason)
        except ReviewError:
            return
        assert by in self.wrote[paper]
        self.versions[paper, version.number] = version

    @rule(paper=papers, by=PEOPLE)
    def approve(self, paper: int, by: str) -> None:
        try:
            self.reviews.approve(paper, by)
        except ReviewError:
            return
        assert by not in self.wrote[paper]
        assert self.states[paper] == "submitted"

    @rule(paper=papers, by=PEOPLE)
    def give_back(self, paper: int, by: str) -> None:
        try:
            self.reviews.give_back(paper, by, "No.")
        except ReviewError:
            return
        assert by not in self.wrote[paper]

    @rule(paper=papers, by=PEOPLE, step=st.sampled_from(["reopen", "withdraw", "check", "comment"]))
    def step(self, paper: int, by: str, step: str) -> None:
        try:
            getattr(self.reviews, step)(paper, by, "So.")
        except ReviewError:
            return

    @rule(days=st.sampled_from(["15 days"] * 4 + ["30 days"]))
    def change_the_document(self, days: str) -> None:
        self.desk.put(PLAN.replace("15 days", days))

    @invariant()
    def the_trail_is_whole(self) -> None:
        assert self.reviews.verify_trail().is_whole

    @invariant()
    def versions_never_change(self) -> None:
        for (paper, number), version in self.versions.items():
            assert self.reviews.version(paper, number) == version

    @invariant()
    def papers_move_as_the_table_says(self) -> None:
        for paper in self.reviews.papers():
            assert paper.state in NEXT[self.states.get(paper.id, "draft")]
            assert set(paper.writers) == self.wrote[paper.id]
            self.states[paper.id] = paper.state

    @invariant()
    def what_was_approved_is_what_another_person_saw(self) -> None:
        for paper in self.reviews.papers(["approved"]):
            last = [e for e in self.reviews.trail(paper.id) if e.action == "approved"][-1]
            assert last.by not in self.wrote[paper.id]
            assert last.version == paper.version
            copy = self.reviews.working_copy(paper.id)
            assert copy.draft == self.versions[paper.id, paper.version].draft


class AnyOrderForLong(AnyOrder):
    """The same, with more of everything."""


COMMON = settings(max_examples=8, stateful_step_count=40, deadline=None, derandomize=True)
AnyOrder.TestCase.settings = COMMON
TestAnyOrder = AnyOrder.TestCase
AnyOrderForLong.TestCase.settings = settings(COMMON, max_examples=150)
TestAnyOrderForLong = pytest.mark.slow(AnyOrderForLong.TestCase)
