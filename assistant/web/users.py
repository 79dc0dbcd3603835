"""The people who may log in: one line each in a file, `name: hash of the password`.

The hash is scrypt's (RFC 7914) with its parameters and a salt of its own. Standard library only.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode
from pathlib import Path

from assistant.drafting.writing import write_whole
from assistant.errors import SettingsError, UsageError
from assistant.review.content import is_one_of, person

SHORTEST = 8
_COST, _BLOCK, _LANES = 2**14, 8, 1  # 16 MiB and some 50 ms for each try
_MEMORY = 64 * 2**20


class Users:
    """The people in a file, which is read anew at each log-in, so that a new line works at once."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def knows(self, name: str, password: str) -> bool:
        """Whether the person of this name has this password. Raises SettingsError.

        An unknown name takes as long as a known one.
        """
        kept = self._lines().get(name.strip())
        return matches(password, kept or _NOBODY) and kept is not None

    def add(self, name: str, password: str) -> bool:
        """Add a person, or change the password of one; whether the person is new.

        Raises UsageError for what is no name, a name that could be taken for another person's,
        and a short password.
        """
        known, who = self._lines(), person(name)
        if ":" in who or who.startswith("#"):
            raise UsageError(f"{who!r} cannot stand in the file.", "Use no colon and no #.")
        if who not in known and is_one_of(who, tuple(known)):
            raise UsageError(f"{who!r} is another spelling of a known name.", "Add a second name.")
        if len(password) < SHORTEST:
            raise UsageError("The password is too short.", f"Use {SHORTEST} characters or more.")
        lines = known | {who: hashed(password)}
        text = "".join(f"{each}: {kept}\n" for each, kept in lines.items())
        self._file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._file, text.encode())
        self._file.chmod(0o600)
        return who not in known

    def _lines(self) -> dict[str, str]:
        try:
            text = self._file.read_text("utf-8") if self._file.exists() else ""
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(
                f"The file of users {self._file} cannot be read.", "See ASSISTANT_USERS."
            ) from error
        parted = (line.partition(":") for line in text.splitlines() if line.strip(" #"))
        return {name.strip(): kept.strip() for name, _, kept in parted if kept.strip()}


def hashed(password: str) -> str:
    """The password as the file keeps it."""
    salt = secrets.token_bytes(16)
    key = _key(password, salt, _COST, _BLOCK, _LANES)
    return "$".join(["scrypt", f"{_COST},{_BLOCK},{_LANES}", _text(salt), _text(key)])


def matches(password: str, kept: str) -> bool:
    """Whether the password is the one that was kept. What cannot be read matches nothing."""
    try:
        way, numbers, salt, key = kept.split("$")
        cost, block, lanes = (int(number) for number in numbers.split(","))
        found = _key(password, b64decode(salt), cost, block, lanes)
        return way == "scrypt" and hmac.compare_digest(found, b64decode(key))
    except ValueError:
        return False


def _key(password: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    return hashlib.scrypt(
        password.encode(), salt=salt, n=cost, r=block, p=lanes, maxmem=_MEMORY, dklen=32
    )


def _text(raw: bytes) -> str:
    return b64encode(raw).decode("ascii")


_NOBODY = "$".join(["scrypt", f"{_COST},{_BLOCK},{_LANES}", _text(bytes(16)), _text(bytes(32))])
