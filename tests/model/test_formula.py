"""A formula becomes a graph, or is told what is wrong with it in one line; nothing of it runs."""

from __future__ import annotations

import pytest

from autograder.model.formula import LARGEST, Node, graph_of


def test_assignments_become_values_each_after_those_that_it_is_made_of() -> None:
    graph = graph_of(["q = x + y", "f = q * z"])
    assert graph.nodes == (
        Node("x"),
        Node("y"),
        Node("q", "+", (0, 1)),
        Node("z"),
        Node("f", "*", (2, 3)),
    )
    assert graph.inputs == ("x", "y", "z")
    assert graph.results == (4,)


def test_a_name_that_is_used_twice_is_one_value() -> None:
    graph = graph_of(["f = x * x + x"])
    assert [node.operands for node in graph.nodes if node.operation] == [(0, 0), (1, 0)]


def test_numbers_entries_calls_and_signs() -> None:
    graph = graph_of(["f = -mean(w[0] ** 2, axis=0) + Affine(x, w[1])"])
    assert [node.operation for node in graph.nodes if node.operation] == ["**", "mean", "neg", "Affine", "+"]
    assert [(node.name, node.entry) for node in graph.nodes if node.is_input] == [
        ("w", 0),
        ("x", None),
        ("w", 1),
    ]
    assert [node.number for node in graph.nodes if node.number is not None] == [2.0]
    assert graph.functions == ("mean", "Affine")
    assert graph.nodes[3].keywords == (("axis", 0),)


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("q = x +", "is no formula; write assignments like q = x + y"),
        ("x + y", "write assignments like"),
        ("f, g = x + y", "write assignments like"),
        ("f += x", "write assignments like"),
        ("f = g = x + y", "write assignments like"),
        *((f"f = {value}", "f is made by no operation") for value in ("x", "2", "x[0]")),
        *(
            (f"f = {value}", "cannot be drawn")
            for value in ("x // y", "+x", "x.sum()", "x + 1j", "x + (y < z)")
        ),
        ("q = x * y; f = q[0] + 1", "write an entry of an input, as w[0]"),
        ("f = x[True] + 1", "write an entry of an input, as w[0]"),
        ("f = x.T + y", "x.T cannot be drawn"),
        ("f = __import__('os').system('true')", "cannot be drawn"),
        ("f = g()", "g() cannot be drawn"),
        ("f = x[y] + 1", "write an entry of an input, as w[0]"),
        ("f = sum(x, axis=y)", "write a whole number, as axis=0"),
        ("f = sum(x, **y)", "write a whole number, as axis=0"),
        ("x = x + 1", "x already has a value"),
        ("f = x + 'a'", "'a' cannot be drawn"),
        ("f = " + "-" * 5000 + "x", "is no formula"),
        ("f = " + " + ".join(f"x{n}" for n in range(LARGEST)), f"more than {LARGEST} values"),
        ("", "there is no formula"),
        ("f = x + 1" + "0" * 400, "a number is too large"),
    ],
)
def test_anything_else_is_told_in_one_line(formula: str, told: str) -> None:
    with pytest.raises(ValueError, match=r".") as error:
        graph_of([formula])
    assert told in str(error.value)
    assert len(str(error.value)) < 250


def test_as_many_values_as_can_be_looked_at_are_drawn() -> None:
    added = " + ".join(f"x{n}" for n in range(LARGEST // 2))
    assert len(graph_of([f"f = -({added})"]).nodes) == LARGEST
    with pytest.raises(ValueError, match="too many for a drawing"):
        graph_of([f"f = --({added})"])


def test_a_name_is_set_once() -> None:
    with pytest.raises(ValueError, match='"f = x - y": f already has a value; give the new one another name'):
        graph_of(["f = x + y", "f = x - y"])
