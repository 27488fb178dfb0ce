"""Names as a notebook that is not ours spells them: forword and backword, dw for dW, inputs for input.

A spelling counts where the notebook keeps to it: where it calls the method by that name, or more than one of its
classes has it. A name that is misspelt in one place is the student's mistake, and stays one.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from autograder.model.cell import Cell
from autograder.model.question import Form, Question
from autograder.notebook.code import attributes_set, code
from autograder.notebook.nearness import LONGEST, near
from autograder.sandbox.protocol import Probe

METHODS = ("forward", "backward", "set_creator")
OTHER_WORDS = {
    "forward": ("forwardprop", "forward_prop", "forward_pass", "forward_propagation", "fprop"),
    "backward": ("backprop", "back_prop", "backward_pass", "backpropagation", "back_propagation", "bprop", "back"),
}  # fmt: skip
"""What other books and courses call the methods."""
ATTRIBUTES = ("dW", "db", "creator")
PLURAL = ("input", "output")
SEVERAL = "*"
"""Before the name of an attribute that holds all that a function was called with."""

Spelling = Mapping[str, str]


@dataclass(frozen=True)
class Source:
    """What a notebook's code defines and mentions: classes and functions (the last of a name), attributes by use."""

    classes: Mapping[str, ast.ClassDef]
    functions: Mapping[str, ast.FunctionDef]
    mentioned: frozenset[str]

    def methods(self, name: str) -> dict[str, ast.FunctionDef]:
        """The methods of a class and of its bases in the same notebook, by name."""
        found: dict[str, ast.FunctionDef] = {}
        for one in reversed(self._family(name)):
            found.update({part.name: part for part in one.body if isinstance(part, ast.FunctionDef)})
        return found

    @cached_property
    def shared(self) -> frozenset[str]:
        """The names of methods that more than one class has, of its own or from a base."""
        nodes = self.classes.values()
        bases = {base.id for node in nodes for base in node.bases if isinstance(base, ast.Name)}
        counts: Counter[str] = Counter()
        for node in nodes:
            own = {part.name for part in node.body if isinstance(part, ast.FunctionDef)}
            counts.update(dict.fromkeys(own, 2 if node.name in bases else 1))
        return frozenset(name for name, count in counts.items() if count > 1)

    def _family(self, name: str) -> list[ast.ClassDef]:
        """A class and its bases, each once: what stands earlier goes before what stands later."""
        found: dict[str, ast.ClassDef] = {}
        waiting = [name]
        while waiting:
            one = waiting.pop()
            if one in self.classes and one not in found:
                found[one] = self.classes[one]
                waiting += [base.id for base in self.classes[one].bases if isinstance(base, ast.Name)]
        return list(found.values())


def read_source(cells: Sequence[Cell]) -> Source:
    """Classes, functions and attributes of all cells that parse."""
    codes = [code(cell.source) for cell in cells]
    return Source(
        {node.name: node for one in codes for node in one.classes},
        {node.name: node for one in codes for node in one.functions},
        frozenset[str]().union(*(one.attributes for one in codes)),
    )


def spelling_of(question: Question, name: str, source: Source) -> Spelling:
    """How the notebook spells the methods and attributes that the probes of a question ask for, where it differs.

    `name` is the student's name for the target.
    """
    found: dict[str, str] = {}
    names = question.beside
    for one in dict.fromkeys((name, *names)):
        methods = source.methods(one)
        attributes = _attributes(methods)
        for method in METHODS:
            if methods and method not in methods and method not in attributes:
                found.update(_method(method, methods, source))
                if method == "forward" and "__call__" in methods and not names:
                    found.setdefault(method, "__call__")
        found.update(_other_attributes(methods, attributes))
        found.update(
            (kept, own) for kept, own in dict(_links(methods)).items() if kept not in {*attributes, *found}
        )
    found.update(_of_framework(source))
    function = source.functions.get(name)
    if function is not None and question.target and question.rubric[0].form is Form.NUMERICAL:
        found[question.target] = _step(function)
    return found


