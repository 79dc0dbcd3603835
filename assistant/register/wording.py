"""The words in which lists of the register are told, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from assistant.model import Language
from assistant.register.facts import (
    Bound,
    Comparator,
    Force,
    Kind,
    Number,
    PeriodUnit,
    Role,
)

FORCES: Mapping[Language, Mapping[Force, str]] = {
    "en": {
        "shall": "shall",
        "shall_not": "shall not",
        "may": "may",
        "encouraged": "encouraged:",
        "supported": "supported:",
        "explored": "to be explored:",
        "advocated": "advocated:",
    },
    "zh": {
        "shall": "应当",
        "shall_not": "不得",
        "may": "可以",
        "encouraged": "鼓励：",
        "supported": "支持：",
        "explored": "探索：",
        "advocated": "倡导：",
    },
}
WEAK: frozenset[Force] = frozenset(("encouraged", "supported", "explored", "advocated"))
COMPARATORS: Mapping[Language, Mapping[Comparator, str]] = {
    "en": {
        "at_least": "at least ",
        "more_than": "more than ",
        "about": "about ",
        "at_most": "at most ",
        "less_than": "less than ",
        "equal": "",
    },
    "zh": {
        "at_least": "不少于",
        "more_than": "超过",
        "about": "约",
        "at_most": "不超过",
        "less_than": "少于",
        "equal": "",
    },
}
BOUNDS: Mapping[Language, Mapping[Bound, str]] = {
    "en": {"at_least": "at least ", "at_most": "at most ", "exactly": ""},
    "zh": {"at_least": "不少于", "at_most": "不超过", "exactly": ""},
}
ROLES: Mapping[Language, Mapping[Role, str]] = {
    "en": {"responsible": "", "lead": "in the lead", "take part": "taking part"},
    "zh": {"responsible": "", "lead": "牵头", "take part": "参与"},
}
_UNITS: Mapping[PeriodUnit, str] = {"day": "日", "month": "个月", "year": "年"}
NAMES: Mapping[Kind, tuple[str, str]] = {
    "responsibilities": ("responsibility", "responsibilities"),
    "deadlines": ("deadline", "deadlines"),
    "targets": ("target", "targets"),
    "durations": ("time limit", "time limits"),
    "duties": ("duty", "duties"),
}
"""What one and what several facts of a kind are called."""

_HAN_KINDS: Mapping[Kind, str] = {
    "responsibilities": "职责任务",
    "deadlines": "期限",
    "targets": "指标",
    "durations": "时限",
    "duties": "要求",
}


def _english_period(value: Number, unit: PeriodUnit, working: bool) -> str:
    name = f"working {unit}" if working else unit
    return f"{value:g} {name}{'' if value == 1 else 's'}"


def _chinese_period(value: Number, unit: PeriodUnit, working: bool) -> str:
    return f"{value:g}{'个工作日' if working else _UNITS[unit]}"


PERIODS: Mapping[Language, Callable[[Number, PeriodUnit, bool], str]] = {
    "en": _english_period,
    "zh": _chinese_period,
}


def _english_head(
    *, kind: Kind, count: int, units: str, titles: Sequence[str], period: str, force: str
) -> str:
    name = NAMES[kind][count != 1]
    narrowed = [
        f"of {units}" if units else "",
        f"({force.rstrip(':')})" if force else "",
        f"in {'; '.join(titles)}" if titles else "",
        period,
    ]
    said = " ".join(["The register lists", str(count), name, *(part for part in narrowed if part)])
    return f"{said}:"


def _chinese_head(
    *, kind: Kind, count: int, units: str, titles: Sequence[str], period: str, force: str
) -> str:
    of = "".join(
        [
            f"《{'》《'.join(titles)}》中" if titles else "",
            f"{units}的" if units else "",
            f"{period}的" if period else "",
            f"“{force.rstrip('：')}”类" if force else "",
        ]
    )
    return f"登记簿共列出{of}{_HAN_KINDS[kind]}{count}项："


HEADS: Mapping[Language, Callable[..., str]] = {"en": _english_head, "zh": _chinese_head}
