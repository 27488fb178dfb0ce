"""Twice as much text is at most a little more than twice the work, whoever reads it: what students hand in is read on the
trusted side, where a loop in a loop would be hours.

Calls are counted, not seconds. What one call into C does is not seen by that, so patterns are tried in a process of their
own, on texts for which anything but a straight walk would take many times its limit.
"""

from __future__ import annotations

import ast
import cProfile
import importlib
import json
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from inspect import isfunction, signature
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import pytest

from autograder.checks.verdicts import quoting
from autograder.diagnosis import failure, habits
from autograder.diagnosis.answer_text import Text
from autograder.diagnosis.failure import Failure
from autograder.fitting.fit import fit
from autograder.fitting.released import as_released
from autograder.host.names import Names
from autograder.model.answer_key import AnswerKey
from autograder.model.cell import Cell
from autograder.nbgrader_plugin.gradebook.restore import open_notebook, restore
from autograder.nbgrader_plugin.gradebook.sheet import KnownCell
from autograder.notebook.cells import notebook_cells, read_cells, script_cells
from autograder.notebook.code import Code, code
from autograder.report.similarity.likeness import form_of
from autograder.sandbox.protocol import Raised, Request
from tests.conftest import ROOT

MOST = 2.5
"""Times as many steps for twice the text."""
SIZE = 60
"""Statements: more than any number of names that is looked at one by one."""

Shape = Callable[[int], list[str]]


def many(line: str) -> Shape:
    """Cells of one line each, which may number itself."""
    return lambda n: [line.replace("#", str(at)).replace("@", str(at - 1)) for at in range(1, n + 1)]


def long(line: str, before: str = "", between: str = "\n", after: str = "") -> Shape:
    """One cell that repeats a line."""
    return lambda n: [before + between.join(many(line)(n)) + after]


