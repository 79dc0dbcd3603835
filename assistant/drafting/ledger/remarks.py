"""What is said about rows and sheets that cannot be used, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.model import Language

_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence of `SENTENCES` by its key, with the words of the ledger that it is about."""

    key: str
    words: tuple[str, ...] = ()

    def said(self, language: Language) -> str:
        """The sentence in that language; long words of the ledger are cut."""
        english, chinese = SENTENCES[self.key]
        cut = (word if len(word) <= _LONGEST else f"{word[:_LONGEST]}…" for word in self.words)
        return (chinese if language == "zh" else english).format(*cut)

    def __str__(self) -> str:
        return self.said("en")


SENTENCES: dict[str, tuple[str, str]] = {
    "empty": ("the cell is empty", "单元格为空"),
    "not a date": (
        "“{0}” is not a date: write it as 2025-03-31", "“{0}”不是日期，请写作 2025-03-31",
    ),
    "no such day": ("“{0}” is not a day of the calendar", "“{0}”不是日历上的日期"),
    "unknown unit": (
        "“{0}” is not a unit or currency that is known", "“{0}”不是已知的单位或币种",
    ),
    "two currencies": (
        "the currency is stated as {0} and as {1}", "币种同时写作{0}和{1}",
    ),
    "no currency": (
        "no currency is stated: write it in the head, as in “Amount (CNY)”, in a column "
        "“Currency”, or in the cell",
        "未写明币种：请写在表头（如“合同金额（元）”）、“币种”列或单元格中",
    ),
    "too much": (
        "“{0}” is more than can be meant; check the unit", "“{0}”大得不合理，请核对单位",
    ),
    "not an amount": ("“{0}” is not an amount", "“{0}”不是金额"),
    "not one number": ("“{0}” is not one number", "“{0}”不是单一数字"),
    "negative": (
        "“{0}” is negative: correct the contract's own row instead",
        "“{0}”为负数：请改正该合同自身所在的行",
    ),
    "twin row": ("the whole row stands already in row {0}", "整行与第{0}行重复"),
    "twin number": ("the number {1} stands already in row {0}", "编号{1}与第{0}行重复"),
    "twin of a sheet": (
        "the same as row {0} of the sheet “{1}”", "与工作表“{1}”第{0}行重复",
    ),
    "sums": ("a row of sums, which is not counted", "合计行，不计入"),
    "merged": (
        "the cells {0} are merged: unmerge them and fill each cell",
        "{0}为合并单元格：请取消合并并逐格填写",
    ),
    "no value": (
        "a formula without a stored value: open the file and save it, or paste values",
        "公式没有保存的结果：请打开文件后保存，或粘贴为数值",
    ),
    "error": ("the cell holds the error {0}", "单元格为错误值{0}"),
    "unknown record": (
        "“{0}” is neither a contract, a patent nor a project", "“{0}”不是合同、专利或项目",
    ),
    "no head": (
        "The sheet “{0}” has no head that is known; it was left out.",
        "工作表“{0}”没有可识别的表头，未读取。",
    ),
    "macros": ("The workbook's macros were not run.", "未运行工作簿中的宏。"),
}  # fmt: skip
