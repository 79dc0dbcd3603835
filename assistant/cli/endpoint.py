"""Whether the language model's endpoint answers and takes the key; used by `assistant doctor`.

It asks for the endpoint's list of models (`GET …/models` of the OpenAI protocol), which costs
nothing, and follows no redirection, so that the key goes nowhere but where the settings say.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass

OPENAI = "https://api.openai.com/v1"
SECONDS = 5.0


@dataclass(frozen=True)
class Reply:
    """What the endpoint said: a status and a body, or why there is none (`status` 0)."""

    status: int
    body: str


def get(url: str, key: str) -> Reply:
    """One GET request with the key, within a few seconds. What goes wrong is in the reply."""
    if not url.startswith(("http://", "https://")):
        return Reply(0, "an address begins with http:// or https://")
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        request = urllib.request.Request(url, headers=headers)  # noqa: S310
        with _opener().open(request, timeout=SECONDS) as response:
            return Reply(response.status, response.read(1_000_000).decode("utf-8", "replace"))
    except urllib.error.HTTPError as error:
        return Reply(error.code, error.reason)
    except OSError as error:
        reason = getattr(error, "reason", error)
        return Reply(0, str(getattr(reason, "strerror", None) or reason))
    except ValueError:
        # The error's own words would repeat the header, and with it the key.
        return Reply(0, "the address or the key holds characters that no request can carry")


def _opener() -> urllib.request.OpenerDirector:
    """Only what HTTP needs: no redirections, no other kinds of address."""
    opener = urllib.request.OpenerDirector()
    opener.add_handler(urllib.request.ProxyHandler())
    opener.add_handler(urllib.request.HTTPHandler())
    opener.add_handler(urllib.request.HTTPSHandler())
    opener.add_handler(urllib.request.HTTPErrorProcessor())
    opener.add_handler(urllib.request.HTTPDefaultErrorHandler())
    return opener


def models_in(body: str) -> list[str] | None:
    """The names in a list of models; None where the body is no such list."""
    try:
        return [str(entry["id"]) for entry in json.loads(body)["data"]]
    except (ValueError, KeyError, TypeError):
        return None


Get = Callable[[str, str], Reply]
