"""What is asked decides the form of the answer, and what a sentence must offer to answer it.

A need is a kind of thing that the question asks for: a period, a date, a percentage, a sum, a
count, a unit that is responsible, a fee, a penalty, a document number. A sentence that offers
none of what is needed can be on the subject and still is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.duties import duties
from assistant.answering.periods import days_counted_from
from assistant.answering.quantities import quantities
from assistant.reading.normalize import plain

Form = str
"""One of: yes_no, definition, procedure, list, comparison, fact."""

LONG_FORMS = frozenset(("procedure", "list", "comparison"))

_FORMS: tuple[tuple[Form, str], ...] = (
    (
        "comparison",
        r"\b(?:differ\w*|compar\w+|versus|vs|contrast|line up|contradict\w*|consisten\w+|conflict)\b"
        r"|\bsame (?:as|for|in|across)\b|\b(?:more|less|further|stricter) than\b.*\bor\b"
        r"|区别|不同|差别|差异|比较|相比|对比|口径|一致|矛盾|异同|打架|哪个更|各自",
    ),
    (
        "definition",
        r"^(?:so )?what(?:'s| is| are| does| do)(?: meant by| an?| the)? [\"']?[\w\s\"'\-,]{3,60}"
        r"(?:mean|stand for|refer to|\"|')|\bdefin(?:e|ition|ed)\b|\bmean(?:s|ing|t)? by\b"
        r"|什么是|是什么意思|指的?是?什么|何谓|啥意思|含义|定义|是指|怎么理解",
    ),
    (
        "procedure",
        r"\bhow (?:do|can|should|would|does|did|must) (?:i|we|you|a|an|the|one|our|it)\b.*"
        r"|\b(?:steps?|procedure|process|stages?|workflow|sequence|in what order)\b"
        r"|流程|步骤|程序|怎么办|怎么走|怎么做|如何办理|环节|先.*再|要走哪",
    ),
    (
        "list",
        r"\b(?:list|name (?:all|them|the)|which (?:\w+ ){0,3}(?:items|units|departments|bodies"
        r"|authorities|things|matters|topics|services|parts|measures|tasks|targets|documents|ways"
        r"|kinds|types|routes|agencies|organi[sz]ations|institutions))\b"
        r"|\bwhat (?:are|were) (?:all )?(?:the|our)\b|\ball (?:the|of)\b|\bwhat else\b"
        r"|\bwhat (?:\w+ ){0,2}(?:items|topics|services|measures|tasks|targets|matters|principles)\b"
        r"|哪些|哪几|列出|列一下|分别|都有|包括什么|有什么(?!区别)|几个方面|几类|全部",
    ),
    (
        "yes_no",
        r"(?:^|[.?!,:;] |\b(?:so|and|but|ok) )(?:is|are|was|were|do|does|did|can|could|may|must|should"
        r"|shall|will|would|has|have|am) (?!(?:who|what|which)\b)|\bor not\b|\bwhether\b"
        r"|吗|是否|能否|可否|能不能|可不可以|要不要|是不是|有没有|算不算|行不行|会不会|对不对|还.{0,6}不[？?]?$",
    ),
)

_WH = re.compile(
    r"^(?:\w+,? ){0,3}(?:what|which|who|whose|when|where|how)\b(?!.*\?.*\?)"
    r"|多少|什么|谁|哪|怎么|几[个家天年月日]"
)

# What a question asks for, and what a sentence offers. The order does not matter.
_NEEDS: Mapping[str, str] = {
    "percent": (
        r"percent|per cent|what (?:minimum |maximum )?(?:share|rate|ratio|proportion)|interest rate"
        r"|tax rate|percentage|百分|比例|税率|利率|几成|多大比|占比|费率"
    ),
    "money": (
        r"how much(?! (?:of|time|say|weight|later|earlier|more)\b)|total (?:size|value|volume)|how (?:large|big)\b"
        r"|(?:what(?:'s| is| was| are| were)?|which|the exact|to what) [^?.,;]{0,40}?"
        r"\b(?:amount|fee|price|cost|sum|budget|salary|turnover|ceiling|premium|funding|size)s?\b"
        r"(?= (?:is|was|are|were|of|for|to|in|per|by|does|do|did|must|should|can|will|a|an|the|i|we)\b|[?.,]|$)"
        r"|多少(?:钱|亿|万|元|贴息|资金|补贴|奖金)|金额|总盘子|规模|(?<!经)费用|收费|额度|成交额|上限|多少费|费多少"
    ),
    "count": (
        r"how many(?! (?:working |business |calendar )?(?:days|years|months|weeks|hours))"
        r"|\b(?<!document )(?<!reference )number of\b"
        r"|多少(?:家|个(?!月|工作日|星期)|人|名|项|件|条|位|所|分)"
        r"|几(?:家|个(?!月|工作日|星期)|名|项|件|条|位|所|批|类|步)"
    ),
    "duration": (
        r"how long(?! ago)|how many (?:working |business |calendar )?(?:days|years|months|weeks|hours)"
        r"|(?:what|which) (?:period|term)\b|for how|minimum (?:term|period)|longest term|within what time"
        r"|多久|多长时间|几(?:天|年|日|周|个月|个?工作日|个?星期)"
        r"|多少(?:天|年|日|周|个月|个?工作日|个?星期)|期限|为期|至少.{0,4}年"
    ),
    "date": (
        r"\bwhen\b(?! (?:we|i|you|it|they|a|an|the|choosing)\b)|(?:by|on|what|which) (?:date|day|year)"
        r"|deadline|due date|by when|how soon|latest\b"
        r"|什么时候|何时|哪天|哪年|哪一年|几号|几月|截止|时间节点|到期|哪日"
    ),
    "who": (
        r"\bwho(?:se|m)?\b|which (?:\w+ ){0,3}(?:unit|units|department|departments|body|bodies"
        r"|authority|authorities|agency|agencies|organi[sz]ations?|commission|bureau)"
        r"|responsib\w+|in charge|谁|哪(?:个|些|几个?|家)?(?:部门|单位|机构|委|局|处室)|责任单位|牵头|归哪|由哪"
    ),
    "number of a document": r"document number|reference number|文号|第几号|几号文|国发|沪府",
    "contact": (
        r"phone|telephone|e-?mail|street|(?<!to )(?<!not )\baddress(?:es)?\b(?! (?:the|this|these|such)\b)"
        r"|\bcontact|website|\burl\b|电话|地址|邮箱|联系(?:方式|人|电话|地址|谁)|(?:怎么|如何|怎样)联系"
        r"|网址|下载|在哪里能"
    ),
    "penalty": (
        r"\b(?:(?<!is )(?<!be )(?<!it )fine|fined|penalt\w+|sanction\w*|punish\w*|struck off|consequence\w*)\b"
        r"|处罚|罚款|处分|罚|惩|通报批评|除名"
    ),
    "fee": (
        r"\b(?:fees?|(?<!in )charges?|cost|pay for|subsid(?:y|ies|i[sz]\w+))\b"
        r"|收费|(?<!经)费用|专家费|年费|缴费|补贴|贴息|花钱|要钱"
    ),
    "tax": r"\b(?:tax\w*|deduct\w*)\b|税|抵扣",
    "form": r"\b(?:which|what) (?:forms?|materials|papers|paperwork)\b|材料|表格|哪些手续|交什么|提交什么",
}
_OFFERS_WORDS: Mapping[str, str] = {
    "who": (
        r"responsible units?|commission|bureau|administration|ministry|department|government"
        r"|entit(?:y|ies)|committee|institutions?|universit|enterprises|units|agency|agencies"
        r"|组织|部门|单位|政府|机构|委员会|局|高校|高等院校"
    ),
    "number of a document": r"\bno\. ?\d+|〔\d{4}〕|\[\d{4}\]|第\d+号",
    "contact": r"@|www\.|http|\broom \d|\broad\b|\btel\b|\bphone|电话|地址",
    "penalty": r"\bfined?\b|\b(?:penalt|sanction|punish|crack down|revok|disqualif)|处罚|罚款|处分|惩",
    "fee": r"\bfees?\b|\bcharge|subsid|discount|free of charge|paid|payment|费|补贴|贴息",
    "tax": r"\btax|deduct|税",
    "form": r"implementation plans?|agreement|application|report|statement|form\b|材料|方案|协议|申请|报告|表",
}


_DOCUMENTS = r"(?:documents|texts|policies|papers|plans|files)"
_ACROSS = re.compile(
    rf"\b(?:which|each|all|both|any|several|two|three|four|five) of (?:the |these |those |your |our )?"
    rf"(?:[\w-]+ )?{_DOCUMENTS}\b"
    rf"|\b(?:both|several|different|various|two|three|four|five|these) (?:[\w-]+ )?{_DOCUMENTS}\b"
    r"|(?<!第)(?:几|两|三|四|五|各|这些|所有|每)(?:份|个|部|项)?(?:文件|方案|文本)|(?:哪些|哪几份)文件"
)
_HANDED_IN = re.compile(
    r"\b(?:hand\w*|submit\w*|notari\w+|attach\w*|enclos\w*|bring)\b|\bdo (?:i|we) need\b"
    r"|交(?![易流叉])|报送|盖章|填写|附上|带上"
)
"""Papers of the asker's own."""


