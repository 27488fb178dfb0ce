"""Conventions of other books and courses, as a notebook's text has them: how its layers are built and called, and where
they leave their gradients. Each is an expression that makes a class with our interface of what stands in the notebook.

    layer(Linear, {…})                          built with sizes, self.params and self.grads, gradients that are returned
    pair(affine_forward, affine_backward, {…})  CS231n: out, cache and dx, dw, db
    listed(Function)                            functions of a list of variables, as in the eleventh step of DeZero
    loss(softmax_loss, True)                    CS231n: loss, dx of scores and class numbers
    classifier(TwoLayerNet)                     CS231n: the loss and a dictionary of gradients
    type('Square', (Function,), {…})            a function of variables for questions that need any
"""

import ast
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, TypeGuard

from autograder.fitting.spelling import Source, Spelling
from autograder.model.question import Question
from autograder.notebook.code import attributes_set
from autograder.notebook.upstream import gradient_among

SAME = {
    "x": ("x", "input", "inputs", "z", "h", "a"),
    "w": ("w", "weight", "weights"),
    "b": ("b", "bias", "biases"),
    "t": ("t", "y", "target", "targets", "label", "labels", "y_true"),
}
"""What else inputs and parameters are called, in lower case."""
SIZE = re.compile(
    r"(size|dims?|units|features|neurons|nodes|num|hidden)\d?$|(^|_)(in|out|inputs?|outputs?|[nmdh])\d?$"
)
CACHES = ("cache", "caches", "cached", "memory", "ctx")
GRADS, PARAMS = ("grads", "grad", "gradients"), ("params", "parameters")
SETTINGS, MODE = re.compile("param|config"), {"mode": "train"}
"""The last argument of a function that has settings in a dictionary (bn_param), and what it is given there."""
FUNCTIONS = {"Square": ("x ** 2", "2 * x"), "Exp": ("np.exp(x)", "np.exp(x)")}
"""Functions that questions about links are asked with: values and slopes."""
ON_FUNCTION = (
    "type({name!r}, (Function,), {{"
    "{forward!r}: lambda self, x: (setattr(self, '_x', x if isinstance(x, float | int | np.ndarray | np.generic) else x.data),"
    " (lambda x: {value})(self._x))[1],"
    " {backward!r}: lifted(lambda self, gy: (lambda x: {slope})(self._x) * gy)}})"
)
"""Such a function, on the student's own base class (some hand forward the variable and not its array)."""
RIGHT_FUNCTION = """class {name}(Function):
    def {forward}(self, x):
        self._x = x if isinstance(x, float | int | np.ndarray | np.generic) else x.data
        x = self._x
        return {value}

    def {backward}(self, gy):
        x = self._x
        return {slope} * gy
"""
"""The same as a cell, in the place of one that is wrong."""


OURS = ("", "loss", "function")
"""Of questions the kinds whose classes have forward(x) and backward(dout); those of other answer styles are asked as they stand."""


def is_layer(question: Question) -> bool:
    """True for a question about a class with forward and backward that works on numbers and arrays."""
    return bool(question.inputs) and question.kind in OURS and not (question.returns or question.beside)


def probe_functions(
    question: Question, defined: frozenset[str], spelling: Spelling, source: Source
) -> Iterator[tuple[str, str]]:
    """Functions that a question is asked with and the notebook has not: made of the base class that it has. None where
    what is asked has not been written yet either."""
    backward = spelling.get("backward", "backward") in source.methods("Variable")
    written = {"backward": backward, "graph": spelling.get("creator", "creator") in source.mentioned}
    if written.get(question.kind):
        methods = {name: spelling.get(name, name) for name in ("forward", "backward")}
        for name, (value, slope) in FUNCTIONS.items():
            if name not in defined:
                yield name, ON_FUNCTION.format(name=name, value=value, slope=slope, **methods)


def right_function(name: str, spelling: Spelling) -> str:
    """The cell of a function that is right on the student's own base class; "" for one that is not known."""
    if name not in FUNCTIONS:
        return ""
    value, slope = FUNCTIONS[name]
    methods = {way: spelling.get(way, way) for way in ("forward", "backward")}
    return RIGHT_FUNCTION.format(name=name, value=value, slope=slope, **methods)


