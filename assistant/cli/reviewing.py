"""`assistant review`: papers on their way to approval, step by step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from assistant.cli.options import Json
from assistant.cli.session import Session, session_of
from assistant.results import plain_object

if TYPE_CHECKING:
    from rich.console import RenderableType

    from assistant.review.papers import Paper, Part, State
    from assistant.review.reviews import Reviews

review = typer.Typer(
    no_args_is_help=True,
    help="Take papers through review: submit, comment, return, approve. Nobody approves what he "
    "has written in.",
)

Number = Annotated[int, typer.Argument(metavar="PAPER", help="The paper's number; see list.")]
As = Annotated[str, typer.Option("--as", metavar="NAME", help="Who you are.")]
Read = Annotated[
    int | None, typer.Option("--version", metavar="N", help="The version that you have read.")
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, in writing.")]


def _reviews(ctx: typer.Context) -> Reviews:
    return session_of(ctx).assistant.reviews


def _show(session: Session, as_json: bool, values: Iterable[Any], view: RenderableType) -> None:
    """The values as JSON, one a line, or the view of them."""
    if as_json:
        for value in values:
            session.emit(plain_object(value))
    else:
        session.out.print(view)


def _stands(ctx: typer.Context, paper: Paper, as_json: bool) -> None:
    """After a step: how the paper stands."""
    from assistant.cli.reviewed import paper_line

    _show(session_of(ctx), as_json, [paper], paper_line(paper))


@review.command("list")
def list_papers(
    ctx: typer.Context,
    state: Annotated[
        list[str] | None,
        typer.Option("--state", metavar="STATE", help="Only these; may be repeated."),
    ] = None,
    check_again: Annotated[
        bool, typer.Option("--check-again", help="Only those that are to be checked again.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List the papers: number, state, author, title."""
    from assistant.cli.reviewed import papers_view
    from assistant.errors import UsageError
    from assistant.review.states import STEPS

    unknown = [name for name in state or () if name not in STEPS]
    if unknown:
        raise UsageError(f"There is no state {unknown[0]!r}.", f"Choose among {', '.join(STEPS)}.")
    found = _reviews(ctx).papers(cast("list[State]", state or []), check_again=check_again)
    _show(session_of(ctx), as_json, found, papers_view(found))


@review.command()
def show(
    ctx: typer.Context,
    paper: Number,
    version: Annotated[
        int | None, typer.Option(metavar="N", help="A submitted version; else the working copy.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show a paper, its comments and what to check again."""
    from assistant.cli.reviewed import paper_view

    reviews = _reviews(ctx)
    held = reviews.paper(paper)
    copy = reviews.working_copy(paper) if version is None else reviews.version(paper, version)
    comments, marks = reviews.comments(paper), reviews.marks(paper)
    if as_json:
        whole = {"text": copy, "comments": comments, "marks": marks}
        session_of(ctx).emit(plain_object(held) | {k: plain_object(v) for k, v in whole.items()})
    else:
        session_of(ctx).out.print(paper_view(held, copy.draft, comments, marks))


@review.command()
def submit(
    ctx: typer.Context, paper: Number, by: As, reason: Reason = "", as_json: Json = False
) -> None:
    """Submit the working copy.

    A reason is needed where a check fails, a fact is missing, or nothing has changed.
    """
    _reviews(ctx).submit(paper, by, reason)
    _stands(ctx, _reviews(ctx).paper(paper), as_json)


@review.command()
def comment(
    ctx: typer.Context,
    paper: Number,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What you want to say.")],
    by: As,
    field: Annotated[str, typer.Option(metavar="NAME", help="On this field.")] = "",
    section: Annotated[str, typer.Option(metavar="HEADING", help="On this section.")] = "",
    as_json: Json = False,
) -> None:
    """Comment on the whole paper, on a field or on a section."""
    from assistant.cli.reviewed import comment_line

    if field and section:
        raise typer.BadParameter("Give --field or --section, one of the two.")
    part: Part = "field" if field else "section" if section else "whole"
    made = _reviews(ctx).comment(paper, by, text, part, field or section)
    _show(session_of(ctx), as_json, [made], comment_line(made))


@review.command()
def resolve(
    ctx: typer.Context,
    paper: Number,
    comment: Annotated[int, typer.Argument(metavar="COMMENT", help="The comment's number.")],
    by: As,
    as_json: Json = False,
) -> None:
    """Note that a comment is settled."""
    from assistant.cli.reviewed import comment_line

    settled = _reviews(ctx).resolve(paper, comment, by)
    _show(session_of(ctx), as_json, [settled], comment_line(settled))


@review.command("return")
def give_back(
    ctx: typer.Context,
    paper: Number,
    by: As,
    reason: Reason,
    version: Read = None,
    as_json: Json = False,
) -> None:
    """Return a submitted paper, with the reason."""
    _stands(ctx, _reviews(ctx).give_back(paper, by, reason, version), as_json)


@review.command()
def approve(
    ctx: typer.Context,
    paper: Number,
    by: As,
    note: Annotated[str, typer.Option(metavar="TEXT", help="What else is to be said.")] = "",
    version: Read = None,
    as_json: Json = False,
) -> None:
    """Approve a submitted paper in which you have not written."""
    _stands(ctx, _reviews(ctx).approve(paper, by, note, version), as_json)


@review.command()
def reopen(
    ctx: typer.Context, paper: Number, by: As, reason: Reason, as_json: Json = False
) -> None:
    """Open an approved or withdrawn paper for changes.

    It needs to be approved anew.
    """
    _stands(ctx, _reviews(ctx).reopen(paper, by, reason), as_json)


@review.command()
def withdraw(
    ctx: typer.Context, paper: Number, by: As, reason: Reason = "", as_json: Json = False
) -> None:
    """Take a paper out of the review."""
    _stands(ctx, _reviews(ctx).withdraw(paper, by, reason), as_json)


@review.command()
def recheck(
    ctx: typer.Context,
    paper: Number,
    by: As,
    note: Annotated[str, typer.Option(metavar="TEXT", help="What you have found.")],
    as_json: Json = False,
) -> None:
    """Note that you have checked what has changed.

    The clauses that the paper cites have changed since it was drafted; see show.
    """
    from assistant.cli.reviewed import marks_view

    marks = _reviews(ctx).check(paper, by, note)
    _show(session_of(ctx), as_json, marks, marks_view(marks))


@review.command()
def diff(
    ctx: typer.Context,
    paper: Number,
    before: Annotated[int, typer.Argument(metavar="VERSION", help="The earlier version.")],
    after: Annotated[
        int | None,
        typer.Argument(metavar="VERSION", help="The later version; else the working copy."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Show what changed between two versions, or since one."""
    from assistant.cli.reviewed import difference_view

    found = _reviews(ctx).differences(paper, before, after)
    _show(session_of(ctx), as_json, [found], difference_view(found))


@review.command()
def trail(
    ctx: typer.Context,
    paper: Annotated[
        int | None, typer.Argument(metavar="PAPER", help="One paper; else all.")
    ] = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="See whether it is as it was written.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show who did what when, or verify that.

    With --verify the status is 1 if the trail was rewritten.
    """
    from assistant.cli.reviewed import trail_view, verified_line

    if verify:
        found = _reviews(ctx).verify_trail()
        _show(session_of(ctx), as_json, [found], verified_line(found))
        if not found.is_whole:
            raise typer.Exit(1)
        return
    events = _reviews(ctx).trail(paper)
    _show(session_of(ctx), as_json, events, trail_view(events))
