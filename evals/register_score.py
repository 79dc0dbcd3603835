"""The register held against the gold register in `evals/register/` (see its README).

A row of the register and a gold row are the same fact when they stand at the same place (their
quotes overlap by half of the shorter one) and agree in what makes the fact: the unit and the role;
the date and its precision; comparator, value, kind of unit and day; bound, value and unit; the
force. Each row counts once. Doubtful gold rows are left out of recall, and a row that matches one is
not wrong. Only documents for which gold rows of a kind were made are scored.
"""

from __future__ import annotations

import argparse
import json as json_module
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.bootstrap import Assistant, build_assistant
from assistant.finding.glossary import Terms, read_glossary
from assistant.model import Document, Glossary
from assistant.reading.files import read_document
from assistant.reading.manifest import read_manifest
from assistant.register.facts import KINDS, Facts, Kind, row_of
from assistant.register.lists import lists_in
from assistant.register.reading import facts_of
from assistant.register.register import Register
from assistant.register.units import Units
from assistant.settings import PROJECT, read_settings
from evals.register_questions import Judged, judge, judge_asked

FOLDER = Path(__file__).parent / "register"
GOALS: Mapping[str, float] = {
    "responsibilities, list": 0.97,
    "responsibilities": 0.97,
    "deadlines": 0.97,
    "targets": 0.97,
    "durations": 0.97,
    "duties": 0.90,
}
"""The precision and the recall that each group must reach."""

_MONEY = ("yuan", "dollar", "euro")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Placed:
    """A row, of the register or of the gold register, with its place in its document."""

    row: Row
    document: str
    start: int
    end: int

    def overlap(self, other: Placed) -> float:
        """The share of the shorter of two places that they have in common."""
        if self.document != other.document:
            return 0.0
        shared = min(self.end, other.end) - max(self.start, other.start)
        return max(0, shared) / max(1, min(self.end - self.start, other.end - other.start))

    @property
    def is_doubtful(self) -> bool:
        return bool(self.row.get("doubtful"))


@dataclass
class Score:
    """How one group of rows compares: what was found, what was missed, what was too much."""

    group: str
    found: list[tuple[Placed, Placed]] = field(default_factory=list)
    missed: list[Placed] = field(default_factory=list)
    extra: list[Placed] = field(default_factory=list)
    doubtful: int = 0

    @property
    def precision(self) -> float:
        """Of the rows that the register lists, the share that is right; 1 for none."""
        listed = len(self.found) + len(self.extra)
        return len(self.found) / listed if listed else 1.0

    @property
    def recall(self) -> float:
        """Of the gold rows that are not doubtful, the share that the register lists."""
        wanted = len(self.found) + len(self.missed)
        return len(self.found) / wanted if wanted else 1.0

    @property
    def agreement(self) -> float | None:
        """Of the found rows whose gold row names who, the share that names the same words."""
        named = [(gold.row, row.row) for gold, row in self.found if gold.row.get("who")]
        if not named:
            return None
        return sum(_same_who(gold, row) for gold, row in named) / len(named)

    def reaches(self, goal: float) -> bool:
        """Whether both figures reach a goal."""
        return self.precision >= goal and self.recall >= goal


