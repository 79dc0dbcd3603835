"""Chinese statements: 申请人应当自…起2个月内办理登记手续, 国家鼓励高等院校采取…, with their subjects.

A sentence is cut at its semicolons, and each part at its commas. The subject of a duty word stands
before it in the same piece, or opens an earlier one (国务院专利行政部门进行复审后，…，应当撤销…), or
is a case (…专利申请的，应当…). Duty words inside a description (自应当缴纳年费期满之日起, 应当…的情形)
state no duty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.register.bearers import Bearer
from assistant.register.masking import masked
from assistant.register.statements import Mood, Sentence, Statement

_MOODS: tuple[tuple[Mood, str], ...] = (
    ("shall_not", r"不得(?!不)|不应当?|不可以|不能(?!够)|禁止|严禁|不准|不允许"),
    ("may", r"不需要?(?!的)|无需|无须|毋须|不必|可以不(?!得)|可不(?!得)"),
    (
        "shall",
        r"应当(?!事人)|应该|必须|务必|须(?!知)|(?<![对响相适反供效])应(?![当用对急届邀答变收付诉聘])|有义务",
    ),
    ("may", r"可以|(?<![许认不])可(?![行靠持操用转再观能见以])|有权|(?<!不)(?:允许|准许)"),
    ("encouraged", r"鼓励"),
    ("supported", r"支持|扶持"),
    ("explored", r"探索"),
    ("advocated", r"倡导|提倡"),
    ("does", r"负责(?!人)|会同"),
)
_WEAK = frozenset(("encouraged", "supported", "explored", "advocated"))
_MARK = re.compile("|".join(f"(?P<m{n}>{words})" for n, (_, words) in enumerate(_MOODS)))
_PART = re.compile(r"[^;。！？!?]+")
_COMMA = re.compile(r"[，,:]")
_SAID = (
    r"(?:也|还|均|都|一律|并|同时|又|亦|即|仍|则|且|并且|而且|但是?|或者?|和|与|一般|原则上|依法)"
)
_INSIDE = re.compile(
    r"(?:自|除|除了|对|对于|按照|依照|依据|根据|在|为|从|以|所|其|超过|规定的?|认为|要求|是否|"
    r"条件|以及|的)$"
)
_NOUN_PHRASE = re.compile(
    r"^[^，]{1,40}的(?:情形|事项|内容|材料|文件|费用|期限|条件|手续)?(?:，|是指|为|包括|$)"
)
_LEADING = re.compile(
    rf"^(?:\s|[\ue000-\uf8ff]|{_SAID}|此外|另外|其中|因此|必要时|对此|为此|前款规定的|同一)+(?=\S{{2}})"
)
_TRAILING = re.compile(
    rf"(?:\s|{_SAID}|积极|大力|重点|进一步|及时|主动|共同|加快|着力|继续|稳步|不断|切实|逐步|自主|引导和|联合)+$"
)
_FRONT = re.compile(
    r"^(?:在|对|对于|就|依照|依据|根据|按照|自|经|除|为|为了|由|向|因|以|当(?!事)|凡|于|通过|利用|属于|有|经过)"
    r"[^，]{1,80}?(?:的|后|时|中|内|前|外|下|起|间|方面|期间)(?=[^，的]{2,})"
)
_PREPOSITION = re.compile(
    r"[在就依根按除由向因凡于如若把用已未尚并但]|对(?!方)|自(?!然人)|经(?!办|济)|为(?!主)|以(?!上)"
    r"|当(?!事)|将(?!来)|没有|导致|是指|收到|提出|通过|利用|属于|超过|请求|要求|申请专利|承认|认为"
)
_ADVERBIAL = re.compile(r"[对自在依根按经就向因为以将由未不无认]|有下列|收到|提出|办理|依法")
_SUFFIX = (
    r"(?:部门|机构|单位|企业|公司|高校院所|高校|院校|学校|大学|医院|政府|机关|委员会|协会|学会|组织|法院|银行"
    r"|中心|实验室|国家(?!秘密|安全|利益|规定|标准|机密|法律|有关|级|知识产权|科技|计划|需要)|本市|本省|我市|人员|职工|员工|双方|各方|代表|团队|基金|联盟|集团|平台|园区|院所|专家|个人|公民"
    r"|法人|当事人|科学家|教师|学生|代理师|交易所|主体|局(?!限|面|部)"
    r"|(?<![以包])委(?!托|派|任)|厅|部(?!分|门|署|委)|(?<!或)者(?!之)|人(?![民员才工数类们口体身名格力]))"
)
_ACTOR = re.compile(
    rf"(?:[\u4e00-\u9fff]{{1,12}}、){{1,15}}(?:(?!{_SUFFIX})[\u4e00-\u9fff]){{1,12}}(?<!高)等(?:有关|相关)?{_SUFFIX}|"
    rf"(?:(?!{_SUFFIX})[\u4e00-\u9fff·x()A-Za-z]){{0,24}}?{_SUFFIX}"
    rf"(?:(?:、|和|与|及|以及|或者?|及其)(?:(?!{_SUFFIX})[\u4e00-\u9fff·x()A-Za-z]){{0,16}}?{_SUFFIX})*"
    rf"(?:等(?:{_SUFFIX}|(?:(?!{_SUFFIX})[\u4e00-\u9fff]){{1,10}}?{_SUFFIX})?)?"
)
_DESCRIBED = re.compile(r"[^，]{2,60}的[^的，]{1,12}(?<![时后前内外中下起上间])")
_PERSON = re.compile(
    r"(?:人|职工|员工|人员|者|专家|个人|公民|科学家|教师|学生|代理师|当事人|代表)$"
)


def statements_in(sentence: Sentence) -> list[Statement]:
    """The statements of a Chinese sentence, in text order. Never raises."""
    text = masked(sentence.text)
    out: list[Statement] = []
    for part in _PART.finditer(text):
        out += _in_part(sentence, text, *part.span())
    return out


def _in_part(sentence: Sentence, text: str, start: int, end: int) -> Iterator[Statement]:
    pieces = _pieces(text, start, end)
    subject: tuple[int, int] | None = None
    begun = start
    for number, (begin, stop) in enumerate(pieces):
        for mark in _marks(text, begin, stop):
            mood = _mood_of(mark)
            own = _own_subject(text, begin, mark.start())
            if own is None and subject is None:
                own = _earlier_subject(text, pieces[:number])
            if own is not None and own[1] > own[0]:
                subject, begun = own, own[0]
            who = subject or (mark.start(), mark.start())
            yield from _statements(sentence, text, mood, mark, who, begun, _end_of(text, mark, end))
            begun = mark.end()


def _statements(
    sentence: Sentence,
    text: str,
    mood: Mood,
    mark: re.Match[str],
    who: tuple[int, int],
    begun: int,
    end: int,
) -> Iterator[Statement]:
    what = (mark.end(), end)
    start = min(who[0], mark.start()) if who[0] >= begun else mark.start()
    if mark[0] == "会同":
        what = (mark.start(), end)
    if mood in _WEAK:
        start = mark.start()
        who, what = _object(text, mark.end(), end)
    elif mood == "may" and (denial := re.search(r"[不无毋]", mark[0])):
        what = (mark.start() + denial.start(), end)
    if what[1] <= what[0] or (mark[0] == "不能" and not _can_be_forbidden(text[slice(*who)])):
        return
    yield Statement(sentence, mood, who, what, start, end, kind_of(text[slice(*who)]))


def _can_be_forbidden(phrase: str) -> bool:
    """Whether a 不能 forbids: it does so to bearers and in cases; of things it tells a fact."""
    return kind_of(phrase) != "thing" or phrase.endswith("的")


def kind_of(phrase: str) -> Bearer:
    """Whom a Chinese noun phrase speaks of; what does not end like a bearer is a thing."""
    said = phrase.strip()
    if not said:
        return "thing"
    if said in ("其", "该单位", "其他"):
        return "pronoun"
    if not re.search(rf"{_SUFFIX}$", said):
        return "thing"
    return "person" if _PERSON.search(said) else "body"


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    out, begin = [], start
    for comma in _COMMA.finditer(text, start, end):
        out.append((begin, comma.start()))
        begin = comma.end()
    return [*out, (begin, end)]


def _marks(text: str, begin: int, stop: int) -> Iterator[re.Match[str]]:
    for match in _MARK.finditer(text, begin, stop):
        before = text[begin : match.start()]
        after = text[match.end() : stop]
        if _INSIDE.search(before) or re.search(r"(?:^|，|。)除[^，]*$", before):
            continue
        if not after.strip() or _describes(before, after, _mood_of(match)):
            continue
        if match[0] == "会同" and (_MARK.search(before) or not re.search(rf"{_SUFFIX}$", before)):
            continue
        if _mood_of(match) in _WEAK and not _opens_predicate(before, after):
            continue
        yield match


def _describes(before: str, after: str, mood: Mood) -> bool:
    """Whether the duty word is part of a description: 应当予以驳回的情形, 负责相关工作的部门."""
    if mood == "does":
        return bool(re.match(rf"[^，]{{0,24}}的[^，]{{0,8}}{_SUFFIX}", after))
    if re.search(r"^\s*(?:承认|认为|表明|证明|说明|声明|规定|约定)|是指", before):
        return True
    ends_as_noun = re.match(r"[^，]{1,14}的[^，]{1,10}$", after)
    if ends_as_noun and re.search(r"[前后时]$", before):
        return True
    return bool(_NOUN_PHRASE.match(after))


def _opens_predicate(before: str, after: str) -> bool:
    """Whether 支持 and its like are the verb: after their subject or at the head of a piece."""
    if not after.strip() or re.match(
        r"力度|体系|政策|性|措施|资金|范围|作用|服务|[和、](?!鼓励|支持|引导)", after
    ):
        return False
    said = _TRAILING.sub("", _LEADING.sub("", before)).strip()
    said = re.sub(r"(?:鼓励|支持|引导|应当|、)+$", "", said)
    return not said or (
        kind_of(said) in ("body", "thing")
        and len(said) <= 12
        and bool(re.search(rf"{_SUFFIX}$", said))
    )


def _mood_of(match: re.Match[str]) -> Mood:
    return next(mood for n, (mood, _) in enumerate(_MOODS) if match[f"m{n}"] is not None)


def _own_subject(text: str, begin: int, mark: int) -> tuple[int, int] | None:
    """The subject between the beginning of the piece and the duty word; None if there is none."""
    start = begin + _length(_LEADING.match(text[begin:mark]))
    end = start + len(_TRAILING.sub("", text[start:mark]).rstrip())
    if any(other.start() < end for other in _marks(text, start, end)):
        return None  # another duty word stands before: the piece goes on
    while front := _FRONT.match(text[start:end]):
        if not _ACTOR.search(text[start + front.end() : end]):
            break
        start += front.end()
    actor = _ACTOR.match(text[start:end])
    is_bearer = re.search(rf"{_SUFFIX}$", text[start:end])
    if actor and not is_bearer and _ADVERBIAL.match(text[start + actor.end() : end]):
        end = start + actor.end()
    said = text[start:end]
    if not is_bearer and said.endswith(("时", "后", "前")):
        return None
    return (start, end) if said == "其" or (len(said) > 1 and said != "必要时") else None


def _earlier_subject(text: str, pieces: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The subject in an earlier piece: a bearer that opens it, a case (…的), or a thing."""
    if pieces and (thing := _thing(text, *pieces[-1])) and _ACTOR.match(text[slice(*thing)]):
        return thing  # 专利权人与他人订立的合同，应当…: the contract
    for begin, stop in reversed(pieces):
        start = _start(text, begin, stop)
        while front := _FRONT.match(text[start:stop]):
            start += front.end()
        match = _ACTOR.match(text[start:stop])
        if match and not _PREPOSITION.match(match[0]) and "向" not in match[0]:
            return start, start + match.end()
    for begin, stop in reversed(pieces):
        if text[begin:stop].endswith("的"):
            return _start(text, begin, stop), stop
    return next((thing for piece in pieces if (thing := _thing(text, *piece))), None)


