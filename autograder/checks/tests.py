"""`tests`: plain Python that the instructor wrote in a test cell of the solution notebook, judged on the trusted side.

    {check: tests, of: squares_test, points: 2}

The cell runs in a process of its own against stand-ins of what the student wrote (`autograder.sandbox.remote`). It earns
nothing where it raises, so many points where its last line is a number, else all of them.
"""

from collections.abc import Iterator
from math import isnan

from autograder.checks.verdicts.quoting import quoted
from autograder.model.kind import Kind, Names, Reads
from autograder.model.message import Message, say
from autograder.model.question import Question, RubricItem
from autograder.model.trial import RIGHT, Answered, Answerer, Part, Role, Step, Trial, Verdict
from autograder.numbers.draw import Draw
from autograder.sandbox.protocol import Probe, Skipped, Tested


def _plan(question: Question, _: Answerer, __: Draw) -> Iterator[Trial]:
    """A trial for each test cell, named by its grade_id: one observation, a Tested."""
    for name in (item.of[0] for item in question.tested):
        step = Step(name, name, (Part(Role.VALUE, name),))
        yield Trial(name, (step,), Probe(), (Tested(name, "passed"),))


def _judge(item: RubricItem, _: Question, answered: tuple[Answered, ...], __: Answerer) -> Verdict:
    """The share of the points that the test gives; nothing where it did not come to its end."""
    name = item.of[0]
    found = ((one.got(name), one.cells) for one in answered if one.trial.name == name)
    seen, cells = next(found, (Skipped(), ()))
    if not isinstance(seen, Tested):
        return Verdict(0.0, say("timeout_submission"))
    if seen.passed:
        share = 1.0 if seen.number is None or not item.points else seen.number / item.points
        share = 0.0 if isnan(share) else min(max(share, 0.0), 1.0)
        return RIGHT if share == 1.0 else Verdict(share, say("test_in_part", name=name), name, name)
    return Verdict(0.0, _message(seen, cells), name, name)


def _message(seen: Tested, cells: tuple[str, ...]) -> Message:
    """What is said of a test that did not pass: nothing that its author did not show, nor what students' code says."""
    values = {"name": seen.name, "line": seen.line or None, "said": seen.message or None}
    if seen.raised is not None:
        said = quoted(seen.raised, cells)
        where = seen.raised.line if seen.raised.cell >= 0 else None
        return say("test_raised", name=seen.name, type=seen.raised.type_name, line=where, said=said)
    return Message("test_refused" if seen.how == "refused" else "test_failed", values)


KIND = Kind(
    plans={"": _plan},
    judge=_judge,
    options={"show": Reads.FLAG},
    needs=("of",),
    of=Names.CELLS,
    tests=True,
)
