"""Checks that tests in Python may use, as `from autograder.testing import gradient, numerical, shapes, close`.

They run where the test runs: in the author's notebook, and in the process that judges tests.
"""

from autograder.sandbox.remote.testing import close, gradient, numerical, shapes

__all__ = ["close", "gradient", "numerical", "shapes"]
