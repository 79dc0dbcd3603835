"""The page's handlers, and serving it: through the doors that Gradio and the commands use."""

from __future__ import annotations

import asyncio
import socket
from types import SimpleNamespace
from typing import Any

import pytest
from page_standin import LONG, PLAN, TRAP, Locked, StandIn

from assistant.errors import ServingError
from assistant.web.chat import Conversation
from assistant.web.examples import EXAMPLES
from assistant.web.words import WORDS

gr = pytest.importorskip("gradio")

from assistant.web.handlers import Handlers  # noqa: E402
from assistant.web.look import look  # noqa: E402
from assistant.web.page import build_page  # noqa: E402
from assistant.web.serve import address, serve, web_app  # noqa: E402

EN, ZH = WORDS["en"], WORDS["zh"]


def browser(language: str = "en-GB,en;q=0.9") -> Any:
    return SimpleNamespace(headers={"accept-language": language})


def event(**data: object) -> Any:
    return gr.EventData(None, data)


def built(assistant: StandIn) -> tuple[Any, Any]:
    """The page and its application; inside a loop, or Gradio opens some that it never closes."""

    async def build() -> tuple[Any, Any]:
        page = build_page(assistant)
        return page, web_app(page)

    return asyncio.run(build())


def talk(assistant: StandIn, *questions: str) -> Conversation:
    conversation = Conversation()
    for question in questions:
        conversation = list(Handlers(assistant).ask(question, conversation, [], ""))[-1][0]
    return conversation


def test_opening_the_page_offers_the_documents_and_examples() -> None:
    language, _, chat, scope, reader = Handlers(StandIn()).opened(browser())
    assert language == "en"
    assert EN.welcome in chat
    assert (PLAN.title, PLAN.id) in scope["choices"]
    assert reader == scope


def test_the_page_opens_in_the_language_of_the_browser() -> None:
    language, top, chat, _, _ = Handlers(StandIn()).opened(browser("zh-CN,zh;q=0.9"))
    assert language == "zh"
    assert ZH.title in top
    assert ZH.welcome in chat


def test_answering_is_made_ready_once_and_again_only_after_it_failed() -> None:
    assistant, locked = StandIn(), Locked()
    ready, waiting = Handlers(assistant), Handlers(locked)
    for handlers in (ready, waiting) * 2:
        handlers.warm_up()
    assert len(assistant.asked) == len(EXAMPLES)
    assert len(locked.asked) == 2


def test_an_empty_library_says_how_to_index() -> None:
    _, _, chat, scope, _ = Handlers(StandIn(documents=())).opened(browser())
    assert "assistant index" in chat
    assert scope["choices"] == []


def test_a_library_that_cannot_be_read_is_a_sentence() -> None:
    _, _, chat, _, _ = Handlers(Locked()).opened(browser())
    assert "The library is locked. Wait for the indexing run to end." in chat
    assert "locked" in Handlers(Locked()).read("pilot-plan", "en")


def test_an_empty_question_is_not_sent() -> None:
    assistant = StandIn()
    (updates,) = Handlers(assistant).ask(" \n\t", Conversation(), [], "")
    assert all(update == gr.skip() for update in updates)
    assert not assistant.asked


def test_asking_empties_the_box_and_turns_the_buttons() -> None:
    updates = list(Handlers(StandIn()).ask("How long?", Conversation(), None, None))
    first, last = updates[0], updates[-1]
    assert first[3] == ""
    assert (first[4]["visible"], first[5]["visible"]) == (False, True)
    assert (last[4]["visible"], last[5]["visible"]) == (True, False)
    assert LONG.split("\n", maxsplit=1)[0].removesuffix(" [1].") in last[1]
    assert last[7] == "en"


def test_evidence_is_sent_when_it_changes_only() -> None:
    updates = list(Handlers(StandIn()).ask("How long?", Conversation(), [], ""))
    sent = [update[2] for update in updates if update[2] != gr.skip()]
    assert len(sent) == 2
    assert "pa-card-1-2" in sent[-1]


def test_a_failed_question_is_given_back() -> None:
    assert list(Handlers(StandIn()).ask("too long", Conversation(), [], ""))[-1][3] == "too long"


