"""Files appear whole or not at all: written beside their place, then moved there."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import uuid4

from assistant.errors import DraftNotWritten


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path`, replacing what was there only when all of it is on the disk.

    Raises DraftNotWritten; what stood at `path` before is then untouched.
    """
    beside = path.with_name(f".{uuid4().hex}.part")
    try:
        try:
            with beside.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise DraftNotWritten(
            f"{path} cannot be written: {error.strerror or error}.",
            "Free some space or choose another folder, then export again; the draft is kept.",
        ) from error
