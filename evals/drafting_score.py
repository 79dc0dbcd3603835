"""The drafts of the cases in `evals/drafting/` held against what a careful officer expects of them.

Each case is drafted through the door that the command uses. Then its checks, questions, figures,
citations and words are looked at by small evaluators; each says yes, or no with a reason. Whether
something is invented is asked twice: of the engine's own gate, and of `evals.unfounded`, which
shares nothing with it.
"""

from __future__ import annotations

import argparse
import json as json_module
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.bootstrap import Assistant, build_assistant
from assistant.drafting.draft import Draft
from assistant.drafting.drafter import terms_of
from assistant.drafting.inventions import inventions
from assistant.errors import AssistantError
from assistant.model import Glossary
from assistant.results import draft_object
from assistant.settings import read_settings
from evals.drafting_cases import FOLDER, PARTS, DraftingCase, Duty, read_cases
from evals.unfounded import Ground, ground_of, texts_of, unfounded

GOAL = 1.0
"""What every measure must reach: a draft that overlooks a duty is worse than none."""

_PLACE = re.compile(r"\w+")
_MARKER = re.compile(r"\[(\d+)\]")
_SPACES = str.maketrans("\u00a0\u2019\u2018", " ''")

Object = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """One thing that was looked at in the draft of a case; `reason` says why it does not hold."""

    case: str
    measure: str
    reason: str = ""

    @property
    def holds(self) -> bool:
        return not self.reason


@dataclass(frozen=True, slots=True)
class Drafted:
    """A case with its draft, as the engine made it and as the command prints it.

    `texts` are the stored texts of the cited documents; `invented` is what the engine's own gate
    finds, and `ground` what the draft may rest on.
    """

    case: DraftingCase
    said: Object
    texts: Mapping[str, str]
    invented: tuple[str, ...]
    ground: Ground


def judge(drafted: Drafted) -> Iterator[Judged]:
    """Everything that can be said of a draft."""
    for measure, evaluate in EVALUATORS.items():
        for reason in evaluate(drafted):
            yield Judged(drafted.case.id, measure, reason)


def _each_violation(drafted: Drafted) -> Iterator[str]:
    failing = _failing(drafted.said)
    for duty in drafted.case.expected.fail:
        found = any(_answers(check, duty, drafted) for check in failing)
        if not duty.quote:
            found = bool(_unexpected(drafted, placed=True))
        yield "" if found else f"not flagged: {duty.what}"


def _false_alarms(drafted: Drafted) -> Iterator[str]:
    """A failing check that nobody expects; one may stand for each expectation without a quote."""
    free = sum(not duty.quote for duty in drafted.case.expected.fail)
    alarms = _unexpected(drafted, placed=True)[free:]
    yield "; ".join(f"false alarm {c['rule']}: {c['message']}" for c in alarms)


def _unexpected(drafted: Drafted, placed: bool) -> list[Object]:
    duties = [duty for duty in drafted.case.expected.fail if bool(duty.quote) == placed]
    return [
        check
        for check in _failing(drafted.said)
        if not any(_answers(check, duty, drafted) for duty in duties)
    ]


def _failing(said: Object) -> list[Object]:
    return [check for check in said["checks"] if check["outcome"] == "fail"]


def _answers(check: Object, duty: Duty, drafted: Drafted) -> bool:
    """Whether a check cites the duty's clause: their quotes overlap by half of the shorter one."""
    if not duty.quote:
        return False
    text = drafted.texts.get(duty.document, "").translate(_SPACES)
    start = text.find(duty.quote.translate(_SPACES))
    end = start + len(duty.quote)
    for citation in drafted.said["citations"]:
        if citation["n"] in check["citations"] and citation["document"] == duty.document:
            shared = min(end, citation["end"]) - max(start, citation["start"])
            if shared * 2 >= min(end - start, citation["end"] - citation["start"]):
                return True
    return False


def _questions(drafted: Drafted) -> Iterator[str]:
    asked = {part for each in drafted.said["missing"] for part in _PLACE.findall(each["field"])}
    for name in drafted.case.expected.missing or ():
        yield "" if name in asked else f"not asked for: {name}"


