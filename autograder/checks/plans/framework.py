"""The plans of a define-by-run framework: Variable, Function and what they do together, one script a `kind`.

Links between objects are proved by numbers found at the end of a walk along them, for random functions and chains of
random length; what could be guessed (None, an exception) counts only together with such numbers. Each claim has its
law, so that nothing hangs on the reference alone. After *DeZero*, steps 1 to 9.
"""

from collections.abc import Iterator, Sequence
from functools import partial, reduce

import numpy as np

from autograder.checks.plans.script import Script
from autograder.checks.plans.strained import at_inputs, strained
from autograder.model.condition import Condition
from autograder.model.kind import Plan
from autograder.model.question import Question
from autograder.model.trial import Answerer, Slope, Trial
from autograder.numbers.compare import Array
from autograder.numbers.draw import Draw

SCALE = "type('Scale', (Function,), {'forward': lambda self, x, c=c_1: c * x, 'backward': lambda self, gy, c=c_1: c * gy})"
"""A function of our own on the student's base class: y = c x, with a drawn c."""
DEEP = 5000
"""Functions in a chain: five times Python's recursion limit."""

VALUES = {"Square": "({x}) ** 2", "Exp": "np.exp({x})", "Scale": "c_1 * ({x})"}
SLOPES = {"Square": "2 * ({x})", "Exp": "np.exp({x})", "Scale": "c_1"}


def composed(chain: Sequence[str], x: str) -> str:
    """The value at the end of a chain of functions, as an expression in numbers."""
    for name in chain:
        x = VALUES[name].format(x=x)
    return x


def chained(chain: Sequence[str], start: int, x: str, upstream: str) -> str:
    """The gradient that arrives at the input of function `start` of a chain, as an expression in numbers."""
    local = [SLOPES[name].format(x=composed(chain[:at], x)) for at, name in enumerate(chain)]
    return " * ".join([f"({upstream})", *(f"({factor})" for factor in local[start:])])


def of_arrays(shape: Sequence[int]) -> tuple[Condition, ...]:
    """What a trial or claim about arrays of a shape asks beside numbers."""
    return (Condition.ARRAYS,) if shape else ()


def _variable(question: Question, answerer: Answerer, draw: Draw) -> Iterator[Trial]:
    for at, shape in enumerate(((), (3,), (2, 3))):
        script = Script({"x_1": draw.array(shape), "x_2": draw.array(shape)})
        script.say("v", "Variable(x_1)")
        script.say("w", "Variable(x_2)")
        arrays = of_arrays(shape)
        script.claim("data", "v_data", "v.data", "x_1", arrays)
        script.claim("data", "w_data", "w.data", "x_2", arrays)
        script.claim("grad", "v_grad", "v.grad", "None", arrays)
        script.say("set_grad", "setattr(w, 'grad', x_1)")
        script.claim("grad", "v_grad_still", "v.grad", "None", arrays)
        script.claim("grad", "w_grad", "w.grad", "x_1", arrays)
        script.claim("none", "none_data", "Variable(None).data", "None")
        for wrong in ("1.0", "3", "[1.0, 2.0]", "'1'", "np.float64(2.0)")[at : at + 3]:
            raises = f"raises(lambda: Variable({wrong}), TypeError)"
            script.claim("rejects", f"rejects_{len(script.steps)}", raises, "True", refuses=True)
        yield script.trial(f"shape {shape}", question, answerer)


def _function_base(question: Question, answerer: Answerer, draw: Draw) -> Iterator[Trial]:
    for shape in ((), (3,), (2, 3)):
        script = Script({"x_1": draw.array(shape), "x_2": draw.array(shape), "c_1": draw.number()})
        script.say("Scale", SCALE)
        for one in "fg":
            script.say(one, "Scale()")
        for turn, one in enumerate("fgf", 1):
            script.inputs[f"x_{turn}"] = draw.array(shape)
            script.say(f"y_{turn}", f"{one}(Variable(x_{turn}))")
        for turn in (1, 2, 3):
            script.claim("call", f"data_{turn}", f"y_{turn}.data", f"c_1 * x_{turn}")
            script.claim("call", f"kind_{turn}", f"isinstance(y_{turn}, Variable)", "True")
            script.claim("array", f"array_{turn}", f"isinstance(y_{turn}.data, np.ndarray)", "True")
        script.claim("input", "input_g", "g.input.data", "x_2")
        script.claim("input", "input_f", "f.input.data", "x_3")
        for method in ("forward", "backward"):
            raises = f"raises(lambda: Function().{method}(np.array(1.0)), NotImplementedError)"
            script.claim("base", f"base_{method}", raises, "True", refuses=True)
        script.claim("array", "array_kept", "as_array(x_1)", "x_1")
        script.claim("array", "as_array_number", "as_array(c_1)", "c_1")
        script.claim("array", "as_array_kind", "isinstance(as_array(c_1), np.ndarray)", "True")
        script.claim("array", "as_array_shape", "np.shape(as_array(c_1))", "()")
        script.claim("array", "as_array_whole", "isinstance(as_array(3), np.ndarray)", "True")
        script.claim("array", "as_array_scalar", "isinstance(as_array(np.float64(2.0)), np.ndarray)", "True")
        yield script.trial(f"shape {shape}", question, answerer, conditions=of_arrays(shape))


