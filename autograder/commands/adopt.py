"""`autograder adopt`: an existing nbgrader course becomes one of ours, its notebooks untouched.

Beside the notebooks it writes course.yml and the links solutions/ and assignments/, and puts its settings at the end of
nbgrader_config.py. Whatever cannot be taken over is said, and left to people.
"""

import argparse
import re
from pathlib import Path

from autograder.commands.common_options import add_directory
from autograder.commands.init import TEMPLATE
from autograder.course.load import COURSE_FILE, load_course
from autograder.files import write_whole
from autograder.model.errors import AutograderError, UsageError
from autograder.release.adoption import Adopted, adopt, course_yml

CONFIG = "nbgrader_config.py"
MARK = "# --- autograder: what follows was added by `autograder adopt` ---"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_directory(parser)
    for name, what in {"source": "the instructor's notebooks", "release": "what students get"}.items():
        said = f"the folder of {what} (default: {name})"
        parser.add_argument(f"--{name}", default=name, metavar="NAME", help=said)


def run(arguments: argparse.Namespace) -> int:
    """Adopt a course; 1 where a test cell is left to people."""
    root: Path = arguments.directory
    source = root / arguments.source
    if (root / COURSE_FILE).exists():
        raise UsageError(f"{root} has a {COURSE_FILE} already; validate it, or take it away first")
    if not source.is_dir():
        raise UsageError(f"{source} is no folder; name the one of the instructor's notebooks with --source")
    adopted = adopt(source)
    for one in adopted:
        print("\n".join(_said(one)))
    if not any(one.questions for one in adopted):
        raise AutograderError(f"no test cell of {source} can be run; nothing was written")
    _write(root, arguments, adopted)
    print(f"{COURSE_FILE} written; next: cd {root} && autograder validate && autograder release ASSIGNMENT")
    return 1 if any(one.left for one in adopted) else 0


NOT_OURS = f"not in {COURSE_FILE}, since nothing of it is run: for its steps take our lines out of {CONFIG}"
"""What is said of an assignment that people grade alone."""


def _said(one: Adopted) -> list[str]:
    """What became of an assignment, a line for each thing."""
    left = [f"{one.id}: {name} is left to people: {why}" for name, why in one.left.items()]
    every = one.tests + len(left)
    return [
        f"{one.id}: {one.tests} of {every} test cells are run on the trusted side",
        *left,
        *(f"{one.id}: {note}" for note in one.notes),
        *([] if one.sheets else [f"{one.id}: {NOT_OURS}"]),
    ]


def _write(root: Path, arguments: argparse.Namespace, adopted: list[Adopted]) -> None:
    """The course file, the links and the settings; nothing where the course file would be wrong."""
    name = re.sub(r"[^a-z0-9]+", "-", root.resolve().name.lower()).strip("-") or "course"
    config = root / CONFIG
    settings = config.read_text("utf-8") if config.is_file() else "c = get_config()\n"
    ours = (TEMPLATE / "nbgrader_config.txt").read_text("utf-8")
    try:
        (root / arguments.release).mkdir(exist_ok=True)
        for link, folder in (("solutions", arguments.source), ("assignments", arguments.release)):
            if not (root / link).exists():
                (root / link).symlink_to(folder)
        write_whole(root / COURSE_FILE, course_yml(name, adopted).encode())
        load_course(root)
        if MARK not in settings:
            write_whole(config, f"{settings.rstrip()}\n\n{MARK}\n{_settings(ours)}".encode())
    except OSError as error:
        raise AutograderError(f"{root} cannot be written: {error.strerror or error}") from None


_THEIRS = re.compile(r"c = get_config|c\.CourseDirectory\.(course_id|\w+_directory)\b")


def _settings(ours: str) -> str:
    """Our settings without those of names and folders, which are the course's own."""
    kept = (line for line in ours.splitlines() if not _THEIRS.match(line))
    return "\n".join(kept).strip() + "\n"
