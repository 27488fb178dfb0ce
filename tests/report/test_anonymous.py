"""A piece of a student's code shows the mistake and names nobody; which one it is does not depend on who comes first."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from autograder.report.anonymous import Examples, piece, without_names, words_of
from tests.report.samples import item, rich_record

GATE = rich_record()["questions"][0]
AFFINE = rich_record()["questions"][1]


def answer(source: str, check: str = "gradient", of: str = "x", **more: Any) -> Any:
    wrong = item(check, [of], 0.0, 1.0, "", misconception="sign-flipped")
    return {**GATE, "source": source, "items": [wrong], "error": None, **more}


def test_a_piece_is_the_method_at_fault_or_what_is_around_the_line_that_raised() -> None:
    assert piece(GATE, "mul-not-swapped") == (
        "def backward(self, dout):\n    return dout * self.x, dout * self.y"
    )
    assert "self.db = duot.sum(axis=0)" in piece(AFFINE, "bias-grad-not-summed")
    assert "forward" not in piece(AFFINE, "bias-grad-not-summed")


def test_of_variables_it_is_the_last_line_that_sets_the_one_at_fault() -> None:
    source = "x = 2\ny = 3\nf = x * y\ndfdx = x\ndfdy = y\nprint(dfdx)"
    assert piece(answer(source, "derivative", "dfdx"), "sign-flipped") == "y = 3\nf = x * y\ndfdx = x"


def test_a_long_method_keeps_its_head_and_its_end() -> None:
    body = "\n".join(f"    a{n} = {n}" for n in range(30))
    told = piece(answer(f"def backward(dout):\n{body}\n    return a1"), "sign-flipped").split("\n")
    assert (told[0], told[1], told[-1], len(told)) == ("def backward(dout):", "    …", "    return a1", 9)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("dx = dout  # by Ada", "dx = dout"),
        ("author = 'Ada Lee'", "name1 = '…'"),
        ("g['W1'] = 20231234 * 0.5", "name1['W1'] = … * 0.5"),
        ("lee_grad = my_helper(dout)\nreturn lee_grad", "name1 = my_helper(dout)\nreturn name1"),
        ("'''Ada's'''", "'…'"),
        ("x = 'Ada", "x = '…'"),
    ],
)
def test_nobody_is_named(code: str, told: str) -> None:
    assert without_names(code, {"my_helper", "lee_grad"}, words_of(["Lee, Ada"])) == told.replace("name1['W1']", "g['W1']")  # fmt: skip


@pytest.mark.parametrize(
    "code",
    [
        "김민수_grad",
        "민수값",
        "grad_김민수",
        "\u1106\u1175\u11ab\u1109\u116e",
        "ADA_grad",
        "adalee",
        "leeAda2",
        "LEE",
        "self.민수",
    ],
)
def test_a_name_that_friends_share_is_told_in_whatever_way_it_is_written(code: str) -> None:
    """Also where two students use it, as those do who work together."""
    told = without_names(
        f"{code} = dx", {code, code.partition(".")[2], "dx"}, words_of(["Lee, Ada", "김, 민수"])
    )
    assert told in ("name1 = dx", "self.name1 = dx")


@pytest.mark.parametrize(
    ("code", "told"), [("1e-5 * 0.5j", "1e-5 * 0.5j"), ("0xADA1EE", "…"), ("1ada_lee + .5", "… + .5")]
)
def test_a_number_is_one(code: str, told: str) -> None:
    assert without_names(code, set()) == told


def test_a_person_whose_name_is_a_word_of_numpy_changes_nothing() -> None:
    assert without_names("out = max(x, y)", set(), words_of(["Max"])) == "out = max(x, y)"


def test_the_commonest_form_is_shown_and_of_it_the_shortest_in_whatever_order() -> None:
    long, short = "def backward(dout):\n    return  -dout # mine", "def backward(dout):\n    return -dout"
    other = "def backward(d):\n  return -d"
    told = set()
    for order in permutations((long, short, other)):
        examples = Examples()
        for source in order:
            examples.add(answer(source), ["sign-flipped"])
        told.add(examples.of("sign-flipped"))
    assert told == {short}
    assert examples.of("upstream-ignored") == ""


def test_what_only_one_student_calls_something_is_not_shown() -> None:
    examples = Examples()
    for source in (
        "def backward(dout):\n    zorro = -dout\n    return zorro",
        "def backward(dout):\n    return -1",
    ):
        examples.add(answer(source), ["sign-flipped"])
    assert "zorro" not in examples.of("sign-flipped") + examples.of("sign-flipped", {"dx"})
