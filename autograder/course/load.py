"""course.yml, read into the frozen data of `autograder.model`.

The file is closed data: an unknown key, check or name is an error of one line, with the place and what to write instead.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from autograder.checks import KINDS
from autograder.course.allowed import read_files, read_packages
from autograder.course.entry import KEYS, Kinds, UnknownName, known, read_costs, read_question
from autograder.course.example_entries import read_examples
from autograder.course.located import Value, read, text_by_language
from autograder.course.misconceptions import read_misconceptions
from autograder.course.notebook import Names, names_of
from autograder.course.options import check_entry, check_leaves, with_options
from autograder.course.suggestion import suggest
from autograder.model.condition import COSTS, Costs
from autograder.model.errors import UsageError
from autograder.model.question import Assignment, Course, Late, Limits, Misconceptions, Question
from autograder.words.catalogue import languages

COURSE_FILE = "course.yml"
COURSE_KEYS = (
    "course", "title", "language", "answers", "numerical", "protection", "limits", "conditions", "packages", "coaching", "hand_in", "zone",
    "free_late_days", "assignments",
)  # fmt: skip
"""The keys of the file."""
MOST_SECONDS = 86_400.0
"""Of any limit: a day."""
MOST_MEMORY = 1_000_000
"""Megabytes of a child."""

MOST_GRACE = 1440.0
"""Minutes of grace: a day."""
MOST_FREE_DAYS = 1000

_SLUG = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
_FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]*")
_STEM = re.compile(r"\w[\w .,()'-]*")
_AS_SLUG = "small letters, digits, - and _"


def find_course(start: Path) -> Path:
    """The nearest folder, from `start` upward, that holds a course.yml; UsageError when there is none."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / COURSE_FILE).is_file():
            return folder
    for folder in (start, *start.parents):
        if (folder / "course.yaml").is_file():
            raise UsageError(f"{folder / 'course.yaml'} has another ending; rename it to {COURSE_FILE}")
    raise UsageError(
        f"no {COURSE_FILE} in {start} or above; say --course DIR, or make a course with: autograder init DIR"
    )


def find_assignment(course: Course, name: str) -> Assignment:
    """An assignment of a course by its id; UsageError for one that does not exist."""
    known = [assignment.id for assignment in course.assignments]
    if name not in known:
        raise UsageError(f"no assignment {name!r} in {COURSE_FILE}; {suggest(name, known)}")
    return course.assignment(name)


def load_assignment(root: Path, name: str) -> tuple[Course, Assignment]:
    """The course of a folder and one of its assignments. Raises CourseError, and UsageError where there is none of that id."""
    course = load_course(root)
    return course, find_assignment(course, name)


def load_course(path: Path, kinds: Kinds = KINDS) -> Course:
    """The course of a folder or of its course.yml, whose questions are checked by `kinds`.

    CourseError names file and line of the first thing that is wrong.
    """
    file = path / COURSE_FILE if path.is_dir() else path
    keys = read(file, "the course").mapping(COURSE_KEYS, required=("course", "assignments"))
    root = file.resolve().parent
    costs = read_costs(keys.get("conditions"), COSTS)
    own = read_misconceptions(root)
    zone = _zone(keys["zone"]) if "zone" in keys else None
    entries = keys["assignments"].items()
    assignments = tuple(_assignment(value, root, kinds, costs, zone, own) for value in entries)
    _unique([value.mapping()["id"] for value in entries])
    return Course(
        id=keys["course"].matching(_SLUG, _AS_SLUG),
        root=root,
        assignments=assignments,
        title=text_by_language(keys.get("title")),
        limits=_limits(keys.get("limits")),
        language=keys["language"].one_of(languages()) if "language" in keys else "en",
        answers=keys["answers"].one_of(("never", "after_due")) if "answers" in keys else "never",
        numerical=keys["numerical"].share() if "numerical" in keys else 0.0,
        protection=keys["protection"].one_of(("full", "strong")) if "protection" in keys else "strong",
        packages=read_packages(keys.get("packages")),
        coaching="coaching" not in keys or keys["coaching"].flag(),
        hand_in=text_by_language(keys.get("hand_in")),
        zone=zone,
        free_late_days=_free_late_days(keys["free_late_days"]) if "free_late_days" in keys else 0,
    )


