"""The public side of an exercise: its title and points, what it asks for by name, never a number that is an answer.

`autograder release` writes it to exercises.json beside the notebook. The package holds the same for its own course, so that a
notebook alone is enough.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from autograder.checks import KINDS
from autograder.diagnosis.fingerprints import Fingerprints
from autograder.model.cell import Cell
from autograder.model.condition import COSTS, Condition
from autograder.model.message import Message, say
from autograder.model.question import TESTS, Assignment, Course, Question, RubricItem
from autograder.model.record import Json, of_sheet
from autograder.notebook.cells import read_cells
from autograder.notebook.marks import as_written
from autograder.notebook.nearness import nearest
from autograder.notebook.solutions import mark_of, stub_of
from autograder.words.catalogue import misconceptions

FILE = "exercises.json"
_NO_SUCH_FILE = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)
PACKAGED = Path(__file__).with_name(FILE)
MISTAKES = "known_mistakes.json"
"""Beside it, where the course has a bank of mistakes: their fingerprints, by which the self-check recognises them."""

_PUBLIC = (
    "title", "cell", "given", "target", "aliases", "init", "inputs", "backward", "gradients", "returns", "forward", "upstream",
    "outputs", "partner", "draw", "example", "graph",
)  # fmt: skip
_PUBLIC_OF_ITEM = ("d", "by", "upstream")


@dataclass(frozen=True, slots=True)
class Exercise:
    """A question as a student may know it, without `equals`, its assignment and points, the course's language, whether
    it wants thoughts beside results, the notebook that it stands in, where the assignment has several, the fingerprints
    of the mistakes that are known of it, and the mark of its stub."""

    question: Question
    language: str = "en"
    assignment: str = ""
    points: float = 0.0
    coaching: bool = True
    notebook: str = ""
    mistakes: Fingerprints = ()
    stub: str = ""


def find(question: str, folder: Path | None = None) -> Exercise | None:
    """The exercise of that id: from exercises.json in the folder (default: the current one), else from the package."""
    for path in ((folder or Path.cwd()) / FILE, PACKAGED):
        for exercise in known(path):
            if exercise.question.id == question:
                return exercise
    return None


def language_here() -> str:
    """The language of the course whose exercises.json lies in the current folder; English where none does."""
    beside = known(Path.cwd() / FILE)
    return beside[0].language if beside else "en"


def unknown(name: str) -> Message:
    """What is said of an exercise that is not there: which one may be meant, or which file is missing."""
    beside = known(Path.cwd() / FILE)
    close = nearest(str(name), (one.question.id for one in beside or known(PACKAGED)))
    return say("no_exercise", name=name, close=close, file=None if beside and close else FILE)


def together_with(questions: Collection[str], folder: Path | None = None) -> tuple[Exercise, ...]:
    """The exercises of the notebook that asks these questions: its own in exercises.json in the folder (default: the current
    one), else all of the package's assignments in which one of them is."""
    beside = known((folder or Path.cwd()) / FILE)
    sheets = {one.notebook for one in beside if one.question.id in questions}
    there = {one.assignment for one in known(PACKAGED) if one.question.id in questions and not sheets}
    own = [one for one in beside if one.notebook in sheets]
    return (*own, *(one for one in known(PACKAGED) if one.assignment in there)) or beside


def known(path: Path) -> tuple[Exercise, ...]:
    """The exercises of a file as it lies there now, in order; none when it is missing, no such file, or of another version than ours."""
    return _read(path, _changed(path), _changed(path.with_name(MISTAKES)))


def _changed(path: Path) -> int:
    """When a file was changed last; 0 where there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@cache
def _read(path: Path, *_: int) -> tuple[Exercise, ...]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        language, coaching = str(content["language"]), content.get("coaching", True) is True
        found = [_exercise(entry, language, coaching) for entry in content["exercises"]]
    except _NO_SUCH_FILE:
        return ()
    mistakes = _mistakes(path.with_name(MISTAKES))
    return tuple(replace(one, mistakes=mistakes.get(one.question.id, ())) for one in found)


def _exercise(entry: Json, language: str, coaching: bool) -> Exercise:
    points, notebook = float(entry.get("points", 0)), str(entry.get("notebook", ""))
    assignment, stub = str(entry.get("assignment", "")), str(entry.get("stub", ""))
    return Exercise(_question(entry), language, assignment, points, coaching, notebook, stub=stub)


def _mistakes(path: Path) -> Mapping[str, Fingerprints]:
    """The fingerprints of a file, by question, those of mistakes that there are words for here; none when it is missing or no such file."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))["mistakes"]
        return {
            name: [
                (one, dict(zip(wrong, map(str, wrong.values()), strict=True)), str(said))
                for one, wrong, said in rows
                if one in misconceptions()
            ]
            for name, rows in content.items()
        }
    except _NO_SUCH_FILE:
        return {}


