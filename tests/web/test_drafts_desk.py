"""What the Drafts and the Review page ask of the server, over the real papers and reviews."""

from __future__ import annotations

import shutil
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

import pytest
from papers_standin import office
from test_markup import Read

from assistant.adapters.clock import utc_now
from assistant.bootstrap import Assistant
from assistant.drafting.factsfile import read_facts
from assistant.errors import ReviewError, UnknownPaper, UnreadableFile
from assistant.review.rechecking import marking_removed
from assistant.settings import PROJECT
from assistant.web.drafts_desk import DraftsDesk
from assistant.web.drafts_ledgers import LARGEST
from assistant.web.people import Call
from assistant.web.review_desk import ReviewDesk

HOSTILE = "<img src=x onerror=\"alert('i')\"><script>alert(1)</script>"
KIND = "licence_application"
COMPLETE = read_facts(PROJECT / "papers" / "examples" / f"{KIND}.complete.en.yaml")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("library")
    office(data).catalogue.close()
    return data


@pytest.fixture
def assistant(library: Path, tmp_path: Path) -> Assistant:
    shutil.copytree(library, tmp_path / "data")
    return office(tmp_path / "data")


@pytest.fixture
def drafts(assistant: Assistant) -> DraftsDesk:
    return DraftsDesk(assistant)


@pytest.fixture
def review(assistant: Assistant) -> ReviewDesk:
    return ReviewDesk(assistant)


def call(by: str = "Ann", /, **sent: Any) -> Call:
    return Call(by, "en", sent)


def written(drafts: DraftsDesk, by: str = "Ann", **facts: Any) -> dict[str, Any]:
    return drafts.write(call(by, kind=KIND, facts=COMPLETE | facts))


# --- drafting


def test_every_kind_is_offered_with_what_it_is_for(drafts: DraftsDesk) -> None:
    text = Read(drafts.home(call())["html"]).text
    assert "Application to license an achievement to a company" in text
    assert "the type of licence, the payment" in text


def test_the_first_fact_makes_a_paper_and_the_next_are_saved_in_it(
    drafts: DraftsDesk, assistant: Assistant
) -> None:
    first = drafts.write(call(kind=KIND, facts={"entity": "A University"}))
    facts = {"entity": "A University", "licensee": "B Ltd"}
    sent = {"kind": KIND, "paper": first["paper"], "revision": first["revision"]}
    second = drafts.write(call(**sent, facts=facts))
    assert second["revision"] == 2
    copy = assistant.reviews.working_copy(first["paper"])
    assert (copy.facts, copy.is_drafted) == (facts, True)
    assert "B Ltd" in Read(second["sheet_html"]).text
    assert f'data-open="{first["paper"]}"' in drafts.home(call())["html"]


def test_a_first_write_whose_answer_was_lost_makes_no_second_paper(drafts: DraftsDesk) -> None:
    sent = {"kind": KIND, "facts": {"entity": "A University"}}
    first = drafts.write(call(**sent))
    again = drafts.write(call(**sent, again=True))
    assert (again["paper"], again["revision"]) == (first["paper"], first["revision"])
    assert drafts.write(call(**sent))["paper"] != first["paper"]


def test_an_empty_form_makes_no_paper(drafts: DraftsDesk, assistant: Assistant) -> None:
    answer = drafts.write(call(kind=KIND, facts={"language": "zh"}))
    assert "revision" not in answer
    assert assistant.reviews.papers() == []


def test_without_a_name_nothing_is_saved_and_the_draft_is_shown(
    drafts: DraftsDesk, assistant: Assistant
) -> None:
    answer = drafts.write(call("", kind=KIND, facts={"entity": "A University"}))
    assert answer["unnamed"] is True
    assert "A University" in Read(answer["sheet_html"]).text
    assert assistant.reviews.papers() == []


def test_a_paper_comes_back_as_it_was_saved(drafts: DraftsDesk) -> None:
    made = written(drafts, achievement=HOSTILE)
    opened = drafts.open(call(paper=made["paper"]))
    values = [value for name, value in Read(opened["html"]).attributes if name == "value"]
    assert HOSTILE in values
    assert opened["revision"] == made["revision"]
    assert "img" not in Read(opened["html"]).tags


def test_a_description_fills_facts_and_says_from_which_words(drafts: DraftsDesk) -> None:
    told = "The licence runs for 5 years."
    answer = drafts.write(call(kind=KIND, facts={"entity": "A", "description": told}))
    below = Read(answer["becomes_html"]["licence_term_years"]).text
    assert "5" in below
    assert "The licence runs for 5 years" in below


def test_two_writers_do_not_overwrite_each_other(drafts: DraftsDesk, assistant: Assistant) -> None:
    made = written(drafts)
    sent = {"kind": KIND, "paper": made["paper"], "revision": made["revision"]}
    drafts.write(call("Bo", **sent, facts=COMPLETE | {"licensee": "Bo Ltd"}))
    late = drafts.write(call("Ann", **sent, facts=COMPLETE | {"licensee": f"Ann Ltd {HOSTILE}"}))
    read = Read(late["conflict_html"])
    assert "Bo Ltd" in read.text
    assert "Ann Ltd" in read.text
    assert "img" not in read.tags
    assert "revision" not in late
    aside = assistant.reviews.copies_set_aside(made["paper"])[0]
    assert aside.facts["licensee"].startswith("Ann Ltd")
    taken = drafts.write(
        call(**sent | {"revision": late["revision_now"]}, facts=COMPLETE | {"licensee": "Ann Ltd"})
    )
    assert taken["revision"] == 3


