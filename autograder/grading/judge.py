"""From replies to a question's result: outcome, verdicts, the one cause said instead of its consequences.

Nothing runs here, and nothing is refused: any well-formed reply gets a result.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from autograder.checks.verdicts.analytic import analytic, with_the_rest
from autograder.checks.verdicts.packages import package_behind
from autograder.checks.verdicts.quoting import UNREADABLE, quoted, vouched
from autograder.fitting.locate import Place
from autograder.host.child import Heard
from autograder.model.answer_key import QuestionKey
from autograder.model.cell import Cell
from autograder.model.message import Message
from autograder.model.outcome import Outcome
from autograder.model.question import Question
from autograder.model.result import QuestionResult, Verdicts
from autograder.model.trial import RAN_AGAIN, Answered, Answerer, Role, Verdict
from autograder.notebook.leftover import left_over
from autograder.sandbox.protocol import Raised, Skipped, Tested


@dataclass(frozen=True, slots=True)
class Before:
    """What came of the cells before the probes: their exceptions, or how one of them ended that hung or died."""

    errors: tuple[Raised, ...] = ()
    lost: Outcome | None = None


def before(heard: Heard, place: Place, sources: tuple[str, ...]) -> Before:
    """What came of a question's cells: what its own cell says is the cause, else what earlier ones of its work say.

    `sources` are all cells, which vouch for what is said of them.
    """

    def errors_of(at: int) -> list[Raised]:
        return [vouched(error, sources) for error in heard.cells.get(at, ())]

    own = Before(tuple(errors_of(place.after)), heard.lost.get(place.after))
    if own.errors or own.lost is not None:
        return own
    errors = [error for i in range(place.first, place.after) for error in errors_of(i)]
    lost = next((heard.lost[i] for i in range(place.after) if i in heard.lost), None)
    return Before(tuple(errors), lost)


def nothing(
    question: Question, outcome: Outcome, message: Message, cell: Cell | None = None, at: int = -1
) -> QuestionResult:
    """A question without any answer to judge: no points, and the same message on every item."""
    verdicts = tuple((item, Verdict(0.0, message)) for item in question.rubric)
    return QuestionResult(question, outcome, verdicts, cell=cell, at=at)


def judge(
    key: QuestionKey,
    reference: Answerer,
    answered: tuple[Answered, ...],
    before: Before = Before(),
    seconds: float = 0.0,
) -> QuestionResult:
    """The result of a question whose probes were answered; `before` them its cells ran; `seconds` is the limit of a cell.

    Strained trials are looked at last, for what is right elsewhere; the result is made of the ordinary ones.
    """
    ordinary = tuple(one for one in answered if not one.trial.strained)
    strained = tuple(one for one in answered if one.trial.strained)
    raised = _raised(ordinary)
    silent = bool(raised) and not any(map(_gave_value, ordinary))
    if silent and all(error.type_name == "NotImplementedError" for error in raised):  # the stub still stands
        return nothing(key.question, Outcome.NOT_ATTEMPTED, Message("not_attempted"))
    ordinary, verdicts = _judged(key, reference, ordinary, strained, before.errors)
    raised = _raised(ordinary)
    missing = _missing(raised)
    absent = bool(missing) if silent else key.question.target in missing
    result = QuestionResult(
        key.question,
        Outcome.ANSWERED,
        verdicts,
        notes=_notes(verdicts),
        answered=ordinary,
        estimates=_runs_again(strained),
    )
    outcome, error = _outcome(raised, before, absent, result.full)
    if outcome.is_loss or (outcome is Outcome.ERROR and absent):
        sources = answered[0].cells if answered else ()
        verdicts = _of_one_cause(verdicts, _cause(outcome, error, seconds, sources))
    return replace(result, outcome=outcome, verdicts=verdicts, error=error)


def _judged(
    key: QuestionKey,
    reference: Answerer,
    ordinary: tuple[Answered, ...],
    strained: Sequence[Answered],
    errors: Sequence[Raised],
) -> tuple[tuple[Answered, ...], Verdicts]:
    """The ordinary answers without what is left over from before an exception, and what becomes of each item by them."""
    verdicts = _verdicts(key, reference, ordinary, strained)
    stale = _stale(verdicts, ordinary, errors)
    if not stale:
        return ordinary, verdicts
    ordinary = tuple(_raising(one, stale) for one in ordinary)
    return ordinary, _verdicts(key, reference, ordinary, strained)


def _verdicts(
    key: QuestionKey, reference: Answerer, ordinary: tuple[Answered, ...], strained: Sequence[Answered]
) -> Verdicts:
    """What becomes of each item: of the ordinary answers, then of the strained ones, which those may excuse unless backward ran
    its forward again and again."""
    excuse = () if _runs_again(strained) else ordinary
    given = ((item, key.verdict(item, ordinary, reference)) for item in key.question.rubric)
    judged = tuple((item, analytic(key, item, verdict, excuse, strained)) for item, verdict in given)
    return with_the_rest(key, judged, ordinary[0].own if ordinary else ())


def _stale(
    verdicts: Verdicts, answered: Sequence[Answered], errors: Sequence[Raised]
) -> Mapping[str, Raised]:
    """The plain variables without any points whose statement raised, or one that they are made of, each with that exception:
    what they hold is left over from before."""
    sources = answered[0].cells if answered else ()
    wrong = {item.of[0] for item, verdict in verdicts if item.of and not verdict.share}
    found: dict[str, Raised] = {}
    for error in errors:
        if 0 <= error.cell < len(sources) and answered[0].trial.probe.given is not None:
            found = {**dict.fromkeys(wrong & left_over(sources[error.cell], error.line), error), **found}
    return found


def _raising(answered: Answered, stale: Mapping[str, Raised]) -> Answered:
    """The answer as it is without what is left over: the statement raised."""
    steps = zip(answered.trial.steps, answered.reply.observations, strict=True)
    observations = tuple(stale.get(step.name, got) for step, got in steps)
    return replace(answered, reply=replace(answered.reply, observations=observations))


def _raised(answered: Sequence[Answered]) -> list[Raised]:
    seen = [o for one in answered for o in one.reply.observations]
    seen = [one.raised if isinstance(one, Tested) else one for one in seen]
    return [one for one in seen if isinstance(one, Raised)]


def supplied_alone(result: QuestionResult, key: QuestionKey, name: str) -> QuestionResult:
    """The result where a supplied helper is all that forward is asked for: that counts as far as the rest is right."""
    forward = [key.about(item)[0] is Role.FORWARD for item, _ in result.verdicts]
    judged = list(zip(forward, result.verdicts, strict=True))
    rest = min((verdict.share for is_forward, (_, verdict) in judged if not is_forward), default=0.0)
    less = Verdict(rest, Message("supplied_alone", {"names": [name]}))
    verdicts = tuple(
        (item, less if is_forward and verdict.share > rest else verdict)
        for is_forward, (item, verdict) in judged
    )
    return replace(result, verdicts=verdicts)


ONCE = 1
"""A backward may run its forward anew, to remember what it needs."""


def _runs_again(strained: Sequence[Answered]) -> bool:
    """Whether backward runs what forward runs again and again, as the student's process says: a reason to look, no more."""
    said = (one.got(RAN_AGAIN) for one in strained if RAN_AGAIN in one.trial.places)
    return any(isinstance(times, int) and times > ONCE for times in said)


