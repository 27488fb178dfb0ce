"""What rules look at: all that is known of a question, and one student's answers to it."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from autograder.checks.plans.spoken_names import value_of
from autograder.diagnosis.answer_text import Text
from autograder.diagnosis.evidence import Evidence, Given, Label, Spot, same, spots_for
from autograder.diagnosis.failure import Failure
from autograder.model.outcome import Outcome
from autograder.model.question import Form, Question, RubricItem
from autograder.model.result import Verdicts
from autograder.model.trial import Answered, Reason, Role, Trial, lacks_something
from autograder.numbers.compare import Array
from autograder.sandbox.protocol import Raised

LOST: tuple[Given, ...] = ("raised", "skipped")
"""Tokens of what gave no value at all."""


NO_EVIDENCE = Evidence((), ())


def values_of(item: RubricItem) -> set[Label]:
    """The values that an item about gradients of expressions is about beside them."""
    return {(Role.VALUE, value_of(text)) for text in item.of if item.form is Form.EXPRESSIONS}


@dataclass(frozen=True, slots=True)
class Story:
    """What a student with a mistake answers at every spot.

    general   it needs no code of the question: it is made from the right answers
    repeated  it is one of what a network or an expression is built of, and need not be wrong in each place
    walks     it is one of the way back through a whole expression
    ones      works out what is answered for upstream gradients of one
    """

    id: str
    evidence: Evidence
    general: bool = False
    repeated: bool = False
    walks: bool = False
    ones: Callable[[], Evidence | None] = lambda: None


@dataclass(frozen=True)
class Casebook:
    """All that is known of one question: its layout, the right answers, and the stories, first the bank's.

    `about` says which parts of the answers a rubric item is about; `ones` are the right gradients for upstream
    gradients of one, where the question has upstream gradients.
    """

    question: Question
    about: Callable[[RubricItem], tuple[Role, Collection[str] | None]]
    trials: tuple[Trial, ...] = ()
    spots: tuple[Spot, ...] = ()
    right: Evidence = NO_EVIDENCE
    stories: tuple[Story, ...] = ()
    ones: Evidence | None = None

    @cached_property
    def ids(self) -> frozenset[str]:
        """The mistakes of its stories, but for those of what it is built of."""
        return frozenset(story.id for story in self.stories if not story.repeated)

    @cached_property
    def _where(self) -> dict[tuple[Role, Collection[str] | None], tuple[int, ...]]:
        """The spots of items, as far as they were asked for."""
        return {}

    def where(self, item: RubricItem) -> tuple[int, ...]:
        """The spots that a rubric item is about."""
        about = self.about(item)
        if about not in self._where:
            self._where[about] = spots_for(about, self.spots)
        return self._where[about]

    @cached_property
    def _agreeing(self) -> Mapping[int, tuple[bool, ...]]:
        """Where its stories make nothing wrong: the same for all students."""
        every = range(len(self.spots))
        return {
            id(story): tuple(same(story.evidence, self.right, (i,), self.spots) for i in every)
            for story in self.stories
        }

    def agrees(self, story: Story, spot: int) -> bool:
        """True when a story makes nothing wrong at a spot."""
        known = self._agreeing.get(id(story))
        return known[spot] if known else same(story.evidence, self.right, (spot,), self.spots)


@dataclass(frozen=True)
class Case:
    """One student's answers to one question, beside all that is known of the question.

    `verdicts` are those of all rubric items, `raised` the exceptions of the question's own cells.
    """

    book: Casebook
    got: Evidence
    text: Text
    outcome: Outcome = Outcome.ANSWERED
    verdicts: Verdicts = ()
    answered: tuple[Answered, ...] = ()
    raised: tuple[Raised, ...] = ()

    @cached_property
    def failing(self) -> Mapping[int, RubricItem]:
        """The rubric items that lost points, by index."""
        return {i: item for i, (item, verdict) in enumerate(self.verdicts) if not verdict.passed}

    def follows_forward(self, index: int) -> bool:
        """True for an item whose gradient is that of the own forward, which is wrong."""
        return self.verdicts[index][1].reason is Reason.OWN_FORWARD

    @cached_property
    def said(self) -> Mapping[int, str]:
        """The mistakes that checks have told already, by failing item."""
        known = {i: self.verdicts[i][1].misconception for i in self.failing}
        return {i: name for i, name in known.items() if name}

    @cached_property
    def required(self) -> tuple[int, ...]:
        """The spots that count: an array given to a gate of numbers may raise."""
        spots = enumerate(self.book.spots)
        return tuple(i for i, s in spots if not self.answered or self.answered[s.trial].counts(s.step.name))

    @cached_property
    def wrong(self) -> Mapping[Label, tuple[int, ...]]:
        """The parts with a wrong answer, each with all its spots that count."""
        parts: dict[Label, list[int]] = {}
        for i in self.required:
            parts.setdefault(self.book.spots[i].of, []).append(i)
        return {of: self._told_of(where) for of, where in parts.items() if not self.right(where)}

    def _told_of(self, where: Sequence[int]) -> tuple[int, ...]:
        """Of a part that is wrong in substance, without what raised beside it: numbers may explain the rest."""
        in_substance = not self.right([i for i in where if not self.is_beside(i)])
        return tuple(i for i in where if not (in_substance and self.is_beside(i) and self.token(i) in LOST))

    def is_beside(self, spot: int) -> bool:
        """True for a spot where more is asked than the substance of the question."""
        at = self.book.spots[spot]
        return bool(at.step.conditions or self.book.trials[at.trial].conditions)

    @cached_property
    def first_wrong(self) -> int | None:
        """The first wrong answer that counts, in substance where one is."""
        wrong = [i for i in self.required if not self.right((i,))]
        return next((i for i in wrong if not self.is_beside(i)), wrong[0] if wrong else None)

    @cached_property
    def error(self) -> Raised | None:
        """The first exception of a required trial, or of the cells: where what was asked for is missing because of it,
        where nothing else raised, and in a question of plain variables. Where the substance is wrong, one of the substance."""
        return self._first_error(
            in_substance=self.first_wrong is not None and not self.is_beside(self.first_wrong)
        )

    @cached_property
    def error_beside(self) -> Raised | None:
        """The first exception, be it of the substance or beside it."""
        return self._first_error(in_substance=False)

    def _first_error(self, in_substance: bool) -> Raised | None:
        own = self.raised[0] if self.raised else None
        first = None if self.book.question.given else next(self._raised_when_asked(in_substance), None)
        if first is None or (own and first.type_name == "NameError" and first.cell < 0):
            return own
        return first

    def _raised_when_asked(self, in_substance: bool) -> Iterator[Raised]:
        for one in self.answered:
            aside = one.trial.line.moved if one.trial.line else ()
            for step, value in zip(one.trial.steps, one.reply.observations, strict=True):
                beside = in_substance and bool(step.conditions or one.trial.conditions)
                waived = bool(step.parts) and {part.name for part in step.parts} <= one.waived
                if isinstance(value, Raised) and not (
                    one.trial.optional or beside or waived or step.name in aside
                ):
                    yield value

    @cached_property
    def failure(self) -> Failure | None:
        """`error` beside the text."""
        return self.read(self.error) if self.error else None

    def read(self, error: Raised) -> Failure:
        """An exception beside the text."""
        return Failure(error, self.text, self.book.question, self.book.ids)

    def error_of(self, item: RubricItem) -> Raised | None:
        """The exception for which something that an item is judged by is not there."""
        told_of = {i for where in self.wrong.values() for i in where}
        for i in self.spots(item):
            if i in told_of and self.token(i) in LOST:
                spot = self.book.spots[i]
                answered = self.answered[spot.trial]
                got = answered.got(spot.step.name)
                if isinstance(got, Raised) and lacks_something(got):
                    got = self.behind(i) or got
                return next(
                    (one for one in (got, *answered.reply.observations) if isinstance(one, Raised)), None
                )
        return None

    def behind(self, spot: int) -> Raised | None:
        """The first exception on the same object before a spot: what is wrong there may be its consequence."""
        at = self.book.spots[spot]
        earlier = self.answered[at.trial].before(at.step)
        return earlier[1] if earlier else None

    def token(self, spot: int) -> Given:
        """What kind of answer was given at a spot: a "value" where it is numbers."""
        return self.got.tokens[spot][0]

    def spots(self, item: RubricItem) -> tuple[int, ...]:
        """The spots that a rubric item is about."""
        return self.book.where(item)

    def lost(self, item: RubricItem) -> bool:
        """True when something that the item is judged by is not there."""
        return any(self.token(i) in LOST for i in self.spots(item))

    @cached_property
    def _right(self) -> tuple[bool, ...]:
        """Which spots are right."""
        spots = self.book.spots
        return tuple(same(self.got, self.book.right, (i,), spots) for i in range(len(spots)))

    def right(self, where: Sequence[int]) -> bool:
        """True when the answers at those spots are right."""
        return all(self._right[i] for i in where)

    def tells(self, story: Story, where: Sequence[int]) -> bool:
        """True when a story predicts the answers at those spots."""
        return same(self.got, story.evidence, where, self.book.spots)

    def pairs(self, where: Sequence[int]) -> list[tuple[Array, Array]] | None:
        """Answers and right ones; None unless all are numbers of the right shape."""
        found = []
        for i in where:
            got, right = self.got.arrays[i], self.book.right.arrays[i]
            if got is None or right is None or got.shape != right.shape:
                return None
            found.append((got, right))
        return found


@dataclass(frozen=True)
class WrongPart:
    """One part that is wrong: what it is, and all its spots that count."""

    case: Case
    of: Label
    where: tuple[int, ...]

    @property
    def numeric(self) -> bool:
        """True when every wrong answer is made of numbers."""
        return all(self.case.token(i) == "value" for i in self.where if not self.case.right((i,)))

    @property
    def claim(self) -> bool:
        """True for a claim about objects: what it comes to is no number that one could get wrong by a sign."""
        return self.of[0] is Role.VALUE and not self.case.book.question.given

    @property
    def kin(self) -> tuple[Label, ...]:
        """All parts of the question with the same role, in their order, itself among them."""
        return tuple(dict.fromkeys(s.of for s in self.case.book.spots if s.of[0] is self.of[0]))


@dataclass(frozen=True, slots=True)
class Scene:
    """One spot and what is known around it."""

    case: Case
    index: int

    @property
    def spot(self) -> Spot:
        """The spot that is looked at."""
        return self.case.book.spots[self.index]

    @property
    def right(self) -> Array | None:
        """The right value."""
        return self.case.book.right.arrays[self.index]

    @property
    def ones(self) -> Array | None:
        """The right value for an upstream gradient of one: the local gradient of an elementwise node."""
        return self.case.book.ones.arrays[self.index] if self.case.book.ones else None

    def given(self, name: str) -> Array | None:
        """An input of this call, or of the object it is made on."""
        return self._input(self.spot.step.given.get(name, ""))

    @property
    def upstream(self) -> Array | None:
        """The upstream gradient of this call."""
        return self._input(self.spot.step.upstream)

    @property
    def output(self) -> Array | None:
        """The right output of this call."""
        return self.other((Role.FORWARD, "out"))

    @property
    def calls(self) -> list[Array | None]:
        """The right values of the same part in the calls on the same object up to this one."""
        owner = self.spot.step.owner
        return [right for one, right in self._so_far if one.step.owner == owner]

    @property
    def all_calls(self) -> list[Array | None]:
        """The right values of the same part in all calls up to this one, whatever the object; where a conversation never comes
        back to an object, that of this call alone."""
        spots = [s for s in self.case.book.spots if (s.trial, s.of) == (self.spot.trial, self.spot.of)]
        again = len({s.step.owner for s in spots}) < len(spots)
        return [right for _, right in self._so_far] if again else [self.right]

    @property
    def _so_far(self) -> list[tuple[Spot, Array | None]]:
        here = (self.spot.trial, self.spot.of)
        pairs = zip(self.case.book.spots, self.case.book.right.arrays, strict=True)
        return [(s, a) for i, (s, a) in enumerate(pairs) if (s.trial, s.of) == here and i <= self.index]

    def other(self, of: Label) -> Array | None:
        """The right value of another part of the same call."""
        wanted = (self.spot.trial, of, self.spot.step.call)
        spots = enumerate(self.case.book.spots)
        at = next((i for i, s in spots if (s.trial, s.of, s.step.call) == wanted), None)
        return None if at is None else self.case.book.right.arrays[at]

    def _input(self, name: str) -> Array | None:
        value = self.case.book.trials[self.spot.trial].probe.inputs.get(name)
        return None if value is None else np.asarray(value, dtype=float)
