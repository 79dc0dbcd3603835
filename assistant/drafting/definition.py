"""What a kind of paper is made of, as its YAML file declares it; docs/papers.md explains it.

Everything is frozen. What does not fit is refused with the key at fault.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, model_validator

from assistant.drafting.conditions import Condition, condition_of
from assistant.model import Language

FactType = Literal[
    "text", "long_text", "integer", "number", "money", "percent", "date", "choice", "choices",
    "yes_no", "list", "file", "year",
]  # fmt: skip
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
RuleName = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
When = Annotated[Condition, PlainValidator(condition_of)]


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Words(_Declared):
    """The same in both languages."""

    en: str
    zh: str

    def said(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en


class Hints(_Declared):
    """Words beside which a description states a fact (`value` of yes/no and choices apart)."""

    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.en, *self.zh)


class Choice(Words):
    """One of the values that a choice allows.

    `words` are what a description calls it; `also` other spellings of the value, which say too
    little to be found in running text ("yes", "licence", 单位).
    """

    words: Hints = Hints()
    also: tuple[str, ...] = ()


class Column(_Declared):
    """A part of each record of a list. `lowest` and `highest` bound what makes sense at all."""

    name: Name
    type: FactType
    label: Words
    required: bool = False
    also: tuple[str, ...] = ()
    choices: dict[str, Choice] = {}
    lowest: Decimal | None = None
    highest: Decimal | None = None

    @model_validator(mode="after")
    def _fits(self) -> Column:
        if (self.type in ("choice", "choices")) != bool(self.choices):
            raise ValueError("choices are needed for choice and choices, and only there")
        return self


class DateAfter(_Declared):
    """So many days or years after a day; the number stands in a fact or is given here."""

    start: Name
    days: Name | int = 0
    years: Name | int = 0


class Computation(_Declared):
    """How a fact follows from others, or from the clause alone (`value`)."""

    value: int | None = None
    days_between: tuple[Name, Name] | None = None
    years_between: tuple[Name, Name] | None = None
    date_after: DateAfter | None = None
    when: When | None = None
    source: str = ""


class Fact(_Declared):
    """Something that the paper needs to know, asked for in both languages.

    `required` is yes, no, or the condition under which it is. `also` are other names that people
    give it. `compute` is tried in order where nobody gave the fact. `none_is_said`: that there are
    none is an answer, and stands in the paper.
    """

    name: Name
    type: FactType
    label: Words
    question: Words
    required: bool | When = False
    also: tuple[str, ...] = ()
    choices: dict[str, Choice] = {}
    columns: tuple[Column, ...] = ()
    lowest: Decimal | None = None
    highest: Decimal | None = None
    unit: Literal["", "day", "month", "year"] = ""
    words: Hints = Hints()
    compute: tuple[Computation, ...] = ()
    none_is_said: bool = False
    example: Any = None

    @model_validator(mode="after")
    def _fits(self) -> Fact:
        if (self.type in ("choice", "choices")) != bool(self.choices):
            raise ValueError("choices are needed for choice and choices, and only there")
        if (self.type == "list") != bool(self.columns):
            raise ValueError("columns are needed for a list, and only there")
        return self


class Source(_Declared):
    """Exact words of a document; `clause` tells which place is meant if they stand in several."""

    document: str
    quote: str
    clause: str = ""


class Line(Words):
    """A paragraph or list item with {facts} in it; for each record where `each` names a list.

    It is written when `when` holds and all its `sources` are verified.
    """

    when: When | None = None
    sources: tuple[str, ...] = ()
    each: Name | None = None


class ListTable(_Declared):
    """A table of the records of a list."""

    list: Name
    caption: Words


class SectionPlan(_Declared):
    """A headed part of the paper. `part` names sections that the program makes from a file."""

    heading: Words
    text: tuple[Line, ...] = ()
    tables: tuple[ListTable, ...] = ()
    when: When | None = None
    part: str = ""


class Bound(_Declared):
    """A number that a fact must reach, or not pass."""

    fact: Name
    value: Decimal


class DaysBetween(_Declared):
    """`if_given` lets the check rest where a day is not known."""

    start: Name
    end: Name
    at_least: int
    if_given: bool = False


class Within(_Declared):
    """The end comes at most so long after the start."""

    start: Name
    end: Name
    days: int = 0
    months: int = 0
    years: int = 0
    if_given: bool = False


class NotLater(_Declared):
    """A day after which something is late."""

    fact: Name
    day: date


class DatesAgree(_Declared):
    """From start to end it is as many years as a fact says."""

    start: Name
    end: Name
    years: Name


class ColumnOf(_Declared):
    """A column of a list."""

    list: Name
    column: Name


class SumOf(ColumnOf):
    """A fact that is the sum of a column."""

    fact: Name


class Values(_Declared):
    """The values that a fact may have, or must have among others."""

    fact: Name
    values: tuple[str, ...]


class Requirement(_Declared):
    """One check of the vocabulary (see checking.py); exactly one entry."""

    at_least: Bound | None = None
    at_most: Bound | None = None
    days_between: DaysBetween | None = None
    within: Within | None = None
    not_later_than: NotLater | None = None
    dates_in_order: tuple[Name, ...] | None = None
    dates_agree: DatesAgree | None = None
    sums_to_hundred: ColumnOf | None = None
    equals_sum: SumOf | None = None
    unique: ColumnOf | None = None
    must_be_given: tuple[Name, ...] | None = None
    must_hold: tuple[Name, ...] | None = None
    must_not_hold: tuple[Name, ...] | None = None
    one_of: Values | None = None
    none_of: Values | None = None
    must_contain: Values | None = None

    @model_validator(mode="after")
    def _one(self) -> Requirement:
        if len(self.model_fields_set) != 1:
            raise ValueError("a check has exactly one entry, such as at_least")
        return self

    @property
    def verb(self) -> str:
        return next(iter(self.model_fields_set))


class Rule(_Declared):
    """A named check of the paper, with the clauses that it comes from.

    `requires` states the rule, `mend` says what to do where it is broken. `advice` marks what a
    clause only encourages, `stops` what forbids to go on. `each` checks every record of a list.
    A rule without sources is one of plain sense, such as that days agree with a term.
    """

    name: RuleName
    requires: Words
    mend: Words
    check: tuple[Requirement, ...]
    sources: tuple[str, ...] = ()
    when: When | None = None
    each: Name | None = None
    advice: bool = False
    stops: bool = False

    @model_validator(mode="after")
    def _fits(self) -> Rule:
        if not self.check:
            raise ValueError("a rule needs a check")
        if (self.advice or self.stops) and not self.sources:
            raise ValueError("what is advised or stopped needs a source")
        if self.advice and self.stops:
            raise ValueError("advice stops nothing")
        return self


class PaperKind(_Declared):
    """A kind of paper: its facts, what it says, the rules that it keeps, what it rests on."""

    kind: Name
    title: Words
    purpose: Words
    facts: tuple[Fact, ...]
    sections: tuple[SectionPlan, ...]
    rules: tuple[Rule, ...]
    sources: dict[str, tuple[Source, ...]]

    def fact(self, name: str) -> Fact:
        """The fact of this name. Raises KeyError."""
        for fact in self.facts:
            if fact.name == name:
                return fact
        raise KeyError(name)
