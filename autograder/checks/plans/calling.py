"""How a class that has forward and backward is built, called and asked for gradients: one convention a value here."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.model.question import Question


@dataclass(frozen=True, slots=True)
class Calling:
    """A convention as templates of expressions; {arguments} are separated by commas, {partner} is the function beside the
    target, {count} how many values forward gives.

    `arrays`: numbers are handed over as arrays of no dimension; `name`: what students are told is called for gradients.
    """

    build: str = "{target}({arguments})"
    forward: str = "{object}.forward({arguments})"
    backward: str = "{object}.backward({upstream})"
    arrays: bool = False
    name: str = "backward"

    def built(self, question: Question, one: str) -> str:
        """A fresh object of the target, with the constructor arguments of object "a" or "b"."""
        return self.build.format(
            target=question.target,
            arguments=call(question.init, one),
            partner=question.partner,
            count=len(question.outputs) or 1,
        )

    def forwarded(self, question: Question, receiver: str, suffix: str) -> str:
        """A forward call on an object, with the inputs of that suffix."""
        return self.forward.format(object=receiver, arguments=call(question.inputs, suffix))

    def number(self, value: Any) -> Any:
        """A number as it is handed over (an array stays as it is)."""
        return np.asarray(value) if self.arrays else value


LAYER = Calling()
"""forward(x, y) and backward(dout), as in CS231n's notes and chapter 5 of *Deep Learning from Scratch*."""

PAIR = Calling(build="pair_of(lambda *a: {target}(*a), lambda *a: {partner}(*a), {count})", name="{partner}")
"""Two functions, as in CS231n's assignments: out, cache = affine_forward(x, w, b) and dx, dw, db = affine_backward(dout, cache)."""

VJP = Calling(
    build="pair_of(lambda *a: {target}(*a), lambda *a: a[-1](*a[:-1]), {count})", name="{target}(...)[1]"
)
"""One function whose cache is its backward, as in JAX's vjp: out, back = affine_vjp(x, w, b) and dx, dw, db = back(dout)."""

FUNCTION = Calling(forward="{object}(Variable({arguments})).data", arrays=True)
"""Objects that are called with a Variable, as in *DeZero* from step 2 on."""


CALLINGS = {"": LAYER, "function": FUNCTION, "vjp": VJP}
"""By the `kind` of a question, but for pairs, which have none."""


def calling_of(question: Question) -> Calling:
    """The convention of a question."""
    if question.partner:
        return VJP if question.partner == question.target else PAIR
    return CALLINGS.get(question.kind, LAYER)


def call(names: Iterable[str], suffix: str) -> str:
    """The arguments of a call: "x_1, y_1"."""
    return ", ".join(f"{name}_{suffix}" for name in names)
