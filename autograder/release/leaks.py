"""Does a text that students get tell an answer?

Answers are the lines between `### BEGIN SOLUTION` and `### END SOLUTION` of the reference notebook, as long as the stub does
not show them anyway, nbgrader's own markers, and the bank of mistakes.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from autograder.model.question import Assignment
from autograder.model.record import Json
from autograder.notebook.marks import marks_of
from autograder.notebook.solutions import BEGIN, STUB, lines_of

_MARKERS = ("BEGIN SOLUTION", "END SOLUTION", "HIDDEN TESTS", "MARK SCHEME")
_TELLING = 12  # shorter lines, such as `return dx`, occur by chance


@dataclass(frozen=True, slots=True)
class Leak:
    """A place that tells an answer: file within its folder, line (0: the whole file), what it is and what to do."""

    file: str
    line: int
    what: str
    remedy: str


def find_leaks(
    files: Mapping[str, bytes], notebooks: Iterable[str], assignment: Assignment | None = None
) -> list[Leak]:
    """The leaks of files by name, at most one a file, given the reference notebooks' texts. The formula of a drawing is no answer."""
    questions = assignment.questions if assignment else ()
    drawn = "\n".join(formula for question in questions for formula in question.graph)
    cells = [cell for text in notebooks for cell in json.loads(text)["cells"]]
    answers = [line for line in _answers(cells) if line not in drawn]
    leaks = (_leak(name, data, answers) for name, data in files.items())
    return [leak for leak in leaks if leak]


def _leak(name: str, data: bytes, answers: list[str]) -> Leak | None:
    if PurePosixPath(name).name.startswith("mistakes"):
        return Leak(name, 0, "the bank of mistakes tells answers", "delete it from assignments/")
    text = data.decode("utf-8", "replace")
    for number, line in enumerate(text.splitlines(), 1):
        for marker in (one for one in _MARKERS if one in line):
            what = f'"{marker}" would reach the students'
            return Leak(name, number, what, "mend the markers in solutions/")
        for answer in answers:
            if answer in line or json.dumps(answer, ensure_ascii=False)[1:-1] in line:
                remedy = "it stands outside the solution markers, or in a file beside the notebook"
                return Leak(name, number, f"a line of the solution, `{answer}`", f"{remedy}: take it out")
    return None


def _answers(cells: list[Json]) -> Iterator[str]:
    """Lines of solutions that no line outside the solutions shows; what nbgrader puts in their place tells nothing."""
    hidden: list[str] = []
    shown = [*STUB]
    for cell in cells:
        inside, outside = _parted(cell)
        hidden += inside
        shown += outside
    open_text = "\n".join(shown)
    for line in dict.fromkeys(line.strip() for line in hidden):
        if len(line) > _TELLING and line not in open_text:
            yield line


def _parted(cell: Json) -> tuple[list[str], list[str]]:
    """A cell's lines within solution regions, and the others; a solution cell without a region is solution throughout."""
    source = "".join(cell["source"])
    if not marks_of(cell).get("solution") and BEGIN not in source:
        return [], source.split("\n")
    lines = [line for line in lines_of(source) if not line.marker]
    return [line.text for line in lines if line.hidden], [line.text for line in lines if not line.hidden]
