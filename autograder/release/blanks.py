"""The blanks in the texts of a notebook: points, due dates, drawings, and the examples of a question as sentences."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

from autograder.checks.plans.spoken_names import OUT, UPSTREAM, needs, outcomes_of, upstream_of
from autograder.course.suggestion import suggest
from autograder.model.errors import CourseError
from autograder.model.message import Message, say
from autograder.model.question import Assignment, Course, Example, Form, Question
from autograder.model.trial import Role
from autograder.numbers.stated import written
from autograder.selfcheck.drawing.drawing import Drawing, drawing_of, shown_example
from autograder.words.messages import in_language, render, word
from autograder.words.particles import resolved

_BLANK = re.compile(r"(?<![\w^}\\])\{\{(\w+)\}\}")
"""Not the doubled braces of a formula: those follow a command, an index or an exponent."""


def filled(
    text: str, course: Course, assignment: Assignment, question: Question | None, lang: str,
    place: tuple[Path, int],
) -> str:  # fmt: skip
    """The text of a cell without blanks. Raises CourseError, which names the place, for one that nobody fills."""

    def fill(blank: re.Match[str]) -> str:
        name = blank[1]
        line = text.count("\n", 0, blank.start()) + 1
        where = f"cell {place[1]}, line {line}"
        if name not in BLANKS:
            known = suggest(name, list(BLANKS))
            raise CourseError(place[0], 0, f'{where}: unknown blank "{{{{{name}}}}}"; {known}')
        try:
            return BLANKS[name](course, assignment, question, lang)
        except ValueError as error:
            raise CourseError(place[0], 0, f"{where}: {{{{{name}}}}}: {error}") from None

    return _BLANK.sub(fill, text)


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
    """How to hand in, in the course's words or ours: several notebooks at once, since a later hand-in replaces an earlier one."""
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


def examples_text(question: Question, lang: str) -> str:
    """The examples of a question in Markdown: a sentence, or a list of them. ValueError where it has none."""
    if not question.example:
        raise ValueError("the question has no example; add example: … to its entry, or take the blank out")
    sentences = [_sentence(question, example, lang) for example in question.example]
    if len(sentences) == 1:
        return f"{_word('one', lang)} {sentences[0]}"
    return "\n".join([_word("several", lang), *(f"- {one}" for one in sentences)])


def _sentence(question: Question, example: Example, lang: str) -> str:
    upstream = [name for name in upstream_of(question) if name in example]
    stated, behind = _outcomes(question, example, apart=bool(upstream))
    inputs = [name for name in needs(question, stated) if name not in upstream]

    def told(names: Iterable[str]) -> str:
        return _listed((_is(name, example, lang, _place(question, name)) for name in names), lang)

    arriving = (_value(example[name]) if name == UPSTREAM else _set(name, example) for name in upstream)
    blanks = {
        "inputs": _listed((_set(name, example) for name in inputs), lang),
        "outcomes": told(name for name in stated if name not in behind),
        "upstream": _listed(arriving, lang),
        "gradients": told(behind),
    }
    key = "walk" if question.form is Form.EXPRESSIONS else "upstream"
    template = _word(key if behind else "plain", lang)
    return resolved(template.format_map(blanks))


def _outcomes(question: Question, example: Example, *, apart: bool) -> tuple[list[str], list[str]]:
    """All outcomes that an example states, and those of them that come after the upstream gradients, which stand `apart`."""
    known = outcomes_of(question)
    stated = [name for name in known if name in example]
    if not apart and question.form is not Form.EXPRESSIONS:
        return stated, []
    return stated, [name for name in stated if known[name][0] is Role.GRADIENT]


def _place(question: Question, name: str) -> str:
    """What students call an outcome: the function that returns it, the gradient of an object in its `grad`."""
    role, of = outcomes_of(question)[name]
    if name == OUT:
        return str(question.target) if question.partner else "forward"
    return f"{of}.grad" if question.form is Form.EXPRESSIONS and role is Role.GRADIENT else name


def _set(name: str, example: Example) -> str:
    return f"`{name} = {written(example[name])}`"


def _is(name: str, example: Example, lang: str, place: str = "") -> str:
    """An outcome; `place` is what students call it, where that is another name."""
    template = _word("returns" if name == OUT else "is", lang)
    return template.format_map({"name": f"`{place or name}`", "value": _value(example[name])})


def _value(numbers: object) -> str:
    """Numbers as they stand in a sentence: arrays as code."""
    return f"`{written(numbers)}`" if isinstance(numbers, tuple) else written(numbers)


def _listed(texts: Iterable[str], lang: str) -> str:
    """Several things one after the other: a, b and c."""
    *first, last = [*texts] or [""]
    return f"{', '.join(first)}{_word('and', lang)}{last}" if first else last


def _word(key: str, lang: str) -> str:
    return word(key, lang, "sentence")
