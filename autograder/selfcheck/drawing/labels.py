"""From a question's graph to its picture: which symbols, which names and which of the known numbers stand where."""

from collections.abc import Mapping
from dataclasses import dataclass

from autograder.checks.plans.spoken_names import UPSTREAM
from autograder.model.formula import NEGATIVE, Graph, Node
from autograder.model.question import Form, Question, RubricItem
from autograder.numbers.compare import as_array
from autograder.sandbox.observe import observe
from autograder.selfcheck.drawing.picture import Item, Label, Picture, Sort
from autograder.words.catalogue import ENGLISH
from autograder.words.messages import word

_WHOLE = 1e7
"""Whole numbers below it are written out."""
_SPELT = {Form.NETWORK: "d{}", Form.FRAMEWORK: "{}.grad", Form.EXPRESSIONS: "{}.grad"}
"""What a gradient is called where it is an entry or an attribute."""
SHORT, LONGEST = 20, 34
"""Letters of an array with four digits, and with fewer; what is longer is shown as its shape."""
_SYMBOLS = {"*": "×", "-": "−", "/": "÷", "**": "^", NEGATIVE: "−( )", "sigmoid": "σ", "sqrt": "√"}
_POWERS = {2: "( )²", 3: "( )³"}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known by name, as in an example of course.yml: inputs, outcomes, gradients, the upstream gradient as `dout`. What has
    a name and cannot be shown is `unknown`; what takes more than so many letters is shown as its shape, in words of a language."""

    values: Mapping[str, object]
    unknown: str = ""
    longest: int = LONGEST
    lang: str = ENGLISH

    def text(self, name: str, entry: int | None = None) -> str:
        """What is known under a name, or of one entry of it; "" for what has no name."""
        if name not in self.values:
            return ""
        value = self.values[name]
        if entry is not None:
            array = as_array(observe(value))
            inside = array is not None and array.ndim and -len(array) <= entry < len(array)
            value = array[entry] if array is not None and inside else None
        return shown(value, self.longest, self.lang) or self.unknown


def picture_of(graph: Graph, question: Question, known: Known) -> Picture:
    """The picture of a question's graph with what is known."""
    gradients = gradients_of(graph, question)
    items: list[Item] = []
    places: dict[int, int] = {}
    for at, node in enumerate(graph.nodes):
        if _folded(graph, at):
            continue
        operands = tuple(places[one] for one in node.operands if one in places)
        places[at] = len(items)
        above = _above(node, question, known, last=at in graph.results)
        below = _below(node, gradients.get(at), known)
        if below.name == UPSTREAM:
            below = Label(word("upstream", known.lang, "drawing"), below.value)
        elif at in graph.results and gradients and at not in gradients:
            below = Label("", "1")  # a result changes as fast as it changes itself
        items.append(Item(_form(node), _symbol(graph, node, known.lang), operands, above, below))
    return tuple(items)


Called = tuple[str, str]
"""What a student calls a gradient, and under which name it is known."""


def gradients_of(graph: Graph, question: Question) -> dict[int, Called]:
    """The gradients that are asked for, and the upstream ones, by the place of what they are by."""
    asked: dict[str, Called] = {}
    for item in question.rubric:
        asked |= _asked_by(item, graph, question)
    inputs = {at: node.name for at, node in enumerate(graph.nodes) if node.is_input or question.given}
    return {at: asked[name] for at, name in inputs.items() if name in asked} | _upstream(graph, question)


def _asked_by(item: RubricItem, graph: Graph, question: Question) -> dict[str, Called]:
    """The gradients that one item asks for, by what they are by."""
    last = [graph.nodes[at].name for at in graph.results]
    if "by" in item.options and item.options.get("d") in last:
        return {str(item.options["by"]): (item.of[0], item.of[0])}
    if item.form is Form.CALLS:
        return {name: (question.called(name),) * 2 for name in item.of}
    if item.form not in _SPELT:
        return {}
    if item.form is Form.NETWORK:  # W1 in an example is the parameter
        return {name: (_SPELT[item.form].format(name),) * 2 for name in item.of}
    names = graph.inputs if item.form is Form.EXPRESSIONS or "gradient" in item.of else item.of
    return {name: (_SPELT[item.form].format(name), question.called(name)) for name in names}


