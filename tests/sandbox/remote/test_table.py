"""What one end holds of the other: shared data by number, objects by number, and what changed since."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import pytest

from autograder.sandbox.remote.forms import CODEC, Form, Handle, Own, ProtocolError, Ref, Shared, TooLarge
from autograder.sandbox.remote.table import MAX_DEPTH, MOST_OBJECTS, MOST_SHARED, Table
from tests.sandbox.remote.made import LAYERS, NAMES, outcomes, proved


def ends() -> tuple[Table, Table]:
    """The end of the tests and the student's, whose stand-ins are handles."""
    return (
        Table(lambda handle: handle, lambda _: None, trusted=True),
        Table(lambda handle: handle, lambda _: None, trusted=False),
    )


def crossed(sender: Table, receiver: Table, value: Any) -> Any:
    """A value at the other end, with what changed before it."""
    sender.begin()
    said: Any = CODEC.decode(CODEC.encode((sender.changes(), sender.pack(value))))
    changed, form = said
    receiver.apply(changed, lambda _: True)
    return receiver.unpack(form)


def of(kind: Any, *values: Any) -> Any:
    """A record with whatever in it."""
    return kind(*values)


def told(sender: Table) -> Any:
    """What changed at the other end."""
    return CODEC.decode(CODEC.encode(sender.changes()))


@pytest.mark.parametrize(
    "value",
    [
        None, True, 1.5, "한", 2**62, -(2**63), 2**63, -(2**70), (1, (2, "a")), 1 + 2j, b"ab", frozenset({1, 2}),
        range(1, 9, 2), slice(1, None, -1), ..., np.float32(2), np.dtype("f4"), [1, 2, [3]], {"a": {1, 2}},
        [1.0] * 20, list(range(20)), [2**40] * 20, [True] * 20, int, np.float64, KeyError, (), [], {}, set(),
    ],
)  # fmt: skip
@pytest.mark.parametrize("way", [False, True])
def test_plain_data_cross_as_they_are(value: Any, way: bool) -> None:
    one, other = ends()[::-1] if way else ends()
    got = crossed(one, other, value)
    assert got == value
    assert type(got) is type(value)


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6.0).reshape(2, 3),
        np.zeros((0, 2)),
        np.array(5),
        np.array(["a", "bc"]),
        np.array([None, 1], object),
    ],
)
def test_arrays_cross_with_shape_and_type(array: np.ndarray[Any, Any]) -> None:
    got = crossed(*ends(), array)
    assert (got.shape, got.dtype) == (array.shape, array.dtype)
    assert got.tolist() == array.tolist()
    assert got is not array


def test_the_same_data_are_the_same_there_and_on_the_way_back() -> None:
    tests, student = ends()
    inner = [1]
    got = crossed(tests, student, [inner, inner])
    assert got[0] is got[1]
    assert crossed(student, tests, got[0]) is inner


@pytest.mark.parametrize(
    ("value", "change"),
    [
        ([1, 2], lambda v: v.append([3])),
        ({"a": 1}, lambda v: v.update(b=np.ones(2))),
        ({1}, lambda v: v.discard(1)),
        (np.zeros(3), lambda v: v.__setitem__(1, 5)),
    ],
)
def test_a_change_is_told_once(value: Any, change: Any) -> None:
    tests, student = ends()
    theirs = crossed(tests, student, value)
    change(value)
    crossed(tests, student, None)
    assert str(theirs) == str(value)
    assert tests.changes() == ()


def test_what_nobody_holds_is_not_looked_at_any_more() -> None:
    tests, student = ends()
    crossed(tests, student, [1])
    tests.changes()
    assert not tests.held
    assert tests.shared


def test_what_crossed_longest_ago_is_forgotten() -> None:
    tests, student = ends()
    kept = [[n] for n in range(MOST_SHARED + 1)]
    for one in kept:
        crossed(tests, student, one)
    assert len(tests.shared) == len(tests.numbers) == MOST_SHARED
    first = crossed(tests, student, kept[0])
    assert first == [0]
    assert crossed(student, tests, first) is kept[0]


def test_what_crosses_again_is_not_forgotten_first() -> None:
    tests, student = ends()
    kept = [[n] for n in range(MOST_SHARED)]
    for one in kept:
        crossed(tests, student, one)
    crossed(tests, student, kept[0])
    crossed(tests, student, [-1])
    tests.begin()
    assert type(tests.pack(kept[0])) is Ref
    assert type(tests.pack(kept[1])) is Shared


def test_a_message_that_is_too_large_tells_nothing() -> None:
    tests, student = ends()
    known, big = [1], [str(n) for n in range(200_000)]
    theirs = crossed(tests, student, known)
    known.append(2)
    tests.begin()
    tests.changes()
    with pytest.raises(TooLarge):
        tests.pack(([5], big))
    tests.withdraw()
    assert not tests.shared
    again = crossed(tests, student, known)
    assert again == [1, 2]
    assert theirs == [1]


