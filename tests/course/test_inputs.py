"""What course.yml says of inputs: what right entries give, and what each wrong one is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from autograder.course.inputs import numbers, read_draw, read_given, read_shapes, shape_of
from autograder.course.located import read
from autograder.model.errors import CourseError

SHAPES = {"x": ("N", "C"), "y": ("N",), "K": ()}


def drawn(folder: Path, text: str) -> dict[str, Any]:
    (folder / "course.yml").write_text(text, "utf-8")
    return read_draw(read(folder / "course.yml", "draw"), SHAPES)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("x: mask", {"x": {"mask": True}}),
        ("y: {labels: C}", {"y": {"labels": "C"}}),
        ("y: {labels: 10}", {"y": {"labels": "10"}}),
        ("x: {scale: 1000}", {"x": {"scale": 1000.0}}),
        ("x: {integers: [0, 9]}", {"x": {"integers": (0, 9)}}),
        ("K: 3", {"K": {"one_of": (3,)}}),
        ("K: true", {"K": {"one_of": (True,)}}),
        ("K: {one_of: [train, test]}", {"K": {"one_of": ("train", "test")}}),
        ("x: [[1, 2], [3, 4]]", {"x": {"one_of": (((1, 2), (3, 4)),)}}),
        ("x: one_hot\ny: positive", {"x": {"one_hot": True}, "y": {"positive": True}}),
    ],
)
def test_what_arguments_are_drawn_as(tmp_path: Path, text: str, wanted: dict[str, Any]) -> None:
    assert drawn(tmp_path, text) == wanted


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("z: mask", 'unknown key "z" in draw; write one of x, y, K'),
        ("x: masks", 'did you mean "mask"?'),
        (
            "y: labels",
            'labels"; write one of mask, one_hot, positive, probability, integers, {labels: …}, {one_of: …}, {scale: …}',
        ),
        ("y: {labels: D}", '"D" is no dimension of the question; write a number or one of N, C'),
        ("y: {labels: C-1}", "write a size like 3, N, 4*H or L+K"),
        ("K: one_hot", "has no rows; give it a shape, like [N, C]"),
        ("x: {scale: big}", 'must be a finite number, not "big"'),
        ("x: {scale: 1000001}", "write a number from 1e-06 to 1e+06"),
        ("x: {scale: 0.0000001}", "write a number from 1e-06 to 1e+06"),
        ("x: {integers: [3]}", "write the smallest and the largest, like [1, 9]"),
        ("x: {integers: [3, 5, 9]}", "write the smallest and the largest, like [1, 9]"),
        ("x: {integers: [3, 3]}", "write the smallest and the largest, like [1, 9]"),
        ("x: {integers: [3, 1]}", "write the smallest and the largest, like [1, 9]"),
        ("x: {integers: [0.5, 1]}", "write the smallest and the largest, like [1, 9]"),
        ("x: {scale: 2, labels: C}", "drawn in one way; keep one of scale, labels"),
        ("x: {}", "drawn in one way; keep one of labels, integers, one_of, scale"),
        ("x: {scales: 2}", 'did you mean "scale"?'),
        ("K: {one_of: []}", "is empty; it needs at least one entry"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(CourseError, match=r"course\.yml:1: .*") as error:
        drawn(tmp_path, text)
    assert str(error.value).endswith(told)


def test_shapes(tmp_path: Path) -> None:
    (tmp_path / "course.yml").write_text("W: [4 * H, H]\nx: [N, 3]\nL: [L+K]\nn: []", "utf-8")
    shapes = read_shapes(read(tmp_path / "course.yml", "inputs"))
    assert shapes == {"W": ("4*H", "H"), "x": ("N", "3"), "L": ("L+K",), "n": ()}
    for name in ("a-b", "2x", "é"):
        (tmp_path / "course.yml").write_text(f"{name}: [N]", "utf-8")
        with pytest.raises(CourseError, match=f'"{name}" is wrong; write a Python name'):
            read_shapes(read(tmp_path / "course.yml", "inputs"))
    (tmp_path / "course.yml").write_text("W: [N-1]", "utf-8")
    with pytest.raises(CourseError, match=r"write a size like 3, N, 4\*H or L\+K"):
        read_shapes(read(tmp_path / "course.yml", "inputs"))


@pytest.mark.parametrize(
    ("text", "wanted", "shape"),
    [
        ("3", 3, ()),
        ("[1, 2.5]", (1, 2.5), (2,)),
        ("[[1, 2], [3, 4], [5, 6]]", ((1, 2), (3, 4), (5, 6)), (3, 2)),
        ("[[[[[1]]]]]", (((((1,),),),),), (1,) * 5),
    ],
)
def test_numbers_and_their_shape(tmp_path: Path, text: str, wanted: Any, shape: tuple[int, ...]) -> None:
    (tmp_path / "course.yml").write_text(text, "utf-8")
    found = numbers(read(tmp_path / "course.yml", "x"))
    assert (found, shape_of(found)) == (wanted, shape)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[[[[[1]]]]]]", "x must be a single value, not a list"),
        ("[[1, 2], [3]]", "the rows of x are not equally long; make it a full array"),
        ("[[1], 2]", "the rows of x are not equally long; make it a full array"),
        ("[]", "x is empty; it needs at least one entry"),
        ("[one]", 'x must be a finite number, not "one"'),
    ],
)
def test_numbers_that_are_no_array(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "course.yml").write_text(text, "utf-8")
    with pytest.raises(CourseError) as caught:
        numbers(read(tmp_path / "course.yml", "x"))
    assert str(caught.value).endswith(says)


@pytest.mark.parametrize("shape", ["[0, 3]", "[2.5]", "[2, 2.5]", "[-1]"])
def test_a_shape_of_what_a_cell_draws_is_of_whole_numbers(tmp_path: Path, shape: str) -> None:
    (tmp_path / "course.yml").write_text(f"x: {{shape: {shape}}}", "utf-8")
    with pytest.raises(
        CourseError, match=r"shape is (0|-1); write a number of at least 1|must be whole numbers"
    ):
        read_given(read(tmp_path / "course.yml", "given"))