def base_of_lists(source: Source) -> Iterator[tuple[str, str]]:
    """A Function whose objects are called with a list of variables: [x.data for x in inputs], but no *inputs."""
    call = source.methods("Function").get("__call__")
    given = [one.arg for one in call.args.args[1:]] if call else []
    loops = (n.iter for n in ast.walk(call) if isinstance(n, ast.comprehension | ast.For)) if call else ()
    if len(given) == 1 and given[0] in map(_name, loops):
        yield "Function", "listed(Function)"


def of_class(question: Question, name: str, source: Source, spelling: Spelling) -> str | None:
    """The adapter of a class that a layer is asked of; None where it keeps our convention, as far as its text says."""
    methods, ways = source.methods(name), tuple(spelling.get(one, one) for one in ("forward", "backward"))
    forward, backward = map(methods.get, ways)
    if forward is None or backward is None:
        return None
    attributes = dict.fromkeys(chain.from_iterable(map(attributes_set, methods.values())))
    kept, places = _returned(question, backward)
    spec = _spec(
        question,
        methods=ways,
        sizes=_takes_sizes(question, methods.get("__init__")),
        handed=_handed(question, forward, backward),
        kept=kept,
    )
    if spec["sizes"]:
        spec["homes"] = {one: tuple(_homes(one, at, attributes)) for at, one in enumerate(question.init)}
    usual = {own: (one, spelling.get(own, own), None) for one, own in question.gradients.items()}
    for parameter, attribute in question.gradients.items():
        found = _kept_as(question, parameter, usual[attribute][1], attributes) or places.get(parameter)
        found = found or _among_grads(question, parameter, source.classes[name])
        spec["gradients"][attribute] = (parameter, *found) if found else usual[attribute]
    plain = spec["gradients"] == usual and _as_ours(spec)
    return None if plain else f"layer({name}, {spec!r})"


def _kept_as(
    question: Question, parameter: str, usual: str, attributes: Collection[str]
) -> tuple[str, None] | None:
    """The attribute that has a parameter's gradient: the usual one, else one whose name says it."""
    own = (name for name in attributes if _gradient_of(question, name) == parameter)
    found = usual if usual in attributes else next(own, None)
    return (found, None) if found else None


def _spec(question: Question, **more: Any) -> dict[str, Any]:
    names = {"init": tuple(question.init), "inputs": tuple(question.inputs)}
    return {**names, "sizes": False, "gradients": {}, **more}


def _homes(parameter: str, at: int, attributes: Collection[str]) -> Iterator[tuple[str, object]]:
    """Where an object keeps a parameter: as an attribute, or in a dictionary or list of parameters."""
    known = SAME.get(parameter.lower(), (parameter.lower(),))
    yield from ((own, None) for own in attributes if own.lower() in known)
    for params in set(PARAMS).intersection(attributes):
        yield from ((params, key) for key in (at, parameter, *known))


def _as_ours(spec: Mapping[str, object]) -> bool:
    """Built with arrays, backward is given the gradient alone, and returns what we want."""
    return not spec["sizes"] and not spec["kept"] and spec["handed"] == ("upstream",)


def _parameters(function: ast.FunctionDef) -> list[str]:
    """The names of what must be given, but for self."""
    given = [one.arg for one in (*function.args.posonlyargs, *function.args.args)]
    required = given[: len(given) - len(function.args.defaults)]
    return required[1:] if required[:1] == ["self"] else required


def _takes_sizes(question: Question, init: ast.FunctionDef | None) -> bool:
    """A constructor of two sizes, where we have arrays: those of the first one, (in, out)."""
    if init is None or not question.init:
        return False
    names = _parameters(init)
    words = {part for name in names for part in (name, *name.split("_"))}
    sized = all(SIZE.search(name.lower()) for name in names) and not {
        _meant(question, one) for one in words
    } & {*question.init}
    return sized and len(names) == len(next(iter(question.init.values())))


def _handed(question: Question, forward: ast.FunctionDef, backward: ast.FunctionDef) -> tuple[str, ...]:
    """What backward is given, in its order: inputs under the names that forward has for them, and the gradient."""
    names = _parameters(backward)
    if not names and not backward.args.args[1:] and not backward.args.vararg and question.kind == "loss":
        return ()
    inputs = dict(zip(_parameters(forward), question.inputs, strict=False))
    handed = tuple(inputs.get(name, "upstream") for name in names)
    return handed if handed.count("upstream") == 1 else ("upstream",)


def _meant(question: Question, name: str) -> str | None:
    """The input or parameter that a name means: weights for W."""
    for one in (*question.inputs, *question.init):
        if name.lower() in SAME.get(one.lower(), (one.lower(),)):
            return one
    return None


