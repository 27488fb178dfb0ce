"""What notebooks from elsewhere cannot have yet: earlier steps and other editions of the source courses.

DeZero brings as_array, the check of types, the gradient of ones and the loop in place of recursion with its eighth and
ninth step; a file without as_array is of an earlier one, where the caller sets y.grad. A network's weights may be
drawn with another spread.
"""

from __future__ import annotations

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
    return early and question.options.get("kind") in KINDS


def seeded(probe: Probe) -> Probe:
    """The probe with the gradient of ones set by the caller, as before the ninth step."""

    def set_first(match: re.Match[str]) -> str:
        one = match[1]
        ones = f"None if {one}.grad is not None else setattr({one}, 'grad', np.ones_like({one}.data))"
        return f"({ones}, {one}.backward(), None)[2]"

    return replace(probe, steps=tuple((name, _BACKWARD.sub(set_first, text)) for name, text in probe.steps))
