"""`autograder audit`: grades the grader. Which wrong answers would this course let pass, and which right ones would it not?

Mutants of each reference answer, typed-in values, constants, touched stubs and the bank's mistakes should lose points;
the same answer in other words should lose none.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from autograder.commands.common_options import add_assignment, assignments_of, course_of
from autograder.files import write_whole
from autograder.grading.audit.one_question import Effort
from autograder.grading.audit.variant import Audited, Fate
from autograder.grading.audit.whole_course import audit
from autograder.model.errors import UsageError
from autograder.words.clean import clean

SAMPLE = 40


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_assignment(parser, "?")
    parser.add_argument("-q", dest="question", metavar="QUESTION", help="this question alone")
    parser.add_argument("--all", action="store_true", help=f"every mutant, not {SAMPLE} of each question")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all that was found there too")
    jobs = "sandboxes at a time (default: one a core)"
    parser.add_argument("-j", dest="jobs", type=int, choices=range(1, 65), metavar="N", help=jobs)


def run(arguments: argparse.Namespace) -> int:
    """Audit one assignment or all of them; 1 where something should be mended."""
    course, began = course_of(arguments), time.monotonic()
    chosen = assignments_of(course, arguments)
    effort = Effort(None if arguments.all else SAMPLE)
    if arguments.question and not any(q.id == arguments.question for a in chosen for q in a.questions):
        raise UsageError(f'there is no question "{clean(arguments.question)}" there')
    jobs = arguments.jobs or len(os.sched_getaffinity(0))
    found = []
    for one in audit(course, chosen, effort, jobs, arguments.question):
        found.append(one)
        if sys.stderr.isatty():
            print(f"\r{one.assignment} {one.question}\x1b[K", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)
    seconds = time.monotonic() - began
    print_table(found, seconds)
    if arguments.json:
        text = json.dumps(as_json(course.id, found, seconds), ensure_ascii=False, indent=1)
        write_whole(arguments.json, f"{text}\n")
    return 1 if any(one.findings for one in found) else 0


COLUMNS = ("question", "wrong", "caught", "slip", "equal", "unproved", "right", "keep", "lose", "seconds")
WIDEST = 1000
SHOWN = 3
"""Variants named of a question for the same reason; the JSON has them all."""


def print_table(found: Sequence[Audited], seconds: float) -> None:
    """What came of each question, what to mend, and how long it took."""
    table = Table(box=None, pad_edge=False)
    for name in COLUMNS:
        table.add_column(name, justify="left" if name == "question" else "right")
    for one in found:
        right = one.count(Fate.KEPT) + one.count(Fate.LOST)
        counts = (one.wrong, *map(one.count, (Fate.CAUGHT, Fate.SLIPS, Fate.EQUAL, Fate.UNPROVED)))
        counts = (*counts, right, one.count(Fate.KEPT), one.count(Fate.LOST))
        table.add_row(f"{one.assignment} {one.question}", *map(str, counts), f"{one.seconds:.1f}")
    console = Console(width=max(100, Console().width), highlight=False, soft_wrap=True)
    console.print(table)
    for one in found:
        for line in told(one):
            console.print(escape(clean(f"{one.assignment}: {line}", WIDEST)))
    tried, slip = sum(one.wrong for one in found), sum(len(one.findings) for one in found)
    console.print(f"{tried} wrong answers tried in {seconds:.0f} s; {slip or 'none'} to be mended for")


def told(one: Audited) -> Iterator[str]:
    """What is to be mended of a question and what is left to look at, a line each."""
    alike: dict[tuple[str, tuple[str, ...], str], list[str]] = {}
    for finding in one.findings:
        alike.setdefault((finding.made, finding.items, finding.why), []).append(finding.name)
    for (made, kept, why), names in alike.items():
        items = f" (keeps {'; '.join(kept)})" if kept else ""
        yield from (f"{one.question}: {made}, {name}: {why}{items}" for name in names[:SHOWN])
        if names[SHOWN:]:
            yield f"{one.question}: … and {len(names) - SHOWN} more like these"
    yield from (f"{one.question}: unproved: {name}" for name in one.unproved)
    if not one.known:
        yield f"no known mistakes for {one.question}"


def as_json(course: str, found: Sequence[Audited], seconds: float) -> dict[str, object]:
    """The whole audit as plain data: docs/authoring.md says what stands in it."""
    questions = [asdict(one) for one in found]
    return {"schema": 1, "course": course, "seconds": round(seconds, 1), "questions": questions}
