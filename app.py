"""The web entry point: settings, the assistant, the page. `python app.py` serves it.

`demo` is the name under which the usual hosting of Gradio apps looks for a page.
"""

from __future__ import annotations

import logging
import os
import sys

from assistant.bootstrap import build_assistant
from assistant.errors import AssistantError
from assistant.settings import read_settings
from assistant.web.page import build_page
from assistant.web.serve import serve_page

_PORT = 7860


def main() -> int:
    """Serve until interrupted, at the address in GRADIO_SERVER_NAME and GRADIO_SERVER_PORT."""
    host = os.environ.get("GRADIO_SERVER_NAME", "127.0.0.1")
    port = os.environ.get("GRADIO_SERVER_PORT", str(_PORT))
    try:
        serve_page(lambda: demo, host, int(port) if port.isdigit() else _PORT, ready=_say)
    except AssistantError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _say(address: str) -> None:
    sys.stderr.write(f"The page is served at {address}\n")


try:
    _settings = read_settings()
    _level = logging.getLevelNamesMapping().get(_settings.log_level.upper(), logging.WARNING)
    # The level is the handler's too: some libraries set that of their own log to DEBUG.
    _handler = logging.StreamHandler()
    _handler.setLevel(_level)
    logging.basicConfig(level=_level, handlers=[_handler])
    demo = build_page(build_assistant(_settings))
except AssistantError as error:
    raise SystemExit(str(error)) from error

if __name__ == "__main__":
    raise SystemExit(main())
