"""The student's self-check: `check("multiply_gate")` in the notebook, `autograder check FILE` on the command line.

It runs in the student's own kernel, needs numpy (and PyYAML, for its sentences), and knows no answer: gradients are compared with the central difference
of the student's own forward. Nothing is sent anywhere.
"""

from __future__ import annotations

import sys
from pathlib import Path

from autograder.model.message import Message, say
from autograder.selfcheck.exercise import Exercise, find
from autograder.selfcheck.framework import check_framework, is_framework
from autograder.selfcheck.history import broken_cell, scope_of
from autograder.selfcheck.layers import check_layer
from autograder.selfcheck.network import check_network
from autograder.selfcheck.student import Scope, StoppedError, quiet, told
from autograder.selfcheck.table import Report, Row, SelfCheckFailed, blank, show
from autograder.selfcheck.variables import check_variables
from autograder.words.catalogue import chosen_language

__all__ = ["Report", "SelfCheckFailed", "check", "check_file", "examine"]


def check(question: str, *, lang: str | None = None) -> None:
    """Check the answer to one exercise in the caller's notebook or script, and show what was found as a small table.

    Raises SelfCheckFailed, an AssertionError whose text is the hint, when something is wrong or nothing is there yet.
    """
    show(examine(question, scope_of(sys._getframe(1)), lang))  # noqa: SLF001  (the caller)


def examine(question: str, scope: Scope, lang: str | None = None) -> Report:
    """What the check finds in some names and cells; it shows nothing and raises nothing."""
    exercise = find(question)
    language = chosen_language(lang, exercise.language if exercise else "en")
    if exercise is None:
        return blank(question, say("no_exercise", name=question), language)
    try:
        with quiet():
            rows, hint = _examined(exercise, scope)
    except StoppedError as stopped:
        broken = broken_cell(question, scope.cells)
        if broken is not None:
            syntax = say("syntax", message=broken.msg, line=broken.lineno or 0)
            return blank(question, syntax, language)
        return _stopped(question, stopped, language)
    except Exception as error:  # an object of the student's that behaves like none that was thought of
        return blank(question, told(question, error), language)
    right = _right(exercise, scope, rows)
    return Report(question, tuple(rows), hint or right, language, passed=hint is None)


def _examined(exercise: Exercise, scope: Scope) -> tuple[list[Row], Message | None]:
    if exercise.given:
        return check_variables(exercise, scope)
    if "network" in exercise.checks:
        return check_network(exercise, scope)
    if exercise.target and exercise.inputs and not is_framework(exercise):
        return check_layer(exercise, scope)
    return check_framework(exercise, scope)


def _right(exercise: Exercise, scope: Scope, rows: list[Row]) -> Message:
    """The sentence under a table without a mistake."""
    if not rows:
        return say("no_check")
    unknown = [row.name for row in rows if row.state == "unknown"]
    if unknown:
        return say("partly_checked", names=", ".join(unknown))
    if exercise.given:
        return say("all_right_plain") if scope.cells else say("no_source")
    return (
        say("all_right") if exercise.checks & {"forward", "gradient", "network"} else say("all_right_other")
    )


def _stopped(question: str, stopped: StoppedError, lang: str) -> Report:
    if not stopped.at or not stopped.attempted:
        return blank(question, stopped.hint, lang, stopped.attempted)
    row = Row(stopped.at, "–", "wrong", "–")
    return Report(question, (row,), stopped.hint, lang, passed=False)


def check_file(path: Path, question: str | None = None, lang: str | None = None) -> bool:
    """Run a notebook or script in a Python of its own and print a table for each exercise in it (or for one of them).

    True when all are right. Raises UnreadableSubmission when it is no notebook or script.
    """
    from autograder.selfcheck.file import check_in_child

    return check_in_child(path, question, chosen_language(lang))
