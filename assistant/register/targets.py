"""Targets: the figures that are to be reached, by when.

A target has a figure (a share, money, a count) with a bound ("more than", 不少于) or behind a verb of
reaching ("reach", "account for", 达到), in a sentence that looks ahead: it names a day, or says what
will or is expected to be. Statistics of the past, rates and limits of size are none. The day is
that of the sentence, else the last one named before it in the paragraph. "Full coverage" is 100 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.register.amounts import Amount
from assistant.register.dates import Due
from assistant.register.discourse import Paragraph
from assistant.register.facts import Comparator, Number, Target, place_of
from assistant.register.sentences import is_chinese
from assistant.register.statements import Sentence, Statement

_COUNTED = ("%", "yuan", "dollar", "euro", "")
_AHEAD = re.compile(
    r"\bwill\b|\b(?:expected|projected|anticipated|estimated|planned|targeted|set) to\b"
    r"|\b(?:aim|aims|strive|strives|seek|seeks|plan|plans)\b|力争|争取|预计|预期|目标",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:had|was|were|has|have) (?:been )?\w+(?:ed|en|own)\b|\breached\b|\bwere\b|\bwas\b"
    r"|已(?!有)|达到了|同比|去年|上年"
)
_SHOULD_HAVE = re.compile(r"\b(?:should|shall|must|will) have \w+", re.IGNORECASE)
_VERBS: tuple[tuple[Comparator, re.Pattern[str]], ...] = (
    (
        "at_least",
        re.compile(
            r"(?:\b(?:reach(?:es|ing)?|attain|achieve|hit|top|amount to|rise to|increase to|grow to)"
            r"|达到?|提高到|提升至|提升到|增至|增加到)\s*(?:rmb|cny|the|a|an)?\s*$",
            re.IGNORECASE,
        ),
    ),
    (
        "equal",
        re.compile(
            r"(?:\b(?:account(?:s|ing)? for|stand at|make up|be|(?:increase|grow|rise) by)"
            r"|占|为|增长|提高|增加)\s*(?:rmb|cny|the|a|an)?\s*$",
            re.IGNORECASE,
        ),
    ),
    (
        "at_most",
        re.compile(r"(?:\b(?:fall|drop|decrease|be reduced) to|降至|下降到|控制在)\s*$", re.I),
    ),
)
_BOUNDS: tuple[Comparator, ...] = ("about", "at_least", "more_than", "at_most", "less_than")
_AFTER = re.compile(r"[件家项名个所座位人次户批篇]?(?P<bound>以上|左右|以内|以下)")
_AFTER_MEANS: dict[str, Comparator] = {
    "以上": "at_least",
    "左右": "about",
    "以内": "at_most",
    "以下": "at_most",
}
_HAN_SUBJECT = re.compile(
    r"(?P<what>[^，]{2,40}?)(?:力争|预计|将|要)?(?:超过|突破|达到?|不少于|不低于|占|为|增长|提高|提升|增加|增至|控制|实现|\d)"
)
_FULL = re.compile(
    r"\b(?:(?:achieve|aim (?:for|to)|reach|realize|ensure)\s+(?:the )?)?(?:full|complete|nationwide)"
    r"[ -]coverage\b|全覆盖|全面覆盖",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\b(?:deduct|tax|fine|fee|discount|rate of interest|withh|penalt|subsid)\w*|罚款|滞纳金|税率|提取|加收",
    re.IGNORECASE,
)
_COUNTED_NOUN = re.compile(
    r"^\s*(?P<noun>[A-Za-z][\w\s,'()-]*?)(?=\s+(?:will|shall|should|must|to|in|by|of|is|are|that|which"
    r"|through|within|with|each|per|from|for|under|at|on)\b|\s*[.;:]|,\s+(?!and\b|\w+ (?:and|centers|"
    r"\w+s,)|[\w\s-]+ and )|\s*$)"
)
_MEASURE = re.compile(
    r"^\s*(?P<noun>[件家项名个所座位人次亿万]+|[\u4e00-\u9fff]{1,4}?(?=[，。；、]|$))"
)
_NUMBER_OF = re.compile(r"\bnumber of (?P<noun>.+?)(?= (?:of|in|at|under|within|owned|held)\b|$)")
_JOINT = re.compile(r",\s+(?:and\s+|but\s+|while\s+)?|;\s*|[，。]")


def targets_of(paragraph: Paragraph) -> Iterator[Target]:
    """The targets that a paragraph sets, in text order."""
    for number, sentence in enumerate(paragraph.sentences):
        flat, statements = paragraph.flat[number], paragraph.statements[number]
        due = paragraph.due_before(number)
        named_here = bool(paragraph.dues[number])
        if not _looks_ahead(flat, statements, named_here):
            continue
        figures = _figures(sentence, flat, paragraph.amounts[number], statements, due)
        found = [*figures, *_full(sentence, flat, due)]
        yield from sorted(found, key=lambda target: target.place.start)


def _looks_ahead(flat: str, statements: tuple[Statement, ...], named_here: bool) -> bool:
    if _PAST.search(_SHOULD_HAVE.sub(" ", flat)) and not (named_here or statements):
        return False
    moods = {statement.mood for statement in statements}
    return named_here or bool(moods & {"will", "expected"}) or bool(_AHEAD.search(flat))


def _figures(
    sentence: Sentence,
    flat: str,
    amounts: tuple[Amount, ...],
    statements: tuple[Statement, ...],
    due: Due | None,
) -> Iterator[Target]:
    for amount in amounts:
        comparator = _comparator(amount, flat)
        if amount.unit not in _COUNTED or comparator is None:
            continue
        statement = next((s for s in statements if s.start <= amount.start < s.end), None)
        begin, end = _local(flat, amount, statement)
        if _RATE.search(flat[begin : amount.start]):
            continue
        yield Target(
            place_of(sentence.clause, sentence.span(begin, end)),
            _what(sentence.text, amount, statement, begin, end),
            comparator,
            amount.value,
            _unit(sentence.text, flat, amount, statement),
            due.day if due else None,
        )


def _comparator(amount: Amount, flat: str) -> Comparator | None:
    """The bound that is said, else what the verb before the figure means; None for neither."""
    if re.search(r"\bthe above $|\bof $", flat[: amount.start]) and not amount.bounds - {
        "more_than"
    }:
        return None
    if after := _AFTER.match(flat[amount.end :]):
        return _AFTER_MEANS[after["bound"]]
    for bound in _BOUNDS:
        if bound in amount.bounds:
            return bound
    before = flat[: amount.start].rstrip("$¥ ") + " "
    return next((meant for meant, verb in _VERBS if verb.search(before)), None)


def _local(flat: str, amount: Amount, statement: Statement | None) -> tuple[int, int]:
    """The part of the sentence that states the figure: its statement, or a tail between commas."""
    start, stop = (statement.start, statement.end) if statement else (0, len(flat))
    begin, end = start, stop
    for joint in _JOINT.finditer(flat, start, stop):
        inside = flat[joint.start() - 1 : joint.end() + 1]
        if re.fullmatch(r"\d,\d", inside) or joint.end() <= start:
            continue
        rest = flat[joint.end() : stop]
        is_clause = bool(re.match(r"\w+ing\b", rest)) or joint[0].strip()[:1] in ";，；。"
        if joint.end() <= amount.start and is_clause:
            begin = joint.end()
        elif joint.start() >= amount.end and (is_clause or re.match(r"\w+ed\b", rest)):
            end = joint.start()
            break
    return begin, len(flat[:end].rstrip(" .,;，。；"))


def _what(text: str, amount: Amount, statement: Statement | None, begin: int, end: int) -> str:
    """What is counted or measured: the subject, where the figure is in its predicate."""
    if is_chinese(text) and (subject := _HAN_SUBJECT.match(text[begin : amount.end])):
        return subject["what"].strip()
    if statement and begin == statement.start and statement.who[1] <= amount.start:
        predicate = text[statement.what[0] : amount.start]
        if len(predicate.split()) <= 6 and text[slice(*statement.who)].strip():
            return text[slice(*statement.who)].strip()
    return text[begin:end].strip()


def _unit(text: str, flat: str, amount: Amount, statement: Statement | None) -> str:
    if amount.unit:
        return amount.unit
    after = flat[amount.end :]
    noun = _MEASURE.match(after) or _COUNTED_NOUN.match(after)
    if noun and noun["noun"].strip():
        return text[amount.end + noun.start("noun") : amount.end + noun.end("noun")].strip()
    if statement and (named := _NUMBER_OF.search(statement.subject)):
        return named["noun"].strip()
    return ""


def _full(sentence: Sentence, flat: str, due: Due | None) -> Iterator[Target]:
    for match in _FULL.finditer(flat):
        tail = _JOINT.search(flat, match.end())
        end = len(flat[: tail.start() if tail else len(flat)].rstrip(" .;，。；"))
        value: Number = 100
        place = place_of(sentence.clause, sentence.span(match.start(), end))
        yield Target(place, place.quote, "equal", value, "%", due.day if due else None)