def _upstream(graph: Graph, question: Question) -> dict[int, Called]:
    """The upstream gradients, by the result that they belong to."""
    stated = [str(item.options["upstream"]) for item in question.rubric if "upstream" in item.options]
    if names := list(dict.fromkeys((*question.upstream, *stated))):
        return {at: (name, name) for at, name in zip(graph.results, names, strict=False)}
    asks = any(item.form is Form.CALLS and item.of for item in question.rubric) and not question.returns
    if not asks or question.kind == "loss":
        return {}
    outputs = {at: f"d{node.name}" for at, node in enumerate(graph.nodes) if node.name in question.outputs}
    return {at: (name, name) for at, name in (outputs or dict.fromkeys(graph.results, UPSTREAM)).items()}


def _above(node: Node, question: Question, known: Known, *, last: bool) -> Label:
    if node.number is not None:
        return Label()
    if node.is_input:
        return Label("", known.text(node.name, node.entry))
    formula = question.graph[-1].partition("=")[2].strip()  # what an example calls an expression
    names = (node.name, "out", formula) if last and question.target else (node.name,)
    return Label(node.name, known.text(next((name for name in names if name in known.values), "")))


def _below(node: Node, called: Called | None, known: Known) -> Label:
    if called is None:
        return Label()
    name, key = called
    entry = "" if node.entry is None else f"[{node.entry}]"
    return Label(f"{name}{entry}", known.text(key, node.entry))


def shown(value: object, longest: int = LONGEST, lang: str = ENGLISH) -> str:
    """A number or an array as short as one can read it, an array that is too long as its shape; "" for anything else."""
    array = None if value is None else as_array(observe(value))
    if array is None:
        return ""
    shape = f"{word('shape', lang, 'drawing')} {array.shape}"
    if array.size > longest:
        return shape
    numbers = array.astype(float).tolist() if array.dtype.kind == "b" else array.tolist()
    for digits in (4, 3, 2):
        text = _listed(numbers, digits)
        if len(text) <= min(SHORT, longest) or not array.ndim or (digits < 4 and len(text) <= longest):
            return text
    return shape


def _listed(value: object, digits: int) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_listed(one, digits) for one in value)}]"
    if isinstance(value, int | float) and abs(value) < _WHOLE and value == int(value):
        return str(int(value))
    return f"{value:.{digits}g}"


def _folded(graph: Graph, at: int) -> bool:
    """A number that the symbol of its operation already says."""
    uses = [node for node in graph.nodes if at in node.operands]
    return graph.nodes[at].number is not None and any(_says(graph, node, at) for node in uses)


def _says(graph: Graph, node: Node, at: int) -> bool:
    number = graph.nodes[at].number
    power = node.operation == "**" and node.operands[1] == at and number in _POWERS
    return power or (node.operation == "/" and node.operands[0] == at and number == 1)


def _form(node: Node) -> Sort:
    return "number" if node.number is not None else "operation" if node.operation else "input"


def _symbol(graph: Graph, node: Node, lang: str) -> str:
    if node.number is not None:
        return f"{node.number:g}"
    if not node.operation:
        return node.name if node.entry is None else f"{node.name}[{node.entry}]"
    for operand in node.operands:
        if graph.nodes[operand].number is not None and _says(graph, node, operand):
            return "1/( )" if node.operation == "/" else _POWERS[int(graph.nodes[operand].number or 0)]
    told = dict(node.keywords)
    if node.operation == "part":
        return f"{word('part', lang, 'drawing')} {told.get('at', 0) + 1}"
    return _SYMBOLS.get(node.operation, node.operation)
