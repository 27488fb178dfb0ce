"""What a function gives back, as the text tells it: nothing, a print, another order, a tuple of one; and what it throws away."""

import ast
import re
from collections.abc import Iterator, Sequence

from autograder.diagnosis.answer_text import Text, named


def returns_nothing(text: Text) -> bool:
    """True when a function that returns something in the reference's answer never does here."""
    return any(not any(map(_leaves, ast.walk(f))) for f in _giving(text))


def returns_at_last(text: Text) -> bool:
    """True when every function that returns something in the reference's answer ends with a value that it returns."""
    last = [f.body[-1] for f in _giving(text)]
    return bool(last) and all(isinstance(one, ast.Return) and one.value is not None for one in last)


def _giving(text: Text) -> list[ast.FunctionDef]:
    """The functions that return something in the reference's answer."""
    returning = frozenset[str]().union(*(one.returning for one in text.model.codes)) if text.model else ()
    return [f for f in text.functions if f.name in returning]


def _leaves(node: ast.AST) -> bool:
    bare = isinstance(node, ast.Return) and node.value is None
    return isinstance(node, ast.Return | ast.Raise | ast.Lambda | ast.Yield) and not bare


def prints_last(text: Text) -> bool:
    """True when a function that returns nothing ends by printing; beside a class, one that shows something is no answer."""
    classes = [one for _, one in text.own if isinstance(one, ast.ClassDef)]
    methods = [m for one in classes for m in ast.walk(one) if isinstance(m, ast.FunctionDef)]
    return _is_print(next(_lost_values(text, methods or text.functions), None))


def forgets_last(text: Text) -> bool:
    """True when a function that returns nothing, and is not called for what it does, ends with a value that goes nowhere."""
    statements = (n.value for n in text.nodes if isinstance(n, ast.Expr) and isinstance(n.value, ast.Call))
    done = {named(call.func) for call in statements}
    last = next(_lost_values(text, [f for f in text.functions if f.name not in done]), None)
    return last is not None and not _is_print(last)


def wraps(text: Text) -> bool:
    """True when backward makes a Variable of what it returns."""
    backward = text.method("backward")
    values = [n.value for n in ast.walk(backward) if isinstance(n, ast.Return)] if backward else []
    calls = [v.func for v in values if isinstance(v, ast.Call)]
    return any(isinstance(one, ast.Name) and one.id == "Variable" for one in calls)


_GOES_SOMEWHERE = (ast.Constant, ast.Yield, ast.YieldFrom)
"""What is no value that a function forgets to return: `...`, a text, and what a generator gives."""


def _lost_values(text: Text, functions: Sequence[ast.FunctionDef]) -> Iterator[ast.expr]:
    """What functions end with that return nothing there, where that is a value."""
    silent = {f.name for f in text.model.functions if not _returns(f)} if text.model else set()
    for function in functions:
        last = function.body[-1]
        at_times = _returns(function) and not (isinstance(last, ast.Expr) and _is_of_numpy(last.value))
        kept = function.name in {"__init__", *silent} or at_times
        if isinstance(last, ast.Expr) and not kept and not isinstance(last.value, _GOES_SOMEWHERE):
            yield last.value


def _is_of_numpy(node: ast.expr) -> bool:
    """A call that does nothing but to give a value."""
    return isinstance(node, ast.Call) and ast.unparse(node.func).startswith("np.")


def _returns(function: ast.FunctionDef) -> bool:
    return any(isinstance(n, ast.Return) and n.value is not None for n in ast.walk(function))


def _is_print(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"


def prints(text: Text) -> bool:
    """True when something is printed; what is said of an exception is no answer."""
    handlers = (node for node in text.nodes if isinstance(node, ast.ExceptHandler))
    said = {id(node) for handler in handlers for node in ast.walk(handler)}
    return any(_is_print(node) for node in text.nodes if id(node) not in said)


def throws_away(text: Text) -> bool:
    """True when a function has a line that computes something and keeps it nowhere."""
    values = (n.value for f in text.functions for n in ast.walk(f) if isinstance(n, ast.Expr))
    return any(isinstance(v, ast.Name | ast.BinOp | ast.Tuple | ast.List | ast.Attribute) for v in values)


def swapped_return(text: Text, names: Sequence[str]) -> bool:
    """True when a return lists these gradients in another order, as their names say: dx for dx, grad_of_X for dX, dw for dweights.
    A single one that no name says is the one left."""
    variables = [_of_gradient(name) for name in names]
    said = (
        [_place(n, variables) for n in elements]
        for elements in _returned(text)
        if len(elements) == len(names)
    )
    return any(_is_another_order(places) for places in said)


def _returned(text: Text) -> Iterator[list[ast.expr]]:
    """What is listed in return statements, or in what is assigned to the name that they return."""
    pairs = ((t, n.value) for n in text.nodes if isinstance(n, ast.Assign) for t in n.targets)
    made = {target.id: value for target, value in pairs if isinstance(target, ast.Name)}
    for node in text.nodes:
        if isinstance(node, ast.Return):
            value = made.get(node.value.id) if isinstance(node.value, ast.Name) else node.value
            if isinstance(value, ast.Tuple | ast.List):
                yield value.elts


_MARK = re.compile(r"d_?|g(?:rad(?:ient)?)?_?(?:of_|wrt_)?")


def _of_gradient(name: str) -> str:
    """The variable that a gradient is of, by its name."""
    mark = _MARK.match(name)
    return name[mark.end() :] if mark and mark.end() < len(name) else name


def _place(node: ast.expr, variables: Sequence[str]) -> int | None:
    """Where the gradient of that name belongs; None where that is not said."""
    if not isinstance(node, ast.Name):
        return None
    own = _of_gradient(node.id)
    if own in variables:
        return variables.index(own)
    longer = [i for i, one in enumerate(variables) if one.lower().startswith(own.lower())]
    return longer[0] if len(longer) == 1 else None


def _is_another_order(places: Sequence[int | None]) -> bool:
    left = {*range(len(places))} - {*places}
    order = [min(left) if one is None else one for one in places] if places.count(None) == 1 else places
    return {*order} == {*range(len(places))} and list(order) != list(range(len(places)))


def returns_in_a_loop(text: Text) -> bool:
    """True when a loop of a function ends with its first round, because a return stands in it without a condition."""
    loops = (n for _, own in text.own for n in ast.walk(own) if isinstance(n, ast.For | ast.While))
    return any(isinstance(statement, ast.Return) for loop in loops for statement in loop.body)


def single_tuple(text: Text) -> bool:
    """`self.mask = (x <= 0),`: a comma at the end of a line makes a tuple of one."""
    for source, own in text.own:
        # in bytes, as columns are counted; what cannot be encoded is no Python
        lines = source.encode(errors="replace").split(b"\n")
        made = (n.value for n in ast.walk(own) if isinstance(n, ast.Assign | ast.Return))
        single = (value for value in made if isinstance(value, ast.Tuple) and len(value.elts) == 1)
        ends = ((lines[(one.end_lineno or 0) - 1], one.end_col_offset or 0) for one in single)
        if any(line[end - 1 : end] == b"," for line, end in ends):
            return True
    return False
