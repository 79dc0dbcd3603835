"""The looks of a paper in Word: its styles, its numbered headings, its page."""

from __future__ import annotations

from typing import cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from assistant.drafting.word.elements import element
from assistant.drafting.word.footnotes import CALL_STYLE, TEXT_STYLE
from assistant.model import Language

APPENDIX_STYLE = "Appendix Heading"
BOX_STYLE = "Box Text"
CELL_STYLE = "Table Text"
ALARM = RGBColor(0xA6, 0x1C, 0x00)
QUIET = RGBColor(0x59, 0x59, 0x59)
_SERIF = ("Times New Roman", "SimSun")
_SANS = ("Arial", "SimHei")
_NUMBERING = 90
"""An id that the template's own lists do not use."""


def dress(document: Document, language: Language) -> None:
    """Give a document of python-docx's template the looks of a paper."""
    _page(document)
    _language(document, language)
    _text_styles(document)
    _heading_styles(document)
    _number_headings(document)


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.7), Cm(2.4)


def _language(document: Document, language: Language) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    words = defaults.find(f".//{qn('w:lang')}")
    words.set(qn("w:val"), "en-GB")
    words.set(qn("w:eastAsia"), "zh-CN")
    theme = document.settings.element.find(qn("w:themeFontLang"))
    theme.set(qn("w:eastAsia"), "zh-CN")
    document.core_properties.language = "zh-CN" if language == "zh" else "en-GB"


def _text_styles(document: Document) -> None:
    _set(_style(document, "Normal"), _SERIF, 10.5, after=6, line=1.3)
    _set(_style(document, "List Bullet"), _SERIF, 10.5, after=3, line=1.3)
    _set(_style(document, "Caption"), _SANS, 9, before=10, after=4, bold=True)
    _set(_style(document, "Header"), _SANS, 8.5, color=QUIET)
    _set(_style(document, "Footer"), _SANS, 8.5, color=QUIET)
    _set(_style(document, CELL_STYLE), _SERIF, 9, before=2, after=2)
    _set(_style(document, BOX_STYLE), _SERIF, 10.5, before=5, after=3)
    _set(_style(document, TEXT_STYLE), _SERIF, 8.5, after=2)
    _style(document, "Caption").paragraph_format.keep_with_next = True
    call = document.styles.add_style(CALL_STYLE, WD_STYLE_TYPE.CHARACTER)
    call.font.superscript = True


def _heading_styles(document: Document) -> None:
    title = _style(document, "Title")
    _set(title, _SANS, 18, after=6, bold=True)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.element.pPr.remove(title.element.pPr.find(qn("w:pBdr")))
    subtitle = _style(document, "Subtitle")
    _set(subtitle, _SANS, 10.5, after=12, color=QUIET)
    subtitle.font.italic = False
    subtitle.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name in ("Heading 1", "Heading 2", APPENDIX_STYLE):
        style = _style(document, name)
        _set(style, _SANS, 11 if name == "Heading 2" else 13, before=14, after=6, bold=True)
        style.paragraph_format.keep_with_next = True
    level = element("w:outlineLvl", val=0)
    _style(document, APPENDIX_STYLE).element.get_or_add_pPr().append(level)


def _style(document: Document, name: str) -> ParagraphStyle:
    """The paragraph style of that name, made where the template has none."""
    if name not in document.styles:
        made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = document.styles["Normal"]
    return cast(ParagraphStyle, document.styles[name])


def _set(
    style: ParagraphStyle,
    faces: tuple[str, str],
    points: float,
    *,
    before: float = 0,
    after: float = 0,
    line: float = 1.0,
    bold: bool = False,
    color: RGBColor | None = None,
) -> None:
    """Faces for Latin and Chinese, size and spacing; black unless a colour is given."""
    latin, chinese = faces
    style.font.size, style.font.bold = Pt(points), bold
    style.font.color.rgb = color or RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    old = properties.find(qn("w:rFonts"))
    if old is not None:
        properties.remove(old)
    properties.insert(0, element("w:rFonts", ascii=latin, hAnsi=latin, eastAsia=chinese, cs=latin))
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.MULTIPLE, line


def _number_headings(document: Document) -> None:
    """Tie "Heading 1" to a list of its own, so that Word numbers the headings."""
    heading = _style(document, "Heading 1")
    level = element(
        "w:lvl",
        element("w:start", val=1),
        element("w:numFmt", val="decimal"),
        element("w:pStyle", val=heading.style_id),
        element("w:suff", val="space"),
        element("w:lvlText", val="%1."),
        element("w:lvlJc", val="left"),
        element("w:pPr", element("w:ind", left=0, firstLine=0)),
        ilvl=0,
    )
    kind = element("w:multiLevelType", val="multilevel")
    numbering = document.part.numbering_part.element
    first_list = numbering.find(qn("w:num"))
    first_list.addprevious(element("w:abstractNum", kind, level, abstractNumId=_NUMBERING))
    link = element("w:abstractNumId", val=_NUMBERING)
    numbering.append(element("w:num", link, numId=_NUMBERING))
    properties = heading.element.get_or_add_pPr()
    properties._insert_numPr(element("w:numPr", element("w:numId", val=_NUMBERING)))
