"""`autodiff`: the classes of a define-by-run framework (Variable, Function and what they do together).

    {check: autodiff, of: [walk], points: 1}

A question's `kind` says which script is played: "variable", "function_base", "graph", "backward" or "functional".
Links between objects are proved by numbers found at the end of a walk along them, for random functions and chains of
random length; what could be guessed (None, an exception) counts only together with such numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks import parts_judge
from autograder.checks.script import Script
from autograder.model.errors import CourseError
from autograder.model.question import Question, RubricItem
from autograder.model.trial import Answered, Answerer, Trial, Verdict
from autograder.numbers.compare import agrees, numerical_vjp
from autograder.numbers.draw import Draw

SCALE = "type('Scale', (Function,), {'forward': lambda self, x, c=c_1: c * x, 'backward': lambda self, gy, c=c_1: c * gy})"
"""A function of our own on the student's base class: y = c x, with a drawn c."""
DEEP = 5000


def plan(question: Question, reference: Answerer, draw: Draw) -> tuple[Trial, ...]:
    """The trials of the question's kind. Raises CourseError for a kind that does not exist."""
    kind = str(question.options.get("kind"))
    if kind not in SCRIPTS:
        raise CourseError(
            "course.yml", question.line, f"question {question.id}: kind is one of {', '.join(SCRIPTS)}"
        )
    return SCRIPTS[kind](question, reference, draw)


def judge(item: RubricItem, question: Question, answered: tuple[Answered, ...], _: Answerer) -> Verdict:
    """All of the named claims hold."""
    return parts_judge.judge("value", item.of, question, answered)


def _say(script: Script, claim: str, name: str, expression: str) -> None:
    script.say(name, expression, (("value", claim),))


def _variable(question: Question, reference: Answerer, draw: Draw) -> tuple[Trial, ...]:
    trials = []
    for at, shape in enumerate(((), (3,), (2, 3))):
        script = Script({"x_1": np.asarray(draw.array(shape)), "x_2": np.asarray(draw.array(shape))})
        script.say("v", "Variable(x_1)")
        script.say("w", "Variable(x_2)")
        _say(script, "data", "v_data", "v.data")
        _say(script, "data", "w_data", "w.data")
        _say(script, "grad", "v_grad", "v.grad")
        script.say("set_grad", "setattr(w, 'grad', x_1)")
        _say(script, "grad", "v_grad_still", "v.grad")
        _say(script, "grad", "w_grad", "w.grad")
        _say(script, "none", "none_data", "Variable(None).data")
        for wrong in ("1.0", "3", "[1.0, 2.0]", "'1'", "np.float64(2.0)")[at : at + 3]:
            _say(
                script,
                "rejects",
                f"rejects_{len(script.steps)}",
                f"raises(lambda: Variable({wrong}), TypeError)",
            )
        trials.append(script.trial(f"shape {shape}", question, reference))
    return tuple(trials)


def _function_base(question: Question, reference: Answerer, draw: Draw) -> tuple[Trial, ...]:
    trials = []
    for shape in ((), (3,), (2, 3)):
        script = Script(
            {"x_1": np.asarray(draw.array(shape)), "x_2": np.asarray(draw.array(shape)), "c_1": draw.number()}
        )
        script.say("Scale", SCALE)
        for one in "fg":
            script.say(one, "Scale()")
        for turn, one in enumerate("fgf", 1):
            script.inputs[f"x_{turn}"] = np.asarray(draw.array(shape))
            script.say(f"y_{turn}", f"{one}(Variable(x_{turn}))")
        for turn in (1, 2, 3):
            _say(script, "call", f"data_{turn}", f"y_{turn}.data")
            _say(script, "call", f"kind_{turn}", f"isinstance(y_{turn}, Variable)")
            _say(script, "array", f"array_{turn}", f"isinstance(y_{turn}.data, np.ndarray)")
        _say(script, "input", "input_g", "g.input.data")
        _say(script, "input", "input_f", "f.input.data")
        for method in ("forward", "backward"):
            _say(
                script,
                "base",
                f"base_{method}",
                f"raises(lambda: Function().{method}(np.array(1.0)), NotImplementedError)",
            )
        _say(script, "array", "array_kept", "as_array(x_1)")
        _say(script, "array", "as_array_number", "as_array(c_1)")
        _say(script, "array", "as_array_kind", "isinstance(as_array(c_1), np.ndarray)")
        _say(script, "array", "as_array_shape", "np.shape(as_array(c_1))")
        _say(script, "array", "as_array_whole", "isinstance(as_array(3), np.ndarray)")
        _say(script, "array", "as_array_scalar", "isinstance(as_array(np.float64(2.0)), np.ndarray)")
        trials.append(script.trial(f"shape {shape}", question, reference))
    return tuple(trials)


