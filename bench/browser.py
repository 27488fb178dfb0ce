"""The self-check in the browser's Python: the student's wheel in Pyodide, without threads, processes and anything compiled but numpy.

    python -m bench.browser

Pyodide comes from the npm registry and runs in Node, where it is the Python that JupyterLite has in a browser; numpy for it
is the one of emscripten-forge. Every reference notebook is checked there, and one wrong answer and one endless loop.
Exit code 0 when each is told as it should be.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

import yaml

from autograder.course.load import load_course

ROOT = Path(__file__).parents[1]
PYODIDE = "pyodide@0.25.1"
NUMPY = "@emscripten-forge/numpy@2.1.1-py311hc8e14bb-0"
INSIDE = """
import sys, time
sys.path[:0] = ["/numpy", "/site"]
import os, threading
began = time.time()
import numpy
from autograder.selfcheck import examine
from autograder.selfcheck.history import Scope
from autograder.selfcheck.in_child import main
print(f"{sys.version.split()[0]} on {sys.platform}, numpy {numpy.__version__}: imported in {time.time() - began:.1f} s")
try:
    threading.Thread(target=print).start()
    print("this Python has threads")
except RuntimeError as error:
    print(f"no threads: {error}")
names = {}
exec(WRONG, names)
for question, word in ((QUESTION, WORD), ("add_gate", "5")):
    began = time.time()
    report = examine(question, Scope(names), "en")
    assert not report.passed and word in report.sentence, report.sentence
    print(f"{question}: {report.sentence} ({time.time() - began:.1f} s)")
for notebook in NOTEBOOKS:
    began = time.time()
    code = main(notebook, "en")
    print(f"{notebook}: exit code {code} ({time.time() - began:.1f} s)")
    assert code == 0
"""
WRONG = """
# %%
class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return dz * self.x, dz * self.y
"""
ENDLESS = """
class AddGate:
    def forward(self, x, y):
        while True: pass

    def backward(self, dz):
        return dz, dz
"""


def main() -> int:
    """Fetch, build, run; the exit code of what ran inside."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        _fetch(folder)
        _with_yaml(students_part(folder))
        course = load_course(ROOT)
        notebooks = [
            f"/course/{path.relative_to(ROOT)}" for path in map(course.solution_path, course.assignments)
        ]
        values = {
            "WRONG": WRONG + ENDLESS,
            "QUESTION": "multiply_gate",
            "WORD": "product",
            "NOTEBOOKS": notebooks,
        }
        head = "".join(f"{name} = {value!r}\n" for name, value in values.items())
        (folder / "inside.py").write_text(head + INSIDE, "utf-8")
        (folder / "browser.mjs").write_bytes(Path(__file__).with_suffix(".mjs").read_bytes())
        mounts = {
            "/numpy": folder / "numpy/lib/python3.11/site-packages",
            "/site": folder / "site",
            "/course": ROOT,
        }
        told = [f"{to}={where}" for to, where in mounts.items()]
        return subprocess.run(["node", "browser.mjs", "inside.py", *told], cwd=folder, check=False).returncode


def _fetch(folder: Path) -> None:
    """Pyodide, and the numpy that was compiled for it, from the npm registry."""
    (folder / "package.json").write_text("{}")
    subprocess.run(["npm", "install", "--silent", PYODIDE, NUMPY], cwd=folder, check=True)
    (packed,) = (folder / "node_modules/@emscripten-forge/numpy/pkg").glob("*.tar.gz")
    with tarfile.open(packed) as file:
        file.extractall(folder / "numpy", filter="data")


def students_part(folder: Path) -> Path:
    """The students' wheel, built and unpacked in a folder: where the package stands then."""
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-build-isolation",
        "--no-deps",
        "--no-cache-dir",
    ]
    subprocess.run([*build, "-w", str(folder), str(ROOT / "student")], check=True)
    (built,) = folder.glob("backprop_autograder_student-*.whl")
    with zipfile.ZipFile(built) as file:
        file.extractall(folder / "site")
    return folder / "site"


def _with_yaml(site: Path) -> None:
    """Put pyyaml's plain Python beside it."""
    (site / "yaml").mkdir()
    for path in Path(yaml.__file__).parent.glob("*.py"):
        (site / "yaml" / path.name).write_bytes(path.read_bytes())


if __name__ == "__main__":
    sys.exit(main())
