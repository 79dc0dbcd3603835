"""A small real HTTP server that speaks the OpenAI protocol, well or badly, on loopback."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behave = Callable[["Exchange"], None]


@dataclass
class Endpoint:
    """A running server: where it is, how it behaves (may be changed), what it was asked."""

    url: str
    behave: Behave
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


class Exchange(BaseHTTPRequestHandler):
    """One request and what is written to it."""

    protocol_version = "HTTP/1.1"
    endpoint: Endpoint

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        self.endpoint.requests.append(json.loads(body))
        self.endpoint.keys.append(self.headers.get("authorization", ""))
        try:
            self.endpoint.behave(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the client had enough, which is what some tests want

    def log_message(self, *args: object) -> None:
        """Silence."""

    @property
    def request_body(self) -> dict[str, Any]:
        return self.endpoint.requests[-1]

    def reply(self, status: int, body: object, headers: dict[str, str] | None = None) -> None:
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def begin_stream(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()

    def send_raw(self, text: str) -> None:
        data = text.encode()
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def send_piece(self, text: str, finish: str | None = None) -> None:
        delta = {"content": text} if finish is None else {}
        chunk = {
            "id": "c",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "m",
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        }
        self.send_raw(f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n")

    def end_stream(self) -> None:
        self.send_piece("", "stop")
        self.send_raw("data: [DONE]\n\n")
        self.wfile.write(b"0\r\n\r\n")


@contextmanager
def endpoint(behave: Behave) -> Iterator[Endpoint]:
    """The server, for as long as the block runs."""
    handler = type("Handler", (Exchange,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    running = Endpoint(f"http://127.0.0.1:{server.server_port}/v1", behave)
    handler.endpoint = running  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def says(*pieces: str) -> Behave:
    """A whole reply."""

    def behave(exchange: Exchange) -> None:
        exchange.begin_stream()
        for piece in pieces:
            exchange.send_piece(piece)
        exchange.end_stream()

    return behave


def fails(status: int, message: str = "no", headers: dict[str, str] | None = None) -> Behave:
    """An error, as OpenAI words one."""
    body = {"error": {"message": message, "type": "error", "param": None, "code": None}}
    return lambda exchange: exchange.reply(status, body, headers)


def says_and_is_cut(*pieces: str, cleanly: bool) -> Behave:
    """Some pieces; then the connection ends, with or without the end of its encoding."""

    def behave(exchange: Exchange) -> None:
        exchange.begin_stream()
        for piece in pieces:
            exchange.send_piece(piece)
        if cleanly:
            exchange.wfile.write(b"0\r\n\r\n")
        exchange.close_connection = True

    return behave


def drips(raw: str, seconds: float, times: int = 200) -> Behave:
    """The same few bytes over and over."""

    def behave(exchange: Exchange) -> None:
        exchange.begin_stream()
        for _ in range(times):
            exchange.send_raw(raw)
            time.sleep(seconds)
        exchange.close_connection = True

    return behave


def is_silent(seconds: float = 4.0) -> Behave:
    """Nothing at all, for a while."""

    def behave(exchange: Exchange) -> None:
        time.sleep(seconds)
        exchange.close_connection = True

    return behave


def embeds(vector: Callable[[str], Sequence[float]]) -> Behave:
    """Embeddings, given last to first: the order is in the index."""

    def behave(exchange: Exchange) -> None:
        texts = exchange.request_body["input"]
        data = [
            {"object": "embedding", "index": i, "embedding": list(vector(text))}
            for i, text in enumerate(texts)
        ]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        body = {"object": "list", "data": data[::-1], "model": "e", "usage": usage}
        exchange.reply(200, body)

    return behave
