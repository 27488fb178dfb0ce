"""The namespace of tests: their own names first, then those that stand in the student's process.

Which names are the student's, the reference notebook says, never the student.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


class Names(dict[str, Any]):
    """`theirs` are read and set in the student's process, `both` have a value here and are set there as well."""

    def __init__(self, ask: Callable[..., Any], theirs: frozenset[str], both: frozenset[str]) -> None:
        super().__init__(__name__="__main__", np=np, numpy=np)
        self.ask, self.theirs, self.both = ask, theirs, both

    def __missing__(self, name: str) -> Any:
        if name in self.theirs:
            return self.ask("name", name)
        raise KeyError(name)

    def __setitem__(self, name: str, value: Any) -> None:
        if name in self.theirs:
            self.ask("set name", name, value)
            return
        if name in self.both:
            self.ask("set name", name, value)
        super().__setitem__(name, value)

    def __delitem__(self, name: str) -> None:
        if name in self.theirs or name in self.both:
            self.ask("delete name", name)
        if name not in self.theirs:
            super().__delitem__(name)
