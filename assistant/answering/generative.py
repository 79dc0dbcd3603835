"""Answering with a language model: it proposes claims, we show those that its quotes bear out.

The model sees the evidence as numbered blocks of data and replies in JSON lines. Each claim is
checked as soon as it is complete (claims.py); what fails is dropped and counted in one notice.
Nothing unverified is ever shown. When the model cannot be used, or nothing that it says holds,
the caller's extractive answer stands in, with a notice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from assistant.answering import notices
from assistant.answering.briefing import AnswerPrompts, Request
from assistant.answering.claims import Verdict, Verifier
from assistant.answering.reply import Declined, Offer, ReplyReader
from assistant.answering.words import Words
from assistant.errors import ChatModelError
from assistant.model import Answer, Citation, Claim, Result
from assistant.ports import ChatModel
from assistant.reading.normalize import plain

log = logging.getLogger(__name__)

MOST_CLAIMS = 12
MOST_OFFERS = 24
"""A model that goes on is not listened to."""


class NoSupportedClaim(Exception):
    """The model's reply holds no claim that may be shown.

    `declined` is what the model says that the sources lack, or None; `dropped` are the claims
    that failed their checks.
    """

    def __init__(self, declined: str | None, dropped: Sequence[Verdict] = ()) -> None:
        self.declined = declined
        self.dropped = tuple(dropped)
        super().__init__(declined or f"{len(self.dropped)} claims without support")


@dataclass(slots=True)
class _Draft:
    """An answer that grows by verified claims."""

    request: Request
    prompt: str
    claims: list[Claim] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    dropped: list[Verdict] = field(default_factory=list)
    declined: str | None = None

    @property
    def is_full(self) -> bool:
        offered = len(self.claims) + len(self.dropped)
        return len(self.claims) >= MOST_CLAIMS or offered >= MOST_OFFERS

    def take(self, verdict: Verdict) -> bool:
        """Take one claim in; whether the answer has grown by it."""
        if any(plain(claim.text) == plain(verdict.text) for claim in self.claims):
            return False
        if not verdict.holds:
            log.info("dropped a claim (%s: %s)", verdict.failed, verdict.reason)
            self.dropped.append(verdict)
            return False
        numbers = dict.fromkeys(self._number(support.citation) for support in verdict.supports)
        self.claims.append(Claim(verdict.text, tuple(numbers)))
        return True

    def _number(self, citation: Citation) -> int:
        """The number of a citation, which is the same wherever the same words are cited."""
        for known in self.citations:
            if replace(citation, n=known.n) == known:
                return known.n
        self.citations.append(replace(citation, n=len(self.citations) + 1))
        return len(self.citations)

    def answer(self, said: Sequence[str] = ()) -> Answer:
        return Answer(
            question=self.request.question.text,
            language=self.request.language,
            mode="generative",
            text=_text(self.claims),
            claims=tuple(self.claims),
            citations=tuple(self.citations),
            notices=tuple(said),
            prompt=self.prompt,
        )


def stream_answer(
    request: Request, chat: ChatModel, asked_with: AnswerPrompts, words: Words
) -> Iterator[Answer]:
    """The answer as it grows, claim by verified claim; the last one is complete.

    Raises ChatModelError when the model fails, also after some claims, and NoSupportedClaim when
    it has ended and nothing may be shown.
    """
    draft = _Draft(request, asked_with.sha256)
    verifier = Verifier(request.question, request.language, request.sources, request.titles, words)
    for offer in _offers(chat, *asked_with.render(request)):
        if isinstance(offer, Declined):
            draft.declined = offer.reason
        elif draft.take(verifier.verdict(offer)):
            yield draft.answer()
        if draft.is_full:
            break
    if not draft.claims:
        raise NoSupportedClaim(draft.declined, draft.dropped)
    if draft.dropped:
        yield draft.answer([notices.dropped(request.language, len(draft.dropped))])


def answer_with_model(
    request: Request, chat: ChatModel, asked_with: AnswerPrompts, words: Words
) -> Answer:
    """The complete answer. Raises ChatModelError and NoSupportedClaim as `stream_answer` does."""
    *_, answer = stream_answer(request, chat, asked_with, words)
    return answer


def stream_or_extract(
    request: Request,
    chat: ChatModel,
    asked_with: AnswerPrompts,
    words: Words,
    extract: Callable[[], Result],
) -> Iterator[Result]:
    """The growing answer of the model, or in the end what `extract` gives, with a notice.

    `extract` is called only when the model cannot be used or nothing that it says is supported;
    its result then replaces what was shown before. Raises what `extract` raises.
    """
    try:
        yield from stream_answer(request, chat, asked_with, words)
    except ChatModelError as error:
        log.warning("the language model failed: %s", error)
        yield _with_notice(extract(), notices.failed(request.language, error))
    except NoSupportedClaim as empty:
        log.info("nothing that the language model said was supported: %s", empty)
        said = notices.empty(request.language, declined=empty.declined is not None)
        yield _with_notice(extract(), said)


def generate_or_extract(
    request: Request,
    chat: ChatModel,
    asked_with: AnswerPrompts,
    words: Words,
    extract: Callable[[], Result],
) -> Result:
    """The last result of `stream_or_extract`."""
    *_, result = stream_or_extract(request, chat, asked_with, words, extract)
    return result


def _offers(chat: ChatModel, system: str, user: str) -> Iterator[Offer]:
    reader = ReplyReader()
    with closing(_pieces(chat, system, user)) as pieces:
        for piece in pieces:
            yield from reader.feed(piece)
            if reader.is_full:
                break


def _pieces(chat: ChatModel, system: str, user: str) -> Generator[str]:
    """The reply as a generator, which can be closed whatever the model returns."""
    yield from chat.stream(system, user)


def _with_notice(result: Result, notice: str) -> Result:
    return replace(result, notices=(*result.notices, notice))


def _text(claims: Sequence[Claim]) -> str:
    return "\n".join(_marked(claim) for claim in claims)


def _marked(claim: Claim) -> str:
    """The claim with its markers before the full stop."""
    body = claim.text.rstrip(".。")
    return f"{body} {''.join(f'[{n}]' for n in claim.citations)}{claim.text[len(body) :]}"
