"""course.yml: what a right file gives, and what each wrong one is told."""

from __future__ import annotations

import json
import pickle
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.checks import KINDS
from autograder.course.load import find_course, load_course
from autograder.course.suggestion import suggest
from autograder.model.condition import COSTS, Condition
from autograder.model.errors import CourseError, UsageError
from autograder.model.question import Course, Late, Limits
from autograder.words.catalogue import languages
from tests.own_course import SETUP, SEVERAL, answer, cell, own_course, several_notebooks, write_notebook

ROOT = Path(__file__).parents[2]

CODE = """
x, y, t = 1.5, -4.0, 0
def gate(): pass
class Affine:
    def forward(self, x): self.dW = self.db = None
f = q = dfdx = x * y
def backward_of(W, X, dD): dW = dX = 0
"""

GOOD = """\
course: backprop
title: {en: Backprop, ko: 역전파}
limits: {cell_seconds: 2, memory_mb: 512}
assignments:
  - id: ps1
    notebook: first
    due: 2027-03-12T23:59:00+09:00
    late: {per_day: 10%, at_most: 0.5}
    questions:
      - id: product
        title: A product
        given: {x: 1.5, y: -4}
        rubric:
          - {check: value, of: f, equals: -6, points: 0.5}
          - check: derivative
            of: dfdx
            d: f
            by: x
            points: 1
      - id: affine
        target: Affine
        aliases: [Linear, Dense]
        init: {W: [D, M], b: [M]}
        inputs: {x: [N, D]}
        gradients: {W: dW, b: db}
        arrays: optional
        rubric:
          - {check: forward, points: 1}
          - {check: gradient, of: [x, W], points: 2}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("course")
    solution = root / "solutions" / "ps1" / "first.ipynb"
    solution.parent.mkdir(parents=True)
    cell = {"cell_type": "code", "source": CODE.splitlines(keepends=True)}
    answers = [{"cell_type": "code", "id": name, "source": ""} for name in ("product", "affine", "wrapped")]
    solution.write_text(
        json.dumps({"cells": [{"cell_type": "markdown", "source": "# dfdzz"}, cell, *answers]})
    )
    (solution.parent / "broken.ipynb").write_text("{]")
    return root


def load(folder: Path, text: str | bytes) -> Course:
    data = text.encode() if isinstance(text, str) else text
    (folder / "course.yml").write_bytes(data)
    return load_course(folder)


def complaint(folder: Path, text: str | bytes) -> CourseError:
    with pytest.raises(CourseError) as caught:
        load(folder, text)
    assert "\n" not in str(caught.value)
    return caught.value


def load_or_complaint(folder: Path, text: str) -> Course | CourseError:
    try:
        return load(folder, text)
    except CourseError as error:
        return error


def test_a_right_file_becomes_frozen_data(folder: Path) -> None:
    course = load(folder, GOOD)
    ps1 = course.assignment("ps1")
    assert (course.id, course.language, course.root) == ("backprop", "en", folder.resolve())
    assert course.title == {"en": "Backprop", "ko": "역전파"}
    assert course.limits == Limits(cell_seconds=2, question_seconds=5.0, memory_mb=512)
    assert course.protection == "strong"
    assert load(folder, f"protection: full\n{GOOD}").protection == "full"
    assert course.coaching
    assert not load(folder, f"coaching: off\n{GOOD}").coaching
    assert (course.answers, load(folder, f"answers: after_due\n{GOOD}").answers) == ("never", "after_due")
    assert load(folder, f"hand_in: Upload it\n{GOOD}").hand_in == {"en": "Upload it"}
    assert ps1.due == datetime(2027, 3, 12, 14, 59, tzinfo=UTC)
    assert ps1.late == Late(per_day=0.1, at_most=0.5)
    product, affine = ps1.questions
    assert (product.title, product.given, product.points) == ({"en": "A product"}, {"x": 1.5, "y": -4}, 1.5)
    assert [item.options for item in product.rubric] == [{"equals": -6}, {"d": "f", "by": "x"}]
    assert [item.line for item in product.rubric] == [14, 15]
    assert (product.line, affine.line) == (10, 20)
    assert affine.init == {"W": ("D", "M"), "b": ("M",)}
    assert (affine.aliases, affine.gradients) == (("Linear", "Dense"), {"W": "dW", "b": "db"})
    assert affine.options == {"arrays": "optional"}
    assert affine.rubric[1].of == ("x", "W")
    assert (ps1.points, product.title["en"]) == (4.5, "A product")


def test_a_course_travels_to_other_processes(folder: Path) -> None:
    course = load(folder, GOOD)
    assert pickle.loads(pickle.dumps(course)) == course


def test_the_course_of_this_repository() -> None:
    course = load_course(ROOT / "course.yml")
    ps1, ps2 = course.assignment("ps1"), course.assignment("ps2")
    assert [question.id for question in ps1.questions] == [
        *("product", "addition", "maximum", "chain_rule", "squared_sum", "sigmoid_neuron"),
        *("staged_steps", "matmul_steps", "l2_norm"),
    ]
    assert [question.id for question in ps2.questions] == [
        *("multiply_gate", "add_gate", "max_gate", "neuron", "staged", "matmul_grad")
    ]
    assert all(set(question.title) == {"en", "ko"} for ps in (ps1, ps2) for question in ps.questions)
    assert ps1.question("matmul_steps").given["W"] == {"shape": (5, 10)}
    assert ps1.question("l2_norm").given["W"] == ((0.1, 0.5), (-0.3, 0.8))
    assert ps2.question("neuron").init == {"weights": ("N",), "bias": ()}


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("course: backprop\n", "", 1, 'the course has no "course"; add "course: …"'),
        (
            "course: backprop",
            "course: Back Prop",
            1,
            'course "Back Prop" is wrong; write small letters, digits, - and _, for instance "back_prop"',
        ),
        (
            "course: backprop",
            "coarse: backprop",
            1,
            'unknown key "coarse" in the course; did you mean "course"?',
        ),
        (
            "course: backprop",
            "course: backprop\nlanguage: xx",
            2,
            f'unknown language "xx"; write one of {", ".join(languages())}',
        ),
        (
            "course: backprop",
            "course: backprop\nprotection: ful",
            2,
            'unknown protection "ful"; did you mean "full"?',
        ),
        (
            "course: backprop",
            "course: backprop\nanswers: always",
            2,
            'unknown answers "always"; write one of never, after_due',
        ),
        (
            "course: backprop",
            "course: backprop\nprotection: none",
            2,
            'unknown protection "none"; write one of full, strong',
        ),
        (
            "course: backprop",
            "course: backprop\ncourse: other",
            2,
            'the key "course" stands twice in the course; keep one (the first is in line 1)',
        ),
        ("ko: 역전파", "xx: x", 2, f'unknown key "xx" in title; write one of {", ".join(languages())}'),
        ("{en: Backprop, ko: 역전파}", "{ko: 역전파}", 2, 'title has no "en"; add "en: …"'),
        ("{en: Backprop, ko: 역전파}", "[a]", 2, "title must be a mapping (key: value), not a list"),
        (
            "{en: Backprop, ko: 역전파}",
            "true",
            2,
            'title must be a text (put it in quotes if it looks like something else), not "true"',
        ),
        (
            "{en: Backprop, ko: 역전파}",
            "''",
            2,
            "title must be a text (put it in quotes if it looks like something else), not nothing",
        ),
        (
            "cell_seconds: 2",
            "cell_seconds: 2, submission_seconds: 0",
            3,
            "submission_seconds is 0; write a number from 0.01 to 86400",
        ),
        (
            "cell_seconds: 2",
            "cell_seconds: 2, submission_cpu_seconds: -1",
            3,
            "submission_cpu_seconds is -1; write a number from 0.01 to 86400",
        ),
        (
            "cell_seconds: 2",
            "cell_seconds: 2, submission_seconds: soon",
            3,
            'submission_seconds must be a finite number, not "soon"',
        ),
        (
            "cell_seconds: 2",
            "cell_seconds: 2, submission_seconds: 1",
            3,
            "cell_seconds is 2 and submission_seconds is 1; a submission needs at least as much as a part of it",
        ),
        (
            "course: backprop",
            "course: backprop\nzone: Asia/Soeul",
            2,
            'zone "Asia/Soeul" is no time zone; did you mean "Asia/Seoul"?',
        ),
        (
            "course: backprop",
            "course: backprop\nzone: KST",
            2,
            'zone "KST" is no time zone; write one like Asia/Seoul or Europe/Berlin',
        ),
        (
            "cell_seconds: 2",
            "submission_seconds: 1",
            3,
            "cell_seconds is 10 and submission_seconds is 1; a submission needs at least as much as a part of it",
        ),
        (
            "cell_seconds: 2",
            "cell_seconds: 150",
            3,
            "cell_seconds is 150 and submission_seconds is 120; a submission needs at least as much as a part of it",
        ),
        (
            "cell_seconds: 2",
            "cell_seconds: 2, question_seconds: 121",
            3,
            "question_seconds is 121 and submission_seconds is 120; a submission needs at least as much as a part of it",
        ),
        (
            "cell_seconds: 2",
            "cell_seconds: 2, submission_seconds: 200, question_seconds: 121",
            3,
            "question_seconds is 121 and submission_cpu_seconds is 120; a submission needs at least as much as a part of it",
        ),
        (
            "cell_seconds: 2",
            "cell_second: 2",
            3,
            'unknown key "cell_second" in limits; did you mean "cell_seconds"?',
        ),
        ("cell_seconds: 2", "cell_seconds: 0", 3, "cell_seconds is 0; write a number from 0.01 to 86400"),
        ("memory_mb: 512", "memory_mb: lots", 3, 'memory_mb must be a finite number, not "lots"'),
        (
            "  - id: ps1\n",
            "  - id: ../ps1\n",
            5,
            'id "../ps1" is wrong; write a folder\'s name of letters, digits, spaces, - . and _, for instance "ps1"',
        ),
        (
            "notebook: first",
            "notebook: frist",
            6,
            'there is no solutions/ps1/frist.ipynb; did you mean "first"?',
        ),
        (
            "notebook: first",
            "notebook: first.ipynb",
            6,
            'notebook "first.ipynb" is wrong; write the file\'s name without folder and .ipynb: "first"',
        ),
        (
            "notebook: first",
            "notebok: first",
            6,
            'unknown key "notebok" in the assignment; did you mean "notebook"?',
        ),
        ("    notebook: first\n", "", 5, 'the assignment has no "notebook"; add "notebook: …"'),
        (
            "23:59:00+09:00",
            "23:59:00",
            7,
            'due "2027-03-12T23:59:00" has no time zone; write it like 2027-03-12T23:59:00+09:00, or give the course a zone: Asia/Seoul',
        ),
        (
            "2027-03-12T23:59:00+09:00",
            "2027-03-12",
            7,
            'due "2027-03-12" has no time of day; write it like 2027-03-12T23:59:00+09:00',
        ),
        (
            "2027-03-12T23:59:00+09:00",
            "2027-13-12",
            7,
            'due: "2027-13-12" cannot be read; write a plain text, number or date',
        ),
        (
            "2027-03-12T23:59:00+09:00",
            "next Friday",
            7,
            'due "next Friday" is no date and time; write it like 2027-03-12T23:59:00+09:00',
        ),
        ("per_day: 10%", "per_day: 10", 8, "per_day is 10; write 0% to 100%, or 0 to 1"),
        ("per_day: 10%", "per_day: 110%", 8, "per_day is 110%; write 0% to 100%, or 0 to 1"),
        ("per_day: 10%", "per_day: ten", 8, 'per_day must be a finite number, not "ten"'),
        (", at_most: 0.5", "", 8, 'late has no "at_most"; add "at_most: …"'),
        (
            "per_day: 10%, ",
            "",
            8,
            'late has no "per_day" and no "per_hour"; add one, for instance per_day: 10%',
        ),
        ("per_day: 10%", "per_day: 10%, per_hour: 1%", 8, "per_day and per_hour stand together; keep one"),
        (
            "per_day: 10%",
            "per_day: 10%, grace_minutes: 9999",
            8,
            "grace_minutes is 9999; write a number from 0 to 1440",
        ),
        (
            "course: backprop",
            "course: backprop\nfree_late_days: 1.5",
            2,
            "free_late_days is 1.5; write a whole number",
        ),
        (
            "course: backprop",
            "course: backprop\nfree_late_days: -1",
            2,
            "free_late_days is -1; write a number from 0 to 1000",
        ),
        (
            "- id: product",
            "- id: Product",
            10,
            'id "Product" is wrong; write small letters, digits and _ (snake_case), for instance "product"',
        ),
        (
            "- id: product",
            "- id: chain-rule",
            10,
            'id "chain-rule" is wrong; write small letters, digits and _ (snake_case), for instance "chain_rule"',
        ),
        ("- id: product", "- id: setup", 10, 'id "setup" is taken by nbgrader\'s own cells; choose another'),
        (
            "- id: product",
            "- id: product_check",
            10,
            'id "product_check" is taken by nbgrader\'s own cells; choose another',
        ),
        (
            "- id: product",
            "- id: 7",
            10,
            'id must be a text (put it in quotes if it looks like something else), not "7"',
        ),
        ("- id: affine", "- id: product", 20, 'id "product" stands twice; give each its own'),
        ("{x: 1.5, y: -4}", "{x: one}", 12, 'x must be a finite number, not "one"'),
        (
            "{x: 1.5, y: -4}",
            "{x: [[1, 2], [3]]}",
            12,
            "the rows of x are not equally long; make it a full array",
        ),
        ("{x: 1.5, y: -4}", "{x: []}", 12, "x is empty; it needs at least one entry"),
        ("{x: 1.5, y: -4}", "{x: {shape: [2.5]}}", 12, "the shape of x must be whole numbers, like [5, 10]"),
        ("{x: 1.5, y: -4}", "{x: {shap: [2]}}", 12, 'unknown key "shap" in x; did you mean "shape"?'),
        ("{x: 1.5, y: -4}", "{1x: 2}", 12, '"1x" is wrong; write a Python name'),
        ("check: value", "check: valeu", 14, 'unknown check "valeu"; did you mean "value"?'),
        (
            "of: f,",
            "of: g2,",
            14,
            'of "g2" does not occur in the reference notebook; write a name of that notebook',
        ),
        ("of: f,", "", 14, 'a "value" item has no "of"; add "of: …"'),
        ("equals: -6", "equals: true", 14, 'equals must be a finite number, not "true"'),
        ("equals: -6", "eqals: -6", 14, 'unknown key "eqals" in a "value" item; did you mean "equals"?'),
        ("points: 0.5", "points: -1", 14, "points is -1; write a number from 0 to 100000"),
        ("points: 0.5", "points: .nan", 14, 'points must be a finite number, not ".nan"'),
        ("points: 0.5", "points: .inf", 14, 'points must be a finite number, not ".inf"'),
        ("points: 0.5", "points: yes", 14, 'points must be a finite number, not "yes"'),
        ("points: 0.5", "points: '2'", 14, 'points must be a finite number, not "2"'),
        ("points: 0.5", "points: [1]", 14, "points must be a single value, not a list"),
        ("points: 0.5", "points: ", 14, "points must be a finite number, not nothing"),
        (", points: 0.5", "", 14, 'a "value" item has no "points"; add "points: …"'),
        (
            "points: 0.5}",
            "points: 0.5",
            15,
            "this is not YAML: did not find expected ',' or '}' (in what begins in line 14); mend the brackets, quotes or indentation here",
        ),
        ("            by: x\n", "", 15, 'a "derivative" item has no "by"; add "by: …"'),
        (
            "            by: x\n",
            "            by: xx\n",
            18,
            'by "xx" does not occur in the reference notebook; did you mean "x"?',
        ),
        ("            by: x\n", "\t    by: x\n", 18, "a tab at the start of the line; indent with spaces"),
        (
            "            d: f\n",
            "            d: f\n            d: f\n",
            18,
            'the key "d" stands twice in the rubric item; keep one (the first is in line 17)',
        ),
        (
            "target: Affine",
            "targt: Affine",
            21,
            'unknown key "targt" in the question; did you mean "target"?',
        ),
        (
            "        target: Affine\n",
            "",
            21,
            '"aliases" says how a target is called; add "target: …", or leave it out',
        ),
        (
            "[Linear, Dense]",
            "[Linear, 3]",
            22,
            'aliases must be a text (put it in quotes if it looks like something else), not "3"',
        ),
        ("W: [D, M]", "W: [D-1, M]", 23, 'W[0] "D-1" is wrong; write a size like 3, N, 4*H or L+K'),
        (
            "target: Affine",
            "target: [Affine, gate]",
            23,
            "a pair of functions has no init; all its arguments are inputs, all gradients are returned",
        ),
        (
            "arrays: optional",
            "kind: vjp",
            23,
            "a function that returns its backward has no init; all its arguments are inputs, all gradients are returned",
        ),
        (
            "check: forward, ",
            'check: expression, of: "x +", ',
            28,
            'of "x +" is wrong; write an expression like a * b + a, or c = a * b; c * c + c',
        ),
        (
            "check: forward, ",
            'check: expression, of: "x + c", ',
            28,
            '"c" in "x + c" is no input; write one of W, b, x',
        ),
        (
            "check: forward, ",
            'check: expression, of: "gat(x)", ',
            28,
            '"gat" in "gat(x)" does not occur in the reference notebook; did you mean "gate"?',
        ),
        (
            "init: {W: [D, M], b: [M]}",
            "returns: [h, c]\n        outputs: [h, c]",
            24,
            '"outputs" is for a class, and "returns" says that this is a function; write returns: [h, c]',
        ),
        (
            "arrays: optional",
            "kind: loss\n        draw: {x: positive}",
            27,
            '"kind: loss" draws scores and answers of its own and gives one number; leave draw out',
        ),
        ("W: [D, M]", "W: D", 23, 'W must be a list ([a, b], or lines that start with -), not "D"'),
        ("{W: dW, b: db}", "{w: dW}", 25, 'gradients: "w" is no argument of the target; did you mean "W"?'),
        ("arrays: optional", "backward: [x, c]", 26, 'unknown backward "c"; write one of x, W, b'),
        (
            "arrays: optional",
            "arrays: &a [*a]",
            26,
            "arrays[0][0][0][0][0][0][0][0][0] is nested too deeply; write it flat",
        ),
        (
            "arrays: optional",
            "arrays: !!python/name:os.system x",
            26,
            'arrays: "x" cannot be read; write a plain text, number or date',
        ),
        ("of: [x, W]", "of: [x, V]", 29, 'unknown of "V"; write one of W, b, x'),
        ("of: [x, W]", "of: []", 29, "of is empty; it needs at least one entry"),
        (
            "    questions:",
            "    <<: {a: b}\n    questions:",
            9,
            'unknown key "<<" in the assignment; write one of id, title, notebooks, notebook, by_hand, questions, due, late, files',
        ),
        (
            "    questions:",
            "    ? [a]\n    : b\n    questions:",
            9,
            "a key must be a single value, not a list",
        ),
    ],
)
def test_a_wrong_file_is_told_line_and_remedy(
    folder: Path, old: str, new: str, line: int, message: str
) -> None:
    assert old in GOOD
    error = complaint(folder, GOOD.replace(old, new, 1))
    assert error.line == line, str(error)
    assert str(error).startswith(f"{folder / 'course.yml'}:{line}: ")
    assert error.message == message


@pytest.mark.parametrize(
    ("data", "line", "word"),
    [
        (b"", 1, "empty"),
        (b"# nothing\n", 1, "empty"),
        (b"\xff\xfe", 1, "UTF-8"),
        (b"course: x\ntitle: caf\xe9\n", 2, "UTF-8"),
        (b"course: \x00\n", 1, "not YAML"),
        (b"- a\n", 1, "mapping"),
        (b"text", 1, "mapping"),
        (b"course: a\n---\ncourse: b\n", 2, "not YAML"),
        (b"course: a\nassignments: {a: b}\n", 2, "list"),
        (b"course: a\nassignments:\n  - ps1\n", 3, "mapping"),
        (b"course: *nobody\n", 1, "not YAML"),
        (b"course: 'a\n", 2, "not YAML"),
    ],
)
def test_a_file_that_is_no_course(folder: Path, data: bytes, line: int, word: str) -> None:
    error = complaint(folder, data)
    assert (error.line, word in error.message) == (line, True), str(error)


def test_a_course_knows_its_folder_wherever_it_was_named_from(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(folder, GOOD)
    monkeypatch.chdir(folder)
    assert load_course(Path()).root == load_course(Path("course.yml")).root == folder.resolve()


def test_memory_is_whole_megabytes(folder: Path) -> None:
    other = "\n".join(
        "limits: {memory_mb: 512.5}" if line.startswith("limits") else line for line in GOOD.split("\n")
    )
    course = load(folder, other)
    assert (course.limits.memory_mb, type(course.limits.memory_mb)) == (513, int)


def test_twice_the_same_assignment(folder: Path) -> None:
    second = GOOD[GOOD.index("  - id: ps1") :]
    error = complaint(folder, GOOD + second)
    assert (error.line, 'id "ps1" stands twice' in error.message) == (30, True)


def test_a_broken_reference_notebook_is_named(folder: Path) -> None:
    error = complaint(folder, GOOD.replace("notebook: first", "notebook: broken"))
    assert (error.path.name, "no notebook" in error.message) == ("broken.ipynb", True)


def test_a_byte_order_mark_and_exponents_are_read(folder: Path) -> None:
    text = "\ufeff" + GOOD.replace("points: 0.5", "points: 5e-1")
    assert load(folder, text).assignment("ps1").question("product").points == 1.5


def test_what_lateness_costs(folder: Path) -> None:
    text = GOOD.replace("{per_day: 10%, at_most: 0.5}", "{per_hour: 1%, at_most: 30%, grace_minutes: 15}")
    (folder / "course.yml").write_text("free_late_days: 3\n" + text, "utf-8")
    course = load_course(folder)
    assert course.free_late_days == 3
    assert course.assignments[0].late == Late(per_hour=0.01, at_most=0.3, grace_minutes=15)


def test_a_date_without_a_zone_is_in_the_courses(folder: Path) -> None:
    course = load(folder, GOOD)
    assert course.zone is None
    assert course.zone_of(course.assignments[0]).utcoffset(None) == timedelta(hours=9)
    assert course.zone_of(replace(course.assignments[0], due=None)) == UTC
    file = folder / "course.yml"
    file.write_text("zone: Europe/Berlin\n" + GOOD.replace("23:59:00+09:00", "23:59:00"), "utf-8")
    course = load_course(folder)
    assert course.zone_of(course.assignments[0]) == course.zone == ZoneInfo("Europe/Berlin")
    assert course.assignments[0].due == datetime(2027, 3, 12, 22, 59, tzinfo=UTC)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"course\.yml: cannot be read"):
        load_course(tmp_path / "course.yml")
    with pytest.raises(CourseError, match="cannot be read"):
        load_course(tmp_path)


def test_a_date_with_a_zone_keeps_it(folder: Path) -> None:
    due = load(folder, "zone: Europe/Berlin\n" + GOOD).assignments[0].due
    assert due is not None
    assert due.utcoffset() == timedelta(hours=9)


def test_the_nearest_course_is_found_upward(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    with pytest.raises(UsageError, match=r"no course\.yml"):
        find_course(inner)
    (tmp_path / "a" / "course.yaml").touch()
    with pytest.raises(UsageError, match=r"course\.yaml has another ending; rename it to course\.yml"):
        find_course(inner)
    (tmp_path / "course.yml").touch()
    assert find_course(inner) == tmp_path.resolve()


def test_suggest_names_the_nearest_or_all() -> None:
    assert suggest("vlaue", KINDS) == 'did you mean "value"?'
    assert suggest("zzz", ["b", "a"]) == "write one of b, a"
    assert suggest("zzz", []) == "leave it out"


def test_a_word_that_spans_lines_is_told_on_one(folder: Path) -> None:
    outcome = load_or_complaint(folder, GOOD.replace("check: value", 'check: "val\n\nue"', 1))
    assert isinstance(outcome, CourseError)
    assert "\n" not in str(outcome)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_damage_is_read_or_told(folder: Path, data: st.DataObject) -> None:
    """Cut, doubled or overwritten somewhere, a file gives a course or one line; never another exception."""
    start = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(start, min(len(GOOD), start + 12)))
    junk = data.draw(st.text(st.sampled_from("{}[]:-,&*!|>'\"%@` \n\tab1.~\x00é#"), max_size=6))
    outcome = load_or_complaint(folder, GOOD[:start] + junk + GOOD[end:])
    assert outcome.assignments if isinstance(outcome, Course) else outcome.message
    assert "\n" not in str(outcome)


def test_a_part_may_take_all_the_time_of_a_submission(folder: Path) -> None:
    text = GOOD.replace(
        "cell_seconds: 2", "cell_seconds: 7, submission_seconds: 7, submission_cpu_seconds: 7"
    )
    limits = load(folder, text).limits
    assert (limits.cell_seconds, limits.submission_seconds, limits.submission_cpu_seconds) == (7, 7, 7)


def test_what_side_conditions_cost(folder: Path) -> None:
    """By the course, then by the question; the rest is as the package says."""
    text = GOOD.replace("limits:", "conditions: {arrays: 10%, integers: 0}\nlimits:").replace(
        "        arrays: optional", "        arrays: optional\n        conditions: {arrays: 40%}"
    )
    product, affine = load(folder, text).assignments[0].questions
    assert product.conditions == {**COSTS, Condition.ARRAYS: 0.1, Condition.INTEGERS: 0.0}
    assert affine.conditions == {**product.conditions, Condition.ARRAYS: 0.4}
    assert load(folder, GOOD).assignments[0].questions[1].conditions == COSTS


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        ("{arays: 10%}", 'unknown key "arays" in conditions; did you mean "arrays"?'),
        ("{arrays: 110%}", "arrays is 110%; write 0% to 100%, or 0 to 1"),
        ("[arrays]", "conditions must be a mapping (key: value), not a list"),
    ],
)
@pytest.mark.parametrize("place", ["limits", "        arrays"])
def test_misspelt_costs_of_side_conditions(folder: Path, place: str, conditions: str, message: str) -> None:
    indent = " " * (len(place) - len(place.lstrip()))
    error = complaint(folder, GOOD.replace(f"{place}:", f"{indent}conditions: {conditions}\n{place}:", 1))
    assert str(error).endswith(message)


ESSAY = """
- id: q
  given: {x: 2}
  rubric:
    - {check: value, of: f, equals: 8, points: 1}
    - {check: tests, of: q_test, points: 2}
