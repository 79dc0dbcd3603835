"""The columns of a ledger by name, in both languages, and the words that their cells hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from assistant.drafting.ledger.entries import Record

Word = TypeVar("Word", bound=str)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its names in the template, other names it goes by, and what it must hold.

    `needed_by` names the records that cannot do without it.
    """

    en: str
    zh: str
    aliases: tuple[str, ...]
    needed_by: tuple[Record, ...]
    hint_en: str
    hint_zh: str


_ALL: tuple[Record, ...] = ("contract", "patent", "project")

COLUMNS: Mapping[str, Column] = {
    "record": Column(
        "Record", "记录类型",
        ("record type", "entry type", "类别", "记录", "台账类型", "台账类别"), (),
        "contract, patent or project; empty: contract", "合同、专利或项目；留空为合同",
    ),
    "number": Column(
        "Number", "编号",
        ("no", "contract number", "contract no", "contract id", "id", "patent number",
         "patent no", "project number", "project no", "registration number", "合同编号", "合同号",
         "专利号", "专利申请号", "申请号", "项目编号", "项目号", "登记编号", "合同登记编号"), (),
        "the contract's, patent's or project's own number", "合同、专利或项目自身的编号",
    ),
    "day": Column(
        "Date", "日期",
        ("contract date", "signing date", "signed", "signed on", "date signed", "grant date",
         "filing date", "start date", "签订日期", "签约日期", "签订时间", "合同日期", "合同签订日期",
         "授权日期", "授权公告日", "申请日", "申请日期", "立项日期", "登记日期", "时间"), _ALL,
        "signed, granted or started on, as 2025-03-31", "签订、授权或立项日期，如 2025-03-31",
    ),
    "title": Column(
        "Title", "名称",
        ("name", "contract title", "contract name", "patent title", "project name",
         "project title", "achievement", "subject", "合同名称", "项目名称", "专利名称", "成果名称",
         "科技成果名称", "标题"), _ALL,
        "what it is about", "合同、专利或项目名称",
    ),
    "kind": Column(
        "Kind", "转化方式",
        ("type", "contract type", "contract kind", "way", "way of transformation",
         "transfer type", "mode", "转化形式", "合同类型", "合同类别", "方式", "交易方式"),
        ("contract",),
        "assignment, licence, investment, development, consulting or service",
        "转让、许可、作价投资、技术开发、技术咨询或技术服务",
    ),
    "partner": Column(
        "Partner", "合作方",
        ("partner name", "company", "counterparty", "licensee", "assignee", "client", "customer",
         "受让方", "被许可方", "合作单位", "合作企业", "委托方", "对方单位", "企业名称", "甲方"), (),
        "the other party", "合同对方",
    ),
    "partner_type": Column(
        "Partner type", "合作方类型",
        ("type of partner", "company type", "partner kind", "企业类型", "合作单位类型", "受让方类型",
         "单位性质", "企业性质", "合作方性质"), (),
        "such as state-owned, private, foreign", "如国有企业、民营企业、外资企业",
    ),
    "amount": Column(
        "Amount", "合同金额",
        ("contract amount", "contract value", "value", "price", "sum", "金额", "合同额",
         "成交金额", "交易金额", "总金额", "合同总金额", "项目经费", "经费"), ("contract",),
        "with its unit and currency in the head, in the cell or in the next two columns",
        "单位和币种写在表头、单元格或其后两列中",
    ),
    "unit": Column(
        "Unit", "单位",
        ("amount unit", "unit of amount", "金额单位", "计量单位"), (),
        "yuan, 10k yuan, million …", "元、万元、亿元等",
    ),
    "currency": Column(
        "Currency", "币种",
        ("currency code", "货币", "货币种类", "币别"), (),
        "CNY, USD, EUR …", "人民币、美元、欧元等",
    ),
    "received": Column(
        "Received", "到账金额",
        ("income received", "amount received", "received income", "received amount", "paid",
         "income", "实到金额", "到款金额", "到账收入", "实际到账金额", "当年到账金额", "到账额",
         "已到账金额", "收入"), (),
        "income received; empty: not stated", "实际到账收入；留空为未填",
    ),
    "patent_type": Column(
        "Patent type", "专利类型",
        ("type of patent", "kind of patent", "专利种类", "专利类别"), ("patent",),
        "invention, utility model or design", "发明、实用新型或外观设计",
    ),
    "status": Column(
        "Status", "状态",
        ("state", "legal status", "contract status", "法律状态", "合同状态", "履行状态", "进展"), (),
        "free words", "自由填写",
    ),
}  # fmt: skip

