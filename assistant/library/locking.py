"""One indexing run at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import LibraryBusy, LibraryError

_NAME = "index.lock"


@contextmanager
def only_run(folder: Path) -> Iterator[None]:
    """Hold the lock in the data folder, which is made if it is not there.

    The system releases the lock of a process that is killed. Raises LibraryBusy if another run
    holds it, LibraryError if the folder cannot be written to.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / _NAME)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise LibraryBusy(
            "Another indexing run is at work.", "Wait until it has ended, then run this again."
        ) from error
    except OSError as error:
        raise LibraryError(
            f"The data folder {folder} cannot be written to ({error.strerror or error}).",
            "Make it writable, or set ASSISTANT_DATA to another folder.",
        ) from error
    try:
        yield
    finally:
        lock.release()
