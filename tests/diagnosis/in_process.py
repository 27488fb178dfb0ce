"""Answers judged in this process, without a sandbox: what a rule is shown of a few lines in a question's place."""

from __future__ import annotations

import functools
from dataclasses import replace

import numpy as np

from autograder.diagnosis import Diagnosis, make_diagnosis
from autograder.diagnosis.case import Case
from autograder.grading.judge import Before, judge, nothing
from autograder.model.answer_key import AnswerKey
from autograder.model.cell import Cell
from autograder.model.message import Message
from autograder.model.result import QuestionResult
from autograder.model.trial import Answered
from autograder.reference.answer_key import make_answer_key
from autograder.reference.splice import splice
from autograder.sandbox.interpreter import Interpreter
from autograder.sandbox.protocol import Asked
from tests.conftest import COURSE

ASSIGNMENTS = {question.id: one.id for one in COURSE.assignments for question in one.questions}


@functools.cache
def key_of(assignment: str) -> AnswerKey:
    return make_answer_key(COURSE, COURSE.assignment(assignment), b"tests")


@functools.cache
def diagnosis_of(assignment: str) -> Diagnosis:
    return make_diagnosis(key_of(assignment))


def case_of(question: str, change: str, outcome: str = "") -> Case:
    """An answer to a question as its diagnosis sees it; the arguments are those of `judged`."""
    result, cells = judged(question, change, outcome)
    errors = result.cell_errors
    return diagnosis_of(ASSIGNMENTS[question])._case(result, result.answered, cells, errors)


def judged(question: str, change: str, outcome: str = "") -> tuple[QuestionResult, tuple[Cell, ...]]:
    """The result and the cells of the reference's answer with `change` spliced in; a change that defines a class is the
    whole answer. With an `outcome`, the result of an answer that could not be asked.
    """
    key = key_of(ASSIGNMENTS[question])
    own, cells = key.questions[question], key.reference.cells
    at = next(i for i, cell in enumerate(cells) if cell.grade_id == question)
    whole = any(line.startswith("class ") for line in change.splitlines())
    source = change if whole else splice(key.reference.source(question), change, own.question.target)
    cell = Cell(source, cells[at].index, question)
    cells = (*cells[:at], cell)
    if outcome:
        return nothing(own.question, outcome, Message("crashed"), cell, at), cells
    sources = tuple(one.source for one in cells)
    printed: list[object] = []
    interpreter = Interpreter(sources, lambda: len(printed))
    interpreter.names["print"] = lambda *values: printed.append(values)
    asked = Asked(question, at, at, tuple(own.question.given), own.probes)
    with np.errstate(all="ignore"):
        for index in range(at):
            interpreter.run_cell(index)
        if own.question.given:
            interpreter.snapshot(asked)
        interpreter.names.pop(own.question.target or "", None)
        errors = interpreter.run_cell(at)
        replies = [interpreter.answer(asked, probe) for probe in own.probes]
    pairs = zip(own.asked, replies, strict=True)
    answered = tuple(Answered(trial, reply, cells=sources) for trial, reply in pairs)
    result = judge(own, key.reference, answered, Before(errors))
    return replace(result, cell=cell, at=at, cell_errors=errors), cells
