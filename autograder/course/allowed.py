"""What code may use beside numpy and the standard library: packages to import, files to open."""

import re
import sys
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from autograder.course.located import Value
from autograder.sandbox.modules import module_names
from autograder.sandbox.plotstub import PACKAGES

_NAME = re.compile(r"[A-Za-z_]\w*")
THERE = ("numpy", "autograder", *sys.stdlib_module_names)
"""What can be imported anyway."""
LARGEST = 4 << 20
"""Bytes of all files of an assignment: they go to each child anew."""


def read_packages(value: Value | None) -> tuple[str, ...]:
    """The packages of a course. CourseError for what is no name, is there anyway, or is not installed here."""
    return tuple(_package(item) for item in value.items()) if value else ()


def _package(value: Value) -> str:
    name = value.matching(_NAME, "the name that is imported: sklearn, not scikit-learn")
    if name in THERE:
        value.fail(f"{name} can be imported anyway; leave it out")
    if name in PACKAGES:
        value.fail(f"{name} can be imported anyway, as a stand-in that draws nothing; leave it out")
    if not installed(name):
        value.fail(f"{name} is not installed here; install it beside the grader, or leave it out")
    return name


def installed(name: str) -> bool:
    """Whether a package can be imported here, by the grader itself."""
    try:
        return name != "__main__" and find_spec(name) is not None  # which is found where it was started by -m
    except ValueError:  # of a module without a home
        return False


def read_files(value: Value | None, folder: Path) -> dict[str, bytes]:
    """The files of an assignment by name, from the folder of its reference notebook. CourseError for one that is not there, is
    to be kept from students, or is too large."""
    files = dict(_file(item, folder) for item in value.items()) if value else {}
    size = sum(map(len, files.values()))
    if value and size > LARGEST:
        value.fail(
            f"the files have {size / (1 << 20):.1f} megabytes; {LARGEST >> 20} at the most go to each child"
        )
    return files


def _file(value: Value, folder: Path) -> tuple[str, bytes]:
    name = value.text()
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or path.as_posix() != name:
        value.fail(
            f'"{name}" is no file beside the reference notebook; write it like data.csv or data/points.csv'
        )
    if any(part.startswith((".", "mistakes")) for part in path.parts) or path.suffix == ".ipynb":
        value.fail(
            f"{name} is not handed out with a release, so students have no such file; name data and modules"
        )
    for module in module_names({name: b""}).intersection((*THERE, *PACKAGES)):
        value.fail(
            f"{module} is imported from elsewhere wherever a notebook runs; give the module another name"
        )
    try:
        return name, (folder / name).read_bytes()
    except OSError as error:
        value.fail(f"solutions/{folder.name}/{name}: {error.strerror}")
