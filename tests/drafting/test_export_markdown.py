"""A draft as Markdown, rendered again to see that its words are what they were."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from sample_drafts import HOSTILE, chinese, english

from assistant.drafting.draft import Draft
from assistant.drafting.export_markdown import escaped, markdown_of, write_markdown
from assistant.drafting.export_parts import printable

RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def rendered(text: str) -> str:
    return RENDERER.render(text)


def test_the_paper_has_headings_a_box_tables_and_footnotes() -> None:
    text = markdown_of(english())
    assert text.startswith("# Implementation plan for commercializing a battery coating\n")
    assert "## 1. The licence" in text
    assert "> - Who is the partner?" in text
    assert "licence of 12 years[^1]. It names" in text
    assert "\n[^2]: Pilot Plan, II.1 (2. Granting licenses): “internally" in text
    assert "| Licence 1 | 1 | 1,234,567 | rows 1-4 |" in text


def test_charts_are_tables_of_their_values() -> None:
    assert "| 第二季度 | 3.5 |" in markdown_of(chinese())


def test_what_looks_like_markup_is_text() -> None:
    page = rendered(escaped(printable(HOSTILE)))
    assert not re.search(r"<(?!/?p>|br)", page)


@settings(derandomize=True, max_examples=300)
@given(st.text(st.sampled_from("ab1 .)#*_-+=>|`~<&[](!\\:/@w\n字"), max_size=40))
def test_escaped_text_renders_as_itself(text: str) -> None:
    page = rendered(escaped(text))
    assert not re.search(r"<(?!/?p>|br)", page)
    shown = html.unescape(re.sub(r"<[^>]+>", "", page))
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", text)


@pytest.mark.parametrize("draft", [english(), chinese()], ids=["en", "zh"])
def test_it_is_written_as_utf_8(tmp_path: Path, draft: Draft) -> None:
    path = tmp_path / "paper.md"
    write_markdown(draft, path)
    assert path.read_text(encoding="utf-8") == markdown_of(draft)
