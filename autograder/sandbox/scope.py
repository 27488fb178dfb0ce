"""The local names of a probe's expressions: what they may call, what earlier steps gave, and the probe's inputs."""

import contextlib
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from autograder.sandbox.adapters import ADAPTERS
from autograder.sandbox.probe_code import compiled
from autograder.sandbox.slots import SLOTS
from autograder.sandbox.values import same, thaw


class Scope(dict[str, Any]):
    """The names of one conversation; `failed` are the steps that gave nothing. An input is a fresh copy at every use."""

    def __init__(self, inputs: Mapping[str, object]) -> None:
        super().__init__(SLOTS)
        self.inputs = inputs
        self.failed: set[str] = set()
        self.lent: list[tuple[str, object]] = []

    def __missing__(self, name: str) -> object:
        value = self.inputs[name]
        if type(value) is float:
            return value
        value = thaw(value)
        if isinstance(value, np.ndarray | list):
            self.lent.append((name, value))
        return value

    def alias(self, names: dict[str, object], aliases: tuple[tuple[str, str], ...]) -> None:
        """Add what the notebook of those names calls otherwise, under the names that are asked for."""
        if not aliases:
            return
        self.update(ADAPTERS)
        for name, own in aliases:
            with contextlib.suppress(BaseException):  # what cannot be made is missing for whoever asks
                self[name] = eval(compiled(own), names, self)
        for name in [name for name, one in ADAPTERS.items() if self[name] is one]:
            del self[name]

    def changed(self) -> Iterator[str]:
        """Names of the inputs that the last step changed in place."""
        for name, value in self.lent:
            given = self.inputs[name]
            if not (_untouched(value, given) or same(value, given)):
                yield name
        self.lent.clear()


def _untouched(value: object, given: object) -> bool:
    """Are these arrays of the same bytes? That is quicker to see than whether they are equal."""
    return (
        type(value) is type(given) is np.ndarray
        and value.dtype == given.dtype
        and value.shape == given.shape
        and value.tobytes() == given.tobytes()
    )
