"""`autograder grade`: find submissions, grade them, write scores.csv, report.html and the gradebook, say how it went."""

import argparse
import json
import sys
from dataclasses import asdict, dataclass, fields
from fnmatch import fnmatchcase
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from autograder.commands.after_grading import write_outputs
from autograder.commands.common_options import add_assignment, add_lang, add_output, course_of, records_folder
from autograder.commands.records import say_of_nobody
from autograder.commands.replay import replayed
from autograder.commands.shown_progress import profile, shown
from autograder.course.extensions import read_extensions
from autograder.course.load import find_assignment
from autograder.grading.batch import Crew, cores, grade_all
from autograder.grading.changes import Change, Changes
from autograder.grading.intake.archive import unpacking
from autograder.grading.intake.find import newest_of, take_in
from autograder.grading.intake.piece import LeftOut
from autograder.grading.intake.submission import Submission
from autograder.grading.progress import Outcome
from autograder.grading.recipe import Recipe
from autograder.model.errors import UsageError
from autograder.model.message import tell
from autograder.model.question import Assignment, Course
from autograder.reference.seed import grading_seed
from autograder.report.remarks import of_others, undated, why_words
from autograder.words.clean import clean
from autograder.words.messages import retold, word

SHOWN = 5
"""Lines about what was not taken."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_assignment(parser)
    paths = "files or folders of submissions (default submitted/)"
    parser.add_argument("paths", nargs="*", default=[], type=Path, metavar="PATH", help=paths)
    add_output(parser, "folder for the records (default graded/ASSIGNMENT)")
    jobs = "submissions at once (default: one a core)"
    parser.add_argument("-j", dest="jobs", type=_positive, metavar="N", help=jobs)
    where = "a Dask scheduler (tls://HOST:PORT, tcp://…, or local-cluster) that grades instead"
    parser.add_argument("--scheduler", metavar="ADDRESS", help=where)
    certificates = {"ca": "the authority's certificate", "cert": "our certificate", "key": "its key"}
    for name, what in certificates.items():
        parser.add_argument(f"--tls-{name}", type=Path, metavar="FILE", help=f"for the scheduler: {what}")
    parser.add_argument("--student", default="*", metavar="GLOB", help="only these students")
    parser.add_argument("--force", action="store_true", help="grade anew what is up to date already")
    seed = "draw hidden inputs from N instead of the course's secret"
    parser.add_argument("--seed", type=int, metavar="N", help=seed)
    leave = "leave nbgrader's gradebook.db alone"
    parser.add_argument("--no-gradebook", dest="gradebook", action="store_false", help=leave)
    add_lang(parser, "language of the feedback (default: the course's)")
    unprotected = "for your own files only: run without a sandbox where there is none"
    parser.add_argument("--unprotected", dest="protect", action="store_false", help=unprotected)
    quiet = "say nothing but errors, and who is ungraded"
    parser.add_argument("-q", "--quiet", action="store_true", help=quiet)
    lines = "progress as JSON lines on standard output, for scripts"
    parser.add_argument("--json", action="store_true", help=lines)
    parser.add_argument("--log", type=Path, metavar="FILE", help="append progress as JSON lines to FILE")
    diff = "say whose score changed since the last run, and why"
    parser.add_argument("--diff", action="store_true", help=diff)
    again = "make that record once more and say whether it is the same; nothing is written"
    parser.add_argument("--replay", type=Path, metavar="RECORD", help=again)
    parser.add_argument("--profile", action="store_true", help="say what the time was spent on")


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("a whole number, at least 1")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Grade what is asked for; 1 when a submission has no result."""
    course = course_of(arguments)
    assignment = find_assignment(course, arguments.assignment)
    paths = tuple(arguments.paths) or (course.root / "submitted",)
    if arguments.replay:
        how = {"seed": arguments.seed, "protect": arguments.protect}
        return replayed(course, assignment, paths, arguments.replay, **how)
    said = {one.name: getattr(arguments, one.name) for one in fields(Options) if one.name in arguments}
    said["paths"] = paths
    said["lang"] = arguments.lang or course.language
    # submissions of other folders stay out of the course's gradebook
    root = course.root.resolve()
    ours = arguments.output is None and all(one.resolve().is_relative_to(root) for one in arguments.paths)
    said["gradebook"] = arguments.gradebook and ours
    return grade(course, assignment, Options(folder=records_folder(course, assignment, arguments), **said))


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked for: the command's arguments, by their names."""

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
    json: bool = False
    log: Path | None = None
    diff: bool = False
    profile: bool = False
    scheduler: str | None = None
    tls_ca: Path | None = None
    tls_cert: Path | None = None
    tls_key: Path | None = None


