"""Questions as authors write them: an entry, a solution, right answers in several styles (all full), wrong ones (none full).

A folder is one example: `questions.yml` as it stands under `questions:` of course.yml, `solution.py` with the cells of the
reference notebook (`# %% <grade_id>`; those whose name ends with _test are cells of tests), `answers.py` with answer cells (`# %% right: <why>`, `# %% wrong: <why>`, each with
`, in <grade_id>` where it is not the first question's).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from autograder.course.load import load_course
from autograder.diagnosis import make_diagnosis
from autograder.grading.grader import Grader
from autograder.host.prober import Prober
from autograder.reference.answer_key import make_answer_key
from tests.conftest import thinned
from tests.own_course import cell, write_notebook

HERE = Path(__file__).parent / "authoring"
EXAMPLES = sorted(path.parent.name for path in HERE.glob("*/questions.yml"))
TEST = {"grade": True, "solution": False, "locked": True, "points": 1}
HEAD = """course: example
assignments:
  - id: ps
    notebook: work
    questions:
"""


class Answer(NamedTuple):
    """One answer of an example: `right` or not, and whose cell it stands in ("": the first question's)."""

    example: str
    right: bool
    why: str
    cell: str
    source: str


def pieces(path: Path) -> list[tuple[str, str]]:
    """The headings of a percent script and what stands under each."""
    parts = re.split(r"^# %%(.*)\n", path.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return [
        (heading.strip(), source.strip("\n")) for heading, source in zip(parts[::2], parts[1::2], strict=True)
    ]


def answers() -> Iterator[Answer]:
    for example in EXAMPLES:
        for heading, source in pieces(HERE / example / "answers.py"):
            kind, why = heading.split(": ", 1)
            why, _, cell = why.partition(", in ")
            assert kind in ("right", "wrong"), heading
            yield Answer(example, kind == "right", why, cell, source)


@pytest.fixture(scope="module")
def graders(tmp_path_factory: pytest.TempPathFactory, patient: Prober) -> functools.partial[Grader]:
    @functools.cache
    def make(example: str) -> Grader:
        root = tmp_path_factory.mktemp(example)
        (root / "solutions" / "ps").mkdir(parents=True)
        cells = [
            cell(name, source, **TEST if name.endswith("_test") else {})
            for name, source in pieces(HERE / example / "solution.py")
        ]
        write_notebook(root / "solutions" / "ps" / "work.ipynb", cells)
        questions = (HERE / example / "questions.yml").read_text("utf-8")
        indented = "".join(f"      {line}\n" if line else "\n" for line in questions.splitlines())
        (root / "course.yml").write_text(HEAD + indented, "utf-8")
        course = load_course(root)
        key = make_answer_key(course, course.assignment("ps"), b"tests")
        return Grader(key, patient, make_diagnosis(key))

    return functools.partial(make)


DEAR = ("attention", "branches", "groups", "recurrent")
"""Examples whose strained points are searched for during seconds."""


def samples() -> list[Any]:
    """Every third is fast, but for those of dear examples."""
    cheap = thinned((one for one in answers() if one.example not in DEAR), _name)
    dear = (one for one in answers() if one.example in DEAR)
    return [*cheap, *(pytest.param(one, id=_name(one), marks=pytest.mark.slow) for one in dear)]


def _name(one: Answer) -> str:
    return f"{one.example}: {one.why}"


@pytest.mark.parametrize("answer", samples())
def test_right_answers_are_full_and_wrong_ones_are_not(
    answer: Answer, graders: functools.partial[Grader]
) -> None:
    grader = graders(answer.example)
    asked = answer.cell or grader.key.assignment.questions[0].answer_cell
    submitted = [
        replace(one, source=answer.source) if one.grade_id == asked else one for one in grader.key.released
    ]
    results = [one for one in grader.grade(submitted).questions if asked == one.question.answer_cell]
    full = all(one.full for one in results)
    said = [(item.check, item.of, v.share, v.message) for one in results for item, v in one.verdicts]
    assert results
    assert full is answer.right, said


@pytest.mark.slow
@pytest.mark.parametrize("example", [one for one in EXAMPLES if one not in DEAR])
def test_right_answers_are_full_in_a_notebook_from_elsewhere_too(
    example: str, graders: functools.partial[Grader]
) -> None:
    """No style is taken for another book's convention. What has no target is found by its ids alone."""
    grader = graders(example)
    questions = grader.key.assignment.questions
    named = {one.answer_cell for one in questions if one.target}
    for answer in [one for one in answers() if one.example == example and one.right]:
        asked = answer.cell or questions[0].answer_cell
        if asked not in named:
            continue
        submitted = [
            replace(one, source=answer.source if one.grade_id == asked else one.source, grade_id=None)
            for one in grader.key.released
        ]
        for one in grader.grade(submitted).questions:
            assert one.full or one.question.answer_cell != asked, (answer.why, one.verdicts)
