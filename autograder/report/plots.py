"""The plots of the class report: inline SVG that follows the page's colours and is the same on every run."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Stand-ins that matplotlib can draw with; in the page they become the colours of its theme.
_TEXT, _BAR = "#010203", "#040506"
_THEME = {_TEXT: "currentColor", _BAR: "var(--accent)"}
_WIDTH = 4.6  # inches: the width of a phone, so that the text is not shrunk there
_SETTINGS = {
    "svg.fonttype": "none",  # text stays text, so that it can be read aloud and searched
    "font.size": 9.0,
    "text.color": _TEXT,
    "axes.edgecolor": _TEXT,
    "axes.labelcolor": _TEXT,
    "xtick.color": _TEXT,
    "ytick.color": _TEXT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.6,
}


def histogram(values: Sequence[float], top: float | None, label: str) -> str:
    """An SVG with the number of values by size, in at most 10 bars from 0 to `top` (default: the largest)."""
    from matplotlib.ticker import MaxNLocator

    def draw(axes: Axes) -> None:
        high = top or max(values, default=0.0) or 1.0
        bars = max(5, min(10, round(len(values) ** 0.5)))
        axes.hist(list(values), bins=bars, range=(0.0, high), color=_BAR, rwidth=0.92)
        axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True, min_n_ticks=1))
        axes.set_xlim(0.0, high)

    return _svg(draw, 1.9, label)


def bars(names: Sequence[str], shares: Sequence[float], label: str) -> str:
    """An SVG with one horizontal bar for each name, as long as its share (0 … 1), with the percentage written."""

    def draw(axes: Axes) -> None:
        places = range(len(names))
        drawn = axes.barh(places, [100 * share for share in shares], height=0.62, color=_BAR)
        axes.bar_label(drawn, [f"{100 * share:.0f} %" for share in shares], padding=4, fontsize=8)
        axes.set_yticks(places, names)
        axes.invert_yaxis()
        axes.set_xlim(0.0, 108.0)
        axes.set_xticks([0, 25, 50, 75, 100])
        axes.tick_params(axis="y", length=0)

    return _svg(draw, 0.4 + 0.24 * len(names), label)


def _svg(draw: Callable[[Axes], None], height: float, label: str) -> str:
    """Draw on fresh axes and give the SVG element, with `label` as its accessible name."""
    from html import escape

    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    settings: Any = {**_SETTINGS, "svg.hashsalt": label}
    with rc_context(settings):
        figure = Figure(figsize=(_WIDTH, height), layout="constrained")
        FigureCanvasSVG(figure)
        draw(figure.add_subplot())
        drawn = io.StringIO()
        figure.savefig(
            drawn, format="svg", transparent=True, metadata=dict.fromkeys(("Date", "Creator"), None)
        )
    svg = drawn.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>|<!--.*?-->", "", svg, flags=re.DOTALL)
    # Group ids such as axes_1 would occur once a plot; only what is referred to by id (hashes, salted) keeps its id.
    svg = re.sub(r' id="(?:figure|axes|patch|matplotlib|xtick|ytick|line2d|text)[\w.]*"', "", svg)
    for stand_in, colour in _THEME.items():
        svg = svg.replace(stand_in, colour)
    return svg.replace("<svg", f'<svg role="img" aria-label="{escape(label)}"', 1)
