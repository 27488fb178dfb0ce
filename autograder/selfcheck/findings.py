"""The grader's own plan, comparison and words, with the student's forward as the one who answers.

What is right is what the laws say (see `checks.plans.proof`): numerical derivatives of the own forward, and equal
expressions. A value that nobody knows offline is taken as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from autograder.checks import KINDS
from autograder.checks.plans.example_trials import Outcome as Stated
from autograder.checks.plans.example_trials import outcomes
from autograder.checks.plans.proof import Knowable, lawful
from autograder.checks.value import changed_inputs, typed_in, with_changed_inputs
from autograder.checks.verdicts.seen import all_seen, look
from autograder.diagnosis import Diagnosis
from autograder.diagnosis.evidence import gather_replies, spots_of
from autograder.diagnosis.fingerprints import SEED, UNKNOWN, Fingerprints, borne, part_of
from autograder.grading.judge import judge, nothing
from autograder.model.answer_key import Planned, QuestionKey
from autograder.model.cell import Cell
from autograder.model.message import Key, Message
from autograder.model.outcome import Outcome
from autograder.model.question import Question, RubricItem
from autograder.model.result import QuestionResult
from autograder.model.trial import Answered, Derivative, Law, Reason, Role, Trial, Verdict
from autograder.notebook.code import code
from autograder.notebook.nearness import nearest
from autograder.numbers.compare import as_array, compare, kind_of, parts
from autograder.reference.planning import planned
from autograder.sandbox.observe import observe
from autograder.sandbox.protocol import Observation, Reply
from autograder.sandbox.written_tests import run_tests
from autograder.selfcheck.by_examples import Labels, Unknown, by_examples
from autograder.selfcheck.display import Row
from autograder.selfcheck.history import Scope, times_set
from autograder.selfcheck.own import Own
from autograder.selfcheck.quiet import Clock
from autograder.selfcheck.rows import rows_of
from autograder.words.messages import kind_words


@dataclass(frozen=True, slots=True)
class Found:
    """What a self-check found: the question judged by its laws, and a row for each thing that is asked; `pause` are the seconds
    of a call, where it takes so many that less was asked."""

    result: QuestionResult
    rows: tuple[Row, ...]
    pause: float = 0.0


def examined(question: Question, scope: Scope, clock: Clock | None = None, known: Fingerprints = ()) -> Found:
    """Judge a question by its laws; the clock begins anew with each call. Raises nothing for what the student wrote."""
    if any(KINDS[item.check].apart for item in question.rubric):
        return _own_tests(question, scope)
    own = Own(question, scope, clock)
    if question.given and not own.cells:
        return _looked_at(question, scope)

    knowable = partial(_knowable, question, own)
    key, answered, unknown = _by_laws(question, own, knowable, scope)
    result = _offline(key.question, judge(key, own, answered))
    said = () if result.outcome is Outcome.NOT_ATTEMPTED else tuple(outcomes(key.question, own))
    result = by_examples(key, result, said, unknown)
    if not own.hurried:
        result = _known_to_be_wrong(key, result, known)
        result = _diagnosed(key, result, own, knowable, scope, known, _refuted(result, said))
    rows = rows_of(key, result, unknown, said)
    return Found(_spelt(result, scope), rows, own.pause if own.hurried else 0.0)


def _by_laws(
    question: Question, own: Own, knowable: Knowable, scope: Scope
) -> tuple[QuestionKey, tuple[Answered, ...], Unknown]:
    """What is asked and right by its laws, what the student's own code answers, and of which parts the laws say nothing."""
    asked = planned(question, own, SEED)
    own.asking = False
    plans, laws, replies = [], [], []
    for plan in asked:
        trials = [trial for trial in plan.trials if not any(trial.probe is one for one in own.left_out)]
        found = [lawful(question, trial, own, knowable, hurried=own.hurried) for trial in trials]
        plans.append(replace(plan, trials=tuple(law.trial for law in found)))
        laws += found
        replies += [Reply(trial.answers) for trial in trials]
    if replies and not own.hurried:
        replies[0] = replace(replies[0], mutated=_changed_in_place(question, own, asked))
    pairs = zip(laws, replies, strict=True)
    answered = tuple(Answered(law.trial, reply, cells=scope.cells) for law, reply in pairs)
    key = QuestionKey(_answered(question, plans), tuple(plans), KINDS, "")
    return key, answered, {(law.trial, *part) for law in laws for part in law.unknown}


def _knowable(question: Question, own: Own, law: Law, right: object) -> bool:
    """Not a derivative by an intermediate that is set twice, or that the value does not come from."""
    if not isinstance(law, Derivative) or law.by in question.given:
        return True
    once = times_set(law.by, [cell.source for cell in own.cells]) == 1
    return once and bool(np.max(np.abs(np.asarray(right)), initial=0.0) >= NEGLIGIBLE)


