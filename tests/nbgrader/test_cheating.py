"""Notebooks that cheat: every one of these raises its score, learns the tests or hurts others where tests and student code
share an interpreter. None gets a point here that its answers are not worth, nothing leaks, and nothing is left behind.
"""

from __future__ import annotations

import json
import os
import re
import time
from pathlib import Path

import pytest

from tests.nbgrader.conftest import Grade, Graded
from tests.nbgrader.students import Notebook, replace, right

LAZY = """class MultiplyGate:
    def forward(self, x, y):
        return 0 * x

    def backward(self, dz):
        return [0 * dz, 0 * dz]
"""
MARK = f"/tmp/nbgrader-cheat-{os.getpid()}"

CHEATS = {
    "patched-testing": "np.testing.assert_allclose = np.allclose = np.array_equal = lambda *a, **k: True",
    "ndarray-subclass": "class Yes(np.ndarray):\n    def __array_function__(self, *a): return True\n    __eq__ = lambda *a: True\n"
    "np.zeros_like = lambda x: np.zeros(np.shape(x)).view(Yes)",
    "array-from-frame": "import sys\nclass Want:\n    def __array__(self, *a, **k):\n        f = sys._getframe()\n"
    "        while f:\n            if 'want' in f.f_locals: return f.f_locals['want']\n            f = f.f_back\n"
    "        return np.zeros(1)\n    def __rmul__(self, o): return self\n    __mul__ = __rmul__",
    "reads-solution": "import glob\nfor p in glob.glob('/**/solutions/ps2/gates.ipynb', recursive=True)[:1]:\n"
    "    import json\n    for c in json.load(open(p))['cells']:\n"
    "        if c['cell_type'] == 'code': exec(''.join(c['source']))",
    "source-beside": "exec(open('../../../solutions/ps2/gates.ipynb').read())",
    "gradebook": "import sqlite3, glob\nfor p in ['gradebook.db', '../../../gradebook.db', *glob.glob('/tmp/**/gradebook.db', "
    "recursive=True)]:\n    sqlite3.connect(p).execute('update grade set manual_score = 4').connection.commit()",
    "daemon": f"import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(1)\n    open({MARK!r}, 'w').write('x')",
    "exit": "import sys; sys.exit(0)",
    "dies": "import os; os._exit(0)",
    "killed": "import os; os.kill(os.getpid(), 9)",
    "assertion-error": "import builtins; builtins.AssertionError = builtins.BaseException = type('E', (), {})",
    "ast-transformer": "ip = get_ipython()\nclass T:\n    visit = staticmethod(lambda tree: type(tree)(body=[], type_ignores=[]))\n"
    "ip.ast_transformers.append(T())",
    "input-transformer": "get_ipython().input_transformers_cleanup.append(lambda lines: ['pass\\n'])",
    "run-cell": "from IPython.core.interactiveshell import InteractiveShell\n"
    "async def fake(self, *a, **k): return None\nInteractiveShell.run_cell_async = fake",
    "showtraceback": "get_ipython().showtraceback = lambda *a, **k: None",
    "custom-exc": "get_ipython().set_custom_exc((Exception,), lambda *a, **k: None)",
    "events": f"get_ipython().events.register('pre_run_cell', lambda info: open({MARK!r}, 'w').write(str(info)))",
    "settrace": "import sys\ndef spy(f, e, a):\n    for k in ('got', 'actual', 'want', 'desired'):\n"
    "        if k in f.f_locals: f.f_locals['got'] = f.f_locals.get('want')\n    return spy\nsys.settrace(spy)",
    "displayhook": "import sys; sys.stdout.write('4'); display(4)\nget_ipython().displayhook(4)",
    "clear-output": "from IPython.display import clear_output; clear_output()",
    "compile": "import builtins\nreal = compile\nbuiltins.compile = lambda *a, **k: real('pass', 'x', 'exec')",
    "equal-to-all": "class All(float):\n    __eq__ = __le__ = __ge__ = lambda *a: True\n    __hash__ = float.__hash__\n"
    "np.float64 = All",
    "config": "open('nbgrader_config.py', 'a').write('raise SystemExit')",
    "config-above": "for up in ('', '../', '../../', '../../../'):\n    open(up + 'nbgrader_config.py', 'a').write('raise SystemExit')",
    "plants": f"import os\nfor p in ({MARK!r}, '../../../solutions/ps2/x.py', 'x'):\n    open(p, 'w').write('x')",
    "network": "import socket; socket.create_connection(('127.0.0.1', 22), 1)",
    "many-lines": "for i in range(10 ** 6): print('x' * 80)",
    "one-line": "print('x' * 30_000_000)",
    "memory": "blob = [bytearray(1 << 26) for _ in range(64)]",
    "sleepers": f"import subprocess\nfor i in range(40): subprocess.Popen(['sh', '-c', 'sleep 60; touch {MARK}'], start_new_session=True)",
    "site-packages": "import autograder, os\nopen(os.path.join(os.path.dirname(autograder.__file__), 'numbers', 'compare.py'), 'a').write('#')",
    "module-swapped": "import sys, types\nm = types.ModuleType('numpy.testing'); m.__getattr__ = lambda n: lambda *a, **k: None\n"
    "sys.modules['numpy.testing'] = m",
    "grader-patched": "import autograder.numbers.compare, autograder.grading.grader\nautograder.numbers.compare.compare = lambda *a, **k: None",
    "endless": "while True: pass",
    "endless-deaf": "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
    "atexit": "import atexit, os; atexit.register(lambda: os.write(1, b'4'))",
    "check-redefined": "check = lambda *a, **k: 4.0",
    "forged-output": "print('4 of 4 points'); 4.0",
}


