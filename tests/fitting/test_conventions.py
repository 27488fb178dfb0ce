"""Conventions of other books, read from text: what is another one, and what is a mistake in ours."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.fitting.conventions import (
    base_of_lists,
    functions_for,
    of_class,
    of_functions,
    of_network,
    probe_functions,
    right_function,
)
from autograder.fitting.spelling import read_source
from autograder.model.cell import Cell
from autograder.model.question import Question, RubricItem
from autograder.sandbox import adapters
from autograder.sandbox.slots import SLOTS

ITEMS = (RubricItem("forward", 1),)
AFFINE = Question(
    "affine",
    ITEMS,
    target="Affine",
    init={"W": ("D", "M"), "b": ("M",)},
    inputs={"x": ("N", "D")},
    gradients={"W": "dW", "b": "db"},
)
MUL = Question("mul", ITEMS, target="Mul", inputs={"x": (), "y": ()})
LOSS = Question("loss", ITEMS, target="Loss", inputs={"x": (), "t": ()}, options={"kind": "loss"})


def convention(question: Question, source: str, **spelling: str) -> dict[str, Any] | None:
    text = of_class(question, "A", read_source([Cell(source, 0)]), spelling)
    return None if text is None else ast.literal_eval(text.removeprefix("layer(A, ").removesuffix(")"))


def a_class(backward: str, init: str = "W, b", arguments: str = "dout", forward: str = "x") -> str:
    return (
        f"class A:\n    def __init__(self, {init}):\n        self.params = 1\n        self.Weights = self.bias = 2\n"
        f"    def forward(self, {forward}):\n        return x\n"
        f"    def backward(self{', ' if arguments else ''}{arguments}):\n        {backward}\n"
    )


class TestClasses:
    @pytest.mark.parametrize(
        "backward",
        [
            "self.dW = self.db = 1; return dx",
            "self.dW, self.db = 1, 2",
            "return dx",  # nothing is left anywhere: a mistake
            "self.dw = self.db = 1; return dx",
            "return {name: dx, **others}",
            "return a, b",
            "return {0: dx, 1: dW}",
            "self.dW = self.db = 1; return (dx,)",  # one thing too many
            "self.grad_W = self.grad_b = 1; self.dW = self.db = 2",
            "return dW, db",  # and none of what is wanted
            "return dx, dW, db\n        return dW, dx, db",  # which of them, nobody knows
            "self.grads = {'first': 1, 'second': 2}; return dx",
        ],
    )
    def test_ours(self, backward: str) -> None:
        assert convention(AFFINE, a_class(backward), dW="dw" if "dw" in backward else "dW") is None

    @pytest.mark.parametrize(
        ("backward", "kept", "gradients"),
        [
            ("self.grads[0][...] = 1; return dx", (), ("grads", 0, "grads", 1)),
            ("self.grads = {'W': 1, 'b': 2}; return dx", (), ("grads", "W", "grads", "b")),
            (
                "self.grads['bias'] = 1; self.grads['dweights'] = 1",
                (),
                ("grads", "dweights", "grads", "bias"),
            ),
            ("return dx, dw, db", (0,), ("", 1, "", 2)),
            ("return db, dx, dW", (1,), ("", 2, "", 0)),
            ("return a, b, c", (0,), ("", 1, "", 2)),
            ("return out.db, out.dx, out.dW", (1,), ("", 2, "", 0)),
            ("return {'x': 1, 'W': 2, 'b': 3}", ("x",), ("", "W", "", "b")),
            ("grads = {'dx': 1, 'dW': 2, 'db': 3}\n        return grads", ("dx",), ("", "dW", "", "db")),
            ("self.dweights = self.dbias = 1; return dx", (), ("dweights", None, "dbias", None)),
            ("self.dW = self.db = 1; return {'dx': 2}", ("dx",), ("dW", None, "db", None)),
            ("self.dW = 1; return dx, db", (0,), ("dW", None, "", 1)),
        ],
    )
    def test_where_gradients_are(
        self, backward: str, kept: tuple[Any, ...], gradients: tuple[Any, ...]
    ) -> None:
        found = convention(AFFINE, a_class(backward))
        assert found is not None
        assert (found["kept"], *found["gradients"].values()) == (
            kept,
            ("W", *gradients[:2]),
            ("b", *gradients[2:]),
        )

    def test_gradients_beside_others_under_names_that_are_worked_out(self) -> None:
        found = convention(AFFINE, a_class("self.grads = {'W': dW, name: db, **more}; return dx"))
        assert found is not None
        assert found["gradients"]["dW"] == ("W", "grads", "W")

    def test_what_is_kept_as_an_attribute_is_not_returned(self) -> None:
        kept = convention(replace(MUL, gradients={"y": "dy"}), a_class("return {'dx': 1, 'dy': 2}", init=""))
        assert kept is not None
        assert kept["kept"] == ("dx",)

    def test_the_order_that_is_asked_is_the_question(self) -> None:
        for returned in ("dy, dx", "dx, dy", "dout * self.y, dout * self.x"):
            assert convention(MUL, a_class(f"return {returned}", init="", forward="x, y")) is None

    @pytest.mark.parametrize(
        ("init", "sizes"),
        [
            ("in_dim, out_dim, std=0.1", True),
            ("n_inputs, n_neurons", True),
            ("input_size, output_size", True),
            ("D, M", True),
            ("width_in, width_out", True),
            ("W, b", False),
            ("w_in, b_in", False),
            ("weights, bias", False),
            ("in_dim", False),
            ("in_dim, hidden, out_dim", False),
            ("activation, out_dim", False),
        ],
    )
    def test_sizes(self, init: str, sizes: bool) -> None:
        found = convention(AFFINE, a_class("return dx, dW, db", init=init))
        assert found is not None
        assert found["sizes"] is sizes
        assert sizes is ("homes" in found)
        if sizes:
            assert found["homes"]["W"][:3] == (("Weights", None), ("params", 0), ("params", "W"))
            assert found["homes"]["b"][:2] == (("bias", None), ("params", 1))
            assert found["homes"]["b"][:2] == (("bias", None), ("params", 1))
            other = a_class("return dx, dW, db", init=init).replace("self.params", "self.parameters")
            assert (convention(AFFINE, other) or {})["homes"]["W"][1] == ("parameters", 0)
            kept = convention(AFFINE, a_class("self.dW = self.db = 1; return dx", init=init))
            assert kept is not None, "whatever else it keeps to"

    @pytest.mark.parametrize(
        ("arguments", "handed"),
        [
            ("x, dout", ("x", "upstream")),
            ("grad, x", ("upstream", "x")),
            ("dout, lr=0.1", None),
            ("dout", None),
            ("one, other", None),
            ("", None),
        ],
    )
    def test_what_backward_is_handed(self, arguments: str, handed: tuple[str, ...] | None) -> None:
        found = convention(MUL, a_class("return 1, 2", init="", arguments=arguments))
        assert (found and found["handed"]) == handed

    def test_a_loss_needs_no_gradient(self) -> None:
        found = convention(LOSS, a_class("return dx", init="", arguments="", forward="x, t"))
        assert found is not None
        assert found["handed"] == ()

    def test_of_a_loss_the_first_input_has_the_gradient(self) -> None:
        found = convention(LOSS, a_class("return dx, dt", init="", forward="x, t"))
        assert found is not None
        assert found["kept"] == (0,)

    def test_what_is_not_written_is_in_no_convention(self) -> None:
        for methods in (
            "pass",
            "def forward(self, x): return x",
            "def backward(self, dout): return dx, dw, db",
        ):
            assert convention(AFFINE, f"class A:\n    {methods}") is None
        both = "def forward(self, x): return x\n    def backward(self, dout): return dx, dW, db"
        assert convention(AFFINE, f"class A:\n    {both}") is not None  # without a constructor

    def test_a_parameter_that_is_called_as_a_size_may_be(self) -> None:
        question = replace(
            AFFINE, init={"k_in": ("D", "M"), "k_out": ("M", "D")}, gradients={"k_in": "dk_in"}
        )
        found = convention(question, a_class("self.grad_k_in = 1", init="k_in, k_out"))
        assert found is not None
        assert not found["sizes"]

    def test_a_parameter_of_any_name(self) -> None:
        question = replace(AFFINE, init={"Q": ("D",)}, gradients={"Q": "dQ"})
        found = convention(question, a_class("self.grad_Q = 1", init="Q"))
        assert found is not None
        assert found["gradients"] == {"dQ": ("Q", "grad_Q", None)}


class TestFunctions:
    def functions(self, question: Question, source: str, *known: str) -> tuple[str, ...]:
        found = read_source([Cell(source, 0)]).functions
        return functions_for(
            question, known, {name.replace("_", "").lower(): node for name, node in found.items()}
        )

    def test_pairs(self) -> None:
        both = "def affine_forward(x, w, b): return x, x\ndef affine_backward(dout, cache): return dout"
        assert self.functions(AFFINE, both, "linear", "affine") == ("affine_forward", "affine_backward")
        assert self.functions(AFFINE, both, "relu") == ()
        assert self.functions(replace(AFFINE, inputs={}), both, "affine") == ()
        assert self.functions(replace(AFFINE, returns=("y",)), both, "affine") == ()  # of functions
        of_variables = replace(AFFINE, options={"names": ["Function"]})
        assert self.functions(of_variables, both, "affine") == ()
        assert self.functions(AFFINE, "def forwardAffine(x): 1\ndef backwardAffine(x): 1", "affine") != ()
        assert self.functions(AFFINE, "def affine_forward(x, w, b): return x", "affine") == ()
        assert self.functions(AFFINE, "def affine_backward(dout, cache): return dout", "affine") == ()

    @pytest.mark.parametrize(
        ("arguments", "asked"),
        [("x, mask", True), ("x", True), ("x, mask, dropout_param", True), ("x, dropout_param", False), ("param, x", True), ("", True)],
    )  # fmt: skip
    def test_what_is_drawn_there_is_not_asked(self, arguments: str, asked: bool) -> None:
        """The inputs of a question are ours; a forward that draws its own mask has none."""
        both = f"def drop_forward({arguments}): return x, x\ndef drop_backward(dout, cache): return dout"
        dropout = Question("drop", ITEMS, target="Drop", inputs={"x": (), "mask": ()})
        assert bool(self.functions(dropout, both, "drop")) is asked
        for names, is_asked in (("x, w, b, config", True), ("x, w, config", False)):
            both = f"def affine_forward({names}): return x, x\ndef affine_backward(dout, cache): return dout"
            assert bool(self.functions(AFFINE, both, "affine")) is is_asked

    def test_losses(self) -> None:
        assert self.functions(LOSS, "def softmax_loss(x, y): return 1, 2", "softmaxloss") == ("softmax_loss",)
        assert self.functions(LOSS, "def softmax_loss(x, y): return 1", "softmaxloss") == ()
        assert self.functions(LOSS, "def softmax_loss(W, X, y): return 1, 2", "softmaxloss") == ()
        assert self.functions(AFFINE, "def softmax_loss(x, y): return 1, 2", "softmaxloss") == ()

    def spec(self, source: str) -> dict[str, Any]:
        text = of_functions(AFFINE, ("f", "g"), read_source([Cell(source, 0)]))
        found: dict[str, Any] = ast.literal_eval(text.removeprefix("pair(f, g, ").removesuffix(")"))
        return found

    @pytest.mark.parametrize("name", ["bn_param", "config", "dropout_params"])
    def test_settings_come_last(self, name: str) -> None:
        found = self.spec(
            f"def f(x, w, b, {name}):\n    return 1, 2\ndef g(dout, cache):\n    return dx, dw, db"
        )
        assert (found["order"], found["more"]) == (("x", "W", "b"), [{"mode": "train"}])

    def test_a_cache(self) -> None:
        found = self.spec("def f(x, w, b):\n    return 1, (x, w)\ndef g(dout, cache):\n    return dx, dw, db")
        assert (found["order"], found["handed"], found["kept"]) == (
            ("x", "W", "b"),
            ("upstream", "cache"),
            (0,),
        )
        assert found["gradients"] == {"dW": ("W", "", 1), "db": ("b", "", 2)}

    @pytest.mark.parametrize(
        ("returned", "parameters", "handed"),
        [
            ("1, (x, w)", "up, kept", ("upstream", "cache")),
            ("1, (x, w)", "kept, dout", ("cache", "upstream")),
            ("1, 2", "one, other", ("upstream", "cache")),
            ("1, 2", "x, w, stash, incoming", ("x", "W", "upstream", "cache")),
            ("1, 2", "x, stash, gy", ("x", "cache", "upstream")),
            ("1, 2", "incoming, x, w", ("upstream", "x", "W")),
            ("1, 2", "dx, dw, db", ("upstream", "cache")),
            ("1, (x, w)", "cache", ("upstream",)),
        ],
    )
    def test_of_two_names_that_say_nothing_the_first_is_what_arrives(
        self, returned: str, parameters: str, handed: tuple[str, str]
    ) -> None:
        forward, backward = (
            f"def f(x, w, b):\n    return {returned}",
            f"def g({parameters}):\n    return dx, dw, db",
        )
        assert self.spec(f"{forward}\n{backward}")["handed"] == handed

    def test_a_second_of_three_results_is_no_cache(self) -> None:
        backward = "def g(x, dout):\n    return dx, dw, db"
        assert self.spec(f"def f(x, w, b):\n    return 1, x, 2\n{backward}")["handed"] == ("x", "upstream")
        assert self.spec(f"def f(x, w, b):\n    return 1, x\n{backward}")["handed"] == ("cache", "upstream")

    def test_of_two_arguments_that_say_nothing_the_second_is_the_cache(self) -> None:
        found = self.spec("def f(x, w, b):\n    return x\ndef g(d, saved):\n    return dx, dw, db")
        assert found["handed"] == ("upstream", "cache")
        for names in ("p, q, r", "x, inputs, b"):
            order = self.spec(f"def f({names}):\n    return x\ndef g(d, s):\n    return dx")["order"]
            assert order == ("x", "W", "b")

    def test_no_cache(self) -> None:
        found = self.spec("def f(w, x, b):\n    return x\ndef g(w, x, dout):\n    return dw, db, dx")
        assert (found["order"], found["handed"], found["kept"]) == (
            ("W", "x", "b"),
            ("W", "x", "upstream"),
            (2,),
        )

    def test_a_loss(self) -> None:
        by_number = "def f(x, y):\n    return p[np.arange(3), y], 1"
        one_hot = "def f(x, y):\n    return (y * x)[0], 1"
        by_none = "def f(x, y):\n    return p[np.arange(3), 0], y"
        sources = ((by_number, "loss(f, True)"), (one_hot, "loss(f, False)"), (by_none, "loss(f, False)"))
        others = (f"def f(x, y):\n    return p[np.arange(3), {name}], y" for name in ("k", "x"))
        for source, wanted in (*sources, *((one, "loss(f, False)") for one in others)):
            assert of_functions(LOSS, ("f",), read_source([Cell(source, 0)])) == wanted


def functions(question: Question, source: str, *defined: str, **spelling: str) -> dict[str, str]:
    return dict(probe_functions(question, frozenset(defined), spelling, read_source([Cell(source, 0)])))


GRAPH = Question("q", ITEMS, target="Function", options={"kind": "graph"})
BACKWARD = Question("q", ITEMS, target="Variable", options={"kind": "backward"})
LINKED = "class Variable:\n    def set_creator(self, f): self.creator = f\n"


@pytest.mark.parametrize(
    ("name", "value", "slope"), [("Square", 4.0, 4.0), ("Exp", np.exp(2.0), np.exp(2.0))]
)
def test_functions_that_a_graph_is_asked_with(name: str, value: float, slope: float) -> None:
    class Box:
        data = np.array(2.0)

    made = functions(GRAPH, LINKED, "Cube", forward="forword")[name]
    one = eval(made, {"np": np, "Function": type("Function", (), {}), **SLOTS})()
    for x in (np.array(2.0), np.float64(2.0), Box()):
        assert np.allclose([one.forword(x), one.backward(3.0)], [value, 3 * slope])


def test_functions_of_ones_own_are_asked() -> None:
    assert functions(GRAPH, LINKED, "Square", "Exp") == functions(MUL, LINKED) == {}


def test_what_is_not_written_yet_is_not_asked() -> None:
    assert functions(BACKWARD, LINKED) == functions(GRAPH, "class Variable: pass") == {}
    walks = "class Variable:\n    def backword(self): pass\n"
    assert functions(BACKWARD, walks, backward="backword").keys() == {"Square", "Exp"}
    linked = LINKED.replace("self.creator", "self.func")
    assert functions(GRAPH, linked, creator="func").keys() == {"Square", "Exp"}
    assert functions(GRAPH, linked) == {}


RNG = np.random.default_rng(0)
X, W, B, D = (RNG.standard_normal(shape) for shape in ((4, 3), (3, 2), (2,), (4, 2)))
AFFINES = {
    "functions with a cache": """
