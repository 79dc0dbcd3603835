"""The OpenAI adapter against a real server that behaves and misbehaves."""

from __future__ import annotations

import math
import re
import threading
import time

import pytest
from endpoint import (
    Behave,
    Endpoint,
    drips,
    embeds,
    endpoint,
    fails,
    is_silent,
    says,
    says_and_is_cut,
)

from assistant.adapters.openai import BATCH, OpenAIChat, OpenAIEmbedder
from assistant.errors import ChatModelError, EmbedderError
from assistant.settings import Settings

KEY = "sk-secret-0123456789"


def settings(url: str | None, key: str = KEY, seconds: float = 5.0) -> Settings:
    return Settings(
        _env_file=None,
        openai_base_url=url,
        openai_api_key=key,
        model="small-model",
        model_seconds=seconds,
    )


def reply(server: Endpoint, seconds: float = 5.0) -> list[str]:
    return list(OpenAIChat(settings(server.url, seconds=seconds)).stream("Rules.", "Question?"))


def error_of(behave: Behave, seconds: float = 5.0) -> ChatModelError:
    with endpoint(behave) as server, pytest.raises(ChatModelError) as caught:
        reply(server, seconds)
    assert KEY not in str(caught.value)
    return caught.value


def test_a_reply_arrives_in_pieces() -> None:
    with endpoint(says("Eins, ", "二, ", "three.")) as server:
        assert reply(server) == ["Eins, ", "二, ", "three."]


def test_the_request_holds_both_messages_the_model_and_temperature_zero() -> None:
    with endpoint(says("ok")) as server:
        reply(server)
    (request,) = server.requests
    assert [(m["role"], m["content"]) for m in request["messages"]] == [
        ("system", "Rules."),
        ("user", "Question?"),
    ]
    assert request["model"] == "small-model"
    assert request["temperature"] == 0
    assert request["stream"] is True
    assert server.keys == [f"Bearer {KEY}"]


def test_an_endpoint_of_ones_own_needs_no_key() -> None:
    with endpoint(says("ok")) as server:
        assert list(OpenAIChat(settings(server.url, key="")).stream("s", "u")) == ["ok"]


def test_openai_itself_needs_a_key() -> None:
    with pytest.raises(ChatModelError, match="OPENAI_API_KEY"):
        list(OpenAIChat(settings(None, key="")).stream("s", "u"))


@pytest.mark.parametrize("key", ["钥匙", "two\nlines"])
def test_a_key_that_no_request_can_carry_is_said_to_be_one(key: str) -> None:
    with pytest.raises(ChatModelError, match="OPENAI_API_KEY") as caught:
        list(OpenAIChat(settings("http://127.0.0.1:9/v1", key=key)).stream("s", "u"))
    assert key not in str(caught.value)


def test_an_address_without_a_scheme_is_said_to_be_none() -> None:
    with pytest.raises(ChatModelError, match="http://"):
        list(OpenAIChat(settings("localhost:8000")).stream("s", "u"))


@pytest.mark.parametrize(
    ("status", "sentence", "retryable"),
    [
        (401, "did not accept the key.*OPENAI_API_KEY", False),
        (403, "may not use small-model", False),
        (404, "knows no model small-model", False),
        (422, "refused the request", False),
    ],
)
def test_what_asking_again_cannot_mend_says_what_can(
    status: int, sentence: str, retryable: bool
) -> None:
    error = error_of(fails(status, f"Incorrect API key provided: {KEY}"))
    assert re.search(sentence, str(error))
    assert error.retryable is retryable


@pytest.mark.slow
@pytest.mark.parametrize(
    ("status", "sentence"), [(429, "no more requests.*quota"), (500, r"failed \(HTTP 500\)")]
)
def test_what_may_pass_is_tried_twice_and_then_reported(status: int, sentence: str) -> None:
    with endpoint(fails(status)) as server, pytest.raises(ChatModelError) as caught:
        reply(server)
    assert re.search(sentence, str(caught.value))
    assert caught.value.retryable
    assert len(server.requests) == 2


@pytest.mark.slow
def test_a_server_that_asks_for_a_long_wait_does_not_get_it() -> None:
    began = time.monotonic()
    error = error_of(fails(429, headers={"retry-after": "50"}), seconds=1.0)
    assert "within 1 seconds" in str(error)
    assert time.monotonic() - began < 2.5


def test_a_model_that_takes_no_temperature_is_asked_without_one() -> None:
    def behave(exchange) -> None:  # type: ignore[no-untyped-def]
        if "temperature" in exchange.request_body:
            fails(400, "Unsupported value: 'temperature' does not support 0")(exchange)
        else:
            says("fine")(exchange)

    with endpoint(behave) as server:
        assert reply(server) == ["fine"]


@pytest.mark.slow
def test_a_server_that_is_not_there_is_reported() -> None:
    with endpoint(says("never")) as server:
        pass
    with pytest.raises(ChatModelError, match="cannot be reached"):
        reply(server)


@pytest.mark.parametrize("cleanly", [True, False])
def test_a_stream_that_is_cut_is_no_whole_reply(cleanly: bool) -> None:
    got = []
    with endpoint(says_and_is_cut("half ", "a ", cleanly=cleanly)) as server:
        stream = OpenAIChat(settings(server.url)).stream("s", "u")
        with pytest.raises(ChatModelError, match="broke off"):  # noqa: PT012
            for piece in stream:
                got.append(piece)
    assert got == ["half ", "a "]


