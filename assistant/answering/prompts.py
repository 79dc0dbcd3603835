"""Prompts are files: one prompt a file, with declared variables.

A prompt is Markdown with a front matter of `key: value` lines between two lines of `---`, of which
`variables: [one, two]` is required; `{{one}}` in the text stands for a variable.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import SettingsError

_FRONT = re.compile(r"---\n(?P<front>(?:[^\n]*\n)*?)---\n+(?P<text>.*)", re.DOTALL)
_VARIABLES = re.compile(r"^variables:\s*\[(?P<names>[^\]]*)\]\s*$", re.MULTILINE)
_SLOT = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_NAME = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt's text with its slots, the variables that it declares, and the hash of its file."""

    name: str
    text: str
    variables: frozenset[str]
    sha256: str

    def render(self, **values: str) -> str:
        """The text with every slot filled; what is filled in is not read again.

        Raises ValueError when a declared variable is missing or another one is given.
        """
        if missing := sorted(self.variables - values.keys()):
            raise ValueError(f"prompt {self.name!r} misses {', '.join(missing)}")
        if unknown := sorted(values.keys() - self.variables):
            raise ValueError(f"prompt {self.name!r} does not declare {', '.join(unknown)}")
        return _SLOT.sub(lambda match: values[match[1]], self.text)


def load(folder: Path, name: str) -> Prompt:
    """The prompt in `folder/name.md`. Raises SettingsError where there is none, or a broken one."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"not the name of a prompt: {name!r}")
    path = folder / f"{name}.md"
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"The prompt {path.name} cannot be read: {error}.",
            "Restore it, or point ASSISTANT_PROMPTS at the folder that holds it.",
        ) from error
    return _parsed(name, content.replace("\r\n", "\n"))


def _parsed(name: str, content: str) -> Prompt:
    parts = _FRONT.fullmatch(content)
    declared = _VARIABLES.search(parts["front"]) if parts else None
    if not parts or not declared:
        raise SettingsError(
            f"The prompt {name}.md does not declare its variables.",
            "It begins with a line ---, a line like variables: [question, sources], a line ---.",
        )
    variables = frozenset(v.strip() for v in declared["names"].split(",") if v.strip())
    used = frozenset(_SLOT.findall(parts["text"]))
    if used != variables:
        raise SettingsError(
            f"The prompt {name}.md declares {sorted(variables)} and uses {sorted(used)}.",
            "Make the two agree.",
        )
    digest = hashlib.sha256(content.encode("utf-8")).hexdigest()
    return Prompt(name, parts["text"].strip(), variables, f"sha256:{digest}")
