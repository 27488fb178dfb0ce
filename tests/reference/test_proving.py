"""A rubric that asks nothing, and a reference that is random or untrue for whole numbers, are refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.load import load_course
from autograder.model.answer_key import AnswerKey
from autograder.model.errors import CourseError
from autograder.reference.answer_key import make_answer_key
from tests.own_course import SETUP, Cell, answer, cell, layer, own_course

GIVEN = """
- id: q
  given: {x: 2}
  rubric:
    - {check: value, of: f, equals: 8, points: 1}
    - {check: derivative, of: dfdx, d: f, by: x, points: 2}
"""
CUBE = answer("q", "f = x ** 3\ndfdx = 3 * x ** 2", "x = 2.0")
LAYER = """
- id: q
  target: Layer
  init: {W: [D, M]}
  inputs: {x: [N, D]}
  gradients: {W: dW}
  batch: N
  rubric:
    - {check: forward, points: 1}
    - {check: gradient, of: [x, W], points: 2}
"""
LINEAR = {
    "init": "self.W = W",
    "arguments": ", W",
    "forward": "self.x = x\nreturn x @ self.W",
    "backward": "self.dW = self.x.T @ dout\nreturn dout @ self.W.T",
}
FUNCTION = """
- id: q
  target: leaky
  inputs: {x: [N]}
  returns: [y]
  rubric:
    - {check: forward, points: 1}
