"""Keys that nothing reads, and values that mean nothing, are refused: none of them switches a check off."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from autograder.checks import KINDS
from autograder.course.entry import KEYS
from autograder.course.located import read
from autograder.course.options import check_entry
from autograder.model.errors import CourseError
from tests.course.test_load import GOOD, complaint, folder, load

__all__ = ["folder"]

FUNCTION = """\
      - id: wrapped
        target: gate
        inputs: {x: [N], dout: [N]}
        returns: [y, dx]
        gradients: {x: dx}
        upstream: dout
        rubric:
          - {check: forward, points: 1}
"""


def test_the_function_is_right(folder: Path) -> None:
    assert load(folder, GOOD + FUNCTION).assignment("ps1").question("wrapped").upstream == ("dout",)


def test_the_second_of_a_pair_is_asked_with_what_else_is_named(folder: Path) -> None:
    pair = FUNCTION.replace("target: gate", "target: [gate, backward_of]\n        names: [Affine]")
    pair = re.sub(r"\n +(returns|gradients|upstream):.*", "", pair)
    names = load(folder, GOOD + pair).assignment("ps1").question("wrapped").options["names"]
    assert names == ("backward_of", "Affine")


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("arrays: optional", "arrays: anny", 26, 'unknown arrays "anny"; did you mean "any"?'),
        ("arrays: optional", "batch: B", 26, 'unknown batch "B"; write one of D, N'),
        ("arrays: optional", "kind: los", 26, 'unknown kind "los"; did you mean "loss"?'),
        (
            "arrays: optional",
            "names: [Afine]",
            26,
            'a name "Afine" does not occur in the reference notebook; did you mean "Affine"?',
        ),
        (
            "arrays: optional",
            "implementations: x.py",
            26,
            '"implementations" is read by the checks student_tests, and this question has none of them; leave it out',
        ),
        (
            "arrays: optional",
            "given: {x: 1}",
            26,
            '"given" is for variables that a cell sets, and nothing here checks one; leave it out',
        ),
        (
            "arrays: optional",
            "forward: backward_of",
            26,
            '"forward" is for a function; say what it returns ("returns: [y]"), or leave it out',
        ),
        (
            "arrays: optional",
            "upstream: x",
            26,
            '"upstream" is for a function; say what it returns ("returns: [y]"), or leave it out',
        ),
        (
            "        inputs: {x: [N, D]}\n",
            "",
            20,
            'the question has no "inputs"; add what the target is called with, like inputs: {x: [N, D]}',
        ),
        (
            "        target: Affine\n",
            "",
            21,
            '"aliases" says how a target is called; add "target: …", or leave it out',
        ),
        (
            "target: Affine",
            "target: Gates",
            21,
            'target "Gates" does not occur in the reference notebook; did you mean "gate"?',
        ),
        (
            "        given: {x: 1.5, y: -4}\n",
            "",
            13,
            'value of f: without given inputs a number that is typed in passes; add "given: {x: …}", or say "constant: true" if that is what you want',
        ),
        (
            "of: f,",
            "of: x,",
            14,
            "value of x: x is given, so everybody has it; ask for what the cell works out",
        ),
        ("equals: -6", "constant: 1", 14, 'constant must be true or false, not "1"'),
        (
            "check: value",
            "point: 1, check: value",
            14,
            'unknown key "point" in a "value" item; did you mean "points"?',
        ),
        (
            "points: 0.5",
            "points: 1,5",
            14,
            'unknown key "5" in a "value" item; write a number with a point: 1.5',
        ),
        (
            "title: A product",
            "title: {en: A product, of two}",
            11,
            'unknown key "of two" in title; a text with a comma stands in quotes: "A product, of two"',
        ),
        ("points: 0.5", "points: '1,5'", 14, 'points is "1,5"; write it with a point: 1.5'),
        ("points: 0.5", "points: 1e300", 14, "points is 1e+300; write a number from 0 to 100000"),
        (
            "points: 0.5",
            "points: !half 0.5",
            14,
            "the tag !half means nothing here; leave it out, or put quotes around it",
        ),
        (
            "title: A product",
            "title: !A product",
            11,
            "the tag !A means nothing here; leave it out, or put quotes around it",
        ),
        (
            "    due: 2027-03-12T23:59:00+09:00\n",
            "",
            7,
            '"late" takes points after "due", and there is none; add due: 2027-03-12T23:59:00+09:00',
        ),
        (
            "memory_mb: 512",
            "memory_mb: 99999999999",
            3,
            "memory_mb is 1e+11; write a number from 16 to 1e+06",
        ),
        (
            "cell_seconds: 2",
            "cell_seconds: 1e300",
            3,
            "cell_seconds is 1e+300; write a number from 0.01 to 86400",
        ),
        (
            "notebook: first",
            "notebook: first.ipynb",
            6,
            'notebook "first.ipynb" is wrong; write the file\'s name without folder and .ipynb: "first"',
        ),
        (
            "notebook: first",
            "notebook: folder",
            6,
            "solutions/ps1/folder.ipynb is a folder; the reference notebook is a file of that name",
        ),
        (
            "    notebook: first\n",
            "    notebook: nothing_like_it\n",
            6,
            "there is no solutions/ps1/nothing_like_it.ipynb; write one of broken, first",
        ),
        ("id: ps1", "id: ps2", 6, "there is no solutions/ps2/first.ipynb; create it"),
        (
            "        upstream: dout\n",
            "        upstream: dout\n        backward: [x]\n",
            36,
            '"backward" is for a class, and "returns" says that this is a function; write gradients: {x: dx}',
        ),
        (
            "        upstream: dout\n",
            "        upstream: dout\n        init: {x: []}\n",
            36,
            '"init" is for a class, and "returns" says that this is a function; write inputs: {x: [N]}',
        ),
        (
            "        gradients: {x: dx}\n",
            "",
            33,
            "nothing says that dx is the gradient of x, so nothing proves it; add gradients: {x: dx}, or give what is returned another name",
        ),
        (
            "        inputs: {x: [N], dout: [N]}\n",
            "",
            30,
            'the question has no "inputs"; add what the target is called with, like inputs: {x: [N, D]}',
        ),
    ],
)
def test_what_would_switch_a_check_off_is_refused(
    folder: Path, old: str, new: str, line: int, message: str
) -> None:
    (folder / "solutions" / "ps1" / "folder.ipynb").mkdir(exist_ok=True)
    text = GOOD + FUNCTION
    assert old in text
    error = complaint(folder, text.replace(old, new, 1))
    assert error.message == message
    assert error.line == line, str(error)


def test_points_of_nothing(folder: Path) -> None:
    text = (
        GOOD.replace("points: 0.5", "points: 0")
        .replace("points: 1", "points: 0")
        .replace("points: 2", "points: 0")
    )
    assert "all points are 0" in str(complaint(folder, text))


def test_a_choice_may_be_constant(folder: Path) -> None:
    text = GOOD.replace("        given: {x: 1.5, y: -4}\n", "")
    text = text.replace("of: f, equals: -6", "of: f, constant: true").replace(
        "by: x\n", "by: x\n            constant: true\n"
    )
    load(folder, text)


def test_a_key_is_of_any_check_of_the_question(folder: Path) -> None:
    text = GOOD.replace("arrays: optional", "implementations: x.py").replace(
        "check: gradient, of: [x, W]", "check: student_tests"
    )
    assert load(folder, text).assignments[0].questions[1].options == {"implementations": "x.py"}


def test_leaves_are_questions_of_the_assignment(folder: Path) -> None:
    text = (
        GOOD.replace("arrays: optional", "follow_through: {leaves: [prodct]}")
        .replace("{check: forward, points: 1}", "{check: network, of: [loss], points: 1}")
        .replace("          - {check: gradient, of: [x, W], points: 2}\n", "")
    )
    assert 'unknown leaf "prodct"; did you mean "product"' in str(complaint(folder, text))
    with pytest.raises(CourseError, match="share is 5"):
        load(folder, text.replace("[prodct]", "[product], share: 5"))


def test_a_notebook_of_an_older_form_is_named(folder: Path) -> None:
    (folder / "solutions" / "ps1" / "old.ipynb").write_text('{"nbformat": 3, "worksheets": [{"cells": []}]}')
    told = str(complaint(folder, GOOD.replace("notebook: first", "notebook: old")))
    assert told.endswith(
        "old.ipynb: this is a notebook of version 3 or older; save it as version 4 from Jupyter"
    )


@pytest.mark.parametrize("name", ["random.py", "numpy/__init__.py", "matplotlib/pyplot.py", "autograder.py"])
def test_a_module_that_students_would_not_get_is_refused(folder: Path, name: str) -> None:
    """Who imports random gets Python's, in a notebook as in a sandbox, whatever stands beside."""
    path = folder / "solutions" / "ps1" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("x = 1")
    text = GOOD.replace("    notebook: first\n", f"    notebook: first\n    files: [{name}]\n")
    assert "give the module another name" in str(complaint(folder, text))


ANY = {"id", "title", "cell", "given", "target", "conditions", "tries", "example", "graph", "rubric"}
"""Keys that say something of any question."""


@pytest.mark.parametrize(
    ("keys", "idle", "says"),
    [
        ("given: {x: 1}", {*KEYS} - ANY, "says how a target is called"),
        ("target: f\nreturns: [y]", {"init", "backward", "outputs"}, "is for a class, and"),
        ("target: A", {"forward", "upstream"}, "is for a function; say"),
        ("target: A\nkind: loss", {"draw", "outputs"}, "draws scores and answers"),
    ],
)
def test_a_key_that_means_nothing_beside_the_others_is_refused(
    keys: str, idle: set[str], says: str, tmp_path: Path
) -> None:
    check = "value" if "given" in keys else "forward"
    path = tmp_path / "course.yml"
    for key in idle:
        path.write_text(f"id: q\n{keys}\n{key}: x\nrubric: [{{check: {check}}}]\n", "utf-8")
        with pytest.raises(CourseError, match=says) as caught:
            check_entry(read(path, "the file"), KEYS, KINDS)
        assert key in str(caught.value)
        assert caught.value.line == 3 + keys.count("\n")
