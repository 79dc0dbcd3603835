"""A language model makes better prose of a draft's sentences, and every sentence of it is checked.

The model sees the paper's plain statements as numbered data, and nothing else of the case; it
replies with sentences that each name the statements they reword. A sentence that says anything
else than those (faithful.py) is thrown out, and its statements stay in their plain words. Where a
statement that rests on a clause, or a visible blank, is not reworded faithfully, its whole section
stays plain. A draft that is stopped, or that may yet be, is never shown to a model (drafter.py).
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.answering import prompts
from assistant.answering.planted import speaks_to_the_model
from assistant.drafting.draft import Draft, Field, Section
from assistant.drafting.faithful import Fault, Statement, fault_of, occurrences, without_markers
from assistant.drafting.inventions import Basis
from assistant.drafting.wording import say
from assistant.errors import ChatModelError, SettingsError, UsageError
from assistant.model import Language
from assistant.ports import ChatModel
from assistant.settings import Settings

log = logging.getLogger(__name__)

MODES = ("auto", "plain", "model")
PROMPT = "reword-draft"
MOST_CHARACTERS = 14_000
"""Of statements that a model is given; what comes later in the paper stays plain."""
LONGEST_STATEMENT = 600
LONGEST_REPLY = 60_000
_BLANK_LINE = "\n\n"
_MARKS_AT_END = re.compile(r"(?:\s?\[\d+\])+$")
_LANGUAGES: Mapping[Language, str] = {"en": "English", "zh": "Chinese (中文)"}


@dataclass(frozen=True, slots=True)
class Offered:
    """A sentence of a model, and the numbers of the statements that it says it rewords."""

    numbers: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Editor:
    """A model that rewords drafts, and the prompt that it is asked with."""

    chat: ChatModel
    prompt: prompts.Prompt

    @classmethod
    def load(cls, chat: ChatModel, folder: Path) -> Editor:
        """The editor with the prompt of a folder. Raises SettingsError."""
        return cls(chat, prompts.load(folder, PROMPT))

    def reworded(self, draft: Draft, basis: Basis) -> Draft:
        """The draft in better prose where the model's holds, with notices.

        `basis` is what the draft may say at all. A model that fails raises nothing here.
        """
        statements = statements_of(draft)
        if not statements:
            return draft
        reply, failure = self._reply(draft, statements)
        edited = _Edited(draft, statements, basis)
        for offered in offers(reply):
            edited.take(offered)
        return edited.draft(failure)

    def _reply(
        self, draft: Draft, statements: Sequence[Statement]
    ) -> tuple[str, ChatModelError | None]:
        """As much of the reply as came, and why no more came."""
        fence = _fence(statements)
        system = self.prompt.render(language=_LANGUAGES[draft.language], fence=fence)
        reply = ""
        try:
            with closing(_pieces(self.chat, system, _data(draft, statements, fence))) as pieces:
                for piece in pieces:
                    reply += piece
                    if len(reply) > LONGEST_REPLY:
                        break
        except ChatModelError as error:
            log.warning("the language model failed at rewording a draft: %s", error)
            return reply, error
        return reply[:LONGEST_REPLY], None


def editor_for(mode: str, settings: Settings, chat: ChatModel | None) -> Editor | None:
    """Who rewords drafts in a mode; None where they stay plain.

    "auto" goes with the settings: a model where there is one, unless they say "extractive". Raises
    UsageError for an unknown mode, and SettingsError where the mode needs a model and none is there.
    """
    if mode not in MODES:
        raise UsageError(f"There is no mode {mode!r}.", f"Choose one of {', '.join(MODES)}.")
    if mode == "plain" or (mode == "auto" and settings.mode == "extractive"):
        return None
    if chat is not None:
        return Editor.load(chat, settings.prompts)
    if mode == "auto":
        return None
    raise SettingsError(
        "No language model is configured.", "Set ASSISTANT_MODEL, or draft with --mode auto."
    )


def _pieces(chat: ChatModel, system: str, user: str) -> Generator[str]:
    """The reply as a generator, which can be closed whatever the model returns."""
    yield from chat.stream(system, user)


def statements_of(draft: Draft) -> tuple[Statement, ...]:
    """What a model may reword: plain paragraphs of one line that do not speak to it.

    Lists, what introduces one, and paragraphs that are nothing but a user's words stay as they are.
    """
    values = _values(draft.fields)
    found: list[Statement] = []
    room = MOST_CHARACTERS
    for at, section in enumerate(draft.sections):
        for place, text in enumerate(section.text.split(_BLANK_LINE)):
            if not _may_be_reworded(text, values):
                continue
            room -= len(text)
            if room < 0:
                return tuple(found)
            held = tuple(value for value in values if occurrences(value, without_markers(text)))
            found.append(Statement(len(found) + 1, at, place, text, held))
    return tuple(found)


def _may_be_reworded(text: str, values: frozenset[str]) -> bool:
    return (
        0 < len(text) <= LONGEST_STATEMENT
        and "\n" not in text
        and not text.startswith("- ")
        and not text.endswith((":", "："))
        and text not in values
        and not speaks_to_the_model(text)
    )


def _values(fields: Iterable[Field]) -> frozenset[str]:
    """What the facts say, in the words in which a paper may show it; a yes or no is no such words."""
    told = [field for field in fields if not isinstance(field.value, bool)]
    return frozenset(
        said for field in told for said in (field.shown, *_strings(field.value)) if len(said) > 1
    )


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for each in value.values():
                yield from _strings(each)
        case list() | tuple():
            for each in value:
                yield from _strings(each)


def _fence(statements: Sequence[Statement]) -> str:
    """A mark that no statement can hold: it depends on all that they say."""
    said = "\0".join(statement.text for statement in statements)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]


def _data(draft: Draft, statements: Sequence[Statement], fence: str) -> str:
    """The statements as the model is given them, under their sections' headings."""
    blocks: list[str] = []
    section = None
    for statement in statements:
        if statement.section != section:
            section = statement.section
            heading = draft.sections[section].heading
            blocks.append(f"<<section {fence}>> {heading}")
        text = without_markers(statement.text)
        blocks.append(f"<<statement {statement.n} {fence}>>\n{text}\n<<end {statement.n} {fence}>>")
    return "\n".join(blocks)


