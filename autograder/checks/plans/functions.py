"""The plan of functions that return values and gradients: f, dx, dy = staged(x, y)."""

from collections.abc import Iterator, Mapping

from autograder.checks.plans.arguments import Arguments
from autograder.checks.plans.calling import call
from autograder.checks.plans.outputs import flat
from autograder.checks.plans.script import Script
from autograder.model.condition import Condition
from autograder.model.question import Question
from autograder.model.trial import Answerer, Part, Role, Slope, Trial

Sizes = tuple[Mapping[str, int], ...]


def function(
    answerer: Answerer, arguments: Arguments, size: Sizes, name: str, **more: object
) -> Iterator[Trial]:
    """Two calls, and the first once more."""
    question, script, given = arguments.question, Script(), {}
    for turn in (1, 2):
        given[turn] = script.tell(arguments.of_inputs(size[turn - 1], turn - 1), str(turn))
    for at, turn in ((1, 1), (2, 2), (3, 1)):
        expression = f"{question.target}({call(question.inputs, str(turn))})"
        parts = returned(script, question, given[turn], str(turn), expression)
        upstream = given[turn][question.upstream[0]] if len(question.upstream) == 1 else ""
        again = (Condition.SECOND_CALL,) if at > turn else ()
        of_call = {"call": at, "owner": "ab"[turn - 1], "given": given[turn], "upstream": upstream}
        of_call |= {"method": question.target, "conditions": again}
        script.say(f"out_{at}", expression, *parts, **of_call)
    yield script.trial(name, question, answerer, **more)


def returned(
    script: Script, question: Question, given: Mapping[str, str], turn: str, itself: str
) -> Iterator[Part]:
    """What a function returns, part by part; a gradient is that of `forward`, else of the value returned beside it."""
    of = {place: name for name, place in question.gradients.items()}
    expression, part = itself, next((i for i, n in enumerate(question.returns) if n not in of), None)
    if question.forward:
        names = [name for name in question.inputs if name not in question.upstream]
        expression, part = f"{question.forward}({call(names, turn)})", None
    upstream = given[question.upstream[0]] if question.upstream else ""
    if len(question.upstream) > 1:
        expression, upstream = f"as_one_row({expression})", f"upstream_{turn}"
        script.inputs[upstream] = flat(script.inputs[given[name]] for name in question.upstream)
    for name in question.returns:
        if name in of:
            yield Part(Role.GRADIENT, of[name], Slope(expression, given[of[name]], upstream, part))
        else:
            yield Part(Role.FORWARD, name)
