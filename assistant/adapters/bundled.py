"""What the two bundled encoders share: which package carries them, and what texts they get."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from assistant.errors import EmbedderError

LONGEST = 1000
"""Characters of a text that are embedded. Both models were made for sentences, and a text without
any full stop would cost minutes."""


def package_version(package: str) -> str:
    """The installed version of the package that carries an encoder. Raises EmbedderError."""
    try:
        return version(package)
    except PackageNotFoundError as error:
        raise EmbedderError(
            f"The bundled encoder needs the package {package}, which is not installed.",
            "Install it (`make run` does), or choose other embedders with ASSISTANT_EMBEDDERS.",
        ) from error


def broken(package: str, error: Exception) -> EmbedderError:
    """What to tell when a bundled encoder does not load or fails on a text."""
    return EmbedderError(
        f"The bundled encoder of the package {package} does not work here: {error}.",
        "Install that package again, or choose other embedders with ASSISTANT_EMBEDDERS.",
    )


def embeddable(text: str) -> str:
    """The text as the encoders can take it: valid UTF-8, no NUL, not endless."""
    return text[:LONGEST].replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
