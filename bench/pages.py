"""CPU milliseconds a student of what comes after grading: scores.csv, report.html, the gradebook, the feedback pages.

    python -m bench.pages [STUDENTS] [--json FILE]

The class is made of the sample class's records of ps2, under many names and with other misconceptions. In the same run some
real submissions are graded, and each step is compared with the CPU time that one of them takes: its share is what a class
waits longer for its pages. Bar: what a grading run itself does afterwards takes a tenth of grading at the most.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path

from autograder.commands.init import init
from autograder.commands.pages import write_class_report
from autograder.commands.records import records_of
from autograder.commands.report import write_pages
from autograder.course.load import load_course
from autograder.grading.intake.find import find_submissions
from autograder.grading.intake.submission import Submission
from autograder.grading.recipe import Recipe
from autograder.grading.station import Station
from autograder.grading.store import record_path, record_text
from autograder.grading.task import Task
from autograder.host.server import Server
from autograder.model.question import Course
from autograder.model.record import Record
from autograder.nbgrader_plugin.gradebook.update import update
from autograder.report.statistics import ClassTally
from autograder.report.summary import scores_csv, summary_text
from autograder.words.hints import load_hints
from bench.grading import family, on_processor

SLOW = ("endless", "hostile", "too-much-memory")
"""In the sample class: they cost seconds of grading, and no more than others afterwards."""
GRADED = 50
BAR = 0.1


@dataclass(frozen=True)
class Step:
    """What one step took: CPU and wall milliseconds a student, and its share of grading a submission."""

    name: str
    cpu_ms: float
    wall_ms: float
    share: float


def graded(course: Course) -> tuple[float, list[tuple[Submission, Record]]]:
    """CPU milliseconds of one submission (the median), and the sample class with its records."""
    assignment = course.assignment("ps2")
    found = find_submissions(assignment, [course.root / "submitted"])
    found = [one for one in found if not one.student.endswith(SLOW)]
    spent, records = [], {}
    with Station(Recipe(course.root, "ps2", b"bench", "en", True)) as station:
        assert isinstance(station.prober.sandbox, Server)
        server = family(station.prober.sandbox.process.pid)
        for submission in islice(cycle(found), GRADED):
            began = time.process_time() + on_processor(server)
            record = station.grade(Task(submission))
            spent.append(time.process_time() + on_processor(server) - began + record["cpu_seconds"])
            records[submission.student] = record
    return 1e3 * statistics.median(spent), [(one, records[one.student]) for one in found]


def make_class(course: Course, sample: list[tuple[Submission, Record]], students: int) -> None:
    """Hand in, and put a record into graded/ps2, for each of so many students."""
    draw, known = random.Random(1), sorted(load_hints("en"))
    folder = course.root / "graded" / "ps2"
    folder.mkdir(parents=True)
    for number in range(students):
        submission, record = copy.deepcopy(draw.choice(sample))
        record["student"] = f"student{number:05}"
        for question in record["questions"]:
            if question["misconceptions"] and draw.random() < 0.3:
                question["misconceptions"] = [draw.choice(known)]
        record_path(folder, record["student"]).write_text(record_text(record), "utf-8")
        home = course.root / "submitted" / record["student"] / "ps2"
        home.mkdir(parents=True)
        for file in submission.files:
            (home / file.name).hardlink_to(file)


def measured(name: str, work: Callable[[], object], students: int, grading: float) -> Step:
    """The step, done."""
    before, began = os.times(), time.perf_counter()
    work()
    wall, after = time.perf_counter() - began, os.times()
    cpu = 1e3 * (sum(after[:4]) - sum(before[:4])) / students
    return Step(name, cpu, 1e3 * wall / students, cpu / grading)


def count(records: Iterable[Record], counts: ClassTally) -> None:
    """Read the records, and count the class."""
    for record in records:
        counts.add(record)


def steps(course: Course, students: int, grading: float) -> Iterator[Step]:
    """All steps: first what a run does with its records, then the same with nothing to do, then `autograder report`."""
    assignment, folder = course.assignment("ps2"), course.root / "graded" / "ps2"
    submissions = find_submissions(assignment, [course.root / "submitted"])
    counts = ClassTally()

    def records() -> Iterator[Record]:
        return records_of(course, assignment, folder)

    def step(name: str, work: Callable[[], object]) -> Step:
        return measured(name, work, students, grading)

    yield step("records read and settled", lambda: deque(records(), maxlen=0))
    yield step("counted", lambda: count(records(), counts))
    yield step("summary", lambda: summary_text(counts))
    yield step("scores.csv", lambda: scores_csv(counts, folder / "scores.csv"))
    page = folder / "report.html"
    yield step("report.html", lambda: write_class_report(course, assignment, counts, page, "en"))
    for name in ("gradebook", "gradebook again"):
        yield step(name, lambda: update(course, assignment, records(), submissions))
    for name in ("feedback pages", "feedback pages again"):
        yield step(name, lambda: write_pages(course, assignment, folder, "en"))


def main() -> int:
    """Measure, print a table; 1 where the bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("students", nargs="?", type=int, default=10_000)
    parser.add_argument("--json", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary) / "course"
        init(root)
        course = load_course(root)
        grading, sample = graded(course)
        (root / "submitted").rename(root / "sample")
        moved = [(_moved(submission, root), record) for submission, record in sample]
        make_class(course, moved, arguments.students)
        print(f"{arguments.students} students; grading one submission takes {grading:.1f} CPU ms")
        print(f"{'a student':24} {'CPU ms':>8} {'wall ms':>8} {'of grading':>11}")
        done = []
        for step in steps(course, arguments.students, grading):
            done.append(step)
            print(f"{step.name:24} {step.cpu_ms:8.3f} {step.wall_ms:8.3f} {step.share:10.1%}", flush=True)
        size = (root / "graded" / "ps2" / "report.html").stat().st_size
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    after = sum(step.share for step in done[1:6]) - done[0].share  # the records are read once for all of it
    print(
        f"a run in all {after:.1%} of grading (bar {BAR:.0%}); report.html {size / 1e3:.0f} kB; {memory:.0f} MB"
    )
    if arguments.json:
        result = {"students": arguments.students, "grading_cpu_ms": grading, "share": after, "bar": BAR}
        result |= {"report_bytes": size, "memory_mb": memory, "steps": [asdict(step) for step in done]}
        arguments.json.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    return int(after > BAR)


def _moved(submission: Submission, root: Path) -> Submission:
    files = (root / "sample" / file.relative_to(root / "submitted") for file in submission.files)
    return Submission(submission.student, tuple(files), submission.others, submission.handed_in)


if __name__ == "__main__":
    sys.exit(main())
