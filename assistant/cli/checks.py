"""What `assistant doctor` looks at: each check says how it is and, where needed, what to do."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.cli.endpoint import OPENAI, Get, Reply, models_in
from assistant.cli.session import Session
from assistant.errors import AssistantError
from assistant.settings import Settings

State = Literal["ok", "warning", "broken", "skipped"]


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. `do` says what to do about it; empty where all is well."""

    name: str
    state: State
    message: str
    do: str = ""


def examine(session: Session, get: Get) -> Iterator[Check]:
    """All checks, in the order in which things depend on each other. Never raises."""
    yield python()
    try:
        settings = session.settings
    except AssistantError as error:
        yield Check("settings", "broken", error.what, error.do)
        return
    yield Check("settings", "ok", "All settings can be used.")
    yield corpus(settings)
    library = guarded("library", lambda: documents(session))
    yield library
    if library.state == "ok":
        yield guarded("finding", lambda: finding(session))
        yield guarded("answering", lambda: answering(session))
    else:
        yield Check("finding", "skipped", "There is nothing to find anything in yet.")
    yield endpoint(settings, get)


def guarded(name: str, check: Callable[[], Check]) -> Check:
    """The check, or what went wrong in it."""
    try:
        return check()
    except AssistantError as error:
        return Check(name, "broken", error.what, error.do)


def python() -> Check:
    """Which Python this is; an older one than the project needs does not install it."""
    version = ".".join(map(str, sys.version_info[:3]))
    return Check("python", "ok", f"This is Python {version}.")


def corpus(settings: Settings) -> Check:
    """Whether there is something to index."""
    if not settings.corpus.is_dir():
        what = f"The corpus folder {settings.corpus} does not exist."
        return Check("corpus", "warning", what, "Make it, or set ASSISTANT_CORPUS.")
    files = [f for f in settings.corpus.rglob("*") if f.is_file() and not f.name.startswith(".")]
    if not files:
        what = f"The corpus folder {settings.corpus} is empty."
        return Check(
            "corpus", "warning", what, "Put the documents there and run `assistant index`."
        )
    return Check("corpus", "ok", f"{settings.corpus} holds {len(files)} files.")


def documents(session: Session) -> Check:
    """Whether the database can be read and holds documents."""
    held = session.assistant.documents()
    if not held:
        return Check("library", "broken", "Nothing is indexed yet.", "Run `assistant index`.")
    count = "1 document" if len(held) == 1 else f"{len(held)} documents"
    return Check("library", "ok", f"The library holds {count}.")


def finding(session: Session) -> Check:
    """Whether the embedders load and the indexes answer, by looking something up."""
    found = session.assistant.find("technology transfer", k=1)
    if not found:
        what = "Nothing was found for a plain question: the indexes are not complete."
        return Check("finding", "broken", what, "Run `assistant index --rebuild`.")
    names = ", ".join(session.settings.embedder_names)
    return Check("finding", "ok", f"The embedders ({names}) load and the indexes answer.")


def answering(session: Session) -> Check:
    """Whether the cross-encoder loads and a question comes to an end, without a language model."""
    session.assistant.ask("What is technology transfer?", mode="extractive")
    return Check("answering", "ok", "The cross-encoder loads, and a question gets its reply.")


def endpoint(settings: Settings, get: Get) -> Check:
    """Whether the language model's endpoint can be reached and takes the key."""
    if not settings.has_chat_model:
        what = "No language model is configured: answers are extractive."
        hint = "To use one, set ASSISTANT_MODEL; see docs/using-a-language-model.md."
        return Check("model", "ok", what, hint)
    base = (settings.openai_base_url or OPENAI).rstrip("/")
    key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else ""
    if not key and not settings.openai_base_url:
        what = f"The model {settings.model} at {base} needs a key."
        return Check("model", "broken", what, "Set OPENAI_API_KEY, or OPENAI_BASE_URL for another.")
    return judge(settings.model, base, get(f"{base}/models", key))


def judge(model: str, base: str, reply: Reply) -> Check:
    """What the endpoint's reply to a request for its models means."""
    match reply.status:
        case 200:
            return _listed(model, base, models_in(reply.body))
        case 401 | 403:
            what = f"{base} does not accept the key."
            return Check("model", "broken", what, "Correct OPENAI_API_KEY.")
        case 0:
            what = f"{base} cannot be reached: {reply.body}."
            return Check("model", "broken", what, "Start it, or correct OPENAI_BASE_URL.")
        case 404 | 405 | 429:
            what = f"{base} answers, but does not list its models (status {reply.status})."
            return Check("model", "warning", what, f"Ask something to see whether {model} works.")
        case status:
            what = f"{base} answers with status {status}: {reply.body}."
            return Check("model", "broken", what, "Look at the endpoint, or at OPENAI_BASE_URL.")


def _listed(model: str, base: str, models: list[str] | None) -> Check:
    if models is None:
        what = f"{base} answers, but not as an OpenAI-compatible endpoint does."
        return Check("model", "broken", what, "Correct OPENAI_BASE_URL; it often ends in /v1.")
    if model not in models:
        some = ", ".join(models[:5]) or "none"
        what = f"{base} takes the key, but does not list {model}. It lists: {some}."
        return Check(
            "model", "warning", what, "Correct ASSISTANT_MODEL if answers stay extractive."
        )
    return Check("model", "ok", f"{base} takes the key and offers {model}.")