TEXTS: dict[str, Shape] = {
    "cells": many("x# = 1"),
    "cells of one name": many("x = #"),
    "inputs": many("x, y, z = -2, 5, -4\nq = x + y\nf = q * z"),
    "answers to one input": lambda n: ["x, y, z = -2, 5, -4", *many("dfdx, dfdy, dfdz, f, q = #, 2, 3, 4, 5")(n)],
    "answers to a long input": lambda n: [f"x = {[0] * n}\ny = z = 1", *many("dfdx, dfdy, dfdz, f, q = #, 2, 3, 4, 5")(n)],
    "statements": long("x# = 1"),
    "statements of one name": long("x = #"),
    "statements in one line": long("x# = 1,", between="; "),
    "pieces": long("x = #\ny = x"),
    "classes": many("class MulGate#:\n    def forward(self, x):\n        self.x = x\n        return x"),
    "classes nearly called so": many("class Multip#yGate(Function):\n    def forward(self, x): return x"),
    "classes of one name": many("class MultiplyGate:\n    def forward(self, x): return x"),
    "derived from each other": long("class C#(C@): pass", "class C0(Function): pass\n"),
    "derived from several": long("class C#(C@, B, A, C0): pass", "class A: pass\nclass B: pass\nclass C0: pass\n"),
    "bases from elsewhere": long("class Layer#(Strange#Base): pass", "from layers import *\n"),
    "types from elsewhere": long("isinstance(x, Strange#Base)", "from layers import *\n"),
    "helpers": long("y# = sigmoid#(1)", "from mine import *\n"),
    "names of helpers": lambda n: [f"from mine import {', '.join(many('relu#')(n))}", *many("y = relu#(1)")(n)],
    "names through modules": long("y# = mine.more.relu(x) + mine.m#(1)", "import mine\nimport mine.more\n"),
    "names for nothing": long("y# = unknown#name"),
    "methods": long("    def f#(self, x): self.a# = x", "class MultiplyGate:\n"),
    "methods of one name": long("    def forward(self, x): self.a# = x", "class MultiplyGate:\n"),
    "returns": long("        if x: return grads", "class MultiplyGate:\n    def forward(self, x): pass\n    def backward(self, dout):\n        grads = {'x': 1}\n"),
    "returns in a function": long("    if x: return dx, dy", "def multiply_backward(dout, cache):\n    dx = dy = 1\ndef multiply_forward(x, y): return x, y\ndef f():\n"),
    "values of one": long("x# =", after=" [1, 2, 3]", between=" "),
    "values of one, and long": lambda n: [" = ".join([*many("x#")(n), str([1] * n)])],
    "tuples of one": long("self.x# = #,"),
    "gradients in one body": long("dx# = 1\ndx = #"),
    "functions of one name": long("def f(a, dx): return dx"),
    "functions": long("def f#(x):\n    x = #\n    print(x)"),
    "elif": long("elif a == #:\n    x# = 1", "if a:\n    x = 1\n"),
    "a sum": long("a#", "x = ", between=" + "),
    "a list": long("#", "x = [", between=", ", after="]"),
    "dots": long("a", "x = ", between="."),
    "dots and dots": long("x = a.b.c.d.e.f.g.h.i.#j"),
    "brackets": long("[0]", "x = a", between=""),
    "strings": long("x = 'text #'"),
    "comments": long("# comment #"),
    "empty lines": long(""),
    "magics": long("%magic #"),
    "magics with names": long("x# = !ls"),
    "what is no Python": long("x# = = 1"),
    "Python 2": long("print x#, y"),
    "Python 2 with tabs": long("\tprint x#, y", "if a:\n        print b\n"),
    "one line that is no Python": long("print (x", between=": "),
    "tabs that are no Python": lambda n: ["x = = 1", "\t" * (40 * n)],
    "a file to be written": lambda n: ["%%writefile " + "a" * (40 * n)],
    "tuples of one in a class": lambda n: ["class MultiplyGate:\n    def forward(self, x):\n" + "        a = (1,)\n" * n],
    "marks": long("# %%\nx = #"),
    "definitions that are no Python": long("def f#(x):\n    return (\n"),
    "imports": long("from layers# import Relu as R#"),
    "star imports": long("from layers# import *"),
    "decorators": long("@mine.d#\ndef f#(): pass", "import mine\n"),
    "blocks": long("with a# as b#:\n    c# = 1\ntry:\n    d# = 1\nexcept A:\n    e# = 1"),
    "blocks in blocks": lambda n: ["\n".join(" " * at + "if a:" for at in range(60)) + "\n" + "\n".join([" " * 60 + "x = 1"] * n)],
    "keys": long("self.grads['W#'] = self.grads[#]", "class Affine:\n    def forward(self, x): return x\n    def backward(self, dout):\n        ", "\n        "),
}  # fmt: skip


def steps(work: Callable[[], object]) -> int:
    """How many calls some work takes, of Python's functions too, and how often generators go on."""
    profile = cProfile.Profile()
    profile.runcall(work)
    return sum(entry.callcount for entry in profile.getstats())


PARTS = [name for name in dir(Code) if not name.startswith("_") and name != "source"]
SEEN = [name for name, one in vars(Failure).items() if not name.startswith("_") and one is not None]


def asked_of(kind: str, package: ModuleType) -> list[Callable[..., object]]:
    """The public functions of a package's modules that are asked of a `Text` or a `Failure`."""
    modules = map(
        importlib.import_module, (one.name for one in iter_modules(package.__path__, f"{package.__name__}."))
    )
    found = (
        one
        for module in modules
        for one in vars(module).values()
        if isfunction(one) and one.__module__ == module.__name__
    )
    return [
        one
        for one in found
        if not one.__name__.startswith("_") and kind in [*one.__annotations__.values()][:1]
    ]


HABITS, ASKED = asked_of("Text", habits), asked_of("Failure", failure)
GIVEN = {"name": "x", "names": ["x"], "constructor": True}
"""What habits are asked with, by the names of their parameters."""


