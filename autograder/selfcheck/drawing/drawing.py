"""A drawing as it is shown, in a picture and in words, and what of a question it shows."""

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from xml.etree import ElementTree as ET

from autograder.checks.plans.spoken_names import upstream_of
from autograder.model.formula import graph_of
from autograder.model.message import say
from autograder.model.question import Question
from autograder.selfcheck.drawing.labels import LONGEST, SHORT, Known, picture_of
from autograder.selfcheck.drawing.layout import Layout, Place, Point, lay_out
from autograder.selfcheck.drawing.picture import HEIGHT, LETTER, RADIUS, Item, Label, Picture
from autograder.words.clean import columns
from autograder.words.messages import render, word

WIDEST = 900.0
"""Of a picture, as far as its numbers are to blame."""


@dataclass(frozen=True)
class Drawing:
    """A picture and one plain line below it: an image in Jupyter, sentences in a terminal."""

    picture: Picture
    lang: str = "en"
    note: str = ""

    def __repr__(self) -> str:
        said = in_words(self.picture, self.lang) if self.picture else []
        return "\n".join([*said, *([self.note] if self.note else [])])

    @property
    def image(self) -> str:
        """The picture as an image with its text alternative, for HTML and Markdown."""
        alternative = " ".join(in_words(self.picture, self.lang))
        return image(svg(self.picture, legend(self.picture, self.lang)), alternative)

    def _repr_html_(self) -> str:
        note = f"<p>{escape(self.note)}</p>" if self.note else ""
        return f"<div>{self.image if self.picture else ''}{note}</div>"


def drawing_of(question: Question, values: Mapping[str, object], lang: str, unknown: str = "") -> Picture:
    """The picture of a question's graph with what is known, long arrays as shapes where it is too wide; nothing without a graph."""
    if not question.graph:
        return ()
    graph = graph_of(question.graph)
    picture: Picture = ()
    for longest in (LONGEST, SHORT, SHORT // 2):
        picture = picture_of(graph, question, Known(values, unknown, longest, lang))
        if lay_out(picture).width <= WIDEST:
            break
    return picture


def shown_example(question: Question) -> Mapping[str, object]:
    """The example that a drawing is made at: the first that says an upstream gradient, where backward is handed one."""
    wanted = {*upstream_of(question)}
    return next((one for one in question.example if wanted <= {*one}), (*question.example, {})[0])


_NAMES = {
    "+": "sum", "×": "product", "−": "difference", "÷": "quotient", "^": "power", "@": "matrix_product", "−( )": "negative",
    "( )²": "square", "( )³": "cube", "1/( )": "reciprocal", "σ": "sigmoid", "√": "square_root",
    "sum": "sum", "mean": "mean", "max": "maximum", "exp": "exponential", "log": "logarithm",
}  # fmt: skip


def in_words(picture: Picture, lang: str) -> list[str]:
    """The sentences that say a picture: one a step of the forward pass, and one for the gradients, from the result back."""
    names = _names(picture)
    said = []
    for at, item in enumerate(picture):
        if item.form == "operation":
            output, operation = _with(names[at], item.above.value), _operation(item, lang)
            inputs = [_with(names[one], picture[one].above.value) for one in item.operands]
            step = say("drawn_step", output=output, inputs=inputs, operation=operation)
            said.append(render(step, lang))
    gradients = [f"{names[at]}: {item.below.text}" for at, item in enumerate(picture) if item.below.text]
    if gradients:
        said.append(render(say("drawn_gradients", gradients=gradients[::-1]), lang))
    return [render(say("drawn"), lang), *said]


def legend(picture: Picture, lang: str) -> tuple[tuple[str, bool], ...]:
    """The lines below a drawing, each with whether it speaks of values: of gradients only where there are any."""
    values, gradients = (word("forward", lang, "drawing"), True), (word("backward", lang, "drawing"), False)
    return (values, gradients) if any(item.below.text for item in picture) else (values,)


def _names(picture: Picture) -> list[str]:
    """What each value is called; those without a name are counted."""
    counted: Iterator[int] = iter(range(1, len(picture) + 1))
    return [
        item.symbol if item.form != "operation" else item.above.name or f"({next(counted)})"
        for item in picture
    ]


def _with(name: str, value: str) -> str:
    return f"{name} = {value}" if value else name


def _operation(item: Item, lang: str) -> str:
    name = _NAMES.get(item.symbol)
    return word(name, lang, "operation") if name else item.symbol


_VALUE, _GRADIENT, _INK, _LINE = "#116329", "#b3261e", "#1f2328", "#59636e"
"""Values are green and bold and stand above, gradients red and italic and stand below: never by colour alone."""
_CODE = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"
_TEXT = "system-ui, 'Noto Sans', 'Noto Sans CJK KR', sans-serif"
_SIZE = LETTER / 0.615
"""Of the letters: such fonts are 0.6 of it wide."""
_ROW = 19.0
"""How high a row of the legend is."""


def svg(picture: Picture, legend: Sequence[tuple[str, bool]] = ()) -> str:
    """The SVG of a picture: text alone, no style sheet, no script, on a light panel of its own, so that it reads on any page. `legend` are
    lines below it, each with whether it speaks of values (of gradients otherwise)."""
    layout = lay_out(picture)
    width = max(layout.width, max((columns(text) * 7.4 + 40 for text, _ in legend), default=0.0))
    height = layout.height + (len(legend) * _ROW + 6 if legend else 0)
    size = {"width": f"{width:.0f}", "height": f"{height:.0f}", "viewBox": f"0 0 {width:.0f} {height:.0f}"}
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **size, "role": "img"})
    panel = {"x": "0.5", "y": "0.5", "width": f"{width - 1:.0f}", "height": f"{height - 1:.0f}", "rx": "6"}
    ET.SubElement(root, "rect", {**panel, "fill": "#ffffff", "stroke": "#d1d9e0"})
    _edges(root, layout)
    results = {*range(len(picture))}.difference(one for item in picture for one in item.operands)
    for at, (item, place) in enumerate(zip(picture, layout.places, strict=True)):
        _item(root, item, place, result=at in results)
    for row, (text, values) in enumerate(legend):
        _legend(root, layout.height + row * _ROW + 8, text, values)
    return ET.tostring(root, encoding="unicode")


