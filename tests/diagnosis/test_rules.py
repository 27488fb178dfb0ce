"""Every rule of diagnosis has two examples beside it: an answer that it tells, and a similar one that it does not.

They stand in `examples/`, a file for each kind of evidence, in the order of the tables:

    # %% TABLE mistake-id: question, outcome
    lines in the reference's answer (or a class: the whole answer) of which the rule is the first of its table to be true
    # %% but not
    lines of which it is not

A mistake that several rules of a table tell has several examples there, in the order of the rules. `outcome` stands
where the question could not be asked. EXCEPTIONS, LATER and MISFITS are the `rules`, `later` and `misfits` of all sorts.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest

from autograder import diagnosis
from autograder.diagnosis.case import Case, WrongPart
from autograder.diagnosis.failure import Failure
from autograder.diagnosis.rule import first
from autograder.diagnosis.rules import (
    _is_no_consequence,
    checks,
    form,
    mistakes_of,
    numbers,
    retold,
    text,
    ties,
)
from autograder.diagnosis.rules.exceptions import SORTS, rule_for, sort_of
from autograder.diagnosis.rules.ties import Effect, Tied, tie_break
from autograder.model.message import Message
from autograder.words.catalogue import misconceptions
from tests.diagnosis.in_process import case_of

FOLDER = Path(__file__).parent / "examples"
TABLES: dict[str, Any] = {
    "EXCEPTIONS": [rule for sort in SORTS for rule in sort.rules],
    "LATER": [rule for sort in SORTS for rule in sort.later],
    "MISFITS": [rule for sort in SORTS for rule in sort.misfits],
    "UNASKABLE": text.UNASKABLE,
    "BEYOND_DOUBT": text.BEYOND_DOUBT,
    "GLOBALS": text.GLOBALS,
    "PRINTED": text.PRINTED,
    "SUSPICIONS": text.SUSPICIONS,
    "CHANGED_INPUTS": checks.CHANGED_INPUTS,
    "OWN_FORWARD": checks.OWN_FORWARD,
    "FORMS": form.FORMS,
    "PARTS": numbers.PARTS,
    "SECONDS": numbers.SECONDS,
    "RETOLD": retold.RETOLD,
    "TIES": ties.TIES,
}
OF_EXCEPTIONS = {
    table: attrgetter(field)
    for table, field in (("EXCEPTIONS", "rules"), ("LATER", "later"), ("MISFITS", "misfits"))
}


@dataclass(frozen=True)
class Example:
    """Two answers for a rule: the `number`-th of its table that tells the mistake."""

    table: str
    id: str
    number: int
    question: str
    outcome: str
    good: str
    bad: str

    @property
    def at(self) -> int:
        places = [i for i, rule in enumerate(TABLES[self.table]) if rule.id == self.id]
        return places[self.number]


HEADING = re.compile(r"# %% (?P<table>[A-Z_]+) (?P<id>[\w-]+): (?P<question>\w+)(?:, (?P<outcome>\w+))?")


def examples() -> Iterator[Example]:
    for table in TABLES:
        seen: Counter[str] = Counter()
        for block in re.split(r"^(?=# %% [A-Z])", _text(), flags=re.MULTILINE)[1:]:
            heading, _, body = block.partition("\n")
            said = HEADING.fullmatch(heading)
            assert said, heading
            if said["table"] == table:
                good, bad = (part.strip("\n") for part in body.split("# %% but not\n"))
                number, seen[said["id"]] = seen[said["id"]], seen[said["id"]] + 1
                yield Example(table, said["id"], number, said["question"], said["outcome"] or "", good, bad)


def _text() -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.py")))


EXAMPLES = list(examples())


def spoken(table: str, case: Case) -> list[int]:
    """The places in a table of the rules that speak of a case: the first that is true, or all where all are told."""
    rules = TABLES[table]
    parts = [WrongPart(case, of, where) for of, where in case.wrong.items()]
    found: list[Any]
    if table in OF_EXCEPTIONS:
        found = [rule_for(case.failure, OF_EXCEPTIONS[table]) if case.failure else None]
    elif table == "FORMS":
        found = [form.by_form(case)]
    elif table in ("PARTS", "SECONDS"):
        found = [rule for rule in rules if any(part.numeric and rule.when(part) for part in parts)]
    elif table == "RETOLD":
        general = [story for story in case.book.stories if story.general]
        return [i for i, story in enumerate(general) if any(case.tells(story, p.where) for p in parts)]
    else:
        found = [first(rules, case)]
    return [i for i, rule in enumerate(rules) if rule in found]


def test_every_rule_has_its_examples_and_no_example_is_left_over() -> None:
    for table, rules in TABLES.items():
        assert [e.id for e in EXAMPLES if e.table == table] == [rule.id for rule in rules], table


def test_every_rule_tells_a_mistake_that_is_known_and_says_why_it_stands_where_it_stands() -> None:
    rules = [rule for table in TABLES.values() for rule in table]
    ids = {
        one for rule in rules for one in (rule.id, *getattr(rule, "others", ()), *getattr(rule, "over", ()))
    }
    assert ids <= set(misconceptions())
    assert all(rule.because.endswith(".") for rule in rules)


def test_no_mistake_is_named_in_code_outside_the_tables() -> None:
    package = Path(str(diagnosis.__file__)).parent
    for path in package.glob("*.py"):
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        words = {
            node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert not words & set(misconceptions()), path.name


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.table}-{e.id}-{e.number}")
def test_a_rule_tells_its_good_example_and_not_the_bad_one(example: Example) -> None:
    if example.table == "TIES":
        _assert_tie(example)
        return
    case = case_of(example.question, example.good, example.outcome)
    assert example.at in spoken(example.table, case)
    if example.table in OF_EXCEPTIONS and case.failure and sort_of(case.failure).name != "a cast of numbers":
        assert rule_for(_of_another_type(case.failure), OF_EXCEPTIONS[example.table]) is None
    assert example.at not in spoken(example.table, case_of(example.question, example.bad, example.outcome))


def _of_another_type(failure: Failure) -> Failure:
    """The same words in an exception that the student made up."""
    return replace(failure, error=replace(failure.error, type_name="RuntimeError"))


def _assert_tie(example: Example) -> None:
    """The text of the good example turns the order that the ids are given in, and that of the bad one turns it back."""
    tie = ties.TIES[example.at]
    good, bad = (
        Tied(case.text, case.book.question)
        for case in (case_of(example.question, source) for source in (example.good, example.bad))
    )
    if tie.effect is Effect.LEFT_OUT:
        assert tie.id not in tie_break(("shape-lost", tie.id), good)
        assert tie_break(("shape-lost", tie.id), bad) == ("shape-lost", tie.id)
    for other in tie.over:
        assert tie_break((other, tie.id), good)[0] == tie.id
        told = tie_break((tie.id, other), bad)
        assert told[0] == other
        assert (tie.id in told) is (tie.effect is not Effect.SHOWN)
        unseen = (tie.id,) if tie.effect is Effect.ADDED else ()
        assert tie_break(("shape-lost", other), good)[: len(unseen) + 1] == (*unseen, "shape-lost")
        assert tie_break(("shape-lost", other), bad) == ("shape-lost", other)


UNAVERAGED = {
    "batch-not-averaged": "def backward(self, dout):\n    self.dW = len(dout) * self.x.T @ dout\n    self.db = dout.sum(axis=0)\n    return dout @ self.W.T",
    "loss-not-averaged": "def forward(self, x):\n    self.x = x\n    return len(x) * (x @ self.W + self.b)",
}


@pytest.mark.parametrize("told", UNAVERAGED)
def test_what_is_not_averaged_is_told_of_questions_with_that_mistake_alone(told: str) -> None:
    """As many times too large as there are rows, where nothing is averaged."""
    case = case_of("affine", UNAVERAGED[told])
    assert case.wrong
    assert told not in [numbers.SECONDS[at].id for at in spoken("SECONDS", case)]


@pytest.mark.parametrize("name", ["backwrd(dz)", "X"])
def test_what_a_function_lacks_is_no_misspelt_name(name: str) -> None:
    case = case_of("multiply_gate", f"def backward(self, dz):\n    return MultiplyGate.forward.{name}")
    assert case.failure
    assert rule_for(case.failure, OF_EXCEPTIONS["EXCEPTIONS"]) is None


def test_entries_that_a_mask_leaves_out_are_lost() -> None:
    """dout[mask] has as many entries as the mask lets through; other entries are no matter of the shape."""
    masked = "def backward(self, dout):\n    return (dout / (1 - self.p))[self.mask]"
    lost = [numbers.PARTS[at].id for at in spoken("PARTS", case_of("dropout", masked))]
    assert lost == ["shape-lost"]
    other = [numbers.PARTS[at].id for at in spoken("PARTS", case_of("dropout", masked.replace("[", "[~")))]
    assert "shape-lost" not in other


def test_an_item_whose_reason_stands_in_no_cell_is_told_nothing_of_its_own() -> None:
    case = case_of(
        "multiply_gate",
        "def forward(self, x, y):\n    self.x, self.y = x, y\n    return quuxly\n"
        "def backward(self, dz):\n    return [self.y * dz, maxx(self.x) * dz]",
    )
    assert mistakes_of(case) == {0: ("undefined-name",), 1: ("name-typo",)}
    forward, (item, verdict) = case.verdicts
    for key in ("package_missing", "not_handed_in", "perhaps_not_handed_in"):
        elsewhere = replace(case, verdicts=(forward, (item, replace(verdict, message=Message(key)))))
        assert mistakes_of(elsewhere) == {0: ("undefined-name",), 1: ("undefined-name",)}


def test_a_piece_of_memory_is_told_where_a_question_has_variables() -> None:
    case = case_of(
        "multiply_gate",
        "def forward(self, x, y):\n    self.x, self.y = x, y\n    return memoryview(np.asarray(x * y))",
    )
    assert first(text.SUSPICIONS, case) is None


def test_what_is_divided_by_the_samples_where_several_gradients_arrive() -> None:
    case = case_of("lstm_step", "dx = da @ Wx.T / len(x)")
    assert "grad-averaged" in [numbers.PARTS[at].id for at in spoken("PARTS", case)]


def test_what_raised_beside_the_substance_is_told_of_an_item_that_nothing_else_explains() -> None:
    case = case_of(
        "multiply_gate",
        "def forward(self, x, y):\n    self.x, self.y = x, y\n    return x * y if np.ndim(x) == 0 else x * y + 3.7\n"
        "def backward(self, dz):\n    return [self.y if np.ndim(dz) == 0 else quuxly, self.x * dz]",
    )
    assert case.error is None
    assert mistakes_of(case)[0] == ("undefined-name",)
    wrong = "def backward(self, dout):\n    return 1.3 * dout + 0.7 if len(dout) > 1 else quuxly"
    assert mistakes_of(case_of("sigmoid", wrong)) == {}


def test_of_a_size_that_is_typed_in_all_answers_have_one_shape() -> None:
    """None of them is right, in no row."""
    lines = ("self.x = x", "out = np.zeros((2, 7))", "for i in range(2):", "    out[i] = 0.37", "return out")
    forward = "\n    ".join(("def forward(self, x):", *lines))
    assert mistakes_of(case_of("affine", forward)) == {0: ("hard-coded-size",)}
    other = forward.replace("np.zeros((2, 7))", "x @ self.W").replace("out[i] = 0.37", "out = out + 1.7")
    for change in (forward.replace("range(2)", "range(len(out))"), other):
        assert mistakes_of(case_of("affine", change)) == {0: ("forward-wrong-op",)}


def test_what_is_computed_is_told_by_its_numbers_though_the_check_finds_it_typed() -> None:
    case = case_of("maximum", "dfdx = 1 if x > 0 else 0\ndfdy = 1 if y > 0 else 0")
    typed = [(i, v if v.passed else replace(v, misconception="hard-coded-answer")) for i, v in case.verdicts]
    assert mistakes_of(replace(case, verdicts=tuple(typed))) == dict.fromkeys(
        (1, 2), ("max-compares-with-zero",)
    )


def test_a_value_is_no_gradient_that_is_transposed() -> None:
    case = case_of("l2_norm", "q = W.dot(x).T")
    (rule,) = (one for one in numbers.PARTS if one.id == "grad-transposed")
    found = {of[1]: rule.when(WrongPart(case, of, where)) for of, where in case.wrong.items()}
    assert (found["q"], found["dq"]) == (False, True)


def test_what_an_exception_left_unanswered_is_its_consequence() -> None:
    for change, alone in (("dx = [][1]", False), ("dx = unknown", True)):
        case = case_of("multiply_gate", change)
        assert _is_no_consequence(case, case.failing[1]) is alone


def test_what_is_less_than_zero_is_masked_by_nothing() -> None:
    def masks(given: str) -> bool:
        case = case_of("relu", f"def backward(self, dout):\n    return {given}")
        ((of, where),) = case.wrong.items()
        return numbers._masks_otherwise(WrongPart(case, of, where))

    assert masks("np.where(~self.mask, dout, 0)")
    assert not masks("-np.abs(dout) - 1")
    assert not masks("np.zeros(5)")


@pytest.mark.parametrize("other", ["np.minimum(x, y)", "x + y", "x * y", "x - y", "y - x"])
def test_forward_may_be_another_operation_on_two_inputs(other: str) -> None:
    case = case_of("max_gate", f"def forward(self, x, y):\n    self.x_wins = x > y\n    return {other}")
    assert "forward-wrong-op" in [numbers.PARTS[at].id for at in spoken("PARTS", case)]