def read_gold(kind: Kind, texts: Mapping[str, str], folder: Path = FOLDER) -> list[Placed]:
    """The gold rows of a kind. Raises ValueError naming a row whose quote is not in its line."""
    out = []
    for line in (folder / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json_module.loads(line)
            start = _place(row, texts[row["document"]])
            out.append(Placed(row, row["document"], start, start + len(row["quote"])))
    return out


def _place(row: Row, text: str) -> int:
    lines = text.split("\n")
    before = sum(len(line) + 1 for line in lines[: row["line"] - 1])
    at: int = lines[row["line"] - 1].find(row["quote"])
    if at < 0:
        raise ValueError(f"{row['document']}, line {row['line']}: no {row['quote']!r} there")
    return before + at


def score(
    facts: Mapping[str, Facts],
    documents: Mapping[str, Document],
    units: Units,
    folder: Path = FOLDER,
) -> list[Score]:
    """The scores of all groups: each kind, and responsibilities from lists and prose apart.

    `facts` and `documents` by document id; `units` tells which spellings are one unit.
    """
    texts = {name: document.text for name, document in documents.items()}
    out = []
    for kind in KINDS:
        gold = read_gold(kind, texts, folder)
        covered = {row.document for row in gold}
        rows = [_placed(fact) for name in sorted(covered) for fact in facts[name].of(kind)]
        out.append(_paired(kind, gold, rows, _AGREE[kind](units)))
        if kind == "responsibilities":
            out += _apart(gold, rows, units)
    return out


def _apart(gold: list[Placed], rows: list[Placed], units: Units) -> list[Score]:
    """Responsibilities of lists and of prose, and those of prose whose bearer is an authority."""
    agree = _AGREE["responsibilities"](units)
    listed = [row for row in rows if any(lists_in(row.row["quote"]))]
    prose = [row for row in rows if row not in listed]
    by_source = {
        source: [row for row in gold if row.row["source"] == source] for source in ("list", "prose")
    }
    return [
        _paired("responsibilities, list", by_source["list"], listed, agree),
        _paired("responsibilities, prose", by_source["prose"], prose, agree),
    ]


def _placed(fact: Any) -> Placed:
    row = row_of(fact)
    return Placed(row, row["document"], row["start"], row["end"])


def _paired(
    group: str, gold: list[Placed], rows: list[Placed], agree: Callable[[Row, Row], bool]
) -> Score:
    pairs = [
        (one.is_doubtful, -one.overlap(other), abs(one.start - other.start), a, b)
        for a, one in enumerate(gold)
        for b, other in enumerate(rows)
        if one.overlap(other) >= 0.5 and agree(one.row, other.row)
    ]
    result = Score(group)
    golds, taken = set(), set()
    for doubtful, _, _, a, b in sorted(pairs):
        if a in golds or b in taken:
            continue
        golds.add(a)
        taken.add(b)
        if doubtful:
            result.doubtful += 1
        else:
            result.found.append((gold[a], rows[b]))
    result.missed = [g for n, g in enumerate(gold) if n not in golds and not g.is_doubtful]
    result.extra = [row for n, row in enumerate(rows) if n not in taken]
    return result


def _same_unit(units: Units) -> Callable[[Row, Row], bool]:
    return lambda gold, row: (
        units.identity(gold["unit"]) == units.identity(row["unit"]) and gold["role"] == row["role"]
    )


def _same_fields(*names: str) -> Callable[[Units], Callable[[Row, Row], bool]]:
    return lambda _units: lambda gold, row: all(gold[name] == row[name] for name in names)


def _same_target(_units: Units) -> Callable[[Row, Row], bool]:
    def same(gold: Row, row: Row) -> bool:
        figures = all(gold[name] == row[name] for name in ("comparator", "value", "by"))
        return figures and _kind_of_unit(gold["unit"]) == _kind_of_unit(row["unit"])

    return same


def _kind_of_unit(unit: str) -> str:
    return unit if unit == "%" or unit in _MONEY else "count"


_AGREE: Mapping[Kind, Callable[[Units], Callable[[Row, Row], bool]]] = {
    "responsibilities": _same_unit,
    "deadlines": _same_fields("date", "precision"),
    "targets": _same_target,
    "durations": _same_fields("bound", "value", "unit"),
    "duties": _same_fields("force"),
}


def _same_who(gold: Row, row: Row) -> bool:
    """Whether the row names the gold row's bearer, as stated or as resolved."""
    said = _words(row.get("who", ""))
    return any(
        said == _words(gold[name]) or said >= _words(gold[name])
        for name in ("who", "who_resolved")
        if gold.get(name)
    )


def _words(text: str) -> set[str]:
    return {word.strip(".,").rstrip("s") for word in text.lower().split()} - {"the", "a", "these"}


# As a command


def score_corpus(corpus: Path | None = None, gold: Path = FOLDER) -> list[Score]:
    """The scores of the rules over the documents of the corpus folder, read anew."""
    documents, glossary = _corpus(corpus or PROJECT / "corpus")
    facts = {name: facts_of(document) for name, document in documents.items()}
    return score(facts, documents, Units(glossary), gold)


def _corpus(folder: Path) -> tuple[dict[str, Document], Glossary]:
    read = (read_document(source, 50) for source in read_manifest(folder))
    return {document.id: document for document in read}, read_glossary(folder / "glossary.yaml")


def lines_of(scores: Iterable[Score], *, misses: bool = True) -> list[str]:
    """A table of the scores, and under it every missed gold row and every row too much."""
    head = f"{'group':26}{'gold':>6}{'listed':>8}{'precision':>11}{'recall':>8}{'who':>7}  goal"
    out = [head]
    shown: Sequence[Score] = list(scores)
    for each in shown:
        goal = GOALS.get(each.group)
        reached = "" if goal is None else f"  {goal:.2f} {'ok' if each.reaches(goal) else 'MISSED'}"
        who = "" if each.agreement is None else f"{each.agreement:.2f}"
        gold, listed = len(each.found) + len(each.missed), len(each.found) + len(each.extra)
        out.append(
            f"{each.group:26}{gold:6}{listed:8}{each.precision:11.3f}{each.recall:8.3f}{who:>7}{reached}"
        )
    if misses:
        for each in shown:
            out += [f"{each.group}: missed {_shown(row)}" for row in each.missed]
            out += [f"{each.group}: too much {_shown(row)}" for row in each.extra]
    return out


def _shown(placed: Placed) -> str:
    left_out = ("document", "version", "quote", "start", "end", "clause", "line", "note", "source")
    facts = {name: value for name, value in placed.row.items() if name not in left_out}
    place = placed.row.get("clause") or f"line {placed.row.get('line')}"
    return f"{placed.document} {place}: {facts} in {placed.row['quote']!r}"


def as_object(score: Score) -> dict[str, Any]:
    """A score as an object that can be written as JSON."""
    return {
        "group": score.group,
        "precision": score.precision,
        "recall": score.recall,
        "who": score.agreement,
        "found": len(score.found),
        "doubtful": score.doubtful,
        "missed": [dict(row.row) for row in score.missed],
        "extra": [dict(row.row) for row in score.extra],
    }


def report(assistant: Assistant | None, *, json: bool = False) -> int:
    """Print the scores and how the list questions were answered, by `assistant` where one is given.

    Returns 1 where one of GOALS is not reached or a list question fails, else 0.
    """
    scores = score_corpus()
    judged = list(judge_asked(assistant) if assistant else _judged_by_rules())
    sys.stdout.write("".join(f"{line}\n" for line in _lines(scores, json)))
    wrong = [each for each in judged if each.fault]
    sys.stderr.write(f"list questions: {len(judged) - len(wrong)} of {len(judged)} right\n")
    for fault in wrong:
        sys.stderr.write(f"{fault.question.id}: {fault.fault}: {fault.question.text}\n")
    reached = all(s.reaches(GOALS[s.group]) for s in scores if s.group in GOALS)
    return 0 if reached and not wrong else 1


def _lines(scores: Sequence[Score], json: bool) -> list[str]:
    if json:
        return [json_module.dumps(as_object(each), ensure_ascii=False) for each in scores]
    return lines_of(scores)


def _judged_by_rules() -> Iterable[Judged]:
    documents, glossary = _corpus(PROJECT / "corpus")
    facts = sum((facts_of(each) for each in documents.values()), start=Facts())
    metadata = [each.metadata for each in documents.values()]
    return judge(Register(facts, Units(glossary), metadata), documents, Terms(glossary))


def main(arguments: Sequence[str] | None = None) -> int:
    """`report` as a command."""
    parser = argparse.ArgumentParser(prog="python -m evals.register_score", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one object a group")
    parser.add_argument("--ask", action="store_true", help="ask the assistant the list questions")
    options = parser.parse_args(arguments)
    asked = build_assistant(read_settings()) if options.ask else None
    return report(asked, json=options.json)


if __name__ == "__main__":
    sys.exit(main())
