"""Pages as nbconvert makes them for nbgrader, and a reader that finds what could run on them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

PIXEL = {"p.png": {"image/png": "iVBORw0KGgo="}}
RUNS = frozenset(
    ["script", "iframe", "object", "embed", "form", "style", "svg", "link", "meta", "base", "button", "input"]
)
OPEN = re.compile(r"https?://|mailto:|#|data:image/(png|jpeg|gif|webp);base64,")


class Page(HTMLParser):
    """What a page links to and what could run on it."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        box = tag == "input" and ("type", "checkbox") in attrs
        if tag in RUNS and not box:
            self.bad.append(tag)
        for name, value in attrs:
            plain = re.sub(r"[\x00-\x20]", "", value or "").lower()
            if name.startswith("on"):
                self.bad.append(f"{tag} {name}")
            if name in ("href", "src", "action", "srcdoc", "xlink:href") and not OPEN.match(plain):
                self.bad.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(*markdown: str) -> Page:
    """Cells of a page, rendered as nbconvert does."""
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    page = Page()
    for text in markdown:
        page.feed(MarkdownWithMath(renderer=IPythonRenderer(escape=False, attachments=PIXEL)).render(text))
    return page


def exported(*texts: str, kind: str = "markdown", **values: object) -> str:
    """Cells of such texts as a whole page of nbconvert's, which is what nbgrader makes feedback with."""
    from nbconvert.exporters import HTMLExporter
    from nbformat import v4

    cells = [getattr(v4, f"new_{kind}_cell")(text, **values) for text in texts]
    html: str = HTMLExporter(template_name="basic").from_notebook_node(v4.new_notebook(cells=cells))[0]
    return html
