"""Who is asking: a file of people, a log-in, or a name that is given and not verified."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from page_standin import StandIn
from standin import run

from assistant.errors import LibraryError, UsageError
from assistant.settings import Settings
from assistant.web.users import Users, hashed, matches

pytest.importorskip("gradio")

from assistant.web.people import Call, callable_by_browsers, entrance

OPEN = Settings(_env_file=None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "users"


def test_a_password_is_kept_as_a_salted_hash() -> None:
    one, other = hashed("correct horse"), hashed("correct horse")
    assert one != other
    assert "correct" not in one
    assert matches("correct horse", one)
    assert not matches("wrong horse", one)


@pytest.mark.parametrize("kept", ["", "correct horse", "scrypt$1$a$b", "scrypt$3,8,1$AA==$AA=="])
def test_a_hash_that_is_none_matches_nothing(kept: str) -> None:
    assert not matches("correct horse", kept)


def test_a_person_is_known_once_added_and_can_change_the_password(file: Path) -> None:
    users = Users(file)
    assert not users.knows("Li Hua", "correct horse")
    assert users.add("Li Hua", "correct horse")
    assert users.add("王伟", "correct horse")
    assert users.knows("Li Hua", "correct horse")
    assert not users.add("Li Hua", "battery staple")
    assert not users.knows("Li Hua", "correct horse")
    assert users.knows("Li Hua", "battery staple")
    assert users.knows("王伟", "correct horse")
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "password"),
    [("LI  hua", "correct horse"), ("a:b", "correct horse"), ("Bo", "short"), ("#Bo", "x" * 9)],
)
def test_what_could_mislead_is_refused(file: Path, name: str, password: str) -> None:
    users = Users(file)
    users.add("Li Hua", "correct horse")
    with pytest.raises(UsageError):
        users.add(name, password)


def test_the_command_asks_for_the_password(file: Path) -> None:
    assistant = StandIn(settings=Settings(users=str(file), _env_file=None))
    outcome = run(assistant, "user", "add", "Ann", stdin=b"correct horse\ncorrect horse\n")  # type: ignore[arg-type]
    assert outcome.exit_code == 0
    assert "correct horse" not in outcome.output
    assert Users(file).knows("Ann", "correct horse")


def test_without_a_file_of_users_the_command_says_what_to_set() -> None:
    outcome = run(StandIn(settings=OPEN), "user", "add", "Ann", stdin=b"long enough\n" * 2)  # type: ignore[arg-type]
    assert outcome.exit_code == 1
    assert "ASSISTANT_USERS" in outcome.stderr


def test_the_entrance_knows_who_is_in_the_file(file: Path) -> None:
    Users(file).add("Ann", "correct horse")
    auth = entrance(Settings(users=str(file), _env_file=None))["auth"]
    assert asyncio.run(auth("Ann", "correct horse"))
    assert not asyncio.run(auth("Ann", "wrong horse"))
    assert entrance(OPEN)["auth"] is None


def request(user: str = "", site: str = "same-origin") -> Any:
    app = SimpleNamespace(cookie_id="x", tokens={"t": user})
    cookies = {"access-token-unsecure-x": "t"} if user else {}
    return SimpleNamespace(app=app, cookies=cookies, headers={"sec-fetch-site": site})


def told(call: Call) -> dict[str, Any]:
    return {"by": call.by, "verified": call.is_verified}


def test_the_name_is_the_one_that_logged_in_whatever_the_browser_says(file: Path) -> None:
    step = callable_by_browsers("told", told, Settings(users=str(file), _env_file=None))
    assert step({"name": "Bo"}, request("Ann")) == {"by": "Ann", "verified": True}
    assert step({"name": "Bo"}, request())["by"] == ""


def test_without_log_in_the_name_is_the_one_that_is_given() -> None:
    step = callable_by_browsers("told", told, OPEN)
    assert step({"name": " Li  Hua "}, request()) == {"by": "Li Hua", "verified": False}


@pytest.mark.parametrize("sent", [None, [], "x", {"name": {"a": 1}}])
def test_whatever_a_browser_sends_gets_an_answer(sent: Any) -> None:
    answer = callable_by_browsers("told", told, OPEN)(sent, request())
    assert answer.get("by", "") == ""


def test_another_site_cannot_make_a_browser_take_a_step() -> None:
    answer = callable_by_browsers("told", told, OPEN)({"name": "Ann"}, request(site="cross-site"))
    assert "by" not in answer


def test_a_failure_is_a_sentence_and_says_whether_to_try_again() -> None:
    def locked(call: Call) -> dict[str, Any]:
        raise LibraryError("The library is locked.", "Wait.")

    def broken(call: Call) -> dict[str, Any]:
        raise RuntimeError("a secret detail of the inside")

    answer = callable_by_browsers("locked", locked, OPEN)({}, request())
    assert answer == {"failure": "The library is locked. Wait.", "again": False}
    assert "secret" not in callable_by_browsers("broken", broken, OPEN)({}, request())["failure"]