def _changed_in_place(question: Question, own: Own, plans: Sequence[Planned]) -> tuple[tuple[str, str], ...]:
    """The caller's arrays that the first conversation changes, each with the step that does."""
    first = next((trial for plan in plans for trial in plan.trials), None)
    return own.answer(question.id, first.probe).mutated if first else ()


def _answered(question: Question, plans: Sequence[Planned]) -> Question:
    """The question without the items of which nothing was asked."""
    checks = frozenset[str]().union(*(plan.checks for plan in plans if plan.trials))
    return replace(question, rubric=tuple(item for item in question.rubric if item.check in checks))


NEGLIGIBLE = 1e-9
"""A numerical derivative of zero, but for rounding."""


def _offline(question: Question, result: QuestionResult) -> QuestionResult:
    """What is known of plain variables without their right values: inputs that were changed, numbers typed in."""
    if not question.given or result.outcome != Outcome.ANSWERED:
        return result
    verdicts = []
    changed = changed_inputs(question, result.answered[0])
    for item, verdict in result.verdicts:
        again = verdict
        if changed:
            again = with_changed_inputs(changed, question)
        elif verdict.passed and "by" not in item.options and _is_constant(item.of[0], result.answered):
            again = typed_in(item.of[0])
        verdicts.append((item, again))
    return replace(result, verdicts=tuple(verdicts))


def _is_constant(name: str, answered: Sequence[Answered]) -> bool:
    first, *others = (one.got(name) for one in answered)
    return bool(others) and all(compare(other, first) is None for other in others)


def _known_to_be_wrong(key: QuestionKey, result: QuestionResult, known: Fingerprints) -> QuestionResult:
    """The result with a forward pass wrong whose values are a known mistake's, and whatever has half the digits: laws tell neither."""
    if not result.answered:
        return result
    spots = spots_of(key.trials)
    got = gather_replies(spots, key.trials, [one.reply for one in result.answered])
    wrong = borne(spots, key.trials, known, got)
    message = Message("forward_wrong", {"target": key.question.target})

    def told(item: RubricItem, verdict: Verdict) -> Verdict:
        role, names = key.about(item)
        if role not in (Role.FORWARD, Role.VALUE) or not (verdict.passed or verdict.conditions):
            return verdict
        if any(_is_single(seen.got) for one in result.answered for seen in look(key.about(item), one)):
            return Verdict(0.0, message, misconception="precision-lost")
        of = (spot.of for spot in spots if spot.of[0] is role)
        its = {part_of(one) for one in of if names is None or one[1] in names}
        return Verdict(0.0, message) if role is Role.FORWARD and its & wrong else verdict

    return replace(result, verdicts=tuple((item, told(item, verdict)) for item, verdict in result.verdicts))


def _is_single(value: Observation) -> bool:
    """Numbers of half the digits, that have no fewer: what is computed so of the inputs, which have them all, is rounded."""
    if not isinstance(value, np.ndarray) or value.dtype.char not in "ef":
        return False
    return bool(np.any(value != np.round(value)))


def _refuted(result: QuestionResult, said: Sequence[Stated]) -> Labels:
    """The parts that are right by their laws, or have none, and are wrong all the same: not what examples state, or known to be wrong."""
    seen = [part for one in result.answered for parts in all_seen(one).values() for part in parts]
    wrong = {part.part.label for part in seen if part.wrong and not isinstance(part.part.law, str)}
    forward = any(v.reason is Reason.FORWARD for _, v in result.verdicts)
    known = {part.part.label for part in seen if forward and part.part.role is Role.FORWARD}
    return frozenset({*known, *((one.role, one.name) for one in said if not one.met)} - wrong)


def _without(trial: Trial, missed: Labels) -> Trial:
    """The trial without right answers to what examples refute: nobody knows them here."""
    answers = []
    for step, answer in zip(trial.steps, trial.answers, strict=True):
        known = parts(answer, len(step.parts)) or ()
        rights = [
            UNKNOWN if one.label in missed else value for one, value in zip(step.parts, known, strict=False)
        ]
        answers.append(answer if not rights else rights[0] if len(rights) == 1 else tuple(rights))
    return replace(trial, answers=tuple(answers))


