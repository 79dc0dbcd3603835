"""Which questions ask for a list that the register can give whole, and which list.

Conservative: a question is understood only when nothing is left of it after its unit, document and
period are taken out but words that ask for a list and name its kind. Everything else is left to
the other rooms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.finding.words import language_of
from assistant.model import Language
from assistant.reading.normalize import plain
from assistant.register.asking import Narrowed, narrowed
from assistant.register.facts import Fact, Force, Kind
from assistant.register.register import DATED, Filter, Register
from assistant.register.sentences import HAN


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows that a question asks for, and how they were chosen."""

    kind: Kind
    filter: Filter
    facts: tuple[Fact, ...]
    language: Language


_SMALL = frozenset(
    """what which who whom are is was were be been being do does did have has had the a an all any
    every each of in on at by for to from with under and or as there that those these they it its
    their must shall should will can could may might not please list show give tell me us name find
    out complete full entire whole overview us i we need want know see set out laid down stated
    named mentioned given contained contain appear appears documents document policies policy plans
    plan texts register kind kinds sort so concrete specific main then exactly many different
    various apply applies applicable according""".split()
)
_WORDS: dict[Kind, frozenset[str]] = {
    "responsibilities": frozenset(
        """responsible responsibility responsibilities task tasks charge accountable assign assigns
        assigned assignment assignments give gives answer work jobs""".split()
    ),
    "deadlines": frozenset(
        """deadline deadlines due date dates fall falls falling milestone milestones schedule
        scheduled timetable end ends expire expires done finished finish completed complete
        accomplished achieved happen passed""".split()
    ),
    "targets": frozenset(
        """target targets indicator indicators goal goals figure figures number numbers quantitative
        numerical quantified objective objectives met meet reach reached achieve achieved attain
        attained aim aims aimed set fall due hit value values percentages""".split()
    ),
    "durations": frozenset(
        """time limit limits period periods duration durations minimum maximum long lengths length
        minimal maximal""".split()
    ),
    "duties": frozenset(
        """duty duties obligation obligations obliged required require requirements requirement
        allowed permitted entitled encouraged supported prohibited forbidden right rights
        permission permissions""".split()
    ),
}
_KEYS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("responsibilities", re.compile(r"\b(?:responsib\w+|accountable|tasks?|in charge)\b")),
    ("deadlines", re.compile(r"\b(?:deadlines?|due|milestones?|timetable|due dates?)\b")),
    ("targets", re.compile(r"\b(?:targets?|indicators?|goals|quantitative objectives?)\b")),
    ("durations", re.compile(r"\b(?:time limits?|durations?|periods)\b")),
    (
        "duties",
        re.compile(
            r"\b(?:must|shall|dut(?:y|ies)|obligations?|obliged|required|allowed|permitted|entitled"
            r"|encouraged|supported|prohibited|forbidden|may|can)\b"
        ),
    ),
)
_ASKS = re.compile(r"^(?:and |so )?(?:what|which|list|show|give|tell|name|please|all|find)\b")
_ONE = re.compile(r"\b(?:how|why|when|where)\b|^(?:is|are|does|do|can|may|must)\b")
_WORD = re.compile(r"[a-z']+|\d+")
_FORCES: tuple[tuple[Force, re.Pattern[str]], ...] = (
    (
        "shall_not",
        re.compile(
            r"\b(?:must|may|shall|can) (?:\w+ )*?not\b|not (?:allowed|permitted)|prohibited|forbidden"
            r"|不得|不能|禁止|不可"
        ),
    ),
    ("encouraged", re.compile(r"encouraged|鼓励")),
    ("supported", re.compile(r"supported|支持")),
    ("may", re.compile(r"\b(?:may|can|allowed|permitted|entitled)\b|可以|有权|允许")),
    ("shall", re.compile(r"\b(?:must|shall|obligations?|obliged|required)\b|应当|必须|应该|义务")),
)

