"""Leaves first: when a network fails because one of its layers is wrong, say which, and judge the rest with a right one.

The same holds of what stands on the answers of earlier cells: classes that it inherits from or calls.

A question says so with `follow_through: {leaves: [relu, affine], share: 0.5}`: what the network earns with the
reference's leaves counts by that share, be the student's own wrong or only imported from a file that was not handed in.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from autograder.fitting.conventions import right_function
from autograder.fitting.fit import Fit
from autograder.fitting.spelling import called_otherwise, read_source
from autograder.grading.asking import Asking, State, names_missing, untouched
from autograder.grading.discreet import discreet
from autograder.grading.judge import judge
from autograder.model.cell import Cell
from autograder.model.message import Message
from autograder.model.outcome import Outcome
from autograder.model.question import Form, Question
from autograder.model.result import QuestionResult
from autograder.model.trial import Verdict
from autograder.notebook.code import code
from autograder.sandbox.protocol import Raised, Reply


@dataclass(frozen=True, slots=True)
class Leaf:
    """A layer, or another answer, that a question stands on and that does not work: wrong, or only imported from elsewhere."""

    question: Question
    wrong: bool

    @property
    def name(self) -> str:
        """What it is called in messages."""
        return self.question.target or self.question.id


def with_right_leaves(asking: Asking, state: State) -> State:
    """Networks that fail once more, with the reference's leaves in the place of wrong or missing ones."""
    for q, fit in state.fits.items():
        result = state.results[q]
        # an answer that is there may stop at what is not written of another
        silent = result.outcome is Outcome.MISSING or untouched(asking, fit)
        leaves = [] if result.full or silent else _broken(fit.question, asking, state)
        if leaves:
            repaired = _repaired(result, fit, leaves, asking, state)
            state = replace(state, results={**state.results, q: repaired})
    return state


def _broken(question: Question, asking: Asking, state: State) -> list[Leaf]:
    named = question.follow_through.leaves
    found = [state.results[name] for name in named if name in state.results]
    leaves = [Leaf(one.question, one.outcome != Outcome.MISSING) for one in found if not one.full]
    if not asking.fitted.ours:  # one class may answer several questions there, each by another version of it
        leaves = [leaf for leaf in leaves if Form.FRAMEWORK not in leaf.question.forms]
    return [leaf for leaf in leaves if leaf.wrong or asking.fitted.taken(leaf.question)]


def _repaired(
    result: QuestionResult, fit: Fit, leaves: Sequence[Leaf], asking: Asking, state: State
) -> QuestionResult:
    replies = _asked(
        fit.place.after if fit.place.ours else len(asking.fitted.cells) - 1, fit, leaves, asking, state
    )
    last = asking.standing_until(fit)
    if fit.place.ours and last > fit.place.after and names_missing(replies or ()):
        # a helper is defined in a later cell; else those are left out, which write the same classes anew
        later = _asked(last, fit, leaves, asking, state)
        replies = replies if later is None or names_missing(later) else later
    if replies is None:
        return result
    key = asking.key.questions[fit.question.id]
    again = judge(key, asking.key.reference, asking.answered(fit, replies))
    return credit(result, discreet(again), leaves)


def _asked(last: int, fit: Fit, leaves: Sequence[Leaf], asking: Asking, state: State) -> list[Reply] | None:
    """What a question is answered after the cells up to the `last` one, with right leaves among them."""
    cells = list(enumerate(asking.fitted.cells[: last + 1]))
    for leaf in leaves:
        right = _right_leaf(leaf.question, asking, state)
        blocks = code(asking.key.reference.source(leaf.question.id)).blocks
        alone = not fit.question.given and blocks <= {leaf.question.target}
        at = _place(leaf.question, asking, state)
        # what others inherit from stands before them, and so does what plain variables are made with
        before = len(cells) if alone else 1 + next((i for i, (n, _) in enumerate(cells) if n == at), -1)
        cells.insert(before, (-1, right))
    asked = replace(asking.asked(fit), after=len(cells) - 1)
    heard = asking.ask([asked], [cell for _, cell in cells], leaves=True)
    replies, places = heard.replies.get(fit.question.id), [at for at, _ in cells]
    return None if replies is None else [_of_own_cells(reply, places) for reply in replies]