def _assignment(
    value: Value, root: Path, kinds: Kinds, costs: Costs, zone: tzinfo | None, own: Misconceptions
) -> Assignment:
    keys, entries = _entries(value.called("the assignment"))
    assignment_id = keys["id"].matching(_FOLDER, "a folder's name of letters, digits, spaces, - . and _")
    if "late" in keys and "due" not in keys:
        keys["late"].fail(
            '"late" takes points after "due", and there is none; add due: 2027-03-12T23:59:00+09:00'
        )
    made = Assignment(
        id=assignment_id,
        notebook="",
        questions=(),
        title=text_by_language(keys.get("title")),
        due=_due(keys["due"], zone) if "due" in keys else None,
        late=_late(keys["late"]) if "late" in keys else None,
        files=read_files(keys.get("files"), root / "solutions" / assignment_id),
        misconceptions=own,
    )
    parts = [_part(one, made, root, kinds, costs) for one in entries]
    _unique([one["id"] for keys in entries for one in map(Value.mapping, keys["questions"].items())])
    if not any(part.points for part in parts):
        entries[0]["questions"].fail("all points are 0, so nothing here counts; give some item points")
    return _together(keys["notebooks"], parts) if parts[1:] else parts[0]


OF_NOTEBOOK = ("notebook", "by_hand", "questions")
"""What course.yml says of each notebook, of several in a list."""


def _entries(value: Value) -> tuple[dict[str, Value], list[dict[str, Value]]]:
    """What is said of an assignment, and of each of its notebooks."""
    several, needed = value.mapping().get("notebooks"), ("notebook", "questions")
    known = ("id", "title", "notebooks", *OF_NOTEBOOK, "due", "late", "files")
    keys = value.mapping(known, required=("id", *(() if several else needed)))
    if several is None:
        return keys, [keys]
    for name in OF_NOTEBOOK:
        if name in keys:
            keys[name].fail(f'"{name}" stands beside "notebooks"; say it of each notebook there')
    return keys, [one.called("the notebook").mapping(OF_NOTEBOOK, needed) for one in several.filled()]


def _part(keys: dict[str, Value], whole: Assignment, root: Path, kinds: Kinds, costs: Costs) -> Assignment:
    """An assignment of one notebook and its questions."""
    notebook = _stem(keys["notebook"])
    names = names_of(keys["notebook"], root / "solutions" / whole.id / f"{notebook}.ipynb")
    questions = tuple(_question(item, names, kinds, costs) for item in keys["questions"].filled())
    for item in keys["questions"].items():
        check_leaves(item, [question.id for question in questions])
    by_hand = {**names.by_hand, **_by_hand(keys.get("by_hand"), names, questions)}
    return replace(whole, notebook=notebook, questions=questions, by_hand=by_hand)


def _together(value: Value, parts: Sequence[Assignment]) -> Assignment:
    """An assignment of several notebooks. In each a grade_id that counts is its own: the gradebook, and people, go by it."""
    files: set[str] = set()
    owners: dict[str, str] = {}
    for item, part in zip(value.items(), parts, strict=True):
        if part.notebook.casefold() in files:
            item.fail(f'notebook "{part.notebook}" stands twice; keep one')
        files.add(part.notebook.casefold())
        cells = {name for one in part.questions for name in (one.answer_cell, *one.test_cells)}
        for name in sorted(cells.union(part.by_hand)):
            if owners.setdefault(name, part.notebook) != part.notebook:
                where = f"{owners[name]}.ipynb and {part.notebook}.ipynb"
                item.fail(f'the grade_id "{name}" stands in {where}; give one of the cells another')
    return replace(
        parts[0],
        questions=tuple(question for part in parts for question in part.questions),
        by_hand={name: points for part in parts for name, points in part.by_hand.items()},
        members=tuple(replace(part, sheet=part.notebook) for part in parts),
    )


def _by_hand(value: Value | None, names: Names, questions: Sequence[Question]) -> dict[str, float]:
    """Test cells that are left to people, with their points; none that a question has."""
    judged = {cell for question in questions for cell in question.test_cells}
    found = {}
    for item in value.items() if value else []:
        name = item.called("by_hand").one_of(names.tests)
        if name in judged:
            item.fail(f'by_hand names "{name}", which is a test of a question; take it out of one of them')
        found[name] = names.tests[name]
    return found


