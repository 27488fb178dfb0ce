"""What students with a known mistake would answer: from the bank, and, for every question, from the right answers themselves.

A story is an id and the answers it predicts. General stories (`rules.retold`) need no code of a question: the same
conversation with upstream gradients of one, with a cache that is filled once, with one object where two are meant.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial

from autograder.diagnosis.case import Casebook, Story
from autograder.diagnosis.evidence import Evidence, Spot, gather, gather_replies, spots_of
from autograder.diagnosis.rules.retold import ONES, RETOLD, Retold
from autograder.model.answer_key import QuestionKey
from autograder.model.question import Form, Question
from autograder.model.trial import Answerer, Trial
from autograder.reference.mistakes import Mistake, replies_of
from autograder.sandbox.protocol import Observation
from autograder.words.catalogue import misconceptions

Right = Callable[[str, Trial], Sequence[Observation] | None]
"""The right answers to a question's trial whose probe was changed, an observation a step; None where none are known."""


def casebook(key: QuestionKey, bank: Sequence[Mistake], reference: Answerer, right: Right) -> Casebook:
    """Work out every story of a question: with an empty bank `reference` is asked nothing."""
    question, trials = key.question, key.trials
    spots = spots_of(trials)

    def answered(mistake: Mistake, asked: Sequence[Trial]) -> Evidence:
        return gather_replies(spots, trials, replies_of(mistake, question, asked, reference))

    def of_ones(mistake: Mistake) -> Evidence | None:
        upstream = ONES.when(question, trials)
        asked = [replace(trial, probe=ONES.retell(trial)) for trial in trials]
        return answered(mistake, asked) if upstream else None

    made = _made(question, bank)
    built = Form.EXPRESSIONS in question.forms
    stories = [
        Story(
            one.misconception,
            answered(one, trials),
            ones=cache(partial(of_ones, one)),
            repeated=one.question != question.id or (built and not _is(one, "everywhere")),
            walks=_is(one, "of_the_walk"),
        )
        for one in made
    ]
    general = list(_general(key, spots, right))
    stories += [Story(one.id, evidence, general=True) for one, evidence in general]
    ones = next((evidence for one, evidence in general if one is ONES), None)
    answers = gather(spots, trials, [trial.answers for trial in trials])
    return Casebook(question, key.about, trials, spots, answers, tuple(stories), ones)


def _made(question: Question, bank: Sequence[Mistake]) -> list[Mistake]:
    """A question's own mistakes, and for a network those of its layers: who writes it without layers writes them into it."""
    network = Form.NETWORK in question.forms
    leaves = question.follow_through.leaves if network else ()
    own = [one for one in bank if one.question == question.id]
    return own + [one for one in bank if one.question in leaves and not _is(one, "of_objects")]


def _is(one: Mistake, what: str) -> bool:
    """What is said of a mistake in words/misconceptions.yaml; of a course's own nothing is."""
    return bool(misconceptions().get(one.misconception, {}).get(what))


def _general(key: QuestionKey, spots: Sequence[Spot], right: Right) -> Iterator[tuple[Retold, Evidence]]:
    for one in RETOLD:
        if one.when(key.question, key.trials):
            told = [right(key.question.id, replace(trial, probe=one.retell(trial))) for trial in key.trials]
            known = [observations for observations in told if observations is not None]
            if len(known) == len(told):
                yield one, gather(spots, key.trials, known)
