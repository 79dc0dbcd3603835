"""Deadlines and targets on a line of time, as inline SVG, with today on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from assistant.model import Language
from assistant.register.facts import Fact, Target
from assistant.register.register import day_of
from assistant.web.markup import Html, element
from assistant.web.register_rows import cell, who
from assistant.web.register_table import opening, row_data
from assistant.web.register_words import REGISTER_WORDS, RegisterWords

WIDTH = 760
MARGIN = 34
STEP = 15
"""Between two marks of the same time, one above the other."""

_HEAD, _FOOT, _HALF = 34, 30, 5
_APART = 13


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to places from the left, in units of the picture."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Where a day stands; the first day is at MARGIN, the last at WIDTH - MARGIN."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(MARGIN + share * (WIDTH - 2 * MARGIN), 1)


def scale_of(days: Sequence[date], today: date) -> Scale:
    """A scale of whole years that holds all days and today."""
    known = (*days, today)
    last = max(known)
    return Scale(date(min(known).year, 1, 1), date(last.year, 12, 31))


def timeline(facts: Sequence[Fact], today: date, language: Language) -> Html:
    """The picture of dated facts; below it the days ahead, what has no day, and the days passed.

    The day `today` itself counts as ahead.
    """
    words = REGISTER_WORDS[language]
    dated = sorted(
        ((day, fact) for fact in facts if (day := day_of(fact))), key=lambda pair: pair[0]
    )
    undated = [fact for fact in facts if day_of(fact) is None]
    groups = [(day, [fact for _, fact in group]) for day, group in groupby(dated, lambda p: p[0])]
    past = [group for group in groups if group[0] < today]
    ahead = groups[len(past) :]
    passed = sum(day < today for day, _ in dated)
    told = f"{passed} {words.passed} · {len(dated) - passed} {words.ahead}"
    return element(
        "div",
        element("p", told, _legend(words), class_="pa-small pa-legend", role="status"),
        _picture(groups, today, words) if groups else "",
        *(_days(day.isoformat(), False, each, language) for day, each in ahead),
        _days(words.undated, False, undated, language) if undated else "",
        *(_days(day.isoformat(), True, each, language) for day, each in reversed(past)),
        class_="pa-timeline",
        lang=words.tag,
    )


def _picture(groups: list[tuple[date, list[Fact]]], today: date, words: RegisterWords) -> Html:
    scale = scale_of([day for day, _ in groups], today)
    stacks = list(_stacks(groups, scale))
    ground = _HEAD + max(level for _, _, _, level in stacks) * STEP + STEP
    height = ground + _FOOT
    marks = (_mark(x, ground - _APART - level * STEP, day < today, fact, words)
             for x, day, fact, level in stacks)  # fmt: skip
    return element(
        "svg",
        element("line", class_="pa-axis", x1=MARGIN, x2=WIDTH - MARGIN, y1=ground, y2=ground),
        *_years(scale, ground),
        *_today(scale.at(today), ground, words.today.format(today.isoformat())),
        *marks,
        viewBox=f"0 0 {WIDTH} {height}",
        role="group",
        aria_label=words.views["timeline"],
        class_="pa-time",
    )


def _stacks(
    groups: list[tuple[date, list[Fact]]], scale: Scale
) -> Iterator[tuple[float, date, Fact, int]]:
    """Place, day, fact and level of each mark; marks that would touch stand on one another."""
    before, level = -float(_APART), 0
    for day, facts in groups:
        x = scale.at(day)
        level = level if x - before < _APART else 0
        before = x
        for fact in facts:
            yield x, day, fact, level
            level += 1


def _mark(x: float, y: float, passed: bool, fact: Fact, words: RegisterWords) -> Html:
    is_target = isinstance(fact, Target)
    kind = words.target if is_target else words.deadline
    title = element("title", f"{kind} {_said(fact)}")
    state = "pa-passed" if passed else "pa-ahead"
    shape = (
        element("path", d=f"M{x} {y - 6}l6 6l-6 6l-6 -6z")
        if is_target
        else element("circle", cx=str(x), cy=str(y), r=_HALF)
    )
    return element("g", title, shape, class_=f"pa-event {state}", **row_data(fact.place))


def _years(scale: Scale, ground: int) -> Iterator[Html]:
    for year in range(scale.first.year, scale.last.year + 2):
        day = min(date(year, 1, 1), scale.last + timedelta(days=1))
        x = scale.at(day)
        yield element("line", class_="pa-axis", x1=str(x), x2=str(x), y1=ground, y2=ground + 6)
        if year <= scale.last.year:
            middle = (x + scale.at(date(year, 12, 31))) / 2
            yield element("text", str(year), x=f"{middle:.1f}", y=ground + 20, class_="pa-year")


def _today(x: float, ground: int, label: str) -> tuple[Html, Html]:
    side = "start" if x < WIDTH / 2 else "end"
    return (
        element("line", class_="pa-today", x1=str(x), x2=str(x), y1=22, y2=ground + 6),
        element("text", label, x=str(x), y=15, text_anchor=side, class_="pa-now"),
    )


def _legend(words: RegisterWords) -> Html:
    return element("span", f"● {words.deadline}  ◆ {words.target}")


def _days(label: str, passed: bool, facts: Sequence[Fact], language: Language) -> Html:
    words = REGISTER_WORDS[language]
    heading = f"{label} · {words.passed}" if passed else label
    items = (
        element(
            "li",
            f"{'◆' if isinstance(fact, Target) else '●'} {_told(fact, language)} ",
            opening(fact.place, fact.place.clause, words.open.format(fact.place.clause)),
        )
        for fact in facts
    )
    state = "pa-passed" if passed else "pa-ahead"
    return element(
        "section", element("h4", heading), element("ul", *items), class_=f"pa-day {state}"
    )


def _told(fact: Fact, language: Language) -> str:
    who_, what = who(fact), cell(fact, "what", language)
    figure = cell(fact, "figure", language)
    return f"{f'{who_}: ' if who_ else ''}{what}{f' ({figure})' if figure else ''}"


def _said(fact: Fact) -> str:
    day = day_of(fact)
    return f"{day.isoformat() if day else ''}: {_told(fact, 'en')}"
