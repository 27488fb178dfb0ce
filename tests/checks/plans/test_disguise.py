"""Implementations rewritten for a run: the same numbers to the last bit, and no text that tells right from wrong."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from autograder.checks.plans.disguise import Disguise
from autograder.checks.student_tests import Implementation, load_implementations
from autograder.model.errors import CourseError
from tests.conftest import ROOT

FOUND = load_implementations(ROOT / "solutions" / "ps4" / "mistakes_square.py")
RIGHT = [one for one in FOUND if one.fault is None]
WRONG = [one for one in FOUND if one.fault is not None]
SQUARES = Disguise(tuple(one.source for one in RIGHT), tuple(one.source for one in WRONG))
FRAMEWORK = """
class Variable:
    def __init__(self, data):
        self.data = data

class Function:
    def __call__(self, input):
        self.input = input
        return Variable(self.forward(input.data))
"""


def answers(source: str) -> list[Any]:
    """Forward and backward of a Square at numbers and arrays."""
    names: dict[str, Any] = {"np": np}
    exec(FRAMEWORK + source, names)
    found = []
    for data in (
        np.array(-1.7),
        np.array(3),
        np.linspace(-2, 3, 12).reshape(3, 4),
        np.array([-0.0, 1e-30, 1e9]),
    ):
        for gy in (np.ones_like(data), np.full_like(data, -3)):
            f = names["Square"]()
            found += [f(names["Variable"](data)).data, f.backward(gy)]
            found += [names["square"](names["Variable"](data)).data]
    return found


def same(one: list[Any], other: list[Any]) -> bool:
    return all(np.array_equal(a, b) and np.shape(a) == np.shape(b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("seed", range(5))
def test_the_same_numbers_to_the_last_bit(seed: int) -> None:
    for one in FOUND:
        disguised = SQUARES.of(one.source, Random(seed))
        assert same(answers(disguised), answers(one.source)), disguised


def test_right_ones_agree_and_wrong_ones_do_not() -> None:
    right = answers(RIGHT[0].source)
    assert all(same(answers(one.source), right) for one in RIGHT)
    assert not any(same(answers(one.source), right) for one in WRONG)


def test_another_text_each_time() -> None:
    texts = {SQUARES.of(RIGHT[0].source, Random(seed)) for seed in range(50)}
    assert len(texts) == 50
    assert len({len(text) for text in texts}) > 20


def test_some_texts_have_a_step_more() -> None:
    """Steps that do nothing, so that no number of lines is a sign of anything."""
    alone = Disguise(("def f(x):\n    return x",), ())
    bodies = [ast.parse(alone.of("def f(x):\n    return x", Random(seed))).body[0] for seed in range(30)]
    assert {len(one.body) for one in bodies if isinstance(one, ast.FunctionDef)} >= {1, 2, 3}


def words(source: str) -> set[str]:
    """What somebody who reads would look for: names of numpy's functions, operators, loops, and how many there are."""
    kinds = (ast.Pow, ast.For, ast.Compare, ast.Attribute, ast.FunctionDef, ast.Return)
    counts = Counter(type(node).__name__ for node in ast.walk(ast.parse(source)) if isinstance(node, kinds))
    return set(re.findall(r"np\.\w+|\*\*|[*+/<-]", source)) | {f"{n} {name}" for name, n in counts.items()}


def seen_in(ones: list[Implementation], seeds: range) -> Counter[str]:
    texts = [SQUARES.of(one.source, Random(seed)) for one in ones for seed in seeds]
    return Counter(word for text in texts for word in words(text))


@pytest.mark.no_cover
def test_no_word_is_a_sign_of_a_wrong_one() -> None:
    """Whatever stands in some wrong ones stands in some right ones too: a test that is looking for it refuses those."""
    right, wrong = seen_in(RIGHT, range(24)), seen_in(WRONG, range(8))
    common = {word for word, count in wrong.items() if count > 6}
    assert len(common) > 20
    assert common <= right.keys()


def test_each_method_holds_a_right_body_and_a_wrong_one() -> None:
    for one in FOUND:
        tree = ast.parse(SQUARES.of(one.source, Random(3)))
        methods = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name != "square"]
        assert all([type(one) for one in method.body] == [ast.Try, ast.Try, ast.Return] for method in methods)


def test_docstrings_are_no_part_of_a_body() -> None:
    said = 'class A:\n    "what"\n    def f(self):\n        "what"\n        return 1'
    alone = Disguise((said,), (said.replace('        "what"\n', ""),))
    assert [*alone.theirs.values()] == [()]
    assert "what" not in alone.of(said, Random(0))


def test_the_right_body_may_stand_first_or_last_and_be_the_one_or_the_other_value() -> None:
    right, wrong = "def f(x):\n    return x / 2", "def f(x):\n    return x ** 2"
    both = Disguise((right,), (wrong,))
    seen = set()
    for seed in range(30):
        text = both.of(right, Random(seed))
        (function,) = ast.parse(text).body
        assert isinstance(function, ast.FunctionDef)
        last = function.body[-1]
        assert isinstance(last, ast.Return)
        assert isinstance(last.value, ast.IfExp)
        seen.add((text.index("x /") < text.index("x **"), eval(ast.unparse(last.value.test))))
    assert seen == {(first, holds) for first in (True, False) for holds in (True, False)}


def test_what_only_the_wrong_one_raises_is_forgotten() -> None:
    right, wrong = "def f(x):\n    return x + 1", "def f(x):\n    y = x / 0\n    return y"
    for seed in range(20):
        names: dict[str, Any] = {}
        exec(Disguise((right,), (wrong,)).of(right, Random(seed)), names)
        assert names["f"](1) == 2
        exec(Disguise((right,), (wrong,)).of(wrong, Random(seed)), names)
        with pytest.raises(ZeroDivisionError):
            names["f"](1)