_APART = ("assignment", "notebook", "points", "items", "conditions", "tries", "stub")
"""What an entry says in another form than a question does."""


def _question(entry: Json) -> Question:
    values: Json = {name: _tuples(value) for name, value in entry.items() if name not in _APART}
    named = {Condition(name): float(cost) for name, cost in entry.get("conditions", {}).items()}
    values["conditions"] = {**COSTS, **named}
    values["tries"] = tuple(map(Condition, entry["tries"])) if "tries" in entry else None
    return Question(rubric=tuple(_item(item) for item in entry.get("items", ())), **values)


def _item(entry: Json) -> RubricItem:
    options = {name: entry[name] for name in _PUBLIC_OF_ITEM if name in entry}
    kind = KINDS[entry["check"]]
    return RubricItem(entry["check"], 0.0, tuple(entry.get("of", ())), options, form=kind.form)


def _tuples(value: object) -> object:
    """Lists as the tuples that a question holds."""
    if isinstance(value, dict):
        return {name: _tuples(one) for name, one in value.items()}
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def checked(question: Question) -> bool:
    """Whether a student can check the question: whether anything but tests of the instructor's is asked."""
    return len(question.tested) < len(question.rubric)


def without_answers(question: Question) -> Question:
    """The question with the items of which students may know what is asked: the others are nothing but their answer."""
    return replace(question, rubric=tuple(filter(_public_item, question.rubric)))


def source_cells(course: Course, part: Assignment) -> tuple[Cell, ...]:
    """The cells of a reference notebook as it stands; none where there is none."""
    path = course.solution_path(part)
    return tuple(read_cells(path)) if path.exists() else ()


def public(
    course: Course,
    *assignments: Assignment,
    cells: Callable[[Course, Assignment], Iterable[Cell]] = source_cells,
) -> bytes:
    """The content of exercises.json for some assignments of a course; `cells` are those of a reference notebook."""
    entries = [
        _entry(part, question, stubs)
        for assignment in assignments
        for part in assignment.parts
        for stubs in [{cell.grade_id: mark_of(stub_of(cell.source)) for cell in cells(course, part)}]
        for question in part.questions
        if checked(question)
    ]
    lines = ",\n  ".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    off = "" if course.coaching else '\n "coaching": false,'
    return f'{{\n "language": "{course.language}",{off}\n "exercises": [\n  {lines}\n ]\n}}\n'.encode()


def _entry(assignment: Assignment, question: Question, stubs: Mapping[str | None, str]) -> dict[str, object]:
    known = {name for item in question.rubric for name in KINDS[item.check].question}
    optional = {
        **{name: getattr(question, name) for name in _PUBLIC},
        "conditions": {name: cost for name, cost in question.conditions.items() if cost != COSTS[name]},
        "tries": None if question.tries is None else list(question.tries),
        "options": {name: value for name, value in question.options.items() if name in known},
        "stub": stubs.get(question.answer_cell),
    }
    return {
        "id": question.id,
        "assignment": assignment.id,
        **of_sheet(assignment.sheet),
        "points": as_written(question.points),
        **{name: value for name, value in optional.items() if value not in (None, "", (), {})},
        "items": _each_once(filter(None, map(_public_item, question.rubric))),
    }


def _each_once(items: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for one in items:
        found += [] if one in found else [one]
    return found


def _public_item(item: RubricItem) -> dict[str, object]:
    """What may be known of an item; nothing where nothing is without the answer."""
    if item.check == TESTS or KINDS[item.check].typed:
        return {}
    public = {name: item.options[name] for name in _PUBLIC_OF_ITEM if item.options.get(name)}
    return {"check": item.check, **({"of": item.of} if item.of else {}), **public}