def test_a_marker_of_an_older_answer_brings_its_cards_back() -> None:
    conversation = talk(StandIn(), "How long?", "weather")
    cards, tabs = Handlers(StandIn()).cite(conversation, event(turn="1", n="2"))
    assert "pa-card-1-2" in cards
    assert tabs["selected"] == "citations"


def test_a_citation_opens_its_document() -> None:
    conversation = talk(StandIn(), "How long?")
    shown, name, tabs = Handlers(StandIn()).open(conversation, event(turn="1", n="2"))
    assert "<mark>at least 10 years</mark>" in shown
    assert name == PLAN.id
    assert tabs["selected"] == "document"


@pytest.mark.parametrize("n", [None, "x", "-1", "99", "0", "²", ["1"], {"a": 1}, 10**30])
def test_what_a_browser_makes_up_opens_nothing(n: object) -> None:
    conversation = talk(StandIn(), "How long?")
    handlers = Handlers(StandIn())
    for made_up in (event(turn="1", n=n), event(turn=n, n="1")):
        assert all(update == gr.skip() for update in handlers.open(conversation, made_up))
    assert all(update == gr.skip() for update in handlers.cite(conversation, event(turn=n)))


def test_a_document_can_be_read_without_a_question() -> None:
    handlers = Handlers(StandIn())
    assert "Objections are handled" in handlers.read(PLAN.id, "en")
    assert EN.no_document in handlers.read(None, "en")
    assert "There is no document" in handlers.read("gone", "en")


def test_stop_and_clear_bring_the_ask_button_back() -> None:
    handlers = Handlers(StandIn())
    _, _, ask, stop = handlers.stop(Conversation())
    assert (ask["visible"], stop["visible"]) == (True, False)
    cleared = handlers.clear("zh")
    assert cleared[0] == Conversation()
    assert ZH.welcome in cleared[1]
    assert ZH.no_citations in cleared[2]


def test_every_label_follows_the_language() -> None:
    updates = Handlers(StandIn()).relabel("zh")
    assert ZH.ask in updates
    assert {"label": ZH.citations, "__type__": "update"} in updates


def test_the_page_is_built_without_a_look_at_the_library() -> None:
    page, _ = built(Locked())
    assert page.title == EN.title
    assert not page.analytics_enabled


def test_the_page_takes_no_files_and_keeps_no_record() -> None:
    kept = look()
    assert kept["run_history"] is False
    assert kept["footer_links"] == []
    assert kept["max_file_size"] == 1


def test_the_first_reply_names_no_other_host_and_forbids_them() -> None:
    from fastapi.testclient import TestClient

    with TestClient(built(StandIn())[1]) as client:
        reply = client.get("/")
    assert reply.status_code == 200
    assert "default-src 'self'" in reply.headers["content-security-policy"]
    for load in ("src=", "href="):
        for rest in reply.text.split(load)[1:]:
            assert not rest.lstrip("\"'").startswith(("http", "//")), rest[:80]


def test_the_page_can_be_served_below_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    from fastapi.testclient import TestClient

    monkeypatch.setenv("GRADIO_ROOT_PATH", "/policies")
    with TestClient(built(StandIn())[1]) as client:
        assert client.get("/config").json()["root"].endswith("/policies")


def test_a_taken_port_is_a_clear_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ServingError, match=f"port {port}.*--port"):
            serve(StandIn(), "127.0.0.1", port)


@pytest.mark.parametrize("host", ["203.0.113.7", "no such host.invalid"])
def test_an_address_that_is_not_ours_is_a_clear_sentence(host: str) -> None:
    with pytest.raises(ServingError, match="cannot be served"):
        serve(StandIn(), host, 0)


def test_the_address_is_one_that_a_browser_understands() -> None:
    assert address("127.0.0.1", 7860) == "http://127.0.0.1:7860/"
    assert address("0.0.0.0", 80) == "http://127.0.0.1:80/"
    assert address("::1", 80) == "http://[::1]:80/"


def test_a_title_from_a_document_is_a_choice_as_it_is() -> None:
    scope = Handlers(StandIn()).opened(browser())[3]
    assert (TRAP.title, TRAP.id) in scope["choices"]
