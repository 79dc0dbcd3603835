"""A run as one HTML file that can be read anywhere: figures, and each failure with its evidence.

A failure shows what was asked, which facts were expected, where they stand and at which rank that
was found, what was said, and why it does not count as right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from assistant.reading.normalize import normalize, plain
from evals.baseline import Earlier
from evals.figures import Judged, Measured
from evals.goals import goals_of
from evals.markup import Html, joined, table, tag
from evals.metrics import CUTS, Case, ranks
from evals.paragraphs import Spot
from evals.replies import Quote
from evals.tables import IN_GROUPS, interval, shown

_FOLDER = Path(__file__).parent
_SHOWN_FOUND = 10
CAUSES = {
    "answered": "answered though the documents do not say",
    "refused": "refused although the evidence was found",
    "refused, not found": "refused, the evidence was not found",
    "not found": "not all evidence was found",
    "not chosen": "all evidence was found, but something else was quoted",
    "facts": "the evidence was quoted, but facts are missing in what was said",
    "place": "all facts, but no citation in a right place",
}


def write_report(
    runs: Sequence[Measured], path: Path, earlier: Mapping[str, Earlier] | None = None
) -> None:
    """Write the report of these runs. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(report_page(runs, earlier or {}), encoding="utf-8")


def report_page(runs: Sequence[Measured], earlier: Mapping[str, Earlier]) -> str:
    """The page."""
    style = Html((_FOLDER / "report.css").read_text(encoding="utf-8"))
    script = Html((_FOLDER / "report.js").read_text(encoding="utf-8"))
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width"),
        tag("title", "Eval report"),
        tag("style", style),
    )
    parts = (_suite(run, earlier.get(run.suite)) for run in runs)
    body = tag("body", tag("h1", "Eval report"), *parts, tag("script", script))
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='en')}\n"


def cause_of(case: Case) -> str:
    """Why a case is not right: the key of CAUSES that names the first thing that went wrong."""
    if not case.question.answerable:
        return "answered"
    found = all(rank and rank <= CUTS[-1] for rank in ranks(case).values())
    if case.reply.abstained:
        return "refused" if found else "refused, not found"
    if all(case.facts_held):
        return "place"
    if not found:
        return "not found"
    return "facts" if case.fair & set(case.cited) else "not chosen"


def _suite(run: Measured, earlier: Earlier | None) -> Html:
    failures = [c for c in run.cases if not c.is_right]
    return tag(
        "section",
        tag("h2", f"Suite {run.suite}: {len(run.cases)} questions, {len(failures)} not right"),
        tag("div", _overall(run, earlier), _bar(run), _causes(failures), class_="side"),
        tag("details", tag("summary", "By language and kind"), _groups(run)),
        _filters(failures),
        *(_failure(judged) for judged in failures),
        tag("details", tag("summary", "What was right"), _right(run)),
    )


def _overall(run: Measured, earlier: Earlier | None) -> Html:
    before = earlier.groups.get("all", {}) if earlier else {}
    rows = (
        (name, shown(f.value), interval(f), str(f.n), shown(before[name].value))
        if name in before
        else (name, shown(f.value), interval(f), str(f.n), "")
        for name, f in run.overall.items()
    )
    return table(("metric", "value", "95 % interval", "questions", "baseline"), rows)


def _bar(run: Measured) -> Html:
    rows = (
        (g.what, g.wanted, shown(g.value), _mark(g.met, "met", "not met")) for g in goals_of(run)
    )
    return table(("the bar", "wanted", "measured", ""), rows)


def _causes(failures: Iterable[Judged]) -> Html:
    counts = Counter(cause_of(judged.case) for judged in failures)
    return table(
        ("why not right", "questions"),
        ((CAUSES[cause], str(count)) for cause, count in counts.most_common()),
    )


def _groups(run: Measured) -> Html:
    rows = (
        (group, *(shown(figures[name].value) for name in IN_GROUPS))
        for group, figures in run.groups.items()
    )
    return table(("group", *IN_GROUPS), rows)


def _filters(failures: Sequence[Judged]) -> Html:
    """What report.js reads to hide what is not looked for."""
    choices: dict[str, list[str]] = {
        "language": sorted({j.case.question.language for j in failures}),
        "kind": sorted({j.case.question.kind for j in failures}),
        "cause": sorted({cause_of(j.case) for j in failures}),
    }
    selects = (
        tag("label", f"{name} ", tag("select", *_options(values), data_filter=name))
        for name, values in choices.items()
    )
    return tag("p", *selects, tag("span", "", class_="count"), class_="filters")


