"""The namespace of tests: their own names first, then those that stand in the student's process.

Which names are the student's, the reference notebook says, never the student.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import numpy as np

from autograder.sandbox.remote.standin import Remote


class Names(dict[str, Any]):
    """`theirs` are read in the student's process where a test has not set them; the names of `both` are set there too, while a
    test is `running`. An object that a name stood for is not asked for again in the same test. `twins` are functions and classes
    that stood at both ends before a test took them away, here and there: who puts one back puts back both."""

    def __init__(self, ask: Callable[..., Any], both: frozenset[str]) -> None:
        super().__init__(__name__="__main__", np=np, numpy=np)
        self.ask, self.both, self.running = ask, both, False
        self.theirs: set[str] = set()
        self.read: dict[str, Remote] = {}
        self.twins: dict[str, tuple[Any, Any]] = {}

    def begin(self) -> None:
        """A test begins."""
        self.running = True
        self.read.clear()

    def hand_over(self, names: Collection[str]) -> None:
        """From now on these are the student's, whatever stood here."""
        self.theirs.update(names)
        for name in names:
            self.pop(name, None)

    def __missing__(self, name: str) -> Any:
        if name in self.read:
            return self.read[name]
        if name not in self.theirs:
            raise KeyError(name)
        value = self.ask("name", name)
        if isinstance(value, Remote):
            self.read[name] = value
        return value

    def _is_theirs(self, name: Any) -> bool:
        return type(name) is str and name in self.theirs and self.ask("defined", name) is True

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name) or name in self.read or self._is_theirs(name)

    def keys(self) -> Any:
        """All names that stand here, as `dir()` lists them."""
        return dict.fromkeys([*super().keys(), *filter(self._is_theirs, sorted(self.theirs))]).keys()

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a name, as `globals().get(name)` says it."""
        try:
            return self[name]
        except KeyError:
            return default

    def __setitem__(self, name: str, value: Any) -> None:
        self.read.pop(name, None)
        if self.running and name in self.both:
            self._keep_twin(name)
            own, twin = self.twins.get(name, (None, None))
            self.ask("set name", name, twin if value is own and own is not None else value)
        super().__setitem__(name, value)

    def __delitem__(self, name: str) -> None:
        self.read.pop(name, None)
        if self.running and (name in self.theirs or name in self.both):
            self._keep_twin(name)
            self.ask("delete name", name)
            self.pop(name, None)
        else:
            super().__delitem__(name)

    def _keep_twin(self, name: str) -> None:
        """Of a function or class that is about to go: what the student's process has in its place."""
        own = super().get(name)
        if name not in self.twins and callable(own) and self.ask("defined", name) is True:
            self.twins[name] = (own, self.ask("name", name))
