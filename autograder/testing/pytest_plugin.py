"""`pytest --autograder-course course.yml SUBMISSION`: an item a rubric item, for GitHub Classroom and other CI.

    ps2/gates.ipynb::multiply_gate::gradient of x, y

What is right passes, what is not fails with the sentence that the student reads, what could not be graded is an error. Points are
properties of the item (`--junitxml`). pytest runs in the trusted process, so nothing of what was handed in is imported by it: no
conftest.py, no module, no package. Without the option the plugin does nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from autograder.grading.engine import Engine
    from autograder.model.question import Assignment, Course, Question
    from autograder.model.record import Record

SUFFIXES = (".ipynb", ".py")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options."""
    group = parser.getgroup("autograder", "grade notebooks by a course.yml")
    group.addoption("--autograder-course", type=Path, metavar="FILE", help="grade SUBMISSIONs by this course")
    which = "of which assignment they are (default: by the notebook's name, else its cells)"
    group.addoption("--autograder-assignment", metavar="NAME", help=which)
    group.addoption("--autograder-lang", metavar="LANG", help="language of messages (default: the course's)")
    unprotected = "for your own files only: run without a sandbox where there is none"
    group.addoption("--autograder-unprotected", action="store_true", help=unprotected)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Nothing beside a submission configures the process that grades it."""
    asked = early_config.known_args_namespace
    if asked.autograder_course:
        asked.noconftest = True
        _check_settings(early_config)
        here = early_config.invocation_params.dir.resolve()  # `python -m pytest` would import what lies there
        sys.path[:] = [one for one in sys.path if Path(one).resolve() != here]
    return (yield)


def _check_settings(config: pytest.Config) -> None:
    """Raise UsageError for a pytest.ini that neither the command line names nor lies beside course.yml. One may name itself, in
    its addopts: that is no command line."""
    named = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    named.add_argument("-c", "--config-file")
    typed, _ = named.parse_known_args([str(word) for word in config.invocation_params.args])
    inipath, course = config.inipath, config.known_args_namespace.autograder_course.resolve()
    root = course.parent if course.name == "course.yml" else course
    if inipath and not typed.config_file and inipath.resolve().parent != root:
        raise pytest.UsageError(
            f"{inipath} would configure the grading and may be a student's; say -c /dev/null, or -c and a file of yours"
        )


class Grading:
    """What grades in this run: the course, and an engine for each assignment, kept ready."""

    def __init__(self, config: pytest.Config) -> None:
        from autograder.course.load import find_assignment, load_course
        from autograder.model.errors import AutograderError

        path: Path = config.option.autograder_course
        self.root = path.parent if path.name == "course.yml" else path
        self.lang: str | None = config.option.autograder_lang
        home = config.invocation_params.dir
        self.above = {home, *(home / word.partition("::")[0] for word in config.args)}
        self.protect = not config.option.autograder_unprotected
        name: str | None = config.option.autograder_assignment
        try:
            self.course: Course = load_course(self.root)
            self.assignment: Assignment | None = find_assignment(self.course, name) if name else None
        except (AutograderError, OSError) as error:
            raise pytest.UsageError(str(error)) from None
        self.engines: dict[str, Engine | AutograderError] = {}

    def record(self, path: Path, assignment: Assignment) -> Record:
        """The record of a file. Fails where there can be none."""
        from autograder.grading.engine import Engine
        from autograder.grading.intake.find import find_submissions
        from autograder.model.errors import AutograderError

        if self.is_link(path):
            pytest.fail("a link: what was handed in is not here, and may be somebody else's", pytrace=False)
        if assignment.id not in self.engines:
            try:
                self.engines[assignment.id] = Engine(
                    self.root, assignment.id, lang=self.lang, protect=self.protect
                )
            except AutograderError as error:
                self.engines[assignment.id] = error
        engine = self.engines[assignment.id]
        if isinstance(engine, AutograderError):
            pytest.fail(str(engine), pytrace=False)
        return engine.grade(find_submissions(assignment, [path])[0])

    def is_link(self, path: Path) -> bool:
        """Whether a file is a link, or stands in a folder that is one: of those below the folder that pytest runs in or below one that was
        named. Wherever it is named, none that leads to a solution counts."""
        if any(
            one.is_symlink() for one in (path, *path.parents) if one == path or self.above & {*one.parents}
        ):
            return True
        real = path.resolve()
        solutions = {self.course.solution_path(one).parent.resolve() for one in self.course.assignments}
        return real != path.absolute() and bool(solutions & {*real.parents})

    def assignment_of(self, path: Path) -> Assignment | None:
        """Which assignment a file is of: the one that is asked for, else by its name, else by the ids of its cells."""
        if self.assignment:
            return self.assignment
        named = [one for one in self.course.assignments if path.stem in one.notebooks]
        return named[0] if len(named) == 1 else self._by_cells(path)

    def _by_cells(self, path: Path) -> Assignment | None:
        from autograder.model.errors import UnreadableSubmission
        from autograder.notebook.cells import read_cells

        try:
            ids = {cell.grade_id for cell in read_cells(path)}
        except UnreadableSubmission:
            return None
        shared = {a.id: len(ids & {q.answer_cell for q in a.questions}) for a in self.course.assignments}
        most = max(shared.values(), default=0)
        found = [one for one in self.course.assignments if most and shared[one.id] == most]
        return found[0] if len(found) == 1 else None

    def close(self) -> None:
        """End the sandboxes."""
        for engine in self.engines.values():
            if not isinstance(engine, Exception):
                engine.close()


GRADING = pytest.StashKey[Grading]()


def pytest_configure(config: pytest.Config) -> None:
    """Read the course."""
    if config.option.autograder_course:
        config.stash[GRADING] = grading = Grading(config)
        config.add_cleanup(grading.close)


def pytest_collect_directory(path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A folder is a folder, never a package whose `__init__.py` runs."""
    if GRADING not in parent.config.stash:
        return None
    return pytest.Dir.from_parent(parent, path=path)


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """No module of a submission is imported."""
    if GRADING not in parent.config.stash:
        return None
    return Nothing.from_parent(parent, path=module_path)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A notebook or script that was named, or lies in a folder that was named and is of an assignment."""
    grading = parent.config.stash.get(GRADING, None)
    if grading is None or file_path.suffix not in SUFFIXES:
        return None
    assignment = grading.assignment_of(file_path)
    named = parent.session.isinitpath(file_path)
    if assignment is None or not (
        named or file_path.suffix == ".ipynb" or file_path.stem in assignment.notebooks
    ):
        return Unknown.from_parent(parent, path=file_path) if named else None
    collected: HandedIn = HandedIn.from_parent(parent, path=file_path)
    collected.grading, collected.assignment = grading, assignment
    return collected


class Nothing(pytest.File):
    """A file in which there is nothing to run."""

    def collect(self) -> Iterator[pytest.Item]:
        """No item."""
        return iter(())


class Unknown(pytest.File):
    """A file of which nobody knows what it is."""

    def collect(self) -> Iterator[pytest.Item]:
        """Raises CollectError, which pytest tells in one line."""
        raise self.CollectError(
            f"{self.path}: it cannot be seen which assignment this is; say --autograder-assignment NAME"
        )


class HandedIn(pytest.File):
    """A submission. It is graded when its first item runs."""

    grading: Grading
    assignment: Assignment

    def collect(self) -> Iterator[pytest.Collector]:
        """Its questions; of several notebooks those of this one."""
        from autograder.grading.intake.claim import sheets_first

        _, sheets = sheets_first(self.assignment, [self.path], lambda path: path.name)
        for part in [one for one in self.assignment.parts if one.sheet in sheets] or [self.assignment]:
            for question in part.questions:
                collected: Asked = Asked.from_parent(self, name=question.id)
                collected.question = question
                yield collected

    @cached_property
    def record(self) -> Record:
        """What came of it."""
        return self.grading.record(self.path, self.assignment)


class Asked(pytest.Collector):
    """A question of a submission."""

    question: Question

    def collect(self) -> Iterator[pytest.Item]:
        """Its rubric items."""
        from autograder.report.exports.parts.telling import item_names

        names = item_names((item.check, item.of) for item in self.question.rubric)
        for place, name in enumerate(names):
            item: Claim = Claim.from_parent(self, name=name)
            item.place = place
            yield item


class Claim(pytest.Item):
    """A rubric item."""

    place: int

    @property
    def handed_in(self) -> HandedIn:
        """The submission that it is of."""
        found = self.getparent(HandedIn)
        assert found is not None
        return found

    def setup(self) -> None:
        """Have it graded. What fails here is an error to pytest, and no failure."""
        record = self.handed_in.record
        if record["score"] is None:
            pytest.fail(record["reason"] or "not graded", pytrace=False)

    def runtest(self) -> None:
        """Fails unless it has full points, with what the student reads and no line of this program."""
        from autograder.report.exports.parts.telling import told_of_item

        handed_in, asked = self.handed_in, self.parent
        assert isinstance(asked, Asked)
        record = handed_in.record
        (question,) = (one for one in record["questions"] if one["id"] == asked.question.id)
        item = question["items"][self.place]
        self.user_properties += [("points", item["score"]), ("max_points", item["points"])]
        if not item["passed"]:
            said = told_of_item(item, question, handed_in.assignment, record["lang"])
            pytest.fail(f"{item['score']:g} of {item['points']:g} points\n{said}", pytrace=False)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where it is from, and what it is called."""
        parent = self.parent
        return self.path, None, f"{parent.name if parent else ''}::{self.name}"
