"""Names as another notebook spells them, where it keeps to it."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.checks import KINDS
from autograder.fitting.spelling import called_otherwise, read_source, respelt, spelling_of
from autograder.model.cell import Cell
from autograder.model.question import Question, RubricItem
from autograder.sandbox.protocol import Probe

GATE = "class Gate:\n    def {}(self, x): {}\n"


def spelling(source: str, check: str = "forward", **more: Any) -> dict[str, str]:
    question = Question("q", (RubricItem(check, 1.0, form=KINDS[check].form),), **{"target": "Gate", **more})
    return dict(spelling_of(question, question.target or "", read_source([Cell(source, 0)])))


class TestMethods:
    def test_a_notebook_that_calls_it_so(self) -> None:
        assert spelling(GATE.format("forword", "pass") + "Gate().forword(1)") == {"forward": "forword"}

    @pytest.mark.parametrize(
        ("name", "usual"),
        [("fprop", "forward"), ("forward_pass", "forward"), ("bprop", "backward"), ("back", "backward"), ("backpropagation", "backward"),
         ("ward", ""), ("b", ""), ("for", ""), ("prop", "")],
    )  # fmt: skip
    def test_or_as_other_books_call_it(self, name: str, usual: str) -> None:
        wanted = {usual: name} if usual else {}
        assert spelling(GATE.format(name, "pass") + f"Gate().{name}(1)") == wanted

    def test_or_that_has_it_so_in_two_classes(self) -> None:
        two = GATE.format("forword", "pass") + GATE.format("forword", "pass").replace("Gate", "Other")
        assert spelling(two) == {"forward": "forword"}

    def test_a_class_that_calls_its_own_method_by_the_usual_name_spells_it_so(self) -> None:
        called = "Gate().forword(1)"
        assert spelling(GATE.format("forword", "return self.forward(x)") + called) == {}
        assert spelling(GATE.format("forword", "return x.forward(x)") + called) == {"forward": "forword"}
        assert spelling(GATE.format("forword", "return self.x") + called) == {"forward": "forword"}

    def test_in_one_place_it_is_a_mistake(self) -> None:
        assert spelling(GATE.format("forword", "pass")) == {}

    def test_where_it_has_the_right_one_too(self) -> None:
        both = GATE.format("forword", "pass") + "    def forward(self, x): pass\nGate().forword(1)"
        assert spelling(both) == {}

    def test_a_name_that_is_not_near_it(self) -> None:
        assert spelling(GATE.format("compute", "pass") + "Gate().compute(1)") == {}

    def test_call_for_forward(self) -> None:
        assert spelling(GATE.format("__call__", "pass")) == {"forward": "__call__"}
        assert spelling(GATE.format("__call__", "pass"), options={"names": ("Gate", "Net")}) == {}
        assert spelling(GATE.format("__call__", "self.forward = 1")) == {}
        both = GATE.format("__call__", "pass") + "    def forword(self, x): pass\nGate().forword(1)"
        assert spelling(both) == {"forward": "forword"}

    def test_of_a_class_it_inherits_from(self) -> None:
        base = GATE.format("forword", "pass").replace("Gate", "Base")
        assert spelling(base + "class Gate(Base): pass\nGate().forword(1)") == {"forward": "forword"}
        two = "class Other: pass\nclass Gate(Base, Other): pass\nGate().forword(1)"
        assert spelling(base + two) == {"forward": "forword"}
        assert spelling(base + "class Gate(Base): pass") == {
            "forward": "forword"
        }  # for each that derives from it
        own = "class Base:\n    def __call__(self, v): self.a = v\nclass Gate(Base):\n    def __call__(self, v): self.b = v"
        assert spelling(own)["input"] == "b"

    def test_a_base_from_a_module(self) -> None:
        assert spelling("class Gate(nn.Module):\n    def forword(self, x): pass") == {}

    def test_bases_in_a_circle_end(self) -> None:
        assert spelling("class Gate(Base): pass\nclass Base(Gate): pass") == {}


class TestAttributes:
    def test_other_capitals(self) -> None:
        assert spelling(GATE.format("forward", "self.dw = 1; self.Db = 1")) == {"dW": "dw", "db": "Db"}

    def test_not_where_the_right_one_is_there(self) -> None:
        assert spelling(GATE.format("forward", "self.dw = self.dW = 1")) == {}

    def test_misspelt(self) -> None:
        assert spelling(GATE.format("forward", "x.creater = self")) == {"creator": "creater"}

    def test_the_plural_of_several_inputs(self) -> None:
        assert spelling(GATE.format("forward", "self.inputs = x")) == {"input": "inputs"}
        assert spelling(GATE.format("forward", "self.inputs = self.input = x")) == {}
        assert spelling(GATE.format("forward", "self.outputs = x")) == {"output": "outputs"}

    def test_not_where_a_method_has_the_right_one(self) -> None:
        assert spelling(GATE.format("forward", "self.dw = 1") + "    def dW(self): return self.dw") == {}


def test_a_class_has_its_own_method_before_that_of_its_base() -> None:
    source = "class Layer:\n    def backward(self, *given): pass\n    def forward(self, x): pass\n"
    methods = read_source([Cell(f"{source}class Gate(Layer):\n    def backward(self, dz): pass", 0)]).methods(
        "Gate"
    )
    given = {name: [one.arg for one in method.args.args] for name, method in methods.items()}
    assert given == {"backward": ["self", "dz"], "forward": ["self", "x"]}


def test_an_abstract_base_class() -> None:
    source = "class Function:\n    @abstractmethod\n    def forward(self, x): pass\n"
    assert spelling(source) == {"NotImplementedError": "TypeError"}
    assert spelling(source.replace("abstract", "static")) == {}
    assert (
        rewritten("raises(f, NotImplementedError)", NotImplementedError="TypeError") == "raises(f, TypeError)"
    )


class TestLinks:
    def test_under_a_name_of_its_own(self) -> None:
        assert spelling("class Gate:\n    def __call__(self, v): self.in_var = v\n") == {
            "forward": "__call__",
            "input": "in_var",
        }
        assert spelling("class Gate:\n    def set_creator(self, f): self.func = f\n") == {"creator": "func"}
        several = "class Gate:\n    def __call__(self, *v): self.xs = v\n"
        assert spelling(several) == {"forward": "__call__", "input": "*xs"}

    def test_not_beside_an_attribute_that_says_so(self) -> None:
        for beside, links in (("input", {}), ("inputs", {"input": "inputs"})):
            kept = f"class Gate:\n    def __call__(self, v):\n        self.in_var = v\n        self.{beside} = v.data\n"
            assert spelling(kept) == {"forward": "__call__", **links}

    def test_under_a_name_that_anybody_could_write(self) -> None:
        for letters, links in ((60, {"creator": "x" * 60}), (61, {})):
            assert spelling(f"class Gate:\n    def set_creator(self, f): self.{'x' * letters} = f\n") == links

    def test_what_is_kept_of_it_is_another_thing(self) -> None:
        kept = "class Gate:\n    def forward(self, x): pass\n    def __call__(self, v): self.x = v.data\n"
        assert spelling(kept) == {}
        assert spelling(kept.replace("self.x = v.data", "y = v.data; self.y = y")) == {}

    def test_a_base_class_without_arguments(self) -> None:
        source = "class Function:\n    def forward(self{}): pass\n    def backward(self{}): pass\n"
        assert spelling(source.format(", x", "")) == {"Function().backward": "bare"}
        assert spelling(source.format("", ", *x")) == {"Function().forward": "bare"}


def test_gradients_that_are_variables() -> None:
    variable = (
        "class Variable:\n    def backward(self):\n        self.grad = Variable(np.ones_like(self.data))\n"
    )
    assert spelling(GATE.format("forward", "pass") + variable) == {"grad": "plain"}
    made = variable.replace("Variable(np", "as_variable(np")
    assert spelling(GATE.format("forward", "pass") + made) == {"grad": "plain"}
    assert spelling(GATE.format("forward", "pass") + variable.replace("Variable(np", "np.array(np")) == {}


def test_gradients_that_have_to_be_kept() -> None:
    variable = "class Variable:\n    def backward(self, retain_grad=False): pass\n"
    assert spelling(GATE.format("forward", "pass") + variable) == {"retain_grad": "retain_grad"}
    misspelt = variable.replace("retain", "retaion")
    assert spelling(GATE.format("forward", "pass") + misspelt) == {"retain_grad": "retaion_grad"}


@pytest.mark.parametrize(
    ("arguments", "slot"),
    [
        ("f, x", "stretched"),
        ("f, x, eps=1e-4", "boxed"),
        ("f, x, h", "boxed"),
        ("f, x, tiny", "boxed"),
        ("f, x, verbose=False", "stretched"),
        ("f, x, verbose=False, h=1e-4", "boxed h"),
        ("f, x, rows, verbose=False", "boxed"),
        *(
            (f"f, x, {name}=1", "boxed")
            for name in ("epsilon", "EPS", "h2", "delta", "d", "dx", "step", "step_size", "stepsize", "e")
        ),
        *((f"f, x, {name}=1", "stretched") for name in ("hidden", "dtype", "steps", "ee")),
        ("*args", "boxed"),
        ("f, x, *, h=1e-4", "boxed h"),
        ("f, x, eps=1e-4, *, verbose=False", "boxed"),
        ("f, x, *, verbose=False, h=1e-4", "boxed h"),
        ("f, x, *, verbose=False", "stretched"),
    ],
)
def test_a_numerical_derivative_that_takes_other_arguments(arguments: str, slot: str) -> None:
    source = f"def numerical_diff({arguments}): pass"
    assert spelling(source, "numerical", target="numerical_diff") == {"numerical_diff": slot}
    assert spelling(source, "forward", target="numerical_diff") == {}
    assert spelling("x = 1", "numerical", target="numerical_diff") == {}


def rewritten(text: str, **names: str) -> str:
    (step,) = respelt(Probe({}, (("a", text),)), names).steps
    return step[1]


class TestRespelt:
    def test_nothing_to_do(self) -> None:
        probe = Probe({}, (("a", "x  +  1"),))
        assert respelt(probe, {}) is probe

    def test_methods_and_attributes(self) -> None:
        assert rewritten("a.forward(x).grad", forward="forword") == "a.forword(x).grad"
        assert rewritten("forward(x)", forward="forword") == "forward(x)"

    def test_gradients_that_are_variables(self) -> None:
        assert rewritten("x.grad", grad="plain") == "plain(x.grad)"
        assert (
            rewritten("type('A', (B,), {'backward': f})", grad="plain")
            == "type('A', (B,), {'backward': lifted(f)})"
        )

    def test_several_inputs(self) -> None:
        assert rewritten("a.input", input="inputs") == "single(a.inputs)"
        assert rewritten("a.input", input="*xs") == "single(a.xs)"
        assert rewritten("a.input", input="in_var") == "a.in_var"
        assert rewritten("a.creator", creator="creators") == "a.creators"

    def test_a_walk_that_keeps_its_gradients_by_itself(self) -> None:
        assert rewritten("y.backward()", backward="backword") == "y.backword()"

    def test_methods_of_a_class_that_a_probe_makes(self) -> None:
        assert (
            rewritten("type('A', (B,), {'forward': f})", forward="forword")
            == "type('A', (B,), {'forword': f})"
        )

    def test_keys_that_are_no_methods(self) -> None:
        for spelt in ({"forward": "forword"}, {"grad": "plain"}):
            assert rewritten("{name: f, **g}", **spelt) == "{name: f, **g}"
        assert rewritten("{'grad': f}", grad="plain") == "{'grad': f}"
        assert rewritten("{'backward': f}", forward="forword") == "{'backward': f}"

    def test_what_the_methods_of_such_a_class_call(self) -> None:
        text = "{'f': lambda x: a.forward(x)}"
        assert rewritten(text, forward="forword") == text.replace("forward", "forword")

    def test_gradients_that_have_to_be_kept(self) -> None:
        on_the_way = "(y.backward(), y.grad)"
        assert rewritten(on_the_way, retain_grad="keep") == "(y.backward(keep=True), y.grad)"
        assert rewritten("(y.backward(dout), y.grad)", retain_grad="keep") == "(y.backward(dout), y.grad)"
        assert rewritten("(y.cleargrad(), y.grad)", retain_grad="keep") == "(y.cleargrad(), y.grad)"
        assert (
            rewritten(on_the_way, retain_grad="retain_grad", backward="backword")
            == "(y.backword(retain_grad=True), y.grad)"
        )

    def test_backward_alone_has_to_work_where_the_gradient_of_the_start_is_asked_for(self) -> None:
        probe = Probe({}, (("x", "Variable(x_1)"), ("b", "y.backward()"), ("g", "x.grad")))
        assert respelt(probe, {"retain_grad": "keep"}) is probe
        for made in ("f(x)", "f(Variable(x_1))"):
            probe = Probe({}, (("x", "Variable(x_1)"), ("y", made), ("b", "y.backward()"), ("g", "y.grad")))
            assert respelt(probe, {"retain_grad": "keep"}).steps[2] == ("b", "y.backward(keep=True)")

    def test_numerical_derivatives(self) -> None:
        assert rewritten("diff(f, x, eps)", diff="stretched") == "stretched(diff, f, x, eps)"
        assert rewritten("diff(f, x)", diff="stretched") == "boxed(diff, f, x)"
        assert rewritten("diff(f, x)", diff="boxed") == "boxed(diff, f, x)"
        assert rewritten("diff(f, x)", diff="boxed h") == "boxed(diff, f, x)"
        assert rewritten("diff(f, x, eps)", diff="boxed h") == "boxed(diff, f, x, h=eps)"

    def test_a_base_class_without_arguments(self) -> None:
        names = {"Function().backward": "bare"}
        assert (
            rewritten("raises(lambda: Function().backward(1), E)", **names)
            == "raises(lambda: Function().backward(), E)"
        )
        assert rewritten("f.backward(1)", **names) == "f.backward(1)"


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("x.backword(1)\nx.dw + x.Db", {"backword": "backward", "dw": "dW", "Db": "db"}),
        ("x.fprop(1)\nx.bprop(1)", {"fprop": "forward", "bprop": "backward"}),
        ("x.backword(1)\nx.backward(1)", {}),
        ("x.other(1)", {}),
        *(
            (f"x.{word}(1)", {word: "forward"})
            for word in ("forwardprop", "forward_prop", "forward_pass", "forward_propagation")
        ),
        *(
            (f"x.{word}(1)", {word: "backward"})
            for word in (
                "backprop",
                "back_prop",
                "backward_pass",
                "backpropagation",
                "back_propagation",
                "back",
            )
        ),
    ],
)
def test_how_layers_from_elsewhere_are_called(source: str, names: dict[str, str]) -> None:
    assert called_otherwise(read_source([Cell(source, 0)])) == names