def _needless_questions(drafted: Drafted) -> Iterator[str]:
    """Cases that are complete, and facts that stand in the case and can be used."""
    expected = drafted.case.expected
    given = set(drafted.case.facts) - set(expected.missing or ())
    complete = expected.compliant and expected.missing is None
    asked = [each["field"] for each in drafted.said["missing"]]
    needless = [name for name in asked if complete or name in given]
    yield f"asked for without need: {', '.join(needless)}" if needless else ""


def _stopping(drafted: Drafted) -> Iterator[str]:
    if drafted.said["stopped"] != drafted.case.expected.stopped:
        yield "not stopped" if drafted.case.expected.stopped else "stopped without need"
    else:
        yield ""


def _stated(drafted: Drafted) -> Iterator[str]:
    values = {field["name"]: field["value"] for field in drafted.said["fields"]}
    for name, wanted in drafted.case.expected.filled.items():
        got = values.get(name)
        yield "" if got == wanted else f"{name} is {got!r}, the description says {wanted!r}"


def _figures(drafted: Drafted) -> Iterator[str]:
    values = {f["name"]: f["value"] for f in drafted.said["fields"] if f["provenance"] == "rule"}
    for figure in drafted.case.expected.figures:
        got = values.get(figure.field)
        right = isinstance(got, (int, float, str)) and _number(got) == figure.value
        yield "" if right else f"{figure.what}: {got!r} instead of {figure.value:g}"


