"""What the examples of a text say of an answer: they know what one's own forward cannot tell, whether it is the right formula."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import numpy as np

from autograder.checks.plans.example_trials import Outcome
from autograder.checks.plans.spoken_names import OUT, needs
from autograder.checks.verdicts.seen import Seen, look
from autograder.model.answer_key import QuestionKey
from autograder.model.message import Key, Message
from autograder.model.question import Form, Question, RubricItem
from autograder.model.result import QuestionResult
from autograder.model.trial import Answered, Role, Trial, Verdict
from autograder.numbers.compare import as_array, kind_of
from autograder.numbers.stated import written
from autograder.words.messages import kind_words
from autograder.words.verdicts import SHOWN

Unknown = Collection[tuple[Trial, str, int]]
"""Parts of steps of trials of which no law says anything."""
Labels = frozenset[tuple[Role, str]]


def by_examples(
    key: QuestionKey, result: QuestionResult, said: Sequence[Outcome], unknown: Unknown
) -> QuestionResult:
    """The result, with an item wrong that is right by its laws, or in substance, and does not give what an example of the text states.

    What raised, or is no number of the right shape, has its own sentence and keeps it. A gradient that is right by its laws, of which
    none is `unknown`, is that of another forward pass; one that is wrong by them and passes is let pass by its kind, here too.
    """
    verdicts = tuple(
        (item, _judged(key, item, verdict, said, result.answered, unknown))
        for item, verdict in result.verdicts
    )
    return replace(result, verdicts=verdicts)


def _judged(
    key: QuestionKey,
    item: RubricItem,
    verdict: Verdict,
    said: Sequence[Outcome],
    answered: Sequence[Answered],
    unknown: Unknown,
) -> Verdict:
    missed = next((one for one in said if not one.met and _is_of(key, item, one)), None)
    if missed is None or not (verdict.passed or _is_elsewhere(verdict, missed)):
        return verdict
    seen = [part for one in answered for part in look(key.about(item), one)]
    if verdict.passed and wrong_in_substance(seen):
        return verdict
    lawful = (
        one.part.law is not None and (one.answered.trial, one.step.name, one.at) not in unknown
        for one in seen
    )
    return _told(key.question, item, missed, known=all(lawful))


def wrong_in_substance(seen: Iterable[Seen]) -> bool:
    """Some of these parts are wrong by their laws, in more than what is asked beside the substance."""
    return any(one.wrong and not one.conditions for one in seen)


def _is_elsewhere(verdict: Verdict, missed: Outcome) -> bool:
    """A verdict tells of nan, or a condition beside the substance, while the example gives numbers, and others than the text's."""
    got = as_array(missed.got)
    finite = got is not None and bool(np.isfinite(got).all())
    return finite and (bool(verdict.conditions) or verdict.message.key == "not_finite")


def _is_of(key: QuestionKey, item: RubricItem, one: Outcome) -> bool:
    """An item asks for an outcome; that of an expression asks for its value and for its gradients."""
    if key.question.form is Form.EXPRESSIONS:
        texts = [text for text in item.of if text in one.example]
        return bool(texts) and (one.role is Role.GRADIENT or one.stated in texts)
    role, names = key.about(item)
    return one.role is role and (names is None or one.name in names)


def _told(question: Question, item: RubricItem, missed: Outcome, known: bool) -> Verdict:
    forward = known or (missed.role is not Role.GRADIENT and "by" not in item.options)
    got = missed.got
    first = Message("forward_wrong", {"target": question.target}) if forward and question.target else None
    values = {
        "first": first,
        "forward": forward,
        "inputs": [f"{name} = {written(missed.example[name])}" for name in needs(question, [missed.stated])],
        "name": missed.stated,
        "want": written(missed.want),
        "got": kind_words(kind_of(got)) if as_array(got) is None else written(as_array(got)),
    }
    key: Key = (
        "example_stopped" if missed.failed else "example_out" if missed.stated == OUT else "example_differs"
    )
    return Verdict(0.0, Message(key, values))


def stated_in(said: Sequence[Outcome]) -> Labels:
    """The parts that examples state, where all of them are met."""
    missed = {(one.role, one.name) for one in said if not one.met}
    return frozenset((one.role, one.name) for one in said) - missed


def missed_forward(result: QuestionResult) -> bool:
    """An example says that the values themselves are wrong, so that nothing is known of gradients."""
    return any(one.message.key in SHOWN and one.message.values["forward"] for _, one in result.verdicts)
