"""The student's self-check: `check("multiply_gate")` in the notebook, `autograder check FILE` on the command line.

It runs in the student's own kernel and knows no answer: gradients are compared with the central difference of the
student's own forward, by the grader's own plan and in its words. Nothing is sent anywhere. `check()` says how far the whole notebook is.
"""

import sys
from dataclasses import replace
from pathlib import Path

from autograder.checks import KINDS
from autograder.checks.verdicts.parts import arriving
from autograder.diagnosis.answer_text import Text
from autograder.diagnosis.habits.calculating import differences
from autograder.model.message import Message, say
from autograder.model.outcome import Outcome
from autograder.model.question import Question
from autograder.model.result import QuestionResult
from autograder.model.trial import Verdict
from autograder.notebook.code import code
from autograder.notebook.signs import goes_through_points
from autograder.notebook.solutions import mark_of
from autograder.sandbox.protocol import Raised, Skipped
from autograder.selfcheck.coaching import Coach
from autograder.selfcheck.display import Report, SelfCheckFailed, blank, display, show
from autograder.selfcheck.drawing.pictured import drawn
from autograder.selfcheck.exercise import FILE, Exercise, find, known, language_here, together_with, unknown
from autograder.selfcheck.findings import Found, examined
from autograder.selfcheck.history import Scope, broken_cell, scope_of
from autograder.selfcheck.outdated import outdated_name
from autograder.selfcheck.overview import CALLED, Summary, summary
from autograder.selfcheck.place import called
from autograder.selfcheck.quiet import CALLS, SECONDS, OutOfTimeError, quiet, within
from autograder.selfcheck.reading import read
from autograder.selfcheck.runs import failed, follow
from autograder.words.catalogue import chosen_language, languages
from autograder.words.verdicts import SHOWN

SECONDS_OF_CELL = 10.0
"""What a cell of a file may take: the grader's own limit."""

follow()
_COACH = Coach()

__all__ = ["Report", "SelfCheckFailed", "check", "check_file", "draw", "examine"]


def check(question: str | None = None, *, lang: str | None = None) -> None:
    """Check the answer to one exercise in the caller's notebook or script, and show what was found as a small table;
    without a name all that the notebook asks, a line each.

    Raises SelfCheckFailed, an AssertionError whose text is the hint, when something is wrong or nothing is there yet.
    """
    scope = scope_of(sys._getframe(1))  # noqa: SLF001  (the caller)
    if lang is not None and lang not in languages():
        unknown = say("no_language", name=lang, known=languages())
        show(blank(str(question or "check"), unknown, chosen_language(None)))
    try:
        shown = overview(scope, lang) if question is None else examine(str(question), scope, lang)
    except KeyboardInterrupt:
        shown = blank(str(question or "check"), say("interrupted"), chosen_language(lang))
    if isinstance(shown, Report):
        show(_COACH.coached(shown, find(shown.question)))
    else:
        display(shown)


def overview(scope: Scope, lang: str | None = None) -> Summary:
    """How far the notebook is whose cells these are: every exercise beside it is examined."""
    exercises = together_with({name for cell in scope.cells for name in CALLED.findall(cell)})
    language = chosen_language(lang, exercises[0].language if exercises else "en")
    reports = {one.question.id: examine(one.question.id, scope, language, asked=False) for one in exercises}
    return summary(exercises, reports, language, Path.cwd())


def draw(what: object, *, lang: str | None = None) -> None:
    """Draw the graph of an exercise with the caller's own values and gradients, or the graph that a variable remembers."""
    display(drawn(what, scope_of(sys._getframe(1)), lang))  # noqa: SLF001  (the caller)


def examine(question: str, scope: Scope, lang: str | None = None, *, asked: bool = True) -> Report:
    """What the check finds in some names and cells; whether the student `asked` for this question. Shows nothing, raises nothing."""
    exercise = find(question)
    language = chosen_language(lang, exercise.language if exercise else language_here())
    if exercise is None:
        return blank(question, unknown(question), language)
    if not exercise.question.rubric:
        return Report(question, (), say("no_check"), language)
    try:
        with quiet(), within(SECONDS) as clock:
            own = read(exercise.question, scope, asked=asked)
            if own is None or _is_untouched(exercise, own):
                return blank(question, say("not_attempted"), language, attempted=False)
            unwritten = _unwritten(exercise.question, own)
            if unwritten:
                return blank(question, unwritten, language, attempted=False)
            hindrance = _hindrance(exercise.question, own)
            if hindrance:
                return blank(question, hindrance, language)
            clock.again()
            found = examined(exercise.question, own, clock, exercise.mistakes)
    except OutOfTimeError as error:
        slow = say("too_slow_to_check", seconds=f"{CALLS * SECONDS:g}")
        return blank(question, slow if clock.is_spent else late(error, SECONDS), language)
    except Exception as error:  # ours: what a student's code raises is an answer
        return blank(question, say("ours_failed", type=type(error).__name__), language)
    broken = broken_cell(exercise.question, own.cells)
    if broken is not None and not found.result.full:
        syntax = say("syntax", message=broken.msg, line=broken.lineno or 0)
        return blank(question, syntax, language)
    return _report(exercise.question, found, own, language)


