"""What code names that no exercise needs, and nothing that honest code names."""

from __future__ import annotations

import pytest

from autograder.notebook.cells import read_cells
from autograder.notebook.reaching import reached
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("sources", "names"),
    [
        (["import subprocess, os", "subprocess.run('ls')\nos.fork()\nos.fork()"], ["subprocess.run", "os.fork"]),
        (["import os as o\no.execv('a', [])"], ["os.execv"]),
        (["import os.path\nos.system('ls')"], ["os.system"]),
        (["from socket import create_connection as c\nc()"], ["socket.create_connection"]),
        (["import sys\nsys._getframe().f_back.f_locals"], ["f_locals", "f_back", "sys._getframe"]),
        (["().__class__.__base__.__subclasses__()"], ["__subclasses__"]),
        (["from autograder.sandbox.helpers import sigmoid"], ["autograder.sandbox.helpers.sigmoid"]),
        (["import gc\ngc.collect()", "import os\nos.path.join('a')", "from autograder.selfcheck import check"], []),
        (["fork = 1\nsocket = fork", "class A:\n    run = None"], []),
        (["import subprocess ("], []),
        (["import os.path\nos.fork()"], ["os.fork"]),
        (["import os.path as o\no.fork()"], []),
        (["from autograder import host\nhost.child"], ["autograder.host", "autograder.host.child"]),
        (["from .socket import send\nsend.now()"], []),
        (["from .os import fork\nfork()", "from .os import path\npath.fork()", "from . import os\nos.fork()"], []),
    ],
)  # fmt: skip
def test_names_are_told_once_as_they_are_known(sources: list[str], names: list[str]) -> None:
    assert sorted(reached(sources)) == sorted(names)


def test_the_solutions_and_the_honest_class_reach_for_nothing() -> None:
    found = {
        str(path): reached(cell.source for cell in read_cells(path))
        for folder in ("solutions", "submitted")
        for path in (ROOT / folder).rglob("*.ipynb")
        if "broken" not in str(path)
    }
    told = {path for path, names in found.items() if names}
    assert {path.split("/")[-3] for path in told} == {"s13-hostile"}