def _options(values: Iterable[str]) -> Iterator[Html]:
    yield tag("option", "all", value="")
    yield from (tag("option", value, value=value) for value in values)


def _failure(judged: Judged) -> Html:
    case, question = judged.case, judged.case.question
    head = tag(
        "h3", question.id, " ", tag("small", f"{question.language} · {question.kind} · "),
        tag("small", judged.verdicts["right"].reason, class_="bad"),
    )  # fmt: skip
    turns = (tag("p", f"{turn.role}: {turn.content}", class_="turn") for turn in question.history)
    asked = f"{question.text}  (as of {question.as_of})" if question.as_of else question.text
    return tag(
        "article",
        head,
        *turns,
        tag("p", asked, class_="question"),
        tag("div", _expected(case), _said(case), class_="side"),
        _found(case),
        data_language=question.language,
        data_kind=question.kind,
        data_cause=cause_of(case),
    )


def _expected(case: Case) -> Html:
    pairs = zip(case.question.facts, case.facts_held, strict=True)
    facts = (tag("li", _mark(held), " ", " / ".join(wordings)) for wordings, held in pairs)
    evidence = (
        tag("li", _rank(rank), " ", _paragraph(case, spot)) for spot, rank in ranks(case).items()
    )
    return tag(
        "div",
        tag("h4", "Expected"),
        tag("ul", *facts) if case.question.facts else tag("p", "A refusal."),
        tag("ul", *evidence, class_="evidence"),
    )


def _rank(rank: int | None) -> Html:
    good = rank is not None and rank <= CUTS[-1]
    text = f"found at rank {rank}" if rank else "not found"
    return tag("span", text, class_="good" if good else "bad")


def _paragraph(case: Case, spot: Spot) -> Html:
    """A paragraph with the words of the evidence marked."""
    text = case.texts.text(spot)
    known = normalize(text)
    pieces: list[str] = []
    end = 0
    for place in case.question.evidence:
        words = plain(place.quote)
        at = known.text.find(words) if place.document == spot.document else -1
        if at >= 0 and (span := known.source_span(at, at + len(words))).start >= end:
            pieces += [text[end : span.start], tag("mark", text[span.start : span.end])]
            end = span.end
    return joined([tag("small", f"{spot.document} "), *pieces, text[end:]])


def _said(case: Case) -> Html:
    reply, counted = case.reply, case.counted
    answer = [tag("span", counted)]
    if len(counted) < len(reply.answer.rstrip()):
        answer.append(tag("span", reply.answer[len(counted) :], class_="uncounted"))
    quotes = reply.see_also if reply.abstained else reply.citations
    return tag(
        "div",
        tag("h4", "Refused" if reply.abstained else "Said"),
        tag("p", *answer, class_="answer"),
        *(tag("p", f"Reason: {reply.reason}") for _ in [0] if reply.reason),
        *(tag("p", notice, class_="turn") for notice in reply.notices),
        tag("h4", "Nearest clauses" if reply.abstained else "Citations"),
        tag("ol", *(tag("li", _quote(case, quote)) for quote in quotes)),
    )


def _quote(case: Case, quote: Quote) -> Html:
    spot = case.spot_of(quote)
    place = tag("small", f" {quote.document}, {quote.clause}: ")
    fault = "" if spot else tag("span", " not verbatim", class_="bad")
    return joined([_mark(spot in case.fair), place, quote.text, fault])


def _found(case: Case) -> Html:
    spots = (case.ranking or ())[:_SHOWN_FOUND]
    items = (
        tag("li", *([_mark(True), " "] if spot in case.fair else []), _paragraph(case, spot))
        for spot in spots
    )
    return tag("details", tag("summary", f"What was found (first {len(spots)})"), tag("ol", *items))


def _right(run: Measured) -> Html:
    rows = (
        (c.case.question.id, c.case.question.kind, c.case.question.text, c.case.reply.answer)
        for c in run.cases
        if c.is_right
    )
    return table(("id", "kind", "question", "what was said"), rows, class_="replies")


def _mark(good: bool, yes: str = "✓", no: str = "✗") -> Html:
    return tag("span", yes if good else no, class_="good" if good else "bad")