def _chain(draw: Draw, length: int) -> list[str]:
    """Random functions, the exponential only once and last but one (numbers stay of order one)."""
    names = [("Square", "Scale")[int(draw.rng.integers(2))] for _ in range(length)]
    names[int(draw.rng.integers(length))] = "Exp"
    return names


def _graph(question: Question, reference: Answerer, draw: Draw) -> tuple[Trial, ...]:
    trials = []
    for length in (2 + int(draw.rng.integers(2)), 4):
        script = Script(
            {"c_1": 0.7 + 0.1 * abs(draw.number()), "x_1": _small(draw, ()), "x_2": _small(draw, (2, 3))}
        )
        script.say("Scale", SCALE)
        for turn in (1, 2):
            names = _chain(draw, length)
            script.say(f"v{turn}_0", f"Variable(x_{turn})")
            for i, name in enumerate(names):
                script.say(f"v{turn}_{i + 1}", f"{name}()(v{turn}_{i})")
        for turn in (1, 2):
            end = f"v{turn}_{length}"
            _say(script, "forward", f"end_{turn}", f"{end}.data")
            for back in range(1, length + 1):
                walk = end + ".creator.input" * back
                _say(script, "walk", f"walk_{turn}_{back}", f"{walk}.data")
                _say(
                    script,
                    "output",
                    f"output_{turn}_{back}",
                    end + ".creator.input" * (back - 1) + ".creator.output.data",
                )
            _say(script, "walk", f"start_{turn}", end + ".creator.input" * length + ".creator")
        script.inputs["g_1"] = draw.number()
        for name in ("Square", "Exp", "Scale"):
            script.say(f"f_{name}", f"{name}()")
            script.say(f"y_{name}_1", f"f_{name}(Variable(x_1))")
            script.say(f"y_{name}_2", f"f_{name}(Variable(x_2))")
            _say(script, "walk", f"again_{name}", f"f_{name}.input.data")
            _say(script, "output", f"again_output_{name}", f"f_{name}.output.data")
            _say(script, "walk", f"again_back_{name}", f"f_{name}.backward(g_1)")
        script.say("w", "Variable(x_2)")
        script.say("link", "w.set_creator(v1_1.creator)")
        _say(script, "creator", "linked", "w.creator.input.data")
        _say(script, "output", "linked_output", "w.creator.output.data")
        trials.append(script.trial(f"chain of {length}", question, reference))
    return tuple(trials)


def _small(draw: Draw, shape: tuple[int, ...]) -> Any:
    """Small enough for squares of exponentials of squares to have numerical gradients of nine digits."""
    return np.asarray(0.35 * draw.array(shape))


def _backward(question: Question, reference: Answerer, draw: Draw) -> tuple[Trial, ...]:
    trials = []
    chains = (
        ["Square"],
        ["Exp"],
        ["Square", "Exp", "Square"],
        ["Scale", "Square", "Exp", "Scale"],
        _chain(draw, 4),
    )
    for chain, shape in zip(chains, ((), (3,), (), (2, 3), (3,)), strict=True):
        trial = _backward_trial(chain, shape, question, reference, draw)
        _prove_chain(chain, trial, question, reference)
        trials.append(trial)
    return (*trials, _deep(question, reference, draw))


