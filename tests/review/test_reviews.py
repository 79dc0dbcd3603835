"""The steps of the review through its service, on SQLite and on a PostgreSQL server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from desk import ANNOUNCED, FACTS, FAILING, MISSING, Desk, database, servers

from assistant.drafting.draft import Chart, Draft, Section, Table
from assistant.errors import ReviewError, StaleCopy, UnknownPaper
from assistant.review.reviews import Reviews


@pytest.fixture(params=["sqlite", servers])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(database(request.param, tmp_path))
    yield desk
    desk.close()


@pytest.fixture
def reviews(desk: Desk) -> Reviews:
    return desk.reviews


def test_a_paper_goes_all_the_way(desk: Desk, reviews: Reviews) -> None:
    paper = desk.paper("Ann")
    assert (paper.state, paper.version, paper.writers) == ("draft", 0, ("Ann",))
    assert reviews.submit(paper.id, "Ann").number == 1
    assert reviews.give_back(paper.id, "Bo", "Name the partner.").state == "returned"
    desk.edit(paper.id, "Ann", partner="B Ltd")
    assert reviews.submit(paper.id, "Ann").number == 2
    assert reviews.approve(paper.id, "Bo").state == "approved"
    assert reviews.reopen(paper.id, "Ann", "The partner has changed.").state == "reopened"
    deeds = [event.action for event in reviews.trail(paper.id)]
    assert deeds == [
        "created", "submitted", "returned", "edited", "submitted", "approved", "reopened",
    ]  # fmt: skip
    assert reviews.verify_trail().is_whole


def test_nobody_approves_or_returns_what_he_has_written(desk: Desk, reviews: Reviews) -> None:
    paper = desk.paper("Ann")
    desk.edit(paper.id, "Bo", partner="B Ltd")
    reviews.submit(paper.id, "Ann")
    for name in ("Ann", " ann ", "Ａｎｎ", "Bo", "BO"):
        with pytest.raises(ReviewError, match="Ask somebody other than Ann, Bo"):
            reviews.approve(paper.id, name)
        with pytest.raises(ReviewError, match="has written in paper"):
            reviews.give_back(paper.id, name, "No.")
    assert reviews.paper(paper.id).state == "submitted"
    reviews.approve(paper.id, "Cy")


def test_who_wrote_in_an_earlier_version_does_not_approve_a_later_one(
    desk: Desk, reviews: Reviews
) -> None:
    paper = desk.paper("Ann")
    desk.edit(paper.id, "Bo", partner="B Ltd")
    reviews.submit(paper.id, "Ann")
    reviews.give_back(paper.id, "Cy", "More.")
    desk.edit(paper.id, "Ann", partner="C Ltd")
    assert reviews.submit(paper.id, "Ann").editors == ("Ann",)
    with pytest.raises(ReviewError, match="Bo has written"):
        reviews.approve(paper.id, "Bo")


def test_only_writers_submit_and_withdraw(desk: Desk, reviews: Reviews) -> None:
    paper = desk.paper("Ann")
    for step in (reviews.submit, reviews.withdraw):
        with pytest.raises(ReviewError, match="Ask one of its writers: Ann"):
            step(paper.id, "Bo")
    assert reviews.withdraw(paper.id, "Ann").state == "withdrawn"
    with pytest.raises(ReviewError, match="is withdrawn and cannot be submitted"):
        reviews.submit(paper.id, "Ann")
    assert reviews.reopen(paper.id, "Ann", "By mistake.").state == "reopened"


def test_what_cannot_be_done_now_is_told_with_what_can(desk: Desk, reviews: Reviews) -> None:
    paper = desk.paper()
    with pytest.raises(ReviewError, match=r"is draft and cannot be approved.*submit \(writers\)"):
        reviews.approve(paper.id, "Bo")
    assert reviews.actions(paper.id, "Bo") == ("save", "comment", "check")
    reviews.submit(paper.id, "Ann")
    assert reviews.actions(paper.id, "Ann") == ("comment", "withdraw")
    assert reviews.actions(paper.id, "Bo") == ("comment", "return", "approve", "check")


def test_what_is_approved_is_the_version_that_was_read(desk: Desk, reviews: Reviews) -> None:
    paper = desk.submitted()
    reviews.withdraw(paper.id, "Ann")
    reviews.reopen(paper.id, "Ann", "One more thing.")
    desk.edit(paper.id, "Ann", licence_term_years=1)
    reviews.submit(paper.id, "Ann")
    for judge in (reviews.approve, partial(reviews.give_back, reason="No.")):
        with pytest.raises(ReviewError, match="at version 2 now, not at 1"):
            judge(paper.id, "Bo", version=1)
    assert reviews.approve(paper.id, "Bo", version=2).state == "approved"


def test_a_stopped_draft_is_not_submitted(desk: Desk, reviews: Reviews) -> None:
    paper = desk.paper(checks=FAILING, stopped=True)
    with pytest.raises(ReviewError, match=r"has stopped.*too short"):
        reviews.submit(paper.id, "Ann", "I know.")


def test_failing_checks_and_missing_facts_need_a_reason(desk: Desk, reviews: Reviews) -> None:
    paper = desk.paper(checks=FAILING, missing=MISSING)
    with pytest.raises(ReviewError, match=r"licence-term.*missing facts: partner.*reason"):
        reviews.submit(paper.id, "Ann", " ")
    version = reviews.submit(paper.id, "Ann", "The board has agreed.")
    assert version.reason == "The board has agreed."
    details = reviews.trail(paper.id)[-1].details
    assert details["failing"] == ["licence-term-at-least-ten-years"]
    assert details["missing"] == ["partner"]


def test_what_was_returned_is_changed_or_the_reason_is_told(desk: Desk, reviews: Reviews) -> None:
    paper = desk.submitted()
    reviews.give_back(paper.id, "Bo", "More.")
    with pytest.raises(ReviewError, match="nothing has changed"):
        reviews.submit(paper.id, "Ann")
    assert reviews.submit(paper.id, "Ann", "There is no more to say.").number == 2


def test_facts_without_a_new_draft_are_not_submitted(desk: Desk, reviews: Reviews) -> None:
    paper = desk.paper()
    revision = reviews.save(paper.id, FACTS | {"partner": "B Ltd"}, "Ann", 1)
    with pytest.raises(ReviewError, match="Draft it anew"):
        reviews.submit(paper.id, "Ann")
    reviews.save(paper.id, FACTS, "Ann", revision)
    assert reviews.working_copy(paper.id).is_drafted
    reviews.submit(paper.id, "Ann")


def test_every_save_is_the_next_revision(desk: Desk, reviews: Reviews) -> None:
    paper = desk.paper()
    assert reviews.working_copy(paper.id).revision == 1
    assert desk.edit(paper.id, "Ann", title="Thick films") == 2
    copy = reviews.working_copy(paper.id)
    assert copy.facts == FACTS | {"title": "Thick films"}
    assert copy.draft == desk.draft(copy.facts)
    assert reviews.paper(paper.id).title == "Plan: Thick films"


def test_a_save_upon_an_old_revision_is_refused_and_kept(desk: Desk, reviews: Reviews) -> None:
    paper = desk.paper()
    desk.edit(paper.id, "Bo", partner="B Ltd")
    mine = FACTS | {"partner": "C Ltd"}
    with pytest.raises(StaleCopy, match=r"Bo has saved paper .* meanwhile") as refused:
        reviews.save(paper.id, mine, "Ann", 1, desk.draft(mine))
    assert reviews.working_copy(paper.id).facts["partner"] == "B Ltd"
    aside = reviews.copies_set_aside(paper.id)[-1]
    assert (aside.id, aside.by, aside.revision) == (refused.value.aside, "Ann", 1)
    assert aside.facts == mine
    assert aside.draft == desk.draft(mine)


def test_a_save_that_is_tried_again_is_no_conflict(desk: Desk, reviews: Reviews) -> None:
    paper = desk.paper()
    mine = FACTS | {"partner": "C Ltd"}
    assert reviews.save(paper.id, mine, "Ann", 1) == 2
    assert reviews.save(paper.id, mine, "Ann", 1) == 2
    assert reviews.copies_set_aside(paper.id) == []


def test_a_save_after_the_paper_was_submitted_is_kept_aside(desk: Desk, reviews: Reviews) -> None:
    paper = desk.submitted()
    with pytest.raises(StaleCopy, match="is submitted and cannot be changed"):
        reviews.save(paper.id, {"title": "Late"}, "Ann", 1)
    assert reviews.copies_set_aside(paper.id)[0].facts == {"title": "Late"}
    assert reviews.working_copy(paper.id).facts == FACTS


def test_writers_at_once_lose_nothing(desk: Desk, reviews: Reviews) -> None:
    paper = desk.paper()
    refused: list[StaleCopy] = []

    def write(name: str) -> None:
        for n in range(8):
            try:
                copy = reviews.working_copy(paper.id)
                reviews.save(paper.id, {**copy.facts, name: n}, name, copy.revision)
            except StaleCopy as error:
                refused.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in ("Ann", "Bo", "Cy")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert reviews.working_copy(paper.id).revision == 1 + 24 - len(refused)
    assert len(reviews.copies_set_aside(paper.id)) == len(refused)
    assert reviews.verify_trail().is_whole


def test_versions_keep_what_was_submitted(desk: Desk, reviews: Reviews) -> None:
    paper = desk.submitted()
    first = reviews.version(paper.id, 1)
    assert first.facts == FACTS
    assert first.draft == desk.draft(FACTS)
    reviews.give_back(paper.id, "Bo", "More.")
    desk.edit(paper.id, "Ann", partner="B Ltd")
    reviews.submit(paper.id, "Ann")
    assert reviews.version(paper.id, 1) == first
    assert reviews.version(paper.id, 2).hash != first.hash
    with pytest.raises(UnknownPaper, match="no version 3"):
        reviews.version(paper.id, 3)


def test_a_draft_with_tables_and_charts_comes_back_the_same(desk: Desk, reviews: Reviews) -> None:
    table = Table("Contracts", ("kind", "sum"), (("licence", "3"), ("转让", "4")), ("CNY",))
    chart = Chart("Sums", ("2024", "2025"), (("licence", (1.5, 2.0)),), "万元")
    sections = (Section("Figures", "See [1].", (1,), (table,), (chart,)),)
    draft: Draft = desk.paper(sections=sections) and desk.draft(sections=sections)
    assert reviews.working_copy(1).draft == draft


def test_comments_are_kept_and_say_on_which_version_they_were(desk: Desk, reviews: Reviews) -> None:
    paper = desk.submitted()
    one = reviews.comment(paper.id, "Bo", "Too short?", "field", "licence_term_years")
    two = reviews.comment(paper.id, "Bo", "<b>Say why</b>", "section", "Term")
    assert not one.is_earlier
    reviews.give_back(paper.id, "Bo", "See my comments.")
    desk.edit(paper.id, "Ann", licence_term_years=15)
    reviews.resolve(paper.id, one.id, "Ann")
    reviews.submit(paper.id, "Ann")
    three = reviews.comment(paper.id, "Ann", "Done.")
    kept = reviews.comments(paper.id)
    assert [(c.id, c.version, c.is_earlier, c.resolved_by) for c in kept] == [
        (one.id, 1, True, "Ann"),
        (two.id, 1, True, ""),
        (three.id, 2, False, ""),
    ]
    assert kept[1].text == "<b>Say why</b>"
    with pytest.raises(ReviewError, match="no field 'licence'"):
        reviews.comment(paper.id, "Bo", "?", "field", "licence")
    with pytest.raises(UnknownPaper, match="no comment"):
        reviews.resolve(paper.id, 99, "Bo")


def test_differences_are_between_versions_or_up_to_now(desk: Desk, reviews: Reviews) -> None:
    paper = desk.submitted()
    assert not reviews.differences(paper.id, 1)
    reviews.give_back(paper.id, "Bo", "Longer.")
    desk.edit(paper.id, "Ann", licence_term_years=15)
    found = reviews.differences(paper.id, 1)
    assert [
        (c.name, c.before and c.before.value, c.after and c.after.value) for c in found.fields
    ] == [("licence_term_years", 12, 15)]
    assert [piece.text for piece in found.sections[0].pieces if piece.how != "same"] == ["12", "15"]
    reviews.submit(paper.id, "Ann")
    assert reviews.differences(paper.id, 1, 2) == found


@pytest.mark.parametrize("name", ["", " ", "(library)", "A\x00b", "x" * 101, "A\u202eb"])
def test_what_is_no_name_is_refused(desk: Desk, reviews: Reviews, name: str) -> None:
    with pytest.raises(ReviewError, match="no name of a person"):
        desk.paper(name)
    assert reviews.papers() == []


def test_what_cannot_be_kept_is_refused(desk: Desk, reviews: Reviews) -> None:
    paper = desk.paper()
    for facts in ({"x": float("nan")}, {"x": {1, 2}}, {"x": object()}):
        with pytest.raises(ReviewError, match="cannot be kept"):
            reviews.save(paper.id, facts, "Ann", 1)
    for text in ("", "a\x00b", "x" * 10_001, "half a \ud83d"):
        with pytest.raises(ReviewError, match="comment"):
            reviews.comment(paper.id, "Ann", text)
    with pytest.raises(ReviewError, match="of the kind"):
        reviews.save(paper.id, {}, "Ann", 1, replace(desk.draft(), kind="memo"))


def test_facts_of_all_languages_come_back_the_same(desk: Desk, reviews: Reviews) -> None:
    paper = desk.paper()
    facts = {"z": "转化 😀 \x00 half \ud83d", "a": [1.25, None, {"b": True}], "": -0.0}
    reviews.save(paper.id, facts, "李伟", 1, desk.draft(title="Half \ud83d\x00"))
    assert reviews.working_copy(paper.id).facts == facts
    assert reviews.paper(paper.id).title == "Half "
    assert list(reviews.working_copy(paper.id).facts) == ["z", "a", ""]


def test_lists_are_narrowed(desk: Desk, reviews: Reviews) -> None:
    one, two = desk.paper(), desk.submitted()
    assert [paper.id for paper in reviews.papers()] == [one.id, two.id]
    assert [paper.id for paper in reviews.papers(["submitted"])] == [two.id]
    desk.put("I. Tasks\n1. Announcing\nNothing.\n")
    assert [paper.id for paper in reviews.papers(["submitted"], check_again=True)] == [two.id]


def test_nothing_is_there_before_the_first_paper(desk: Desk, reviews: Reviews) -> None:
    assert reviews.papers() == []
    assert reviews.trail() == []
    assert reviews.verify_trail().is_whole
    with pytest.raises(UnknownPaper, match="no paper 1"):
        reviews.paper(1)
    with pytest.raises(UnknownPaper):
        reviews.submit(1, "Ann")
    assert ANNOUNCED in desk.put().text
