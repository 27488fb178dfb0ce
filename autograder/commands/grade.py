"""`autograder grade`: find submissions, grade them, write scores.csv, report.html and the gradebook, say how it went."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from autograder.commands.options import (
    add_assignment,
    add_lang,
    add_output,
    course_of,
    records_folder,
)
from autograder.commands.report import write_class_report
from autograder.course.load import find_assignment
from autograder.diagnosis import make_diagnosis
from autograder.grading.batch import Progress, cores, grade_all
from autograder.grading.fingerprint import run_fingerprint
from autograder.grading.grader import Grader
from autograder.grading.run import Run
from autograder.grading.submissions import Submission, find_submissions
from autograder.model.question import Assignment, Course
from autograder.model.record import Record
from autograder.reference.answer_key import make_answer_key
from autograder.reference.seed import grading_seed
from autograder.report.summary import scores_csv, summary, summary_text
from autograder.words.clean import clean


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_assignment(parser)
    paths = "files or folders of submissions (default submitted/)"
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=paths)
    add_output(parser, "folder for the records (default graded/ASSIGNMENT)")
    jobs = "submissions at once (default: one a core)"
    parser.add_argument("-j", dest="jobs", type=_positive, metavar="N", help=jobs)
    parser.add_argument("--student", default="*", metavar="GLOB", help="only these students")
    parser.add_argument("--force", action="store_true", help="grade anew what is up to date already")
    seed = "draw hidden inputs from N instead of the course's secret"
    parser.add_argument("--seed", type=int, metavar="N", help=seed)
    parser.add_argument("--no-gradebook", action="store_true", help="leave nbgrader's gradebook.db alone")
    add_lang(parser, "language of the feedback (default: the course's)")
    unprotected = "for your own files only: run without a sandbox where there is none"
    parser.add_argument("--unprotected", action="store_true", help=unprotected)
    parser.add_argument("-q", "--quiet", action="store_true", help="say nothing but errors")


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("a whole number, at least 1")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Grade what is asked for; 1 when a submission has no result."""
    course = course_of(arguments)
    assignment = find_assignment(course, arguments.assignment)
    ours = arguments.output is None and _of_course(course, arguments.paths)
    options = Options(
        paths=tuple(arguments.paths) or (course.root / "submitted",),
        folder=records_folder(course, assignment, arguments),
        jobs=arguments.jobs,
        student=arguments.student,
        force=arguments.force,
        seed=arguments.seed,
        gradebook=ours and not arguments.no_gradebook,
        lang=arguments.lang or course.language,
        protect=not arguments.unprotected,
        quiet=arguments.quiet,
    )
    return grade(course, assignment, options)


def _of_course(course: Course, paths: Sequence[Path]) -> bool:
    """Whether all submissions are the course's own: those of other folders stay out of its gradebook."""
    return all(path.resolve().is_relative_to(course.root.resolve()) for path in paths)


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked for."""

    paths: tuple[Path, ...]
    folder: Path
    jobs: int | None = None
    student: str = "*"
    force: bool = False
    seed: int | None = None
    gradebook: bool = True
    lang: str = "en"
    protect: bool = True
    quiet: bool = False


def grade(course: Course, assignment: Assignment, options: Options) -> int:
    """Grade; returns the exit code. Raises AutograderError for wrong usage, a wrong course or too little protection."""
    submissions = find_submissions(assignment, options.paths, options.student)
    seed = grading_seed(course.root, assignment.id, options.seed)
    key = make_answer_key(course, assignment, seed)
    judge = partial(Grader, key, diagnosis=make_diagnosis(key))
    stamp = run_fingerprint(course, assignment, seed, options.lang)
    run = Run(assignment, course.limits, judge, options.lang, stamp, options.protect)
    jobs = options.jobs or cores()
    with _progress(len(submissions), options.quiet) as progress:
        records = grade_all(run, submissions, options.folder, jobs, progress, force=options.force)
    scores_csv(records, options.folder / "scores.csv")
    notes = write_class_report(assignment, records, options.folder / "report.html", options.lang)
    if options.gradebook:
        notes += _gradebook(course, assignment, records, submissions)
    if not options.quiet:
        _say(records, options, notes)
    return 1 if any(record["status"] != "graded" for record in records) else 0


def _gradebook(
    course: Course, assignment: Assignment, records: list[Record], submissions: list[Submission]
) -> list[str]:
    """nbgrader's gradebook, where the course is one of nbgrader's and nbgrader is installed."""
    if not (course.root / "nbgrader_config.py").is_file() or find_spec("nbgrader") is None:
        return []
    from autograder.nbgrader_plugin.gradebook.update import update

    return [update(course, assignment, records, submissions)]


def _say(records: list[Record], options: Options, notes: list[str]) -> None:
    for record in records:
        if record["status"] != "graded":
            print(f"ungraded: {clean(record['student'])}: {record['reason']}", file=sys.stderr)
    if sys.stdout.isatty():
        from rich.console import Console

        Console().print(summary(records, options.lang))
    else:
        print(summary_text(records, options.lang))
    print(f"records, scores.csv and report.html: {options.folder}")
    for note in notes:
        print(note)


@contextmanager
def _progress(total: int, quiet: bool) -> Iterator[Progress]:
    """A progress bar on a terminal, a line now and then elsewhere, nothing with --quiet."""
    if quiet:
        yield Progress()
    elif sys.stderr.isatty():
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        with Bar(
            TextColumn("grading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), transient=True
        ) as bar:
            task = bar.add_task("grading", total=total)
            yield Progress(_protection_line, lambda _record, _fresh: bar.advance(task))
    else:
        yield Progress(_protection_line, _every(max(total // 10, 25), total))


def _protection_line(level: str, layers: tuple[str, ...]) -> None:
    print(f"PROTECTION: {level} ({', '.join(layers) or 'nothing'})", file=sys.stderr)


def _every(step: int, total: int) -> Callable[[Record, bool], None]:
    count = 0

    def done(_record: Record, _fresh: bool) -> None:
        nonlocal count
        count += 1
        if count % step == 0 or count == total:
            print(f"{count} of {total}", file=sys.stderr)

    return done
