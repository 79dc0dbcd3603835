"""Web pages: the main text in lines, with headings, list numbers and tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_files import kept, read

from assistant.errors import UnreadableFile
from assistant.reading.html import read_html


def said(body: str) -> list[str]:
    page = f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{body}</body></html>"
    return read_html(page.encode(), "page.html").split("\n\n")


def test_what_surrounds_the_text_is_left_out() -> None:
    assert said(
        "<header><nav>Home</nav>Site</header><script>x()</script><style>p{}</style>"
        "<!-- note --><p>The text.</p><div style='display: none'>hidden</div>"
        "<aside>Related</aside><div role='navigation'>Links</div><footer>Imprint</footer>"
    ) == ["The text."]


def test_the_main_part_is_taken_where_a_page_names_it() -> None:
    assert said("<div>Menu of the site</div><main><p>The text.</p></main>") == ["The text."]


def test_a_title_in_the_header_stays() -> None:
    assert said("<header><h1>The Plan</h1></header><p>Text.</p>") == ["The Plan", "Text."]


def test_headings_are_lines_with_marks_unless_they_are_numbered() -> None:
    body = "<h1>The Plan</h1><h2>Background</h2><p>Text.</p><h2>II. Duties</h2><h3>第三条 职责</h3>"
    assert said(body) == ["The Plan", "## Background", "Text.", "II. Duties", "第三条 职责"]


def test_lines_and_inline_elements_of_a_paragraph_are_one_line() -> None:
    body = "<p>The entity\n  shall <b>an</b>nounce&#32;the <a href='#'>decision</a>.</p>"
    assert said(body) == ["The entity shall announce the decision."]
    assert said("<p>科技<span>成果</span>转化</p>") == ["科技成果转化"]


def test_line_breaks_separate_the_paragraphs_of_old_pages() -> None:
    assert said("<td>　　第一条 甲。<br>　　第二条 乙。<br/></td>") == [
        "第一条 甲。",
        "第二条 乙。",
    ]


@pytest.mark.parametrize(
    ("body", "items"),
    [
        ("<ol><li>a<li>b</ol>", ["1. a", "2. b"]),
        ("<ol start=3><li>a<li value=7>b<li>c</ol>", ["3. a", "7. b", "8. c"]),
        ("<ol type=I><li>a<li>b</ol>", ["I. a", "II. b"]),
        ("<ol style='list-style-type: lower-alpha'><li>a<li>b</ol>", ["a. a", "b. b"]),
        ("<ol style='list-style: cjk-ideographic'><li>甲<li>乙</ol>", ["一、甲", "二、乙"]),
        ("<ol reversed><li>a<li>b</ol>", ["2. a", "1. b"]),
        ("<ol><li>1. printed</ol>", ["1. printed"]),
        ("<ul><li>a<li>b</ul>", ["- a", "- b"]),
        ("<ol><li>a<ol type=i><li>b<li>c</ol><li>d</ol>", ["1. a", "i. b", "ii. c", "2. d"]),
    ],
)
def test_lists_show_the_numbers_that_a_browser_shows(body: str, items: list[str]) -> None:
    assert said(body) == items


def test_tables_are_read_row_by_row_with_spanning_cells_repeated() -> None:
    assert said(
        "<table><caption>Tasks</caption><tr><th>Unit<th>Task</tr>"
        "<tr><td rowspan=2>A<td><p>first</p><p>part</p></tr><tr><td>second</tr></table>"
    ) == ["Tasks", "| Unit | Task |\n| A | first part |\n| A | second |"]


def test_tables_that_lay_out_the_page_are_not_rows() -> None:
    long = "The entity shall announce the decision. " * 30
    body = f"<table><tr><td>Menu<td><p>First.</p><p>{long}</p></tr></table>"
    assert said(body) == ["Menu", "First.", long.strip()]
    nested = "<table><tr><td><p>Text.</p><table><tr><td>a<td>b</tr></table></td></tr></table>"
    assert said(nested) == ["Text.", "| a | b |"]


CHINESE = (
    "<html><head>{}</head><body><p>第一条 为了促进科技成果转化，制定本办法。</p></body></html>"
)


@pytest.mark.parametrize(
    ("meta", "encoding"),
    [
        ('<meta charset="gb2312">', "gb18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=GBK">', "gbk"),
        ('<meta charset="utf-8">', "utf-8"),
        ('<meta charset="gbk">', "utf-8"),
        ('<meta charset="made-up">', "utf-8"),
        ("", "gb18030"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
    ],
)
def test_pages_are_decoded_as_they_say_or_as_they_are(
    meta: str, encoding: str, tmp_path: Path
) -> None:
    page = CHINESE.format(meta).encode(encoding)
    document = read(kept(tmp_path, "page.html", page))
    assert document.text == "第一条 为了促进科技成果转化，制定本办法。"
    assert document.metadata.language == "zh"


def test_a_page_that_scripts_fill_in_says_so() -> None:
    with pytest.raises(UnreadableFile, match=r"shows no text.*print it to PDF"):
        said("<div id='app'></div><script>start()</script>")


@pytest.mark.parametrize("tag", ["div", "ul", "blockquote", "table><tr><td"])
def test_elements_nested_a_hundred_thousand_deep_are_read_to_the_end(tag: str) -> None:
    count = 100_000 if tag == "div" else 10_000
    page = f"<p>before</p>{f'<{tag}>' * count}deep text{'</div>' * count}<p>after</p>"
    found = read_html(page.encode(), "deep.html")
    assert found.startswith("before")
    assert "deep text" in found
    assert "after" in found


def test_a_page_of_too_many_elements_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="more than 300000 elements"):
        read_html(b"<html>" + b"<br>" * 300_001, "large.html")
