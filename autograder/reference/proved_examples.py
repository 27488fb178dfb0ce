"""What the text says of an example is what the solution gives there, or the course is refused."""

from autograder.checks.plans.example_trials import outcomes
from autograder.checks.plans.spoken_names import inputs_of, upstream_of
from autograder.model.errors import CourseError
from autograder.model.question import Question
from autograder.model.trial import Answerer
from autograder.numbers.stated import written
from autograder.sandbox.protocol import Raised


def prove_examples(question: Question, reference: Answerer) -> None:
    """Raise CourseError, with the line of `example:`, for the first outcome that the reference does not give."""
    for outcome in outcomes(question, reference):
        if not outcome.met:
            names = [
                name for name in (*inputs_of(question), *upstream_of(question)) if name in outcome.example
            ]
            where = ", ".join(f"{name} = {_short(outcome.example[name])}" for name in names)
            got = outcome.got
            gives = f"raises {got.type_name}" if isinstance(got, Raised) else f"gives {_short(got)}"
            what = f"the example says that {outcome.stated} is {_short(outcome.want)} for {where}, and the solution {gives}"
            raise CourseError("course.yml", question.example_line, f"question {question.id}: {what}")


def _short(value: object) -> str:
    text = written(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


LONGEST = 60