def _text(sources: tuple[str, ...], model: Text) -> None:
    text = Text(sources, "MultiplyGate", model, sources)
    for name in dir(Text):
        if not name.startswith("_") and name not in ("method", "inherited"):
            getattr(text, name)
    text.inherited("C1")
    for habit in HABITS:
        _, *others = signature(habit).parameters.values()
        habit(text, *(GIVEN[one.name] for one in others if one.default is one.empty))


def _failure(sources: tuple[str, ...], model: Text, question: Any) -> None:
    line = sources[0].count("\n") // 2 + 1
    for kind, said, name in (("AttributeError", "'MultiplyGate' object has no attribute 'xy'", "xy"), ("NameError", "name 'xy' is not defined", "xy"), ("KeyError", "'xy'", "")):  # fmt: skip
        error = Raised(kind, said, line, 0, name)
        quoting.raised(error, "forward", sources)
        quoting.vouched(error, sources)
        raised = Failure(error, Text(sources, "MultiplyGate", model, sources, at=0), question)
        for seen in SEEN:
            one = getattr(raised, seen)
            if callable(one) and one.__code__.co_argcount == 1:
                one()
        for asked in ASKED:
            asked(raised)


def _work(sources: list[str], key: AnswerKey, path: Path, reader: str) -> Callable[[], object]:
    content = {"cells": [{"cell_type": "code", "source": one, "id": "x", "metadata": {"nbgrader": {"grade_id": "x"}}} for one in sources]}  # fmt: skip
    text, known = json.dumps(content), [KnownCell("x", "code", False, "x", "")]
    questions, released = key.assignment.questions, key.released
    asked = next(q for q in questions if q.target or q.given)
    model = Text((key.reference.source(asked.id),), asked.target)
    code.cache_clear()
    if reader == "notebook":
        return lambda: list(notebook_cells(text))
    if reader == "script":
        return lambda: list(script_cells("\n".join(sources)))
    if reader == "gradebook":
        path.write_text(text)
        return lambda: restore(open_notebook(path), known, {"x": 1})
    cells = tuple(notebook_cells(text))
    ran = tuple(cell.source for cell in cells)
    works: dict[str, Callable[[], object]] = {
        "released": lambda: as_released(
            [Cell(released[0].source, 0, released[0].grade_id), *cells], released
        ),
        "fit": lambda: fit(questions, [Cell(cell.source, cell.index) for cell in cells]),
        "fit of ours": lambda: fit(questions, [*cells, *released], released),
        "code": lambda: [getattr(code(one), part) for one in ran for part in PARTS],
        "text": lambda: _text(ran, model),
        "failure": lambda: _failure(ran, model, asked),
        "names": lambda: Names(Request(ran, ())).words,
        "form": lambda: [form_of.__wrapped__(one) for one in ran],
    }
    return works[reader]


READERS = (
    "notebook",
    "script",
    "gradebook",
    "released",
    "fit",
    "fit of ours",
    "code",
    "text",
    "failure",
    "names",
    "form",
)


@pytest.mark.slow
@pytest.mark.parametrize("shape", TEXTS)
def test_twice_the_text_is_twice_the_work(
    shape: str, key_of: Callable[[str], AnswerKey], tmp_path: Path
) -> None:
    slow = {}
    for assignment, readers in (("ps2", READERS), ("ps1", ("fit",)), ("ps4", ("fit",))):
        for reader in readers:
            work = (
                _work(TEXTS[shape](n), key_of(assignment), tmp_path / "n.ipynb", reader)
                for n in (SIZE, 2 * SIZE)
            )
            few, twice = map(steps, work)
            if twice > MOST * few + 1_000:
                slow[reader] = twice / few
    assert slow == {}


