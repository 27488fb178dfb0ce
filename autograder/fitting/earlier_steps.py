"""What notebooks from elsewhere cannot have yet: earlier steps and other editions of the source courses.

DeZero brings as_array, the check of types, the gradient of ones and the loop in place of recursion with its eighth and
ninth step; a file without as_array is of an earlier one, where the caller sets y.grad. A network's weights may be
drawn with another spread. What a file does try is asked all the same: a check of types, a gradient to begin with.
"""

import ast
import re
from collections.abc import Collection
from dataclasses import replace

from autograder.fitting.spelling import Source
from autograder.model.question import Question
from autograder.sandbox.protocol import Probe

EIGHTH_AND_NINTH_STEP = frozenset({"rejects", "none", "array", "seed", "deep"})
SPREAD = frozenset({"spread"})
KINDS = ("variable", "function_base", "graph", "backward", "functional")

_BACKWARD = re.compile(r"\((\w+)\.backward\(\), None\)\[1\]")


def is_earlier_step(question: Question, source: Source, imported: Collection[str] = ()) -> bool:
    """True for a define-by-run question in a notebook that has functions of variables, and no as_array, its own or
    imported by name."""
    early = "Function" in source.classes and "as_array" not in {*source.functions, *imported}
    return early and question.kind in KINDS


def waived(source: Source) -> frozenset[str]:
    """Claims that a notebook of an earlier step need not fulfil: not those that its own Variable tries to."""
    methods = source.methods("Variable")
    tries = set()
    if any(isinstance(node, ast.Raise) for method in methods.values() for node in ast.walk(method)):
        tries |= {"rejects", "none"}
    backward = methods.get("backward")
    if backward is not None and "grad" in _own_attributes_set(backward):
        tries.add("seed")
    return EIGHTH_AND_NINTH_STEP - tries


def _own_attributes_set(method: ast.FunctionDef) -> set[str]:
    """Attributes that a method sets on its own object."""
    own = {one.arg for one in method.args.args[:1]}
    attributes = (node for node in ast.walk(method) if isinstance(node, ast.Attribute))
    return {
        node.attr
        for node in attributes
        if isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name) and node.value.id in own
    }


def seeded(probe: Probe) -> Probe:
    """The probe with the gradient of ones set by the caller, as before the ninth step."""

    def set_first(match: re.Match[str]) -> str:
        one = match[1]
        ones = f"None if {one}.grad is not None else setattr({one}, 'grad', np.ones_like({one}.data))"
        return f"({ones}, {one}.backward(), None)[2]"

    return replace(probe, steps=tuple((name, _BACKWARD.sub(set_first, text)) for name, text in probe.steps))
