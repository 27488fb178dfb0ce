"""What many tests share: the course of this repository, its answer keys, and a sandbox with short limits."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.course.load import load_course
from autograder.host.prober import Prober
from autograder.model.question import Course, Limits
from autograder.reference.answer_key import AnswerKey, make_answer_key

ROOT = Path(__file__).parents[1]
HASTY = Limits(cell_seconds=2.0, question_seconds=1.5, memory_mb=512)
PATIENT = Limits(cell_seconds=8.0, question_seconds=8.0)


@pytest.fixture(scope="session")
def course() -> Course:
    """The course of this repository, in a hurry."""
    return replace(load_course(ROOT), limits=HASTY)


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
