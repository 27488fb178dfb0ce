"""What the text of an answer says: where nothing could be asked, where it is beyond doubt, and where nothing else is known."""

import numpy as np

from autograder.diagnosis.case import LOST, Case
from autograder.diagnosis.evidence import close
from autograder.diagnosis.habits import calculating, kept, naming, returning, storing
from autograder.diagnosis.rule import Rule
from autograder.model.condition import Condition
from autograder.model.outcome import Outcome
from autograder.model.question import Form
from autograder.notebook.nearness import is_class_of, nearest
from autograder.numbers.compare import Array

SILENT = (Outcome.NOT_ATTEMPTED, Outcome.TIMEOUT, Outcome.CRASHED, Outcome.MEMORY)
"""Outcomes that say all there is to say."""
ESTIMATED = 1e-2
"""Of the largest entry, how far off a gradient by differences may be: steps up to 0.01 are common, and the error of a
one-sided difference is about half the second derivative times the step."""
MOVED = 0.5
"""Of a loss, how far off a constant within its logarithm may move it."""
SMALL_STEP, ONE_STEP = 0.05, 0.2
"""A difference that was not divided by its step is the derivative times that step, so all answers are small, and in one
ratio to the right ones: below the largest step in use (0.05), and alike up to the difference's own error (a fifth)."""
CONSTANT = 3
"""Calls from which on one and the same number is no accident."""


def is_unasked(case: Case) -> bool:
    """True where no answer can be compared: silent, without its target, or without trials."""
    silent = case.outcome in SILENT or not case.answered or not case.book.trials
    return silent or _misses_target(case)


def _misses_target(case: Case) -> bool:
    """The target is not there, and no exception of its cells says why."""
    target = case.text.target
    return (
        case.outcome == Outcome.MISSING
        and bool(target)
        and target not in case.text.blocks
        and not case.raised
    )


def _respelt_target(case: Case) -> bool:
    target = case.text.target or ""
    known = {name for name in case.text.blocks if not is_class_of(name, target)}
    return _misses_target(case) and nearest(target, known) is not None


def _estimates(case: Case) -> bool:
    rubric = case.book.question.rubric
    derives = any("by" in item.options or (item.form is Form.CALLS and item.of) for item in rubric)
    return _all_near(case) and calculating.differences(case.text) and derives


def _all_near(case: Case, far: float = ESTIMATED) -> bool:
    pairs = [case.pairs(where) for where in case.wrong.values()]
    return all(
        pair is not None
        and all((np.abs(a - b) <= far * (np.abs(b).max(initial=0.0) + 1e-3)).all() for a, b in pair)
        for pair in pairs
    )


def _one_ratio(case: Case, where: tuple[int, ...]) -> bool:
    pairs = [(np.abs(a).max(initial=0.0), np.abs(b).max(initial=0.0)) for a, b in case.pairs(where) or ()]
    ratios = [float(a) / float(b) for a, b in pairs if b]
    return bool(ratios) and max(ratios) < SMALL_STEP and max(ratios) - min(ratios) <= ONE_STEP * max(ratios)


def _differentiates(case: Case) -> bool:
    """The question asks for numerical differentiation."""
    return Form.NUMERICAL in case.book.question.forms


def _answers_numbers(case: Case) -> bool:
    """Something that is wrong is a number."""
    return any(
        case.token(i) == "value" for where in case.wrong.values() for i in where if not case.right((i,))
    )


def _answers_others(case: Case) -> bool:
    """A plain variable that is wrong is something else than a number, or was never reached."""
    given = bool(case.book.question.given)
    return given and any(
        case.token(i) != "value" for w in case.wrong.values() for i in w if not case.right((i,))
    )


def _stores_nothing(case: Case) -> bool:
    """All that is wrong are gradients that stayed None, and nothing is stored that is nearly called so."""
    wanted = case.book.question.gradients
    wrong = [(of, i) for of, where in case.wrong.items() for i in where if not case.right((i,))]
    unstored = all(of[1] in wanted and case.token(i) == "none" for of, i in wrong)
    own = case.text.filled - case.text.expected
    elsewhere = (nearest(name, own) or storing.keeps_elsewhere(case.text, name) for name in wanted.values())
    return bool(wrong) and unstored and not any(elsewhere)


