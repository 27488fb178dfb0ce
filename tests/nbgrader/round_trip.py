"""A term in one go: `python -m tests.nbgrader.round_trip COURSE` plays every command of nbgrader on a fresh course.

Writes, as said.json beside it, how each command ended. COURSE must not exist; the exchange and the student's home lie beside it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

LATE = "2027-03-28 02:00:00.000000 UTC"
"""A day and a half after ps2 is due: two days begun."""


def main(course: Path) -> dict[str, tuple[int, str]]:
    """Play it; returns exit code and log of every command."""
    from autograder.commands.init import init
    from tests.nbgrader.commands import nbgrader
    from tests.nbgrader.students import CLASS, NAME, write

    said: dict[str, tuple[int, str]] = {}

    def run(*words: str, cwd: Path = course) -> None:
        done = nbgrader(*words, cwd=cwd)
        said[" ".join(words)] = (done.code, done.log)

    init(course)
    for folder in (course / "submitted").iterdir():
        folder.rename(course.parent / f"sample-{folder.name}")
    home = course.parent / "student"
    home.mkdir()
    (course.parent / "exchange").mkdir(mode=0o777)
    (course.parent / "exchange").chmod(0o777)
    (home / "nbgrader_config.py").write_text(
        "get_config().CourseDirectory.course_id = 'backprop-from-scratch'\n"
    )
    before = (course / "assignments/ps2" / NAME).read_bytes()
    run("generate_assignment", "ps2", "--force")
    if (course / "assignments/ps2" / NAME).read_bytes() != before:
        said["generate_assignment ps2 --force"] = (1, "nbgrader releases another notebook than autograder")
    run("release_assignment", "ps2")
    run("list", cwd=home)
    run("fetch_assignment", "ps2", cwd=home)
    for name, make in CLASS.items():
        if name != "fay":
            write(make(), home / "ps2" / NAME)
            run("submit", "ps2", f"--student={name}", cwd=home)
    run("collect", "ps2", "--ExchangeCollect.check_owner=False")
    (course / "submitted/ben/ps2/timestamp.txt").write_text(LATE)
    write(CLASS["fay"](), course / "downloaded/ps2/archive" / f"fay_4711_{NAME}")
    run("zip_collect", "ps2")
    run("autograde", "ps2")
    run("generate_feedback", "ps2")
    run("release_feedback", "ps2")
    run("fetch_feedback", "ps2", cwd=home)
    run("export")
    run("db", "assignment", "list")
    run("db", "student", "add", "gil", "--first-name=Gil")
    run("validate", f"solutions/ps2/{NAME}")
    write(CLASS["ben"](), home / "ps2" / NAME)
    run("validate", f"ps2/{NAME}", cwd=home)
    return said


if __name__ == "__main__":
    course = Path(sys.argv[1]).resolve()
    (course.parent / "said.json").write_text(json.dumps(main(course)))
