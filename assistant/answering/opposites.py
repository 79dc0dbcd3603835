"""Pairs of words that turn a statement around, in both languages."""

from __future__ import annotations

import re

_PAIRS = (
    (r"\b(?:before|prior to)\b|之?前(?=[,，须应])|以前", r"\bafter\b|之后|以后"),
    (r"\b(?:increas|rais|grow)\w*|提高|增加|增长", r"\b(?:decreas|reduc|lower)\w*|降低|减少|下降"),
    (r"\binternal(?:ly)?\b|内部", r"\bexternal(?:ly)?\b|\bpublicly\b|外部|对外|向社会"),
    (r"\b(?:announc|publici|publish)\w*|公示|公开|公布", r"\b(?:secret|confidential)\b|保密|秘密"),
    (r"\b(?:all|every|entire|whole)\b|全部|所有", r"\b(?:half|part of|some of|most of)\b|部分"),
    (r"\b(?:wholly|fully) (?:state-)?owned|全资|独资", r"\bnon-fully|\bpartly|非全资|非国有全资"),
    (r"\bfree of charge\b|\bgratis\b|免费|无偿", r"\b(?:for|at) a (?:price|fee)\b|有偿|收费"),
    (r"\b(?:approve|accept)\w*|批准|同意", r"\b(?:reject|refus|den(?:y|ie))\w*|驳回|拒绝"),
    (r"\b(?:jointly|together|collaborat\w*)\b|共同|联合", r"\b(?:alone|solely|exclusively)\b"),
    (r"\bdomestic\b|境内|国内", r"\b(?:foreign|overseas|abroad)\b|境外|国外"),
    (r"\bwritten\b|书面", r"\b(?:oral|verbal)\b|口头"),
    (r"\b(?:annual|annually|yearly)\b|每年|年度", r"\b(?:month|quarter|week)ly\b|每[月周季]"),
    (r"\bvoluntar\w+|自愿", r"\b(?:mandatory|compulsory|obligatory)\b|强制"),
    (r"\b(?:earliest|no earlier)\b|最早|不早于", r"\b(?:latest|no later)\b|最晚|最迟|不晚于"),
    (r"\bexclusive\b|独占", r"\b(?:non-exclusive|ordinary licen[cs]e)\b|普通许可"),
    (r"\b(?:succe(?:ed|ss)\w*)\b|成功", r"\b(?:fail|failure)\w*\b|失败"),
    (r"\b(?:state-owned|public)\b|国有|公立", r"\bprivate(?:ly)?\b|民营|私营"),
)  # fmt: skip
PAIRS = tuple((re.compile(one), re.compile(other)) for one, other in _PAIRS)


def contradiction(claim: str, stated: str) -> str | None:
    """The word of a claim whose opposite the clause uses instead; both texts normalized."""
    for pair in PAIRS:
        for here, there in (pair, pair[::-1]):
            said = here.search(claim)
            turned = there.search(stated) and not there.search(claim)
            if said and turned and not here.search(stated):
                return said[0]
    return None