RECORDS: Mapping[Record, tuple[str, ...]] = {
    "contract": ("contract", "contracts", "合同", "技术合同", "合同台账"),
    "patent": ("patent", "patents", "专利", "专利台账"),
    "project": ("project", "projects", "项目", "科研项目", "项目台账"),
}

KINDS: Mapping[str, tuple[str, ...]] = {
    "assignment": ("assignment", "assign", "assigned", "transfer", "sale", "转让", "技术转让",
                   "专利转让", "专利权转让", "专利申请权转让"),
    "licence": ("licence", "license", "licensing", "licensed", "许可", "技术许可", "专利许可",
                "实施许可", "专利实施许可", "普通许可", "独占许可", "排他许可", "开放许可"),
    "investment": ("investment", "invest", "equity", "equity investment", "作价投资", "作价入股",
                   "技术入股", "技术作价投资"),
    "development": ("development", "technology development", "r&d", "开发", "技术开发", "委托开发",
                    "合作开发"),
    "consulting": ("consulting", "consultancy", "technical consulting", "technology consulting",
                   "咨询", "技术咨询"),
    "service": ("service", "services", "technical service", "technology service",
                "technical services", "服务", "技术服务"),
}  # fmt: skip

PATENT_TYPES: Mapping[str, tuple[str, ...]] = {
    "invention": ("invention", "invention patent", "发明", "发明专利"),
    "utility_model": ("utility model", "utility", "实用新型", "实用新型专利"),
    "design": ("design", "industrial design", "design patent", "外观设计", "外观设计专利", "外观"),
}

TOTALS = {"合计", "总计", "小计", "总和", "total", "totals", "subtotal", "grand total", "sum"}
"""What the first cell of a row says that only adds up the rows above it."""


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A name without what people write differently: case, width, spaces, dashes, underscores."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    spaced = re.sub(r"[\s\-_.·:/*]+", " ", folded).strip()
    return re.sub(r"(?<=[\u4e00-\u9fff]) | (?=[\u4e00-\u9fff])", "", spaced)


def named(words: Mapping[Word, tuple[str, ...]], text: str) -> Word | None:
    """The key under which a word is listed, None where it is not."""
    wanted = plain(text)
    return next((key for key, names in words.items() if wanted in map(plain, names)), None)


def column_named(head: str) -> tuple[str, str] | None:
    """The column that a head names, and the unit and currency in the head ("" for none).

    Brackets hold the unit: "Amount (10k CNY)", "合同金额（万元）"; so may what follows a comma.
    """
    name, unit = _split_unit(head)
    return (_BY_NAME[plain(name)], unit) if plain(name) in _BY_NAME else None


def _split_unit(head: str) -> tuple[str, str]:
    text = unicodedata.normalize("NFKC", head).strip()
    found = re.fullmatch(r"(.+?)\s*[(\[]\s*(?:单位\s*:?|in |unit:?\s*)?(.+?)\s*[)\]]", text)
    found = found or re.fullmatch(r"(.+?)\s*[,/]\s*(.+)", text)
    return (found[1], found[2]) if found else (text, "")


_BY_NAME = {
    plain(name): key
    for key, column in COLUMNS.items()
    for name in (column.en, column.zh, *column.aliases)
}
