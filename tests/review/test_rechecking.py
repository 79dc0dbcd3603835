"""Papers are marked when the documents that they cite change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from desk import ANNOUNCED, BEGIN, FACTS, PLAN, Desk, database, drafted, servers
from doubles import BagOfWords, MemoryIndex, WordsInCommon
from hypothesis import given, settings
from hypothesis import strategies as st
from small_policy import document

from assistant.bootstrap import build_assistant
from assistant.errors import ReviewError
from assistant.library.catalogue import Catalogue
from assistant.review.papers import LIBRARY, Change
from assistant.review.rechecking import marking
from assistant.settings import Settings

THIRTY = PLAN.replace("15 days", "30 days")
TERM = "A licence runs for at least ten years."


@pytest.fixture(params=["sqlite", servers])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(database(request.param, tmp_path))
    yield desk
    desk.close()


def open_changes(desk: Desk, paper: int) -> list[Change]:
    return [mark.change for mark in desk.reviews.marks(paper) if not mark.cleared]


def test_changed_words_mark_the_papers_that_cite_them(desk: Desk) -> None:
    approved, draft = desk.approved(), desk.paper("Cy")
    withdrawn = desk.reviews.withdraw(desk.paper("Di").id, "Di")
    new = desk.put(THIRTY)
    words = "Pilot entities shall announce the decision for no less than 30 days."
    for paper in (approved, draft):
        mark = desk.reviews.marks(paper.id)[0]
        path = desk.reviews.working_copy(paper.id).draft.citations[0].clause
        assert mark.change == Change("changed", "plan", path, ANNOUNCED, words)
        assert mark.version == new.version
        assert desk.reviews.paper(paper.id).check_again == 1
        event = desk.reviews.trail(paper.id)[-1]
        assert (event.action, event.by) == ("marked", LIBRARY)
        assert event.details["changes"][0]["clause"] == path
    assert desk.reviews.marks(withdrawn.id) == []


@pytest.mark.parametrize(
    "changed",
    [
        PLAN.replace("keeps a record", "keeps no record"),
        PLAN.replace("no less than 15", "no  less\u00a0than １５"),
        PLAN.replace("1. Announcing", "1. Preface\nHello.\n2. Announcing").replace("2. L", "3. L"),
        PLAN.replace("shall announce", "must announce"),
    ],
    ids=["elsewhere", "spelling", "renumbered", "beside"],
)
def test_where_the_cited_words_stand_nothing_is_marked(desk: Desk, changed: str) -> None:
    paper = desk.approved()
    before = desk.reviews.working_copy(paper.id).draft.citations
    desk.put(changed)
    assert desk.reviews.marks(paper.id) == []
    # A citation stays with its version, which is kept.
    assert desk.reviews.working_copy(paper.id).draft.citations == before
    old = desk.catalogue.version(before[0].version, "plan")
    assert old.text[before[0].start : before[0].end] == before[0].quote


def test_the_same_words_in_another_clause_do_not_hide_a_change(desk: Desk) -> None:
    twice = f"{PLAN}3. Transfers\nTransfers: {ANNOUNCED}.\n"
    desk.put(twice)
    paper = desk.paper()
    desk.put(twice.replace("15 days", "30 days", 1))
    assert [change.reason for change in open_changes(desk, paper.id)] == ["changed"]


def test_a_clause_that_is_gone_has_no_new_words(desk: Desk) -> None:
    desk.put()
    paper = desk.reviews.create(
        "implementation_plan", FACTS, desk.draft(FACTS, ANNOUNCED, TERM), "Ann"
    )
    desk.put(PLAN[: PLAN.index("2. Licences")])
    (change,) = open_changes(desk, paper.id)
    assert (change.old_words, change.new_words) == (TERM, "")


def test_removed_and_superseded_documents_mark_once(desk: Desk) -> None:
    paper = desk.approved()
    desk.put(superseded_by="newer-plan")
    assert open_changes(desk, paper.id) == [Change("superseded", "plan", new_words="newer-plan")]
    desk.put(superseded_by="newer-plan")
    assert len(desk.reviews.marks(paper.id)) == 1
    desk.remove()
    assert open_changes(desk, paper.id) == [Change("removed", "plan")]
    assert desk.reviews.marks(paper.id)[0].cleared == "outdated"


def test_drafting_anew_clears_the_mark(desk: Desk) -> None:
    paper = desk.paper()
    desk.put(THIRTY)
    copy = desk.reviews.working_copy(paper.id)
    again = desk.draft(FACTS, ANNOUNCED.replace("15", "30"))
    desk.reviews.save(paper.id, FACTS, "Ann", copy.revision, again)
    (mark,) = desk.reviews.marks(paper.id)
    assert (mark.cleared, mark.cleared_by) == ("redrafted", LIBRARY)
    assert desk.reviews.trail(paper.id)[-1].action == "unmarked"


def test_a_draft_upon_an_old_version_is_marked_when_it_is_saved(desk: Desk) -> None:
    desk.put()
    made = desk.draft()
    desk.put(THIRTY)
    paper = desk.reviews.create("implementation_plan", FACTS, made, "Ann")
    assert paper.check_again == 1


def test_what_was_checked_is_not_marked_again(desk: Desk) -> None:
    paper = desk.approved()
    desk.put(THIRTY)
    with pytest.raises(ReviewError, match="Say what you have found"):
        desk.reviews.check(paper.id, "Bo", "")
    with pytest.raises(ReviewError, match="Ask somebody other than Ann"):
        desk.reviews.check(paper.id, "Ann", "All is well.")
    assert len(desk.reviews.check(paper.id, "Bo", "We announced 40 days.")) == 1
    desk.put(THIRTY)
    assert open_changes(desk, paper.id) == []
    (mark,) = desk.reviews.marks(paper.id)
    assert (mark.cleared, mark.cleared_by, mark.note) == ("checked", "Bo", "We announced 40 days.")
    assert desk.reviews.trail(paper.id)[-1].details["note"] == "We announced 40 days."
    desk.put(PLAN.replace("15 days", "60 days"))
    assert "60 days" in open_changes(desk, paper.id)[0].new_words


def test_words_that_come_back_clear_the_mark(desk: Desk) -> None:
    paper = desk.approved()
    desk.put(THIRTY)
    desk.put(PLAN)
    (mark,) = desk.reviews.marks(paper.id)
    assert mark.cleared == "outdated"
    assert desk.reviews.paper(paper.id).check_again == 0


def test_what_is_to_be_checked_again_is_not_approved(desk: Desk) -> None:
    paper = desk.submitted()
    desk.put(THIRTY)
    with pytest.raises(ReviewError, match="clauses that it cites have changed"):
        desk.reviews.approve(paper.id, "Bo")
    desk.reviews.check(paper.id, "Bo", "Still right.")
    assert desk.reviews.approve(paper.id, "Bo").state == "approved"


def test_document_and_marks_change_together_or_not_at_all(desk: Desk) -> None:
    paper = desk.approved()

    def fail(*_: object) -> None:
        raise ReviewError("No.")

    for change in (
        lambda: desk.catalogue.remove("plan", also=[fail]),
        lambda: put_failing(desk.catalogue),
    ):
        with pytest.raises(ReviewError):
            change()

    assert desk.catalogue.document("plan").text == PLAN
    assert desk.reviews.marks(paper.id) == []
    assert desk.reviews.verify_trail().is_whole


def put_failing(catalogue: Catalogue) -> None:
    def fail(*_: object) -> None:
        raise ReviewError("No.")

    one = document(THIRTY)
    also = [marking(lambda: BEGIN), fail]
    catalogue.put(one, source=Path("plan.txt"), signature="", also=also)


def test_an_indexing_run_marks_what_it_changes_and_removes(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "glossary.yaml").write_text("entries: []\n")
    file = corpus / "plan.txt"
    settings = Settings(corpus=corpus, data=tmp_path / "data", database="")
    doubles = {
        "embedders": [BagOfWords()],
        "passages": MemoryIndex(),
        "cross_encoder": WordsInCommon(),
    }
    assistant = build_assistant(settings, **doubles, now=lambda: BEGIN)
    file.write_text(PLAN)
    assistant.index()
    desk = Desk(settings.database_url)
    paper = assistant.reviews.create("implementation_plan", FACTS, desk.draft(), "Ann").id
    file.write_text(THIRTY)
    assistant.index()
    (change,) = open_changes(desk, paper)
    assert change.new_words.endswith("no less than 30 days.")
    assert assistant.reviews.trail(paper)[-1].at == BEGIN
    file.unlink()
    assistant.index()
    assert open_changes(desk, paper) == [Change("removed", "plan")]
    desk.close()


def test_papers_and_documents_change_at_once_and_no_change_is_overlooked(desk: Desk) -> None:
    papers = [desk.paper(name).id for name in ("Ann", "Bo", "Cy")]
    failures: list[Exception] = []

    def attempt(work: Callable[[int], object]) -> None:
        try:
            for n in range(10):
                work(n)
        except Exception as error:
            failures.append(error)

    def save(paper: int, n: int) -> None:
        text = desk.catalogue.document("plan").text
        copy = desk.reviews.working_copy(paper)
        quote = ANNOUNCED if ANNOUNCED in text else ANNOUNCED.replace("15", "30")
        facts = FACTS | {"partner": n}
        # The document may have changed since it was looked at: then the draft is marked.
        citation = replace(desk.cited(TERM), quote=quote, version=document(text).version)
        draft = replace(drafted(facts), citations=(citation,))
        desk.reviews.save(paper, facts, "Ann", copy.revision, draft)

    works = [partial(save, paper) for paper in papers]
    works.append(lambda n: desk.put(THIRTY if n % 2 else PLAN))
    works.append(lambda n: desk.reviews.comment(papers[n % 3], "Di", f"Comment {n}"))
    threads = [threading.Thread(target=attempt, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    text = desk.catalogue.document("plan").text
    for paper in papers:
        (citation,) = desk.reviews.working_copy(paper).draft.citations
        assert bool(desk.reviews.paper(paper).check_again) == (citation.quote not in text)
    assert desk.reviews.verify_trail().is_whole


SENTENCES = (
    "Entities shall announce for 15 days.",
    "Entities shall announce for 30 days.",
    "A licence runs for at least ten years.",
    "Income is shared as agreed.",
)
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=4, unique=True)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(before=TEXTS, after=TEXTS)
def test_marks_name_exactly_the_words_that_stand_no_longer(
    tmp_path_factory: pytest.TempPathFactory, before: list[str], after: list[str]
) -> None:
    desk = Desk(database("sqlite", tmp_path_factory.mktemp("marks")))
    desk.put(policy(before))
    draft = desk.draft(FACTS, *before)
    paper = desk.reviews.create("implementation_plan", FACTS, draft, "Ann")
    desk.put(policy(after))
    marked = {change.old_words for change in open_changes(desk, paper.id)}
    assert marked == set(before) - set(after)
    desk.close()


def policy(sentences: list[str]) -> str:
    return "I. Tasks\n" + "".join(f"{n}. Task\n{each}\n" for n, each in enumerate(sentences, 1))