_HAN_KEYS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("targets", re.compile(r"指标|目标")),
    ("deadlines", re.compile(r"截止|期限|时间节点|时间要求|到期|节点")),
    ("durations", re.compile(r"时限|时长|期间要求")),
    ("responsibilities", re.compile(r"负责|职责|责任|任务|分工")),
    (
        "duties",
        re.compile(r"应当|必须|应该|可以|不得|不能|禁止|鼓励|支持|义务|有权|允许|要做|要求做"),
    ),
)
_HAN_DONE = re.compile(r"完成|做|实现|落实|到期")
_HAN_ASKS = re.compile(r"哪些|什么|列出|列举|所有|全部|有哪|哪几|清单|一览")
_HAN_ONE = re.compile(
    r"多少|多久|几[年天日月个]|何时|什么时候|为什么|怎么|如何|是否|吗|谁|哪个|哪家|能否"
)
_HAN_SMALL = re.compile(
    r"请|帮我|给我|列出|列举|一下|所有|全部|完整|有哪些|有哪|哪些|哪几项|哪几个|哪几|什么|分别|都|的|了|是|有|在|和|与|及|中|里|内"
    r"|规定|政策|文件|方案|要求|明确|提出|设定|确定|安排|各|项|个|条|事项|工作|事情|事|任务|职责|责任|负责|承担|分工"
    r"|指标|目标|量化|数字|定量|截止|日期|时间节点|节点|时间|期限|时限|到期|要|需要|需|应当|应该|应|必须|可以|可|不得|不能|禁止|被|得到|受到"
    r"|鼓励|支持|义务|有权|允许|做|完成|达到|实现|达成|落实|履行|清单|一览|单位|部门|登记簿|为|对|由|呢|？|\?|，|、|之|底|前|年|以|会|将|哪"
)


def rows_for(question: str, register: Register) -> Listing | None:
    """The complete list that a question in either language asks for; None if it asks for none.

    None also where the list would be empty: what the register does not have is not claimed.
    """
    asks = _HAN_ASKS if HAN.search(question) else _ASKS
    found = narrowed(question, register) if asks.search(plain(question)) else None
    kind = _kind(found) if found else None
    if found is None or kind is None or not _is_enough(kind, found.filter):
        return None
    wanted = found.filter
    if kind == "duties":
        forces = tuple(force for force, said in _FORCES if said.search(found.rest))[:1]
        wanted = replace(wanted, forces=forces)
    if kind not in DATED and wanted.has_period:
        return None
    facts = register.rows(kind, wanted)
    return Listing(kind, wanted, facts, language_of(question)) if facts else None


def _kind(found: Narrowed) -> Kind | None:
    rest = found.rest
    if HAN.search(rest):
        return _chinese_kind(rest, found.filter)
    if _ONE.search(rest) or not _ASKS.match(rest):
        return None
    words = set(_WORD.findall(rest))
    for kind in _candidates(rest, found.filter, _KEYS):
        if words <= _SMALL | _WORDS[kind]:
            return kind
    return None


def _candidates(
    rest: str, wanted: Filter, keys: Iterable[tuple[Kind, re.Pattern[str]]]
) -> Iterable[Kind]:
    yield from (kind for kind, key in keys if key.search(rest))
    if wanted.has_period:
        yield "deadlines"


def _chinese_kind(rest: str, wanted: Filter) -> Kind | None:
    asks = _HAN_ASKS.search(rest)
    if not asks or _HAN_ONE.search(rest) or _HAN_SMALL.sub("", rest).strip(" ,:：;"):
        return None
    kinds = [kind for kind, key in _HAN_KEYS if key.search(rest)]
    if not kinds and wanted.has_period and _HAN_DONE.search(rest):
        return "deadlines"
    return kinds[0] if kinds else None


def _is_enough(kind: Kind, wanted: Filter) -> bool:
    """Whether the question narrows the list to what a person can want to read."""
    if kind in ("responsibilities", "duties"):
        return bool(wanted.units)
    return True
