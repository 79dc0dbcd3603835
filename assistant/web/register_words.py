"""The Register page's own words in both languages; facts keep the words of their documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.model import Language


@dataclass(frozen=True, slots=True)
class RegisterWords:
    """What the Register page says in one language; `{}` is filled in by the caller."""

    tag: str
    chat: str
    register: str
    view: str
    kind: str
    filter: str
    units: str
    documents: str
    start: str
    end: str
    forces: str
    search: str
    order: str
    open: str
    count: str
    cut: str
    changed: str
    undated: str
    passed: str
    ahead: str
    today: str
    deadline: str
    target: str
    unit_column: str
    matrix: str
    views: Mapping[str, str]
    kinds: Mapping[str, str]
    orders: Mapping[str, str]
    columns: Mapping[str, str]


REGISTER_WORDS: Mapping[Language, RegisterWords] = {
    "en": RegisterWords(
        tag="en",
        chat="Chat",
        register="Register",
        view="Show as",
        kind="List",
        filter="Units, documents, period, force",
        units="Units (none chosen: all)",
        documents="Documents (none chosen: all)",
        start="From (YYYY-MM-DD)",
        end="To (YYYY-MM-DD)",
        forces="Force (none chosen: all)",
        search="Words to look for",
        order="Order",
        open="Open clause {}",
        count="{} of {} rows",
        cut="The first {} rows are shown; narrow the list to see the others. Exports hold all.",
        changed="The register has changed since this list was made. Choose the list again.",
        undated="Without a day",
        passed="passed",
        ahead="ahead",
        today="Today, {}",
        deadline="Deadline",
        target="Target",
        unit_column="Unit",
        matrix="{} units by {} clauses. A mark says that the unit answers for a task of the "
        "clause; press it to read the clause.",
        views={"table": "Table", "timeline": "Timeline", "matrix": "Units by tasks"},
        kinds={
            "responsibilities": "Responsibilities",
            "deadlines": "Deadlines",
            "targets": "Targets",
            "durations": "Durations",
            "duties": "Duties",
        },
        orders={"text": "As in the documents", "day": "By day", "who": "By unit", "what": "A to Z"},
        columns={
            "day": "Day",
            "who": "Who",
            "what": "What",
            "role": "Role",
            "figure": "Figure",
            "period": "Period",
            "force": "Force",
            "clause": "Clause",
        },
    ),
    "zh": RegisterWords(
        tag="zh-CN",
        chat="对话",
        register="登记簿",
        view="显示方式",
        kind="清单",
        filter="单位、文件、期间、约束力",
        units="单位（不选即为全部）",
        documents="文件（不选即为全部）",
        start="起（YYYY-MM-DD）",
        end="止（YYYY-MM-DD）",
        forces="约束力（不选即为全部）",
        search="查找词语",
        order="排序",
        open="打开条款 {}",
        count="{} / {} 条",
        cut="此处显示前 {} 条；缩小范围可查看其余条目。导出文件包含全部条目。",
        changed="登记簿已更新，请重新选择清单。",
        undated="未注明日期",
        passed="已过",
        ahead="未到",
        today="今天，{}",
        deadline="期限",
        target="指标",
        unit_column="单位",
        matrix="{} 个单位，{} 个条款。标记表示该单位负责该条款的任务；点按可阅读条款。",
        views={"table": "表格", "timeline": "时间线", "matrix": "单位与任务"},
        kinds={
            "responsibilities": "职责任务",
            "deadlines": "期限",
            "targets": "指标",
            "durations": "时限",
            "duties": "要求",
        },
        orders={"text": "按原文顺序", "day": "按日期", "who": "按单位", "what": "按内容"},
        columns={
            "day": "日期",
            "who": "主体",
            "what": "内容",
            "role": "角色",
            "figure": "数值",
            "period": "期间",
            "force": "约束力",
            "clause": "条款",
        },
    ),
}
