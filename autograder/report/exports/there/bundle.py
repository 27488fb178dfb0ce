"""What an archive holds that grades elsewhere: this package, one assignment with its answers, the recipe.

    package/autograder/…    the program, as it is here
    course/…                course.yml with this assignment alone, its reference notebooks, its known mistakes, its files
    recipe.json             which assignment, language, protection; the seed of this assignment's hidden inputs

The seed is the one that `autograder grade` uses here, so both make the same record of the same submission; the course's secret,
from which those of all assignments come, stays here.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import yaml

from autograder.course.load import COURSE_FILE
from autograder.course.misconceptions import FILE as MISCONCEPTIONS
from autograder.grading.recipe import Recipe
from autograder.model.message import tell
from autograder.model.question import Assignment
from autograder.reference.seed import grading_seed
from autograder.report.exports.parts.export import File, Source

PACKAGE = Path(__file__).parents[3]
RECIPE = "recipe.json"
_LEFT_OUT = ("__pycache__", "template", "skeletons", "nbgrader_plugin")


def bundle(source: Source, folder: str = "") -> Iterator[File]:
    """The files that every archive has, in `folder` (with its slash). Raises OSError for a file that cannot be read."""
    assignment = source.assignment
    for path in sorted(PACKAGE.rglob("*")):
        inside = path.relative_to(PACKAGE.parent)
        if path.is_file() and not set(_LEFT_OUT) & set(inside.parts) and path.suffix != ".pyc":
            yield File(f"{folder}package/{inside.as_posix()}", path.read_bytes())
    for name, content in _course(source):
        yield File(f"{folder}course/{name}", content)
    seed = grading_seed(source.course.root, assignment.id, None)
    recipe = Recipe(Path("course"), assignment.id, seed, source.lang, source.protect)
    yield File(folder + RECIPE, json.dumps(recipe.to_json(), indent=1).encode())


def _course(source: Source) -> Iterator[tuple[str, bytes]]:
    """What the grader reads of the course for this assignment."""
    root, assignment = source.course.root, source.assignment
    yield COURSE_FILE, only(assignment, (root / COURSE_FILE).read_text("utf-8")).encode()
    if (root / MISCONCEPTIONS).is_file():
        yield MISCONCEPTIONS, (root / MISCONCEPTIONS).read_bytes()
    solutions = [source.course.solution_path(part) for part in assignment.parts]
    folder = solutions[0].parent
    paths = {*solutions, *folder.glob("*.py"), *(folder / name for name in assignment.files)}
    for path in sorted(paths):
        yield path.relative_to(root).as_posix(), path.read_bytes()


def only(assignment: Assignment, text: str) -> str:
    """course.yml without the other assignments, whose answers have no business there."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)
    for key, value in root.value:
        if key.value == "assignments":
            value.value = [one for one in value.value if _id(one) == assignment.id]
    said: str = yaml.serialize(root, allow_unicode=True, width=1000)
    return said


def _id(node: yaml.Node) -> str:
    assert isinstance(node, yaml.MappingNode)
    return next((str(value.value) for key, value in node.value if key.value == "id"), "")


def notes(source: Source, platform: str) -> Iterator[str]:
    """It holds answers, how much it is worth, what protects it there."""
    assignment, memory = source.assignment, source.course.limits.memory_mb + 512
    yield tell(
        "it holds the answers of {assignment}: for {platform} and instructors alone",
        assignment=assignment.id,
        platform=platform,
    )
    yield tell("points: {points:g}; memory: {memory} MB or more", points=assignment.points, memory=memory)
    if source.protect:
        yield tell(
            "student code is locked in as far as the platform's containers allow (seccomp, limits, another user, Landlock), and where that is "
            "too little nothing is graded: the output says PROTECTION: …, or why not; --unprotected grades all the same"
        )
    else:
        yield tell(
            "UNPROTECTED: where the platform allows no sandbox, student code can read the answers and write its own score"
        )