def _backward_trial(
    chain: list[str], shape: tuple[int, ...], question: Question, reference: Answerer, draw: Draw
) -> Trial:
    script = Script({"c_1": 0.7 + 0.1 * abs(draw.number()), "g_2": draw.array(shape)})
    script.say("Scale", SCALE)
    for turn in (1, 2):
        script.inputs[f"x_{turn}"] = _small(draw, shape)
        script.say(f"v{turn}_0", f"Variable(x_{turn})")
        for i, name in enumerate(chain):
            script.say(f"v{turn}_{i + 1}", f"{name}()(v{turn}_{i})")
    last = len(chain)
    script.say("preset", f"setattr(v2_{last}, 'grad', g_2)")
    _say(script, "gradient", "back_1", f"(v1_{last}.backward(), None)[1]")
    _say(script, "preset", "back_2", f"(v2_{last}.backward(), None)[1]")
    _say(script, "seed", "seed_1", f"v1_{last}.grad")
    _say(script, "preset", "seed_2", f"v2_{last}.grad")
    for turn, claim in ((1, "gradient"), (2, "preset")):
        for i in range(last):
            _say(script, claim, f"grad{turn}_{i}", f"v{turn}_{i}.grad")
    return script.trial(" ".join(chain), question, reference)


def _prove_chain(chain: list[str], trial: Trial, question: Question, reference: Answerer) -> None:
    right = dict(zip((name for name, _ in trial.probe.steps), trial.answers, strict=True))
    scale = f"(lambda Scale, x: {_nested(chain, 'Variable(x)')}.data)({SCALE}, x_1)"

    def value(x: Any) -> Any:
        return reference.value(question.id, {**trial.probe.inputs, "x_1": x}, scale)

    start = trial.probe.inputs["x_1"]
    if not agrees(right["grad1_0"], numerical_vjp(value, start, np.ones_like(start))):
        message = f"question {question.id}: the gradient of {' '.join(chain)} is not the numerical one"
        raise CourseError(reference.path, 0, message)


def _nested(chain: list[str], start: str) -> str:
    for name in chain:
        start = f"{name}()({start})"
    return start


def _deep(question: Question, reference: Answerer, draw: Draw) -> Trial:
    """A chain far longer than Python's recursion limit."""
    script = Script({"c_1": 1.0 + 1e-4 * draw.number(), "x_1": _small(draw, ()), "n": DEEP})
    script.say("Scale", SCALE)
    script.say("x", "Variable(x_1)")
    script.say("y", "__import__('functools').reduce(lambda v, _, F=Scale: F()(v), range(n), x)")
    _say(script, "deep", "back", "(y.backward(), None)[1]")
    _say(script, "deep", "deep_data", "y.data")
    _say(script, "deep", "deep_grad", "x.grad")
    return script.trial(f"chain of {DEEP}", question, reference)


def _functional(question: Question, reference: Answerer, draw: Draw) -> tuple[Trial, ...]:
    trials = []
    for at, shape in enumerate(((), (3,))):
        script = Script({"x_1": _small(draw, shape), "x_2": _small(draw, shape)})
        chains = (
            "square(exp(square({})))",
            "exp(square({}))",
            "square({})",
            "exp({})",
            "square(square(exp({})))",
        )
        for i, chain in enumerate(chains):
            name = f"x_{1 + (i + at) % 2}"
            script.say(f"v_{i}", f"Variable({name})")
            script.say(f"y_{i}", chain.format(f"v_{i}"))
        for i in range(len(chains)):
            _say(script, "forward", f"data_{i}", f"y_{i}.data")
        for i in range(len(chains)):
            _say(script, "gradient", f"back_{i}", f"(y_{i}.backward(), None)[1]")
            _say(script, "gradient", f"grad_{i}", f"v_{i}.grad")
        trials.append(script.trial(f"shape {shape}", question, reference))
    return tuple(trials)


SCRIPTS: dict[str, Callable[[Question, Answerer, Draw], tuple[Trial, ...]]] = {
    "variable": _variable,
    "function_base": _function_base,
    "graph": _graph,
    "backward": _backward,
    "functional": _functional,
}
"""The scripts by the `kind` of a question."""
