"""What is read out of a reply, whatever a model wraps it in."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.reply import (
    LONGEST_REPLY,
    Declined,
    OfferedClaim,
    OfferedQuote,
    ReplyReader,
    offers,
)

CLAIM = OfferedClaim("It is 15 days.", (OfferedQuote(3, "no less than 15 days"),))
LINE = '{"claim": "It is 15 days.", "quotes": [{"source": 3, "quote": "no less than 15 days"}]}'


@pytest.mark.parametrize(
    "reply",
    [
        LINE,
        f"```json\n{LINE}\n```",
        f'Sure! Here\'s the "answer":\n{LINE}\nHope that helps.',
        f"[{LINE}]",
        '{"claims": [' + LINE + "]}",
        '{"answer": {"claims": [' + LINE + "]}}",
        json.dumps(json.loads(LINE), indent=2),
        '{"claim": "broken "here", "quotes": []}\n' + LINE,
        '{"claim": "never closed\n' + LINE,
        "{{{{{{{{{{{{" + "\n" + LINE,
        LINE.replace("3", '"3"'),
        LINE.replace("3", '"[3]"'),
        LINE.replace("3", '"source 3"'),
        '{"claim": "It is 15 days.", "quotes": {"source": 3, "quote": "no less than 15 days"}}',
        '{"claim": "It is 15 days.", "source": 3, "quote": "no less than 15 days"}',
        '{"statement": "It is 15 days.", "citations": [{"source": 3, "quote": "no less than 15 days"}]}',
    ],
)
def test_a_claim_is_read_in_whatever_it_is_wrapped(reply: str) -> None:
    assert list(offers(reply)) == [CLAIM]


@pytest.mark.parametrize(
    "reply",
    ["", "It is 15 days.", "{}", "[1, 2]", "{claim: it}", '{"claim": 3}', '{"claim": ""}', "null"],
)
def test_what_is_no_claim_is_passed_over(reply: str) -> None:
    assert list(offers(reply)) == []


def test_a_claim_without_quotes_is_offered_without_quotes() -> None:
    assert list(offers('{"claim": "So it is."}')) == [OfferedClaim("So it is.", ())]


@pytest.mark.parametrize("source", ["true", "null", '"first"', "[3]", '"3 or 4"', "1.5"])
def test_a_source_that_is_no_number_names_none(source: str) -> None:
    (claim,) = offers(LINE.replace("3", source, 1))
    assert isinstance(claim, OfferedClaim)
    assert claim.quotes[0].source == 0


def test_a_refusal_is_read() -> None:
    assert list(offers('{"refuse": "nothing on fees"}')) == [Declined("nothing on fees")]
    assert list(offers('{"refuse": true}')) == [Declined("")]
    assert list(offers('{"refuse": false}')) == []


def test_control_characters_and_broken_halves_are_taken_out() -> None:
    (claim,) = offers('{"claim": "a\\u0000b\\ud800 \\n c"}')
    assert isinstance(claim, OfferedClaim)
    assert claim.text == "a b c"


def test_a_claim_is_there_as_soon_as_its_last_brace() -> None:
    reader = ReplyReader()
    assert reader.feed(LINE[:-1]) == []
    assert reader.feed("}") == [CLAIM]
    assert reader.feed("\n") == []


def test_a_reply_without_end_is_not_read_to_its_end() -> None:
    reader = ReplyReader()
    for _ in range(LONGEST_REPLY // 1000 + 5):
        assert reader.feed("x" * 1000) == []
    assert reader.is_full
    assert reader.feed(LINE) == []


@given(st.text(max_size=300))
def test_any_text_can_be_read(reply: str) -> None:
    list(offers(reply))


@given(st.text(alphabet='{}[]":,\\\n claimquotesource0123456789truenull', max_size=200))
def test_any_broken_json_can_be_read(reply: str) -> None:
    list(offers(reply))


@given(st.lists(st.text(max_size=40)), st.text(max_size=40), st.integers(0, 99))
def test_what_is_written_as_asked_is_read_as_written(
    noise: list[str], words: str, source: int
) -> None:
    line = json.dumps({"claim": "Yes.", "quotes": [{"source": source, "quote": words}]})
    text = "\n".join((*(n.replace("{", "").replace("}", "") for n in noise), line))
    (claim,) = offers(text)
    assert isinstance(claim, OfferedClaim)
    assert claim.text == "Yes."
    assert [quote.source for quote in claim.quotes] == [source]


@given(st.text(alphabet='{}":,\\ claim[]é中\n', max_size=80), st.integers(1, 7))
def test_it_does_not_matter_where_the_pieces_end(text: str, size: int) -> None:
    whole = text + "\n" + LINE
    reader = ReplyReader()
    pieces = [whole[i : i + size] for i in range(0, len(whole), size)]
    assert [offer for piece in pieces for offer in reader.feed(piece)] == list(offers(whole))
