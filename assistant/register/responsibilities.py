"""Responsibilities: which unit answers for which task, in which role.

Two sources: lists ("Responsible units: …"), whose task is the clause; and prose, in which a body
shall, will or has to do something. Prose gives one row for each body that is named; sentences that
go on about it with "They …" belong to the row before. Partners ("work with …", "together with …",
会同) take part; who stands "under the leadership of" somebody is led by them. Persons, "we" and
what is only allowed or encouraged are no responsibilities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.model import Clause
from assistant.reading.labels import read_label
from assistant.register import chinese
from assistant.register.bearers import kind_of, members, without_article
from assistant.register.discourse import Paragraph, names_body
from assistant.register.duties import who_of
from assistant.register.facts import Responsibility, Role, place_of
from assistant.register.lists import lists_in
from assistant.register.masking import masked
from assistant.register.sentences import is_chinese
from assistant.register.statements import Statement

_BINDING = ("shall", "will", "expected", "does")
_NO_TASK = re.compile(
    r"(?:be|been|have been|receive|enjoy|obtain|benefit|meet|possess|have (?:an?|the|no|at least))\s"
)
_CONSEQUENCE = re.compile(
    r"(?:in this way|in doing so|by doing so|thus|as a result)\b", re.IGNORECASE
)
_WITH = re.compile(
    r"\b(?:work|works|cooperate|cooperates|collaborate|collaborates|jointly|together|discussions?"
    r"|consultations?|in (?:conjunction|cooperation|collaboration|coordination))\s+with\s+",
    re.IGNORECASE,
)
_PARTNER_ENDS = re.compile(
    r",?\s+(?:to|in|on|for|so|shall|should|must|may|will)\s|[;.]|$|,\s+(?=(?:the|and)\b)"
)
_UNDER: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("lead", re.compile(r"\bunder the (?:unified )?leadership of\s+(?P<who>[^,;.]+)", re.I)),
    (
        "responsible",
        re.compile(
            r"\bunder the (?:organization|coordination|guidance) of\s+(?P<who>[^,;.]+)", re.I
        ),
    ),
)
_NEW_BODY = re.compile(
    r"\b(?:set up|form|establish|designate|appoint|create)\s+(?P<who>an?\s.+?)"
    r"(?:\s+in (?:conjunction|cooperation|collaboration) with .+?)?\s+to\s+"
    r"(?P<what>(?:be responsible for|coordinate|oversee|supervise|organize|take charge of)\b.*)$"
)
_FIRST = re.compile(r"(?<=[.。;；])\s|\n|(?<=。)")
_HAN_WITH = re.compile(
    r"^(?:会同|联合|与)(?P<who>[^，。；]{2,30}?(?:部门|单位|机构|委员会|政府|局|委|办|高校|院校|企业|组织|机关|协会)"
    r"(?:等(?:部门|单位|有关部门)?)?)"
)
_HAN_BETWEEN = re.compile(r"、|和|及|以及|与")


def responsibilities_of(paragraph: Paragraph) -> Iterator[Responsibility]:
    """The responsibilities that a paragraph assigns, in text order."""
    told: set[str] = set()
    for sentence, statements in zip(paragraph.sentences, paragraph.statements, strict=True):
        for listed in lists_in(sentence.text):
            place = place_of(sentence.clause, sentence.span(listed.start, listed.end))
            yield Responsibility(place, listed.unit, listed.role, task_of(sentence.clause))
        for statement in statements:
            if statement.mood in _BINDING:
                yield from _in_prose(statement, told)


def task_of(clause: Clause) -> str:
    """The task that a clause as a whole sets: its heading, or else its first sentence."""
    said = clause.heading
    if not said:
        text = clause.text.strip()
        label = read_label(text)
        said = label.rest if label else text
    return _FIRST.split(said.strip(), maxsplit=1)[0].rstrip(" .。;；")


def _in_prose(statement: Statement, told: set[str]) -> Iterator[Responsibility]:
    if is_chinese(statement.sentence.text):
        yield from _chinese_rows(statement)
        return
    if statement.kind == "pronoun":
        bodies = [] if who_of(statement) in told else [who_of(statement)]
        bodies = [body for body in bodies if names_body(body)]
        is_bound = names_body(who_of(statement))
    else:
        subject = masked(statement.subject)
        bodies = [
            statement.subject[a:b] for a, b in members(subject) if kind_of(subject[a:b]) == "body"
        ]
        is_bound = bool(bodies)
        if bodies == [statement.subject] and statement.bearer:
            bodies = [statement.bearer]
    if _is_task(statement):
        told |= {who_of(statement)} if bodies else set()
        for body in bodies:
            yield _row(statement, body, "responsible", statement.predicate)
        if is_bound:
            yield from _partners(statement)


def _is_task(statement: Statement) -> bool:
    """Whether there is something to do: not a state, a benefit or a consequence."""
    before = statement.sentence.text[: statement.start].lstrip()
    return not (_NO_TASK.match(statement.predicate) or _CONSEQUENCE.match(before))


def _row(
    statement: Statement, unit: str, role: Role, task: str, *, fronted: bool = False
) -> Responsibility:
    said = " ".join(without_article(unit).split()).strip(" ,")
    start = statement.fronted[0] if fronted else statement.start
    place = place_of(statement.sentence.clause, statement.sentence.span(start, statement.end))
    return Responsibility(place, said, role, task.strip(" ,;"))


def _partners(statement: Statement) -> Iterator[Responsibility]:
    text = statement.sentence.text
    for start, end in (statement.fronted, (statement.who[0], statement.end)):
        fronted = (start, end) == statement.fronted
        flat = masked(text)[:end]
        for match in _WITH.finditer(flat, start):
            partner = _partner(flat, match.end(), whole=fronted)
            if kind_of(partner) == "body":
                span = slice(match.end(), match.end() + len(partner))
                yield _row(statement, text[span], "take part", statement.predicate, fronted=fronted)
        for role, pattern in _UNDER:
            for match in pattern.finditer(flat, start):
                if kind_of(match["who"]) == "body":
                    who = text[slice(*match.span("who"))]
                    yield _row(statement, who, role, statement.predicate, fronted=fronted)
    start = statement.what[0]
    new = _NEW_BODY.search(masked(text)[start : statement.what[1]])
    if new and kind_of(new["who"]) == "body":
        who = text[start + new.start("who") : start + new.end("who")]
        yield _row(statement, who.partition(" for ")[0], "responsible", new["what"])


def _partner(flat: str, start: int, *, whole: bool) -> str:
    """The partner named from `start` on; in front of a subject, all up to the subject."""
    if whole:
        return flat[start:].rstrip(" ,")
    stop = _PARTNER_ENDS.search(flat, start)
    said = flat[start : stop.start() if stop else len(flat)]
    first, _, rest = said.partition(", ")
    return (said if re.search(r"\band\b", rest) else first).rstrip(" ,")


def _chinese_rows(statement: Statement) -> Iterator[Responsibility]:
    if statement.kind != "body":
        return
    task = statement.predicate.strip(" ，,")
    for unit in _chinese_members(statement.subject):
        yield _row(statement, unit, "responsible", task)
    if partner := _HAN_WITH.match(task):
        for unit in _chinese_members(partner["who"]):
            yield _row(statement, unit, "take part", task)


def _chinese_members(phrase: str) -> list[str]:
    """The bodies of a list; one where the parts do not stand for themselves."""
    said = re.sub(r"等(?:有关|相关)?(?:部门|单位)?$", "", phrase.strip())
    parts = [part for part in _HAN_BETWEEN.split(said) if part]
    if parts and all(chinese.kind_of(part) == "body" for part in parts):
        return parts
    return [phrase.strip()]