def _chain(draw: Draw, length: int) -> list[str]:
    """Random functions, the exponential only once and last but one (numbers stay of order one)."""
    names = [("Square", "Scale")[int(draw.rng.integers(2))] for _ in range(length)]
    names[int(draw.rng.integers(length))] = "Exp"
    return names


def _called(script: Script, chain: Sequence[str], turn: int) -> None:
    """Steps v1_0, v1_1, …: a Variable of x_1, and the chain's functions called one on the other."""
    script.say(f"v{turn}_0", f"Variable(x_{turn})")
    for i, name in enumerate(chain):
        script.say(f"v{turn}_{i + 1}", f"{name}()(v{turn}_{i})")


def _graph(question: Question, answerer: Answerer, draw: Draw) -> Iterator[Trial]:
    for length in (2 + int(draw.rng.integers(2)), 4):
        script = Script(
            {"c_1": 0.7 + 0.1 * abs(draw.number()), "x_1": _small(draw, ()), "x_2": _small(draw, (2, 3))}
        )
        script.say("Scale", SCALE)
        chains = {turn: _chain(draw, length) for turn in (1, 2)}
        for turn, chain in chains.items():
            _called(script, chain, turn)
        _walked(script, chains[1], 1)
        _walked(script, chains[2], 2, of_arrays((2, 3)))
        script.inputs |= {"x_3": _small(draw, ()), "g_1": draw.number()}
        for name in VALUES:
            _called_again(script, name)
        for name in VALUES:  # still its own, when others were called since
            script.claim("output", f"kept_output_{name}", f"f_{name}.output.data", composed([name], "x_3"))
        script.say("w", "Variable(x_2)")
        script.say("link", "w.set_creator(f_Square)")
        script.claim("creator", "linked", "w.creator is f_Square", "True")
        yield script.trial(f"chain of {length}", question, answerer)


def _walked(script: Script, chain: Sequence[str], turn: int, conditions: tuple[Condition, ...] = ()) -> None:
    """From the end of a chain back to its start, along creator and input."""
    length, x = len(chain), f"x_{turn}"
    end = f"v{turn}_{length}"
    script.claim("forward", f"end_{turn}", f"{end}.data", composed(chain, x), conditions)
    for back in range(1, length + 1):
        before = end + ".creator.input" * (back - 1)
        walked = composed(chain[: length - back], x)
        script.claim("walk", f"walk_{turn}_{back}", f"{before}.creator.input.data", walked, conditions)
    start = end + ".creator.input" * length + ".creator"
    script.claim("walk", f"start_{turn}", start, "None", conditions)


def _called_again(script: Script, name: str) -> None:
    """One function called twice: it remembers the last call."""
    script.say(f"f_{name}", f"{name}()")
    again = (Condition.SECOND_CALL,)
    back = f"f_{name}.backward(g_1)"
    script.say(f"y_{name}_1", f"f_{name}(Variable(x_1))")
    script.claim("walk", f"back_{name}", back, chained([name], 0, "x_1", "g_1"))
    script.say(f"y_{name}_2", f"f_{name}(Variable(x_3))")
    script.claim("walk", f"again_{name}", f"f_{name}.input.data", "x_3", again)
    script.claim("output", f"again_output_{name}", f"f_{name}.output.data", composed([name], "x_3"), again)
    script.claim("walk", f"again_back_{name}", back, chained([name], 0, "x_3", "g_1"), again)


def _small(draw: Draw, shape: tuple[int, ...]) -> Array:
    """Small enough for squares of exponentials of squares to have numerical gradients of nine digits."""
    return np.asarray(0.35 * draw.array(shape))


def _backward(question: Question, answerer: Answerer, draw: Draw) -> Iterator[Trial]:
    chains = (
        ["Square"],
        ["Exp"],
        ["Square", "Exp", "Square"],
        ["Scale", "Square", "Exp", "Scale"],
        _chain(draw, 4),
    )
    shapes: tuple[tuple[int, ...], ...] = (*[()] * len(chains), (3,), (2, 3))
    for chain, shape in zip((*chains, *chains[2:4]), shapes, strict=True):
        yield _backward_trial(chain, shape, question, answerer, draw)
    yield _deep(question, answerer, draw)


