"""The generated parts of README.md and docs/: written from the program, or checked against it.

    python docs/generate.py            write them
    python docs/generate.py --check    say what has drifted; status 1 if anything has

A generated part stands between `<!-- generated: NAME -->` and `<!-- end -->`. The dialogue comes
from the real assistant over corpus/, in a library of its own (build/docs), so that what you have
indexed yourself changes nothing.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from pydantic.fields import FieldInfo
from typer.testing import CliRunner

from assistant.cli import app
from assistant.settings import PROJECT, Settings

PART = re.compile(r"(<!-- generated: (?P<name>[a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
WIDTH = 92
DAY = "2025-06-01"
QUESTIONS = (
    "For how long must a decision to assign ownership be announced inside the entity?",
    "赋权决定要在单位内部公示多少天？",
    "What is the phone number of the technology exchange?",
)


def pages() -> list[Path]:
    """The files that may hold generated parts."""
    return [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]


def settings_table() -> str:
    """Every setting: its variable, its default and what it means."""
    rows = [_setting(name, field) for name, field in Settings.model_fields.items()]
    return "\n".join(["| variable | default | meaning |", "|---|---|---|", *rows]) + "\n"


def _setting(name: str, field: FieldInfo) -> str:
    shared = name.startswith("openai_")
    variable = name.upper() if shared else f"ASSISTANT_{name.upper()}"
    default = field.default
    if isinstance(default, Path):
        default = f"{default.relative_to(PROJECT)}/"
    shown = f"`{default}`" if default not in ("", None) else ""
    return f"| `{variable}` | {shown} | {field.description} |"


def commands() -> str:
    """What `--help` says of every command, and of the commands below it."""
    return "\n".join(_commands())


def _commands(*above: str) -> Iterator[str]:
    listed = _help(*above).partition("Commands:")[2]
    for name in re.findall(r"^  ([a-z]+)  ", listed, re.MULTILINE):
        command = (*above, name)
        level = "#" * (1 + len(command))
        yield f"{level} assistant {' '.join(command)}\n\n```text\n{_help(*command)}```\n"
        yield from _commands(*command)


def _help(*command: str) -> str:
    environment = {"COLUMNS": str(WIDTH), "NO_COLOR": "1"}
    arguments = [*command, "--help"]
    return CliRunner().invoke(app, arguments, prog_name="assistant", env=environment).stdout


def make_targets() -> str:
    """What `make` can do."""
    lines = (PROJECT / "Makefile").read_text(encoding="utf-8").splitlines()
    targets = [re.fullmatch(r"([a-z-]+):.*?## (.*)", line) for line in lines]
    rows = [f"| `make {target[1]}` | {target[2]} |" for target in targets if target]
    return "\n".join(["| command | what it does |", "|---|---|", *rows]) + "\n"


def dialogue() -> str:
    """Real questions and what the program says to them, as a terminal shows it."""
    return "```console\n" + "\n".join(_exchanges()) + "```\n"


def _exchanges() -> Iterator[str]:
    environment = {
        **{name: value for name, value in os.environ.items() if not _is_setting(name)},
        "ASSISTANT_DATA": str(PROJECT / "build" / "docs"),
        "COLUMNS": str(WIDTH),
        "NO_COLOR": "1",
    }
    _assistant(["index"], environment)
    for question in QUESTIONS:
        said = _assistant(["ask", question, "--as-of", DAY], environment)
        lines = [line.rstrip() for line in said.splitlines()]
        yield "\n".join([f'$ assistant ask "{question}"', *lines, ""])


def _is_setting(name: str) -> bool:
    return name.startswith(("ASSISTANT_", "OPENAI_"))


def _assistant(arguments: list[str], environment: dict[str, str]) -> str:
    command = [sys.executable, "-m", "assistant", *arguments]
    # The project's own .env must not change what the README shows.
    folder = PROJECT / "build"
    folder.mkdir(exist_ok=True)
    environment = {**environment, "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(  # noqa: S603
        command, env=environment, cwd=folder, stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    return done.stdout


PARTS: dict[str, Callable[[], str]] = {
    "settings": settings_table,
    "commands": commands,
    "targets": make_targets,
    "dialogue": dialogue,
}
SLOW = {"dialogue"}


def generated(text: str, *, slow: bool = True) -> str:
    """The page with its generated parts as they should be; slow ones only where wanted."""

    def part(match: re.Match[str]) -> str:
        name = match["name"]
        if name in SLOW and not slow:
            return match[0]
        return f"{match[1]}{PARTS[name]()}{match[3]}"

    return PART.sub(part, text)


def drift(page: Path, *, slow: bool = True) -> list[str]:
    """How a page differs from what it should be, as lines of a diff; empty where it is current."""
    have = page.read_text(encoding="utf-8")
    want = generated(have, slow=slow)
    name = page.relative_to(PROJECT).as_posix()
    return list(
        difflib.unified_diff(
            have.splitlines(), want.splitlines(), name, f"{name}, generated", lineterm=""
        )
    )


def main() -> int:
    """Write or check the generated parts of all pages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing, say what drifted")
    if parser.parse_args().check:
        drifted = [line for page in pages() for line in drift(page)]
        sys.stdout.write("\n".join([*drifted, ""]) if drifted else "The docs are current.\n")
        return 1 if drifted else 0
    for page in pages():
        page.write_text(generated(page.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