def _missing(raised: Sequence[Raised]) -> set[str]:
    """The names that probes ask for and did not find."""
    return {error.name for error in raised if error.cell < 0 and error.type_name == "NameError"}


def _outcome(
    raised: Sequence[Raised], before: Before, absent: bool, full: bool
) -> tuple[Outcome, Raised | None]:
    """The outcome of answers among which `raised` are, and the exception that says it best.

    `absent`: what was asked for is not there at all, so that its cells say why.
    """
    if any(error.type_name == "MemoryError" for error in raised):
        return Outcome.MEMORY, None
    if absent:
        first = before.errors[0] if before.errors else None
        return before.lost or (Outcome.ERROR if first else Outcome.MISSING), first
    if raised and not full:
        return Outcome.ERROR, next((one for one in raised if one.cell >= 0), raised[0])
    return Outcome.ANSWERED, None


def _cause(outcome: Outcome, error: Raised | None, seconds: float, sources: tuple[str, ...]) -> Message:
    if error is None:
        return unfinished(outcome, seconds)
    if package := package_behind(error, sources):
        return Message(
            "package_missing", {"name": error.name, "package": package, "line": error.line or None}
        )
    said = quoted(error, sources)
    if error.type_name in UNREADABLE and said:  # else a text that the cell itself had read, by eval
        return Message("cell_unreadable", {"type": error.type_name, "line": error.line or None, "said": said})
    name = None if said else error.name or None
    return Message(
        "cell_raised", {"type": error.type_name, "line": error.line or None, "name": name, "said": said}
    )


def _of_one_cause(verdicts: Verdicts, cause: Message) -> Verdicts:
    """The one cause of all failures, said instead of its consequences."""
    return tuple((item, v if v.passed else replace(v, message=cause)) for item, v in verdicts)


def unfinished(how: Outcome, seconds: float) -> Message:
    """What is said where the code did not come to its end: at a limit of `seconds`, out of memory, or crashed."""
    if how is Outcome.TIMEOUT:
        return Message("timeout", {"seconds": seconds})
    return Message("memory" if how is Outcome.MEMORY else "crashed")


def _gave_value(answered: Answered) -> bool:
    """True when any judged step gave a value."""
    seen = (answered.got(step.name) for step in answered.trial.judged)
    return any(
        value.passed if isinstance(value, Tested) else not isinstance(value, Raised | Skipped)
        for value in seen
    )


def _notes(verdicts: Verdicts) -> tuple[Message, ...]:
    return tuple({note.key: note for _, verdict in verdicts for note in verdict.notes}.values())