def test_a_loop_in_a_loop_would_be_noticed() -> None:
    def nearly_quadratic(n: int) -> int:
        return sum(len(str(b)) for a in range(n) for b in range(a))

    few, twice = (steps(lambda n=n: nearly_quadratic(n)) for n in (SIZE, 2 * SIZE))  # type: ignore[misc]
    assert twice > MOST * few + 1_000


OF_OURS = {
    "course", "sandbox", "reference", "commands", "selfcheck", "release", "cli", "numbers", "model",
}  # fmt: skip
"""Rooms whose patterns never see what a student wrote (in the sandbox they do, and it has a limit of time)."""
TRUSTED = {
    "autograder.notebook.cells._SOLUTION": "the reference notebook",
    "autograder.nbgrader_plugin.feedback._HIDDEN": "cells that have their released text back",
    "autograder.checks.student_tests._HEADING": "the course's implementations",
    "autograder.checks.student_tests._OTHER_LANGUAGE": "the course's implementations",
    "autograder.grading.stamps._HEADING": "the course's mistakes",
    "autograder.fitting.earlier_steps._BACKWARD": "our own probes",
    "autograder.words.messages._BLANK": "our own sentences",
    "autograder.words.messages._OPTIONAL": "our own sentences",
    "autograder.checks.verdicts.quoting._HOLE": "our own sentences",
}


def modules() -> Iterator[tuple[str, Path]]:
    """The modules that may see what students wrote, by name, and their files."""
    for path in sorted((ROOT / "autograder").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        room = name.split(".")[1:2]
        if room and room[0] not in OF_OURS and not name.endswith(("__main__", ".program")):
            yield name, path


def patterns() -> dict[str, re.Pattern[Any]]:
    """Every pattern of theirs that stands for itself, by its name."""
    found: dict[str, re.Pattern[Any]] = {}

    def gather(name: str, value: object) -> None:
        if isinstance(value, re.Pattern):
            found.setdefault(name, value)
        elif isinstance(value, tuple | list):
            for at, part in enumerate(value):
                gather(f"{name}.{at}", part)

    for module, _ in modules():
        for name, value in vars(importlib.import_module(module)).items():
            gather(f"{module}.{name}", value)
    gather("autograder.checks.verdicts.quoting._patterns", quoting._patterns())
    return {name: pattern for name, pattern in found.items() if name not in TRUSTED}


PIECES = (
    " ", "\t", "\n", "a", "1", "_", ".", "/", "(", ")", "[", "]", "]:", "](", "](a", ":", ",", "=", "%", "!", "?", "#", "'", '"', "&", "&#", "&#1", "&a", "<", "<a",
    "\\", "`", "```", "~~~ ", "$", "a.", "a.a", "a/", "a ", "a,", " a", ": print", ":print (", "print ", "print (x) ", ")  ", "x = ", "\n ", " \n", "\n\t", "a\n",
    "import ", "\nimport a", "\nclass ", "\ndef a", "\nfrom autograder", "# %%\n", "%%", "%%a", "except A", "except A,", "raise A,", "raise a.", "time ", "coding: ",
    "calc", "cal", "crossentropy", "softmax", "sigmoid", "func", "relu1", "layer", "gate", "step", "step_1", "grad", "d_", "delta_", "size", "dims", "in_", "eps", "h1",
    "attachment:", "](attachment:a", "mermaid", "\\href", "테", "é", "\U0001f600", "\ud800", "a'", "'a", "'a', ", "(1, ", "1,", "-1", "'a' object", "test", "Tests",
)  # fmt: skip
LENGTH = 40_000
"""Characters: a straight walk takes milliseconds, and one for each of its places minutes."""
ALLOWED = 10
"""Seconds of the processor for a pattern and all texts: straight walks through all of them take one or two."""


def uses() -> dict[str, set[str]]:
    """By the name of a pattern, what is called of it anywhere: a search begins at every place, a match at one."""
    found: dict[str, set[str]] = {}
    for _, path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found.setdefault(node.value.id, set()).add(node.attr)
    return found


def try_patterns() -> None:
    """Try every pattern, as it is used, on every text, and name each before it is tried."""
    used, searches = uses(), {"search", "findall", "finditer", "sub", "split"}
    for name, pattern in patterns().items():
        print(name, flush=True)
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + ALLOWED, resource.RLIM_INFINITY))
        called = used.get(name.split(".")[-1], {"fullmatch"})
        for text in texts(pattern):
            what: Any = text.encode("utf-8", "replace") if isinstance(pattern.pattern, bytes) else text
            if "match" in called:
                pattern.match(what)
            if "fullmatch" in called:
                pattern.fullmatch(what)
            if called & searches:
                for count, _ in enumerate(pattern.finditer(what)):
                    if count > 1_000:
                        break


