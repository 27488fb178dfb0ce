"""What the self-check says of the bank's mistakes, each in the reference's place of a released notebook.

    python bench/selfcheck.py [ASSIGNMENT …] [--list] [--every N]

Counted are the mistakes that pass without a word (green), and of those that are told the ones with a sentence that would
fit any mistake (vague). --list names each of both. Bars: one in a hundred, and 15 in a hundred.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course.load import load_course
from autograder.model.message import Key, Message
from autograder.model.question import Question
from autograder.model.trial import Verdict
from autograder.notebook.cells import read_cells
from autograder.reference.mistakes import Mistake, bank_of
from autograder.reference.splice import splice
from autograder.selfcheck import examine
from autograder.selfcheck.history import Scope
from autograder.selfcheck.table import Report
from autograder.words.hints import load_hints

ROOT = Path(__file__).parents[1]
GENERIC: frozenset[Key] = frozenset(
    {"gradient_wrong", "value_wrong", "forward_wrong", "gradient_of_own_forward"}
)
"""Messages that would fit any mistake; others say at least the shape, the count or the place."""
GREEN, TOLD = 0.01, 0.15
"""The bars: of all mistakes, and of those that do not pass."""


@dataclass(frozen=True)
class Said:
    """A mistake and what the self-check says of it."""

    question: Question
    mistake: Mistake
    report: Report

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
                yield Said(question, mistake, _examined(question.id, [*before, source]))


def _examined(question: str, cells: Sequence[str]) -> Report:
    names: dict[str, Any] = {"__name__": "__main__", "check": lambda _: None}
    for source in cells:
        with contextlib.suppress(Exception):  # what a cell raises is for the check to find
            exec(source, names)
    return examine(question, Scope(names, (*cells, f'check("{question}")')), "en")


def main(arguments: argparse.Namespace) -> int:
    """Print the shares; 1 when a bar is missed."""
    os.environ |= {"LC_ALL": "C", "LANG": "C"}
    count, green, vague, named = 0, 0, 0, 0
    for one in said_of_bank(arguments.assignments, arguments.every):
        count += 1
        green += one.report.passed
        vague += not one.report.passed and one.vague
        named += one.named
        if arguments.list and not one.named:
            kind = "green" if one.report.passed else "vague" if one.vague else "other"
            where = f"{one.question.id:18} {one.mistake.misconception:28} line {one.mistake.line:4}"
            print(f"{kind}  {where}  {one.report.sentence}", flush=True)
    told = count - green
    print(f"green {green} of {count}: {green / count:.2%} (bar {GREEN:.0%})")
    print(f"vague {vague} of {told}: {vague / told:.1%} (bar {TOLD:.0%})")
    print(f"named as in the bank: {named} of {told}")
    return int(green > GREEN * count or vague > TOLD * told)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("assignments", nargs="*")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--every", type=int, default=1)
    sys.exit(main(parser.parse_args()))
