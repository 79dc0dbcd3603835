"""`assistant doctor` says what is broken and what to do, and never shows a key."""

from __future__ import annotations

import pytest
from standin import SETTINGS, Outcome, StandIn, objects, run, standin
from typer.testing import CliRunner

from assistant.cli import app
from assistant.cli.checks import judge
from assistant.cli.endpoint import Reply, get
from assistant.cli.session import Session
from assistant.errors import LibraryError, SettingsError
from assistant.settings import Settings


def checks(result: Outcome) -> dict[str, str]:
    (report,) = objects(result)
    return {check["name"]: check["state"] for check in report["checks"]}


def test_doctor_finds_nothing_wrong_with_a_working_assistant() -> None:
    result = run(standin(), "doctor", "--json")
    assert result.exit_code == 0
    assert set(checks(result).values()) == {"ok"}


def test_doctor_says_what_to_do_about_an_empty_library() -> None:
    result = run(standin(held=()), "doctor")
    assert result.exit_code == 1
    assert "assistant index" in result.stdout


def test_doctor_goes_on_after_what_is_broken() -> None:
    failure = LibraryError("The database is newer than this program.", "Update the program.")
    result = run(standin(failure=failure), "doctor", "--json")
    assert result.exit_code == 1
    assert checks(result)["library"] == "broken"
    assert checks(result)["model"] == "ok"


def test_doctor_names_a_setting_that_cannot_be_used() -> None:
    def refuse() -> Settings:
        raise SettingsError("ASSISTANT_MODE: no such mode.", "Correct it.")

    session = Session(read_settings=refuse, build=lambda _: standin())
    result = CliRunner().invoke(app, ["doctor"], obj=session)
    assert result.exit_code == 1
    assert "ASSISTANT_MODE" in result.stdout


def test_doctor_never_shows_the_key() -> None:
    closed = "http://127.0.0.1:9/v1"
    secret = "not-for-eyes\u00e9"
    parts = {"model": "m", "openai_base_url": closed, "openai_api_key": secret}
    configured = SETTINGS.model_validate(SETTINGS.model_dump() | parts)
    result = run(StandIn(configured), "--verbose", "doctor")
    assert result.exit_code == 1
    assert "not-for-eyes" not in result.output
    assert "not-for-eyes" not in get(closed, secret + "\n").body


@pytest.mark.parametrize(
    ("reply", "state", "says"),
    [
        (Reply(200, '{"data": [{"id": "m"}]}'), "ok", "offers m"),
        (Reply(200, '{"data": [{"id": "other"}]}'), "warning", "It lists: other"),
        (Reply(200, "<html>"), "broken", "not as an OpenAI-compatible endpoint"),
        (Reply(401, ""), "broken", "does not accept the key"),
        (Reply(404, ""), "warning", "does not list its models"),
        (Reply(500, "Oops"), "broken", "status 500"),
        (Reply(0, "refused"), "broken", "cannot be reached: refused"),
    ],
)
def test_doctor_understands_what_an_endpoint_says(reply: Reply, state: str, says: str) -> None:
    check = judge("m", "http://there/v1", reply)
    assert check.state == state
    assert says in check.message
    assert (check.do == "") is (state == "ok")
