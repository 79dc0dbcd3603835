from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from small import ANNOUNCED, REFUSAL, SHARE, case, question, quote, reply, spot, unanswerable

from evals.figures import measured
from evals.markup import Html, joined, tag
from evals.metrics import Case
from evals.questions import Place
from evals.report import CAUSES, cause_of, report_page

EVIL = "<script>alert('x')</script> & \"quotes\""


def page(*cases: Case) -> str:
    return report_page([measured("small", cases)], {})


def test_a_failure_shows_question_facts_evidence_rank_and_what_was_said() -> None:
    shown = page(case(None, reply("It takes a while [1].", quote(SHARE)), spot(SHARE)))
    assert "How long is a decision announced?" in shown
    assert "fifteen days / re:15" in shown
    assert "The entity decides on the ownership" in shown
    assert "not found" in shown
    assert "It takes a while [1]." in shown
    assert SHARE in shown


def test_the_rank_of_each_needed_paragraph_is_shown() -> None:
    shown = page(case(None, reply("A while."), spot(SHARE), spot(ANNOUNCED)))
    assert "found at rank 2" in shown


def test_what_is_right_is_listed_without_being_called_a_failure() -> None:
    shown = page(case())
    assert "1 questions, 0 not right" in shown
    assert "<article" not in shown
    assert "For fifteen days [1]." in shown


def test_nothing_that_was_asked_or_said_becomes_markup() -> None:
    asked = question(id=EVIL, text=EVIL, facts=((EVIL,),), kind=EVIL)
    evil = replace(quote(ANNOUNCED), document=EVIL, text=EVIL, clause=EVIL)
    said = reply(EVIL + "!", evil, notices=(EVIL,), reason=EVIL)
    shown = page(case(asked, said), case(replace(asked, id="2"), replace(REFUSAL, answer=EVIL)))
    assert EVIL not in shown
    assert shown.count("<script>") == 1
    assert "&lt;script&gt;" in shown


def test_the_page_needs_nothing_from_elsewhere() -> None:
    shown = page(case(said=REFUSAL))
    assert not re.search(r"(?:src|href)\s*=|@import|url\(|https?://", shown)


def test_words_beyond_those_that_count_are_marked() -> None:
    shown = page(case(said=reply("word " * 250)))
    assert 'class="uncounted"' in shown


def test_each_failure_has_the_cause_that_came_first() -> None:
    asked = question(evidence=(Place("plan", ANNOUNCED),))
    here, away = (spot(ANNOUNCED),), (spot(SHARE),)
    causes = [
        cause_of(case(unanswerable(), reply())),
        cause_of(case(asked, REFUSAL, *here)),
        cause_of(case(asked, REFUSAL, *away)),
        cause_of(case(asked, reply("A while."), *away)),
        cause_of(case(asked, reply("A while.", quote(SHARE)), *here)),
        cause_of(case(asked, reply("A while."), *here)),
        cause_of(case(asked, reply("fifteen days", quote(SHARE)), *here)),
    ]
    assert causes == list(CAUSES)


@settings(derandomize=True)
@given(text=st.text(max_size=30))
def test_text_in_markup_is_always_escaped(text: str) -> None:
    assert not set("<>") & set(tag("p", text, title=text)[3:-4].partition(">")[2])
    assert joined([Html("<b>"), text]).startswith("<b>")