def _place(question: Question, asking: Asking, state: State) -> int:
    """The cell of a leaf: that of our release, be it empty, else that which answers it; -1 where there is none."""
    marked = (i for i, cell in enumerate(asking.fitted.cells) if cell.grade_id == question.answer_cell)
    return next(marked, state.fits[question.id].place.after if question.id in state.fits else -1)


def _of_own_cells(reply: Reply, places: Sequence[int]) -> Reply:
    """A reply whose exceptions name the cells as they were handed in."""
    seen = (
        replace(one, cell=places[one.cell]) if isinstance(one, Raised) and one.cell >= 0 else one
        for one in reply.observations
    )
    return replace(reply, observations=tuple(seen))


def _right_leaf(question: Question, asking: Asking, state: State) -> Cell:
    """The reference's cell of a leaf, also under the name that the student gave it, or may have given it."""
    fit = state.fits.get(question.id)
    names = {fit.place.alias} - {None} if fit else {*question.aliases, *asking.fitted.taken(question)}
    renamed = "".join(
        f"\n{_set(name)} = {question.target}" for name in sorted(map(str, names - {question.target}))
    )
    source = right_function(str(question.target), fit.spelling) if fit else ""
    otherwise = {} if fit else called_otherwise(read_source(asking.fitted.cells))
    called = "".join(
        f"\n{question.target}.{own} = property(lambda self: self.{usual})" for own, usual in otherwise.items()
    )
    return Cell((source or asking.key.reference.source(question.id)) + called + renamed, -1)


def _set(name: str) -> str:
    """What to set for a name to be there: an attribute of a module that is not there either."""
    module, _, last = name.rpartition(".")
    return f"globals().setdefault({module!r}, type({module!r}, (), {{}})).{last}" if module else last


def credit(result: QuestionResult, again: QuestionResult, leaves: Sequence[Leaf]) -> QuestionResult:
    """What `again`, the answers with right leaves, says in the place of `result`: how much of it counts, and, where a mistake
    of the network's own is left, which; what was right at first stays as it is."""
    wrong = list(dict.fromkeys(leaf.name for leaf in leaves if leaf.wrong))
    names = wrong or [leaf.name for leaf in leaves]
    share = result.question.follow_through.share
    message = Message("follow_through" if wrong else "on_supplied", {"names": names, "share": share})
    pairs = zip(result.verdicts, again.verdicts, strict=True)
    verdicts = tuple((item, _credited(first, then, share, message)) for (item, first), (_, then) in pairs)
    said = replace(
        result, verdicts=verdicts, answered=again.answered, outcome=again.outcome, error=again.error
    )
    if not wrong:
        return replace(said, notes=with_supplied(result.notes, _called(leaves, result.cell)))
    earned = said.score > result.score
    return replace(said, notes=(*result.notes, Message("leaf_broken", {"names": wrong}))) if earned else said


def _credited(verdict: Verdict, repaired: Verdict, share: float, message: Message) -> Verdict:
    if repaired.passed and verdict.share <= share:
        return repaired if share >= 1 else Verdict(share, message)
    return verdict if verdict.share or repaired.share else repaired


def _called(leaves: Sequence[Leaf], cell: Cell | None) -> list[str]:
    """The names under which a network speaks of leaves."""
    loaded = code(cell.source).loaded | code(cell.source).attributes if cell else frozenset[str]()
    names = [name for leaf in leaves for name in (leaf.name, *leaf.question.aliases)]
    return [name for name in names if name in loaded]


def with_supplied(notes: tuple[Message, ...], names: Sequence[str]) -> tuple[Message, ...]:
    """The notes with these names among what was supplied: one sentence, which names each once."""
    said = [note.values["names"] for note in notes if note.key == "supplied_helper"]
    others = tuple(note for note in notes if note.key != "supplied_helper")
    every = [*dict.fromkeys([*(n for one in said if isinstance(one, Sequence) for n in one), *names])]
    return (*others, Message("supplied_helper", {"names": every})) if every else others
