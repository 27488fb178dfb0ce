"""What `release` writes into the blanks of a text: `{{points}}`, `{{assignment}}` and so on, from course.yml, in one language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from autograder.model.message import Message, say
from autograder.model.question import Assignment, Course, Question
from autograder.release.examples import examples_text
from autograder.selfcheck.drawing.drawing import Drawing, drawing_of, shown_example
from autograder.words.messages import in_language, render

Blank = Callable[[Course, Assignment, Question | None, str], str]
"""A text of Markdown for the question whose answer cell comes next (None where none does), in a language. Raises ValueError where
there is nothing to fill it with."""

PACKAGE = "backprop-autograder-student"
"""What students install."""


def _points(_: Course, assignment: Assignment, question: Question | None, lang: str) -> str:
    """What the question is worth, with others that are answered in the same cell; the whole assignment where there is none."""
    if question is None:
        return render(_worth(total(assignment)), lang)
    there = (one for one in assignment.questions if one.answer_cell == question.answer_cell)
    return render(_worth(sum(one.points for one in there)), lang)


def _title(_: Course, assignment: Assignment, question: Question | None, lang: str) -> str:
    """The title of the question, that of the assignment where there is none."""
    one = question or assignment
    return in_language(one.title, lang, one.id)


def total(assignment: Assignment) -> float:
    """The points of an assignment, with those that people give."""
    return assignment.points + sum(assignment.by_hand.values())


def _worth(points: float) -> Message:
    return say("notebook_point") if points == 1 else say("notebook_points", points=points)


def _assignment(course: Course, assignment: Assignment, _: Question | None, lang: str) -> str:
    """What all questions are worth, by when, what lateness costs, what to install and what to hand in: a list."""
    count = len(assignment.questions)
    questions = say("notebook_question") if count == 1 else say("notebook_questions", count=count)
    lines = [say("notebook_worth", questions=questions, points=_worth(total(assignment)))]
    if assignment.due:
        lines.append(say("notebook_due", due=_when(assignment.due), **_late(course, assignment)))
    lines.append(say("notebook_install", package=PACKAGE))
    return "\n".join(
        f"- {line}" for line in [*(render(line, lang) for line in lines), _hand_in(course, assignment, lang)]
    )


def _hand_in(course: Course, assignment: Assignment, lang: str) -> str:
    """How to hand in: the course's own words, else ours; of several notebooks all at once, since a later hand-in replaces all of an
    earlier one."""
    whole = next((one for one in course.assignments if one.id == assignment.id), assignment)
    files = [f"{notebook}.ipynb" for notebook in whole.notebooks]
    if course.hand_in:
        return in_language(course.hand_in, lang).replace("{file}", ", ".join(files))
    if files[1:]:
        return render(say("notebook_hand_in_all", files=", ".join(f"`{file}`" for file in files)), lang)
    return render(say("notebook_hand_in", file=files[0]), lang)


def _late(course: Course, assignment: Assignment) -> dict[str, object]:
    """What lateness costs; None for what the policy does not say."""
    late = assignment.late
    if late is None:
        return {}
    return {
        "per_day": _percent(late.per_day) if late.per_day else None,
        "per_hour": _percent(late.per_hour) if late.per_hour else None,
        "at_most": _percent(late.at_most),
        "grace": late.grace_minutes or None,
        "free_days": course.free_late_days or None,
    }


def _percent(share: float) -> str:
    return f"{100 * share:g} %"


def _when(due: datetime) -> str:
    """A date that reads the same in every language, with its zone."""
    return f"{due:%Y-%m-%d, %H:%M} ({due.tzname()})"


def _graph(_: Course, __: Assignment, question: Question | None, lang: str) -> str:
    """The drawing of the question's formula, with what its example states and nothing else."""
    if question is None or not question.graph:
        raise ValueError("the question has no graph; add graph: … to its entry, or take the blank out")
    return Drawing(drawing_of(question, shown_example(question), lang), lang).image


def _example(_: Course, __: Assignment, question: Question | None, lang: str) -> str:
    """What the question's examples state, in sentences."""
    if question is None:
        raise ValueError("no question follows; put the blank above an answer cell")
    return examples_text(question, lang)


BLANKS: Mapping[str, Blank] = {
    "assignment": _assignment,
    "example": _example,
    "graph": _graph,
    "points": _points,
    "title": _title,
}
"""Every blank by its name."""
