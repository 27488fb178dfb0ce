"""The text of an answer."""

from __future__ import annotations

from autograder.diagnosis.habits import prints
from autograder.diagnosis.text import Text

CELLS = (
    "import numpy as np\nh = 1e-4",
    "class Gate:\n    kept = None\n    def forward(self, x):\n        self.x = x\n        return x\n",
    "def (",
)


def test_a_text_is_all_of_its_cells_that_parse() -> None:
    text = Text(CELLS)
    assert [method.name for method in text.methods] == ["forward"]
    assert text.stored == {"kept", "x"}
    assert text.attributes == {"x"}
    assert text.bound == {"np", "h", "Gate", "kept", "forward", "self", "x"}
    assert text.blocks == {"Gate", "forward"}
    assert {name.id for name in text.top()} == {"h"}
    assert text.method("forward") is text.methods[0]
    assert text.method("backward") is None


def test_without_a_model_nothing_is_expected() -> None:
    assert Text(CELLS).expected == frozenset()
    assert Text((), model=Text(CELLS)).expected == {"x"}
    assert Text(()).bound == frozenset()


def test_what_is_printed_of_an_exception_is_no_answer() -> None:
    """As the first cell of a released notebook does where the package is missing."""
    setup = "try:\n    import numpy\nexcept ModuleNotFoundError:\n    print('install it')"
    assert not prints(Text((setup,)))
    assert prints(Text((setup, "print(1)")))