@pytest.mark.parametrize(("depth", "crosses"), [(MAX_DEPTH, True), (MAX_DEPTH + 1, False)])
def test_lists_in_lists_have_an_end(depth: int, crosses: bool) -> None:
    value: Any = 5
    for _ in range(depth):
        value = (value,)
    tests, student = ends()
    if crosses:
        assert crossed(tests, student, value) == value
        return
    value = (value,)
    with pytest.raises(TooLarge, match="lists in lists"):
        crossed(tests, student, value)


@pytest.mark.parametrize("value", ["x" * 70_000_000, np.zeros(9_000_000)], ids=type)
def test_bytes_of_a_message_have_an_end(value: Any) -> None:
    with pytest.raises(TooLarge):
        crossed(*ends(), value)


def test_objects_stay_and_have_a_number() -> None:
    tests, student = ends()
    thing, other = object(), object()
    handle = crossed(student, tests, thing)
    assert handle == Handle(0, "object", False)
    assert crossed(student, tests, thing) == handle
    assert crossed(student, tests, other).number == 1
    assert student.unpack(Own(0)) is thing
    assert crossed(student, tests, lambda: 0) == Handle(2, "function", True)


def test_a_name_that_is_none_is_not_told() -> None:
    odd = type("no name", (), {})()
    assert crossed(*ends(), odd).type_name == "object"
    assert crossed(*ends(), type("N" * 200, (), {})()).type_name == "N" * 80


def test_objects_have_an_end() -> None:
    _, student = ends()
    held = [object() for _ in range(MOST_OBJECTS + 1)]
    for at, one in enumerate(held):
        student.begin()
        if at == MOST_OBJECTS:
            with pytest.raises(TooLarge, match="objects"):
                student.pack(one)
        else:
            student.pack(one)


def test_functions_of_numpy_cross_from_the_tests_alone() -> None:
    tests, student = ends()
    assert crossed(tests, student, np.sum) is np.sum
    assert crossed(tests, student, np) is np
    assert type(crossed(student, tests, np.sum)) is Handle
    assert type(crossed(tests, student, sys)) is Handle


@pytest.mark.parametrize(
    "form",
    [
        object(), [1], {}, Ref(0), of(Ref, "a"), Own(0), Own(True), of(Handle, "0", "A", False), Handle(0, "no name", False),
        of(Handle, 0, "A", 1), of(Shared, "0", "list", ()), Shared(1, "tuple", ()), Shared(1, "list", [1]), of(Shared, 1, [], ()),
        Shared(0, "list", ()), Shared(1, "dict", ((1,),)), Shared(1, "set", (Shared(3, "list", ()),)),
        Shared(1, "array", (1,)), Form("function", ("numpy", "sum")), Form("no", 1), of(Form, [], 1),
        Form("exception", (("int", 0),)), Shared(1, "list", np.zeros((2, 2))), Shared(1, "list", np.zeros(2, np.uint8)),
    ],
)  # fmt: skip
def test_whatever_is_no_value_is_refused(form: Any) -> None:
    tests, _ = ends()
    with pytest.raises(ProtocolError):
        tests.unpack(form)


def test_a_number_is_given_once() -> None:
    tests, _ = ends()
    tests.unpack(Shared(1, "list", ()))
    with pytest.raises(ProtocolError):
        tests.unpack(Shared(1, "list", ()))


@pytest.mark.parametrize("changes", [[], None, (1,), (Shared(0, "dict", ()),), (Shared(0, "list", 5),)])
def test_changes_are_shared_data_of_the_same_type(changes: Any) -> None:
    tests, student = ends()
    mine = [1]
    crossed(tests, student, mine)
    with pytest.raises(ProtocolError):
        tests.apply(changes, lambda _: True)
    assert mine == [1]


def test_what_is_not_accepted_stays_here_and_is_anothers_there() -> None:
    tests, student = ends()
    mine = np.zeros(2)
    theirs = crossed(tests, student, mine)
    theirs += 1
    assert tests.apply(told(student), lambda _: False) == [0]
    assert not mine.any()
    back = crossed(student, tests, theirs)
    assert back.tolist() == [1, 1]
    assert back is not mine
    assert crossed(tests, student, mine).tolist() == [0, 0]


def test_what_is_accepted_is_changed_in_place() -> None:
    tests, student = ends()
    mine = np.zeros(2)
    theirs = crossed(tests, student, mine)
    theirs += 1
    assert tests.apply(told(student), lambda number: number == 0) == [0]
    assert mine.all()
    assert tests.changes() == ()


