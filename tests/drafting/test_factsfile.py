"""Facts files: YAML and JSON, read safely, with faults that say where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting.factsfile import LARGEST, Twice, read_facts
from assistant.errors import UnreadableFile


def written(folder: Path, text: str | bytes, name: str = "facts.yaml") -> Path:
    file = folder / name
    file.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return file


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: [1", "line"),
        ("- a\n- b", "not a mapping"),
        ("a: &x 1\nb: *x", "aliases"),
        ("a: !!python/object/apply:os.system [ls]", "YAML"),
        (b"\xff\xfe\x00", "UTF-8"),
        ("[" * 5000, "nested"),
        ("a: " + "x" * LARGEST, "bytes"),
    ],
)
def test_a_file_that_is_no_facts_is_refused_with_the_reason(
    tmp_path: Path, text: str | bytes, told: str
) -> None:
    with pytest.raises(UnreadableFile, match=told):
        read_facts(written(tmp_path, text))


def test_a_file_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="No such file"):
        read_facts(tmp_path / "none.yaml")


def test_an_empty_file_holds_no_facts(tmp_path: Path) -> None:
    assert read_facts(written(tmp_path, "")) == {}


def test_an_impossible_day_and_a_number_stay_text(tmp_path: Path) -> None:
    read = read_facts(written(tmp_path, "day: 2026-02-30\nnumber: 007\nname: no\nnone: null\n"))
    assert read == {"day": "2026-02-30", "number": "007", "name": "no", "none": None}


@pytest.mark.parametrize("name", ["facts.yaml", "facts.json"])
def test_a_key_that_stands_twice_keeps_both_values(tmp_path: Path, name: str) -> None:
    text = '{"a": "1", "a": "2", "b": "3", "b": "3"}'
    assert read_facts(written(tmp_path, text, name)) == {"a": Twice(("1", "2")), "b": "3"}


@given(st.dictionaries(st.text(min_size=1), st.none() | st.booleans() | st.integers() | st.text()))
@settings(max_examples=50, deadline=None, derandomize=True)
def test_json_comes_back_as_it_was(facts: dict[str, object]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        assert read_facts(written(Path(folder), json.dumps(facts), "f.json")) == facts
