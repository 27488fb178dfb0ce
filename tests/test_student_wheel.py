"""The students' installation: the self-check as it is elsewhere, nothing that answers a question, no more than it needs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.release.leaks import find_leaks
from autograder.words.catalogue import languages, said_of_misconceptions
from autograder.words.hints import load_hints
from bench.browser import ENDLESS, WRONG, students_part
from tests.conftest import ROOT

pytestmark = pytest.mark.slow
ANSWERS = (
    "sigmoid_grad",
    "softmax",
    "cross_entropy_error",
    "numerical_gradient",
    "numerical_diff",
    "loss_with_epsilon",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked."""
    return students_part(tmp_path_factory.mktemp("wheel"))


def python(site: Path, code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run code with the wheel's package in the place of this one."""
    first = f"import sys; sys.path.insert(0, {str(site)!r}); "
    command = [sys.executable, "-I", "-c", first + code, *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)


def check(site: Path, path: Path) -> subprocess.CompletedProcess[str]:
    return python(site, "from autograder.cli import main; sys.exit(main(['check', sys.argv[1]]))", path)


@pytest.mark.parametrize("assignment", ["ps1", "ps3"])
def test_it_says_what_the_whole_package_says(wheel: Path, assignment: str) -> None:
    (notebook,) = (ROOT / "solutions" / assignment).glob("*.ipynb")
    here, there = check(ROOT, notebook), check(wheel, notebook)
    assert (there.returncode, there.stderr) == (0, "")
    numbers = re.compile(r"-?\d+\.\d+(e[-+]\d+)?")  # hidden inputs are drawn anew
    assert numbers.sub("#", there.stdout) == numbers.sub("#", here.stdout)


def test_a_mistake_is_named(wheel: Path, tmp_path: Path) -> None:
    file = tmp_path / "gates.py"
    file.write_text(WRONG)
    done = check(wheel, file)
    assert done.returncode == 1
    assert load_hints("en")["mul-not-swapped"].description in " ".join(done.stdout.split())


def test_it_draws(wheel: Path) -> None:
    done = python(
        wheel, "from autograder.selfcheck import draw; x, y, f = 4, -3, -12; draw('product', lang='en')"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "f = -12 is the product of x = 4, y = -3." in done.stdout


def test_without_threads_and_processes_it_says_the_same(wheel: Path) -> None:
    """As in a browser: nothing compiled but numpy, no fork, no thread, no signal to come."""
    code = f"""
import _thread, os, signal, subprocess
def refused(*_, **__):
    raise RuntimeError("can't start new thread")
_thread.start_new_thread = refused
import threading
threading._start_new_thread = refused
for name in ("fork", "forkpty", "posix_spawn", "posix_spawnp", "execv", "execve"):
    delattr(os, name)
subprocess.Popen = signal.setitimer = signal.alarm = refused
sys.modules["_yaml"] = sys.modules["yaml._yaml"] = None
from autograder.selfcheck import examine
from autograder.selfcheck.history import Scope
names = {{"__name__": "__main__"}}
exec({WRONG!r} + {ENDLESS!r}, names)
for question in ("multiply_gate", "add_gate"):
    print(examine(question, Scope(names)).sentence)
"""
    done = python(wheel, code)
    assert done.stderr == ""
    mistake, late = done.stdout.splitlines()
    assert load_hints("en")["mul-not-swapped"].description in mistake
    assert "5 s" in late


def test_it_holds_what_the_check_loads_and_nothing_else(wheel: Path) -> None:
    code = """
import importlib, json, pkgutil
import autograder.cli, autograder.commands.check, autograder.selfcheck, autograder.checks
for package in (autograder.selfcheck, autograder.checks):
    for one in pkgutil.iter_modules(package.__path__, package.__name__ + '.'):
        importlib.import_module(one.name)
files = {name: module.__file__ for name, module in sys.modules.items() if name.split('.')[0] == 'autograder'}
print(json.dumps(files))
"""
    loaded = json.loads(python(wheel, code).stdout)
    there = {str(path) for path in (wheel / "autograder").rglob("*.py")}
    assert set(loaded.values()) == there
    rooms = {name.split(".")[1] for name in loaded if "." in name}
    assert not rooms & {"release", "report", "nbgrader_plugin"}
    assert not {"autograder.host.prober", "autograder.grading.grader", "autograder.fitting.helpers"} & set(
        loaded
    )


def test_no_line_of_a_solution_is_in_it(wheel: Path) -> None:
    files = {
        str(path.relative_to(wheel)): path.read_bytes()
        for path in wheel.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    # what is only about solutions: the markers between which they stand, the module that reads known mistakes
    plain = {
        name.replace("/mistakes.py", "/known.py"): re.sub(rb"(BEGIN|END) SOLUTION", b"", data)
        for name, data in files.items()
    }
    for notebook in (ROOT / "solutions").glob("ps[34]/*.ipynb"):  # those whose answers are code
        assert find_leaks(plain, [notebook.read_text("utf-8")]) == []
        answers = re.findall(
            r"### BEGIN SOLUTION(.*?)### END SOLUTION", notebook.read_text("utf-8"), re.DOTALL
        )
        planted = {"autograder/planted.py": "\n".join(answers).replace('\\n",\n', "\n").encode()}
        assert find_leaks(planted, [notebook.read_text("utf-8")])


def test_no_second_step_of_a_hint_is_in_it(wheel: Path) -> None:
    text = " ".join(
        "\n".join(
            p.read_text("utf-8") for p in wheel.rglob("*") if p.suffix in (".yaml", ".py", ".json")
        ).split()
    )
    for lang in languages():
        hints = said_of_misconceptions(lang)
        assert not [name for name, hint in hints.items() if hint["explanation"] in text]
        assert all(
            " ".join(hint["nudge"].split()) in text.replace("''", "'")
            for hint in hints.values()
            if "'" not in hint["nudge"]
        )


def test_no_function_of_it_is_an_answer(wheel: Path) -> None:
    """By name, wherever it is; the stand-ins of formulas give nothing."""
    defined = {
        name
        for path in wheel.rglob("*.py")
        for name in re.findall(r"^ *def (\w+)", path.read_text("utf-8"), re.MULTILINE)
        if path.name != "accepted.py"
    }
    assert not defined & set(ANSWERS)
    code = """
import json, numpy as np
from autograder.checks.plans import accepted
x = np.array([[1.0, 2.0]])
print(json.dumps([accepted.softmax(x), accepted.loss_with_epsilon(x, x), accepted.sigmoid_network({}, x, x)]))
"""
    assert json.loads(python(wheel, code).stdout) == [None, None, {"scores": None}]


def test_its_help_names_what_it_can_do(wheel: Path) -> None:
    done = python(wheel, "from autograder.cli import main; main(['--help'])")
    assert "check" in done.stdout
    assert not re.search(r"^\s+(grade|validate|release|doctor)\b", done.stdout, re.MULTILINE)
    grade = python(wheel, "from autograder.cli import main; main(['grade', 'ps1'])")
    assert (grade.returncode, "invalid choice" in grade.stderr) == (2, True)