def offers(reply: str) -> Iterator[Offered]:
    """Every JSON object of a reply that is an offer, whatever stands around it. Never raises."""
    decoder = json.JSONDecoder(strict=False)
    at = reply.find("{")
    while at >= 0:
        try:
            said, end = decoder.raw_decode(reply, at)
        except (ValueError, RecursionError):
            said, end = None, at + 1
        offered = _offered(said)
        if offered:
            yield offered
        at = reply.find("{", end if offered else at + 1)


def _offered(said: Any) -> Offered | None:
    if not isinstance(said, dict):
        return None
    numbers, text = said.get("statements"), said.get("text")
    numbers = [numbers] if isinstance(numbers, int) else numbers
    if not isinstance(text, str) or not isinstance(numbers, list) or not numbers:
        return None
    if not all(isinstance(n, int) and not isinstance(n, bool) for n in numbers):
        return None
    return Offered(tuple(numbers), " ".join(text.split()))


class _Edited:
    """A draft whose statements are replaced, run by run, by sentences that say the same."""

    def __init__(self, draft: Draft, statements: Sequence[Statement], basis: Basis) -> None:
        self._draft, self._basis = draft, basis
        self._statements = {statement.n: statement for statement in statements}
        self._taken: dict[int, Offered] = {}
        self._thrown_out: dict[int, list[str]] = {}

    def take(self, offered: Offered) -> None:
        """Take a sentence in, or throw it out."""
        statements = [self._statements[n] for n in offered.numbers if n in self._statements]
        if not statements or any(n in self._taken for n in offered.numbers):
            return
        fault: Fault | None = "form"
        if len(statements) == len(offered.numbers) and _follow_each_other(statements):
            fault = fault_of(offered.text, statements) or self._invention(offered.text)
        if fault is None:
            self._taken |= dict.fromkeys(offered.numbers, offered)
        else:
            log.info("threw out a reworded sentence (%s)", fault)
            self._thrown_out.setdefault(statements[0].section, []).append(fault)

    def _invention(self, text: str) -> Fault | None:
        """The last gate, which knows nothing of how the text was made."""
        return "words" if next(self._basis.unknown(text), None) is not None else None

    def draft(self, failure: ChatModelError | None) -> Draft:
        """The draft with what was taken, and what a reader should know of it."""
        lost = {s.section for s in self._statements.values() if self._is_lost(s)}
        sections = tuple(
            section if at in lost else self._section(at, section)
            for at, section in enumerate(self._draft.sections)
        )
        notices = (*self._draft.notices, *self._notices(sections, lost, failure))
        return replace(self._draft, sections=sections, notices=notices)

    def _is_lost(self, statement: Statement) -> bool:
        """Whether a statement that must stand was not reworded where others of its section were."""
        touched = any(self._statements[n].section == statement.section for n in self._taken)
        return touched and statement.is_required and statement.n not in self._taken

    def _section(self, at: int, section: Section) -> Section:
        by_place = {s.paragraph: s for s in self._statements.values() if s.section == at}
        paragraphs = []
        for place, text in enumerate(section.text.split(_BLANK_LINE)):
            statement = by_place.get(place)
            offered = self._taken.get(statement.n) if statement else None
            if statement is None or offered is None:
                paragraphs.append(text)
            elif offered.numbers[0] == statement.n:
                paragraphs.append(_marked(offered, statement))
        text = _BLANK_LINE.join(paragraphs)
        return section if text == section.text else replace(section, text=text, plain=section.text)

    def _notices(
        self, sections: Sequence[Section], lost: set[int], failure: ChatModelError | None
    ) -> Iterator[str]:
        language = self._draft.language
        headings = [section.heading for section in sections if section.plain]
        if headings:
            yield say("reworded", language, headings=_listed(headings, language))
        for at, faults in sorted(self._thrown_out.items()):
            why = _listed([say(f"fault_{fault}", language) for fault in faults], language)
            heading = sections[at].heading
            yield say("reworded_left_out", language, heading=heading, count=len(faults), why=why)
        for at in sorted(lost):
            yield say("reworded_lost", language, heading=sections[at].heading)
        if failure is not None:
            yield say("reworded_failed", language, error=failure)
        elif not self._taken:
            yield say("reworded_nothing", language)


def _follow_each_other(statements: Sequence[Statement]) -> bool:
    """Whether they are neighbours of one section, in order."""
    first = statements[0]
    return all(
        (s.section, s.paragraph, s.n) == (first.section, first.paragraph + i, first.n + i)
        for i, s in enumerate(statements)
    )


def _marked(offered: Offered, statement: Statement) -> str:
    """The sentence with the markers of its statements, as they stood there."""
    marks = _MARKS_AT_END.search(statement.text)
    return without_markers(offered.text) + (marks[0] if marks else "")


def _listed(words: Iterable[str], language: Language) -> str:
    return ("；" if language == "zh" else "; ").join(dict.fromkeys(words))