@pytest.mark.parametrize(
    "body",
    ["self.x = x\n    return x", "x[0] = 1\n    return x", "x += 1\n    return x", "print(x)\n    return x",
     "y = x.pop()\n    return y", "np.add(x, 1, out=x)\n    return x", "y = np.negative(x, out=x)\n    return y",
     "if x: return 1\n    return 2", "while x: x = 0\n    return x", "return", "y = x"],
)  # fmt: skip
def test_what_changes_more_than_its_variables_does_not_run_beside_another(body: str) -> None:
    source, other = f"def f(x):\n    {body}", "def f(x):\n    return 0"
    for one in (source, other):
        tree = ast.parse(Disguise((source,), (other,)).of(one, Random(1)))
        assert not any(isinstance(node, ast.Try) for node in ast.walk(tree))


@pytest.mark.parametrize(
    "body",
    [*(f"y = {name}(x)\n    return y" for name in ("range", "len", "abs", "int", "float", "sum", "max", "min")),
     "return np.exp(x)", "for a, b in x:\n        y = a\n    return y", "if x:\n        y = 1\n    return 2",
     "for y in x:\n        pass\n    return 2"],
)  # fmt: skip
def test_what_changes_its_variables_alone_runs_beside_another(body: str) -> None:
    source, other = f"def f(x):\n    {body}", "def f(x):\n    return 0"
    tree = ast.parse(Disguise((source,), (other,)).of(source, Random(1)))
    assert sum(isinstance(node, ast.Try) for node in ast.walk(tree)) == 2


@pytest.mark.parametrize(
    "body",
    ["def g(): pass\n    return x", "async def g(): pass\n    return x", "class G: pass\n    return x", "return lambda: x",
     "import math\n    return x", "from math import pi\n    return x", "global g\n    return x", "yield x", "yield from x",
     "try:\n        y = x\n    except E as e:\n        y = e\n    return y", "match x:\n        case y: return y",
     "return f'{x}'"],
)  # fmt: skip
def test_what_has_a_scope_of_its_own_is_left_as_it_stands(body: str) -> None:
    source = f"def f(x):\n    {body}"
    one = Disguise((source,), ("def f(x):\n    return 0",))
    assert one.ours == {}
    (function,) = ast.parse(one.of(source, Random(1))).body
    assert ast.unparse(function) == ast.unparse(ast.parse(source).body[0])


class TestOfAnyCode:
    """What stands in a course's file may be anything: it is left as it is where a rewriting could change it."""

    def of(self, source: str, *others: str) -> dict[str, Any]:
        names: dict[str, Any] = {}
        exec(Disguise((source,), tuple(others)).of(source, Random(1)), names)
        return names

    def test_docstrings_alone(self) -> None:
        assert self.of('def f():\n    """Nothing."""')["f"]() is None

    def test_parameters_keep_their_names(self) -> None:
        names = self.of("def f(x, *, y=3):\n    z = x + y\n    return z", "def f(x, *, y=3):\n    return x")
        assert names["f"](x=1, y=2) == 3

    def test_other_parameters_are_another_function(self) -> None:
        assert self.of("def f(x):\n    return x", "def f(a):\n    return b")["f"](2) == 2

    @pytest.mark.parametrize(
        "body",
        [
            "import math\n    return math.sqrt(x)",
            "def inner(y):\n        y = y * 2\n        return y\n    return inner(y=x) - 6",
            "try:\n        return int('a')\n    except ValueError as error:\n        return 2 if error else 3",
            "global calls\n    calls = 2\n    return calls",
            "return (lambda x: x - 2)(x)",
            "return [y for y in range(x)][2]",
            "return int(f'{x - 2}')",
            "a = b = x\n    a -= 2\n    return a if b else 0",
            "for a in range(2):\n        x -= 1\n    return x",
            "with open(__file__) if x == 0 else __import__('io').StringIO() as a:\n        return 2 if a else 0",
        ],
    )
    def test_scopes_and_statements(self, body: str) -> None:
        other = "def f(x):\n    y = a = np = math = 1\n    return y"
        assert self.of(f"def f(x):\n    {body}", other)["f"](4) == 2

    def test_truth_and_other_constants_stay(self) -> None:
        value = self.of("def f():\n    return True, None, 2.5, 'a', 7, -1, {3: 4}[3], [1, 2][0]")["f"]()
        assert value == (True, None, 2.5, "a", 7, -1, 4, 1)
        assert value[0] is True

    def test_no_functions_at_all(self) -> None:
        assert self.of("square = 3\nclass A:\n    'A.'")["square"] == 3


def test_what_is_no_python_is_told(tmp_path: Path) -> None:
    file = tmp_path / "mistakes.py"
    file.write_text("# %% right\nx = 1\n# %% wrong: a fault\ndef f(:\n")
    with pytest.raises(CourseError, match="no Python") as caught:
        load_implementations(file)
    assert caught.value.line == 4


def test_a_body_that_changes_more_stands_before_the_other_or_behind_it_and_runs_alone() -> None:
    source, other = "def f(x):\n    x[0] += 1\n    return x", "def f(x):\n    x[0] = 0\n    return x"
    places = set()
    for seed in range(12):
        text = Disguise((source,), (other,)).of(source, Random(seed))
        names: dict[str, Any] = {}
        exec(text, names)
        assert names["f"]([1]) == [2]
        (function,) = ast.parse(text).body
        assert isinstance(function, ast.FunctionDef)
        (choice,) = function.body
        assert isinstance(choice, ast.If)
        places.add("+=" in "".join(map(ast.unparse, choice.body)))
    assert places == {True, False}
