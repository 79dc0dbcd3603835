"""The questions that an empty conversation offers, in both languages."""

from __future__ import annotations

from assistant.model import Language

EXAMPLES: dict[Language, tuple[str, ...]] = {
    "en": (
        "For how long must a decision to assign ownership be announced inside the entity?",
        "How many technology managers does Shanghai want to train and recruit by 2027?",
        "Who is responsible for reviewing the existing patents of universities and hospitals?",
    ),
    "zh": (
        "赋权决定要在单位内部公示多少天？",
        "到2027年，上海技术合同成交额的目标是多少？",
        "高校和医院盘点存量专利由哪些部门负责？",
    ),
}
