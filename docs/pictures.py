"""The pictures of the site, taken of the program as it is: `make pictures`. Needs Chromium; plots are drawn by plots.py.

The sample class is graded in a copy of the course, a notebook is run in a real kernel, and their pages are opened.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import nbformat
import plots
from nbclient import NotebookClient
from nbconvert import HTMLExporter

from autograder import cli

ROOT = plots.ROOT
STUDENT, ASSIGNMENT = "s04-not-swapped", "ps2"
ANSWER = '''class MultiplyGate:
    """A gate that multiplies its two inputs."""

    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return [{} * dz, {} * dz]
'''
CHECK = 'check("multiply_gate")'
CELLS = [
    "import numpy as np\nfrom autograder.selfcheck import check, draw",
    ANSWER.format("self.x", "self.y"), CHECK, ANSWER.format("self.y", "self.x"), CHECK,
    'draw("multiply_gate")',
]  # fmt: skip
"""A wrong answer and a right one."""


@dataclass(frozen=True)
class Shot:
    """A picture: its page, and the window that it is seen through, in pixels."""

    page: Callable[[Path, str], Path]
    lang: str
    width: int
    height: int


def feedback(course: Path, lang: str) -> Path:
    """A student's feedback page."""
    records = ["-o", str(course / f"graded-{lang}"), "--lang", lang, "--course", str(course)]
    cli.main(["grade", ASSIGNMENT, "-q", "--seed", "1", "--student", STUDENT, *records])
    cli.main(["report", ASSIGNMENT, *records])
    return course / "feedback" / STUDENT / ASSIGNMENT / "gates.html"


def report(course: Path, lang: str) -> Path:
    """The class report."""
    there = ["--lang", lang, "--course", str(course)]
    cli.main(["grade", ASSIGNMENT, "-q", "--seed", "1", "--no-gradebook", *there])
    cli.main(["report", ASSIGNMENT, *there])
    return course / "graded" / ASSIGNMENT / "report.html"


def check(course: Path, lang: str) -> Path:
    """A notebook with two answers, their checks and a drawing, run by Jupyter on a machine of that language."""
    os.environ["LC_ALL"] = {"ko": "ko_KR.UTF-8"}.get(lang, "C.UTF-8")
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    notebook = nbformat.v4.new_notebook(cells=cells)
    resources = {"metadata": {"path": course}}
    NotebookClient(notebook, kernel_name="python3", allow_errors=True, resources=resources).execute()
    del notebook.cells[0]
    exporter = HTMLExporter(template_name="lab", exclude_input_prompt=True, exclude_output_prompt=True)
    page = course / f"check-{lang}.html"
    page.write_text(exporter.from_notebook_node(notebook)[0], encoding="utf-8")
    return page


SHOTS = {
    "feedback.png": Shot(feedback, "en", 760, 1000),
    "feedback-ko.png": Shot(feedback, "ko", 760, 1000),
    "report.png": Shot(report, "en", 900, 2220),
    "check.png": Shot(check, "en", 760, 1050),
    "check-ko.png": Shot(check, "ko", 760, 1050),
}
"""By the picture's name in docs/pictures/."""


def taken(page: Path, shot: Shot, to: Path) -> None:
    """A picture of a page. Raises CalledProcessError where Chromium fails."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--virtual-time-budget=4000",
               f"--window-size={shot.width},{shot.height}", f"--screenshot={to}", page.as_uri()]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def main() -> None:
    """Take and draw all."""
    with ExitStack() as stack:
        course = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pictures-"))) / "course"
        cli.main(["init", str(course)])
        for name, shot in SHOTS.items():
            taken(shot.page(course, shot.lang), shot, plots.PICTURES / name)
    plots.main()


if __name__ == "__main__":
    main()
