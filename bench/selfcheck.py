"""What the self-check says of the bank's mistakes, each in the reference's place of a released notebook, beside what the
feedback says of the same file.

    python bench/selfcheck.py [ASSIGNMENT …] [--list] [--every N]

Counted are the mistakes that pass without a word (green), of those that are told the ones with a sentence that would
fit any mistake (vague), and those with the sentence of the feedback (same; numbers aside, for inputs are drawn anew). --list
names what is none of these. Bars: one in a hundred pass, 15 in a hundred are vague, 95 in a hundred are told as in the feedback, and no
check takes a second of the processor.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course.load import load_course
from autograder.diagnosis import make_diagnosis
from autograder.grading.grader import Grader
from autograder.host.prober import Prober
from autograder.model.cell import Cell
from autograder.model.message import Key, Message
from autograder.model.question import Assignment, Course, Question
from autograder.model.trial import Verdict
from autograder.notebook.cells import read_cells
from autograder.notebook.upstream import upstream_name
from autograder.reference.answer_key import make_answer_key
from autograder.reference.mistakes import Mistake, bank_of
from autograder.reference.splice import splice
from autograder.selfcheck import examine
from autograder.selfcheck.display import Report
from autograder.selfcheck.history import Scope
from autograder.words.hints import load_hints
from autograder.words.verdicts import told

ROOT = Path(__file__).parents[1]
GENERIC: frozenset[Key] = frozenset(
    {"gradient_wrong", "value_wrong", "forward_wrong", "gradient_of_own_forward"}
)
"""Messages that would fit any mistake; others say at least the shape, the count or the place."""
GREEN, TOLD, SAME, SECONDS = 0.01, 0.15, 0.95, 1.0
"""The bars: of all mistakes, of those that do not pass (twice), and of each check."""


@dataclass(frozen=True)
class Said:
    """A mistake and what the self-check says of it."""

    question: Question
    mistake: Mistake
    report: Report
    seconds: float = 0.0

    @property
    def named(self) -> bool:
        """The mistake is named as the bank does, or by one that answers the same."""
        hint = self.report.hint
        told = hint.misconception if isinstance(hint, Verdict) else None
        alike = {self.mistake.misconception, *load_hints("en")[self.mistake.misconception].same_values_as}
        return told in alike

    @property
    def vague(self) -> bool:
        """The sentence is the one for any gradient or value that is wrong."""
        hint = self.report.hint
        message = hint if isinstance(hint, Message) else hint.message
        known = isinstance(hint, Verdict) and hint.misconception is not None
        exact = (
            isinstance(relation := message.values.get("relation"), Message) and "factor" in relation.values
        )
        return message.key in GENERIC and not known and not exact


class FeedBack:
    """What the feedback of an assignment says of its mistakes, from a sandbox of its own."""

    def __init__(self, course: Course, assignment: Assignment, prober: Prober) -> None:
        self.key = make_answer_key(course, assignment, b"bench")
        self.grader = Grader(self.key, prober, make_diagnosis(self.key))

    def of(self, one: Said) -> str:
        """The sentence of the first item that is wrong; "" where none is."""
        cells, question = list(self.key.reference.cells), one.question
        at = next(i for i, cell in enumerate(cells) if cell.grade_id == question.answer_cell)
        source = splice(cells[at].source, one.mistake.source, question.target)
        cells[at] = Cell(source, cells[at].index, cells[at].grade_id)
        results = self.grader.grade(cells).questions
        result = next(result for result in results if result.question.id == question.id)
        upstream = upstream_name(result.cell.source if result.cell else None)
        wrong = (verdict for _, verdict in result.verdicts if not verdict.passed)
        return next((told(verdict, "en", {}, upstream) for verdict in wrong), "")


def alike(one: Said, feedback: str) -> bool:
    """The self-check says what the feedback does, and perhaps more; numbers aside."""
    return bool(feedback) and NUMBER.sub("#", one.report.sentence).startswith(NUMBER.sub("#", feedback))


NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?")


def said_of_bank(
    assignments: Sequence[str] = (), every: int = 1, named: Collection[str] = ()
) -> Iterator[Said]:
    """What the self-check says of the bank's mistakes (of each `every`th of a question; of those that are `named` so)."""
    course = load_course(ROOT)
    for assignment in course.assignments:
        if assignments and assignment.id not in assignments:
            continue
        cells = [cell for cell in read_cells(course.solution_path(assignment)) if not cell.locked]
        places = {cell.grade_id: at for at, cell in enumerate(cells) if cell.grade_id}
        bank = [one for one in bank_of(course, assignment) if not named or one.misconception in named]
        for question in assignment.questions:
            at = places[question.answer_cell]
            before = [cell.source for cell in cells[:at]]
            for mistake in [one for one in bank if one.question == question.id][::every]:
                source = splice(cells[at].source, mistake.source, question.target)
                yield Said(question, mistake, *_examined(question.id, [*before, source]))


def _examined(question: str, cells: Sequence[str]) -> tuple[Report, float]:
    """What is said, and the seconds of the processor that it took."""
    names: dict[str, Any] = {"__name__": "__main__", "check": lambda _: None}
    for source in cells:
        with contextlib.suppress(Exception):  # what a cell raises is for the check to find
            exec(source, names)
    scope, began = Scope(names, (*cells, f'check("{question}")')), time.process_time()
    return examine(question, scope, "en"), time.process_time() - began


def main(arguments: argparse.Namespace) -> int:
    """Print the shares; 1 when a bar is missed."""
    os.environ |= {"LC_ALL": "C", "LANG": "C"}
    course, counts, slowest = load_course(ROOT), Counter[str](), (0.0, "")
    for assignment in course.assignments:
        if not arguments.assignments or assignment.id in arguments.assignments:
            with Prober(course.limits) as prober:
                feedback = FeedBack(course, assignment, prober)
                for one in said_of_bank([assignment.id], arguments.every):
                    counts.update(_counted(one, feedback.of(one), show=arguments.list))
                    slowest = max(slowest, (one.seconds, f"{one.question.id}, line {one.mistake.line}"))
    count, green, vague = counts["all"], counts["green"], counts["vague"]
    told = count - green
    print(f"green {green} of {count}: {green / count:.2%} (bar {GREEN:.0%})")
    print(f"vague {vague} of {told}: {vague / told:.1%} (bar {TOLD:.0%})")
    print(f"named as in the bank: {counts['named']} of {told}")
    same = counts["same"]
    print(f"the sentence of the feedback: {same} of {told}: {same / told:.1%} (bar {SAME:.0%})")
    print(f"the longest check: {slowest[0]:.2f} s of the processor ({slowest[1]}; bar {SECONDS:g} s)")
    missed = (green > GREEN * count, vague > TOLD * told, same < SAME * told, slowest[0] > SECONDS)
    return int(any(missed))


def _counted(one: Said, feedback: str, *, show: bool) -> Iterator[str]:
    """What a mistake counts as; printed, where it is not what is wished for."""
    passed, same = one.report.passed, alike(one, feedback)
    kinds = {"green": passed, "vague": not passed and one.vague, "named": one.named, "same": same}
    if show and not same:
        kind = "green" if passed else "vague" if kinds["vague"] else "other"
        where = f"{one.question.id:18} {one.mistake.misconception:28} line {one.mistake.line:4}"
        print(f"{kind}  {where}  {one.report.sentence}\n       feedback: {feedback}", flush=True)
    yield from ("all", *(kind for kind, is_so in kinds.items() if is_so))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("assignments", nargs="*")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--every", type=int, default=1)
    sys.exit(main(parser.parse_args()))