# A deadline that runs from an event tells by when, too.
_WITHIN = re.compile(
    r"\bwithin (?:\S+ ){1,3}(?:days?|weeks?|months?|years?)\b|(?:之日起|后).{0,12}[内前]"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The form of the answer, and what it needs."""

    form: Form
    needs: frozenset[str]

    @property
    def is_long(self) -> bool:
        return self.form in LONG_FORMS


@lru_cache(maxsize=256)
def wanted(question: str) -> Wanted:
    """What a question asks for, in either language."""
    text = plain(question)
    form = next((form for form, pattern in _FORMS if re.search(pattern, text)), "fact")
    if form == "yes_no" and _WH.search(text):
        form = "fact"
    needs = frozenset(need for need, pattern in _NEEDS.items() if re.search(pattern, text))
    if "date" in needs and days_counted_from(question):
        needs = needs - {"date"} | {"duration"}  # the date follows from the asker's day
    return Wanted(form, needs)


def asks_across(question: str) -> bool:
    """Whether it asks what several documents say, and not which papers to hand in."""
    text = plain(question)
    return _ACROSS.search(text) is not None and _HANDED_IN.search(text) is None


@lru_cache(maxsize=4096)
def offers(sentence: str) -> frozenset[str]:
    """What a sentence offers of what questions need."""
    text = plain(sentence)
    out = {need for need, pattern in _OFFERS_WORDS.items() if re.search(pattern, text)}
    for quantity in quantities(sentence):
        out.add(_kind(quantity.unit))
    if _WITHIN.search(text) and "duration" in out:
        out.add("date")
    if duties(sentence):
        out.add("duty")
    if re.search(r"\b(?:refers? to|means|is an?|are the|consists? of)\b|是指|包括", text):
        out.add("definition")
    return frozenset(out)


def _kind(unit: str) -> str:
    if unit.startswith("date:"):
        return "date"
    if unit in {"day", "workday", "week", "month", "year", "hour"}:
        return "duration"
    if unit in {"yuan", "dollar", "euro"}:
        return "money"
    return {"%": "percent", "": "count", "th": "ordinal"}.get(unit, "count")
