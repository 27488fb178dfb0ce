"""Mutants of a reference cell: what is changed, and what is left alone."""

from __future__ import annotations

import ast

from autograder.grading.audit.mutation import mutants

RELU = """
class Relu:
    def forward(self, x):
        ### BEGIN SOLUTION
        self.mask = x > 0
        return x * self.mask
        ### END SOLUTION
"""


def test_mutants_stay_inside_the_solution() -> None:
    names = {mutant.name for mutant in mutants(RELU)}
    assert all(name.startswith("Relu.forward: ") for name in names)
    assert {
        "Relu.forward: self.mask = x > 0 -> (left out)",
        "Relu.forward: self.mask = x > 0 -> mask = x > 0",
        "Relu.forward: self.mask = x > 0 -> self.mask = x < 0",
        "Relu.forward: self.mask = x > 0 -> self.mask = x > 1",
        "Relu.forward: self.mask = x > 0 -> self.__dict__.setdefault('mask', x > 0)",
        "Relu.forward: self.mask = x > 0 -> type(self).mask = x > 0",
        "Relu.forward: return x * self.mask -> return",
        "Relu.forward: return x * self.mask -> return x",
        "Relu.forward: return x * self.mask -> return x + self.mask",
        "Relu.forward: return x * self.mask -> return x * self.mask.T",
        "Relu.forward: return x * self.mask -> return -x * self.mask",
        "Relu.forward: return x * self.mask -> return np.multiply(x, self.mask, out=x)",
    } <= names


def test_what_is_given_in_a_cell_is_no_learners() -> None:
    source = "x = 2\n### BEGIN SOLUTION\nf = x * x\n### END SOLUTION\ng = f + x"
    names = [mutant.name for mutant in mutants(source)]
    assert names
    assert all(name.startswith("f = x * x -> ") for name in names)


def test_a_cell_without_marks_is_all_solution() -> None:
    names = {mutant.name for mutant in mutants("f = x * y")}
    assert "f = x * y -> f = x + y" in names


def test_sums_go_over_other_axes_and_become_means() -> None:
    names = {mutant.name for mutant in mutants("db = dout.sum(axis=0)")}
    assert {
        "db = dout.sum(axis=0) -> db = dout.sum(axis=1)",
        "db = dout.sum(axis=0) -> db = dout.sum(axis=None)",
        "db = dout.sum(axis=0) -> db = dout.mean(axis=0)",
    } <= names


def test_mutants_are_python_and_leave_the_reference_alone() -> None:
    sources = [mutant.source for mutant in mutants(RELU)]
    assert len(sources) > 20
    for source in sources:
        ast.parse(source)
        assert ast.dump(ast.parse(source)) != ast.dump(ast.parse(RELU))


def test_what_stands_inside_a_condition_is_changed_too() -> None:
    names = {mutant.name for mutant in mutants("def f(x):\n    if x > 0:\n        y = x * 2\n    return y")}
    assert {"f: y = x * 2 -> y = x + 2", "f: if x > 0: -> if x < 0:"} <= names


def test_the_name_of_a_class_is_no_attribute_of_a_layer() -> None:
    layer = "class L:\n    def f(self, x):\n        self.a = type(self).__name__\n        return self.a"
    names = {mutant.name for mutant in mutants(layer)}
    assert "L.f: return self.a -> return a" in names
    assert not any(name.endswith("return self.__name__") for name in names)


def test_functions_and_arrays_module_are_no_variables() -> None:
    names = {mutant.name for mutant in mutants("def f(x):\n    y = g(x) + np.exp(x)\n    return y")}
    assert "f: return y -> return x" in names
    for other in ("g", "np", "f"):
        assert f"f: return y -> return {other}" not in names
    assert "f: y = g(x) + np.exp(x) -> y = g(y) + np.exp(x)" in names
    assert "f: y = g(x) + np.exp(x) -> y = x(x) + np.exp(x)" not in names
