"""A package that the course does not have is named, wherever the code stops for it."""

from __future__ import annotations

import pytest

from autograder.checks.verdicts.packages import package_behind
from autograder.checks.verdicts.quoting import raised
from autograder.sandbox.protocol import Raised
from autograder.words.messages import render

CELLS = (
    "import scipy.special\nimport torch.nn as nn\nfrom sklearn.metrics import accuracy_score as score",
    "from layers import Relu\ny = expit(x)",
)


@pytest.mark.parametrize(
    ("error", "package"),
    [
        (Raised("NameError", "", 1, 2, "scipy"), "scipy"),
        (Raised("NameError", "", 1, 2, "nn"), "torch"),
        (Raised("NameError", "", 1, 2, "score"), "sklearn"),
        (Raised("ModuleNotFoundError", "", 0, 1, "scipy"), "scipy"),
        (Raised("ModuleNotFoundError", "", 0, 1, "torch.nn"), "torch"),
        (Raised("ImportError", "", 0, 1, "torch"), "torch"),
        (Raised("UnboundLocalError", "", 0, 1, "nn"), "torch"),
        (Raised("NameError", "", 1, 2, "Relu"), None),
        (Raised("NameError", "", 1, 2, "expit"), None),
        (Raised("ModuleNotFoundError", "", 1, 1, "layers"), None),
        (Raised("AttributeError", "", 1, 1, "scipy"), None),
    ],
)
def test_the_package_behind_an_exception(error: Raised, package: str | None) -> None:
    assert package_behind(error, CELLS) == package


def test_what_is_said() -> None:
    message = raised(Raised("NameError", "name 'nn' is not defined", 0, 2, "nn"), "forward", CELLS)
    said = render(message)
    assert said.startswith("nn, used on line 2, needs torch, which is not among this course's packages")
    assert "torch" in render(message, "ko")