def _backward_trial(
    chain: list[str], shape: tuple[int, ...], question: Question, answerer: Answerer, draw: Draw
) -> Trial:
    script = Script({"c_1": 0.7 + 0.1 * abs(draw.number()), "g_2": draw.array(shape)})
    script.say("Scale", SCALE)
    for turn in (1, 2):
        script.inputs[f"x_{turn}"] = _small(draw, shape)
        _called(script, chain, turn)
    last = len(chain)
    script.say("preset", f"setattr(v2_{last}, 'grad', g_2)")
    script.claim("gradient", "back_1", f"(v1_{last}.backward(), None)[1]", "None")
    script.claim("preset", "back_2", f"(v2_{last}.backward(), None)[1]", "None")
    script.claim("seed", "seed_1", f"v1_{last}.grad", "np.ones_like(x_1)")
    script.claim("preset", "seed_2", f"v2_{last}.grad", "g_2")
    for turn, claim, upstream, grad in ((1, "gradient", "", "grad1"), (2, "preset", "g_2", "preset_grad")):
        x, says = f"x_{turn}", "claim_preset_grad" if turn == 2 else None
        nested = reduce(lambda inner, function: f"{function}()({inner})", chain, "Variable(x)")
        forward = f"(lambda Scale, x: {nested}.data)({SCALE}, {x})"
        script.claim(claim, f"{grad}_0", f"v{turn}_0.grad", Slope(forward, x, upstream), says=says)
        for i in range(1, last):
            law = f"np.ones_like({x}) * {chained(chain, i, x, upstream or '1.0')}"
            script.claim(claim, f"{grad}_{i}", f"v{turn}_{i}.grad", law, says=says)
    name = " ".join((*chain, str(shape)))
    return script.trial(name, question, answerer, conditions=of_arrays(shape))


def _one_by_one(
    functions: Sequence[str], question: Question, answerer: Answerer, draw: Draw
) -> Iterator[Trial]:
    """Each function alone, at the inputs where it is about to overflow."""
    for function in functions:
        drawn = {"x_1": draw.array(())}
        script = Script(dict(drawn))
        script.say("v_0", "Variable(x_1)")
        script.say("v_1", f"{function}(v_0)")
        script.say("back_1", "(v_1.backward(), None)[1]")
        script.claim("gradient", "grad_1", "v_0.grad", Slope(f"{function}(Variable(x_1)).data", "x_1"))
        yield from strained(question, answerer, at_inputs(script, question, answerer), drawn, draw)


def _deep(question: Question, answerer: Answerer, draw: Draw) -> Trial:
    """A chain far longer than Python's recursion limit."""
    script = Script({"c_1": 1.0 + 1e-4 * draw.number(), "x_1": _small(draw, ()), "n": DEEP})
    script.say("Scale", SCALE)
    script.say("x", "Variable(x_1)")
    script.say("y", "__import__('functools').reduce(lambda v, _, F=Scale: F()(v), range(n), x)")
    script.claim("deep", "back", "(y.backward(), None)[1]", "None")
    script.claim("deep", "deep_data", "y.data", "c_1 ** n * x_1")
    script.claim("deep", "deep_grad", "x.grad", "c_1 ** n", says="claim_deep_grad")
    return script.trial(f"chain of {DEEP}", question, answerer)


COMPOSITIONS = (
    "square(exp(square({})))",
    "exp(square({}))",
    "square({})",
    "exp({})",
    "square(square(exp({})))",
)


NUMBERS_AND_ARRAYS: tuple[tuple[int, ...], ...] = ((), (3,))


def _functional(question: Question, answerer: Answerer, draw: Draw) -> Iterator[Trial]:
    for at, shape in enumerate(NUMBERS_AND_ARRAYS):
        script = Script({"x_1": _small(draw, shape), "x_2": _small(draw, shape)})
        starts = [f"x_{1 + (i + at) % 2}" for i in range(len(COMPOSITIONS))]
        for i, (composition, x) in enumerate(zip(COMPOSITIONS, starts, strict=True)):
            script.say(f"v_{i}", f"Variable({x})")
            script.say(f"y_{i}", composition.format(f"v_{i}"))
        for i, (composition, x) in enumerate(zip(COMPOSITIONS, starts, strict=True)):
            law = f"(lambda square, exp, x: {composition.format('x')})(np.square, np.exp, {x})"
            script.claim("forward", f"data_{i}", f"y_{i}.data", law)
        for i, (composition, x) in enumerate(zip(COMPOSITIONS, starts, strict=True)):
            script.claim("gradient", f"back_{i}", f"(y_{i}.backward(), None)[1]", "None")
            forward = f"{composition.format(f'Variable({x})')}.data"
            script.claim("gradient", f"grad_{i}", f"v_{i}.grad", Slope(forward, x))
        yield script.trial(f"shape {shape}", question, answerer, conditions=of_arrays(shape))


PLANS: dict[str, Plan] = {
    "variable": _variable,
    "function_base": _function_base,
    "graph": _graph,
    "backward": _backward,
    "functional": _functional,
}
"""The scripts by the `kind` of a question."""

STRAINED: dict[str, Plan] = {
    "backward": partial(_one_by_one, ("Square()", "Exp()")),
    "functional": partial(_one_by_one, ("square", "exp")),
}
"""The points that tell finite differences, for those that walk back."""