def test_the_other_ends_own_data_are_its_own() -> None:
    tests, student = ends()
    theirs = [1]
    mine = crossed(student, tests, theirs)
    theirs.append(2)
    assert tests.apply(told(student), lambda _: False) == []
    assert mine == [1, 2]


def test_a_change_of_what_is_forgotten_is_left_out() -> None:
    tests, _ = ends()
    assert tests.apply((Shared(40, "list", (1,)), Shared(41, "list", (1,))), lambda _: True) == []
    assert not tests.shared


OPTIMISER = """
def moved(params, grads):
    for key in params:
        params[key] {step}

def all_moved(params, grads):
    for at in range(len(params)):
        params[at] {step_of_list}
"""


WRITTEN = {"step": "-= 0.5 * grads[key]", "step_of_list": "-= 0.5 * grads[at]"}


REPLACED = {"step": "= params[key] - 0.5 * grads[key]", "step_of_list": "= params[at] - 0.5 * grads[at]"}


STEPS = """
params, grads = {{"w": np.ones(2), "b": np.zeros((2, 1))}}, {{"w": np.full(2, 0.5), "b": np.ones((2, 1))}}
params, grads = {form}
for _ in range(2):
    {function}(params, grads)
got = {form_of_got}
assert np.allclose(got[0], 0.5) and np.allclose(got[1], -1) and got[1].shape == (2, 1)
assert np.allclose({form_of_grads}[0], 0.5)
"""


OF_DICTIONARY = STEPS.format(
    form="params, grads",
    function="moved",
    form_of_got="[params['w'], params['b']]",
    form_of_grads="[grads['w']]",
)


OF_LIST = STEPS.format(
    form="list(params.values()), list(grads.values())",
    function="all_moved",
    form_of_got="params",
    form_of_grads="grads",
)


@pytest.mark.parametrize("test", [OF_DICTIONARY, OF_LIST], ids=["dictionary", "list"])
@pytest.mark.parametrize(("solution", "answer"), [(WRITTEN, REPLACED), (REPLACED, WRITTEN)], ids=["w", "r"])
def test_entries_may_be_replaced_or_written_into(
    test: str, solution: dict[str, str], answer: dict[str, str]
) -> None:
    """`params[k] -= step` and `params[k] = params[k] - step`: an optimiser may do either."""
    exam = proved([test], OPTIMISER.format(**solution), theirs="moved all_moved")
    assert outcomes(exam, OPTIMISER.format(**answer)) == ["passed"]


@pytest.mark.parametrize(
    "step",
    [
        "= np.zeros((0, 2))",  # nothing to compare
        "= params[key] - 0.5 * grads[key]\n        grads[key] = 0 * grads[key]",
        "-= 0.5 * grads[key]\n        params['more'] = 1\n        break",
        "-= 0.4 * grads[key]",
    ],
)
@pytest.mark.parametrize("solution", [WRITTEN, REPLACED], ids=["w", "r"])
def test_entries_are_replaced_by_nothing_else(step: str, solution: dict[str, str]) -> None:
    exam = proved([OF_DICTIONARY], OPTIMISER.format(**solution), theirs="moved all_moved")
    assert outcomes(exam, OPTIMISER.format(**WRITTEN | {"step": step})) != ["passed"]


@pytest.mark.parametrize("answer", [WRITTEN, {**WRITTEN, "step": "[...] = np.inf"}], ids=["w", "inf"])
def test_what_a_test_keeps_aside_stays_as_it_was_where_the_solution_replaces(answer: dict[str, str]) -> None:
    """Else infinity in both places would be right."""
    test = (
        "p = {'w': np.ones(2)}\nw = p['w']\nmoved(p, {'w': np.ones(2)})\nassert np.allclose(p['w'], w - 0.5)"
    )
    exam = proved([test], OPTIMISER.format(**REPLACED), theirs="moved")
    assert outcomes(exam, OPTIMISER.format(**answer)) == ["failed"]


def test_what_is_too_large_costs_its_own_test_alone() -> None:
    exam = proved(
        ["assert scaled(1) == 2", "assert scaled(2) == 4", "assert rated(0) == 0"], LAYERS, theirs=NAMES
    )
    hoards = "store = list(map(str, range(120_000)))\ndef scaled(x):\n    return store"
    assert outcomes(exam, LAYERS, hoards) == ["refused", "refused", "passed"]


def test_data_that_have_grown_too_large_cost_the_tests_that_ask_for_them_alone() -> None:
    cells = "store = ['a']\ndef grow():\n    store.extend(map(str, range(200_000)))\n    return 1\ndef one():\n    return 1"
    tests = ["assert store == ['a']", "assert one() == 1", "assert one() == 1"]
    exam = proved(tests, cells, theirs="store one")
    grown = cells.replace("def one():", "def one():\n    grow() if len(store) == 1 else None")
    assert outcomes(exam, grown) == ["passed", "refused", "passed"]
