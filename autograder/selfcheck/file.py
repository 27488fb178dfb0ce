"""`autograder check FILE`: the cells run in a child Python, the student's own code on the student's own machine."""

import os
import subprocess
import sys
from pathlib import Path

from autograder.model.message import say
from autograder.notebook.cells import read_cells
from autograder.words.messages import render

SECONDS = 60
RIGHT, WRONG = 40, 41
"""Exit codes of the child that nobody ends with by chance."""


def check_in_child(path: Path, question: str | None, lang: str) -> bool:
    """Run the checks of a file in a child and print what it says; True when all are right.

    Raises UnreadableSubmission when it is no notebook or script.
    """
    read_cells(path)  # what cannot be read is told here, in one line
    module = ["-m", "autograder.selfcheck.in_child"]
    command = [sys.executable, *module, str(path.resolve()), lang, question or ""]
    package = str(Path(__file__).parents[2])
    paths = os.pathsep.join([package, *filter(None, [os.environ.get("PYTHONPATH")])])
    settings = {"PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8", "MPLBACKEND": "Agg"}
    try:
        done = subprocess.run(
            command,
            cwd=path.resolve().parent,
            env=os.environ | settings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        _print((late.output or b"").decode("utf-8", "replace"))
        _print(render(say("too_slow", name=path.name, seconds=SECONDS), lang) + "\n")
        return False
    _print(done.stdout.decode("utf-8", "replace"))
    if done.returncode not in (RIGHT, WRONG):
        _print(render(say("died", name=path.name), lang) + "\n")
    return done.returncode == RIGHT


def _print(text: str) -> None:
    """Print what a terminal of any encoding can show of it."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
    sys.stdout.flush()
