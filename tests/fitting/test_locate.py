"""Where questions are answered: by grade_id, by the names that cells define, by the inputs that stand before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.fitting.locate import MOST, Place, means, places
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
        nearly = replace(GATE, target="MulGate")
        assert found(nearly, "# moved", "class MulGatee: pass", ids=("gate",)) == [Place(0, 0, ours=True)]

    def test_an_own_cell_without_it_is_still_the_place(self) -> None:
        assert found(GATE, "raise NotImplementedError()", ids=("gate",)) == [Place(0, 0, ours=True)]

    def test_a_function_by_its_own_name_first(self) -> None:
        mul = replace(GATE, target="mul", aliases=("times",))
        assert found(mul, "def mul(x): return x\ntimes = lambda x: x") == [Place(0, 0)]

    def test_a_class_that_is_nearly_called_so(self) -> None:
        assert found(replace(GATE, target="MulGate"), "class MulGatee: pass") == [Place(0, 0, "MulGatee")]
        assert found(replace(GATE, target="MulGate"), "class MaxGate: pass") == []
        assert found(replace(GATE, target="MulGate"), "class mul_gate: pass") == [Place(0, 0, "mul_gate")]
        twice = ("class MulGatee: pass", "class MullGate: pass")
        assert found(replace(GATE, target="MulGate"), *twice) == [Place(0, 1, "MullGate")]
        assert found(replace(GATE, target="Mul_Layer"), "class MulGate: pass") == [Place(0, 0, "MulGate")]

    def test_written_below_the_stub(self) -> None:
        sources = ("raise NotImplementedError()", "class Gate: pass")
        assert found(GATE, *sources, ids=("gate",)) == [Place(0, 1, ours=True)]
        assert found(GATE, *sources, sources[1], ids=("gate", None, "other")) == [Place(0, 1, ours=True)]
        stub = "class Gate:\n    def f(self): raise NotImplementedError"
        assert found(GATE, *sources, stub, ids=("gate",)) == [Place(0, 1, ours=True)]
        assert found(GATE, sources[0], "x = 1", sources[1], ids=("gate",)) == [Place(0, 2, ours=True)]
        assert found(GATE, *sources, sources[1], ids=("gate",)) == [Place(0, 2, ours=True)]

    def test_written_above_a_stub_that_takes_its_place(self) -> None:
        stub = "class Gate:\n    def f(self): raise NotImplementedError"
        assert found(GATE, "class Gate: pass", stub, ids=(None, "gate")) == [Place(0, 1, ours=True)]

    def test_an_own_cell_with_what_stands_beside_the_target_is_the_place(self) -> None:
        """Whatever a later question's cell makes of that."""
        question = replace(GATE, options={"names": ("Base",)})
        sources = ("class Gate: pass", "class Base: pass", "class Base:\n    x = 1")
        assert found(question, *sources, ids=(None, "gate", "other")) == [Place(0, 1, ours=True)]

    def test_an_own_cell_that_is_written_is_the_place(self) -> None:
        assert found(GATE, "class Gate: pass", "class Gate:\n    x = 1", ids=("gate",)) == [
            Place(0, 0, ours=True)
        ]

    def test_the_last_of_several_classes(self) -> None:
        net = replace(GATE, target="Net", options={"names": ("Layer",)})
        assert found(net, "class Net: pass", "class Layer: pass", "x = 1") == [Place(0, 1)]

    def test_torn(self) -> None:
        assert found(GATE, "class Gate:\n    def f(:", "x = 1") == [Place(0, 0)]
        assert found(GATE, "class Gate:\n    def f(:", "class Gate(:\n    pass") == [Place(0, 1)]
        assert found(GATE, "Gate = 3", "x = 1") == [Place(0, 0)]
        assert found(replace(GATE, target="square"), "class Square(:\n    pass") == []
        assert found(replace(GATE, target="square"), "def square(:", "x = 1") == [Place(0, 0)]

    @pytest.mark.parametrize("name", ["GATE", "MyGate", "mygate"])
    def test_a_torn_class_of_another_name(self, name: str) -> None:
        assert found(GATE, f"class {name}:\n    def f(:", "x = 1") == [Place(0, 0)]
        assert found(GATE, f"def {name.lower()}(:\n    pass") == []
        assert found(GATE, "class Other:\n    def f(:") == []

    def test_a_function_of_variables_is_no_layer(self) -> None:
        framework = "class Function: pass\nclass MyGate(Function): pass\nclass Gate(MyGate): pass"
        assert found(GATE, framework) == []
        assert found(replace(GATE, options={"names": ("Function",)}), framework) == [Place(0, 0)]
        assert found(GATE, "class Gate(nn.Module): pass") == [Place(0, 0)]
        assert found(GATE, "class Gate(Function, Mixin): pass") == []
        circle = "class Function(Other): pass\nclass Other(Function): pass\nclass Gate(Other): pass"
        assert found(GATE, circle) == []

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

    def test_in_the_cell_of_another_question_where_there_is_none_of_its_own(self) -> None:
        assert found(CHAIN, "x = -2\ny = 5\nq = x + y", ids=("other",))[-1] == Place(0, 0)

    def test_answers_without_inputs_are_nowhere(self) -> None:
        assert found(CHAIN, "q = 3") == []

    def test_not_all_inputs_stand(self) -> None:
        assert found(CHAIN, "x = -2", "q = x") == []

    def test_with_other_inputs_enough_of_the_answers_must_stand(self) -> None:
        three = replace(CHAIN, rubric=(RubricItem("value", 1, ("q", "r", "s")),))
        assert found(three, "x = 7\ny = 7\nq = 1\nr = 1\ns = 1") == [Place(0, 0)]
        assert found(three, "x = 7\ny = 7\nq = 1") == []
        assert found(three, "r = 1\ns = 1", "x = 7\ny = 7\nq = 1") == []  # of another answer
        assert found(three, "x = -2\ny = 7\nq = 1") == [Place(0, 0)]

    @pytest.mark.parametrize(
        ("given", "written", "as_given"),
        [
            (-2, "-2.0", True),
            (-2, "3", False),
            (-2, "'-2'", False),
            (-2, "f()", False),
            (((1, 2), (3, 4)), "np.array([[1, 2], [3, 4]])", True),
            (((1, 2), (3, 4)), "[[1, 2], [3, 5]]", False),
            (((1, 2), (3, 4)), "([1, 2], [3, 4])", True),
            (((1, 2), (3, 4)), "[1, 2, 3, 4]", False),
            (((1, 2), (3, 4)), "[[1, 2], [3]]", False),
            ({"shape": (2,)}, "np.random.rand(2)", True),
        ],
    )
    def test_an_input_stands_as_given(self, given: object, written: str, as_given: bool) -> None:
        (place,) = found(replace(CHAIN, given={"x": given}), f"x = {written}\nq = x")
        assert bool(place.matches) is as_given

    def test_a_cell_that_works_on_an_answer_belongs_to_it(self) -> None:
        assert found(CHAIN, "x = -2\ny = 5\nq = [0]", "q[0] = x + y", "y = 4") == [Place(0, 1)]

    def test_the_likeliest_is_last_and_the_unlikeliest_are_left_out(self) -> None:
        many = [f"x = {i}\ny = 5\nq = x" for i in range(20)]
        options = found(CHAIN, "x = -2\ny = 5\nq = x", *many)
        assert (len(options), options[-1].after, options[0].after) == (MOST, 0, 10)

    def test_what_stands_with_another_questions_inputs_is_not_this_ones(self) -> None:
        cells = [Cell("x = 3\ny = -4\nq = 1", 0)]
        assert {q: len(options) for q, options in places([CHAIN, OTHER], cells).items()} == {
            "chain": 0,
            "other": 1,
        }

    def test_an_answer_ends_where_an_input_is_set_anew(self) -> None:
        two = replace(CHAIN, rubric=(RubricItem("value", 1, ("q", "r")),))
        assert found(two, "x = -2\ny = 5\nq = x + y", "x = 3\ny = -4", "r = x") == [Place(0, 0)]

    def test_what_stands_with_a_class_may_answer_too(self) -> None:
        cells = [Cell("class Gate: pass\nx = 7\ny = 7\nq = 1", 0)]
        assert [len(options) for options in places([GATE, CHAIN], cells).values()] == [1, 1]

    def test_an_own_cell_that_lost_its_answer(self) -> None:
        assert found(CHAIN, "pass", ids=("chain",)) == [Place(0, 0, ours=True)]

    def test_moved_out_of_its_own_cell(self) -> None:
        assert found(CHAIN, "x = -2\ny = 5", "q = x + y", ids=("chain",))[-1].after == 1


