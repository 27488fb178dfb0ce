"""What a question says of itself."""

from __future__ import annotations

from autograder.model.question import Question


def test_a_gradient_is_known_by_its_place_else_by_d_and_its_name() -> None:
    question = Question(
        "q", (), inputs={"x": ()}, init={"W": ("D",), "b": ()}, gradients={"W": "gradient_of_W"}
    )
    labels = [question.called(name) for name in ("W", "x", "b", "predict")]
    assert labels == ["gradient_of_W", "dx", "db", "predict"]