_GRADIENT = re.compile(r"(?:grads?_?|delta_?|d_?|g_?)(.+)|(.+?)_?grads?")  # grad_W is no g of rad_W


def _gradient_of(question: Question, name: object) -> str | None:
    """What a name says that it is the gradient of: W for dW, grad_weights, W_grad."""
    if not isinstance(name, str):
        return None
    found = _GRADIENT.fullmatch(name)
    return _meant(question, found[1] or found[2]) if found else None


Where = Mapping[str, tuple[str, object]]


def _returned(question: Question, backward: ast.FunctionDef) -> tuple[tuple[object, ...], Where]:
    """Which of the values that backward returns are those that we want, and where parameters' gradients are among them.
    Both empty where it returns what we want."""
    wanted = _wanted(question)
    assigned = _assigned(backward)
    keyed = [dict(_keys(question, value, assigned)) for value in _values(backward)]
    found = keyed[0] if keyed and all(one == keyed[0] for one in keyed) else {}
    as_asked = len(found) == len(wanted) and 0 in found.values()  # their order is what the question asks
    if not found or as_asked or not set(wanted) <= set(found):
        return (), {}
    places = {name: ("", found[name]) for name in question.gradients if name in found}
    return tuple(found[name] for name in wanted), places


def _wanted(question: Question) -> tuple[str, ...]:
    """The inputs whose gradients backward is to return."""
    wanted = question.backward or tuple(name for name in question.inputs if name not in question.gradients)
    return wanted[:1] if question.kind == "loss" else wanted


def _values(function: ast.FunctionDef) -> list[ast.expr]:
    return [n.value for n in ast.walk(function) if isinstance(n, ast.Return) and n.value is not None]


def _assigned(function: ast.FunctionDef) -> dict[str, ast.expr]:
    """What names stand for: the last value of each."""
    nodes = (n for n in ast.walk(function) if isinstance(n, ast.Assign))
    return {n.targets[0].id: n.value for n in nodes if isinstance(n.targets[0], ast.Name)}


def _keys(
    question: Question, value: ast.expr, assigned: Mapping[str, ast.expr]
) -> Iterator[tuple[str, object]]:
    """What is returned as a tuple or dictionary, by input or parameter: the key of its gradient."""
    if isinstance(value, ast.Name):  # grads = {…}; return grads
        value = assigned.get(value.id, value)
    if isinstance(value, ast.Dict):
        pairs = [(key, key.value) for key in value.keys if isinstance(key, ast.Constant)]
        named = [(_gradient_of(question, at) or _meant(question, str(at)), at) for _, at in pairs]
    elif isinstance(value, ast.Tuple):
        named = [(_gradient_of(question, _name(item)), at) for at, item in enumerate(value.elts)]
        if len(named) == len(question.inputs) + len(question.init) and None in dict(named):
            named = list(zip((*question.inputs, *question.init), range(len(named)), strict=True))
    else:
        return
    yield from ((name, key) for name, key in named if name)


def _among_grads(question: Question, parameter: str, kind: ast.ClassDef) -> tuple[str, object] | None:
    """Where a list or dictionary of gradients has that of a parameter: self.grads[0], self.grads['W']."""
    used = [n for n in ast.walk(kind) if isinstance(n, ast.Attribute) and n.attr in GRADS]
    if not used:
        return None
    where = used[0].attr
    keys = list(_grads_keys(kind, where))
    for key in (key for key in keys if isinstance(key, str)):
        if parameter in (_gradient_of(question, key), _meant(question, key)):
            return where, key
    by_number = not any(isinstance(key, str) for key in keys)
    return (where, list(question.init).index(parameter)) if by_number else None


def _grads_keys(kind: ast.ClassDef, where: str) -> Iterator[object]:
    for node in ast.walk(kind):
        match node:
            case ast.Subscript(value=ast.Attribute(attr=name), slice=ast.Constant(value=key)) if (
                name == where
            ):
                yield key
            case ast.Assign(targets=[ast.Attribute(attr=name), *_], value=ast.Dict(keys=keys)) if (
                name == where
            ):
                yield from (key.value for key in keys if isinstance(key, ast.Constant))