@pytest.mark.slow
@pytest.mark.parametrize(
    "behave",
    [
        is_silent(),
        drips(": still here\n\n", 0.2, times=20),
        drips('data: {"choices": [{"index": 0, "delta": {"content": "x"}}]}\n\n', 0.2, times=20),
    ],
    ids=["silence", "only signs of life", "one letter now and then"],
)
def test_the_time_limit_holds_for_the_whole_reply(behave: Behave) -> None:
    began = time.monotonic()
    error = error_of(behave, seconds=1.0)
    assert "within 1 seconds" in str(error) or "in time" in str(error)
    assert time.monotonic() - began < 3


@pytest.mark.slow
def test_the_error_comes_when_the_time_is_up_and_not_later() -> None:
    with endpoint(drips(": still here\n\n", 0.1, times=30)) as server:
        stream = OpenAIChat(settings(server.url, seconds=1.0)).stream("s", "u")
        began = time.monotonic()
        with pytest.raises(ChatModelError):
            next(stream)
        assert 0.9 < time.monotonic() - began < 1.6


@pytest.mark.parametrize(
    "behave",
    [
        lambda exchange: exchange.reply(200, "<html>Welcome</html>"),
        lambda exchange: exchange.reply(200, {"hello": "world"}),
        drips("data: {not json\n\n", 0.0, times=1),
        drips('data: {"choices": [{}]}\n\n', 0.0, times=1),
        drips('data: {"choices": 3}\n\n', 0.0, times=1),
        drips('data: {"error": {"message": "exploded"}}\n\n', 0.0, times=1),
    ],
    ids=["a page", "other JSON", "broken JSON", "no delta", "no list", "an error in the stream"],
)
def test_nonsense_is_an_error_of_ours(behave: Behave) -> None:
    error_of(behave)


def test_a_reader_who_leaves_ends_the_request() -> None:
    letter = 'data: {"choices": [{"index": 0, "delta": {"content": "x"}}]}\n\n'
    before = set(threading.enumerate())
    with endpoint(drips(letter, 0.02)) as server:
        stream = OpenAIChat(settings(server.url)).stream("s", "u")
        assert next(stream) == "x"
        (reader,) = (t for t in set(threading.enumerate()) - before if "_work" in t.name)
        stream.close()  # type: ignore[attr-defined]
        reader.join(2)
        assert not reader.is_alive()


# --- embeddings -------------------------------------------------------------------------------


def embedder(server: Endpoint, model: str = "Org/E5 Large") -> OpenAIEmbedder:
    return OpenAIEmbedder(settings(server.url), model)


def test_vectors_come_in_order_and_of_unit_length() -> None:
    with endpoint(embeds(lambda text: [len(text), 1.0, 0.0])) as server:
        vectors = embedder(server).embed_passages(["a", "bbb"])
    assert [math.sqrt(sum(x * x for x in v)) for v in vectors] == pytest.approx([1, 1])
    assert vectors[1][0] > vectors[0][0]


def test_many_texts_go_in_batches() -> None:
    with endpoint(embeds(lambda text: [float(text), 1.0])) as server:
        vectors = embedder(server).embed_passages([str(n) for n in range(2 * BATCH + 1)])
    assert [len(request["input"]) for request in server.requests] == [BATCH, BATCH, 1]
    assert [round(v[0] / v[1]) for v in vectors] == list(range(2 * BATCH + 1))


def test_the_dimensions_are_learned_from_the_endpoint() -> None:
    with endpoint(embeds(lambda _: [1.0] * 7)) as server:
        asked = embedder(server)
        assert asked.dimensions == 7
        assert asked.dimensions == 7
    assert len(server.requests) == 1


def test_no_texts_need_no_request() -> None:
    with endpoint(embeds(lambda _: [1.0])) as server:
        assert embedder(server).embed_passages([]) == []
    assert not server.requests


def test_the_fingerprint_names_model_and_host_and_needs_no_server() -> None:
    here = OpenAIEmbedder(settings("http://u:secret@127.0.0.1:9/v1"), "Org/E5 Large")
    assert re.fullmatch(r"[a-z0-9._-]{3,100}", here.fingerprint)
    assert "e5-large" in here.fingerprint
    assert "secret" not in here.fingerprint
    others = [
        OpenAIEmbedder(settings("http://127.0.0.1:8/v1"), "Org/E5 Large"),
        OpenAIEmbedder(settings("http://127.0.0.1:9/v1"), "Org/E5-Large"),
        OpenAIEmbedder(settings("http://127.0.0.1:9/v1"), "多语言" * 50),
    ]
    prints = {o.fingerprint for o in (here, *others)}
    assert len(prints) == 4
    assert all(re.fullmatch(r"[a-z0-9._-]{3,100}", p) for p in prints)


@pytest.mark.parametrize(
    "vector",
    [lambda _: [0.0, 0.0], lambda _: [], lambda t: [1.0] * (1 + len(t)), lambda _: [1e999, 1.0]],
    ids=["zero", "empty", "of several lengths", "infinite"],
)
def test_vectors_that_cannot_be_used_are_refused(vector) -> None:  # type: ignore[no-untyped-def]
    with endpoint(embeds(vector)) as server, pytest.raises(EmbedderError):
        embedder(server).embed_passages(["a", "bb"])


def test_a_wrong_key_is_an_error_of_the_embedder() -> None:
    with endpoint(fails(401, KEY)) as server, pytest.raises(EmbedderError) as caught:
        embedder(server).embed_question("q")
    assert "OPENAI_API_KEY" in str(caught.value)
    assert KEY not in str(caught.value)


@pytest.mark.slow
def test_a_silent_endpoint_does_not_hang_the_indexing() -> None:
    with endpoint(is_silent(2.0)) as server:
        slow = OpenAIEmbedder(settings(server.url, seconds=0.5), "m")
        with pytest.raises(EmbedderError, match=r"within 0\.5 seconds"):
            slow.embed_question("q")
