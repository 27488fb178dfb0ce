"""Classes of any size for benchmarks: what 24 students hand in, over and over, no two files alike; some may be hostile."""

from __future__ import annotations

import json
from pathlib import Path

from bench.nbgrader import NAME, ROOT, handed_in

HOSTILE = (
    "import os\nos._exit(0)",
    "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)",
    "while True:\n    pass",
    "x = bytearray(1 << 40)",
    "import os\nwhile True:\n    os.fork()",
    "raise SystemExit",
    "def f():\n    return f()\nf()",
)


def make_class(folder: Path, students: int, hostile_every: int = 0) -> Path:
    """Notebooks of ps2 in nbgrader's folders; every `hostile_every`-th has a hostile cell at its end."""
    solution = json.loads((ROOT / "solutions/ps2" / NAME).read_text("utf-8"))
    released = json.loads((ROOT / "assignments/ps2" / NAME).read_text("utf-8"))
    bases = [handed_in(released, solution, number) for number in range(24)]
    for number in range(students):
        notebook = bases[number % 24]
        source = f"# {number}"
        if hostile_every and number % hostile_every == hostile_every - 1:
            source += "\n" + HOSTILE[number // hostile_every % len(HOSTILE)]
        last: dict[str, object] = {
            "cell_type": "code",
            "metadata": {},
            "outputs": [],
            "execution_count": None,
            "source": source,
        }
        path = folder / f"s{number:05}" / "ps2" / NAME
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps({**notebook, "cells": [*notebook["cells"], last]}), "utf-8")
    return folder
