"""What many tests share: the course of this repository, its answer keys, and a sandbox with short limits."""

from __future__ import annotations

import functools
import gc
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator

from autograder.course.load import load_course
from autograder.diagnosis import make_diagnosis
from autograder.grading.grader import Grader
from autograder.grading.schema import record_schema
from autograder.host.prober import Prober
from autograder.model.answer_key import AnswerKey
from autograder.model.cell import Cell
from autograder.model.question import Course, Limits
from autograder.model.result import QuestionResult
from autograder.notebook.cells import runnable
from autograder.reference.answer_key import make_answer_key

ROOT = Path(__file__).parents[1]
HASTY = Limits(cell_seconds=2.0, question_seconds=1.5, memory_mb=512, submission_seconds=15.0)
PATIENT = Limits(cell_seconds=8.0, question_seconds=8.0)

COURSE = load_course(ROOT)
"""The course of this repository, for what is to be tried with each of its questions."""
APART = {"tests/nbgrader": "not nbgrader", "tests/grading/cluster/test_cluster.py": "not slow"}
"""Places whose every test is marked, and what `-m` says where they are left out."""
WHOLE = frozenset({"autograder.cli", "autograder.grading.workers.program", "pytest"})
"""Programs that take a second or more: the command line, a worker of a class, and pytest itself."""
STARTERS = frozenset({"grading/workers/test_pool.py", "test_cli.py"})
"""Files whose fast tests may start one of them: nothing else tests what they test."""

Sample = TypeVar("Sample")
Diagnosed = Callable[[str, str, str], QuestionResult]


def thinned(samples: Iterable[Sample], name: Callable[[Sample], str]) -> list[Any]:
    """A table of samples, by `name`: every fourth is a fast test, the others are slow: what they rest on has tests of its own."""
    return [
        pytest.param(one, id=name(one), marks=[pytest.mark.slow] if at % 4 else [])
        for at, one in enumerate(samples)
    ]


def headers(text: str) -> dict[str, str]:
    """The `# name: value` lines that a sample (specimen, notebook or attack) begins with; tests/README.md lists them."""
    comments = takewhile(lambda line: line.startswith("#") and not line.startswith("# %%"), text.splitlines())
    return dict(re.findall(r"^# (\w+): (.*?)\s*$", "\n".join(comments), re.MULTILINE))


@functools.cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(record_schema())


def assert_valid(record: Mapping[str, object]) -> None:
    """Raises ValidationError unless `record` is one by the published schema."""
    _validator().validate(record)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Where no test is asked for nothing is imported: nbgrader and Dask cost each process a second or two."""
    left_out = APART.get(str(collection_path.relative_to(ROOT)))
    return True if left_out and left_out in config.option.markexpr else None


def pytest_configure(config: pytest.Config) -> None:
    """The fast part draws fewer examples, the same ones each time, however busy the machine is; all tests together draw others
    every time."""
    if "not slow" in config.option.markexpr:
        slow = [HealthCheck.too_slow]
        settings.register_profile(
            "fast", max_examples=30, derandomize=True, deadline=None, suppress_health_check=slow
        )
        settings.load_profile("fast")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Thousands of tests, their modules and what these keep live to the end: walking through them again and again, the garbage
    collector took a sixth of all time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(50_000, 50, 20)
        gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """While a fast test runs, it is known: it starts no whole program."""
    slow = any(map(item.get_closest_marker, ("slow", "browser", "nbgrader")))
    known = str(item.path.relative_to(ROOT / "tests")) in STARTERS
    _running[:] = [] if slow or known else [item.nodeid]
    try:
        return (yield)
    finally:
        _running.clear()


_running: list[str] = []


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    if event == "subprocess.Popen" and _running and WHOLE.intersection(map(str, arguments[1])):  # type: ignore[call-overload]
        pytest.fail(f"{_running[0]} starts a whole program: mark it slow (tests/README.md says what is)")


sys.addaudithook(_audit)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Coverage is that of the fast tests, each of which is about one thing; what takes long runs everything, three times as
    long when it is traced."""
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(scope="session")
def course() -> Course:
    """The course of this repository, in a hurry."""
    return replace(COURSE, limits=HASTY)


@pytest.fixture(scope="session")
def key_of(course: Course) -> Callable[[str], AnswerKey]:
    """The answer key of an assignment, by id; made once."""
    return functools.cache(lambda name: make_answer_key(course, course.assignment(name), b"tests"))


@pytest.fixture(scope="session")
def prober() -> Iterator[Prober]:
    """One fork server for all tests, with short limits."""
    with Prober(HASTY) as one:
        yield one


@pytest.fixture(scope="session")
def patient() -> Iterator[Prober]:
    """One fork server with limits that no honest work reaches, however busy the machine is."""
    with Prober(PATIENT) as one:
        yield one


@pytest.fixture(scope="session")
def diagnosed(key_of: Callable[[str], AnswerKey], prober: Prober, patient: Prober) -> Diagnosed:
    """Grades and diagnoses a source, headers included, in the place of a question's answer cell: (assignment, question,
    source) to the question's result. Before it stand the setup cell and what its header `before` names. No other
    question is asked."""
    diagnosis_of = functools.cache(lambda assignment: make_diagnosis(key_of(assignment)))

    def grade(assignment: str, question: str, source: str) -> QuestionResult:
        key, said = key_of(assignment), headers(source)
        own = {cell.grade_id: cell for cell in key.reference.cells if cell.grade_id}
        before = said.get("before", "").replace(",", " ").split()
        cells = [own["setup"], *(own[name] for name in before), runnable(Cell(source, 99, question))]
        alone = replace(key.assignment, questions=(key.assignment.question(question),))
        sandbox = prober if said.get("ends") == "never" else patient
        (result,) = (
            Grader(replace(key, assignment=alone), sandbox, diagnosis_of(assignment)).grade(cells).questions
        )
        return result

    return grade
