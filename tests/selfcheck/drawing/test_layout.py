"""Every picture of the course can be read: nothing overlaps, no edge crosses a label, everything goes from left to right."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest

from autograder.model.question import Question
from autograder.selfcheck.drawing.layout import Layout, Point, lay_out
from autograder.selfcheck.drawing.picture import HEIGHT, LETTER, Item, Label, Picture
from autograder.words.clean import columns
from tests.selfcheck.drawing.pictures import DRAWN, pictures

Box = tuple[float, float, float, float]


def inputs(*names: str) -> Picture:
    return tuple(Item("input", name) for name in names)


def boxes(picture: Picture, layout: Layout) -> Iterator[tuple[int, Box]]:
    """The symbols and the labels, each with the item that it belongs to: left, top, right, bottom."""
    for at, (item, place) in enumerate(zip(picture, layout.places, strict=True)):
        x, y, w, h = place.x, place.y, item.width / 2, item.height / 2
        yield at, (x - w, y - h, x + w, y + h)
        middle = (place.start + place.end) / 2
        for label, top in ((item.above, y - HEIGHT), (item.below, y + 1)):
            half = columns(label.text) * LETTER / 2
            if half:
                yield at, (middle - half, top, middle + half, top + HEIGHT - 1)


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def along(corners: tuple[Point, ...]) -> Iterator[Point]:
    """Points of an edge as it is drawn: curves between columns, straight lines within them."""
    for at, ((x0, y0), (x1, y1)) in enumerate(pairwise(corners)):
        for step in range(21):
            t = step / 20
            if at % 2:
                yield x0 + (x1 - x0) * t, y0 + (y1 - y0) * t
            else:
                s = 1 - t
                half = (x0 + x1) / 2
                yield (
                    s**3 * x0 + 3 * s * s * t * half + 3 * s * t * t * half + t**3 * x1,
                    s**3 * y0 + 3 * s * s * t * y0 + 3 * s * t * t * y1 + t**3 * y1,
                )


def inside(point: Point, box: Box) -> bool:
    return box[0] + 1 < point[0] < box[2] - 1 and box[1] < point[1] < box[3]


def grown(box: Box) -> Box:
    """With what touches it: the symbol that an edge leads to."""
    return box[0] - 2, box[1], box[2] + 2, box[3]


@pytest.mark.parametrize("question", DRAWN, ids=lambda question: question.id)
def test_nothing_overlaps_in_any_picture_of_the_course(question: Question) -> None:
    for picture in pictures(question):
        layout = lay_out(picture)
        placed = list(boxes(picture, layout))
        assert not [(a, b) for (a, one), (b, other) in combinations(placed, 2) if overlap(one, other)]
        for corners in layout.edges:
            others = [(at, box) for at, box in placed if not inside(corners[-1], grown(box))]
            crossed = {at for point in along(corners) for at, box in others if inside(point, box)}
            assert not crossed, (question.id, crossed)
        assert all(min(b[:2]) > 0 and b[2] < layout.width and b[3] < layout.height for _, b in placed)


@pytest.mark.parametrize("question", DRAWN, ids=lambda question: question.id)
def test_operands_come_from_the_left_and_from_top_to_bottom_where_the_order_counts(
    question: Question,
) -> None:
    (picture, *_) = pictures(question)
    layout = lay_out(picture)
    for item, place in zip(picture, layout.places, strict=True):
        before = [layout.places[one] for one in item.operands]
        assert all(one.end < place.x for one in before)
        ends = [end for start, *_, end in layout.edges for one in before if start == (one.end, one.y)]
        if item.symbol in "@−÷^" and len(before) == 2:
            first, second = (
                min((abs(end[0] - place.x) + abs(end[1] - place.y), end[1]) for end in ends
                    if (one.end, one.y) in {edge[0] for edge in layout.edges if edge[-1] == end})[1]
                for one in before
            )  # fmt: skip
            assert first < second, (question.id, item.symbol)


def test_a_picture_of_the_course_fits_a_notebook() -> None:
    widths = {question.id: lay_out(next(pictures(question))).width for question in DRAWN}
    assert max(widths.values()) < 1200
    assert sorted(widths.values())[len(widths) * 3 // 4] < 700


def test_few_edges_cross() -> None:
    """Two products whose operands are told crosswise in the order of the formula, without need."""
    one = Item("operation", "×", (0, 3))
    other = Item("operation", "×", (1, 2))
    both = Item("operation", "+", (4, 5))
    layout = lay_out((*inputs("a", "b", "c", "d"), one, other, both))
    a, b, c, d = (place.y for place in layout.places[:4])
    assert max(a, d) < min(b, c) or max(b, c) < min(a, d)


def test_a_number_stands_beside_its_operation_and_an_input_leftmost() -> None:
    chain = (*inputs("x", "z"), Item("operation", "exp", (0,)), Item("number", "1"), Item("operation", "+", (2, 3)),
             Item("operation", "×", (4, 1)))  # fmt: skip
    places = lay_out(chain).places
    assert places[1].x == places[0].x < places[2].x
    assert abs(places[3].x - places[2].x) < 20


def test_a_label_makes_its_line_longer() -> None:
    short, long = (
        lay_out((Item("input", "x", (), Label("", text)), Item("operation", "exp", (0,)))).width
        for text in ("1", "[[1, 2], [3, 4]]")
    )
    assert long - short == pytest.approx(15 * LETTER)


def test_nothing_is_laid_out_for_nothing_and_two_results_have_their_places() -> None:
    assert lay_out(()).places == ()
    both = (*inputs("x"), Item("operation", "exp", (0,)), Item("operation", "log", (0,)))
    one, other = lay_out(both).places[1:]
    assert one.x == pytest.approx(other.x)
    assert abs(one.y - other.y) > HEIGHT


def test_edges_that_pass_a_column_do_not_touch() -> None:
    steps = Item("operation", "exp", (0,)), Item("operation", "log", (4,))
    late = Item("operation", "Affine", (5, 1, 2, 3))
    layout = lay_out((*inputs("x", "W", "b", "t"), *steps, late))
    passing = sorted(edge[2][1] for edge in layout.edges if len(edge) > 4)
    assert len(passing) == 3
    assert all(other - one > 10 for one, other in pairwise(passing))