def test_a_paper_under_review_is_shown_closed(drafts: DraftsDesk, review: ReviewDesk) -> None:
    number = written(drafts)["paper"]
    review.step(call(paper=number, action="submit"))
    opened = drafts.open(call(paper=number))
    assert opened["closed"] is True
    assert "submitted" in Read(opened["html"]).text


@pytest.mark.parametrize(("form", "begin"), [("docx", b"PK"), ("pdf", b"%PDF"), ("md", b"# ")])
def test_a_paper_is_exported(drafts: DraftsDesk, form: str, begin: bytes) -> None:
    file = drafts.export(call(kind=KIND, facts=COMPLETE, form=form))
    assert file["name"] == f"{KIND}.{form}"
    assert b64decode(file["content"]).startswith(begin)


def test_a_ledger_is_kept_and_summarized(drafts: DraftsDesk) -> None:
    raw = (PROJECT / "papers" / "examples" / "ledger.en.csv").read_bytes()
    kept = drafts.keep_ledger(call(file="C:\\my\\led/ger <1>.csv", content=b64encode(raw).decode()))
    assert kept["kept"].endswith("/ger _1_.csv")
    facts = {"year": "2025", "ledger": kept["kept"]}
    shown = drafts.write(call(kind="annual_summary", facts=facts))
    assert "Contracts" in Read(shown["sheet_html"]).text
    assert "ger _1_.csv" in Read(drafts.open(call(paper=shown["paper"]))["html"]).text


@pytest.mark.parametrize(
    ("name", "content"),
    [("x.exe", "AAAA"), ("", "AAAA"), ("x.csv", "no base 64!"), ("x.csv", "A" * (LARGEST * 2))],
)
def test_what_is_no_ledger_is_refused(drafts: DraftsDesk, name: str, content: str) -> None:
    with pytest.raises(UnreadableFile):
        drafts.keep_ledger(call(file=name, content=content))


# --- reviewing


def steps(review: ReviewDesk, number: int, by: str) -> set[str | None]:
    attributes = Read(review.open(call(by, paper=number))["html"]).attributes
    return {value for name, value in attributes if name == "data-step"}


def test_the_author_is_not_offered_to_approve(drafts: DraftsDesk, review: ReviewDesk) -> None:
    number = written(drafts)["paper"]
    assert steps(review, number, "Ann") == {"submit", "withdraw"}
    review.step(call(paper=number, action="submit"))
    assert steps(review, number, "ann") == {"withdraw"}
    assert steps(review, number, "Bo") == {"approve", "return"}
    assert steps(review, number, "") == set()


def test_a_version_that_was_not_read_is_not_approved(
    drafts: DraftsDesk, review: ReviewDesk
) -> None:
    number = written(drafts)["paper"]
    review.step(call(paper=number, action="submit"))
    with pytest.raises(ReviewError, match="version 1 now, not at 7"):
        review.step(call("Bo", paper=number, action="approve", version=7))
    done = review.step(call("Bo", paper=number, action="approve", version=1, reason="Good."))
    assert "approved" in Read(done["html"]).text


def test_a_paper_goes_through_comment_return_change_and_difference(
    drafts: DraftsDesk, review: ReviewDesk
) -> None:
    made = written(drafts)
    number = made["paper"]
    review.step(call(paper=number, action="submit"))
    said = review.comment(call("Bo", paper=number, text=HOSTILE, part="field", about="licensee"))
    assert HOSTILE in Read(said["html"]).text
    assert "img" not in Read(said["html"]).tags
    review.step(call("Bo", paper=number, action="return", version=1, reason="See above."))
    sent = {"kind": KIND, "paper": number, "revision": made["revision"]}
    drafts.write(call(**sent, facts=COMPLETE | {"licensee": "C Ltd"}))
    settled = review.resolve(call(paper=number, comment=1))
    assert "settled by Ann" in Read(settled["html"]).text
    review.step(call(paper=number, action="submit"))
    found = Read(review.compare(call(paper=number, before=1, after=2))["sheet_html"])
    assert "C Ltd" in found.text
    assert "ins" in found.tags
    trail = Read(review.open(call(paper=number))["html"]).text
    assert "Bo returned it · Version 1See above." in trail


def test_the_papers_are_listed_with_state_and_mark(drafts: DraftsDesk, review: ReviewDesk) -> None:
    assert "No paper has been written yet" in review.home(call())["html"]
    written(drafts)
    text = Read(review.home(call())["html"]).text
    assert "draft" in text
    assert "Ann" in text


def test_a_changed_clause_is_told_with_its_old_words(
    drafts: DraftsDesk, review: ReviewDesk, assistant: Assistant
) -> None:
    number = written(drafts)["paper"]
    cited = assistant.reviews.working_copy(number).draft.citations[0]
    assistant.catalogue.remove(cited.document, also=[marking_removed(utc_now)])
    opened = Read(review.open(call(paper=number))["html"])
    assert f"{cited.document} is no longer in the library." in opened.text
    assert ("data-step", "check") in opened.attributes
    assert "to be checked again" in Read(review.home(call())["html"]).text


@pytest.mark.parametrize("sent", [{}, {"paper": "1"}, {"paper": True}, {"paper": 99}])
def test_what_a_browser_makes_up_is_a_sentence(review: ReviewDesk, sent: dict[str, Any]) -> None:
    with pytest.raises(UnknownPaper):
        review.open(call(**sent))