def _stores_elsewhere(case: Case) -> bool:
    """A gradient stayed None, and something is kept under a name of one's own."""
    unstored = any(case.token(i) == "none" for where in case.wrong.values() for i in where)
    return unstored and any(
        storing.keeps_elsewhere(case.text, n) for n in case.book.question.gradients.values()
    )


def _fixed_size(case: Case) -> bool:
    """A length or single entries were typed in, and each wrong part is right in some rows, raised, or has one shape everywhere."""
    question = case.book.question
    rows = {name for shapes in (question.inputs, question.init) for name, shape in shapes.items() if shape}
    typed = calculating.entry_by_entry(case.text, rows) or (
        calculating.fixed_sizes(case.text)
        and not (case.text.model and calculating.fixed_sizes(case.text.model))
    )
    wrong = case.wrong.values() if typed else ()
    in_part = (any(_right_in_part(case, i) for i in where) or _one_shape(case, where) for where in wrong)
    return bool(typed) and all(in_part)


def _one_shape(case: Case, where: tuple[int, ...]) -> bool:
    """Answers of one shape where several are wanted."""
    got, right = ({np.shape(of.arrays[i]) for i in where} for of in (case.got, case.book.right))  # type: ignore[arg-type]
    return len(got) == 1 < len(right)


def _right_in_part(case: Case, at: int) -> bool:
    """Right, or raised, or right in some rows."""
    got, right = case.got.arrays[at], case.book.right.arrays[at]
    alike = got is not None and right is not None and got.shape == right.shape and got.ndim
    rows = zip(got, right, strict=True) if alike else ()  # type: ignore[arg-type]
    return case.right((at,)) or case.token(at) in LOST or any(close(a, b) for a, b in rows)


def _one_number(values: list[Array | None]) -> bool:
    known = [v for v in values if v is not None and v.shape == () and np.isfinite(v)]
    if len(values) < CONSTANT or len(known) < len(values):
        return False
    return all(close(v, known[0]) for v in known) and abs(float(known[0])) not in (0.0, 1.0)


# fmt: off
UNASKABLE: tuple[Rule[Case], ...] = (
    Rule("shared-function-instance", lambda c: c.outcome == Outcome.TIMEOUT and storing.shares_an_object(c.text),
         "One Function object used twice is its own creator, and backward goes round for ever."),
    Rule("name-typo", lambda c: c.outcome == Outcome.NOT_ATTEMPTED and naming.misspelt_method(c.text),
         "The parent's method answers, which is not written, and one is nearly called so."),
    Rule("name-typo", _respelt_target, "The target stands there under a misspelt name."),
    Rule("missing-variable", _misses_target, "Nothing is nearly called like the target."),
    Rule("name-typo", lambda c: c.text.at >= 0 and c.outcome not in SILENT and naming.misspelt_names(c.text),
         "A name stands for nothing and is near one that does."),
)
"""Of an answer that cannot be compared the text alone can speak, and the outcome says what to look for."""

BEYOND_DOUBT: tuple[Rule[Case], ...] = (
    Rule("name-typo", lambda c: naming.comma_for_dot(c.text),
         "`self,mask = …` stores a pair; every exception and every number after it is a consequence."),
    Rule("stray-comma", lambda c: returning.single_tuple(c.text),
         "`self.mask = (x <= 0),` stores a tuple of one; the same."),
    Rule("cache-order-exchanged", lambda c: kept.unpacks_in_another_order(c.text),
         "What is packed as x, w is unpacked as w, x; shapes that do not fit, and other numbers, are a consequence."),
    Rule("constructor-parameters", lambda c: naming.takes_in_another_order(c.text, constructor=True),
         "Whatever is answered is the answer for exchanged arguments."),
    Rule("method-parameters", lambda c: naming.takes_in_another_order(c.text, constructor=False),
         "The same of what is called later."),
    Rule("return-inside-loop", lambda c: returning.returns_in_a_loop(c.text),
         "The loop ends with its first round; what it did not come to is missing in consequence."),
    Rule("mutates-parameters", lambda c: _answers_numbers(c) and kept.trains(c.text),
         "After a step of training every number is that of other parameters; what raised did not come so far."),
)

GLOBALS: tuple[Rule[Case], ...] = (
    Rule("uses-globals", lambda c: naming.uses_globals(c.text, c.book.question.inputs),
         "The arguments are not used, so the numbers are of other inputs and fit other mistakes by chance."),
)

