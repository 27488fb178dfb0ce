"""The known mistakes of a release, by their fingerprints: from the bank of mistakes, which stays behind, to the self-check."""

import hashlib
import json

from autograder.checks import KINDS
from autograder.diagnosis.fingerprints import SEED, Fingerprints, fingerprints
from autograder.diagnosis.stories import casebook
from autograder.model.answer_key import QuestionKey
from autograder.model.cell import Cell
from autograder.model.question import Assignment, Course
from autograder.model.record import Json
from autograder.notebook.cells import notebook_cells
from autograder.reference.mistakes import Mistake, bank_of, bank_path
from autograder.reference.planning import planned
from autograder.reference.solution import Reference
from autograder.release.marking import marked
from autograder.selfcheck.exercise import MISTAKES, public, without_answers
from autograder.words.catalogue import misconceptions

FORM = 3
"""Changes whenever the same mistakes have other fingerprints."""


def recognised(course: Course, *assignments: Assignment) -> bytes:
    """The content of known_mistakes.json for some assignments; empty where no mistakes are known. What lies beside the source
    and comes of the same bank, notebook and questions is taken as it is, since the last digits of another machine are no change."""
    found: dict[str, Fingerprints] = {}
    marks = ""
    for assignment in assignments:
        if _bank(course, assignment):
            mark = stamp(course, assignment)
            kept = _kept(course, assignment)
            own = kept["mistakes"] if kept.get("of") == mark else _worked_out(course, assignment)
            found, marks = found | own, marks + mark
    lines = ",\n  ".join(f"{json.dumps(name)}: {json.dumps(one)}" for name, one in found.items())
    return f'{{\n "of": "{marks}",\n "mistakes": {{\n  {lines}\n }}\n}}\n'.encode() if marks else b""


def is_current(course: Course, assignment: Assignment) -> bool:
    """Whether what lies beside the source is of its bank, notebook and questions."""
    return not _bank(course, assignment) or _kept(course, assignment).get("of") == stamp(course, assignment)


def stamp(course: Course, assignment: Assignment) -> str:
    """What the fingerprints of an assignment come of."""
    entries = json.loads(public(course, assignment, cells=released_cells))["exercises"]
    asked = [{name: value for name, value in one.items() if name not in _OF_THE_TEXT} for one in entries]
    sources = [cell.source for part in assignment.parts for cell in released_cells(course, part)]
    bank = bank_path(course, assignment).read_text(encoding="utf-8")
    return hashlib.blake2b(json.dumps([FORM, asked, sources, bank]).encode(), digest_size=8).hexdigest()


_OF_THE_TEXT = ("title", "points", "example", "graph", "stub")
"""What an entry says that changes no answer."""


def released_cells(course: Course, assignment: Assignment) -> tuple[Cell, ...]:
    """Those of the reference notebook as a release writes it."""
    source = course.solution_path(assignment)
    return tuple(notebook_cells(marked(source, assignment), source.name))


def _kept(course: Course, assignment: Assignment) -> Json:
    try:
        content = json.loads(course.solution_path(assignment).with_name(MISTAKES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _bank(course: Course, assignment: Assignment) -> list[Mistake]:
    """The mistakes that the self-check has words for: a course's own are the grader's to name."""
    return [one for one in bank_of(course, assignment) if one.misconception in misconceptions()]


def _worked_out(course: Course, assignment: Assignment) -> dict[str, Fingerprints]:
    found: dict[str, Fingerprints] = {}
    for part in assignment.parts:
        reference = Reference(part, course.solution_path(part), released_cells(course, part), course.packages)
        bank = _bank(course, part)
        for question in map(without_answers, part.questions):
            key = QuestionKey(question, planned(question, reference, SEED), KINDS, "")
            if key.trials:
                own = [one for one in bank if one.question == question.id]
                once, again = (fingerprints(casebook(key, own, reference, lambda *_: None)) for _ in range(2))
                found[question.id] = [one for one in once if one in again]  # not what comes by chance
    return {name: one for name, one in found.items() if one}
