"""The Drafts page's own words in both languages; papers speak their own language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.drafting.draft import Outcome, Provenance
from assistant.model import Language


@dataclass(frozen=True, slots=True)
class DraftsWords:
    """What the Drafts page and the sheet say in one language; `{}` is filled by the caller."""

    tag: str
    drafts: str
    paper: str
    no_paper: str
    name: str
    unverified: str
    logged_in: str
    name_first: str
    kinds: str
    yours: str
    no_yours: str
    go_on: str
    back: str
    intro: str
    paper_language: str
    languages: Mapping[str, str]
    describe: str
    describe_help: str
    needed: str
    choose: str
    yes_no: Mapping[str, str]
    currency: str
    add_row: str
    remove_row: str
    ledger_help: str
    ledger_bad: str
    ledger_large: str
    saving: str
    saved: str
    unsaved: str
    unsaved_conflict: str
    no_answer: str
    logged_out: str
    closed: str
    conflict: str
    conflict_row: tuple[str, str, str]
    empty: str
    take_mine: str
    take_theirs: str
    aside: str
    questions: str
    checks: str
    passed: str
    advice: str
    sources: str
    provenance: str
    notices: str
    export: str
    review: str
    stopped: str
    counts: str
    open: str
    comment: str
    outcomes: Mapping[Outcome, str]
    from_where: Mapping[Provenance, str]
    provenance_heads: tuple[str, str, str]
    missing_note: str


DRAFTS_WORDS: Mapping[Language, DraftsWords] = {
    "en": DraftsWords(
        tag="en",
        drafts="Drafts",
        paper="Paper",
        no_paper="A paper appears here when you begin or open one.",
        name="Your name",
        unverified="Names are not verified here: whoever uses this page can give any name.",
        logged_in="You are logged in as {}.",
        name_first="Not saved: give your name first.",
        kinds="Begin a paper",
        yours="Go on with a paper",
        no_yours="Papers that you have begun stand here.",
        go_on="Paper {}",
        back="All papers",
        intro="What you do not know may stay empty: it is asked for, and nothing is invented.",
        paper_language="Language of the paper",
        languages={"en": "English", "zh": "中文 (Chinese)"},
        describe="Describe the case",
        describe_help="In plain sentences. Facts that they state are taken into the form's "
        "empty fields, each with the words that it was read from.",
        needed="needed",
        choose="— choose —",
        yes_no={"true": "yes", "false": "no", "": "unknown"},
        currency="Currency",
        add_row="Add a row",
        remove_row="Remove this row",
        ledger_help="A CSV or XLSX file, at most 20 MB.",
        ledger_bad="A ledger is a .csv or .xlsx file.",
        ledger_large="The file is larger than 20 MB.",
        saving="Saving …",
        saved="Saved at {}",
        unsaved="Not saved yet; trying again.",
        unsaved_conflict="Not saved: choose one of the two texts below.",
        no_answer="The server does not answer. Please try again.",
        logged_out="You are logged out. Reload the page and log in; what you typed comes back.",
        closed="This paper is {}: it cannot be changed now. Its review tells more.",
        conflict="Your text is not saved",
        conflict_row=("Fact", "As saved", "Yours"),
        empty="(empty)",
        take_mine="Save mine in its place",
        take_theirs="Go on with what is saved",
        aside="Your whole text is kept as copy {} set aside, whichever you choose.",
        questions="Still to be answered",
        checks="Checks",
        passed="{} kept, {} more that do not apply or are advice",
        advice="advice",
        sources="Clauses",
        provenance="Where each fact comes from",
        notices="Notices",
        export="Export",
        review="To the review",
        stopped="A rule stops this paper. It cannot be submitted.",
        counts="{} to answer · {} failed · {} need information · {} kept",
        open="Open clause {}",
        comment="Comment on “{}”",
        outcomes={
            "pass": "kept",
            "fail": "failed",
            "needs_information": "needs information",
            "not_applicable": "does not apply",
        },
        from_where={"user": "you", "clause": "a clause", "rule": "a rule", "missing": "missing"},
        provenance_heads=("Fact", "Value", "From"),
        missing_note="Still needed",
    ),
    "zh": DraftsWords(
        tag="zh-CN",
        drafts="起草",
        paper="文稿",
        no_paper="新建或打开文稿后，文稿会显示在这里。",
        name="您的姓名",
        unverified="此处不核实姓名：使用本页的人可以填写任何姓名。",
        logged_in="您已登录：{}。",
        name_first="尚未保存：请先填写您的姓名。",
        kinds="新建文稿",
        yours="继续起草",
        no_yours="您起草的文稿会列在这里。",
        go_on="文稿 {}",
        back="全部文稿",
        intro="不清楚的可以留空：系统会提示补充，不会编造任何内容。",
        paper_language="文稿语言",
        languages={"en": "English（英文）", "zh": "中文"},
        describe="描述情况",
        describe_help="用平实的语句说明情况。其中写明的事实会填入表单的空白项，并注明取自哪句话。",
        needed="必填",
        choose="— 请选择 —",
        yes_no={"true": "是", "false": "否", "": "不清楚"},
        currency="币种",
        add_row="增加一行",
        remove_row="删除此行",
        ledger_help="CSV 或 XLSX 文件，不超过 20 MB。",
        ledger_bad="台账应为 .csv 或 .xlsx 文件。",
        ledger_large="文件超过 20 MB。",
        saving="正在保存……",
        saved="已保存，{}",
        unsaved="尚未保存，正在重试。",
        unsaved_conflict="尚未保存：请在下方选择其中一份内容。",
        no_answer="服务器没有响应，请再试一次。",
        logged_out="您已退出登录。请刷新页面并重新登录，已输入的内容会恢复。",
        closed="该文稿目前状态为“{}”，不能修改。详情见审核页。",
        conflict="您的内容没有保存",
        conflict_row=("事实", "已保存的", "您的"),
        empty="（空）",
        take_mine="用我的内容保存",
        take_theirs="以已保存的为准",
        aside="无论如何选择，您的全部内容均已另存为第 {} 号副本。",
        questions="有待补充",
        checks="核对",
        passed="{} 项符合，另有 {} 项不适用或属建议",
        advice="建议",
        sources="所依据的条款",
        provenance="各项事实的来源",
        notices="提示",
        export="导出",
        review="前往审核",
        stopped="有规则禁止继续办理本文稿，不能提交。",
        counts="{} 项待补充 · {} 项不符合 · {} 项需补充信息 · {} 项符合",
        open="打开条款 {}",
        comment="对“{}”提出意见",
        outcomes={
            "pass": "符合",
            "fail": "不符合",
            "needs_information": "需补充信息",
            "not_applicable": "不适用",
        },
        from_where={"user": "您", "clause": "条款", "rule": "规则", "missing": "缺少"},
        provenance_heads=("事实", "内容", "来源"),
        missing_note="仍需补充",
    ),
}