def texts(pattern: re.Pattern[Any]) -> Iterator[str]:
    """Long texts of one piece each: alone, begun as the pattern begins, and ending with what nobody expects."""
    for piece in PIECES:
        text = piece * (LENGTH // len(piece))
        yield from (text, f"x{text}\0", f"{pattern_start(pattern)}{text}\0")


def pattern_start(pattern: re.Pattern[Any]) -> str:
    """The letters that a pattern begins with, as far as it begins with letters."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode()
    found = re.match(r"[A-Za-z '_]+", text)
    return found[0] if found else ""


@pytest.mark.slow
def test_no_pattern_tries_a_text_again_and_again() -> None:
    program = "from tests.test_linear import try_patterns; try_patterns()"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout.splitlines()[-1:]} {done.stderr[-500:]}"
    assert len(done.stdout.splitlines()) == len(patterns()) > 50


def test_patterns_stand_for_themselves_so_that_they_are_tried() -> None:
    """A pattern that is written where it is used is none of those that are tried."""
    found = {module: set(written(path.read_text("utf-8"))) for module, path in modules()}
    assert {module: calls for module, calls in found.items() if calls} == KNOWN


def written(text: str) -> Iterator[str]:
    """The calls by which a module tries a pattern that it writes there and then."""
    for node in ast.walk(ast.parse(text)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and ast.unparse(node.func) in INLINE
        ):
            yield ast.unparse(node)


INLINE = {
    f"re.{name}" for name in ("match", "fullmatch", "search", "findall", "finditer", "sub", "subn", "split")
}
KNOWN = {
    "autograder.checks.verdicts.causes": {
        "re.search('(?<!\\\\bnp)\\\\.([A-Za-z_]\\\\w*)', step.expression)"
    },  # our own probes
    "autograder.diagnosis.failure": {
        "re.search(pattern, self.error.message)"
    },  # a word or two in one sentence
}


def test_read_cells_ends_what_was_read_before(tmp_path: Path) -> None:
    """Trees are kept by their size: one notebook's gigabyte is not there any more when the next one is read."""
    path = tmp_path / "n.ipynb"
    path.write_text(json.dumps({"cells": [{"cell_type": "code", "source": f"x = {list(range(100_000))}"}]}))
    read_cells(path)
    large = code.cache_info().currsize
    path.write_text(json.dumps({"cells": [{"cell_type": "code", "source": "kept = 1"}]}))
    first = code(read_cells(path)[0].source)
    assert code.cache_info().currsize < large + 1
    assert code(read_cells(path)[0].source) is first


@pytest.mark.slow
def test_a_pattern_that_does_would_be_noticed() -> None:
    """With a limit of a second, as this one alone takes minutes."""
    program = (
        "import re; from tests import test_linear as t\n"
        "t.ALLOWED = 1; t.patterns = lambda: {'x._MAGIC': re.compile(r'[ \\t]*[\\w ,]*=[%!]')}; t.try_patterns()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == -signal.SIGXCPU
    assert done.stdout.split() == ["x._MAGIC"]