def f(x, w, b):
    return x @ w + b, (x, w)
def g(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)
""",
    "functions in an order of their own, a dictionary of gradients": """
def f(b, w, x):
    return x @ w + b
def g(w, x, dout):
    grads = {"db": dout.sum(axis=0), "dx": dout @ w.T, "dw": x.T @ dout}
    return grads
""",
    "functions with settings": """
def f(x, w, b, params):
    assert params["mode"] == "train"
    return x @ w + b, (x, w)
def g(dout, cache):
    x, w = cache
    return x.T @ dout, dout.sum(axis=0), dout @ w.T
""".replace("return x.T @ dout, dout.sum(axis=0), dout @ w.T", "dx, dw, db = dout @ w.T, x.T @ dout, dout.sum(axis=0)\n    return dw, db, dx"),
    "a class that returns all gradients": """
class A:
    def __init__(self, W, b):
        self.W, self.b = W, b
    def forward(self, x):
        self.x = x
        return x @ self.W + self.b
    def backward(self, dout):
        dx, dW, db = dout @ self.W.T, self.x.T @ dout, dout.sum(axis=0)
        return dW, dx, db
""",
    "a class with a list of gradients": """
class A:
    def __init__(self, W, b):
        self.params = [W, b]
        self.grads = [np.zeros_like(W), np.zeros_like(b)]
    def forward(self, x):
        self.x = x
        return x @ self.params[0] + self.params[1]
    def backward(self, dout):
        self.grads[0][...] = self.x.T @ dout
        self.grads[1][...] = dout.sum(axis=0)
        return dout @ self.params[0].T
