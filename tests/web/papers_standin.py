"""An assistant with real papers and reviews over the five documents, that can find nothing.

Run as a program, it serves the page: `python tests/web/papers_standin.py PORT DATA [USERS]`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.bootstrap import Assistant, build_assistant
from assistant.settings import Settings


def office(data: Path, users: str = "") -> Assistant:
    """The assistant with its library in the folder `data`; what is there already stays."""
    from doubles import MemoryIndex

    from assistant.reading.files import read_document
    from assistant.reading.manifest import read_manifest

    settings = Settings(data=data, users=users, model="", _env_file=None)
    assistant = build_assistant(settings, embedders=(), passages=MemoryIndex())
    if not assistant.documents():
        for source in read_manifest(settings.corpus):
            document = read_document(source, settings.file_megabytes)
            assistant.catalogue.put(document, source=source.path, signature=document.version)
    return assistant


def main(port: int, data: str, users: str = "") -> None:
    from assistant.web.serve import serve

    serve(office(Path(data), users), "127.0.0.1", port)


if __name__ == "__main__":
    tests = Path(__file__).resolve().parents[1]
    sys.path[:0] = [str(tests.parent), str(tests)]
    main(int(sys.argv[1]), *sys.argv[2:])