def of_network(name: str, source: Source) -> str | None:
    """The adapter of a network without a method for gradients, whose loss returns them beside its value; None for others."""
    methods = source.methods(name)
    loss = methods.get("loss")
    if loss is None or "gradient" in methods or len(_parameters(loss)) > 1 + len(loss.args.defaults):
        return None
    return f"classifier({name})" if any(map(_is_pair, _values(loss))) else None


def of_functions(question: Question, names: Sequence[str], source: Source) -> str:
    """The adapter of functions that answer in the place of a class: a forward and its backward, or a loss."""
    if len(names) == 1:
        function = source.functions[names[0]]
        return f"loss({names[0]}, {_by_index(function)!r})"
    forward, backward = (source.functions[name] for name in names)
    names_given = _parameters(forward)
    more = [MODE] if _ends_in_settings(names_given) else []
    given = _given(question, names_given[: len(names_given) - len(more)])
    kept, places = _returned(question, backward)
    spec = _spec(
        question,
        methods=("forward", "backward"),
        order=given,
        handed=_of_a_pair(question, forward, backward),
        kept=kept,
        more=more,
    )
    for parameter, attribute in question.gradients.items():
        spec["gradients"][attribute] = (parameter, *places.get(parameter, ("", None)))
    return f"pair({names[0]}, {names[1]}, {spec!r})"


def _of_a_pair(question: Question, forward: ast.FunctionDef, backward: ast.FunctionDef) -> tuple[str, ...]:
    """What the backward of a pair is given, in its order: inputs and caches by their names, and of what is left one gradient."""
    pairs = (value for value in _values(forward) if _is_pair(value))
    caches = {*CACHES, *(_name(pair.elts[1]) for pair in pairs)}
    meant = {name: "cache" if name in caches else _meant(question, name) for name in _parameters(backward)}
    unknown = [name for name, what in meant.items() if not what]
    arrives = gradient_among(unknown) if len(unknown) > 1 else ""
    handed = tuple(
        what or ("upstream" if not arrives or name == arrives else "cache") for name, what in meant.items()
    )
    return handed if handed.count("upstream") == 1 else ("upstream", "cache")[: len(handed)]


def _name(node: ast.expr) -> str:
    """The name of a variable or attribute."""
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _given(question: Question, names: Sequence[str]) -> tuple[str, ...]:
    """What forward is given, in its order: by names where all of them say it, else inputs first."""
    ours = (*question.inputs, *question.init)
    meant = [_meant(question, name) for name in names]
    return tuple(map(str, meant)) if sorted(map(str, meant)) == sorted(ours) else ours


def _by_index(function: ast.FunctionDef) -> bool:
    """True where the second argument picks entries, as class numbers do: p[np.arange(N), y]."""
    names = _parameters(function)
    picks = (n.slice for n in ast.walk(function) if isinstance(n, ast.Subscript))
    return any(
        isinstance(n, ast.Name) and n.id in names[1:2]
        for pick in picks
        if isinstance(pick, ast.Tuple)
        for n in ast.walk(pick.elts[-1])
    )


def functions_for(
    question: Question, known: Iterable[str], defined: Mapping[str, ast.FunctionDef]
) -> tuple[str, ...]:
    """Functions that answer in the place of a class: affine_forward and affine_backward, softmax_loss. `known` are the
    names of the class without what editions differ in, likeliest first, and `defined` functions by such names."""
    if not is_layer(question):
        return ()
    for stem in known:
        for form in ("{0}{1}", "{1}{0}"):
            forward, backward = (defined.get(form.format(stem, way)) for way in ("forward", "backward"))
            if forward and backward and not _draws_itself(question, forward):
                return forward.name, backward.name
    if question.kind != "loss":
        return ()
    both = (defined[stem] for stem in known if stem in defined)
    return tuple(one.name for one in both if len(_parameters(one)) == 2 and all(map(_is_pair, _values(one))))[
        :1
    ]


def _draws_itself(question: Question, forward: ast.FunctionDef) -> bool:
    """What is asked hands more to forward than it takes beside its settings: dropout_forward(x, dropout_param) draws its own mask."""
    names = _parameters(forward)
    return _ends_in_settings(names) and len(names) <= len(question.inputs) + len(question.init)


def _ends_in_settings(names: Sequence[str]) -> bool:
    """True where the last argument is a dictionary of settings."""
    return any(map(SETTINGS.search, names[-1:]))


def _is_pair(value: ast.expr) -> TypeGuard[ast.Tuple]:
    return isinstance(value, ast.Tuple) and len(value.elts) == 2
