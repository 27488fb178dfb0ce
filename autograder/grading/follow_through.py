"""Leaves first: when a network fails because one of its layers is wrong, say which, and judge the rest with a right one.

A question says so with `follow_through: {leaves: [relu, affine], share: 0.5}`: what the network earns with the
reference's leaves counts by that share; fully where a leaf was only imported from a file that was not handed in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from autograder.fitting.supply import imports_from_elsewhere
from autograder.model.answer_key import AnswerKey
from autograder.model.cell import Cell
from autograder.model.message import Message
from autograder.model.question import Question
from autograder.model.result import QuestionResult
from autograder.model.trial import Verdict
from autograder.sandbox.protocol import Asked


def broken(
    question: Question, results: Mapping[str, QuestionResult], cells: Sequence[Cell]
) -> list[Question]:
    """The leaves that are wrong, or that the notebook imports from elsewhere."""
    options = question.options["follow_through"]
    found = [results[leaf] for leaf in options.get("leaves", ()) if leaf in results]
    return [
        result.question
        for result in found
        if not result.full and (result.outcome != "missing" or _elsewhere(result, cells))
    ]


def _elsewhere(result: QuestionResult, cells: Sequence[Cell]) -> bool:
    names = (result.question.target or "", *result.question.aliases)
    return result.outcome == "missing" and any(imports_from_elsewhere(cells, name) for name in names)


def cells(leaves: Sequence[Question], asked: Mapping[str, Asked], key: AnswerKey) -> list[Cell]:
    """The reference's cells of those leaves, also under the names that the student gave them."""
    found = []
    for leaf in leaves:
        names = {own for _, own in asked[leaf.id].aliases} if leaf.id in asked else set(leaf.aliases)
        renamed = "".join(f"\n{name} = {leaf.target}" for name in sorted(names))
        found.append(Cell(key.reference.source(leaf.id) + renamed, -1))
    return found


def credit(
    result: QuestionResult,
    again: QuestionResult,
    leaves: Sequence[Question],
    results: Mapping[str, QuestionResult],
    cells: Sequence[Cell],
) -> QuestionResult:
    """The result with follow-through credit for what is right once the leaves are."""
    wrong = [leaf for leaf in leaves if not _elsewhere(results[leaf.id], cells)]
    share = float(result.question.options["follow_through"].get("share", 0.5)) if wrong else 1.0
    names = [leaf.target or leaf.id for leaf in wrong or leaves]
    message = Message("follow_through", {"names": names, "share": share})
    told = Message("leaf_broken", {"names": names}) if wrong else Message("supplied_helper", {"names": names})
    verdicts = []
    helped = False
    for (item, verdict), (_, repaired) in zip(result.verdicts, again.verdicts, strict=True):
        helps = not verdict.passed and repaired.passed
        credited = repaired if share >= 1 else Verdict(share, message)
        verdicts.append((item, credited if helps else verdict))
        helped = helped or helps
    if not helped:
        return result
    outcome = "answered" if all(v.passed for _, v in verdicts) else result.outcome
    error = None if outcome == "answered" else result.error
    return replace(
        result, verdicts=tuple(verdicts), outcome=outcome, error=error, notes=(*result.notes, told)
    )
