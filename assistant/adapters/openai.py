"""Every OpenAI-compatible endpoint: OpenAI itself, gateways, vLLM, Ollama, llama.cpp.

The chat model is LangChain's over the openai client; the embedder is the client alone, since
LangChain's would fetch a tokenizer. A client lives for one call, so that a call that takes too
long can be cut off without cutting others.
"""

from __future__ import annotations

import hashlib
import math
import re
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import openai
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from assistant.adapters.deadline import in_time
from assistant.adapters.langchain import UNFINISHED, read_reply, too_slow
from assistant.errors import AssistantError, ChatModelError, EmbedderError
from assistant.settings import Settings

OPENAI = "https://api.openai.com/v1"
NO_KEY = "none"
"""What is sent to an endpoint that asks for no key; the client insists on one."""
RETRIES = 1
CONNECT_SECONDS = 5.0
BATCH = 64
"""Texts that are embedded in one request."""

_UNLIKE_NAME = re.compile(r"[^a-z0-9._-]+")


class OpenAIChat:
    """The chat model that the settings name, as our ChatModel."""

    def __init__(self, settings: Settings) -> None:
        self._endpoint = _Endpoint(settings, settings.model)
        self._seconds = settings.model_seconds

    @property
    def name(self) -> str:
        return self._endpoint.model

    def stream(self, system: str, user: str) -> Iterator[str]:
        """The reply in pieces, whole within the time limit. Raises ChatModelError."""
        key = self._endpoint.key(ChatModelError)
        connection = _Connection()
        started = False
        try:
            for piece in in_time(
                self._seconds, lambda: self._read(connection, key, system, user), connection.cut
            ):
                started = True
                yield piece
        except TimeoutError as error:
            raise too_slow(self._seconds) from error
        except ChatModelError:
            raise
        except Exception as error:
            raise self._endpoint.explain(error, ChatModelError, started=started) from error

    def _read(
        self, connection: _Connection, key: SecretStr, system: str, user: str
    ) -> Iterator[str]:
        with connection.client() as client:
            try:
                model = self._model(client, key, 0.0)
                yield from read_reply(model, system, user, must_finish=True)
            except openai.BadRequestError as error:
                if "temperature" not in str(error):
                    raise
                # Some models take no temperature but their own.
                model = self._model(client, key, None)
                yield from read_reply(model, system, user, must_finish=True)

    def _model(self, client: Any, key: SecretStr, temperature: float | None) -> ChatOpenAI:
        return ChatOpenAI(
            model=self.name,
            base_url=self._endpoint.url,
            api_key=key,
            temperature=temperature,
            streaming=True,
            stream_usage=False,
            use_responses_api=False,
            max_retries=RETRIES,
            timeout=_timeout(self._seconds),
            http_client=client,
        )