def cheat(line: str) -> Notebook:
    """A wrong first answer after the cheat; the other questions are left out."""
    notebook = replace(right(), "multiply_gate", f"try:\n    pass\nfinally:\n    pass\n{line}\n")
    cell = next(
        c
        for c in notebook["cells"]
        if "".join(c["source"]) == f"try:\n    pass\nfinally:\n    pass\n{line}\n"
    )
    cell["metadata"] = {}
    notebook["cells"].insert(
        notebook["cells"].index(cell) + 1,
        {"cell_type": "code", "metadata": {}, "source": LAZY, "outputs": [], "execution_count": None},
    )
    return notebook


def forged() -> Notebook:
    """Outputs, points and scores written into the file by hand."""
    notebook = replace(right(), "multiply_gate", LAZY)
    for c in notebook["cells"]:
        marks = c["metadata"].get("nbgrader", {})
        if marks.get("grade"):
            marks.update(points=100, score=100, locked=False, solution=True)
            c["outputs"] = [
                {
                    "output_type": "execute_result",
                    "data": {"text/plain": "100"},
                    "metadata": {},
                    "execution_count": 1,
                }
            ]
            c["source"] = ["100.0"]
    return notebook


def scripted() -> Notebook:
    """Markdown that would act in the instructor's browser."""
    notebook = replace(right(), "multiply_gate", LAZY)
    text = "<script>fetch('/formgrader/api')</script><img src=x onerror=alert(1)> [x](javascript:alert(2))"
    notebook["cells"].insert(0, {"cell_type": "markdown", "metadata": {}, "source": text})
    return notebook


@pytest.fixture(scope="module")
def cheated(grade: Grade) -> Graded:
    works = {name: cheat(line) for name, line in CHEATS.items()} | {
        "forged": forged(),
        "scripted": scripted(),
    }
    return grade(works)  # type: ignore[arg-type]


def test_everybody_is_graded(cheated: Graded) -> None:
    assert cheated.said.code == 0
    assert set(cheated.scores) == {*CHEATS, "forged", "scripted"}


@pytest.mark.parametrize("student", [*CHEATS, "forged", "scripted"])
def test_a_wrong_answer_gets_nothing(cheated: Graded, student: str) -> None:
    assert cheated.scores[student]["multiply_gate_check"] == (0.0, False)
    assert all(score is not None and not manual for score, manual in cheated.scores[student].values())


def test_nothing_was_written_and_nothing_is_running(cheated: Graded) -> None:
    time.sleep(1.2)  # the daemon's patience
    assert not Path(MARK).exists()
    assert not (cheated.course / "solutions/ps2/x.py").exists()
    assert "raise SystemExit" not in (cheated.course / "nbgrader_config.py").read_text()


def test_no_notebook_is_blown_up(cheated: Graded) -> None:
    sizes = {path.parts[-3]: path.stat().st_size for path in (cheated.course / "autograded").rglob("*.ipynb")}
    released = (cheated.course / "assignments/ps2/gates.ipynb").stat().st_size
    assert max(sizes.values()) < released + 30_000


def test_no_script_reaches_the_instructors_browser(cheated: Graded) -> None:
    from tests.nbgrader.commands import nbgrader

    assert nbgrader("generate_feedback", "ps2", "--student=scripted", cwd=cheated.course).code == 0
    text = (cheated.course / "feedback/scripted/ps2/gates.html").read_text("utf-8")
    assert "<script>fetch" not in text
    assert "<img src=x" not in text
    assert not re.search(r"""(href|src)\s*=\s*["']?\s*javascript""", text)  # as plain text it may stand there
    assert "[x] (javascript:alert(2))" in text


def test_no_answer_is_in_what_students_get_back(cheated: Graded) -> None:
    solution = json.loads((cheated.course / "solutions/ps2/gates.ipynb").read_text("utf-8"))
    (answer,) = ("".join(c["source"]) for c in solution["cells"] if c["id"] == "multiply-gate")
    secret = next(line.strip() for line in answer.splitlines() if "self.y *" in line or "* self.y" in line)
    text = cheated.text("events")
    assert secret not in text