def _is_untouched(exercise: Exercise, own: Scope) -> bool:
    """The last cell that may answer is the stub as it was handed out."""
    question, stub = exercise.question, exercise.stub
    asked = {*question.asked, question.target, question.partner, *question.aliases}
    cells = (cell for cell in reversed(own.cells) if code(cell).defined & asked or mark_of(cell) == stub)
    return bool(stub) and mark_of(next(cells, "")) == stub


def _unwritten(question: Question, own: Scope) -> Message | None:
    """A class or function is not there because its cell ends where nothing is written yet, and not because of its name."""
    if own.failure is None or not own.failure.unwritten or question.given:
        return None
    there = {str(question.target), *question.aliases} & own.names.keys()
    return None if there else say("not_written", line=own.failure.line or None)


def _hindrance(question: Question, own: Scope) -> Message | None:
    """Why nothing can be asked of what stands: its last run failed, or it uses what stands no more."""
    if own.failure:
        return None if own.failure.unwritten or own.late else failed(own.failure, SECONDS_OF_CELL)
    outdated = outdated_name(question, own)
    return say("outdated", name=outdated) if outdated else None


def late(error: BaseException, seconds: float) -> Message:
    """What did not come back in time: a method of a class, a function, or a cell."""
    owner, name, line = called(error)
    what = name or say("late_cell")
    return say("late", method=what, owner=owner or None, seconds=f"{seconds:g}", line=line or None)


def _report(question: Question, found: Found, scope: Scope, lang: str) -> Report:
    result = found.result
    ended = failed(scope.failure, SECONDS_OF_CELL) if scope.failure and scope.late else None
    right = _right(question, found, scope) if result.full else None
    if right and right.key == "estimated":  # no tick: the grader looks where estimates fail
        found = replace(found, rows=tuple(replace(row, state="own") for row in found.rows))
    if right and ended:
        return Report(question.id, found.rows, ended, lang, said=right)
    if right:
        less = (
            say("hurried", seconds=round(found.pause, 2)) if found.pause else next(iter(result.notes), None)
        )
        return Report(question.id, found.rows, right, lang, said=less)
    attempted = result.outcome != Outcome.NOT_ATTEMPTED
    verdict = next(verdict for _, verdict in result.verdicts if not verdict.passed)
    rows = found.rows if attempted else ()
    said = _said(result, verdict)
    upstream = arriving(question, scope.cells)
    return Report(question.id, rows, verdict, lang, False, attempted, said, upstream)


def _said(result: QuestionResult, verdict: Verdict) -> Message | None:
    """What Python said where the verdict speaks of, if the student's own code raised or was called wrongly there."""
    error = None if verdict.message.key in SHOWN else _error(result, verdict)
    if error is None or not error.message or (error.cell < 0 and error.type_name != "TypeError"):
        return None
    return say("python_said", type=error.type_name, message=error.message)


def _error(result: QuestionResult, verdict: Verdict) -> Raised | None:
    """The exception behind a verdict: that of its step, or of what its step stands on."""
    step = verdict.step or ""
    named = (one for one in result.answered if one.trial.name == verdict.trial)
    one = next((one for one in named if step in one.trial.places), None)
    if one is None:
        return result.error
    got = one.got(step)
    if isinstance(got, Skipped):
        return next((before for before in one.reply.observations if isinstance(before, Raised)), None)
    return got if isinstance(got, Raised) else None


def _right(question: Question, found: Found, scope: Scope) -> Message:
    """The sentence under a table without a mistake."""
    if any(KINDS[item.check].apart for item in question.rubric):
        return say("tests_pass")
    unknown = [row.name for row in found.rows if row.state == "unknown"]
    if _estimates(question, scope):
        return say("estimated")
    if unknown:
        return say("partly_checked", names=", ".join(unknown))
    if question.given and not scope.cells:
        return say("no_source")
    return _agreement(question, found)


def _agreement(question: Question, found: Found) -> Message:
    """What agrees with what, of an answer without a mistake."""
    states = {row.state for row in found.rows}
    is_known = states == {"ok"} and bool(question.example)
    if not question.form or not (is_known or "own" in states):
        return say("all_right_other")
    if question.given:
        return say("all_right_plain" if is_known else "own_values")
    return say("all_right" if is_known else "own_forward")


def _estimates(question: Question, scope: Scope) -> bool:
    """The cells that answer a question of gradients divide a difference by a small step, or lay a polynomial through points."""
    if not any(KINDS[item.check].strained for item in question.rubric):
        return False
    asked = {question.target} if question.target else set(question.asked)
    own = tuple(one for one in scope.cells if code(one).names & asked)
    return differences(Text(own)) or any(goes_through_points(code(one)) for one in own)


def check_file(path: Path, question: str | None = None, lang: str | None = None) -> bool:
    """Run a notebook or script in a Python of its own and print a table for each exercise in it (or for one of them).

    True when all are right. Raises UnreadableSubmission when it is no notebook or script.
    """
    from autograder.selfcheck.file import check_in_child

    course = next((exercise.language for exercise in known(path.parent / FILE)), "en")
    return check_in_child(path, question, chosen_language(lang, course))
