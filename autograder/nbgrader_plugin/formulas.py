"""Formulas of the texts that we handed out, as MathML: a feedback page is read offline too, where nbgrader's MathJax is not."""

from __future__ import annotations

import re
from importlib.util import find_spec

_PARTS = re.compile(
    r"(?P<code>```.*?```|`[^`\n]+`)|\$\$(?P<shown>.+?)\$\$|(?<![\\$\w])\$(?!\s)(?P<within>[^$\n]+?)(?<!\s)\$(?!\d)",
    re.DOTALL,
)
_MARKDOWN = {ord(sign): f"&#{ord(sign)};" for sign in "*_[]`~\\"}
"""What Markdown would read something into."""


def with_mathml(markdown: str) -> str:
    """A text whose formulas, `$…$` and `$$…$$` outside of code, are MathML, which browsers draw themselves; as they are where
    one cannot be read, and all where latex2mathml is not installed."""
    return _PARTS.sub(_drawn, markdown) if "$" in markdown and find_spec("latex2mathml") else markdown


def _drawn(part: re.Match[str]) -> str:
    if part["code"]:
        return part[0]
    from latex2mathml.converter import convert

    try:
        mathml = convert(part["shown"] or part["within"], display="block" if part["shown"] else "inline")
    except Exception:
        return part[0]
    return str(mathml).translate(_MARKDOWN).replace("\n", " ")
