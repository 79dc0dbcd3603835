"""Ledgers that are brought to the page are kept in the data folder, named by their content."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from hashlib import sha256
from pathlib import Path

from assistant.drafting.writing import write_whole
from assistant.errors import UnreadableFile

LARGEST = 20 * 2**20
_UNFIT = re.compile(r"[^\w.\- ]+")
_SUFFIXES = (".csv", ".xlsx")


class Ledgers:
    """The kept ledgers; what a fact holds is the path below `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, name: str, content: str) -> str:
        """Keep a file, given in base 64, durably; its path below the folder.

        Raises UnreadableFile for what is no ledger by its name, broken, or larger than LARGEST.
        """
        shown = _UNFIT.sub("_", name.replace("\\", "/").rpartition("/")[2])[-100:].strip(" .")
        if not shown.lower().endswith(_SUFFIXES):
            raise UnreadableFile(
                f"{shown or 'The file'} is no ledger.", "Bring a .csv or .xlsx file."
            )
        try:
            raw = b64decode(content, validate=True)
        except (Error, ValueError) as error:
            raise UnreadableFile(f"{shown} has not arrived whole.", "Choose it again.") from error
        if len(raw) > LARGEST:
            raise UnreadableFile(f"{shown} is larger than 20 MB.", "Split it by year.")
        place = self.folder / sha256(raw).hexdigest()[:16]
        place.mkdir(parents=True, exist_ok=True)
        write_whole(place / shown, raw)
        return f"{place.name}/{shown}"