def _thing(text: str, begin: int, stop: int) -> tuple[int, int] | None:
    """The piece where it is but a noun with its description: 说明书的修改部分."""
    start = _start(text, begin, stop)
    if _PREPOSITION.match(text[start:stop]) or not _DESCRIBED.fullmatch(text[start:stop]):
        return None
    return start, stop


def _start(text: str, begin: int, stop: int) -> int:
    return begin + _length(_LEADING.match(text[begin:stop]))


def _object(text: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Who is encouraged and to do what; nobody, and what, where the object is a thing."""
    start += _length(re.match(r"(?:和|、|与)?(?:鼓励|支持|引导)*", text[start:end]))
    match = _ACTOR.match(text[start:end])
    if match and start + match.end() < end and text[start + match.end()] not in "的、，和与":
        return (start, start + match.end()), (start + match.end(), end)
    return (start, start), (start, end)


def _end_of(text: str, mark: re.Match[str], end: int) -> int:
    """Where the predicate ends: before the next duty word's piece, or with the part."""
    for following in _MARK.finditer(text, mark.end(), end):
        comma = max(text.rfind(sign, mark.end(), following.start()) for sign in "，,")
        if comma > 0 and list(_marks(text, comma + 1, _stop(text, comma + 1, end))):
            return comma
    return len(text[:end].rstrip(" ，,:"))


def _stop(text: str, begin: int, end: int) -> int:
    match = _COMMA.search(text, begin, end)
    return match.start() if match else end


def _length(match: re.Match[str] | None) -> int:
    return match.end() if match else 0