def grade(course: Course, assignment: Assignment, options: Options) -> int:
    """Grade; returns the exit code. Raises AutograderError for wrong usage, a wrong course or too little protection."""
    read_extensions(course)  # a slip in it is told before anything is graded
    with unpacking() as unpacker:
        intake = take_in(assignment, options.paths, course, unpacker=unpacker)
        submissions = newest_of(assignment, intake, options.paths, options.student)
        code = _graded(course, assignment, options, submissions)
    unread = {one.student for one in submissions if not one.graded}  # which says what was found
    _say_left_out([one for one in intake.left_out if one.student not in unread], options)
    say_of_nobody(course, options.lang)
    return code


def _graded(course: Course, assignment: Assignment, options: Options, submissions: list[Submission]) -> int:
    there = frozenset(path.stem for path in options.folder.glob("*.json"))
    seed = grading_seed(course.root, assignment.id, options.seed)
    recipe = Recipe(course.root, assignment.id, seed, options.lang, options.protect)
    changes = Changes()
    changed = changes.add if options.diff else None
    lines = sys.stdout if options.json else None
    with shown(
        len(submissions), quiet=options.quiet, lines=lines, log=options.log, lang=options.lang
    ) as progress:
        progress.replaced = changed
        jobs = options.jobs or cores()
        tls = (options.tls_ca, options.tls_cert, options.tls_key)
        crew = _cluster(options.scheduler, tls, jobs) if options.scheduler else None
        outcome = grade_all(
            recipe, submissions, options.folder, jobs, progress, force=options.force, workers=crew
        )
    notes = write_outputs(
        course,
        assignment,
        submissions,
        options.folder,
        lang=options.lang,
        gradebook=options.gradebook,
        replaced=changed,
    )
    if options.folder == course.records_path(assignment):
        whole = options.student == "*" and options.paths == (course.root / "submitted",)
        notes += of_others(course, submissions, there, options.lang, whole=whole)
    _say(outcome, notes, options)
    for one in (one for one in submissions if one.unsure):
        print(retold(undated(clean(one.student), one), options.lang), file=sys.stderr)
    if options.diff:
        told = changes_as_json(changes.told) if options.json else changes_told(changes.told, options.lang)
        sys.stdout.writelines(f"{line}\n" for line in told)
    return int(bool(outcome.ungraded))


def _cluster(scheduler: str, tls: tuple[Path | None, Path | None, Path | None], jobs: int) -> Crew:
    """Whoever grades on a Dask cluster. Raises UsageError where Dask is not installed."""
    if find_spec("distributed") is None:
        raise UsageError("--scheduler needs Dask: pip install 'backprop-autograder[dask]'")
    from autograder.grading.cluster import Address, cluster

    address = Address(scheduler, jobs, *tls)
    if address.open_to_all:
        warning = "whoever reaches it can run code on its workers, and students' work travels in the clear; use tls://"
        print(f"autograder: warning: {scheduler}: {warning}", file=sys.stderr)
    return partial(cluster, address)


def _say(outcome: Outcome, notes: list[str], options: Options) -> None:
    for student, reason in outcome.ungraded.items():
        print(f"{word('ungraded', options.lang)}: {clean(student)}: {reason}", file=sys.stderr)
    if options.profile:
        print("\n".join(profile(outcome)), file=sys.stderr)
    if not (options.quiet or options.json):
        print("\n".join(notes))


def _say_left_out(left_out: list[LeftOut], options: Options) -> None:
    """The first of what was not taken, and how many more there are; of some students alone, what is theirs."""
    theirs = [one for one in left_out if options.student == "*" or fnmatchcase(one.student, options.student)]
    for one in theirs[:SHOWN]:
        line = tell("not taken: {origin}: {why}", origin=clean(one.origin), why=one.reason)
        print(clean(retold(line, options.lang), 400), file=sys.stderr)
    if len(theirs) > SHOWN:
        more = tell(
            "not taken: {count} more; autograder collect … --dry-run lists all", count=len(theirs) - SHOWN
        )
        print(retold(more, options.lang), file=sys.stderr)


def changes_as_json(changes: list[Change]) -> list[str]:
    """The same for scripts, an object a line."""
    return [json.dumps({"event": "changed", **asdict(one)}) for one in changes]


def changes_told(changes: list[Change], lang: str) -> list[str]:
    """Whose score changed and why, a line a student, by name."""

    def said(score: float | None) -> str:
        return retold(tell("none"), lang) if score is None else f"{score:g}"

    lines = []
    for one in sorted(changes, key=lambda change: change.student):
        where = ", ".join(f"{q} {said(old)} → {said(new)}" for q, old, new in one.questions)
        score = f"{clean(one.student)}: {said(one.before)} → {said(one.after)}"
        lines.append(
            f"{score}{f' ({where})' if where else ''}: {'; '.join(why_words(reason, lang) for reason in one.why)}"
        )
    return lines or [retold(tell("no score changed"), lang)]
