"""The face: languages, exercises without a check, what the import costs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from autograder.model.message import say
from autograder.model.question import Question
from autograder.selfcheck import SelfCheckFailed, check, examine
from autograder.selfcheck.exercise import Exercise
from autograder.selfcheck.history import Scope
from autograder.words.catalogue import chosen_language
from tests.selfcheck.answers import ROOT, SPECIMENS, answered


def test_korean_is_chosen_by_argument_environment_or_course(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen_language(None) == "en"
    assert chosen_language("ko") == "ko"
    assert chosen_language(None, "ko") == "ko"
    monkeypatch.setenv("LANG", "ko_KR.UTF-8")
    assert chosen_language(None) == "ko"
    assert chosen_language("en") == "en"
    assert "아직 풀지 않았어요" in examine("product", Scope({})).sentence


def test_an_exercise_of_an_unknown_kind_has_no_self_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.selfcheck.find", lambda _: Exercise(Question("own", ())))
    report = examine("own", Scope({}))
    assert report.passed
    assert "no self-check for this exercise" in report.sentence


def test_the_import_costs_numpy_and_no_more() -> None:
    """Modules that only Unix has are not needed either."""
    code = (
        "import sys; sys.modules.update(dict.fromkeys(['fcntl', 'resource', 'pwd', 'grp', 'termios'])); from autograder.selfcheck import check; "
        "print([m for m in ('yaml', 'rich', 'nbgrader', 'jinja2', 'IPython', 'autograder.course.load') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


SAID = {
    "relu/forward-returns-nothing": "Nothing is returned.",
    "max_gate/accumulates": "Right in the first call on an object; in a second one it is not.",
    "neuron/lecture-method-name": "Neuron has no method or attribute forward.",
    "two_layer_net/no-bias-gradients": "What gradient returns has no entry b1.",
    "add_gate/class-misspelt": "There is no AddGate in your notebook.",
}


@pytest.mark.parametrize("name", SAID)
def test_the_sentence_is_about_what_is_wrong_there(name: str) -> None:
    """No exception of another step, no step of a probe, no reason that is not one."""
    path = SPECIMENS / f"{name}.py"
    sentence = answered(path.parent.name, path.read_text("utf-8")).sentence
    assert sentence.startswith(SAID[name])
    assert "Python said" not in sentence


def test_what_python_said_stands_with_an_exception() -> None:
    sentence = answered("relu", (SPECIMENS / "relu" / "mask-local.py").read_text("utf-8")).sentence
    assert sentence.endswith("AttributeError on line 13: 'Relu' object has no attribute 'mask'.")
    sentence = answered("affine", (SPECIMENS / "affine" / "misspelt-init.py").read_text("utf-8")).sentence
    assert sentence.endswith("TypeError: Affine() takes no arguments.")


ESTIMATES = [
    path
    for path in sorted(SPECIMENS.glob("*/*.py"))
    if "misconception: numeric-instead-of-analytic" in path.read_text("utf-8")
    and path.stem != "difference-of-sums"  # a step of one, which nothing is divided by
]


@pytest.mark.parametrize("path", ESTIMATES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_difference_quotient_is_not_called_all_right(path: Path) -> None:
    report = answered(path.parent.name, path.read_text("utf-8"))
    assert not report.passed or "numerical estimate" in report.sentence
    assert report.state != "ok"


@pytest.mark.parametrize("name", [5, ["product"]])
def test_what_is_no_name_is_no_exercise(name: Any) -> None:
    with pytest.raises(SelfCheckFailed, match="There is no exercise"):
        check(name, lang="en")


def test_a_check_that_is_interrupted_says_so_in_a_sentence() -> None:
    names: dict[str, Any] = {"check": check}
    exec("class AddGate:\n    def forward(self, x, y):\n        raise KeyboardInterrupt\n", names)
    with pytest.raises(SelfCheckFailed, match="You stopped the check"):
        exec('check("add_gate", lang="en")', names)


def test_a_fault_of_ours_is_told_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A student is not told that the answer is wrong, or that there is no exercise."""

    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("autograder.selfcheck.examined", fails)
    gate = "class AddGate:\n    def forward(self, x, y):\n        return x + y\n    def backward(self, dz):\n        return dz, dz"
    report = answered("add_gate", gate)
    assert (report.hint, report.passed) == (say("ours_failed", type="ZeroDivisionError"), False)