def _diagnosed(
    key: QuestionKey,
    result: QuestionResult,
    own: Own,
    knowable: Knowable,
    scope: Scope,
    known: Fingerprints,
    missed: Labels,
) -> QuestionResult:
    """The result with the mistakes that explain it, by the grader's rules and the fingerprints of its bank."""

    def right(_: str, trial: Trial) -> tuple[Observation, ...] | None:
        """The right answers at other inputs; none are known where a conversation goes another way."""
        if trial.probe.steps != tuple((step.name, step.expression) for step in trial.steps):
            return None
        asked = replace(trial, answers=own.answer(key.question.id, trial.probe).observations)
        return _without(lawful(key.question, asked, own, knowable).trial, missed).answers

    plans = (replace(plan, trials=tuple(_without(one, missed) for one in plan.trials)) for plan in key.plans)
    key = replace(key, plans=tuple(plans)) if missed else key

    cells = [Cell(source, at) for at, source in enumerate(scope.cells)]
    own_text = replace(result, cell=Cell(_answer(key.question, own, scope), 0))
    diagnosis = Diagnosis({key.question.id: key}, own, right=right, known={key.question.id: known})
    found = diagnosis.diagnose(own_text, result.answered, cells)
    if not found and not missed and _mixed_up(key, result, own):
        found = {i: ("shared-class-state",) for i, (_, one) in enumerate(result.verdicts) if not one.passed}
    verdicts = list(result.verdicts)
    for i, ids in found.items():
        item, one = verdicts[i]
        verdicts[i] = item, replace(one, misconception=one.misconception or next(iter(ids), None))
    return replace(result, verdicts=tuple(verdicts))


def _answer(question: Question, own: Own, scope: Scope) -> str:
    """The cells that answer the question: what the others do is no reason for anything."""
    if question.given:
        return "\n".join(cell.source for cell in own.cells)
    names = {question.target, question.partner, *question.aliases, *question.beside}
    defining = [cell for cell in scope.cells if code(cell).blocks & names]
    return "\n".join(dict.fromkeys(defining))


def _mixed_up(key: QuestionKey, result: QuestionResult, own: Own) -> bool:
    """True when every gradient of the first object is right as long as no second object is used between its calls."""
    gradients = [
        item
        for item, verdict in result.verdicts
        if key.about(item)[0] is Role.GRADIENT and not verdict.passed
    ]
    owners = {step.owner for one in result.answered for step in one.trial.steps}
    if not gradients or not {"a", "b"} <= owners:  # nothing is asked again of what is right
        return False
    alone = (_alone(one, key.question, own) for one in result.answered)
    seen = (part for one in alone for item in gradients for part in look(key.about(item), one))
    return not any(part.wrong for part in seen if part.step.owner == "a")


def _alone(one: Answered, question: Question, own: Own) -> Answered:
    """What is answered where nothing is asked of the second object."""
    steps = tuple((s.name, "None" if s.owner == "b" else s.expression) for s in one.trial.steps)
    return replace(one, reply=own.answer(question.id, replace(one.trial.probe, steps=steps)))


def _spelt(result: QuestionResult, scope: Scope) -> QuestionResult:
    """The result with names beside those that are missing: what the student may have meant."""
    target = result.question.target
    known = {
        "target_missing": [name for name, value in scope.names.items() if callable(value)],
        **dict.fromkeys(("method_missing", "not_kept"), dir(scope.names.get(str(target)))),
    }
    verdicts = []
    for item, verdict in result.verdicts:
        message, names = verdict.message, known.get(verdict.message.key, ())
        close = nearest(str(message.values.get("name")), (name for name in names if not name.startswith("_")))
        told = replace(message, values={**message.values, "close": close}) if close else message
        verdicts.append((item, replace(verdict, message=told)))
    return replace(result, verdicts=tuple(verdicts))


def _looked_at(question: Question, scope: Scope) -> Found:
    """Without the source: the variables exist and are finite."""
    if not set(question.asked) & set(scope.names):
        return Found(nothing(question, Outcome.NOT_ATTEMPTED, Message("not_attempted")), ())
    rows, verdicts = [], []
    for item in question.rubric:
        verdict = Verdict(1.0, Message("right"))
        for name in item.of:
            value = as_array(observe(scope.names.get(name)))
            fine = value is not None and bool(np.all(np.isfinite(value)))
            rows.append(
                Row(name, "–" if value is None else str(value.shape), "seen" if fine else "wrong", "–")
            )
            if name not in scope.names:
                verdict = Verdict(0.0, Message("value_missing", {"name": name}))
            elif not fine:
                kind = kind_words(kind_of(observe(scope.names[name])))
                key: Key = "not_a_number" if value is None else "not_finite"
                verdict = Verdict(0.0, Message(key, {"name": name, "kind": kind}))
        verdicts.append((item, verdict))
    return Found(QuestionResult(question, Outcome.ANSWERED, tuple(verdicts)), tuple(dict.fromkeys(rows)))


def _own_tests(question: Question, scope: Scope) -> Found:
    """Run the student's own tests once, against the student's own code; what they catch is not known here."""
    names = dict(scope.names)
    ran, failed = run_tests(names, 0)
    if not ran:
        return Found(nothing(question, Outcome.NOT_ATTEMPTED, Message("tests_none")), ())
    share = 1.0 - failed / ran
    message = Message("tests_passed", {"passed": ran - failed, "count": ran}) if failed else Message("right")
    row = Row(f"{ran - failed} / {ran}", "–", "wrong" if failed else "seen", "–")
    verdicts = tuple((item, Verdict(share, message)) for item in question.rubric)
    return Found(QuestionResult(question, Outcome.ANSWERED, verdicts), (row,))
