"""Rounds of asking: what a submission is asked, in the light of what it said before.

Most submissions are asked once; each further round asks only what the rounds before left open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from autograder.checks.verdicts.quoting import vouched
from autograder.fitting.borrowed import definitions_of
from autograder.fitting.fit import Fit
from autograder.grading.asking import Asking, State, names_missing, untouched
from autograder.host.child import Heard
from autograder.model.cell import Cell
from autograder.model.trial import Answered
from autograder.notebook.code import code
from autograder.numbers.compare import compare
from autograder.sandbox.protocol import Reply, Skipped, Tested


def chosen(asking: Asking, state: State) -> State:
    """One place a question; where several are likely, the one whose numbers, as they stand, are right most often."""
    options = asking.fitted.fits
    unsure = {q: fits for q, fits in options.items() if fits[-1].question.given and not fits[-1].place.ours}
    sure = {q: fits[-1] for q, fits in options.items() if q not in unsure}
    return replace(state, fits={**sure, **_surest(unsure, _right_answers(asking, unsure))})


def _right_answers(asking: Asking, unsure: Mapping[str, Sequence[Fit]]) -> dict[str, list[int]]:
    """How many answers are right at each place, by question; -1 where there is no answer at all."""
    keys = asking.key.questions
    asked = [
        replace(fit.asked(keys[q].probes[:1]), question=f"{q} {i}")
        for q, fits in unsure.items()
        for i, fit in enumerate(fits)
    ]
    replies = asking.ask(asked).replies if asked else {}
    return {
        q: [_right(keys[q].trials[0].answers, replies.get(f"{q} {i}")) for i in range(len(fits))]
        for q, fits in unsure.items()
    }


def _right(answers: Sequence[object], replies: Sequence[Reply] | None) -> int:
    if not replies:
        return -1
    return sum(compare(g, w) is None for g, w in zip(replies[0].observations[1:], answers[1:], strict=True))


def _surest(unsure: Mapping[str, Sequence[Fit]], right: Mapping[str, Sequence[int]]) -> dict[str, Fit]:
    """A place for each question, the surest first. Questions with the same inputs do not share one, unless answers to
    both are right there."""
    order = list(unsure)
    scored = [
        (right[q][i], i - len(fits), -order.index(q), q)
        for q, fits in unsure.items()
        for i in range(len(fits))
    ]
    scored.sort(reverse=True)
    chosen: dict[str, Fit] = {}
    taken: set[tuple[str, int]] = set()
    for sharing in (False, True):
        for count, i, _, q in scored:
            fit = unsure[q][i]
            spot = (repr(sorted(fit.question.given.items())), fit.place.after)
            if q not in chosen and ((sharing and count > 0) or spot not in taken):
                chosen[q] = fit
                taken.add(spot)
    return chosen


def asked(asking: Asking, state: State) -> State:
    """Every question at its place, but for those of which nothing is asked; where tests ask all there is, they run the cells."""
    asked = [asking.asked(fit) for q, fit in state.fits.items() if not asking.key.questions[q].unasked]
    return replace(state, heard=asking.ask(asked)) if asked or not asking.key.exam else state


def asked_at_the_end(asking: Asking, state: State) -> State:
    """A class may use a helper that a later cell defines: again after the last cell where a name was missing, or before the one
    that writes the answer anew."""
    again = [
        replace(asking.asked(fit), after=last)
        for q, fit in state.fits.items()
        if fit.place.after < (last := asking.standing_until(fit))
        and not fit.question.given
        and names_missing(state.heard.replies.get(q, ()))
    ]
    replies = asking.ask(again).replies if again else {}
    return state.with_replies({q: those for q, those in replies.items() if not names_missing(those)})


def asked_on_leaves(asking: Asking, state: State) -> State:
    """Networks again, with the derivative of an activation that they import as they import their layers. No other
    question is asked beside it: where a layer is asked for, it is the answer."""
    leaves = frozenset(asking.fitted.leaves)
    networks = [fit for fit in state.fits.values() if fit.on_leaves] if leaves else []
    if not networks:
        return state
    replies = asking.ask([asking.asked(fit) for fit in networks], leaves=True).replies
    return replace(state.with_replies(replies), borrowed=dict.fromkeys(replies, leaves))


def asked_with_borrowed(asking: Asking, state: State) -> State:
    """Again with the reference's classes in the place of those that were not handed in.

    Never with one that is itself asked for, so that nobody is credited with the reference's work.
    """
    missing = {q: _missing(asking, state, q) for q, fit in state.fits.items() if not fit.place.ours}
    if not any(missing.values()):
        return state
    known = frozenset[str]().union(*(code(cell.source).blocks for cell in asking.key.reference.cells))
    borrowed = {q: names & known for q, names in missing.items() if names & known}
    names = frozenset[str]().union(*borrowed.values())
    source = definitions_of(names, asking.key.reference.cells, without=asking.fitted.defined)
    again = [asking.asked(state.fits[q]) for q in borrowed]
    again = [replace(one, first=0, after=one.after + 1) for one in again]
    replies = asking.ask(again, [Cell(source, -1), *asking.fitted.cells]).replies if source else {}
    both, lent = {**state.borrowed, **borrowed}, state.lent.union(replies)
    return replace(state.with_replies(replies), borrowed=both, lent=lent)


def _missing(asking: Asking, state: State, q: str) -> frozenset[str]:
    """What a question needs and its notebook takes from files that were not handed in."""
    replies = state.heard.replies.get(q, ())
    return state.fits[q].imported | asking.fitted.borrowed(names_missing(replies))


def asked_apart(asking: Asking, state: State) -> State:
    """The kinds that ask in children of their own, where there is something of the student's to be asked."""
    apart = {}
    for q, fit in state.fits.items():
        key = asking.key.questions[q]
        if key.apart and q in state.heard.replies and not untouched(asking, fit):
            sources = [cell.source for cell in asking.fitted.cells[: fit.place.after + 1]]
            apart[q] = tuple(
                answered
                for ask, trials in key.apart
                for answered in ask(trials, fit.question, asking.key.reference, sources, asking.ask_alone)
            )
    return replace(state, apart=apart)


def examined(asking: Asking, state: State) -> State:
    """The tests that the instructor wrote, all in one conversation with a child of its own."""
    exam, cells = asking.key.exam, asking.fitted.cells
    if exam is None or not cells:
        return state
    heard = asking.ask((), exam=exam)
    sources = tuple(cell.source for cell in cells)
    apart = dict(state.apart)
    for q in state.fits:
        tests = [(trial, _seen(trial.name, heard, sources)) for trial in asking.key.questions[q].tests]
        answered = (Answered(trial, Reply((seen,)), cells=sources) for trial, seen in tests)
        apart[q] = (*apart.get(q, ()), *answered)
    said = replace(state.heard, cells=state.heard.cells or heard.cells)
    said.lost.update(heard.lost)
    said.silent.update(heard.silent)
    said.forbidden += heard.forbidden
    return replace(state, heard=said, apart=apart)


def _seen(name: str, heard: Heard, sources: tuple[str, ...]) -> Tested | Skipped:
    """What came of a test; Skipped where the submission's budget did not reach it."""
    if name in heard.beyond:
        return Skipped()
    tested = heard.tests.get(name, Tested(name, "ended"))
    return tested if tested.raised is None else replace(tested, raised=vouched(tested.raised, sources))
