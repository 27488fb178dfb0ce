"""The order of diagnosis: what is asked first, and why. The rules themselves stand in tables by the evidence they look at.

The first phase that tells anything decides. Within a phase the first rule of its table that is true does, but for the
numbers of one part, of which all that fit are told.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from autograder.diagnosis.case import Case
from autograder.diagnosis.choose import Choice
from autograder.diagnosis.failure import Failure, attributes
from autograder.diagnosis.habits import calculating
from autograder.diagnosis.rule import Ids, Rule, first
from autograder.diagnosis.rules import checks, form, numbers, text
from autograder.diagnosis.rules.exceptions import Sort, rule_for
from autograder.diagnosis.rules.ties import Tied, tie_break
from autograder.model.question import RubricItem
from autograder.model.trial import Reason
from autograder.sandbox.protocol import Raised

Mistakes = dict[int, Ids]
"""What is told of failing items: the ids by index, the best first."""


@dataclass(frozen=True)
class Phase:
    """One step of the order: `tell` speaks of some failing items, `rest` of those that it leaves out."""

    tell: Callable[[Case], Mistakes]
    because: str
    rest: Callable[[Case], Mistakes] = lambda _: {}


def mistakes_of(case: Case) -> Mistakes:
    """What the first phase tells that tells anything.

    Items that an exception of their own spoilt are told what that says; a forward that nothing explains is another one.
    """
    found = _first_told(case)
    if text.is_unasked(case):
        return found
    found = found if case.book.question.given else _each_its_own(case, found)
    return {**checks.another_forward(case, found), **found}


def _first_told(case: Case) -> Mistakes:
    for phase in _phases(case):
        if found := phase.tell(case):
            return {**phase.rest(case), **found} if len(found) < len(case.failing) else found
    return {}


def _by_numbers_alone(case: Case, index: int, item: RubricItem) -> Ids:
    """What numbers say of an item beside an exception: no cache was forgotten by a forward that raised before it."""
    ids = CHOICE.by_numbers(case).get(index, ())
    errors = (case.behind(i) for i in case.spots(item) if not case.right((i,)))
    behind = [case.read(error) for error in errors if error]
    if any(attributes.has_stored_nothing(failure) for failure in behind):
        return ()
    return tuple(one for one in ids if not (one in CACHES and behind))


def _each_its_own(case: Case, found: Mistakes) -> Mistakes:
    """What was told, but for items that an exception of their own spoilt: they are told what that says, or nothing."""
    told = dict(found)
    stray = rule_for(case.failure, Sort.all) if case.failure else None
    for index, item in _with_a_reason(case):
        error = case.error_of(item)
        if error is None and index not in found and case.verdicts[index][1].conditions:
            error = case.error_beside
        if error is None:
            if stray and found.get(index) == stray.ids and _is_no_consequence(case, item):
                told[index] = _by_numbers_alone(case, index, item)
        elif _says_more(case, error, index in found):
            told[index] = _of_an_exception(case, error, found)
    return {index: ids for index, ids in told.items() if ids}


def _of_an_exception(case: Case, error: Raised, others: Mistakes) -> Ids:
    """What an exception says of an item that nothing is told of.

    Of shapes that do not fit, too, where what the `others` are told is of numbers in the right shape.
    """
    failure = case.read(error)
    rule = rule_for(failure, Sort.all)
    if rule is None and others and _in_numbers_alone(case, others):
        rule = rule_for(failure, lambda sort: sort.misfits)
    return rule.ids if rule else ()


def _in_numbers_alone(case: Case, found: Mistakes) -> bool:
    """What was told is of numbers in the right shape, of which shapes that do not fit are no consequence."""
    spots = {i for index in found for i in case.spots(case.failing[index])}
    return all(case.pairs([i for i in where if i in spots]) is not None for where in case.wrong.values())


def _is_no_consequence(case: Case, item: RubricItem) -> bool:
    """True of an item that the exception did not spoil.

    It is one of its own, what came back is no number at all, or backward had set the attributes before it stopped.
    """
    wrong = [i for i in case.spots(item) if not case.right((i,))]
    own = case.failure is not None and case.failure.is_its_own
    return own or {case.token(i) for i in wrong} == {"kind"} or all(_was_set(case, i) for i in wrong)


def _was_set(case: Case, at: int) -> bool:
    """An attribute that backward set before it stopped: nothing raised before it in the same call."""
    spot = case.book.spots[at]
    raised = (step for step, _ in case.answered[spot.trial].raised())
    own = (step for step in raised if (step.owner, step.call) == (spot.step.owner, spot.step.call))
    stopped = next(own, None)
    was_backward = stopped is not None and bool(stopped.upstream)
    return was_backward and not spot.step.method and case.got.arrays[at] is not None


def _with_a_reason(case: Case) -> list[tuple[int, RubricItem]]:
    """The failing items whose reason may stand in a cell."""
    return [one for one in case.failing.items() if case.verdicts[one[0]][1].reason is not Reason.ELSEWHERE]


def _says_more(case: Case, error: Raised, is_told: bool) -> bool:
    """The exception of an item has something to say of it beside what was told, if anything was."""
    failure = case.read(error)
    if case.raised and failure.asked and failure.of("NameError"):
        return False  # a cell that raised says why the target is not there
    return not is_told or (failure.is_its_own and error != case.error)


def _phases(case: Case) -> Sequence[Phase]:
    if text.is_unasked(case):
        return UNASKED
    return PLAIN if case.book.question.given else CALLED


CACHES = frozenset({"forgot-cache", "cache-local-variable", "stale-cache"})
"""Mistakes that a forward that raised seems to make."""
CHOICE = Choice(
    numbers.PARTS,
    numbers.SECONDS,
    numbers.firsts,
    lambda ids, case: tie_break(tuple(ids), Tied(case.text, case.book.question)),
    ("sign-flipped", "abs-applied"),
    ("upstream-only", "upstream-ignored"),
    CACHES,
)


def _all(case: Case, ids: Ids) -> Mistakes:
    return dict.fromkeys(case.failing, ids) if ids else {}


def _by(table: Sequence[Rule[Case]]) -> Callable[[Case], Mistakes]:
    def tell(case: Case) -> Mistakes:
        rule = first(table, case)
        return _all(case, rule.ids if rule else ())

    return tell


def _raised(among: Callable[[Sort], Sequence[Rule[Failure]]]) -> Callable[[Case], Mistakes]:
    def tell(case: Case) -> Mistakes:
        found = rule_for(case.failure, among) if case.failure else None
        return _all(case, found.ids if found else ())

    return tell


def _when(condition: Callable[[Case], bool], tell: Callable[[Case], Mistakes]) -> Callable[[Case], Mistakes]:
    return lambda case: tell(case) if condition(case) else {}


def _begins_otherwise(case: Case) -> bool:
    """The first wrong answer is no number."""
    return case.first_wrong is None or case.token(case.first_wrong) != "value"


def _by_form(case: Case) -> Mistakes:
    """Told of the items that were answered with something else than numbers of the right count (or all of them)."""
    rule = form.by_form(case)
    other = [i for i in case.required if not case.right((i,)) and case.token(i) != "value"]
    items = [index for index, item in case.failing.items() if set(case.spots(item)) & set(other)]
    own = {index: form.by_form(case, case.spots(case.failing[index])) for index in items}
    return {index: (own.get(index) or rule).ids for index in items or case.failing} if rule else {}


def _changed(case: Case) -> Mistakes:
    rule = first(checks.CHANGED_INPUTS, case)
    return dict.fromkeys(checks.untyped(case), rule.ids) if rule else {}


def _said(case: Case) -> Mistakes:
    return {index: (mistake,) for index, mistake in case.said.items()}


def _all_computed(case: Case) -> Mistakes:
    """By numbers, where they explain every item and every name that is asked for was computed from others."""
    names = {name for item in case.failing.values() for name in item.of}
    found = {} if any(calculating.typed(case.text, name) for name in names) else CHOICE.by_numbers(case)
    return found if len(found) == len(case.failing) else {}


def _raised_alone(case: Case) -> bool:
    """The line that raised reads no answer that is wrong itself: of its shapes the others may be a consequence."""
    line = case.failure.loads if case.failure else set()
    return not any(line & {*item.of} for item in case.failing.values() if not case.lost(item))


_numbers, _sign, _pairs = CHOICE.by_numbers, CHOICE.beside_a_sign, CHOICE.on_top_of_another
_suspicions, _misfits = _by(text.SUSPICIONS), _raised(lambda sort: sort.misfits)

# fmt: off
UNASKED = (
    Phase(_by(text.UNASKABLE), "There is nothing to compare."),
)
PLAIN = (
    Phase(_when(lambda case: any(map(case.lost, case.failing.values())), _raised(lambda sort: sort.rules)),
          "What a cell that raised did not come to is missing in consequence."),
    Phase(_by(text.PRINTED), "Numbers that are there, but have no name; before the checks, which find them missing."),
    Phase(_changed, "Before numbers: those of other inputs fit other mistakes by chance.", rest=_said),
    Phase(_all_computed, "Who computes every answer has not typed it, whatever the check suspects."),
    Phase(_when(checks.says_no_more, _said), "Numbers that were typed in fit other mistakes by chance."),
    Phase(_numbers, "What was computed wrongly, item by item.", rest=_said),
    Phase(_sign, "Two mistakes at once, when no single one fits; numbers are surer than the text."),
    Phase(_suspicions, "When no number explains it, the text may."),
    Phase(_when(_raised_alone, _misfits), "Shapes that did not fit, in a cell that gave all its answers even so."),
    Phase(_said, "What the checks know."),
)
CALLED = (
    Phase(_by(text.BEYOND_DOUBT), "A slip that changes the meaning of all that follows."),
    Phase(_when(_begins_otherwise, _raised(lambda sort: sort.rules)),
          "Where it goes wrong first is where to look first: an exception tells more than numbers after it."),
    Phase(_by(text.GLOBALS), "After exceptions, since a name that is missing is no global; before numbers of other inputs."),
    Phase(lambda case: _all(case, CHOICE.whole(case)), "A mistake of the bank that predicts every answer of every call is no accident."),
    Phase(_when(_begins_otherwise, _raised(lambda sort: sort.later)),
          "Nothing was stored; the bank may know why."),
    Phase(_by_form, "A value too few is no number to compare; numbers speak of the other items.", rest=_numbers),
    Phase(_numbers, "General mistakes, item by item; the text speaks of the items that they leave out.",
          rest=lambda case: {**_suspicions(case), **_pairs(case)}),
    Phase(_suspicions, "When no number explains it, the text may."),
    Phase(_sign, "Two mistakes at once: less likely than what the text shows."),
    Phase(_pairs, "Two mistakes in one number: the least likely of what numbers can say."),
    Phase(_by(checks.OWN_FORWARD), "All that is known is that backward fits its own forward, or that it is a product."),
    Phase(_misfits, "An exception after wrong numbers, about shapes: more particular than the others."),
    Phase(_raised(Sort.all), "An exception after wrong numbers, when they say nothing."),
)
# fmt: on
