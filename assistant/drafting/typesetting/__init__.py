"""Typst sets papers and charts from templates; its one importer.

A template gets its data as JSON and shows strings as they are: nothing in them is markup.
The faces are Noto Sans CJK, regular and bold, from the package manimgx-fonts-cjk (OFL): part of
the installation, so that papers look the same on a machine without any font. Only the characters
that are used are embedded in a PDF.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any, Literal

from assistant.drafting.draft import Chart
from assistant.model import Language

if TYPE_CHECKING:
    import typst

_PIXELS_PER_INCH = 220.0


def typeset(template: str, data: dict[str, Any], language: Language, form: _Form) -> bytes:
    """The template `typesetting/<template>.typ` filled with `data`, as one PDF or PNG."""
    import typst

    place = {"lang": "zh", "region": "cn"} if language == "zh" else {"lang": "en", "region": "gb"}
    given = json.dumps({**data, **place}, ensure_ascii=False)
    with as_file(files(__name__)) as folder:
        made = typst.compile(
            folder / f"{template}.typ",
            root=folder,
            font_paths=_fonts(),
            format=form,
            ppi=_PIXELS_PER_INCH,
            sys_inputs={"data": given},
        )
    if not isinstance(made, bytes):
        raise TypeError(f"the template {template} made several files")
    return made


_Form = Literal["pdf", "png"]


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    import typst

    with as_file(files("manimgx_fonts_cjk")) as folder:
        return typst.Fonts(include_system_fonts=False, font_paths=[folder])


def chart_data(chart: Chart) -> dict[str, Any]:
    """A chart as the templates take it, with each value as it is written beside its bar."""
    return {
        "labels": list(chart.labels),
        "unit": chart.unit,
        "caption": chart.caption,
        "series": [
            {"name": name, "values": list(values), "shown": [f"{v:,.12g}" for v in values]}
            for name, values in chart.series
        ],
    }


def chart_picture(chart: Chart, language: Language) -> bytes:
    """A chart as a PNG picture, 460 points wide."""
    return typeset("chart", {"chart": chart_data(chart)}, language, "png")
