"""The site of these pages, by Sphinx: `make docs`. Any warning, a link to nowhere among them, ends it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parent))

from made import filled

import autograder

project = "backprop-autograder"
version = release = autograder.__version__
project_copyright = "The backprop-autograder authors, MIT licence"
extensions = ["myst_parser"]
myst_heading_anchors = 4
html_theme = "furo"
html_title = project
html_copy_source = False
html_show_sourcelink = False
pygments_style, pygments_dark_style = "a11y-high-contrast-light", "a11y-high-contrast-dark"
highlight_language = "none"  # what does not say is no Python, but what stands in a terminal
KOREAN = ".ko"
"""What the names of Korean pages end in."""

SAID = (
    ("furo_navigation_tree", 'role="heading"', 'role="heading" aria-level="2"'),
    ("body", "<pre>", '<pre tabindex="0">'),
    ("body", '<div class="table-wrapper', '<div tabindex="0" class="table-wrapper'),
)
"""What the theme leaves unsaid to a screen reader, and to who scrolls by keys: part of the page, markup, markup in its place."""


def _source(_: Sphinx, docname: str, source: list[str]) -> None:
    source[0] = filled(source[0], docname)


def _page(_: Sphinx, pagename: str, __: str, context: dict[str, Any], ___: object) -> None:
    if pagename.endswith(KOREAN):
        context["language"] = "ko"
        context["metatags"] = context.get("metatags", "") + "<style>body{word-break:keep-all}</style>"
    for part, plain, said in SAID:
        context[part] = (context.get(part) or "").replace(plain, said)


def setup(app: Sphinx) -> None:
    """Fill the blanks of each page as it is read, and say to all who read it what it is."""
    app.connect("source-read", _source)
    app.connect("html-page-context", _page, priority=900)
