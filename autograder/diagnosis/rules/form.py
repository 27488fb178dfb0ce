"""What the form of the answers says: nothing came back, one value too few, their sum, a tuple."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from autograder.diagnosis.case import Case
from autograder.diagnosis.evidence import Label, close, number
from autograder.diagnosis.habits import returning
from autograder.diagnosis.rule import Rule, first
from autograder.numbers.compare import Array, as_array
from autograder.sandbox.protocol import Observation


@dataclass(frozen=True)
class Returned:
    """What a step that calls something gave back in all required trials, and one of the parts that it consists of."""

    case: Case
    step: str
    of: Label

    @cached_property
    def spots(self) -> list[int]:
        """The spots of that part."""
        spots = self.case.book.spots
        return [i for i in self.case.required if (spots[i].step.name, spots[i].of) == (self.step, self.of)]

    def nothing(self) -> bool:
        """None came back, each time, and it is not what was wanted."""
        tokens, rights = self.case.got.tokens, self.case.book.right.tokens
        return all(tokens[i] == ("none",) != rights[i] for i in self.spots)

    def nothing_but_print(self) -> bool:
        """None came back each time, and something was printed."""
        printed = any(self.step in one.reply.printed for one in self.case.answered)
        return self.nothing() and (printed or returning.prints(self.case.text))

    @cached_property
    def wholes(self) -> list[tuple[Observation, Observation]]:
        """What came back and what is right, in one piece; empty where as much came as is wanted."""
        answered = [one for one in self.case.answered if self.step in one.trial.places]
        pairs = [(_as_row(one.got(self.step), one.want(self.step)), one.want(self.step)) for one in answered]
        alone = any(isinstance(got, np.ndarray) and isinstance(want, tuple) for got, want in pairs)
        other = any(self.case.token(i) in ("count", "kind") for i in self.spots)
        return pairs if alone or other else []

    @cached_property
    def packed(self) -> tuple[Observation, Observation] | None:
        """The first tuple where one value is wanted."""
        pairs = ((g, w) for g, w in self.wholes if isinstance(g, tuple) and not isinstance(w, tuple))
        return next(pairs, None)

    @cached_property
    def fewer(self) -> list[tuple[list[Array | None], list[Array | None]]]:
        """The values and the right ones, where fewer came than are wanted."""
        both = [(_arrays(got), _arrays(want)) for got, want in self.wholes]
        return [] if self.packed else [(got, want) for got, want in both if len(got) < len(want)]

    def right_in_a_tuple(self) -> bool:
        """The right value is within the tuple."""
        return self.packed is not None and _among(_arrays(self.packed[1])[0], _arrays(self.packed[0]))

    def summed(self) -> bool:
        """One value came, the sum of those wanted."""
        return bool(self.fewer) and all(len(a) == 1 and _equal(a[0], _total(b)) for a, b in self.fewer)

    def reordered(self) -> bool:
        """All that is wanted came, in another order; the first, which is no gradient, is not in its place."""
        first = next(one.step for one in self.case.book.spots if one.step.name == self.step)
        if len({part.role for part in first.parts}) < 2:
            return False
        answered = [one for one in self.case.answered if self.step in one.trial.places]
        pairs = [(_arrays(one.got(self.step)), _arrays(one.want(self.step))) for one in answered]
        if any(a and b and _equal(a[0], b[0]) for a, b in pairs):
            return False
        return bool(pairs) and all(len(a) == len(b) and all(_among(one, a) for one in b) for a, b in pairs)

    def some(self) -> bool:
        """Too few came each time, all right."""
        all_fewer = bool(self.fewer) and len(self.fewer) == len(self.wholes)
        return all_fewer and all(_among(value, b) for a, b in self.fewer for value in a)


def _as_row(got: Observation, want: Observation) -> Observation:
    """A list of numbers as an array, where the first value that is wanted is a row: it is one gradient, not several."""
    row, first_wanted = as_array(got), as_array(want[0]) if isinstance(want, tuple) and want else None
    alone = row is not None and first_wanted is not None and row.ndim == first_wanted.ndim == 1
    return row if alone else got


def _arrays(whole: Observation) -> list[Array | None]:
    return [number(value)[1] for value in (whole if isinstance(whole, tuple) else [whole])]


def _among(one: Array | None, others: Sequence[Array | None]) -> bool:
    return any(_equal(one, other) for other in others)


def _equal(one: Array | None, other: Array | None) -> bool:
    return one is not None and other is not None and one.shape == other.shape and close(one, other)


def _total(arrays: Sequence[Array | None]) -> Array | None:
    try:
        return np.asarray(sum(a for a in arrays if a is not None))
    except ValueError:
        return None


# fmt: off
FORMS: tuple[Rule[Returned], ...] = (
    Rule("prints-not-returns", Returned.nothing_but_print,
         "Nothing came back, and something was printed: the value is there, in the wrong place."),
    Rule("returns-none", Returned.nothing, "Nothing came back, and nothing was printed either."),
    Rule("returns-swapped-order", Returned.reordered,
         "All that is wanted came, in another order: what forward gives is not the first."),
    Rule("returns-tuple", Returned.right_in_a_tuple,
         "One value is wanted and stands in a tuple; before too few values, which a tuple is no sign of."),
    Rule("returns-summed", Returned.summed,
         "The gradients were added up; before single values, which a sum may equal where another is zero."),
    Rule("returns-single", Returned.some, "Right values, but not all of them."),
)
# fmt: on


def by_form(case: Case, among: Collection[int] | None = None) -> Rule[Returned] | None:
    """The rule that is true of the first step with a form of its own (`among` spots); forms say nothing of attributes and
    names read."""
    required = [i for i in case.required if among is None or i in among]
    return next((rule for returned in _calls(case, required) if (rule := first(FORMS, returned))), None)


def _calls(case: Case, required: Sequence[int]) -> Iterator[Returned]:
    spots = [case.book.spots[i] for i in required]
    first_places = case.answered[0].trial.places if case.answered else {}
    for name, of in dict.fromkeys((s.step.name, s.of) for s in spots if s.step.method):
        if name in first_places:
            yield Returned(case, name, of)
