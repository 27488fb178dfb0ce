"""Does every mistake cost points? Grades every mutant of every reference answer and lists those that keep full marks.

    python -m bench.mutants [question …]

A mutant is the reference cell with one small mistake (see bench/mutation.py), after the notebook's earlier cells. Those
that say the same as the reference (bench/canonical.py) are not graded. Survivors stand in bench/equivalent.yml with the
reason why nothing is wrong with them; any other one is a hole in the probes, and the program ends with status 1.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import yaml

from autograder.checks.plans.variables import is_shape
from autograder.course.load import load_course
from autograder.grading.grader import Grader
from autograder.host.prober import Prober
from autograder.model.answer_key import AnswerKey
from autograder.model.cell import Cell
from autograder.model.question import Limits, Question
from autograder.reference.answer_key import make_answer_key
from bench.canonical import canonical
from bench.mutation import Mutant, mutants

ROOT = Path(__file__).parents[1]
EQUIVALENT = Path(__file__).with_name("equivalent.yml")
HASTY = Limits(cell_seconds=1.5, question_seconds=1.0, memory_mb=512)
"""Mutants may loop for ever; the reference needs a fraction of this."""


@dataclass(frozen=True, slots=True)
class Equivalents:
    """Survivors with nothing wrong, by question: names of mutants (or beginnings, before a star), each with a reason."""

    reasons: dict[str, dict[str, str]]

    @classmethod
    def read(cls, path: Path = EQUIVALENT) -> Equivalents:
        """The list in a file: question -> [{because: reason, mutants: [name, …]}, …]."""
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        return cls(
            {
                q: {name: one["because"] for one in groups for name in one["mutants"]}
                for q, groups in content.items()
            }
        )

    def entry(self, question: str, mutant: Mutant) -> str | None:
        """The entry that a mutant falls under; None when there is none."""
        for name in self.reasons.get(question, {}):
            if mutant.name == name or (name.endswith("*") and mutant.name.startswith(name[:-1])):
                return name
        return None


def grader_of(key: AnswerKey, question: Question, prober: Prober) -> Grader:
    """A grader that asks nothing but one question."""
    return Grader(replace(key, assignment=replace(key.assignment, questions=(question,))), prober)


def with_mutant(key: AnswerKey, question: str, source: str) -> tuple[Cell, ...]:
    """The reference notebook up to a question, with another source in the question's own cell."""
    at = next(i for i, cell in enumerate(key.reference.cells) if cell.grade_id == question)
    return (*key.reference.cells[:at], replace(key.reference.cells[at], source=source))


def survives(grader: Grader, question: Question, mutant: Mutant) -> bool:
    """Does the mutant keep full marks?"""
    (result,) = grader.grade(with_mutant(grader.key, question.id, mutant.source)).questions
    return result.score >= question.points - 1e-9


def meaning(question: Question, source: str) -> str:
    """The canonical text of an answer to a question; of plain variables only those asked for count."""
    asked = frozenset(name for item in question.rubric for name in item.of) if question.given else frozenset()
    return canonical(source, asked)


def different(question: Question, source: str) -> Iterator[Mutant]:
    """The mutants of a reference cell that say something else than it does, and than each other."""
    seen = {meaning(question, source)}
    for mutant in mutants(source):
        text = meaning(question, mutant.source)
        if text not in seen:
            seen.add(text)
            yield mutant


def transposed(question: Question, source: str, mutant: Mutant) -> bool:
    """Does the mutant differ by a transpose alone, where all is numbers and vectors? There it changes nothing."""
    shapes = [*question.init.values(), *question.inputs.values()]
    matrices = any(len(shape) > 1 for shape in shapes) or any(
        is_shape(given) or np.ndim(given) > 1 for given in question.given.values()
    )
    if matrices or (not question.given and not shapes) or {"arrays", "kind"} & set(question.options):
        return False
    return meaning(question, re.sub(r"\.T\b", "", mutant.source)) == meaning(question, source)


def run(
    key: AnswerKey, question: Question, prober: Prober, listed: Equivalents
) -> tuple[int, int, list[Mutant], set[str]]:
    """Grade a question's mutants: how many, how many survive, the survivors not listed, the entries that were used."""
    grader = grader_of(key, question, prober)
    source = key.reference.source(question.id)
    if not survives(grader, question, Mutant("the reference", source)):
        raise SystemExit(
            f"{question.id}: the reference itself loses points, so nothing can be said of its mutants"
        )
    tried = list(different(question, source))
    survivors = [mutant for mutant in tried if survives(grader, question, mutant)]
    found = [(m, listed.entry(question.id, m)) for m in survivors if not transposed(question, source, m)]
    unlisted = [mutant for mutant, entry in found if entry is None]
    return len(tried), len(survivors), unlisted, {entry for _, entry in found if entry}


def main(only: Sequence[str] = ()) -> int:
    """Grade the mutants of the questions named (all), print a table and the holes. Status 1 when there is one."""
    course = replace(load_course(ROOT), limits=HASTY)
    listed, start = Equivalents.read(), time.monotonic()
    total = alive = holes = 0
    with Prober(course.limits) as prober:
        for assignment in course.assignments:
            chosen = [q for q in assignment.questions if not only or q.id in only or assignment.id in only]
            key = make_answer_key(course, assignment, b"mutants") if chosen else None
            for question in chosen:
                assert key is not None
                graded, survived, unlisted, used = run(key, question, prober, listed)
                stale = set(listed.reasons.get(question.id, {})) - used
                print(
                    f"{question.id:20}{graded:6} mutants{survived:5} survive, {len(unlisted)} unexplained",
                    flush=True,
                )
                for mutant in unlisted:
                    print(f"    HOLE  {mutant.name}")
                for name in sorted(stale):
                    print(f"    stale entry in {EQUIVALENT.name}: {name}")
                total, alive, holes = total + graded, alive + survived, holes + len(unlisted)
    seconds = time.monotonic() - start
    print(
        f"{total} mutants, {total - alive} lose points, {alive - holes} equivalent, {holes} unexplained; {seconds:.0f} s"
    )
    return 1 if holes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
