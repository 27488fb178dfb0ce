"""Where questions are answered: by grade_id, by the names that cells define, by the inputs that stand before."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.fitting.locate import Place, places
from autograder.model.cell import Cell
from autograder.model.question import Question, RubricItem

GATE = Question(
    "gate", (RubricItem("forward", 1),), target="Gate", aliases=("gate", "MyGate"), inputs={"x": ()}
)
CHAIN = Question("chain", (RubricItem("value", 1, ("q",)),), given={"x": -2, "y": 5})
OTHER = Question("other", (RubricItem("value", 1, ("q",)),), given={"x": 3, "y": -4})


def found(question: Question, *sources: str, ids: Sequence[str | None] = ()) -> list[Place]:
    cells = [Cell(source, at, ids[at] if at < len(ids) else None) for at, source in enumerate(sources)]
    return places([question], cells)[question.id]


class TestTargets:
    def test_by_grade_id(self) -> None:
        assert found(GATE, "x = 1", "class Gate: pass", ids=(None, "gate")) == [Place(0, 1, ours=True)]

    def test_by_name_the_last_definition_counts(self) -> None:
        assert found(GATE, "class Gate: pass", "y = 1", "class Gate: pass") == [Place(0, 2)]

    def test_by_another_name(self) -> None:
        assert found(GATE, "class MyGate: pass") == [Place(0, 0, "MyGate")]
        assert found(GATE, "gate = lambda x: x") == [Place(0, 0, "gate")]
        assert found(GATE, "gate = 3") == []

    def test_defined_outside_of_its_own_cell(self) -> None:
        (place,) = found(GATE, "# moved", "class Gate: pass", ids=("gate",))
        assert place.after == 1

    def test_an_own_cell_without_it_is_still_the_place(self) -> None:
        assert found(GATE, "raise NotImplementedError()", ids=("gate",)) == [Place(0, 0, ours=True)]

    def test_nowhere(self) -> None:
        assert found(GATE, "x = 1") == []

    @pytest.mark.parametrize(
        "source",
        ["if True:\n    class Gate: pass", "try:\n    def Gate(): pass\nexcept E: pass", "Gate = Other"],
    )
    def test_in_blocks_and_by_assignment(self, source: str) -> None:
        assert found(GATE, source)[0].after == 0


class TestVariables:
    def test_by_grade_id_from_the_cell_after_the_one_before(self) -> None:
        sources = ("x = 1", "x = -2; y = 5", "q = x + y")
        assert found(CHAIN, *sources, ids=("first", None, "chain")) == [Place(1, 2, ours=True)]

    def test_by_the_inputs_that_stand(self) -> None:
        sources = ("x = -2\ny = 5\nq = x + y", "x = 3\ny = -4\nq = x + y")
        assert found(CHAIN, *sources)[-1] == Place(0, 0)
        assert found(OTHER, *sources)[-1] == Place(1, 1)

    def test_inputs_in_an_earlier_cell(self) -> None:
        assert found(CHAIN, "x, y = -2, 5", "z = 1", "q = x + y")[-1] == Place(0, 2)

    def test_answers_without_inputs_are_nowhere(self) -> None:
        assert found(CHAIN, "q = 3") == []

    def test_an_own_cell_that_lost_its_answer(self) -> None:
        assert found(CHAIN, "pass", ids=("chain",)) == [Place(0, 0, ours=True)]

    def test_moved_out_of_its_own_cell(self) -> None:
        assert found(CHAIN, "x = -2\ny = 5", "q = x + y", ids=("chain",))[-1].after == 1


@given(st.text(st.sampled_from("xyq=1,()[]-\n :defclasGt"), max_size=60))
def test_any_text_is_looked_through(source: str) -> None:
    found(CHAIN, source, "q = x")