PRINTED: tuple[Rule[Case], ...] = (
    Rule("prints-not-returns", lambda c: len(c.failing) == len(c.verdicts) and all(map(c.lost, c.failing.values())) and returning.prints(c.text),
         "Nothing that was asked for is there, and something is printed.", ("missing-variable",)),
)

SUSPICIONS: tuple[Rule[Case], ...] = (
    Rule("stray-comma", lambda c: _answers_others(c) and returning.single_tuple(c.text),
         "A tuple where a number should be, of plain variables; of a tuple of one number nothing is wrong."),
    Rule("reshape-instead-of-transpose", lambda c: _answers_numbers(c) and calculating.reshapes_alone(c.text),
         "A factor is reshaped where the reference transposes one; after all that numbers say of it."),
    Rule("function-returns-raw-array",
         lambda c: "function-returns-raw-array" in c.book.ids and ("kind", "memoryview") in [c.got.tokens[i] for i in c.required],
         "`data` of an array is a piece of memory: no Variable came back, but what it should hold."),
    Rule("numeric-instead-of-analytic", _estimates,
         "Nearly right and divided by a step: the only rule of a good approximation, so it comes first."),
    Rule("log-epsilon", lambda c: _all_near(c, MOVED) and calculating.adds_within_logarithm(c.text),
         "Nearly right, and a constant stands within the logarithm that is not small enough."),
    Rule("precision-lost", lambda c: _all_near(c) and calculating.rounds(c.text),
         "Nearly right, and something is rounded on the way."),
    Rule("attribute-name-mismatch", _stores_elsewhere,
         "What backward should leave on the object is None, and stands there under another name."),
    Rule("param-grad-not-stored", _stores_nothing,
         "What backward should leave on the object is None, and everything else is right."),
    Rule("diff-no-division", lambda c: calculating.steps_used(c.text) and all(_one_ratio(c, where) for where in c.wrong.values()),
         "Too small by one factor, the step."),
    Rule("diff-precedence", lambda c: _differentiates(c) and calculating.halves_and_multiplies(c.text),
         "`/ 2 * h` multiplies by the step."),
    Rule("diff-divides-by-x", lambda c: _differentiates(c) and calculating.divides_by_inputs(c.text),
         "The difference is divided by something that is no step."),
    Rule("diff-eps-ignored", lambda c: _differentiates(c) and calculating.ignores_step(c.text),
         "The step that is given is read nowhere."),
    Rule("shared-class-state",
         lambda c: all(Condition.SECOND_OBJECT in c.verdicts[i][1].conditions for i in c.failing) and storing.keeps_on_the_class(c.text),
         "Objects are right one by one, and what they keep is the class's."),
    Rule("uses-globals", lambda c: naming.uses_globals(c.text),
         "Variables of the notebook are read, which change between the calls."),
    Rule("prints-not-returns", lambda c: returning.prints_last(c.text),
         "A function ends by printing what it should return."),
    Rule("returns-none", lambda c: returning.forgets_last(c.text) or returning.returns_nothing(c.text),
         "A function ends with a value that goes nowhere, or has no return at all."),
    Rule("returns-none", lambda c: returning.throws_away(c.text),
         "The same in the middle of a function; less sure, so after its end."),
    Rule("overwrite-instead-of-accumulate", lambda c: storing.assigns_what_accumulates(c.text),
         "What a loop assigns, later rounds overwrite."),
    Rule("overwrite-instead-of-accumulate", lambda c: storing.assigns_anew(c.text),
         "The same where the reference has no loop."),
    Rule("grad-not-stored", lambda c: c.book.question.kind == "backward" and not storing.keeps_gradients_of_others(c.text),
         "backward works out gradients, and none of them is kept."),
    Rule("shared-function-instance", lambda c: not c.text.target and storing.asks_an_object_twice(c.text),
         "One object stands for several nodes, and remembers the last alone."),
    Rule("stale-cache", lambda c: kept.fills_once(c.text), "What forward keeps is set the first time alone."),
    Rule("cache-overwritten", lambda c: kept.overwrites_cache(c.text),
         "What forward kept is replaced, and used after that."),
    Rule("hard-coded-size", _fixed_size,
         "A loop has a length that was typed in, and none in the reference; sizes differ between the trials."),
    Rule("hard-coded-answer", lambda c: all(_one_number([c.got.arrays[i] for i in where]) for where in c.wrong.values()),
         "One number whatever was asked; last, since the rules before say where it comes from."),
)
"""Where no number explains an answer: from the most particular trait to the vaguest."""
# fmt: on
