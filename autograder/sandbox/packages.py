"""What a course lets students import beside numpy and the standard library: loaded whole, before the first fork.

A sealed child opens no file, so whatever a package imports when it is first used must be there already.
"""

from __future__ import annotations

import contextlib
import importlib
import pkgutil
import warnings
from collections.abc import Iterable

_NO_PART = frozenset(("tests", "test", "testing", "conftest", "__main__"))
"""Modules that are no part of what a package does."""


def load(names: Iterable[str]) -> None:
    """Import packages with all their modules; one of those that cannot be imported here is left out.

    Raises:
        RuntimeError: a package itself cannot be imported.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in names:
            try:
                waiting = [importlib.import_module(name)]
            except Exception as error:
                raise RuntimeError(f"the package {name} cannot be loaded: {error}") from error
            while waiting:
                module = waiting.pop()
                for found in pkgutil.iter_modules(getattr(module, "__path__", [])):
                    if found.name in _NO_PART or found.name.startswith("test_"):
                        continue
                    with contextlib.suppress(
                        BaseException
                    ):  # for another system, or with a library that is not here
                        part = importlib.import_module(f"{module.__name__}.{found.name}")
                        waiting += [part] if found.ispkg else []