"""
LEAKY = "def leaky(x):\n    return np.where(x > 0, x, 0.1 * x)"


def key_of(folder: Path, cells: list[Cell], questions: str) -> AnswerKey:
    course = load_course(own_course(folder, [("setup", SETUP), *cells], questions))
    return make_answer_key(course, course.assignments[0], b"tests")


def complaint(folder: Path, one: Cell, questions: str) -> str:
    with pytest.raises(CourseError) as caught:
        key_of(folder, [one], questions)
    assert "\n" not in str(caught.value)
    assert "Raised(" not in str(caught.value)
    return str(caught.value)


def in_order(words: str, text: str) -> None:
    rest = text
    for word in words.split():
        assert word in rest, f"{word!r} not in {text!r}"
        rest = rest[rest.index(word) + len(word) :]


def test_right_ones_are_proved(tmp_path: Path) -> None:
    key_of(tmp_path / "a", [CUBE], GIVEN)
    key_of(tmp_path / "b", [layer("q", **LINEAR)], LAYER)
    key_of(tmp_path / "c", [answer("q", LEAKY)], FUNCTION)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "given: {x: 2}",
            "given: {z: 2}",
            "course.yml:6: question q: given names z, which no cell did you mean x?",
        ),
        ("given: {x: 2}", "given: {x: 2, check: 2}", "given says that check is 2, and the cell sets it to"),
        (
            "given: {x: 2}",
            "given: {x: 5}",
            "given says that x is 5, and the cell sets it to 2.0; write the same",
        ),
        (
            "given: {x: 2}",
            "given: {x: [2, 3]}",
            "x is an array of shape (2,), and in the cell it is a number",
        ),
        (
            "given: {x: 2}",
            "given: {x: {shape: [4]}}",
            "x is an array of shape (4,), and in the cell it is a number",
        ),
        (
            "equals: 8",
            "equals: 9",
            "course.yml:9: question q: f equals 8.0 in the reference; write that after equals",
        ),
    ],
)
def test_given_inputs_are_those_of_the_cell(tmp_path: Path, old: str, new: str, words: str) -> None:
    in_order(words, complaint(tmp_path, CUBE, GIVEN.replace(old, new)))


def test_what_is_the_same_at_all_inputs_is_typed_in(tmp_path: Path) -> None:
    """x is what counts, and w is given: at other inputs of w all stays as it was."""
    questions = GIVEN.replace("{x: 2}", "{w: 2}").replace("equals: 8", "equals: 27")
    cube = answer("q", "f = x ** 3\ndfdx = 3 * x ** 2", "w = 2.0\nx = 3.0")
    in_order(
        "value of f is the same changes with x; add x to given", complaint(tmp_path / "a", cube, questions)
    )
    slope = questions.replace("    - {check: value, of: f, equals: 27, points: 1}\n", "")
    in_order("derivative of dfdx changes with x; add x", complaint(tmp_path / "b", cube, slope))
    three = answer("q", "f = 3\ndfdx = 0", "x = 2.0")
    constant = GIVEN.replace("equals: 8", "equals: 3")
    in_order('value of f is 3 whatever "constant: true"', complaint(tmp_path / "c", three, constant))
    key_of(tmp_path / "d", [three], constant.replace("equals: 3", "equals: 3, constant: true"))


def test_a_derivative_that_is_constant_indeed_is_right(tmp_path: Path) -> None:
    twice = GIVEN.replace("equals: 8", "equals: 4")
    key_of(tmp_path, [answer("q", "f = 2 * x\ndfdx = 2", "x = 2.0\nname = 'x'")], twice)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "  gradients: {W: dW}\n",
            "",
            "gradient of W: nothing says where it is found; write gradients: {W: dW}, or backward: [x, W]",
        ),
        (
            "gradients: {W: dW}",
            "gradients: {W: dW}\n  backward: [W]",
            "gradient of x: nothing says backward: [x]",
        ),
        ("  batch: N\n", "  kind: loss\n", "gradient of W: this kind asks for the gradients of x alone"),
        (
            "{check: forward, points: 1}",
            "{check: forward, points: 1, in_place_costs: 2}",
            "in_place_costs is 2; write 0% to 100%, or 0 to 1",
        ),
    ],
)
def test_gradients_that_are_nowhere_are_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    in_order(words, complaint(tmp_path, layer("q", **LINEAR), LAYER.replace(old, new)))


@pytest.mark.parametrize(
    ("rubric", "words"),
    [
        (
            "{check: network, of: [nonsense], points: 1}",
            "network of nonsense: there is no such thing; write one of",
        ),
        (
            "{check: network, of: [W1, b3], points: 1}",
            "network of b3: there is no such thing; write one of W1, b1",
        ),
    ],
)
def test_claims_that_no_kind_makes_are_refused(tmp_path: Path, rubric: str, words: str) -> None:
    questions = f"- id: q\n  target: Layer\n  rubric:\n    - {rubric}\n"
    in_order(words, complaint(tmp_path, layer("q", **LINEAR), questions))


@pytest.mark.parametrize(
    "body",
    [
        "out = np.zeros_like(x)\n    out[:] = np.where(x > 0, x, 0.1 * x)\n    return out",
        "out = x.copy()\n    out[x <= 0] = 0.1 * x[x <= 0]\n    return out",
        "out = np.ones_like(x)\n    out[:] = np.where(x > 0, x, 0.1 * x)\n    return out",
        "out = np.empty_like(x)\n    for i, one in enumerate(x):\n        out[i] = one if one > 0 else 0.1 * one\n    return out",
        "out = np.full_like(x, 0)\n    out[x > 0] = x[x > 0]\n    out[x <= 0] = 0.1 * x[x <= 0]\n    return out",
        "return np.where(x > 0, x, 0.1 * x).astype(x.dtype)",
        "return np.where(x > 0, x, x // 10) if x.dtype.kind == 'i' else np.where(x > 0, x, 0.1 * x)",
        "out = x.copy()\n    out *= np.where(x > 0, 1.0, 0.1)\n    return out",
    ],
)
def test_a_reference_that_cuts_off_whole_numbers_is_refused(tmp_path: Path, body: str) -> None:
    said = complaint(tmp_path, answer("q", f"def leaky(x):\n    {body}"), FUNCTION)
    in_order('for whole numbers leaky(x_1) and for the same numbers as floats leave "integers" out', said)
    assert ("question q: cell 1, line 3: " in said) is ("_like(" in body or ".copy(" in body)


def test_the_line_is_that_of_an_array_without_a_type_of_its_own(tmp_path: Path) -> None:
    source = "def leaky(x):\n    share = np.full_like(x, 0.1, dtype=float)\n    out = np.zeros_like(x)\n    out[:] = share * x\n    return out"
    in_order(
        "question q: cell 1, line 4: for whole numbers", complaint(tmp_path, answer("q", source), FUNCTION)
    )


def test_what_must_be_a_whole_number_stays_one_where_others_are_tried_as_floats(tmp_path: Path) -> None:
    questions = FUNCTION.replace(
        "[N]}", "[N], t: [N], n: []}\n  draw: {t: {labels: 3}, n: {integers: [1, 9]}}"
    )
    source = "def leaky(x, t, n):\n    out = np.zeros_like(x)\n    out[:] = 0.1 * x\n    return out * np.eye(3)[t].sum(axis=1) * len(range(n))"
    said = complaint(tmp_path, answer("q", source), questions)
    in_order(
        'for whole numbers leaky(x_1, t_1, n_1) and for the same numbers as floats leave "integers" out', said
    )


def test_several_values_may_be_whole_numbers_where_the_inputs_are(tmp_path: Path) -> None:
    two = FUNCTION.replace("[y]", "[y, z]")
    key_of(tmp_path, [answer("q", "def leaky(x):\n    return 2 * x.sum(), 3 * x")], two)


def test_a_layer_that_cuts_off_whole_numbers_is_refused(tmp_path: Path) -> None:
    loops = LINEAR["backward"].replace(
        "return dout @ self.W.T", "dx = np.zeros_like(self.x)\ndx += dout @ self.W.T\nreturn dx"
    )
    said = complaint(tmp_path, layer("q", **{**LINEAR, "backward": loops}), LAYER)
    in_order("for whole numbers a.backward(upstream_1) raises", said)


SHAPED = """
- id: q
  given: {W: {shape: [2, 3]}}
  rubric:
    - {check: value, of: f, points: 1}
