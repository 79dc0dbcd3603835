"""Papers under review for people at a terminal. What people wrote is shown literally."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from assistant.cli.drafted import draft_view
from assistant.cli.rendering import literal
from assistant.drafting.draft import Draft, Field
from assistant.review.differences import Difference, Piece
from assistant.review.papers import Change, Comment, Mark, Paper
from assistant.review.trail import Event, TrailCheck

_STATES = {"approved": "green", "submitted": "cyan", "returned": "yellow", "withdrawn": "dim"}
_PIECES = {"same": "", "removed": "red strike", "added": "green underline"}
_SIGNS = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
"""So that what changed can be seen without colour."""


def papers_view(papers: Sequence[Paper]) -> RenderableType:
    """A table of papers, and how many they are."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("paper", justify="right", no_wrap=True)
    for name in ("state", "version", "author", "title"):
        table.add_column(name, overflow="fold")
    for paper in papers:
        table.add_row(
            str(paper.id), _state(paper), str(paper.version or ""), literal(paper.author),
            literal(paper.title),
        )  # fmt: skip
    return Group(table, Text(f"{len(papers)} paper{'s' * (len(papers) != 1)}"))


def paper_line(paper: Paper) -> Text:
    """A paper's number, state and title."""
    version = f", version {paper.version}" if paper.version else ""
    return Text.assemble(f"Paper {paper.id} ", _state(paper), f"{version}: ", literal(paper.title))


def _state(paper: Paper) -> Text:
    again = Text(" (to be checked again)" if paper.check_again else "", "bold yellow")
    return Text.assemble(Text(paper.state, _STATES.get(paper.state, "")), again)


def paper_view(
    paper: Paper, draft: Draft, comments: Sequence[Comment], marks: Sequence[Mark]
) -> RenderableType:
    """A paper as its reviewer reads it."""
    open_marks = [mark for mark in marks if not mark.cleared]
    writers = literal(f"written by {', '.join(paper.writers)}", "dim")
    parts: list[RenderableType] = [paper_line(paper), writers]
    if open_marks:
        parts += [Text("\nTo be checked again", "bold yellow"), marks_view(open_marks)]
    parts += [Text(), draft_view(draft)]
    if comments:
        parts += [Text("\nComments", "bold"), *(comment_line(each) for each in comments)]
    return Group(*parts)


def comment_line(comment: Comment) -> Text:
    """Who said what on which part of which version."""
    on = f" on {comment.part} {comment.name}" if comment.name else ""
    version = f", version {comment.version}" if comment.is_earlier else ""
    settled = f" (settled by {comment.resolved_by})" if comment.resolved_by else ""
    head = f"{comment.id}. {comment.by}{on}{version}{settled}: "
    return Text.assemble(literal(head, "dim" if settled else "bold"), literal(comment.text))


def marks_view(marks: Iterable[Mark]) -> RenderableType:
    """What changed in the cited documents, with the words of before and after."""
    lines = []
    for mark in marks:
        lines.append(literal(f"! {_told(mark.change)}", "yellow"))
        if mark.change.reason == "changed":
            lines.append(literal(f"  it said: {mark.change.old_words}"))
            lines.append(literal(f"  it says: {mark.change.new_words or '(the clause is gone)'}"))
    return Group(*lines) if lines else Text("Nothing is to be checked again.")


def _told(change: Change) -> str:
    if change.reason == "removed":
        return f"{change.document} is no longer in the library."
    if change.reason == "superseded":
        return f"{change.document} is superseded by {change.new_words}."
    return f"{change.document} {change.clause} has other words."


def difference_view(found: Difference) -> RenderableType:
    """What changed: fields, sections, checks."""
    if not found:
        return Text("Nothing has changed.")
    parts: list[RenderableType] = [_pieces(found.title)] if found.title else []
    for field in found.fields:
        values = f"{_value(field.before)} → {_value(field.after)}"
        parts.append(Text.assemble(literal(f"{field.label}: ", "bold"), literal(values)))
    for section in found.sections:
        parts += [literal(f"\n{section.heading}", "bold"), _pieces(section.pieces)]
    parts += [
        literal(f"check {each.rule}: {each.before or 'none'} → {each.after or 'none'}")
        for each in found.checks
    ]
    return Group(*parts)


def _value(field: Field | None) -> str:
    if field is None:
        return "(no such field)"
    return "(missing)" if field.value is None else str(field.value)


def _pieces(pieces: Sequence[Piece]) -> Text:
    text = Text()
    for piece in pieces:
        before, after = _SIGNS[piece.how]
        text.append(literal(f"{before}{piece.text}{after}", _PIECES[piece.how]))
    return text


def trail_view(events: Sequence[Event]) -> RenderableType:
    """Who did what when."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in ("event", "when", "who", "what", "paper", "version"):
        table.add_column(name, overflow="fold")
    for event in events:
        table.add_row(
            str(event.n), _when(event.at), literal(event.by), event.action, str(event.paper),
            str(event.version or ""),
        )  # fmt: skip
    return table


def _when(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S")


def verified_line(found: TrailCheck) -> Text:
    """Whether the trail is whole, and the hash to note elsewhere."""
    if found.is_whole:
        return Text(
            f"The trail is whole: {found.events} events, the last is {found.hash or 'none'}"
        )
    return literal(f"The trail is broken at event {found.broken_at}. {found.fault}", "bold red")