def called_otherwise(source: Source) -> Spelling:
    """How a notebook spells the methods and gradients of layers that it has from elsewhere, where it never says the usual
    name: backword for backward, dw for dW."""
    said = source.mentioned
    return {
        own: usual
        for usual in ("forward", "backward", "dW", "db")
        for own in sorted(said)
        if usual not in said and (near(own, usual) or own in OTHER_WORDS.get(usual, ()))
    }


def _of_framework(source: Source) -> Spelling:
    """How a Variable walks back, and how a base class Function refuses."""
    found: dict[str, str] = {}
    if _boxes_gradients(source):
        found["grad"] = BOXED
    for method in ("forward", "backward"):
        base = source.methods("Function").get(method)
        if _arguments(base) == ["self"]:
            found[f"Function().{method}"] = "bare"
        if base and any("abstractmethod" in ast.unparse(one) for one in base.decorator_list):
            found["NotImplementedError"] = "TypeError"  # an abstract class refuses as it is made
    for argument in _arguments(source.methods("Variable").get("backward")):
        if argument == "retain_grad" or near(argument, "retain_grad"):
            found["retain_grad"] = argument
    return found


BOXED = "plain"
"""Of gradients that are variables themselves, as from step 32 of DeZero on."""


def _boxes_gradients(source: Source) -> bool:
    """A variable's backward begins with a variable of ones."""
    backward = source.methods("Variable").get("backward")
    calls = (n for n in ast.walk(backward) if isinstance(n, ast.Call)) if backward else ()
    return any(isinstance(n.func, ast.Name) and n.func.id in ("Variable", "as_variable") for n in calls)


STEP = re.compile(r"(eps(ilon)?|h|delta|d|dx|step(_?size)?|e)\d*$", re.IGNORECASE)


def _step(function: ast.FunctionDef) -> str:
    """How a numerical derivative takes its step: "boxed", as the third argument; as a keyword; "stretched", not at all."""
    names = _arguments(function)
    if len(names) < 3 and names:
        return "stretched"
    by_name = {one.arg for one in function.args.kwonlyargs}.intersection(names[2:3])
    other = names[2:] and not STEP.match(names[2]) and len(function.args.defaults) > len(names) - 3
    if by_name or other:
        return next((f"boxed {name}" for name in names[2:] if STEP.match(name)), "stretched")
    return "boxed"


def _other_attributes(methods: Mapping[str, ast.FunctionDef], attributes: Mapping[str, None]) -> Spelling:
    found = {wanted: f"{wanted}s" for wanted in PLURAL if f"{wanted}s" in attributes}
    for wanted in ATTRIBUTES:
        found.update((wanted, own) for own in attributes if near(own, wanted))
    known = {*attributes, *methods}
    return {wanted: own for wanted, own in found.items() if wanted not in known}


def _links(methods: Mapping[str, ast.FunctionDef]) -> Iterator[tuple[str, str]]:
    """What links are called that a method keeps under a name of its own: `self.in_var = input` in the call of a function,
    `self.func = func` in a variable's set_creator."""
    for method, link in (("__call__", "input"), ("set_creator", "creator")):
        function = methods.get(method)
        several = function.args.vararg if function else None
        given, mark = ([several.arg], SEVERAL) if several else (_arguments(function)[1:2], "")
        for node in ast.walk(methods[method]) if given else ():
            match node:
                case ast.Assign(
                    targets=[ast.Attribute(value=ast.Name(id="self"), attr=own)], value=ast.Name(id=name)
                ) if [name] == given and len(own) <= LONGEST:
                    yield link, mark + own


def _attributes(methods: Mapping[str, ast.FunctionDef]) -> dict[str, None]:
    """Attributes that methods set, on their own object or on another one."""
    return dict.fromkeys(name for method in methods.values() for name in attributes_set(method))


def _arguments(function: ast.FunctionDef | None) -> list[str]:
    if function is None or function.args.vararg:
        return []
    return [one.arg for one in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)]