def _number(value: float | str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None


def _named(drafted: Drafted) -> Iterator[str]:
    tables = [section["tables"] for section in drafted.said["sections"]]
    asked = [each["ask"] for each in drafted.said["missing"]]
    said = "\n".join((*drafted.said["notices"], *asked, *texts_of(tables)))
    for words in drafted.case.expected.named:
        yield "" if re.search(rf"(?<!\d){re.escape(words)}(?!\d)", said) else f"not named: {words}"


def _verbatim(drafted: Drafted) -> Iterator[str]:
    known = {citation["n"] for citation in drafted.said["citations"]}
    for c in drafted.said["citations"]:
        text = drafted.texts.get(c["document"], "")
        right = bool(c["quote"]) and text[c["start"] : c["end"]] == c["quote"]
        yield "" if right else f"citation {c['n']} is not in {c['document']}: {c['quote']!r}"
    for place in (*drafted.said["sections"], *drafted.said["checks"]):
        marked = {int(n) for n in _MARKER.findall(place.get("text", ""))}
        if not (marked | set(place["citations"])) <= known:
            yield f"a marker without a citation in {place.get('heading') or place['rule']}"


def _invented(drafted: Drafted) -> Iterator[str]:
    yield "; ".join(drafted.invented)


def _unfounded(drafted: Drafted) -> Iterator[str]:
    yield "; ".join(unfounded(drafted.said, drafted.ground))


def _shape(drafted: Drafted) -> Iterator[str]:
    from jsonschema import Draft202012Validator

    said = json_module.loads(json_module.dumps(drafted.said))
    faults = Draft202012Validator(_shape_of_drafts()).iter_errors(said)
    yield "; ".join(f"{fault.json_path}: {fault.message[:90]}" for fault in faults)


@cache
def _shape_of_drafts() -> Object:
    shape: Object = json_module.loads((FOLDER / "shape.json").read_text(encoding="utf-8"))
    return shape


EVALUATORS: Mapping[str, Callable[[Drafted], Iterable[str]]] = {
    "violations flagged": _each_violation,
    "no false alarm": _false_alarms,
    "missing facts asked for": _questions,
    "nothing asked without need": _needless_questions,
    "stopped just where it must": _stopping,
    "stated facts taken": _stated,
    "figures right": _figures,
    "bad input named": _named,
    "citations verbatim": _verbatim,
    "nothing invented": _invented,
    "nothing unfounded": _unfounded,
    "contract kept": _shape,
}
"""By measure: what is looked at, as reasons why it does not hold (empty where it holds)."""


@dataclass(frozen=True, slots=True)
class Score:
    """A measure over the cases: how much was looked at, and what did not hold."""

    measure: str
    looked_at: int
    misses: tuple[Judged, ...]

    @property
    def share(self) -> float:
        """The share that holds; 1 where nothing was looked at."""
        return 1 - len(self.misses) / self.looked_at if self.looked_at else 1.0


def scores_of(judged: Iterable[Judged]) -> list[Score]:
    """The scores of all measures, in the order of EVALUATORS."""
    everything = list(judged)
    out = []
    for measure in ("drafted", *EVALUATORS):
        own = [each for each in everything if each.measure == measure]
        out.append(Score(measure, len(own), tuple(each for each in own if not each.holds)))
    return out


class Scorer:
    """Drafts cases with an assistant and judges them."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._texts = {
            document.id: assistant.document(document.id).text for document in assistant.documents()
        }

    def judge(self, cases: Iterable[DraftingCase]) -> list[Judged]:
        """Everything that can be said of the drafts of these cases."""
        return [judged for case in cases for judged in self._judge(case)]

    def _judge(self, case: DraftingCase) -> Iterator[Judged]:
        try:
            made = self._assistant.draft(
                case.kind,
                case.facts,
                language=case.language,
                as_of=case.as_of,
                folder=case.folder,
                mode="plain",
            )
        except AssistantError as error:
            yield Judged(case.id, "drafted", f"refused: {error}")
            return
        yield Judged(case.id, "drafted")
        yield from judge(self.drafted(case, made))

    def drafted(self, case: DraftingCase, made: Draft) -> Drafted:
        """A case with a draft of it, and all that judging it needs."""
        terms = terms_of(self._assistant.papers.kind(case.kind))
        said = draft_object(made)
        found = inventions(made, terms, case.as_of)
        ground = ground_of(said, _given(case), case.as_of, self._glossary())
        invented = tuple(f"{each.words} (in {each.heading})" for each in found)
        return Drafted(case, said, self._texts, invented, ground)

    def _glossary(self) -> Glossary:
        return self._assistant.terms.glossary


def _given(case: DraftingCase) -> list[str]:
    """The facts of a case and its ledger, as texts."""
    given = list(texts_of(dict(case.facts)))
    ledger = case.folder / str(case.facts.get("ledger", "."))
    return [*given, ledger.read_text(encoding="utf-8")] if ledger.is_file() else given


# As a command


def lines_of(scores: Sequence[Score], *, misses: bool = True) -> list[str]:
    """A table of the scores and, under it, every miss with its case and reason."""
    out = [f"{'measure':30}{'looked at':>10}{'held':>7}{'share':>8}  goal"]
    for each in scores:
        state = "ok" if each.share >= GOAL else "MISSED"
        held = each.looked_at - len(each.misses)
        out.append(
            f"{each.measure:30}{each.looked_at:10}{held:7}{each.share:8.3f}  {GOAL:.2f} {state}"
        )
    if misses:
        out += [f"{m.case}: {each.measure}: {m.reason}" for each in scores for m in each.misses]
    return out


def as_object(part: str, score: Score) -> dict[str, Any]:
    """A score as an object that can be written as JSON."""
    misses = [{"case": miss.case, "reason": miss.reason} for miss in score.misses]
    if part == "held_out":
        misses = []
    return {
        "part": part,
        "measure": score.measure,
        "looked_at": score.looked_at,
        "share": score.share,
        "misses": misses,
    }


def report(
    assistant: Assistant,
    *,
    json: bool = False,
    parts: Sequence[str] = PARTS,
    folder: Path = FOLDER,
) -> int:
    """Print the scores of the parts; returns 1 where one misses GOAL, else 0.

    Misses of the held-out part are counted and not shown, so that nobody mends for its cases.
    """
    scorer, reached = Scorer(assistant), True
    for part in parts:
        cases = read_cases(part, folder)
        scores = scores_of(scorer.judge(cases))
        reached &= all(each.share >= GOAL for each in scores)
        if json:
            lines = [json_module.dumps(as_object(part, s), ensure_ascii=False) for s in scores]
        else:
            shown = lines_of(scores, misses=part != "held_out")
            lines = [f"{part}: {len(cases)} cases", *shown, ""]
        sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0 if reached else 1


def main(arguments: Sequence[str] | None = None) -> int:
    """`report` as a command."""
    parser = argparse.ArgumentParser(prog="python -m evals.drafting_score", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one object a measure")
    parser.add_argument("--part", choices=PARTS, action="append", help="default: all")
    options = parser.parse_args(arguments)
    parts = options.part or PARTS
    return report(build_assistant(read_settings()), json=options.json, parts=parts)


if __name__ == "__main__":
    sys.exit(main())