"""


@pytest.mark.parametrize(
    ("by_hand", "told"),
    [
        ("[essay_test]", ""),
        ("[esay_test]", 'unknown by_hand "esay_test"; did you mean "essay_test"?'),
        ("[q_test]", 'by_hand names "q_test", which is a test of a question; take it out of one of them'),
    ],
)
def test_test_cells_that_people_grade(tmp_path: Path, by_hand: str, told: str) -> None:
    marks = {"solution": False, "locked": True, "grade": True}
    cells = [
        cell("setup", SETUP),
        answer("q", "f = x ** 3", "x = 2"),
        cell("q_test", "assert f == 8", points=2, **marks),
        cell("essay_test", "assert True", points=3, **marks),
        cell("essay", "", points=4, grade=True),
    ]
    file = own_course(tmp_path, cells, ESSAY) / "course.yml"
    file.write_text(file.read_text("utf-8").replace("notebook: nb", f"notebook: nb\n    by_hand: {by_hand}"))
    if told:
        with pytest.raises(CourseError, match=re.escape(told) + "$"):
            load_course(tmp_path)
    else:
        assert load_course(tmp_path).assignments[0].by_hand == {"essay": 4.0, "essay_test": 3.0}


@pytest.mark.parametrize(
    ("more", "cells", "told"),
    [
        ("", (), 'the reference notebook has no answer cell for "q"; give a cell of code the grade_id "q"'),
        ("cell: shared, ", (), 'no answer cell for "shared"; give a cell of code the grade_id "shared"'),
        (
            "",
            (answer("q", "g = 1"),),
            'of "f" does not occur in the reference notebook; write a name of that notebook',
        ),
        (
            "cell: shared, ",
            (answer("shared", "g = 1"),),
            'of "f" does not occur in the reference notebook; write a name of that notebook',
        ),
        (
            "cell: shared, ",
            (answer("q", "g = 1"),),
            'no answer cell for "shared"; give a cell of code the grade_id "shared"',
        ),
    ],
)
def test_a_name_is_unknown_or_the_answer_cell_is(
    tmp_path: Path, more: str, cells: tuple[dict[str, object], ...], told: str
) -> None:
    rubric = "rubric: [{check: value, of: f, points: 1}]"
    root = own_course(
        tmp_path, [cell("setup", SETUP), *cells], f"- {{id: q, {more}given: {{x: 2}}, {rubric}}}"
    )
    with pytest.raises(CourseError) as caught:
        load_course(root)
    assert str(caught.value).endswith(told)


def test_an_assignment_of_several_notebooks(tmp_path: Path) -> None:
    (found,) = load_course(several_notebooks(tmp_path / "course")).assignments
    assert (found.notebook, found.notebooks, found.points) == ("powers", ("powers", "sums"), 6)
    assert [one.id for one in found.questions] == ["square", "double"]
    assert [(one.label, one.points) for one in found.parts] == [("ps1/powers", 3), ("ps1/sums", 3)]
    single = replace(found, members=())
    assert single.parts == (single,)


def test_a_list_of_one_notebook_is_that_notebook(tmp_path: Path) -> None:
    root = several_notebooks(tmp_path / "course")
    (root / "course.yml").write_text(SEVERAL.partition("      - notebook: sums")[0])
    (found,) = load_course(root).assignments
    assert (found.parts, found.notebooks, found.sheet) == ((found,), ("powers",), "")


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("notebook: sums", "notebook: powers", 12, 'notebook "powers" stands twice; keep one'),
        ("id: double", "id: square", 14, 'id "square" stands twice; give each its own'),
        ("id: double", "id: double\n            cell: square", 12, 'the grade_id "square" stands in powers.ipynb and sums.ipynb; give one of the cells another'),
        ("    notebooks:", "    notebook: sums\n    notebooks:", 4, '"notebook" stands beside "notebooks"; say it of each notebook there'),
        ("- notebook: sums", "- title: sums", 12, 'unknown key "title" in the notebook; write one of notebook, by_hand, questions'),
        ("- notebook: sums", "- notebook: summs", 12, 'there is no solutions/ps1/summs.ipynb; did you mean "sums"?'),
        ("    notebooks:", "    notebooks: []\n    questions:", 6, '"questions" stands beside "notebooks"; say it of each notebook there'),
    ],
)  # fmt: skip
def test_what_cannot_be_said_of_several_notebooks(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    root = several_notebooks(tmp_path / "course")
    (root / "course.yml").write_text(SEVERAL.replace(old, new))
    with pytest.raises(CourseError) as error:
        load_course(root)
    assert str(error.value).endswith(said)
    assert error.value.line == line


@pytest.mark.parametrize(("first", "second"), [("Powers", "powers"), ("powers", "Powers")])
def test_no_two_notebooks_differ_in_capitals_alone(tmp_path: Path, first: str, second: str) -> None:
    root = several_notebooks(tmp_path / "course")
    folder = root / "solutions" / "ps1"
    (folder / "powers.ipynb").rename(folder / f"{first}.ipynb")
    (folder / "sums.ipynb").rename(folder / f"{second}.ipynb")
    file = root / "course.yml"
    file.write_text(
        SEVERAL.replace("notebook: powers", f"notebook: {first}").replace(
            "notebook: sums", f"notebook: {second}"
        )
    )
    with pytest.raises(CourseError, match=f'notebook "{second}" stands twice; keep one'):
        load_course(root)


def test_of_several_notebooks_one_may_give_no_points(tmp_path: Path) -> None:
    root = several_notebooks(tmp_path / "course")
    (root / "course.yml").write_text(SEVERAL.replace("points: 3", "points: 0"))
    (found,) = load_course(root).assignments
    assert [one.points for one in found.parts] == [3, 0]
    (root / "course.yml").write_text(re.sub(r"points: \d", "points: 0", SEVERAL))
    with pytest.raises(CourseError, match="all points are 0, so nothing here counts"):
        load_course(root)


def with_essays(root: Path, *ids: str) -> Path:
    """That course, with a text in each of its notebooks that people grade."""
    root = several_notebooks(root)
    for name, question, grade_id in zip(("powers", "sums"), ("square", "double"), ids, strict=True):
        essay = cell(grade_id, "", grade=True, points=2)
        essay["cell_type"] = "markdown"
        solution = answer(question, "f = dfdx = 1", "x = 1")
        write_notebook(root / "solutions" / "ps1" / f"{name}.ipynb", [("setup", SETUP), solution, essay])
    return root


def test_cells_that_people_grade_count_in_the_whole_assignment(tmp_path: Path) -> None:
    (found,) = load_course(with_essays(tmp_path / "course", "why", "proof")).assignments
    assert found.by_hand == {"why": 2.0, "proof": 2.0}
    assert [one.by_hand for one in found.parts] == [{"why": 2.0}, {"proof": 2.0}]


def test_cells_that_people_grade_have_their_own_ids_in_the_whole_assignment(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match='the grade_id "essay" stands in powers'):
        load_course(with_essays(tmp_path / "course", "essay", "essay"))


def test_test_cells_have_their_own_ids_in_the_whole_assignment(tmp_path: Path) -> None:
    root = several_notebooks(tmp_path / "course")
    text = SEVERAL.replace("value, of: f, equals: 9", "tests, of: same").replace(
        "value, of: f, equals: 10", "tests, of: same"
    )
    (root / "course.yml").write_text(text.replace("            given: {x: 5}\n", ""))
    with pytest.raises(CourseError, match='the grade_id "same" stands in powers'):
        load_course(root)