def image(drawn: str, alternative: str) -> str:
    """An `<img>` that holds an SVG: it shows in notebooks, in what nbconvert makes of them and on nbgrader's pages. Where it is wider
    than the page it is scrolled, not made small."""
    data = base64.b64encode(drawn.encode()).decode()
    shown = f'<img alt="{escape(alternative)}" style="max-width: none; border: 0" src="data:image/svg+xml;base64,{data}">'
    return f'<div style="overflow-x: auto" tabindex="0">{shown}</div>'


def _edges(root: ET.Element, layout: Layout) -> None:
    for corners in layout.edges:
        _draw(root, "path", d=_path(corners), fill="none", stroke=_LINE, **{"stroke-width": "1.3"})
        _arrow(root, corners[-1])
    drawn: set[Point] = set()
    for corners in layout.edges:
        start = corners[0]
        if sum(other[0] == start for other in layout.edges) > 1 and start not in drawn:
            drawn.add(start)
            _draw(root, "circle", cx=_n(start[0]), cy=_n(start[1]), r="2.6", fill=_LINE)


def _path(corners: Sequence[Point]) -> str:
    """Curves between columns, straight lines within them."""
    path = [f"M{_n(corners[0][0])} {_n(corners[0][1])}"]
    for at, ((x0, y0), (x1, y1)) in enumerate(pairwise(corners)):
        half = _n((x0 + x1) / 2)
        curved = at % 2 == 0 and y0 != y1
        path.append(
            f"C{half} {_n(y0)} {half} {_n(y1)} {_n(x1)} {_n(y1)}" if curved else f"L{_n(x1)} {_n(y1)}"
        )
    return "".join(path)


def _arrow(root: ET.Element, tip: Point) -> None:
    x, y = tip
    points = ((x, y), (x - 8, y - 4), (x - 8, y + 4))
    _draw(root, "polygon", points=" ".join(f"{_n(a)},{_n(b)}" for a, b in points), fill=_LINE)


def _item(root: ET.Element, item: Item, place: Place, *, result: bool) -> None:
    """The symbol, its line, and the labels above and below it."""
    left, top = place.x - item.width / 2, place.y - item.height / 2
    end = place.end + (26 if result else 0)
    line = {"stroke": _LINE, "stroke-width": "1.3"}
    _draw(root, "line", x1=_n(place.start), y1=_n(place.y), x2=_n(end), y2=_n(place.y), **line)
    if result:
        _arrow(root, (end, place.y))
    if item.form != "number":
        rim = RADIUS if item.form == "operation" else 4
        fill = "#f6f8fa" if item.form == "operation" else "#ffffff"
        box = {"x": _n(left), "y": _n(top), "width": _n(item.width), "height": _n(item.height)}
        _draw(root, "rect", **box, rx=_n(rim), fill=fill, stroke=_INK, **{"stroke-width": "1.3"})
    size = 18.0 if item.form == "operation" and columns(item.symbol) == 1 else _SIZE
    _text(root, (place.x, place.y + size * 0.35), [(item.symbol, {"fill": _INK})], size, "middle")
    middle = (place.start + place.end) / 2
    _label(root, (middle, place.y - 5), item.above, {"fill": _VALUE, "font-weight": "bold"})
    _label(root, (middle, place.y + HEIGHT - 4), item.below, {"fill": _GRADIENT, "font-style": "italic"})


def _label(root: ET.Element, at: Point, label: Label, style: dict[str, str]) -> None:
    equals = " = " if label.name and label.value else ""
    style_of_name = {"fill": _INK, **{key: one for key, one in style.items() if key == "font-style"}}
    if label.text:
        _text(root, at, [(label.name + equals, style_of_name), (label.value, style)], _SIZE, "middle")


def _legend(root: ET.Element, y: float, text: str, values: bool) -> None:
    style = {"fill": _VALUE, "font-weight": "bold"} if values else {"fill": _GRADIENT, "font-style": "italic"}
    _text(root, (14, y + 6), [("→ " if values else "← ", style), (text, style)], 12.5, "start", _TEXT)


def _text(
    root: ET.Element,
    at: Point,
    parts: Iterable[tuple[str, dict[str, str]]],
    size: float,
    anchor: str,
    family: str = _CODE,
) -> None:
    """Text at a place, in parts of their own style; blanks count."""
    place = {"x": _n(at[0]), "y": _n(at[1]), "text-anchor": anchor, "xml:space": "preserve"}
    one = _draw(root, "text", **place, **{"font-family": family, "font-size": f"{size:.1f}"})
    for text, style in parts:
        if text:
            ET.SubElement(one, "tspan", style).text = text


def _draw(root: ET.Element, tag: str, **attributes: str) -> ET.Element:
    return ET.SubElement(root, tag, attributes)


def _n(number: float) -> str:
    """A number as short as it can be, the same everywhere."""
    return f"{number:.1f}".removesuffix(".0")
