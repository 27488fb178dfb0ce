"""A model, a method, and texts that have a habit beside those that nearly have it."""

from __future__ import annotations

from collections.abc import Callable

from autograder.diagnosis.answer_text import Text

Habit = Callable[[Text], bool]
Cases = list[tuple[Habit, list[str], list[str]]]
MODEL = Text(
    (
        """
class Gate:
    def __init__(self): pass
    def forward(self, x): return x @ W.T
    def backward(self, d): return d
    def show(self): print(1)
""",
    )
)


def method(*lines: str, head: str = "forward(self, x)") -> str:
    body = "\n        ".join(lines)
    return f"class Gate:\n    def {head}:\n        {body}"


def asked(cases: Cases, chosen: bool) -> list[tuple[Habit, str]]:
    """Each habit with the texts that have it, or that nearly do."""
    return [(habit, source) for habit, has, nearly in cases for source in (has if chosen else nearly)]
