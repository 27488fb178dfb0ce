"""Checks that tests in Python may use, as `from autograder.testing import gradient, numerical, shapes, close`.

They run where the test runs: in the author's notebook, and in the process that judges tests. `pytest_plugin` beside them is pytest's,
which loads it in every run: so numpy comes with the first check that is asked for.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.sandbox.remote.testing import close, gradient, numerical, shapes

__all__ = ["close", "gradient", "numerical", "shapes"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from autograder.sandbox.remote import testing

    value: object = getattr(testing, name)
    return value
