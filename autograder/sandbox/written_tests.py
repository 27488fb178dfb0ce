"""Runs the tests that a student wrote: unittest classes, and functions or classes in pytest's style."""

import inspect
import random
import unittest
from collections.abc import Callable, Iterator
from functools import partial
from types import FunctionType


def run_tests(names: dict[str, object], seed: int) -> tuple[int, int]:
    """Run all tests of a namespace in an order drawn from `seed`: how many ran, and how many failed or raised."""
    tests = list(_collect(names))
    random.Random(seed).shuffle(tests)
    failed = 0
    for test in tests:
        try:
            failed += not test()
        except BaseException:
            failed += 1
    return len(tests), failed


def _collect(names: dict[str, object]) -> Iterator[Callable[[], bool]]:
    for name, value in list(names.items()):
        if inspect.isclass(value) and value.__module__ == "__main__":
            if issubclass(value, unittest.TestCase):
                for case in unittest.defaultTestLoader.loadTestsFromTestCase(value):
                    yield partial(_passes, case)
            elif name.startswith("Test"):
                for method in [m for m in dir(value) if m.startswith("test")]:
                    yield partial(_calls, value, method)
        elif name.startswith("test") and inspect.isfunction(value) and _without_arguments(value):
            yield partial(_returns, value)


def _passes(case: unittest.TestCase | unittest.TestSuite) -> bool:
    result = unittest.TestResult()
    case.run(result)
    return result.wasSuccessful()


def _calls(cls: type, method: str) -> bool:
    one = cls()
    for name in ("setup_method", method):
        if hasattr(one, name):
            getattr(one, name)()
    return True


def _returns(function: Callable[[], object]) -> bool:
    function()
    return True


def _without_arguments(function: FunctionType) -> bool:
    parameters = inspect.signature(function).parameters.values()
    return all(p.default is not p.empty or p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD) for p in parameters)
