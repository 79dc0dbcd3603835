"""Only markup made by the page is markup; every other string shows as itself."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.web.markup import Html, element, join, text

# What a browser would not show as itself is replaced; everything else must survive.
printable = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf"]) | st.just("\n"))


class Read(HTMLParser):
    """The elements, attributes and text that a browser would see."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


@settings(deadline=None, derandomize=True)
@given(printable)
def test_any_text_shows_exactly_itself_and_adds_no_element(content: str) -> None:
    read = Read(element("p", content))
    assert read.tags == ["p"]
    assert read.text == content


@settings(deadline=None, derandomize=True)
@given(printable)
def test_any_text_is_the_value_of_its_attribute_and_of_no_other(content: str) -> None:
    read = Read(element("p", "x", title=content))
    assert read.attributes == ([("title", content)] if content else [])


def test_markup_that_went_through_a_format_string_is_text_again() -> None:
    assert element("p", f"{Html('<b>')}") == "<p>&lt;b&gt;</p>"
    assert element("p", Html("<b>") + "x") == "<p>&lt;b&gt;x</p>"


def test_markup_inside_markup_is_kept() -> None:
    assert element("p", element("b", "x"), " < ") == "<p><b>x</b> &lt; </p>"
    assert join("<", element("br")) == "&lt;<br>"


def test_attributes_are_written_as_html_names_them() -> None:
    made = element("p", class_="a", data_n=3, hidden=True, lang="", open=False)
    assert made == '<p class="a" data-n="3" hidden></p>'


def test_control_and_reordering_characters_do_not_reach_the_browser() -> None:
    assert text("a\x00b\x1b\u202ec") == "a\ufffdb\ufffd\ufffdc"
