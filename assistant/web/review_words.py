"""The Review page's own words in both languages; papers speak their own language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.model import Language
from assistant.review.papers import State
from assistant.review.states import Action
from assistant.review.trail import Deed


@dataclass(frozen=True, slots=True)
class ReviewWords:
    """What the Review page says in one language; `{}` is filled by the caller."""

    tag: str
    review: str
    papers: str
    no_papers: str
    columns: tuple[str, ...]
    again: str
    again_intro: str
    it_said: str
    it_says: str
    gone: str
    removed: str
    superseded: str
    back: str
    by_writers: str
    version: str
    working: str
    unchecked: str
    write_on: str
    steps: str
    no_steps: str
    name_first: str
    reason: str
    reason_placeholder: str
    comments: str
    no_comments: str
    comment: str
    comment_on: str
    whole: str
    earlier: str
    resolve: str
    resolved: str
    add: str
    versions: str
    no_versions: str
    show: str
    compare: str
    compare_from: str
    compare_to: str
    difference: str
    no_difference: str
    no_field: str
    missing: str
    check_change: str
    none: str
    trail: str
    reason_given: str
    states: Mapping[State, str]
    actions: Mapping[Action, str]
    deeds: Mapping[Deed, str]


REVIEW_WORDS: Mapping[Language, ReviewWords] = {
    "en": ReviewWords(
        tag="en",
        review="Review",
        papers="Papers",
        no_papers="No paper has been written yet. Begin one on the Drafts page.",
        columns=("No.", "State", "Paper", "Author", "Changed"),
        again="to be checked again",
        again_intro="To be checked again: what the paper cites has changed.",
        it_said="It said",
        it_says="It says now",
        gone="(the clause is gone)",
        removed="{} is no longer in the library.",
        superseded="{} is superseded by {}.",
        back="All papers",
        by_writers="Written by {}",
        version="Version {}",
        working="Working copy",
        unchecked="The facts have changed since it was drafted.",
        write_on="Write on",
        steps="What you may do",
        no_steps="There is nothing that you may do with it now.",
        name_first="Give your name above to comment or decide.",
        reason="Reason or note",
        reason_placeholder="Needed to return or reopen a paper, to note that it was checked, "
        "and to submit one with open questions or failed checks",
        comments="Comments",
        no_comments="Nobody has commented yet.",
        comment="Your comment",
        comment_on="On",
        whole="the whole paper",
        earlier="on version {}",
        resolve="Settled",
        resolved="settled by {}",
        add="Comment",
        versions="Versions",
        no_versions="Nothing has been submitted yet.",
        show="Show",
        compare="Compare",
        compare_from="From",
        compare_to="to",
        difference="From {} to {}",
        no_difference="Nothing has changed between the two.",
        no_field="(not there)",
        missing="(missing)",
        check_change="Check {}: {} → {}",
        none="none",
        trail="Audit trail",
        reason_given="Reason: {}",
        states={
            "draft": "draft",
            "submitted": "submitted",
            "returned": "returned",
            "approved": "approved",
            "reopened": "reopened",
            "withdrawn": "withdrawn",
        },
        actions={
            "save": "Write on",
            "submit": "Submit",
            "comment": "Comment",
            "return": "Return",
            "approve": "Approve",
            "check": "Note as checked",
            "reopen": "Reopen",
            "withdraw": "Withdraw",
        },
        deeds={
            "created": "began it",
            "edited": "wrote in it",
            "submitted": "submitted it",
            "commented": "commented",
            "resolved": "settled a comment",
            "returned": "returned it",
            "approved": "approved it",
            "reopened": "reopened it",
            "withdrawn": "withdrew it",
            "marked": "marked it to be checked again",
            "checked": "checked what had changed",
            "unmarked": "took the mark off",
        },
    ),
    "zh": ReviewWords(
        tag="zh-CN",
        review="审核",
        papers="文稿",
        no_papers="尚无文稿。请在“起草”页新建。",
        columns=("编号", "状态", "文稿", "作者", "更新时间"),
        again="需重新核对",
        again_intro="需重新核对：文稿所引用的内容已有变动。",
        it_said="原文",
        it_says="现文",
        gone="（该条款已不存在）",
        removed="{}已不在文件库中。",
        superseded="{}已被{}取代。",
        back="全部文稿",
        by_writers="撰写人：{}",
        version="第 {} 版",
        working="工作稿",
        unchecked="起草之后事实已有改动。",
        write_on="继续起草",
        steps="您可以进行的操作",
        no_steps="您目前不能对其进行任何操作。",
        name_first="请先在上方填写姓名，再提出意见或作出决定。",
        reason="理由或说明",
        reason_placeholder="退回、重新打开、注明已核对时须填写；尚有待补充或不符合项而提交时也须填写",
        comments="意见",
        no_comments="尚无意见。",
        comment="您的意见",
        comment_on="针对",
        whole="整份文稿",
        earlier="针对第 {} 版",
        resolve="已处理",
        resolved="已由{}处理",
        add="提出意见",
        versions="版本",
        no_versions="尚未提交。",
        show="查看",
        compare="比较",
        compare_from="从",
        compare_to="到",
        difference="从{}到{}",
        no_difference="两者没有差异。",
        no_field="（无此项）",
        missing="（缺少）",
        check_change="核对 {}：{} → {}",
        none="无",
        trail="操作记录",
        reason_given="理由：{}",
        states={
            "draft": "草稿",
            "submitted": "已提交",
            "returned": "已退回",
            "approved": "已通过",
            "reopened": "已重新打开",
            "withdrawn": "已撤回",
        },
        actions={
            "save": "继续起草",
            "submit": "提交",
            "comment": "提出意见",
            "return": "退回",
            "approve": "通过",
            "check": "注明已核对",
            "reopen": "重新打开",
            "withdraw": "撤回",
        },
        deeds={
            "created": "新建",
            "edited": "修改",
            "submitted": "提交",
            "commented": "提出意见",
            "resolved": "处理了一条意见",
            "returned": "退回",
            "approved": "通过",
            "reopened": "重新打开",
            "withdrawn": "撤回",
            "marked": "标记为需重新核对",
            "checked": "核对了变动",
            "unmarked": "取消标记",
        },
    ),
}