"""
RANDOM = {
    "a variable": (answer("q", "f = x ** 3 + np.random.rand()\ndfdx = 3 * x ** 2", "x = 2.0"), GIVEN),
    "a derivative": (answer("q", "f = x ** 3\ndfdx = 3 * x ** 2 + np.random.rand()", "x = 2.0"), GIVEN),
    "a generator": (answer("q", "f = x ** 3 + np.random.default_rng().random()\ndfdx = 12", "x = 2.0"), GIVEN),
    "a forward": (layer("q", **{**LINEAR, "forward": "self.x = x\nreturn x @ self.W + np.random.rand()"}), LAYER),
    "a backward": (layer("q", **{**LINEAR, "backward": "self.dW = self.x.T @ dout\nreturn dout @ self.W.T * np.random.rand()"}), LAYER),
    "an init": (layer("q", **{**LINEAR, "init": "self.W = W + np.random.rand()"}), LAYER),
    "a dropout": (layer("q", **{**LINEAR, "forward": "self.x = x * (np.random.rand(*x.shape) > 0.5)\nreturn self.x @ self.W"}), LAYER),
    "a function": (answer("q", LEAKY.replace("0.1 * x", "np.random.rand() * x")), FUNCTION),
    "python's": (answer("q", "import random\n" + LEAKY.replace("0.1 * x", "random.random() * x")), FUNCTION),
    "a seed too early": (answer("q", "np.random.seed(0)\n" + LEAKY.replace("0.1 * x", "np.random.rand() * x")), FUNCTION),
    "the clock": (answer("q", "import time\n" + LEAKY.replace("0.1 * x", "(time.perf_counter_ns() % 997) * x")), FUNCTION),
    "of what is given by its shape": (answer("q", "f = np.sum(W ** 3) + np.random.rand()", "W = np.random.randn(2, 3)"), SHAPED),
    "a cell's": (answer("q", "slope = np.random.rand()\n" + LEAKY.replace("0.1 * x", "slope * x")), FUNCTION),
}  # fmt: skip


@pytest.mark.parametrize("what", RANDOM)
def test_a_random_reference_is_told_so(tmp_path: Path, what: str) -> None:
    in_order("question q: the reference is random: for the same inputs", complaint(tmp_path, *RANDOM[what]))


def test_numbers_with_a_seed_of_their_own_are_not_random(tmp_path: Path) -> None:
    source = "slope = np.random.default_rng(3).random()\n" + LEAKY.replace("0.1 * x", "slope * x")
    key_of(tmp_path, [answer("q", source)], FUNCTION)


def test_a_function_says_what_it_returns_and_a_class_does_not(tmp_path: Path) -> None:
    as_class = FUNCTION.replace("  returns: [y]\n", "")
    in_order('leaky is a function "returns: [y]"', complaint(tmp_path / "a", answer("q", LEAKY), as_class))
    made = answer("q", "class leaky:\n    def forward(self, x):\n        return x")
    in_order('leaky is a class leave "returns" out', complaint(tmp_path / "b", made, FUNCTION))
    late = answer("q", "leaky = 3")
    in_order(
        "leaky is no class or function where the question is asked", complaint(tmp_path / "c", late, FUNCTION)
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            {"backward": "self.dW = self.x.T @ dout\nreturn dout @ W.T"},
            "a.backward(upstream_1) raises NameError: name 'W' cell 1, line",
        ),
        ({"forward": "return x @ W.T.T"}, "a.forward(x_1) raises NameError line 8"),
        ({"init": "self.V = W"}, "raises AttributeError 'W', cell 1, line"),
        ({"init": "1 / 0"}, "Layer(W_a) raises ZeroDivisionError cell 1, line 4"),
        ({"backward": "dW = dout\nreturn dout @ self.W.T"}, "a.dW raises AttributeError"),
        (
            {"backward": "self.dW = self.x.T @ dout\nreturn None"},
            "gives None in the reference, and no number",
        ),
        (
            {"forward": "self.x = x\nreturn 'y'", "backward": "self.dW = self.W\nreturn self.x"},
            "a.forward(x_1) gives text in the reference, and no number",
        ),
    ],
)
def test_what_fails_in_the_reference_is_said_with_its_place(
    tmp_path: Path, change: dict[str, str], words: str
) -> None:
    in_order(words, complaint(tmp_path, layer("q", **{**LINEAR, **change}), LAYER))


@pytest.mark.parametrize(
    "change",
    [
        {"init": "self.W = W\nself.dW = 0", "backward": "self.dW = self.dW + self.x.T @ dout\nreturn dout @ self.W.T"},
        {"init": "self.W = W\nself.x = None", "forward": "if self.x is None: self.x = x\nreturn x @ self.W"},
        {"forward": "Layer.x = x\nreturn x @ self.W", "backward": "self.dW = Layer.x.T @ dout\nreturn dout @ self.W.T"},
    ],
    ids=["adds up", "filled once", "of the class"],
)  # fmt: skip
def test_a_reference_that_is_wrong_when_it_is_used_again_is_refused(
    tmp_path: Path, change: dict[str, str]
) -> None:
    said = complaint(tmp_path, layer("q", **{**LINEAR, **change}), LAYER)
    assert (
        "the gradient of W is not the numerical gradient" in said or "a.backward(upstream_3) raises" in said
    )


def test_a_function_that_remembers_is_refused(tmp_path: Path) -> None:
    source = "seen = []\ndef leaky(x):\n    seen.append(x)\n    return np.where(x > 0, x, 0.1 * x) + (len(seen) > 2)"
    in_order(
        "leaky(x_1) is at first and when it is called again",
        complaint(tmp_path, answer("q", source), FUNCTION),
    )


def test_a_function_that_can_be_called_but_a_few_times_is_refused(tmp_path: Path) -> None:
    source = "seen = []\ndef leaky(x):\n    seen.append(x)\n    if len(seen) > 2:\n        raise ValueError('no more')\n    return x"
    said = complaint(tmp_path, answer("q", source), FUNCTION)
    in_order("leaky(x_1) is array( at first and ValueError when it is called again", said)


def test_a_function_that_returns_more_each_time_is_refused(tmp_path: Path) -> None:
    source = "seen = []\ndef leaky(x):\n    seen.append(1.0)\n    return [*seen]"
    said = complaint(tmp_path, answer("q", source), FUNCTION)
    in_order("leaky(x_1) is (1.0,) at first and (1.0, 1.0, 1.0) when it is called again", said)


def test_numbers_are_tried_as_floats_too(tmp_path: Path) -> None:
    source = "def leaky(x):\n    return x // 2 if type(x) is int else x / 2"
    said = complaint(tmp_path, answer("q", source), FUNCTION.replace("[N]", "[]"))
    in_order('for whole numbers leaky(x_ and for the same numbers as floats leave "integers" out', said)


@pytest.mark.parametrize(
    ("returns", "rubric", "words"),
    [
        ("[y]", "{check: gradient, of: x, points: 1}", "gradient of x: nothing says where it is found; write gradients: {x: …} with a name among returns"),
        ("[dx]\n  gradients: {x: dx}", "{check: forward, points: 1}", "forward: nothing that is asked is of this kind; leave it out"),
    ],
)  # fmt: skip
def test_what_a_function_does_not_return_is_not_asked_for(
    tmp_path: Path, returns: str, rubric: str, words: str
) -> None:
    questions = FUNCTION.replace("[y]", returns).replace("{check: forward, points: 1}", rubric)
    said = complaint(tmp_path, answer("q", "def leaky(x):\n    return x"), questions)
    assert said.endswith(words)


def test_a_cell_beside_it_may_set_what_is_given(tmp_path: Path) -> None:
    key_of(tmp_path, [cell("", "x = 2.0"), answer("q", "f = x ** 3\ndfdx = 3 * x ** 2")], GIVEN)


NUMERICAL = "- id: q\n  target: {}\n  rubric:\n    - {{check: numerical, of: [{}], points: 1}}\n"
DIFFERENCE = "def numerical_diff(f, x, eps=1e-4):\n    return (f(x + eps) - f(x - eps)) / (2 * eps)"


@pytest.mark.parametrize(
    ("source", "questions", "words"),
    [
        (DIFFERENCE, NUMERICAL.format("numerical_diff", "formla"), "numerical of formla: there is no such thing; write one of formula, default"),
        ("x = 1", "- id: q\n  rubric:\n    - {check: student_tests, points: 1}\n", "course.yml:6: add implementations: FILE.py"),
        ("x = 1", "- id: q\n  implementations: no.py\n  rubric:\n    - {check: student_tests, points: 1}\n", "no.py: the implementations that tests are run against are missing"),
    ],
)  # fmt: skip
def test_checks_that_lack_what_they_call(tmp_path: Path, source: str, questions: str, words: str) -> None:
    in_order(words, complaint(tmp_path, answer("q", source), questions))


VALUES = GIVEN.replace("equals: 8, ", "")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("f = float('nan')", "f is nan or infinite in the reference"),
        ("f = x * float('inf')", "f is nan or infinite"),
        ("f = 'eight'", "f gives text in the reference, and no number"),
        ("f = None", "f gives None in the reference"),
        ("f = {'a': x}", "f gives dict in the reference"),
        ("f = x + 1j", "f gives"),
        ("f = np", "f gives module in the reference"),
    ],
)
def test_a_value_that_is_no_number_is_refused(tmp_path: Path, line: str, words: str) -> None:
    in_order(words, complaint(tmp_path, answer("q", f"{line}\ndfdx = 3 * x ** 2", "x = 2.0"), VALUES))


@pytest.mark.parametrize("body", ["return 3.0", "return np.array(3.0)", "return 3"])
def test_a_function_that_is_the_same_whatever_its_inputs_is_refused(tmp_path: Path, body: str) -> None:
    said = complaint(tmp_path, answer("q", f"def leaky(x):\n    {body}"), FUNCTION)
    in_order("course.yml question q: forward is 3 whatever the inputs are", said)


def test_an_input_that_no_cell_sets_is_to_be_left_out(tmp_path: Path) -> None:
    told = complaint(tmp_path, CUBE, GIVEN.replace("{x: 2}", "{x: 2, z: 3}"))
    assert told.endswith(
        "question q: given names z, which no cell of the question sets; leave it out, or set it in the cell"
    )
