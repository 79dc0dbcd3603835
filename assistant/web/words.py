"""The page's own words in both languages. Which of them is shown follows the question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.model import Language

_CJK = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that the page itself says, in one language; `{}` is filled in by the caller."""

    tag: str
    title: str
    intro: str
    extractive_page: str
    generative_page: str
    extractive: str
    generative: str
    question: str
    placeholder: str
    ask: str
    stop: str
    clear: str
    scope: str
    documents: str
    as_of: str
    citations: str
    document: str
    choose: str
    welcome: str
    examples: str
    you: str
    assistant: str
    searching: str
    stopped: str
    refusal: str
    failure: str
    broken: str
    notice: str
    nearest: str
    no_citations: str
    no_document: str
    clause: str
    page: str
    open: str
    marker: str
    back: str
    copy: str
    copied: str
    changed: str
    part: str
    empty_library: str
    empty_library_do: str
    bad_date: str


WORDS: dict[Language, Words] = {
    "en": Words(
        tag="en",
        title="Policy assistant",
        intro="Ask what the technology-transfer policies say. "
        "Each statement is cited, clause by clause, for you to check.",
        extractive_page="Answers are quoted from the documents (no language model is configured).",
        generative_page="Answers are written by a language model ({}) from the documents; "
        "every quote is checked against the source.",
        extractive="Quoted from the documents",
        generative="Written by a language model, quotes checked",
        question="Your question",
        placeholder="Ask about the policies, in English or Chinese",
        ask="Ask",
        stop="Stop",
        clear="New chat",
        scope="Documents and date",
        documents="Documents to ask (none chosen: all)",
        as_of="Answer as of this day (empty: today)",
        citations="Citations",
        document="Document",
        choose="Document to read",
        welcome="What would you like to know?",
        examples="For example",
        you="You",
        assistant="Assistant",
        searching="Looking through the documents …",
        stopped="Stopped. You can ask again at any time.",
        refusal="The documents do not say",
        failure="This question could not be answered",
        broken="Something went wrong on our side; it has been written to the log. "
        "Please ask again, or tell the maintainer if it happens twice.",
        notice="Please note",
        nearest="Nearest clauses",
        no_citations="The clauses that an answer cites appear here, "
        "each with its exact words marked.",
        no_document="Open a citation, or choose a document above, to read it here.",
        clause="Clause {}",
        page="Page {}",
        open="Open in document",
        marker="Show citation {}",
        back="Back to the answer",
        copy="Copy with sources",
        copied="Copied",
        changed="This document has been indexed anew since the answer was given; "
        "the words below are those that were cited.",
        part="This document is very long: the part around the cited place is shown.",
        empty_library="No documents are indexed yet.",
        empty_library_do="Put documents into the corpus folder and run this command, "
        "then reload the page:",
        bad_date="The day “{}” cannot be read. Write it as YYYY-MM-DD, for example 2026-03-31.",
    ),
    "zh": Words(
        tag="zh-CN",
        title="政策助手",
        intro="就科技成果转化政策提问。每一句回答都注明所依据的条款，便于核对。",
        extractive_page="回答直接摘自文件原文（未配置语言模型）。",
        generative_page="回答由语言模型（{}）根据文件撰写，引文均已与原文核对。",
        extractive="摘自文件原文",
        generative="由语言模型撰写，引文已核对",
        question="您的问题",
        placeholder="请用中文或英文就政策提问",
        ask="提问",
        stop="停止",
        clear="新对话",
        scope="文件与日期",
        documents="查询的文件（不选即为全部）",
        as_of="以这一天为准（不填即为今天）",
        citations="引用条款",
        document="文件",
        choose="阅读文件",
        welcome="您想了解什么？",
        examples="例如",
        you="您",
        assistant="助手",
        searching="正在查阅文件……",
        stopped="已停止。您可以随时再次提问。",
        refusal="文件未作规定",
        failure="无法回答这个问题",
        broken="系统出现问题，已记入日志。请再试一次；如再次出现，请告知维护人员。",
        notice="请注意",
        nearest="最接近的条款",
        no_citations="回答所引用的条款会显示在这里，并标出原文。",
        no_document="点开一条引用，或在上方选择文件，即可在此阅读全文。",
        clause="条款 {}",
        page="第 {} 页",
        open="在文件中打开",
        marker="查看引用 {}",
        back="回到回答",
        copy="复制（附出处）",
        copied="已复制",
        changed="回答之后该文件已重新索引；以下为当时引用的原文。",
        part="该文件很长，此处显示引用位置前后的部分。",
        empty_library="尚未索引任何文件。",
        empty_library_do="请将文件放入 corpus 文件夹并运行以下命令，然后刷新页面：",
        bad_date="无法识别日期“{}”。请按 YYYY-MM-DD 填写，例如 2026-03-31。",
    ),
}


def language_of(text: str) -> Language:
    """The language in which the page speaks before an answer tells the question's language."""
    return "zh" if _CJK.search(text) else "en"
