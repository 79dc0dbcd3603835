"""What the user is told when a language model's reply is not shown as it came."""

from __future__ import annotations

from assistant.errors import ChatModelError
from assistant.model import Language


def dropped(language: Language, count: int) -> str:
    """Some statements were left out."""
    if language == "zh":
        return f"语言模型的 {count} 条陈述未显示，因为所引条款不足以支持。"
    if count == 1:
        return "1 statement of the model was left out: the clauses it cites do not support it."
    return (
        f"{count} statements of the model were left out: the clauses they cite do not support them."
    )


def failed(language: Language, error: ChatModelError) -> str:
    """The model could not be used."""
    if language == "zh":
        return f"语言模型未能作答，以下内容未使用语言模型，直接取自条款。（{error}）"
    return f"The language model did not answer, so this was made without it. ({error})"


def empty(language: Language, *, declined: bool) -> str:
    """The model answered, and nothing of it may be shown."""
    if language == "zh":
        why = "语言模型认为条款中没有答案" if declined else "语言模型的陈述均未得到条款支持"
        return f"{why}，以下内容未使用语言模型。"
    if declined:
        return "The language model found no answer in the clauses; this was made without it."
    return "No statement of the language model was supported; this was made without it."