def _is_own(node: ast.AST, name: str) -> bool:
    """True for self.name."""
    return isinstance(node, ast.Attribute) and node.attr == name and _name(node.value) == "self"


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _method(wanted: str, methods: Mapping[str, ast.FunctionDef], source: Source) -> Spelling:
    if any(_is_own(node, wanted) for method in methods.values() for node in ast.walk(method)):
        return {}  # a class that calls its own method so spells it so
    for other in methods:
        kept = other in source.mentioned or other in source.shared
        if kept and (near(other, wanted) or other in OTHER_WORDS.get(wanted, ())):
            return {wanted: other}
    return {}


def respelt(probe: Probe, spelling: Spelling) -> Probe:
    """The probe with names as the notebook spells them; as it is, where they do not differ. Gradients on the way are kept
    where they are looked at, and nowhere else: backward() alone has to work, too."""
    kept = tuple(
        sorted(one for one in spelling.items() if one[0] != "retain_grad" or _looks_on_the_way(probe))
    )
    if not kept:
        return probe
    steps = tuple((name, _respelt(expression, kept)) for name, expression in probe.steps)
    return replace(probe, steps=steps)


_OF_A_GRADIENT = re.compile(r"\b(\w++)\.grad\b")


def _looks_on_the_way(probe: Probe) -> bool:
    """The gradient of something is asked for that is no variable to begin with."""
    first = {name for name, expression in probe.steps if expression.startswith("Variable(")}
    return any(not first.issuperset(_OF_A_GRADIENT.findall(expression)) for _, expression in probe.steps)


@lru_cache(maxsize=4096)  # many notebooks are spelt alike
def _respelt(expression: str, spelling: tuple[tuple[str, str], ...]) -> str:
    return _Respelt(dict(spelling)).text(expression)


class _Respelt(ast.NodeTransformer):
    def __init__(self, spelling: Spelling) -> None:
        self.spelling = spelling

    def text(self, expression: str) -> str:
        tree = self.visit(ast.parse(expression, mode="eval"))
        return ast.unparse(ast.fix_missing_locations(tree))

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        self.generic_visit(node)
        own = self.spelling.get(node.attr)
        if own is None:
            return node
        if own == BOXED:
            return _called(BOXED, node)
        several = own.startswith(SEVERAL) or (node.attr in PLURAL and own == f"{node.attr}s")
        renamed = ast.Attribute(node.value, own.removeprefix(SEVERAL), node.ctx)
        return _called("single", renamed) if several else renamed

    def visit_Name(self, node: ast.Name) -> ast.Name:
        """The exception that a base class refuses with."""
        refused = node.id == "NotImplementedError"
        return ast.Name(self.spelling.get(node.id, node.id), node.ctx) if refused else node

    def visit_Dict(self, node: ast.Dict) -> ast.Dict:
        """The methods of a class that a probe makes."""
        self.generic_visit(node)
        for at, key in enumerate(node.keys):
            if (
                isinstance(key, ast.Constant)
                and key.value == "backward"
                and self.spelling.get("grad") == BOXED
            ):
                node.values[at] = _called("lifted", node.values[at])
            if isinstance(key, ast.Constant) and key.value in METHODS:
                key.value = self.spelling.get(str(key.value), key.value)
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        walks = isinstance(node.func, ast.Attribute) and node.func.attr in (
            "backward",
            self.spelling.get("backward"),
        )
        if walks and not node.args and "retain_grad" in self.spelling:
            node.keywords.append(ast.keyword(self.spelling["retain_grad"], ast.Constant(True)))
        if (
            self.spelling.get(ast.unparse(node.func)) == "bare"
        ):  # the base class of some has no arguments there
            node.args = []
        slot = self.spelling.get(node.func.id) if isinstance(node.func, ast.Name) else None
        slot, _, keyword = (slot or "").partition(" ")
        if keyword and len(node.args) == 3:
            called = _called(slot, node.func, *node.args[:2])
            called.keywords.append(ast.keyword(keyword, node.args[2]))
            return called
        if slot in ("boxed", "stretched"):
            return _called(slot if len(node.args) == 3 else "boxed", node.func, *node.args)
        return node


def _called(name: str, *args: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), list(args), [])
