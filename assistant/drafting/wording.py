"""The engine's own sentences in both languages; `{…}` is filled, never read as anything else."""

from __future__ import annotations

from assistant.model import Language

_SENTENCES = {
    "blank": ("[missing: {label}]", "〔待补：{label}〕"),
    "kept": ("Kept: {requires}", "符合要求：{requires}"),
    "needs": (
        "{requires} To check this, please give: {facts}.",
        "{requires}为核对此项，请补充：{facts}。",
    ),
    "unverified": (
        "{requires} The clause that this rests on could not be verified in the library.",
        "{requires}此项所依据的条款未能在文件库中核实。",
    ),
    "not_applicable": ("Does not apply to this paper: {requires}", "不适用于本文件：{requires}"),
    "advice": ("Advice, not an obligation: {mend}", "建议（非强制）：{mend}"),
    "rows": ("{mend} (rows {rows})", "{mend}（第{rows}行）"),
    "unread": (
        "“{label}” ({name}) could not be read and is treated as missing: {reason}.",
        "“{label}”（{name}）无法读取，按缺失处理：{reason}。",
    ),
    "unread_cell": (
        "“{label}” ({name}), row {row}{column}: {reason}. The cell is treated as missing.",
        "“{label}”（{name}）第{row}行{column}：{reason}。该单元格按缺失处理。",
    ),
    "missing_cell": (
        "Please give “{column}” in row {row} of “{label}”.",
        "请补充“{label}”第{row}行的“{column}”。",
    ),
    "unknown": (
        "This paper takes no fact “{name}”; it was left aside.",
        "本文件没有“{name}”这一事实，未予采用。",
    ),
    "nearest": (" Perhaps you mean {near}.", "您是否指：{near}。"),
    "read_as": ("“{name}” was read as {near}.", "“{name}”按“{near}”读取。"),
    "twice": (
        "“{label}” ({name}) is given twice with different values; it is treated as missing.",
        "“{label}”（{name}）给出了两个不同的值，按缺失处理。",
    ),
    "described_twice": (
        "The description gives “{label}” ({name}) several values; none was taken.",
        "情况说明中“{label}”（{name}）有多个不同的值，均未采用。",
    ),
    "contradicts": (
        "The description says {said} for “{label}” ({name}); the fact given, {given}, was kept.",
        "情况说明中“{label}”（{name}）为{said}，与所填的{given}不一致；以所填为准。",
    ),
    "from_description": ("read from the description: “{words}”", "取自情况说明：“{words}”"),
    "no_document": (
        "The document {document} is not in the library, so what rests on it is not cited.",
        "文件库中没有文件{document}，以其为依据的内容未予引用。",
    ),
    "no_quote": (
        "The words “{quote}” are not in the present version of {document}; "
        "what rests on them is not cited.",
        "{document}现行版本中没有“{quote}”一语，以其为依据的内容未予引用。",
    ),
    "superseded": (
        "The document {document} has been superseded by {by}; check what rests on it.",
        "文件{document}已被{by}取代，请核对以其为依据的内容。",
    ),
    "invention": (
        "A sentence of “{heading}” was left out: “{words}” is in no fact and no cited clause.",
        "“{heading}”中有一句未予保留：“{words}”既不见于所给事实，也不见于所引条款。",
    ),
    "reworded": (
        "A language model reworded: {headings}. The text before is kept beside it.",
        "以下部分经语言模型润色：{headings}。润色前的文字予以保留。",
    ),
    "reworded_left_out": (
        "Of the language model's wording of “{heading}”, {count} left out: {why}.",
        "语言模型对“{heading}”的润色有{count}处未予采用：{why}。",
    ),
    "fault_form": ("not sentences of this section", "不是该部分的语句"),
    "fault_citation": ("a citation that is not there", "引用了不存在的依据"),
    "fault_blank": ("a visible blank changed", "改动了待补之处"),
    "fault_value": ("a fact changed", "改动了所给事实"),
    "fault_mixed": ("a clause's words mixed with others", "条款内容与其他内容相混"),
    "fault_words": (
        "words added, left out or put elsewhere",
        "增加、遗漏或者移动了词语",
    ),
    "reworded_lost": (
        "“{heading}” stays as it was: the language model left out or changed a statement with "
        "its clause, or a blank.",
        "“{heading}”保持原文：语言模型遗漏或者改动了有条款依据的语句或者待补之处。",
    ),
    "reworded_failed": (
        "The language model did not finish; what it did not reword is in plain words. ({error})",
        "语言模型未能完成，未润色之处保持原文。（{error}）",
    ),
    "reworded_nothing": (
        "Nothing that the language model wrote was taken; the paper is in plain words.",
        "语言模型所写内容均未采用，本文件保持原文。",
    ),
    "not_sent": (
        "Nothing of this paper was sent to a language model: that is done only where it is known "
        "that this is not touched: {touched}.",
        "本文件内容未发送给语言模型：只有在确知不涉及下列事项时才会发送：{touched}。",
    ),
    "stopped_heading": ("This draft stops here", "本草稿到此为止"),
    "stopped": (
        "The paper is not drafted further, and nothing of it is sent to an outside model.",
        "本文件不再继续起草，其内容不会发送给任何外部模型。",
    ),
    "other_kind": (
        "The facts name the kind of paper “{said}”; this draft is of the kind {kind}.",
        "所给事实注明的文件种类为“{said}”，本草稿的种类为{kind}。",
    ),
    "no_language": (
        "“{said}” is no language of the papers (en, zh).",
        "“{said}”不是可用的语言（en、zh）。",
    ),
    "no_as_of": (
        "“{said}” is no day, so today is meant.",
        "“{said}”不是有效的日期，按今天处理。",
    ),
    "not_a_description": (
        "The description is not text, so it was not read.",
        "情况说明不是文字，未予读取。",
    ),
    "days_after": ("{start} and {number} days", "{start}起{number}日"),
    "years_after": ("{start} and {number} years", "{start}起{number}年"),
    "between": ("from {start} to {end}", "自{start}至{end}"),
    "by_clause": ("as the clause says", "依条款"),
}


def say(key: str, language: Language, **parts: object) -> str:
    """The sentence in the language, with its parts filled in."""
    return _SENTENCES[key][language == "zh"].format(**parts)
