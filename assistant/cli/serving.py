"""`assistant serve`: the chat page at a local address."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.session import Session, session_of


def serve(
    ctx: typer.Context,
    host: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS", help="The address to listen on; 0.0.0.0 lets other machines in."
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="N", min=1, max=65535, help="The port to listen on.")
    ] = 7860,
) -> None:
    """Serve the chat page until Ctrl-C, and print its address."""
    session = session_of(ctx)
    with session.working("Starting the page …"):
        from assistant.web.serve import serve as serve_page

    serve_page(session.assistant, host, port, ready=lambda address: _announce(session, address))


def _announce(session: Session, address: str) -> None:
    session.out.print(f"The chat is at {address} (Ctrl-C ends it)", soft_wrap=True)
