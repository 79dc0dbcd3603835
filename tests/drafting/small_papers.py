"""A small folder of papers over the small policy, for the tests of drafting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import policy

from assistant.drafting.draft import Check, Draft
from assistant.drafting.drafter import Desk, draft
from assistant.drafting.given import brief_of
from assistant.drafting.papers import Papers
from assistant.errors import UnknownDocument
from assistant.model import Document

DAY = date(2026, 4, 1)
SHARED = """
ten-years: {document: pilot, quote: advancements for at least ten years}
announcement: {document: pilot, quote: announce their decision internally for no less than 15 days}
gone: {document: pilot, quote: for at least twenty years}
elsewhere: {document: nowhere, quote: at least ten years}
secrets: {document: pilot, quote: "as well as those involving state secrets, shall not be included in such assignments"}
education: {document: pilot, quote: Eligible higher education institutions are encouraged to advance academic education}
"""
KIND = """
title: {en: A licence, zh: 许可}
purpose: {en: To test, zh: 测试}
facts:
  - name: who
    type: text
    required: true
    label: {en: researcher, zh: 科研人员}
    question: {en: "Who?", zh: "谁？"}
    words: {en: [the researcher], zh: [科研人员]}
  - name: licence_term_years
    type: number
    unit: year
    highest: 100
    required: true
    label: {en: licence term, zh: 许可期限}
    question: {en: "How long?", zh: "多久？"}
    words: {en: [licence], zh: [许可期限]}
  - name: start
    type: date
    label: {en: first day, zh: 公示开始日}
    question: {en: "From when?", zh: "从哪天？"}
    words: {en: [announcement begins], zh: [公示开始]}
  - name: end
    type: date
    label: {en: last day, zh: 公示结束日}
    question: {en: "Until when?", zh: "到哪天？"}
    compute: [{date_after: {start: start, days: 15}, source: announcement}]
  - name: secret
    type: yes_no
    label: {en: state secrets, zh: 国家秘密}
    question: {en: "Secret?", zh: "涉密？"}
    words: {en: [involves state secrets], zh: [涉及国家秘密]}
  - name: mode
    type: choice
    label: {en: mode, zh: 方式}
    question: {en: "How?", zh: "如何？"}
    choices:
      alone: {en: alone, zh: 自行, words: {en: [independently], zh: [自行实施]}}
      together: {en: together, zh: 合作, words: {en: [together with], zh: [合作实施]}}
  - name: partner
    type: text
    required: {mode: together}
    label: {en: partner, zh: 合作方}
    question: {en: "With whom?", zh: "与谁？"}
  - name: fee
    type: money
    label: {en: fee, zh: 费用}
    question: {en: "How much?", zh: "多少钱？"}
    words: {en: [fee], zh: [费用]}
  - name: shares
    type: list
    label: {en: shares, zh: 比例}
    question: {en: "Which shares?", zh: "什么比例？"}
    columns:
      - {name: party, type: text, required: true, label: {en: party, zh: 对象}}
      - {name: share, type: percent, required: true, label: {en: share, zh: 份额}}
rules:
  - name: at-least-ten-years
    check: [{at_least: {fact: licence_term_years, value: 10}}]
    sources: [ten-years]
    requires: {en: At least ten years., zh: 不少于十年。}
    mend: {en: "It is {licence_term_years}; make it longer.", zh: "现为{licence_term_years}年，请延长。"}
  - name: announced-long-enough
    when: {given: start}
    check: [{days_between: {start: start, end: end, at_least: 15}}]
    sources: [announcement]
    requires: {en: Announced long enough., zh: 公示足够久。}
    mend: {en: Announce it longer., zh: 请延长公示。}
  - name: no-secrets
    check: [{must_not_hold: [secret]}]
    when: {given: secret}
    sources: [secrets]
    stops: true
    requires: {en: No secrets., zh: 不涉密。}
    mend: {en: Stop here., zh: 请停止。}
  - name: partner-named
    when: {mode: together}
    check: [{must_be_given: [partner]}]
    sources: [ten-years]
    requires: {en: A partner is named., zh: 写明合作方。}
    mend: {en: Name a partner., zh: 请写明合作方。}
  - name: shares-add-up
    when: {given: shares}
    check: [{sums_to_hundred: {list: shares, column: share}}]
    requires: {en: Shares add up., zh: 比例合计一百。}
    mend: {en: Correct them., zh: 请更正。}
  - name: rests-on-what-is-gone
    check: [{at_least: {fact: licence_term_years, value: 20}}]
    sources: [gone]
    requires: {en: At least twenty years., zh: 不少于二十年。}
    mend: {en: Longer., zh: 更久。}
  - name: education-advised
    check: [{must_be_given: [partner]}]
    sources: [education]
    advice: true
    requires: {en: Education is encouraged., zh: 鼓励教育。}
    mend: {en: Consider education., zh: 建议开展教育。}
sections:
  - heading: {en: Licence, zh: 许可}
    text:
      - {en: "{who} is licensed for {licence_term_years} years.", zh: "{who}获许可{licence_term_years}年。"}
      - {en: Such licences run for at least ten years., zh: 此类许可不少于十年。, sources: [ten-years]}
      - {en: They run for at least twenty years., zh: 不少于二十年。, sources: [gone]}
      - {en: The law of nowhere says so., zh: 某地规定如此。, sources: [elsewhere]}
      - {en: "The fee is {fee}.", zh: "费用为{fee}。"}
      - {each: shares, en: "- {party}: {share}", zh: "- {party}：{share}"}
"""


def papers(folder: Path, kind: str = KIND) -> Papers:
    """A folder with the kind `licence`."""
    (folder / "shared").mkdir(exist_ok=True)
    (folder / "shared" / "sources.yaml").write_text(SHARED, encoding="utf-8")
    (folder / "licence.yaml").write_text(kind, encoding="utf-8")
    return Papers(folder)


def library(name: str) -> Document:
    if name != policy.PILOT.id:
        raise UnknownDocument(f"no {name}")
    return policy.PILOT


def drafted(folder: Path, facts: Mapping[str, Any], kind: str = KIND) -> Draft:
    """The draft of the small kind."""
    paper = papers(folder, kind).kind("licence")
    return draft(paper, brief_of(paper, facts, None, None, DAY), Desk(library, {}))


def check(made: Draft, rule: str) -> Check:
    return next(each for each in made.checks if each.rule == rule)


def value(made: Draft, name: str) -> Any:
    return next((field.value for field in made.fields if field.name == name), None)
