"""The words of the annual summary, in both languages."""

from __future__ import annotations

from assistant.model import Language

_EN = {
    "contract": "Contracts", "patent": "Patents", "project": "Projects",
    "assignment": "Assignment", "licence": "Licence", "investment": "Investment at a price",
    "development": "Technology development", "consulting": "Technical consulting",
    "service": "Technical service", "other": "Other",
    "invention": "Invention", "utility_model": "Utility model", "design": "Design",
    "q1": "First quarter", "q2": "Second quarter", "q3": "Third quarter", "q4": "Fourth quarter",
    "not stated": "Not stated",
    "kind": "Kind", "partner": "Partner type", "quarter": "Quarter", "patent_type": "Patent type",
    "status": "Status",
    "count": "Number", "amount": "Amount ({currency})", "received": "Received ({currency})",
    "rows": "Rows of the ledger", "figure": "Figure", "change": "Change",
    "percent": "Change (%)", "undefined": "undefined (base 0)", "none": "–",
    "undefined note": "– in the change in per cent: undefined, since the base is 0.",
    "heading": "{Records} of {year}",
    "counted": "{Records} dated in {year} in the ledger “{ledger}”: {count}.",
    "worth": "Together they are worth {sums}.",
    "paid": "Income received from them: {sums}.",
    "apart": "Amounts in different currencies are not added together.",
    "and": " and ",
    "by": "{Records} of {year} by {group}",
    "chart count": "Contracts by kind",
    "chart amount": "Amount of contracts by quarter",
    "previous year": "Year of comparison", "year before": "the year before {year}",
    "compared": "Compared with {previous}",
    "compared text": "The change is the figure of {year} less that of {previous}; the change in "
    "per cent is of the figure of {previous}, rounded to one decimal.",
    "compared table": "{year} and {previous}",
    "rows of": "Rows of {year}",
    "no base": "The ledger has no row that is dated in {previous}, so nothing is compared.",
    "nothing": "The ledger has no row that is dated in {year}.",
    "unread": "Rows that were not counted",
    "unread text": "Rows of the ledger that could not be read, and so are in no figure: {count}.",
    "row": "Row", "column": "Column", "reason": "Why", "whole row": "whole row",
    "other years": "Not of {year} or {previous}, and so in no figure: {rows}.",
    "no income": "No income received is stated in {rows}.",
    "unread notice": "Rows of the ledger that could not be read: {count}; they are listed in the paper.",
    "unread label": "Rows of the ledger that were not counted",
    "list label": "Rows of list {list}",
    "list note": "Longer lists of rows have a number (R1 …) and stand with the facts of the paper.",
    "of": "{figure}, {part}", "of year": "{figure}, {year}",
    "from": "{rows} of {ledger}", "from part": "{part}; {rows} of {ledger}",
    "unreadable ledger": "The ledger was left out. {error}",
}  # fmt: skip

_ZH = {
    "contract": "合同", "patent": "专利", "project": "项目",
    "assignment": "转让", "licence": "许可", "investment": "作价投资",
    "development": "技术开发", "consulting": "技术咨询", "service": "技术服务", "other": "其他",
    "invention": "发明", "utility_model": "实用新型", "design": "外观设计",
    "q1": "第一季度", "q2": "第二季度", "q3": "第三季度", "q4": "第四季度",
    "not stated": "未填",
    "kind": "转化方式", "partner": "合作方类型", "quarter": "季度", "patent_type": "专利类型",
    "status": "状态",
    "count": "数量", "amount": "金额（{currency}）", "received": "到账（{currency}）",
    "rows": "台账行", "figure": "指标", "change": "增减", "percent": "增减（%）",
    "undefined": "无法计算（基数为零）", "none": "—",
    "undefined note": "增减百分比中的“—”：基数为零，无法计算。",
    "heading": "{year}年{Records}",
    "counted": "台账“{ledger}”中日期在{year}年的{Records}共{count}项。",
    "worth": "金额合计{sums}。",
    "paid": "到账收入{sums}。",
    "apart": "不同币种的金额不相加。",
    "and": "和",
    "by": "{year}年{Records}，按{group}",
    "chart count": "各转化方式的合同数量",
    "chart amount": "各季度合同金额",
    "previous year": "比较年度", "year before": "{year}年的上一年",
    "compared": "与{previous}年比较",
    "compared text": "增减为{year}年的数减{previous}年的数；增减百分比以{previous}年的数为基数，"
    "保留一位小数。",
    "compared table": "{year}年与{previous}年",
    "rows of": "{year}年台账行",
    "no base": "台账中没有日期在{previous}年的行，不作比较。",
    "nothing": "台账中没有日期在{year}年的行。",
    "unread": "未计入的行",
    "unread text": "台账有{count}行无法读取，未计入任何数字。",
    "row": "行", "column": "列", "reason": "原因", "whole row": "整行",
    "other years": "日期不在{year}年或{previous}年，未计入任何数字：{rows}。",
    "no income": "未填到账收入：{rows}。",
    "unread notice": "台账有{count}行无法读取，已在文稿中列出。",
    "unread label": "台账中未计入的行",
    "list label": "清单{list}的行",
    "list note": "较长的行号清单有编号（R1……），列在文稿的事实中。",
    "of": "{figure}，{part}", "of year": "{year}年{figure}",
    "from": "{ledger}，{rows}", "from part": "{part}；{ledger}，{rows}",
    "unreadable ledger": "未采用台账。{error}",
}  # fmt: skip

_WORDS: dict[Language, dict[str, str]] = {"en": _EN, "zh": _ZH}


def word(key: str, language: Language, **values: object) -> str:
    """A word or sentence of the summary, filled."""
    return _WORDS[language][key].format(**values)


def currency_name(code: str, language: Language) -> str:
    """A currency as heads and charts name it."""
    return "元" if (code, language) == ("CNY", "zh") else code


def known(key: str) -> bool:
    """Whether there is a word of that key."""
    return key in _EN
