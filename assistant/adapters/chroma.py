"""The vectors of passages in Chroma: embedded in a folder, or on a server.

Each embedder's vectors are a collection of their own, so that two are never mixed.

**Embedded.** Chroma keeps what is written in SQLite at once, and folds it into the files of its
graph from time to time. That folding is not safe: a process that is killed in it leaves files that
cannot be read, or crash whoever reads them, and two processes that fold undo each other's work. So
it never happens to a collection in use: new vectors stay in SQLite's log, from which every process
makes its own graph when it opens the collection (700 vectors: 0.1 s). When the log grows long,
`tidy` writes everything into a fresh collection, folds that one, and then switches to it in one
step. Killed halfway, it leaves the old collection as it was and a fresh one that nobody opens.

A process sees what others write only after it has opened the folder anew: `refresh`.
"""

from __future__ import annotations

import re
import sqlite3
import threading
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import disk_usage, rmtree
from typing import Any, TypeVar

from assistant.errors import AssistantError, LibraryError
from assistant.model import Passage

T = TypeVar("T")

# Search is exact in practice: for up to 30,000 passages that differ in a few words, nothing was
# missing among the first 200.
_GRAPH = {"space": "ip", "ef_construction": 400, "ef_search": 1000, "max_neighbors": 32}
_NEVER = 1_000_000_000
_FOLDED_EVERY = 200
_SERVER_FOLDS_EVERY = 1000
_SERVER_SECONDS = 60.0
_LITTLE_ROOM = 5_000_000
_PAGE = 2000
_LONGEST_LOG = 500
_LONGEST_SHARE = 0.25
_ATTEMPTS = 3
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class ChromaIndex:
    """A PassageIndex. Opened when first used; may be shared by threads.

    Of an embedded index, a process may hold one at a time for `refresh` to have effect: Chroma
    shares the opened folder among all of them. A server serves one library, since an indexing run
    removes what its own library does not need.
    """

    def __init__(self, folder: Path, server: str = "") -> None:
        """`folder` holds the embedded index; `server` ("host:port"), where given, replaces it."""
        self._folder, self._server = folder, server
        self._lock = threading.RLock()
        self._client: Any = None
        self._opened: dict[str, Any] = {}
        self._changes: Counter[str] = Counter()

    def add(
        self, fingerprint: str, passages: Sequence[Passage], vectors: Sequence[Sequence[float]]
    ) -> None:
        """Keep the vectors under the passages' ids; adding the same id again replaces it."""
        if not passages:
            return
        with self._lock, self._explained():
            kept = self._collection(fingerprint) or self._create(fingerprint, 1, ready=True)
            size = self._connect(create=True).get_max_batch_size()
            for at in range(0, len(passages), size):
                part = passages[at : at + size]
                kept.upsert(
                    ids=[p.id for p in part],
                    embeddings=[list(v) for v in vectors[at : at + size]],
                    metadatas=[{"document": p.document, "version": p.version} for p in part],
                )
            self._changes[fingerprint] += len(passages)

    def ids(self, fingerprint: str, version: str) -> set[str]:
        """The ids of the passages of one version that are kept."""
        with self._lock, self._explained():
            kept = self._collection(fingerprint)
            return set(kept.get(where={"version": version}, include=[])["ids"]) if kept else set()

    def versions(self, fingerprint: str) -> set[str]:
        """The versions of which at least one passage is kept."""
        with self._lock, self._explained():
            kept = self._collection(fingerprint)
            return set(map(_version_of, kept.get(include=[])["ids"])) if kept else set()

    def remove(self, fingerprint: str, version: str, keep: Set[str] = frozenset()) -> None:
        """Forget the passages of one version, save those whose ids are in `keep`."""
        with self._lock, self._explained():
            kept = self._collection(fingerprint)
            gone = sorted(self.ids(fingerprint, version) - keep)
            if kept and gone:
                size = self._connect().get_max_batch_size()
                for at in range(0, len(gone), size):
                    kept.delete(ids=gone[at : at + size])
                self._changes[fingerprint] += len(gone)

    def search(
        self, fingerprint: str, vector: Sequence[float], k: int, versions: Sequence[str]
    ) -> list[tuple[str, float]]:
        """The ids and similarities (dot products) of the `k` nearest passages of `versions`."""
        if not versions or k < 1:
            return []
        with self._lock, self._explained():
            return self._though_changing(
                lambda: self._search(fingerprint, list(vector), k, set(versions))
            )

    def fingerprints(self) -> set[str]:
        """The embedders of which vectors are kept."""
        with self._lock, self._explained():
            return {c.metadata["fingerprint"] for c in self._collections() if c.metadata["ready"]}

    def drop(self, fingerprint: str) -> None:
        """Forget all vectors of one embedder."""
        with self._lock, self._explained():
            for collection in self._collections():
                if collection.metadata["fingerprint"] == fingerprint:
                    self._connect().delete_collection(collection.name)
            self._opened.pop(fingerprint, None)
            self._changes.pop(fingerprint, None)

    def refresh(self) -> None:
        """See what other processes have written since this one opened the index."""
        with self._lock, self._explained():
            if self._server:
                # A server knows; only which collection is in use may have changed.
                self._opened.clear()
            else:
                self.close()

    def close(self) -> None:
        """Let go of all files and connections. The index opens again when it is next used."""
        with self._lock, self._explained():
            client, self._client = self._client, None
            self._opened.clear()
            if client is not None:
                client.close()
                for session in _sessions(client):
                    session.close()

    def tidy(self) -> frozenset[str]:
        """Fold long logs, remove what killed runs have left, drop what cannot be read any more.

        Only the one process that writes may call it. Returns the fingerprints of what it dropped.
        """
        with self._lock, self._explained():
            self.refresh()
            self._remove_leftovers()
            fingerprints = self.fingerprints()
            unreadable = frozenset(f for f in fingerprints if not self._is_readable(f))
            for fingerprint in unreadable:
                self.drop(fingerprint)
            if not self._server:
                for fingerprint in fingerprints - unreadable:
                    self._fold_long_log(fingerprint)
                self._remove_empty_folders()
            # A client goes on to fold a collection that it has folded once.
            self.refresh()
            return unreadable

    # Opening

    def _connect(self, *, create: bool = False) -> Any:
        """The client. Without `create`, an embedded index that does not exist is an error."""
        if self._client is None:
            if not (create or self._exists()):
                raise _not_built()
            self._client = self._open_server() if self._server else self._open_folder()
        return self._client

    def _exists(self) -> bool:
        return bool(self._server) or (self._folder / "chroma.sqlite3").is_file()

    def _open_folder(self) -> Any:
        import chromadb
        from chromadb.config import Settings

        self._folder.mkdir(parents=True, exist_ok=True)
        return chromadb.PersistentClient(self._folder, Settings(anonymized_telemetry=False))

    def _open_server(self) -> Any:
        import chromadb
        from chromadb.config import Settings

        host, _, port = self._server.rpartition(":")
        if not host or not port.isdecimal():
            raise LibraryError(
                f"ASSISTANT_CHROMA is {self._server!r}, which is not host:port.", "Correct it."
            )
        settings = Settings(anonymized_telemetry=False)
        client = chromadb.HttpClient(host, int(port), settings=settings)
        for session in _sessions(client):
            session.timeout = _SERVER_SECONDS
        return client

    def _collections(self) -> list[Any]:
        """All collections that are ours, whoever made them."""
        if self._client is None and not self._exists():
            return []
        listed = self._connect().list_collections()
        return [c for c in listed if "fingerprint" in (c.metadata or {})]

    def _collection(self, fingerprint: str) -> Any:
        """The collection in use: of those that are ready, the latest. None if there is none."""
        if fingerprint not in self._opened:
            ready = [
                c
                for c in self._collections()
                if c.metadata["ready"] and c.metadata["fingerprint"] == fingerprint
            ]
            if not ready:
                return None
            self._opened[fingerprint] = max(ready, key=_number)
        return self._opened[fingerprint]

    def _create(self, fingerprint: str, number: int, *, ready: bool) -> Any:
        folding = _SERVER_FOLDS_EVERY if self._server else _NEVER if ready else _FOLDED_EVERY
        self._opened.pop(fingerprint, None)
        return self._connect(create=True).create_collection(
            f"{fingerprint}.{number}",
            embedding_function=None,
            metadata={"fingerprint": fingerprint, "number": number, "ready": ready, "log": 0},
            configuration={"hnsw": {**_GRAPH, "sync_threshold": folding}},
        )

    # Searching

    def _search(
        self, fingerprint: str, vector: list[float], k: int, versions: set[str]
    ) -> list[tuple[str, float]]:
        kept = self._collection(fingerprint)
        if kept is None:
            raise _not_built()
        found = _nearest(kept, vector, k, None)
        if all(_version_of(passage) in versions for passage, _ in found):
            return found
        # Only now: telling Chroma which versions count takes ten times as long.
        return _nearest(kept, vector, k, {"version": {"$in": sorted(versions)}})

    def _though_changing(self, look: Callable[[], T]) -> T:
        """What `look` returns. Where another process has just removed something, look again."""
        from chromadb.errors import ChromaError

        for _ in range(_ATTEMPTS - 1):
            try:
                return look()
            except ChromaError:
                self.refresh()
        return look()

    # Tidying

    def _is_readable(self, fingerprint: str) -> bool:
        """Whether a stored vector can be had and searched for."""
        from chromadb.errors import ChromaError

        kept = self._collection(fingerprint)
        try:
            stored = kept.get(limit=1, include=["embeddings"])["embeddings"]
            return not len(stored) or bool(_nearest(kept, stored[0], 1, None))
        except ChromaError:
            return False

    def _remove_leftovers(self) -> None:
        """Collections that a killed run has not finished, or that a finished one has replaced."""
        for collection in self._collections():
            kept = self._collection(collection.metadata["fingerprint"])
            if kept is None or kept.id != collection.id:
                self._connect().delete_collection(collection.name)

    def _fold_long_log(self, fingerprint: str) -> None:
        """Fold the log if it is long; else note how long it has become."""
        kept = self._collection(fingerprint)
        log = kept.metadata["log"] + self._changes.pop(fingerprint, 0)
        if log > max(_LONGEST_LOG, _LONGEST_SHARE * kept.count()):
            self._fold(fingerprint, kept)
        elif log != kept.metadata["log"]:
            kept.modify(metadata={**kept.metadata, "log": log})

    def _fold(self, fingerprint: str, old: Any) -> None:
        """Copy everything into a fresh collection, fold that one, switch to it, drop the old."""
        number = _number(old) + 1
        new = self._create(fingerprint, number, ready=False)
        for at in range(0, old.count(), _PAGE):
            rows = old.get(limit=_PAGE, offset=at, include=["embeddings", "metadatas"])
            new.upsert(ids=rows["ids"], embeddings=rows["embeddings"], metadatas=rows["metadatas"])
        if new.count() != old.count():
            raise LibraryError("The vectors have changed while they were folded.", "Do it again.")
        with warnings.catch_warnings():
            # Chroma warns of a collection that has no embedding function of its own.
            warnings.simplefilter("ignore", DeprecationWarning)
            new.modify(
                metadata={**new.metadata, "ready": True},
                configuration={"hnsw": {"sync_threshold": _NEVER}},
            )
        self._connect().delete_collection(old.name)

    def _remove_empty_folders(self) -> None:
        """Chroma leaves the graphs of deleted collections in the folder."""
        database = self._folder / "chroma.sqlite3"
        if not database.is_file():
            return
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as sql:
            used = {row[0] for row in sql.execute("SELECT id FROM segments")}
        for folder in self._folder.iterdir():
            if _UUID.fullmatch(folder.name) and folder.name not in used:
                rmtree(folder, ignore_errors=True)

    # Errors

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn whatever Chroma raises into a LibraryError that says what to do."""
        try:
            yield
        except AssistantError:
            raise
        except Exception as error:
            raise self._explain(str(error).split("\n")[0]) from error

    def _explain(self, said: str) -> LibraryError:
        said = said.strip().rstrip(".")
        if self._server:
            what = f"The Chroma server at {self._server} cannot be used ({said})."
            return LibraryError(what, "Start it (`chroma run`), or correct ASSISTANT_CHROMA.")
        what = f"The vectors in {self._folder} cannot be used ({said})."
        if "full" in said or "No space" in said or self._is_disk_full():
            return LibraryError(what, "The disk is full: make room on it and do it again.")
        if "readonly" in said or "read-only" in said.lower() or "denied" in said:
            return LibraryError(what, "Make that folder writable, or set ASSISTANT_DATA.")
        return LibraryError(what, "Remove that folder and run `assistant index`; it is made anew.")

    def _is_disk_full(self) -> bool:
        """Chroma does not always say so."""
        return self._folder.is_dir() and disk_usage(self._folder).free < _LITTLE_ROOM


def _not_built() -> LibraryError:
    return LibraryError(
        "The vectors of the embedders in use are not built yet.", "Run `assistant index`."
    )


def _sessions(client: Any) -> list[Any]:
    """The HTTP sessions of a server's client. Chroma closes none, and lets them wait for ever."""
    clients = [client, getattr(client, "_admin_client", None)]
    servers: list[Any] = [getattr(one, "_server", None) for one in clients]
    return [one._session for one in servers if hasattr(one, "_session")]


def _number(collection: Any) -> int:
    return int(collection.metadata["number"])


def _version_of(passage: str) -> str:
    """The version in a passage's id."""
    return passage.rpartition(":")[0]


def _nearest(
    collection: Any, vector: Sequence[float], k: int, where: dict[str, Any] | None
) -> list[tuple[str, float]]:
    found = collection.query(
        query_embeddings=[vector], n_results=k, where=where, include=["distances"]
    )
    pairs = zip(found["ids"][0], found["distances"][0], strict=True)
    return [(passage, 1.0 - float(distance)) for passage, distance in pairs]
