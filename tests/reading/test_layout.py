"""Lines of pages become paragraphs: tried on texts that are set in lines here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_files import CORPUS, SAMPLES, needs_samples

from assistant.reading.layout import paragraphs
from assistant.reading.pages import Line

# Times, in thousandths of an em: other widths than the reader's estimates.
TIMES = {
    **dict.fromkeys("fijlt.,;:/| ", 270),
    **dict.fromkeys("rsI()-'", 350),
    **dict.fromkeys("acezJ", 444),
    **dict.fromkeys("wCBRAXYDGHKNOQUV", 700),
    **dict.fromkeys("mMW%", 850),
}
PIECES = re.compile(r"[\u3000-\u9fff\uff00-\uffef][，。、；：！？）》]?|[^\s\u3000-\u9fff]+|\s")


def width(text: str, size: float) -> float:
    return sum(1000 if c > "\u2e80" else TIMES.get(c, 500) for c in text) * size / 1000


def typeset(
    texts: list[str], indent: float = 0, gap: float = 0, left: float = 72, right: float = 522
) -> list[Line]:
    """The paragraphs in lines on pages, 14 points apart, as a word processor sets them."""
    lines: list[Line] = []
    page, y = 0, 770.0
    for text in texts:
        said, x = "", left + indent
        for piece in [*PIECES.findall(text), None]:
            full = piece is None or width((said + piece).rstrip(), 11) > right - x
            if full and said.strip() and (piece is None or piece.strip()):
                lines.append(Line(said.strip(), page, x, y, 11))
                said, x, y = "", left, y - 14
                if y < 70:
                    page, y = page + 1, 770.0
            if said or (piece or "").strip():
                said += piece or ""
        y -= gap
    return lines


def set_and_read(texts: list[str], indent: float = 0, gap: float = 0) -> list[str]:
    lines = typeset(texts, indent, gap)
    return paragraphs(lines, lines[-1].page + 1)[0].split("\n\n")


def lines_of(path: Path) -> list[str]:
    found = (" ".join(line.split()) for line in path.read_text().split("\n"))
    return [re.sub(r"^#+ ", "", line) for line in found if line and not line.startswith("<!--")]


@pytest.mark.parametrize("setting", [{"indent": 22}, {"gap": 6}], ids=["indented", "spaced"])
@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.stem)
def test_the_paragraphs_of_the_corpus_are_found_again(path: Path, setting: dict[str, int]) -> None:
    texts = lines_of(path)
    found = set(set_and_read(texts, **setting))
    assert sum(text in found for text in texts) >= 0.95 * len(texts)


@needs_samples
@pytest.mark.parametrize("setting", [{"indent": 22}, {"gap": 6}], ids=["indented", "spaced"])
def test_the_paragraphs_of_chinese_statutes_are_found_again(setting: dict[str, int]) -> None:
    for path in SAMPLES.glob("statutes-zh/*.md"):
        texts = lines_of(path)
        found = set(set_and_read(texts, **setting))
        assert sum(text in found for text in texts) >= 0.98 * len(texts)


def test_chinese_lines_are_joined_without_a_space() -> None:
    text = (
        "科技成果完成单位对其持有的科技成果，可以自主决定采用转让、许可或者作价投资等方式实施转化。"
        * 3
    )
    assert set_and_read([text]) == [text]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["the long-", "term licence; a long-term licence"], "long-term licence; a"),
        (["the commer-", "cialization of it"], "the commercialization of it"),
        (["start with three-", "year plans, three and a year"], "three-year plans"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_goes_unless_it_belongs_to_the_word(
    lines: list[str], said: str
) -> None:
    first = Line(f"and more of it and so on and {lines[0]}", 0, 72, 700, 11)
    assert said in paragraphs([first, Line(lines[1], 0, 72, 686, 11)], 1)[0]


def numbered_pages(count: int) -> list[Line]:
    lines = []
    for page in range(count):
        lines.append(Line("Plan of the Municipality, 2024", page, 200, 800, 9))
        for at in range(5):
            body = f"{'abcd'[page]} {at}: this sentence says something of its own."
            lines.append(Line(body, page, 72, 700 - 30 * at, 11))
        lines.append(Line(f"- {page + 3} -", page, 290, 40, 9))
    return lines


def test_running_titles_and_page_numbers_are_left_out() -> None:
    text, _ = paragraphs(numbered_pages(4), 4)
    assert "Plan of the Municipality" not in text
    assert not re.search(r"- \d -", text)
    assert text.count("sentence") == 20


def test_numbered_headings_at_the_top_of_pages_stay() -> None:
    lines = [Line(f"Annex {3 - page}", page, 72, 780, 14) for page in range(3)]
    assert paragraphs(lines, 3)[0].count("Annex") == 3


def test_a_table_heading_that_is_repeated_on_one_page_stays() -> None:
    lines = [Line("Unit and task", 0, 72, 700 - 40 * at, 11) for at in range(3)]
    assert paragraphs(lines, 1)[0].count("Unit and task") == 3


def test_a_year_alone_on_a_single_page_is_no_page_number() -> None:
    lines = [Line("Annual plan of the university", 0, 200, 700, 18), Line("2024", 0, 280, 100, 11)]
    assert "2024" in paragraphs(lines, 1)[0]


def test_lines_of_a_table_of_contents_are_left_out() -> None:
    lines = [
        Line("I. General Requirements ........ 3", 0, 72, 700, 11),
        Line("Signature of the applicant ..............", 0, 72, 650, 11),
    ]
    assert paragraphs(lines, 1)[0] == "Signature of the applicant .............."


def test_two_columns_are_read_one_after_the_other() -> None:
    texts = ["The left column says this at some length and then goes on for a while. " * 4] * 3
    left = typeset([text.strip() for text in texts], indent=12, right=290)
    right = typeset([text.strip() for text in texts], indent=12, left=310, right=528)
    found = paragraphs([*left, *right], 1)[0].split("\n\n")
    assert found == [texts[0].strip()] * 6


TEXTS = st.lists(st.sampled_from(["A short line", "第一条 内容。", "word " * 40]), min_size=1)


@given(st.lists(st.one_of(st.just([]), TEXTS), min_size=1, max_size=5), st.booleans())
@settings(derandomize=True, max_examples=50)
def test_page_offsets_lie_in_the_text_and_never_fall(pages: list[list[str]], gap: bool) -> None:
    lines = [
        Line(f"{'abcde'[number]} {line.text}", number, line.x, line.y, line.size)
        for number, texts in enumerate(pages)
        for line in typeset(texts, gap=6 * gap)
        if line.page == 0
    ]
    text, offsets = paragraphs(lines, len(pages))
    assert len(offsets) == len(pages)
    assert list(offsets) == sorted(offsets)
    assert all(0 <= offset <= len(text) for offset in offsets)
    for number in {line.page for line in lines}:
        first = next(line for line in lines if line.page == number)
        assert text[offsets[number] :].startswith(first.text[:10])
