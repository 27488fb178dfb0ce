"""The fork server's own parts; what it does as a whole is in tests/host/test_prober.py."""

from __future__ import annotations

from autograder.sandbox import __main__ as way_in


def test_hooks_of_forks_are_not_taken() -> None:
    assert way_in._forget(after_in_child=print) is None
