"""How the page looks, and what it keeps to itself, as Gradio's launch and mount take it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

_CSS = [Path(__file__).with_name(name) for name in ("page.css", "register.css", "drafts.css")]
# Fonts of the machine only: the page asks no other host for anything.
_FONTS = (
    "system-ui",
    "-apple-system",
    "Segoe UI",
    "Roboto",
    "Helvetica Neue",
    "Noto Sans",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "sans-serif",
)
_MONO = ("ui-monospace", "Consolas", "Liberation Mono", "monospace")


def look() -> dict[str, Any]:
    """Theme and style; no footer, no record of what was asked, no files taken in."""
    theme = gr.themes.Default(
        primary_hue=gr.themes.colors.teal,
        secondary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.slate,
        radius_size=gr.themes.sizes.radius_md,
        font=[gr.themes.Font(name) for name in _FONTS],
        font_mono=[gr.themes.Font(name) for name in _MONO],
    ).set(
        # White on the lighter default would be too faint to read.
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_dark="*primary_700",
        button_primary_background_fill_hover_dark="*primary_600",
        button_primary_text_color="white",
        button_primary_text_color_dark="white",
    )
    return {
        "theme": theme,
        "css_paths": _CSS,
        "footer_links": [],
        "run_history": False,
        "enable_monitoring": False,
        "ssr_mode": False,
        "pwa": False,
        "mcp_server": False,
        "max_file_size": 1,
        "show_error": False,
    }