def _stem(value: Value) -> str:
    name = value.text()
    if name.endswith(".ipynb"):
        value.fail(
            f'notebook "{name}" is wrong; write the file\'s name without folder and .ipynb: "{Path(name).stem}"'
        )
    return value.matching(_STEM, "the file's name without folder and .ipynb")


def _question(value: Value, names: Names, kinds: Kinds, costs: Costs) -> Question:
    check_entry(value, KEYS, kinds)
    try:
        question = read_question(value, names, kinds, costs)
        question = with_options(value, question, partial(known, words=names.words))
        example = value.mapping().get("example")
        examples = read_examples(example, question)
        return replace(question, example=examples, example_line=example.line if example else 0)
    except UnknownName:
        entry = value.mapping()
        name = entry.get("cell", entry["id"]).text()
        if names.has_answer(name):
            raise
        value.fail(
            f'the reference notebook has no answer cell for "{name}"; give a cell of code the grade_id "{name}"'
        )


def _limits(value: Value | None) -> Limits:
    keys = value.mapping(Limits.__slots__) if value else {}
    numbers = {
        name: item.number(low=0.01, high=MOST_SECONDS) for name, item in keys.items() if name != "memory_mb"
    }
    memory = keys["memory_mb"].number(low=16, high=MOST_MEMORY) if "memory_mb" in keys else Limits().memory_mb
    limits = Limits(**numbers, memory_mb=math.ceil(memory))
    for whole in ("submission_seconds", "submission_cpu_seconds"):
        for part in ("cell_seconds", "question_seconds"):
            if value and getattr(limits, whole) < getattr(limits, part):
                (keys.get(whole) or keys[part]).fail(
                    f"{part} is {getattr(limits, part):g} and {whole} is {getattr(limits, whole):g}; a submission needs "
                    "at least as much as a part of it"
                )
    return limits


def _zone(value: Value) -> tzinfo:
    name = value.text()
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        places = [zone for zone in available_timezones() if "/" in zone]  # EST and the like are no places
        near = suggest(name, places, "write one like Asia/Seoul or Europe/Berlin")
        value.fail(f'zone "{name}" is no time zone; {near}')


def _due(value: Value, zone: tzinfo | None) -> datetime:
    """A point in time; one that names no zone is in the course's."""
    example = "write it like 2027-03-12T23:59:00+09:00"
    due = value.scalar()
    if isinstance(due, str):
        try:
            due = datetime.fromisoformat(due)
        except ValueError:
            value.fail(f'due "{due}" is no date and time; {example}')
    if not isinstance(due, datetime):
        value.fail(f'due "{due}" has no time of day; {example}')
    if due.tzinfo is None and zone:
        return due.replace(tzinfo=zone)
    if due.tzinfo is None:
        value.fail(
            f'due "{due.isoformat()}" has no time zone; {example}, or give the course a zone: Asia/Seoul'
        )
    return due


def _late(value: Value) -> Late:
    keys = value.mapping(("per_day", "per_hour", "grace_minutes", "at_most"), required=("at_most",))
    if "per_day" in keys and "per_hour" in keys:
        keys["per_hour"].fail("per_day and per_hour stand together; keep one")
    if not {"per_day", "per_hour"} & keys.keys():
        value.fail('late has no "per_day" and no "per_hour"; add one, for instance per_day: 10%')
    shares = {name: keys[name].share() for name in ("per_day", "per_hour", "at_most") if name in keys}
    grace = keys["grace_minutes"].number(low=0, high=MOST_GRACE) if "grace_minutes" in keys else 0.0
    return Late(**shares, grace_minutes=grace)


def _free_late_days(value: Value) -> int:
    days = value.number(low=0, high=MOST_FREE_DAYS)
    return int(days) if days == int(days) else value.fail(f"free_late_days is {days:g}; write a whole number")


def _unique(ids: Sequence[Value]) -> None:
    seen = set[str]()
    for value in ids:
        if value.text() in seen:
            value.fail(f'id "{value.text()}" stands twice; give each its own')
        seen.add(value.text())