@given(st.text(st.sampled_from("xyq=1,()[]-\n :defclasGt"), max_size=60))
def test_any_text_is_looked_through(source: str) -> None:
    found(CHAIN, source, "q = x")


def test_a_question_of_tests_is_answered_after_the_last_of_them() -> None:
    question = Question("q", (RubricItem("student_tests", 1),))
    assert found(question, "def test_square(): pass", "class SquareTest: pass", "def attest(): pass") == [
        Place(0, 1)
    ]
    assert found(question, "def square(): pass") == []
    assert found(question, "def test_square(): pass", "x = 1", ids=(None, "q")) == [Place(0, 1, ours=True)]


def test_a_question_of_the_courses_tests_is_answered_by_all_cells() -> None:
    question = Question("q", (RubricItem("tests", 1, ("q_test",)),))
    assert found(question, "x = 1", "y = 2") == [Place(0, 1, ours=True)]
    assert found(question, "x = 1", "y = 2", ids=("q",)) == [Place(0, 0, ours=True)]
    assert found(question) == []


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("MulLayer", True),
        ("Multiply", True),
        ("Mul_Layer", True),
        ("MulGate", True),
        ("AddLayer", False),
        ("Layer", False),
    ],
)
def test_a_class_is_meant_by_any_of_its_names_in_whatever_edition(name: str, meant: bool) -> None:
    question = Question("q", (), target="MulLayer", aliases=("Multiply",))
    assert means(question, name) is meant