""",
    "a class that is built with sizes, and methods of other names": """
class A:
    def __init__(self, in_dim, out_dim):
        self.weights = np.zeros((in_dim, out_dim))
        self.bias = np.zeros(out_dim)
    def fprop(self, x):
        self.x = x
        return x @ self.weights + self.bias
    def bprop(self, dout):
        self.dweights, self.dbias = self.x.T @ dout, dout.sum(axis=0)
        return dout @ self.weights.T
""",
}  # fmt: skip


@pytest.mark.parametrize("name", AFFINES)
def test_whatever_the_convention_what_it_computes_is_what_is_asked(name: str) -> None:
    """The adapter of a text, put over what the text defines, answers as our own layer does."""
    read = read_source([Cell(AFFINES[name], 0)])
    spelling = {"forward": "fprop", "backward": "bprop"} if "bprop" in AFFINES[name] else {}
    text = (
        of_functions(AFFINE, ("f", "g"), read)
        if "def g" in AFFINES[name]
        else of_class(AFFINE, "A", read, spelling)
    )
    assert text is not None
    names: dict[str, Any] = {"np": np, "layer": adapters.layer, "pair": adapters.pair}
    exec(AFFINES[name], names)
    layer = eval(text, names)(W, B)
    assert layer.forward(X) == pytest.approx(X @ W + B)
    assert layer.backward(D) == pytest.approx(D @ W.T)
    assert layer.dW == pytest.approx(X.T @ D)
    assert layer.db == pytest.approx(D.sum(axis=0))


@pytest.mark.parametrize(
    ("call", "of_lists"),
    [
        ("def __call__(self, inputs): xs = [x.data for x in inputs]", True),
        ("def __call__(self, inputs):\n        for x in inputs: x.data", True),
        ("def __call__(self, *inputs): xs = [x.data for x in inputs]", False),
        ("def __call__(self, input): x = input.data", False),
        ("def __call__(self, a, b): xs = [x.data for x in a]", False),
        ("def forward(self, inputs): xs = [x.data for x in inputs]", False),
    ],
)
def test_a_base_class_that_is_called_with_a_list(call: str, of_lists: bool) -> None:
    source = read_source([Cell(f"class Function:\n    {call}", 0)])
    assert dict(base_of_lists(source)) == ({"Function": "listed(Function)"} if of_lists else {})


@pytest.mark.parametrize(
    ("weights", "bias"),
    [("grad_weights", "grad_bias"), ("g_W", "gb"), ("gradW", "gradb"), ("d_w", "d_b"), ("delta_W", "delta_b"), ("W_grad", "bgrad")],
)  # fmt: skip
def test_names_of_gradients(weights: str, bias: str) -> None:
    found = convention(
        AFFINE,
        f"class A:\n    def __init__(self, W, b): self.W, self.b = W, b\n    def forward(self, x): return x @ self.W + self.b\n"
        f"    def backward(self, dout):\n        self.{weights} = dout\n        self.{bias} = dout\n        return dout\n",
    )
    assert found is not None
    assert found["gradients"] == {"dW": ("W", weights, None), "db": ("b", bias, None)}


@pytest.mark.parametrize(
    ("name", "value", "slope"), [("Square", 4.0, 4.0), ("Exp", np.exp(2.0), np.exp(2.0))]
)
def test_a_right_function_stands_on_the_students_own_base(name: str, value: float, slope: float) -> None:
    class Box:
        data = np.array(2.0)

    names: dict[str, Any] = {"np": np, "Function": type("Function", (), {})}
    exec(right_function(name, {"backward": "backword"}), names)
    one = names[name]()
    assert isinstance(one, names["Function"])
    for x in (2.0, 2, np.array(2.0), np.float64(2.0), Box()):
        assert np.allclose([one.forward(x), one.backword(3.0)], [value, 3 * slope])
    assert right_function("Cube", {}) == ""


@pytest.mark.parametrize(
    ("methods", "adapted"),
    [
        ("def loss(self, X, y=None): return 1, {}", True),
        ("def loss(self, X, y=None):\n        if y is None: return X\n        return 1, {}", True),
        ("def loss(self, X, y): return 1, {}", False),
        ("def loss(self, X, y=None): return 1", False),
        ("def loss(self, X, y=None): return 1, {}, 2", False),
        ("def loss(self, X, y=None): return 1, {}\n    def gradient(self): pass", False),
        ("def gradient(self): return 1, {}", False),
        ("def predict(self, X): return 1, {}", False),
    ],
)
def test_a_network_whose_loss_returns_its_gradients(methods: str, adapted: bool) -> None:
    source = read_source([Cell(f"class A:\n    {methods}", 0)])
    assert of_network("A", source) == ("classifier(A)" if adapted else None)
