"""A format, and what is exported in it."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from autograder.grading.intake.submission import file_name
from autograder.model.question import Assignment, Course
from autograder.model.record import Record
from autograder.model.student import Student
from autograder.words.messages import in_language


class Entry(NamedTuple):
    """One student of the class; `record` is None where nothing was handed in."""

    student: Student
    record: Record | None


@dataclass(frozen=True, slots=True)
class Source:
    """What is exported: the records of an assignment, settled, by student name, and who is in the class.

    records  gone through once a call, so that no class is held in memory
    pattern  which students, as a glob
    answers  whether the course lets right numbers be seen now
    into     a file of the other program's that is filled in
    column   which column of it is the assignment's, where that cannot be seen
    protect  false where student code may run without a sandbox
    notes    what a person should know of it, a line each; formats add to it
    """

    course: Course
    assignment: Assignment
    records: Callable[[], Iterator[Record]]
    lang: str
    roster: Mapping[str, Student] = field(default_factory=dict)
    pattern: str = "*"
    answers: bool = False
    into: Path | None = None
    column: str = ""
    protect: bool = True
    notes: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """What the assignment is called there: as is asked for, else as here."""
        return self.column or in_language(self.assignment.title, self.lang, self.assignment.id)

    def chosen(self) -> Iterator[Record]:
        """The records that are asked for."""
        return (one for one in self.records() if fnmatchcase(one["student"], self.pattern))

    def everyone(self) -> Iterator[Entry]:
        """The students that are asked for: those with a record, then those of the roster without."""
        graded = set[str]()
        for record in self.chosen():
            graded.add(record["student"])
            yield Entry(self.student(record["student"]), record)
        yield from (Entry(student, None) for student in self.without(graded))

    def without(self, graded: Collection[str]) -> Iterator[Student]:
        """The students of the roster that are asked for and not among those who are graded."""
        named = (name for name in self.roster if fnmatchcase(name, self.pattern))
        return (self.roster[name] for name in named if name not in graded)

    def students(self, graded: Iterable[str]) -> Mapping[str, Student]:
        """Everybody whom the roster knows, and those who are graded, by id."""
        return {**self.roster, **{name: self.student(name) for name in graded}}

    def student(self, name: str) -> Student:
        """A student as the roster knows them, or by the id alone."""
        return self.roster.get(name, Student(name))


class File(NamedTuple):
    """One of several files: its name, with `/` between folders; what is in it; whether it is a program."""

    name: str
    content: bytes
    program: bool = False


@dataclass(frozen=True, slots=True)
class Export:
    """A format: either `text`, which is one file, or `files`, which are a folder or a zip.

    suffix   of the one file; of several, that of a zip
    into     suffixes of what can be filled in; empty where nothing can
    single   of several files: the suffix of the one file that a single student has, "" where there is none
    records  false where it needs none
    """

    suffix: str
    text: Callable[[Source], str] | None = None
    files: Callable[[Source], Iterator[File]] | None = None
    into: Sequence[str] = ()
    single: str = ""
    records: bool = True


RESULTS = "results.json"

Results = Callable[[Record, Assignment, str], dict[str, object]]
"""What a platform is told of a record, in a language."""


def each(source: Source, results: Results) -> Iterator[File]:
    """The file of each student."""
    for record in source.chosen():
        said = results(record, source.assignment, source.lang)
        yield File(f"{file_name(record['student'])}/{RESULTS}", as_json(said))


def as_json(said: dict[str, object]) -> bytes:
    """An object as a file that people can read too."""
    return (json.dumps(said, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode("utf-8", "replace")
