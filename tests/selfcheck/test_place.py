"""Where in a student's code something happened: neither in ours nor in a library's."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.numbers import compare
from autograder.selfcheck.place import called, is_own, own_frames

GATE = """
class Base:
    def forward(self, x):
        return 1 / 0

class Gate(Base):
    def __init__(self):
        self.f = lambda x: self.forward(x)

    def backward(self, dz):
        if dz:
            return self.backward(dz - 1)
        return self.f(dz)

def helper(x):
    return Gate().backward(x)

class Outer:
    class Inner:
        @staticmethod
        def make():
            return 1 / 0
"""


def failing(call: Callable[[dict[str, Any]], object], name: str = "<cell 3>") -> Exception:
    """What a call raises that has those classes, without the frames of this file."""
    names: dict[str, Any] = {}
    exec(compile(GATE, name, "exec"), names)
    try:
        call(names)
    except Exception as error:
        trace = error.__traceback__
        while trace and trace.tb_frame.f_code.co_filename == __file__:
            trace = trace.tb_next
        return error.with_traceback(trace)
    raise AssertionError("it went through")


def ran(source: str, name: str = "<cell 3>") -> Exception:
    """What a cell raises below those classes."""
    return failing(lambda names: exec(compile(GATE + source, name, "exec"), names))


@pytest.mark.parametrize(
    ("file", "own"),
    [
        ("<cell 3>", True), ("<ipython-input-1>", True), ("/home/ada/gates.py", True), ("<probe>", False), ("<frozen importlib>", False),
        (json.__file__, False), (np.__file__, False), (compare.__file__, False),
    ],
)  # fmt: skip
def test_a_file_is_the_students_if_it_is_neither_ours_nor_a_librarys(file: str, own: bool) -> None:
    assert is_own(file) is own


def test_frames_are_the_students_with_outer_ones_first() -> None:
    error = ran("import json\njson.loads('1', parse_int=lambda text: Gate().backward(0))")
    names = [(frame.f_code.co_name, line) for frame, line in own_frames(error)]
    assert [name for name, _ in names] == ["<module>", "<lambda>", "backward", "<lambda>", "forward"]
    assert [line for _, line in names[2:]] == [13, 8, 4]
    assert list(own_frames(ran("1 / 0", "<probe>"))) == []


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("1 / 0", ("", "", 23)),
        ("Gate().backward(0)", ("", "", 23)),
    ],
)
def test_a_cell_that_fails_by_itself_is_named_by_its_line(source: str, what: tuple[str, str, int]) -> None:
    assert called(ran(source)) == what


@pytest.mark.parametrize(
    ("call", "what"),
    [
        (lambda names: names["Gate"]().backward(0), ("Gate", "backward", 13)),
        (lambda names: names["Gate"]().backward(3), ("Gate", "backward", 13)),
        (lambda names: names["Gate"]().forward(3), ("Gate", "forward", 4)),
        (lambda names: names["helper"](0), ("", "helper", 16)),
        (lambda names: names["Outer"].Inner.make(), ("Outer", "make", 22)),
        (lambda names: 1 / 0, ("", "", 0)),
    ],
)  # fmt: skip
def test_what_was_called_is_a_method_of_its_class_with_the_line_that_it_had_come_to(
    call: Callable[[dict[str, Any]], object], what: tuple[str, str, int]
) -> None:
    assert called(failing(call)) == what
