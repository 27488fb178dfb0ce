"""The command line. Heavy imports are lazy, so that `autograder --help` answers at once.

Exit codes: 0 every submission has a result (check, validate: all right), 1 some have none (something is wrong),
2 wrong usage or a wrong course file, 130 interrupted (the next run goes on from there).
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.model.errors import AutograderError, UsageError
from autograder.words.catalogue import languages

if TYPE_CHECKING:
    from autograder.model.question import Assignment, Course


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    arguments = _parser().parse_args(argv)
    try:
        command: Callable[[argparse.Namespace], int] = arguments.command
        return command(arguments)
    except AutograderError as error:
        print(f"autograder: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(
            "autograder: interrupted; finished records are kept, run the same command to go on",
            file=sys.stderr,
        )
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 1


Command = Callable[[argparse.Namespace], int]


class _Intermixed(argparse.ArgumentParser):
    """Takes positional arguments before, between and after options; argparse by itself loses `grade ps1 -o DIR PATH`."""

    _within = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        if self._within:
            return super().parse_known_args(args, namespace)
        self._within = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._within = False


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="autograder",
        description="Grade backpropagation exercises: safely, fast, and saying which mistake it is.",
    )
    commands = parser.add_subparsers(
        title="commands", metavar="COMMAND", required=True, parser_class=_Intermixed
    )

    def add(name: str, function: Command, help_: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=help_, description=help_)
        command.set_defaults(command=function)
        return command

    def add_in_course(
        name: str, function: Command, help_: str, nargs: str | None = None
    ) -> argparse.ArgumentParser:
        command = add(name, function, help_)
        command.add_argument("assignment", nargs=nargs, metavar="ASSIGNMENT")
        help_ = "default: the nearest folder upward with a course.yml"
        command.add_argument("--course", type=Path, metavar="DIR", help=help_)
        return command

    _add_directory(add("init", _init, "make a ready course in a new folder"))
    help_ = "prove the course: full points for every solution, none for a stub, releases fresh and leak-free"
    add_in_course("validate", _validate, help_, "?")
    add_in_course("release", _release, "make what students get: solutions/ → assignments/")
    _add_check(add("check", _check, "student: check your own notebook, offline, without any answer"))
    _add_grade(add_in_course("grade", _grade, "grade submissions: records, scores.csv and report.html"))
    _add_report(add_in_course("report", _report, "class report and feedback pages from the records"))
    add("doctor", _doctor, "what protects this machine, versions, what to mend")
    help_ = "grade the sample class in a scratch copy of the course, from release to report"
    _add_directory(add("demo", _demo, help_), "?")
    return parser


def _add_directory(command: argparse.ArgumentParser, nargs: str | None = None) -> None:
    command.add_argument("directory", nargs=nargs, type=Path, metavar="DIR")


def _add_check(check: argparse.ArgumentParser) -> None:
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    check.add_argument("-q", "--question", metavar="QUESTION")
    _add_lang(check, "language of the messages")


def _add_report(report: argparse.ArgumentParser) -> None:
    _add_output(report, "folder of the records (default graded/ASSIGNMENT)")
    _add_lang(report, "language of the pages (default: the course's)")
    report.add_argument("--hide-names", action="store_true", help="number the students in the class report")


def _add_grade(grade: argparse.ArgumentParser) -> None:
    paths = "files or folders of submissions (default submitted/)"
    grade.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=paths)
    _add_output(grade, "folder for the records (default graded/ASSIGNMENT)")
    jobs = "submissions at once (default: one a core)"
    grade.add_argument("-j", dest="jobs", type=_positive, metavar="N", help=jobs)
    grade.add_argument("--student", default="*", metavar="GLOB", help="only these students")
    grade.add_argument("--force", action="store_true", help="grade anew what is up to date already")
    seed = "draw hidden inputs from N instead of the course's secret"
    grade.add_argument("--seed", type=int, metavar="N", help=seed)
    grade.add_argument("--no-gradebook", action="store_true", help="leave nbgrader's gradebook.db alone")
    _add_lang(grade, "language of the feedback (default: the course's)")
    unprotected = "for your own files only: run without a sandbox where there is none"
    grade.add_argument("--unprotected", action="store_true", help=unprotected)
    grade.add_argument("-q", "--quiet", action="store_true", help="say nothing but errors")


def _add_output(command: argparse.ArgumentParser, help_: str) -> None:
    command.add_argument("-o", dest="output", type=Path, metavar="DIR", help=help_)


def _add_lang(command: argparse.ArgumentParser, help_: str) -> None:
    command.add_argument("--lang", choices=languages(), help=help_)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("a whole number, at least 1")
    return int(text)


def _course(arguments: argparse.Namespace) -> Course:
    from autograder.course.load import find_course, load_course

    if arguments.course is not None:
        if not (arguments.course / "course.yml").is_file():
            raise UsageError(f"{arguments.course} holds no course.yml")
        return load_course(arguments.course)
    return load_course(find_course(Path.cwd()))


def _assignment(course: Course, name: str) -> Assignment:
    from autograder.course.located import suggest

    known = [assignment.id for assignment in course.assignments]
    if name not in known:
        raise UsageError(f"no assignment {name!r} in course.yml; {suggest(name, known)}")
    return course.assignment(name)


def _init(arguments: argparse.Namespace) -> int:
    from autograder.commands.init import init

    for line in init(arguments.directory):
        print(line)
    print(f"next: cd {arguments.directory} && autograder validate")
    return 0


def _validate(arguments: argparse.Namespace) -> int:
    from autograder.commands.validate import validate

    course = _course(arguments)
    chosen = [_assignment(course, arguments.assignment)] if arguments.assignment else list(course.assignments)
    problems = 0
    for assignment in chosen:
        for line, right in validate(course, assignment):
            problems += not right
            print(line)
    return 1 if problems else 0


def _release(arguments: argparse.Namespace) -> int:
    from autograder.release.generate import release

    course = _course(arguments)
    for line in release(course, _assignment(course, arguments.assignment)):
        print(line)
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from autograder.selfcheck import check_file

    for path in arguments.files:
        if not path.is_file():
            raise UsageError(f"{path} does not exist; name a notebook or a Python file")
    right = [check_file(path, arguments.question, arguments.lang) for path in arguments.files]
    return 0 if all(right) else 1


def _grade(arguments: argparse.Namespace) -> int:
    from autograder.commands.grade import Options, grade

    course = _course(arguments)
    assignment = _assignment(course, arguments.assignment)
    return grade(
        course,
        assignment,
        Options(
            paths=tuple(arguments.paths) or (course.root / "submitted",),
            folder=arguments.output or course.root / "graded" / assignment.id,
            jobs=arguments.jobs,
            student=arguments.student,
            force=arguments.force,
            seed=arguments.seed,
            gradebook=not arguments.no_gradebook
            and arguments.output is None
            and _of_course(course, arguments.paths),
            lang=arguments.lang or course.language,
            protect=not arguments.unprotected,
            quiet=arguments.quiet,
        ),
    )


def _of_course(course: Course, paths: Sequence[Path]) -> bool:
    """Whether all submissions are the course's own: those of other folders stay out of its gradebook."""
    return all(path.resolve().is_relative_to(course.root.resolve()) for path in paths)


def _report(arguments: argparse.Namespace) -> int:
    from autograder.commands.report import write_pages

    course = _course(arguments)
    assignment = _assignment(course, arguments.assignment)
    folder = arguments.output or course.root / "graded" / assignment.id
    lang = arguments.lang or course.language
    for line in write_pages(course, assignment, folder, lang, hide_names=arguments.hide_names):
        print(line)
    return 0


def _doctor(_: argparse.Namespace) -> int:
    from autograder.commands.doctor import examine

    lines, sufficient = examine()
    print("\n".join(lines))
    return 0 if sufficient else 1


def _demo(arguments: argparse.Namespace) -> int:
    from autograder.commands.demo import demo

    return demo(arguments.directory)


if __name__ == "__main__":
    sys.exit(main())
