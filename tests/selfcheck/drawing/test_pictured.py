"""`draw(…)`: a picture in a notebook, sentences in a terminal, and one plain line where there is nothing to draw."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from autograder import selfcheck
from autograder.selfcheck import examine
from autograder.selfcheck.drawing import pictured as drawing
from autograder.selfcheck.drawing.pictured import drawn
from autograder.selfcheck.history import Scope
from autograder.words.catalogue import languages
from tests.selfcheck.answers import ran
from tests.selfcheck.drawing.test_draw_remembered import Square, Variable

ROOT = Path(__file__).parents[3]


def test_the_caller_s_own_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {"draw": selfcheck.draw}
    exec('x = 4\ny = -3\nf = -12\ndfdx = y\ndraw("product")\ndraw("product", lang="ko")', names)
    english, korean = capsys.readouterr().out.split("계산 그래프예요.")
    assert "f = -12 is the product of x = 4, y = -3." in english
    assert "y: dfdy = ?, x: dfdx = -3" in english
    assert english.rstrip().endswith("A ? stands for what is not there yet, or is no number.")
    exec('dfdy = x\ndraw("product", lang="en")', names)
    assert "?" not in capsys.readouterr().out
    assert "x = 4, y = -3의 곱" in korean


def test_a_language_that_is_not_there_is_told() -> None:
    assert (
        drawn("product", Scope({}), "xx").note
        == f'There is no language "xx" here; write one of {", ".join(languages())}.'
    )
    assert "xx" not in drawn("product", Scope({}), "ko").note


def test_a_variable_that_remembers_its_graph(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {"draw": selfcheck.draw, "x": Variable(3.0), "Square": Square}
    exec("y = Square()(x)\ndraw(y)", names)
    assert "y = 9 is the Square of x = 3." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("nonsense", 'There is no exercise "nonsense" here.'),
        ("variable", "There is no drawing for variable."),
        (3, "There is nothing to draw."),
        (None, "There is nothing to draw."),
    ],
)
def test_one_plain_line_where_there_is_nothing_to_draw(what: Any, said: str) -> None:
    found = drawn(what, Scope({}))
    assert repr(found).startswith(said)
    assert "<img" not in found._repr_html_()


def test_it_shows_an_image_with_its_text_and_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = "class MultiplyGate:\n    def forward(self, x, y):\n        return xx\n"
    names: dict[str, Any] = {}
    exec(gate, names)
    page = drawn("multiply_gate", Scope(names, (gate,)))._repr_html_()
    assert '<img alt="A computational graph. z = ? is the product of x = 2, y = 5.' in page
    assert "or is no number. Python said: NameError: name &#x27;xx&#x27; is not defined</p>" in page


PRODUCT = "x = 4\ny = -3\nf = x * y\ndfdx = y\ndfdy = x"


def test_values_of_another_question_or_of_a_cell_that_stands_no_more_are_not_drawn() -> None:
    before = [("p", PRODUCT)]
    assert "f = ? is the sum of x = ?, y = ?." in repr(drawn("addition", ran(*before), "en"))
    assert "f = -12 is the product of x = 4, y = -3." in repr(drawn("product", ran(*before), "en"))
    before.append(("c", 'check("product")'))
    assert "f = ?" in repr(drawn("addition", ran(*before), "en"))
    renamed = ran(*before, ("p", PRODUCT.replace("dfdx", "dfx")))
    assert "x: dfdx = ?" in repr(drawn("product", renamed, "en"))
    broken = repr(drawn("product", ran(*before, ("p", PRODUCT.replace("dfdx = y", "dfdx = (y"))), "en"))
    assert "f = ?" in broken
    assert "A cell of yours cannot be run" in broken
    wrong = ran(*before, ("a", PRODUCT.replace("x * y", "x - y")))
    assert "f = 7 is the sum of x = 4, y = -3." in repr(drawn("addition", wrong, "en"))


def test_what_an_object_says_of_itself_ends_nothing() -> None:
    hostile = "class W:\n    def __getattribute__(self, name):\n        raise ValueError(name)\nw = W()\n"
    scope = ran(("p", hostile + PRODUCT.replace("dfdx = y", "dfdx = w")))
    assert "x: dfdx = ?" in repr(drawn("product", scope, "en"))
    assert "There is nothing to draw" in repr(drawn(scope.names["w"], scope, "en"))
    assert (
        "dfdx should be a number or an array of numbers, but it is W"
        in examine("product", scope, "en").sentence
    )


@pytest.mark.usefixtures("processors_clock")
def test_code_that_never_ends_is_drawn_without_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "SECONDS", 0.2)
    gate = "class MultiplyGate:\n    def forward(self, x, y):\n        while True:\n            pass\n"
    names: dict[str, Any] = {}
    exec(gate, names)
    found = drawn("multiply_gate", Scope(names, (gate,)))
    assert len(found.picture) == 3
    assert found.note


@pytest.mark.filterwarnings("ignore")
@pytest.mark.slow
def test_in_a_kernel_it_is_an_output_with_an_image() -> None:
    import nbformat
    from nbclient import NotebookClient

    sources = (
        "from autograder.selfcheck import check, draw",
        "x = 4\ny = -3\nf = x * y\ndfdx = y",
        'draw("product", lang="en")',
    )
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    NotebookClient(notebook, timeout=60, allow_errors=True).execute(
        env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    (output,) = notebook.cells[2].outputs
    assert output.output_type == "display_data"
    assert output.data["text/plain"].splitlines()[1] == "f = -12 is the product of x = 4, y = -3."
    assert 'alt="A computational graph. f = -12 is' in output.data["text/html"]
    assert "y: dfdy = ?, x: dfdx = -3" in output.data["text/html"]
