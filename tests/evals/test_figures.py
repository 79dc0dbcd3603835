from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small import REFUSAL, case, question, reply, unanswerable

from evals.figures import NOTHING, figure, measured
from evals.goals import goals_of
from evals.metrics import Verdict

VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=30)


def test_nothing_that_applies_gives_no_figure_and_no_division_by_zero() -> None:
    assert figure([]) == NOTHING
    assert figure([Verdict(None, "refused"), Verdict(0.5, "no citations", weight=0)]) == NOTHING


def test_a_mean_weighs_every_citation_the_same() -> None:
    verdicts = [Verdict(1.0, "one of one"), Verdict(0.0, "none of three", weight=3)]
    assert figure(verdicts).value == 0.25


def test_a_median_does_not_follow_one_slow_answer() -> None:
    verdicts = [Verdict(v, "") for v in (0.1, 0.2, 9.0)]
    assert figure(verdicts, median=True).value == pytest.approx(0.2)


@settings(derandomize=True, deadline=None, max_examples=30)
@given(values=VALUES)
def test_the_interval_lies_around_the_value_and_is_always_the_same(values: list[float]) -> None:
    verdicts = [Verdict(v, "") for v in values]
    shown = figure(verdicts)
    assert shown == figure(verdicts)
    assert shown.value is not None
    assert shown.low is not None
    assert shown.high is not None
    assert min(values) - 1e-9 <= shown.low <= shown.high <= max(values) + 1e-9
    assert shown.n == len(values)


def test_the_interval_of_a_share_is_about_two_standard_errors_wide() -> None:
    shown = figure([Verdict(float(n % 4 != 0), "") for n in range(200)])
    assert shown.value == 0.75
    assert shown.low == pytest.approx(0.69, abs=0.02)
    assert shown.high == pytest.approx(0.81, abs=0.02)


def test_figures_are_given_for_all_for_each_language_and_for_each_kind() -> None:
    run = measured(
        "small",
        [case(), case(question(id="q2", language="zh"), REFUSAL), case(unanswerable(id="q3"))],
    )
    assert list(run.groups) == [
        "all", "language en", "language zh", "kind number", "kind unanswerable",
    ]  # fmt: skip
    assert run.overall["right"].value == pytest.approx(1 / 3)
    assert run.groups["language zh"]["answerable refused"].value == 1
    assert run.groups["kind unanswerable"]["citation precision"] == NOTHING


def test_the_bar_says_what_is_met_and_what_is_not() -> None:
    run = measured("small", [case(said=reply()), case(question(id="zh", language="zh"), REFUSAL)])
    met = {goal.what: goal.met for goal in goals_of(run)}
    assert met["citation precision"]
    assert not met["answerable refused"]
    assert not met["right, English before Chinese"]
    assert "unanswerable refused" not in met
