"""`autograder init`: a ready course in a new folder.

From a checkout of the project it is that course, with its sample class. An installed package carries no answers; there it is
`commands/template`, one question to replace. `--empty`: no question at all, for `autograder new`.
"""

import argparse
import shutil
from contextlib import suppress
from pathlib import Path

from autograder.commands.common_options import add_directory
from autograder.course.load import COURSE_FILE, load_course
from autograder.course.misconceptions import FILE as MISCONCEPTIONS
from autograder.model.errors import AutograderError, UsageError
from autograder.model.question import Course

TEMPLATE = Path(__file__).parent / "template"
CHECKOUT = Path(__file__).parents[2]

_SAMPLE_CLASS = "s[0-9][0-9]-*"
"""Only these folders of submitted/ are copied: an instructor's checkout may hold the work of real students."""

_LEFT = shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__", "*.pyc", ".*.new")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_directory(parser)
    parser.add_argument("--empty", action="store_true", help="a course without questions, for autograder new")


def run(arguments: argparse.Namespace) -> int:
    """Make a course, and say what is in it."""
    print("\n".join(init(arguments.directory, empty=arguments.empty)))
    then = "new my_question --kind layer" if arguments.empty else "validate"
    print(f"next: cd {arguments.directory} && autograder {then}")
    return 0


def init(directory: Path, *, empty: bool = False) -> list[str]:
    """Make a course in `directory`, which must not exist or be empty; returns what was made, a line each. An `empty` one has
    no question.

    Raises UsageError when there is something in the folder, AutograderError when it cannot be written.
    """
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise UsageError(f"{directory} is not empty; name a new folder")
    there = directory.exists()
    try:
        directory.mkdir(parents=True, exist_ok=True)
        copy = _copy_empty if empty else _copy_course if is_checkout(CHECKOUT) else _copy_template
        made = copy(directory)
        shutil.copy(TEMPLATE / "gitignore.txt", directory / ".gitignore")
    except OSError as error:
        _undo(directory, there)
        raise AutograderError(f"{directory} cannot be written: {_reason(error)}") from None
    return made


def _undo(directory: Path, there: bool) -> None:
    """Leave the folder as it was: empty where it was there, else gone."""
    with suppress(OSError):
        for path in directory.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if not there:
            directory.rmdir()


def _reason(error: OSError) -> str:
    """Why files could not be copied: of many that failed, the first one's reason."""
    if isinstance(error, shutil.Error) and error.args and isinstance(error.args[0], list):
        return str(error.args[0][0][-1])
    return error.strerror or str(error)


def is_checkout(folder: Path) -> bool:
    """Whether the folder holds the project's own course with its reference notebooks."""
    return (folder / COURSE_FILE).is_file() and (folder / "solutions").is_dir()


def _copy_course(directory: Path) -> list[str]:
    origin, course = CHECKOUT, load_course(CHECKOUT)
    for assignment in course.assignments:
        for step in ("solutions", "assignments"):
            if (origin / step / assignment.id).is_dir():
                shutil.copytree(origin / step / assignment.id, directory / step / assignment.id, ignore=_LEFT)
    students = sorted((origin / "submitted").glob(_SAMPLE_CLASS))
    for student in students:
        shutil.copytree(student, directory / "submitted" / student.name, ignore=_LEFT)
    for name in (COURSE_FILE, "nbgrader_config.py", MISCONCEPTIONS):
        if (origin / name).is_file():
            shutil.copy(origin / name, directory)
    questions = sum(len(assignment.questions) for assignment in course.assignments)
    return [
        f"{COURSE_FILE}: {len(course.assignments)} assignments, {questions} questions",
        "solutions/ and assignments/: the reference notebooks and what students get",
        f"submitted/: a sample class of {len(students)}, for autograder grade {_most_handed_in(course, students)}",
    ]


def _most_handed_in(course: Course, students: list[Path]) -> str:
    """The assignment with the most submissions in the sample class."""
    return max((a.id for a in course.assignments), key=lambda one: sum((s / one).is_dir() for s in students))


def _copy_empty(directory: Path) -> list[str]:
    text = (TEMPLATE / COURSE_FILE).read_text(encoding="utf-8")
    head = text.partition("\nassignments:\n")[0]
    (directory / COURSE_FILE).write_text(f"{head}\nassignments: []\n", encoding="utf-8")
    shutil.copy(TEMPLATE / "nbgrader_config.txt", directory / "nbgrader_config.py")
    return [f"{COURSE_FILE}: no question yet", "nbgrader_config.py: nbgrader with our engine"]


def _copy_template(directory: Path) -> list[str]:
    shutil.copytree(TEMPLATE / "solutions", directory / "solutions", ignore=_LEFT)
    shutil.copy(TEMPLATE / COURSE_FILE, directory)
    shutil.copy(TEMPLATE / "nbgrader_config.txt", directory / "nbgrader_config.py")
    (directory / "submitted").mkdir()
    return [
        f"{COURSE_FILE}: one assignment, ps1, with one question to replace",
        "solutions/ps1/first_steps.ipynb: its reference notebook",
        "submitted/: empty; put <student>/ps1/first_steps.ipynb there",
    ]
