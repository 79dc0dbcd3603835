"""Rules applied to the facts: each becomes a Check that says what to do and from which clause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from assistant.drafting.checking import Finding, Known, found
from assistant.drafting.conditions import facts_in, holds
from assistant.drafting.definition import PaperKind, Rule
from assistant.drafting.draft import Check, Missing, Outcome
from assistant.drafting.filling import filled
from assistant.drafting.grounds import Grounds
from assistant.drafting.papers import named_in
from assistant.drafting.wording import say
from assistant.model import Language


def applied(
    kind: PaperKind, known: Known, grounds: Grounds, language: Language
) -> tuple[Check, ...]:
    """One check for each rule of the kind, in order."""
    return tuple(_applied(kind, rule, known, grounds, language) for rule in kind.rules)


def cells_to_give(kind: PaperKind, known: Known, language: Language) -> tuple[Missing, ...]:
    """A question for each column that a rule asks records to fill, and for the rows that do not."""
    asked = []
    for rule in kind.rules:
        if rule.each and rule.each in known.values and not rule.advice:
            wanted = dict.fromkeys(n for each in rule.check for n in each.must_be_given or ())
            for name in wanted:
                if rows := _rows_without(name, rule, known):
                    column = _labels(kind, rule, [name], language)
                    label = kind.fact(rule.each).label.said(language)
                    parts = {"column": column, "label": label, "row": _listed(rows, language)}
                    asked.append(Missing(rule.each, say("missing_cell", language, **parts)))
    return tuple(asked)


def _rows_without(name: str, rule: Rule, known: Known) -> list[int]:
    records = enumerate(known.values[rule.each or ""], 1)
    known_of = ((row, {**known.values, **record}) for row, record in records)
    return [row for row, values in known_of if holds(rule.when, values) and name not in values]


def stopped_by(kind: PaperKind, checks: Iterable[Check]) -> tuple[Check, ...]:
    """The failed checks that forbid to go on."""
    stopping = {rule.name for rule in kind.rules if rule.stops}
    return tuple(c for c in checks if c.rule in stopping and c.outcome == "fail")


def unsettled(kind: PaperKind, known: Known) -> tuple[Rule, ...]:
    """The rules that stop and are not known to be kept, also where they do not apply now.

    A secret is one whatever route is wished for.
    """
    always = [rule.model_copy(update={"when": None}) for rule in kind.rules if rule.stops]
    return tuple(rule for rule in always if not _is_kept(rule, known))


def _is_kept(rule: Rule, known: Known) -> bool:
    finding, _ = _by_record(rule, known) if rule.each else _by_paper(rule, known)
    return finding is None or finding.kept is True


def labels_of(kind: PaperKind, rules: Iterable[Rule], language: Language) -> str:
    """The labels of the facts that these rules look at."""
    named = [_labels(kind, rule, _fields(rule), language) for rule in rules]
    return ("、" if language == "zh" else ", ").join(dict.fromkeys(named))


def _applied(
    kind: PaperKind, rule: Rule, known: Known, grounds: Grounds, language: Language
) -> Check:
    finding, rows = _by_record(rule, known) if rule.each else _by_paper(rule, known)
    outcome = _outcome(rule, finding)
    numbers = grounds.numbers(rule.sources)
    requires = rule.requires.said(language)
    mend = filled(rule.mend.said(language), kind, known.values, language)
    if numbers is None and not (rule.stops and outcome == "fail"):
        # A rule whose clause has changed says nothing, unless it would stop the paper.
        outcome = "not_applicable" if rule.advice else "needs_information"
        message = say("unverified", language, requires=requires)
    elif rule.advice and outcome != "pass" and finding is not None:
        message = say("advice", language, mend=_of_rows(mend, rows, language))
    elif outcome == "needs_information":
        labels = _labels(kind, rule, finding.lacking, language) if finding else ""
        message = say("needs", language, requires=requires, facts=labels)
    elif outcome == "fail":
        message = _of_rows(mend, rows, language)
    else:
        key = "kept" if outcome == "pass" else "not_applicable"
        message = say(key, language, requires=requires)
    return Check(rule.name, outcome, message, numbers or (), _fields(rule), rule.advice)


def _outcome(rule: Rule, finding: Finding | None) -> Outcome:
    if finding is None:
        return "not_applicable"
    if finding.kept:
        return "pass"
    if rule.advice:
        return "not_applicable"
    return "needs_information" if finding.kept is None else "fail"


def _by_paper(rule: Rule, known: Known) -> tuple[Finding | None, list[int]]:
    return _checked(rule, known), []


def _by_record(rule: Rule, known: Known) -> tuple[Finding | None, list[int]]:
    """The worst that is found of any record, and the rows of which it is found."""
    if rule.each is None or rule.each not in known.values:
        return (None if rule.advice else Finding(None, (rule.each or "",))), []
    records: Iterable[Mapping[str, Any]] = known.values[rule.each]
    findings = [
        (row, finding)
        for row, record in enumerate(records, 1)
        if (
            finding := _checked(
                rule, Known({**known.values, **record}, required=known.required, in_row=True)
            )
        )
        is not None
    ]
    for kept in (False, None):
        rows = [row for row, finding in findings if finding.kept is kept]
        if rows:
            return next(f for _, f in findings if f.kept is kept), rows
    return (Finding(True) if findings else None), []


def _checked(rule: Rule, known: Known) -> Finding | None:
    """What the rule's checks say together; None where the rule does not apply."""
    applies = holds(rule.when, known.values)
    if applies is False:
        return None
    findings = [found(requirement, known) for requirement in rule.check]
    if applies is None:
        return _in_doubt(rule, known, findings)
    for finding in findings:
        if finding.kept is False:
            return finding
    lacking = tuple(name for finding in findings for name in finding.lacking)
    return Finding(None, lacking) if lacking else Finding(True)


def _in_doubt(rule: Rule, known: Known, findings: list[Finding]) -> Finding | None:
    """Whether the rule applies is not known: no matter where it is kept anyway, or not asked."""
    if all(finding.kept for finding in findings):
        return Finding(True)
    lacking = tuple(name for name in facts_in(rule.when) if name not in known.values)
    return Finding(None, lacking) if known.required.intersection(lacking) else None


def _of_rows(mend: str, rows: list[int], language: Language) -> str:
    if not rows:
        return mend
    return say("rows", language, mend=mend, rows=_listed(rows, language))


def _listed(rows: list[int], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(str(row) for row in rows)


def _labels(kind: PaperKind, rule: Rule, names: Iterable[str], language: Language) -> str:
    """The labels of facts, or of columns of the list that the rule goes through."""
    columns = {c.name: c.label for c in kind.fact(rule.each).columns} if rule.each else {}
    labels = {fact.name: fact.label for fact in kind.facts} | columns
    shown = (labels[name].said(language) for name in dict.fromkeys(names))
    return ("、" if language == "zh" else ", ").join(shown)


def _fields(rule: Rule) -> tuple[str, ...]:
    used = [*facts_in(rule.when), *(name for each in rule.check for name in named_in(each))]
    if rule.each:
        return (rule.each,)
    return tuple(dict.fromkeys(used))