@pytest.mark.parametrize(
    ("target", "name", "meant"),
    [
        *(("MulLayer", name, True) for name in ("layer_mul", "Mul", "MulFunction", "mul_node", "MulUnit")),
        *(("MulLayer", name, False) for name in ("Muls", "MulLayers", "MullLayer")),
        *(("SoftmaxWithLoss", name, True) for name in ("Softmax_and_Loss", "SoftmaxLoss", "softmax_with_loss_layer")),
        ("CrossWithLoss", "CrossLoss", False),
    ],
)  # fmt: skip
def test_what_editions_differ_in_makes_no_other_name(target: str, name: str, meant: bool) -> None:
    assert means(Question("q", (), target=target), name) is meant


@pytest.mark.parametrize(
    ("target", "source", "alias"),
    [
        ("Net", "class NetByBackprop: pass", "NetByBackprop"),
        ("Net", "\n".join(f"class NetBy{letter}: pass" for letter in "HGFEDCBA"), "NetByA"),
        ("Net", "class Netting: pass", None),
        ("Net", "class NetTest: pass", None),
        ("Gate", "def gate(x): return x\nclass MyGate: pass", "MyGate"),
        ("Gate", "gate = lambda x: x\nclass MyGate: pass", "gate"),
        ("MulLayer", "class Product: pass\nMulGate = Product", "MulGate"),
        ("mul", "def mull(x): return x", None),
        ("Mul", "class Mux: pass", None),
        ("ConvolutionLayer", "class ConvolutonGate: pass", "ConvolutonGate"),
    ],
)
def test_under_which_name(target: str, source: str, alias: str | None) -> None:
    assert found(replace(GATE, target=target), source) == ([Place(0, 0, alias)] if alias else [])


def test_functions_in_the_place_of_a_class_are_asked_after_the_last_of_them() -> None:
    relu = replace(GATE, target="ReluLayer", aliases=("Rectifier",))
    first, second = "def relu_forward(x): return x, x", "def relu_backward(dout, cache): return dout"
    assert found(relu, first, "x = 1", second, "y = 2") == [
        Place(0, 2, functions=("relu_forward", "relu_backward"))
    ]
    assert found(relu, first, "x = 1") == []
    alias = f"{first}\n{second}".replace("relu", "rectifier")
    assert found(relu, alias, f"{first}\n{second}", alias)[0].functions == ("relu_forward", "relu_backward")
    rectifier = replace(GATE, target="Rectifier", aliases=("Relu",))
    both = "def relu_forward(x): return x, x\ndef relu_backward(dout, cache): return dout"
    assert found(rectifier, both) == [Place(0, 0, functions=("relu_forward", "relu_backward"))]
    together = Place(0, 0, functions=("relu_forward", "relu_backward"))
    assert found(relu, f"{first}\n{second}", "y = 2") == [together]


def test_of_our_own_cell_the_cells_since_the_last_one_of_ours_are_its_work() -> None:
    sources = ("a = 1", "x = -2", "b = 1", "y = 5", "q = x + y")
    assert found(CHAIN, *sources, ids=("one", None, "two", None, "chain")) == [Place(3, 4, ours=True)]
    assert found(CHAIN, *sources, ids=("chain", None, None, None, "chain")) == [Place(0, 4, ours=True)]


def test_two_of_three_answers_are_enough_where_no_input_is_as_given() -> None:
    names = tuple("pqr")
    three = replace(CHAIN, rubric=(RubricItem("value", 1, names),))
    for count in range(1, 4):
        answers = "\n".join(f"{name} = x" for name in names[:count])
        assert len(found(three, f"x = 7\ny = 7\n{answers}")) == (count >= 2)
