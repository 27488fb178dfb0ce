"""Which tests of an instructor's pass for who has no answer: notebooks that lie in one of a few ways, whatever they are asked.

A test that only looks at an exception is one of these; so is one that compares nothing.
"""

import builtins
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from autograder.model.cell import Cell
from autograder.notebook.code import code
from autograder.reference.proved_exam import SECONDS, rehearsed, undisturbed, why_not_full
from autograder.sandbox.remote.exam import Exam

LIES = {
    "gives None": "return None",
    "gives True": "return True",
    "gives 0": "return 0",
    "gives nan": "return float('nan')",
    "gives []": "return []",
    "raises StopIteration": "raise StopIteration",
    "gives an empty array": "import numpy; return numpy.zeros((0, 1))",
    "gives its first argument back": "return values[0] if values else None",
}
"""What is said of a liar, and the body of all its functions and methods."""

_LIAR = """
def {name}(*values, **named):
    {lie}
"""
_LIARS = """
class {name}:
    def __init__(self, *values, **named):
        pass
    def __call__(self, *values, **named):
        {lie}
    def __getattr__(self, name):
        def method(*values, **named):
            {lie}
        return method
"""


def forgeable(
    exam: Exam,
    cells: tuple[Cell, ...],
    points: Mapping[str, float],
    seconds: float = SECONDS,
    packages: Collection[str] = (),
) -> dict[str, str]:
    """Each test that gives a liar all its `points`, and what that liar does.

    Only tests that ask functions or classes of the answer cells are tried. One that waits for a liar to say something
    else does not pass.
    """
    sources = {cell.grade_id: cell.source for cell in cells}
    asked = frozenset[str]().union(*(code(cell.source).blocks for cell in cells if cell.answer))
    about = {name for name in exam.tests if code(sources.get(name, "")).loaded & asked}
    found: dict[str, str] = {}
    for told, lie in (LIES | dict(_raised([sources[name] for name in about]))).items():
        with undisturbed(dict(exam.files), packages):
            for _, tested, _ in rehearsed(exam, tuple(_lying(cells, lie)), recording=False, seconds=seconds):
                if tested.name in about and not why_not_full(tested, points):
                    found.setdefault(tested.name, told)
    return found


def _raised(tests: list[str]) -> Iterator[tuple[str, str]]:
    """Liars that raise what the tests speak of."""
    for name in sorted(frozenset[str]().union(*(code(source).loaded for source in tests))):
        kind = vars(builtins).get(name)
        if isinstance(kind, type) and issubclass(kind, Exception):
            yield f"raises {name}", f"raise {name}"


def _lying(cells: tuple[Cell, ...], lie: str) -> Iterator[Cell]:
    for cell in cells:
        classes = {node.name for node in code(cell.source).classes}
        lies = [
            (_LIARS if name in classes else _LIAR).format(name=name, lie=lie)
            for name in sorted(code(cell.source).blocks)
        ]
        yield replace(cell, source=cell.source + "".join(lies)) if cell.answer else cell
