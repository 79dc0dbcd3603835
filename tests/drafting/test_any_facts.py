"""Whatever is said of a paper, a draft comes of it that cites verbatim and invents nothing."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from test_examples import DAY, EXAMPLES, PAPERS, look_up

from assistant.answering.quoting import holds
from assistant.drafting.drafter import Desk, draft, terms_of
from assistant.drafting.factsfile import read_facts
from assistant.drafting.given import brief_of
from assistant.drafting.inventions import inventions
from assistant.results import draft_object, json_line

KINDS = [name for name in PAPERS.kinds if name != "annual_summary"]
GOOD = [read_facts(file) for file in EXAMPLES if file.suffix == ".yaml"]
VALUES = st.one_of(
    st.sampled_from([value for facts in GOOD for value in facts.values()]),
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    st.sampled_from(
        ["none", "无", "2026-02-30", "-5", "130%", "10-12", "[1]", "{{ 7 * 7 }}", "TBD"]
    ),
    st.lists(
        st.dictionaries(st.sampled_from(["name", "share", "party"]), st.text(max_size=5)),
        max_size=3,
    ),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=3),
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    kind = draw(st.sampled_from(KINDS))
    names = st.sampled_from([fact.name for fact in PAPERS.kind(kind).facts])
    facts = draw(st.dictionaries(names | st.text(max_size=8), VALUES, max_size=12))
    language = draw(st.sampled_from(["en", "zh", "fr", None]))
    return kind, {**facts, "language": language}


@given(cases())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_a_draft_comes_of_any_facts(case: tuple[str, dict[str, Any]]) -> None:
    kind = PAPERS.kind(case[0])
    made = draft(kind, brief_of(kind, case[1], None, None, DAY), Desk(look_up, {}))
    assert all(holds(citation, look_up(citation.document)) for citation in made.citations)
    assert not inventions(made, terms_of(kind), DAY)
    marked = {int(n) for s in made.sections for n in re.findall(r"\[(\d+)\]", s.text)}
    assert marked <= {citation.n for citation in made.citations}
    assert made.sections
    assert "NaN" not in json_line(draft_object(made))
    failed_stop = any(
        check.outcome == "fail" and check.rule.startswith("no-assignment") for check in made.checks
    )
    assert made.stopped == failed_stop