class OpenAIEmbedder:
    """Embeddings of an OpenAI-compatible endpoint, of unit length."""

    def __init__(self, settings: Settings, model: str) -> None:
        self._endpoint = _Endpoint(settings, model)
        self._seconds = settings.model_seconds
        self._dimensions = 0

    @property
    def fingerprint(self) -> str:
        """The model and the endpoint's host; it needs no connection."""
        model = self._endpoint.model
        slug = _UNLIKE_NAME.sub("-", model.lower()).strip("-._")[:60]
        digest = hashlib.sha256(f"{self._endpoint.host}|{model}".encode()).hexdigest()[:10]
        return f"openai-{slug}-{digest}" if slug else f"openai-{digest}"

    @property
    def dimensions(self) -> int:
        """The length of each vector; asks the endpoint when it is not known yet."""
        if not self._dimensions:
            self.embed_question("dimensions")
        return self._dimensions

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector for each text, in order. Raises EmbedderError."""
        out: list[list[float]] = []
        for at in range(0, len(texts), BATCH):
            out += self._embed(texts[at : at + BATCH])
        return out

    def embed_question(self, text: str) -> list[float]:
        """The vector of a question. Raises EmbedderError."""
        return self._embed([text])[0]

    def _embed(self, texts: Sequence[str]) -> list[list[float]]:
        key = self._endpoint.key(EmbedderError)
        connection = _Connection()
        try:
            (found,) = in_time(
                self._seconds, lambda: [self._ask(connection, key, texts)], connection.cut
            )
            return self._checked(found, len(texts))
        except TimeoutError as error:
            raise EmbedderError(
                f"The endpoint did not embed {len(texts)} texts within {self._seconds:g} seconds.",
                "Raise ASSISTANT_MODEL_SECONDS, or use the bundled embedders.",
            ) from error
        except EmbedderError:
            raise
        except Exception as error:
            raise self._endpoint.explain(error, EmbedderError) from error

    def _ask(
        self, connection: _Connection, key: SecretStr, texts: Sequence[str]
    ) -> list[list[float]]:
        with connection.client() as client:
            api = openai.OpenAI(
                api_key=key.get_secret_value(),
                base_url=self._endpoint.url,
                timeout=_timeout(self._seconds),
                max_retries=RETRIES,
                http_client=client,
            )
            reply = api.embeddings.create(
                model=self._endpoint.model, input=list(texts), encoding_format="float"
            )
        ordered = sorted(reply.data, key=lambda item: item.index)
        return [[float(x) for x in item.embedding] for item in ordered]

    def _checked(self, vectors: list[list[float]], count: int) -> list[list[float]]:
        sizes = {len(vector) for vector in vectors} | {self._dimensions} - {0}
        norms = [math.sqrt(sum(x * x for x in vector)) for vector in vectors]
        if len(vectors) != count or len(sizes) != 1 or not all(0 < n < math.inf for n in norms):
            raise EmbedderError(
                f"The endpoint's vectors for {self._endpoint.model} cannot be used.",
                "Check that the model in ASSISTANT_EMBEDDERS is an embedding model.",
            )
        self._dimensions = sizes.pop()
        return [[x / n for x in vector] for vector, n in zip(vectors, norms, strict=True)]


class _Connection:
    """The connection of one call, which another thread can cut."""

    def __init__(self) -> None:
        self._streams: list[Any] = []
        self._is_cut = False

    def client(self) -> Any:
        """An HTTP client for this call; whoever uses it closes it."""
        hooks: dict[str, list[Callable[..., Any]]] = {
            "request": [self._refuse_when_cut],
            "response": [self._remember],
        }
        return openai.DefaultHttpxClient(event_hooks=hooks)

    def _refuse_when_cut(self, _request: Any) -> None:
        if self._is_cut:
            raise ConnectionAbortedError("nobody waits for the reply any more")

    def _remember(self, response: Any) -> None:
        self._streams.append(response.extensions.get("network_stream"))

    def cut(self) -> None:
        """Wake whoever waits for the next bytes: closing alone would leave it waiting."""
        self._is_cut = True
        for stream in self._streams:
            connected = stream.get_extra_info("socket") if stream else None
            if connected is not None:
                with suppress(OSError):  # it is closed already
                    connected.shutdown(socket.SHUT_RDWR)


def _timeout(seconds: float) -> openai.Timeout:
    return openai.Timeout(seconds, connect=min(CONNECT_SECONDS, seconds))


class _Endpoint:
    """Where requests go and with which key, and what its failures mean to a user."""

    def __init__(self, settings: Settings, model: str) -> None:
        self.model = model
        self.url = settings.openai_base_url or OPENAI
        self._own = bool(settings.openai_base_url)
        self._key = settings.openai_api_key

    @property
    def host(self) -> str:
        """Host and port, without what an address may hold besides."""
        return urlsplit(self.url).netloc.rpartition("@")[2].lower()

    def key(self, kind: Callable[[str, str], AssistantError]) -> SecretStr:
        """The key to send. Raises `kind` where no request can be made with these settings."""
        if not self.url.startswith(("http://", "https://")):
            raise kind("OPENAI_BASE_URL is no address.", "It begins with http:// or https://.")
        if key := self._key.get_secret_value().strip() if self._key else "":
            if not (key.isascii() and key.isprintable()):
                raise kind("OPENAI_API_KEY holds characters that no key has.", "Correct it.")
            return SecretStr(key)
        if self._own:
            return SecretStr(NO_KEY)
        raise kind(
            "There is no key for OpenAI.",
            "Set OPENAI_API_KEY, or OPENAI_BASE_URL for an endpoint of your own.",
        )

    def explain(
        self,
        error: Exception,
        kind: Callable[[str, str], AssistantError],
        *,
        started: bool = False,
    ) -> AssistantError:
        """A vendor's error as ours. Its own words are left out: they may repeat the key."""
        if isinstance(error, openai.APIStatusError):
            explained = kind(*self._status(error.status_code))
            explained.retryable = error.status_code not in (400, 401, 403, 404, 422)
            return explained
        if isinstance(error, openai.APITimeoutError):
            return kind(f"{self.host} did not answer in time.", "Ask again later.")
        if isinstance(error, openai.APIConnectionError) and not started:
            return kind(
                f"{self.host} cannot be reached.", "Start the server, or correct OPENAI_BASE_URL."
            )
        if started:
            return kind(UNFINISHED.what, UNFINISHED.do)
        return kind(
            f"{self.host} does not answer as an OpenAI-compatible endpoint does.",
            "Correct OPENAI_BASE_URL; it mostly ends with /v1.",
        )

    def _status(self, status: int) -> tuple[str, str]:
        if status == 401:
            return f"{self.host} did not accept the key.", "Correct OPENAI_API_KEY."
        if status == 403:
            return (
                f"The key may not use {self.model} at {self.host}.",
                "Use another key or another model.",
            )
        if status == 404:
            return (
                f"{self.host} knows no model {self.model}, or no such address.",
                "Correct the model's name, or OPENAI_BASE_URL; it mostly ends with /v1.",
            )
        if status == 429:
            return (
                f"{self.host} takes no more requests at the moment.",
                "Wait a minute, or check the quota of the account.",
            )
        if status < 500:
            return (
                f"{self.host} refused the request (HTTP {status}).",
                "Check that the model takes texts of this length.",
            )
        return f"{self.host} failed (HTTP {status}).", "Ask again later."
