"""Mutants of the core: what is changed and what is not, which tests come first, what is remembered."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from autograder.grading.audit.mutation import Mutant
from bench import code_mutation
from bench.code_mutation import CORE, ROOT, SURVIVORS, changed, drawn, key_of, mirror, places, survivors
from bench.equivalents import Equivalents

TEXT = '''"""A module."""
from __future__ import annotations
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import this

Kind = Literal["a", "b"]
LIMIT: int = 3


class Box:
    """A box."""

    size: int

    def full(self, other: int | None = None) -> bool:
        """Is it?"""
        if self.size > LIMIT and other:
            return fits(self, other)
        try:
            self.seal(f"é{other}")
        except ValueError:
            return False
        assert other in (7, 8)
        assert all(one for one in (5, 6))
        for one, two in zip(self, other, strict=True):
            return None
        kind = isinstance(self, Box | code.Lid)
        height = 1 + abs(self.size - other) * 2
        lid = max(other, min(self.size, 9, key=abs)).to("cp949", 7)
        raise TypeError("no")
'''


def mutants() -> dict[str, str]:
    every = [changed(TEXT, place, way) for place in places(Path("m.py"), TEXT) for way in place.ways]
    return {mutant.name: mutant.source for mutant in every}


def test_mutants_change_one_place_and_leave_the_rest_of_the_text() -> None:
    for name, source in mutants().items():
        ast.parse(source)
        changed_lines = sum(a != b for a, b in zip(TEXT.splitlines(), source.splitlines(), strict=False))
        assert changed_lines <= 13, name


@pytest.mark.parametrize(
    "name",
    [
        "module: 3 -> 4 in LIMIT: int = 3",
        "Box.full: self.size > LIMIT -> self.size >= LIMIT in if self.size > LIMIT and other:",
        "Box.full: self.size > LIMIT and other -> self.size > LIMIT or other in if self.size > LIMIT and other:",
        "Box.full: self.size > LIMIT and other -> not (self.size > LIMIT and other) in if self.size > LIMIT and other:",
        "Box.full: fits(self, other) -> fits(other, self) in return fits(self, other)",
        "Box.full: return fits(self, other) -> return",
        "Box.full: self.seal(f'é{other}') -> (left out)",
        "Box.full: False -> True in return False",
        "Box.full: raise TypeError('no') -> (left out)",
        "Box.full: 8 -> 9 in assert other in (7, 8)",
        "Box.full: self.size - other -> self.size + other in height = 1 + abs(self.size - other) * 2",
        "Box.full: max(other, min(self.size, 9, key=abs)) -> max(other) in lid = max(other, min(self.size, 9, key=abs)).to('cp949', 7)",
    ],
)
def test_what_is_changed(name: str) -> None:
    assert name in mutants()


def test_what_does_not_run_stays() -> None:
    names = " ".join(mutants())
    for text in (
        "Literal",
        "import",
        "A box",
        "size: int ->",
        "bool",
        "'no_'",
        "True -> False",
        "return False -> return",
        "return None -> return",
        "(8, 7)",
        "(6, 5)",
        "assert other in (7, 8) -> (left out)",
        "max(min(self.size, 9, key=abs), other)",
        "cp949_",
        "abs(self.size - other) * 2 + 1",
        "other - self.size",
        "zip(self, other)",
        "code.Lid | Box",
    ):
        assert text not in names.replace("LIMIT: int", "")


def test_a_draw_is_the_same_for_the_same_seed() -> None:
    first, again, other = drawn(8, 1, ["numbers/"]), drawn(8, 1, ["numbers/"]), drawn(8, 2, ["numbers/"])
    assert first == again != other
    assert {module.parent.name for module, _ in first} == {"numbers"}


def test_the_tests_of_the_module_come_first() -> None:
    assert mirror(ROOT / "autograder/numbers/compare.py") == [
        "tests/numbers/test_compare.py",
        "tests/numbers",
    ]
    assert mirror(ROOT / "autograder/checks/verdicts/nowhere.py") == ["tests/checks/verdicts", "tests/checks"]
    assert mirror(ROOT / "autograder/diagnosis/nowhere/numbers.py") == ["tests/diagnosis"]
    assert all((ROOT / "autograder" / room).is_dir() for room in CORE)


def test_what_was_killed_is_not_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = ROOT / "autograder/numbers/compare.py"
    dead, alive = Mutant("dead", "x = 1"), Mutant("alive", "x = 2")
    asked: list[str] = []

    def survives(_: Path, __: Path, mutant: Mutant) -> bool:
        asked.append(mutant.name)
        return mutant is alive

    monkeypatch.setattr(code_mutation, "survives", survives)
    monkeypatch.setattr(code_mutation, "passes", lambda *_: True)
    monkeypatch.setattr(code_mutation, "copy_tree", lambda folder: folder.mkdir())
    for turn in (["dead", "alive"], ["alive"]):
        asked.clear()
        assert survivors([(module, dead), (module, alive)], 1, tmp_path / "kept") == [(module, alive)]
        assert asked == turn
    assert key_of(module, dead) != key_of(module, alive)


def test_the_listed_survivors_have_reasons() -> None:
    assert all(why for reasons in Equivalents.read(SURVIVORS).reasons.values() for why in reasons.values())


def test_what_compiles_to_the_same_is_no_mutant() -> None:
    text = "def f(x):\n    if x:\n        return 1\n    return None\n"
    assert not code_mutation._is_another(text, text.replace("return None", "pass"))
    assert code_mutation._is_another(text, text.replace("return 1", "pass"))
    assert not code_mutation._is_another(text, "def f(")
