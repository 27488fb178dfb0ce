"""The self-check: green for right answers, the fitting sentence for wrong ones, light, and without a traceback of ours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import autograder.selfcheck as face
from autograder.course.load import load_course
from autograder.model.cell import Cell
from autograder.model.message import Message, say
from autograder.model.question import Question
from autograder.notebook.cells import read_cells
from autograder.selfcheck import SelfCheckFailed, check, check_file, examine
from autograder.selfcheck import in_child as child
from autograder.selfcheck.exercise import FILE, PACKAGED, Exercise, find, known, public
from autograder.selfcheck.history import Scope, cells_for, times_set
from autograder.selfcheck.table import Report, Row, show
from autograder.words.catalogue import chosen_language

ROOT = Path(__file__).parents[2]
NOTEBOOKS = {path.parent.name: path for path in sorted(ROOT.glob("solutions/*/*.ipynb"))}
SPECIMENS = ROOT / "tests" / "specimens"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.setenv(name, "C")


def reference(question: str) -> tuple[list[Cell], Cell]:
    """The reference cells before a question's own, and that cell."""
    for path in NOTEBOOKS.values():
        cells = [cell for cell in read_cells(path) if not cell.locked]
        for at, cell in enumerate(cells):
            if cell.grade_id == question:
                return cells[:at], cell
    raise KeyError(question)


def answered(question: str, source: str | None = None) -> Report:
    """The report on an answer, after the reference's cells before it."""
    before, own = reference(question)
    names: dict[str, Any] = {"__name__": "__main__", "check": lambda _: None}
    cells = []
    for cell in [*before, own]:
        text = source if source is not None and cell is own else cell.source
        try:
            exec(text, names)
        except Exception:
            if cell is not own:
                raise
        cells += [text, f'check("{cell.grade_id}")'] if cell is not own else [text]
    return examine(question, Scope(names, (*cells, f'check("{question}")')))


def specimens(expected: str) -> list[Any]:
    """All specimens of that expectation for a spread of exercises."""
    chosen = ("chain_rule", "staged_steps", "multiply_gate", "max_gate", "neuron", "matmul_grad", "affine", "relu",
              "softmax_with_loss", "two_layer_net", "shopping", "variable", "function", "square", "numerical_diff",
              "define_by_run", "backward", "functional")  # fmt: skip
    paths = [path for name in chosen for path in sorted((SPECIMENS / name).glob("*.py"))]
    return [
        pytest.param(path, id=f"{path.parent.name}/{path.stem}")
        for path in paths
        if path.read_text("utf-8").startswith(f"# expect: {expected}")
    ]


# --- answers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", [exercise.question.id for exercise in known(PACKAGED)])
def test_the_reference_is_all_right(question: str) -> None:
    report = answered(question)
    assert report.passed, report
    assert report.rows
    assert not any(row.state in ("wrong", "unknown") for row in report.rows), report


@pytest.mark.parametrize("path", specimens("right"))
def test_no_right_answer_is_called_wrong(path: Path) -> None:
    report = answered(path.parent.name, path.read_text("utf-8"))
    assert report.passed, report


WRONG = {
    "product/not-swapped": "The gradients are right but in the wrong order",
    "product/typed-gradients": "f keeps its value when the inputs change",
    "product/syntax-error": "A cell of yours cannot be run",
    "addition/dfdy-forgotten": "There is no variable dfdy",
    "addition/stale-gradients": "There is no variable dfdx",
    "addition/subtracts": "A gradient has the opposite sign",
    "maximum/compares-with-zero": "dfdx keeps its value when the inputs change",
    "chain_rule/typo-x": "The exercise gives x = -2, but your cell sets it to -1",
    "chain_rule/nan": "dfdy contains nan or inf",
    "squared_sum/no-factor-two": "dzdt is not the gradient that the chain rule gives",
    "multiply_gate/class-state": "State is stored on the class and shared by all objects",
    "multiply_gate/first-call-only": "The first call on an object is right, a second one on the same object is not",
    "multiply_gate/integer-buffer": "The gradient is written into an integer array",
    "multiply_gate/method-misspelt": "MultiplyGate has no method or attribute backward. It has backword: a spelling mistake?",
    "multiply_gate/no-return": "Nothing is returned",
    "multiply_gate/no-self": "backward stopped with TypeError",
    "multiply_gate/name-typo": "selt is not known on line 13",
    "multiply_gate/one-value": "Fewer values are returned than asked for",
    "multiply_gate/upstream-ignored": "The gradient arriving from the output side (dout) is left out",
    "max_gate/swapped-return": "The gradients are right but in the wrong order",
    "neuron/bias-ignored": "dbias is not the gradient that the chain rule gives",
    "neuron/lecture-method-name": "Neuron has no method or attribute forward",
    "matmul_grad/averaged": "The gradient is averaged over the batch where it should be summed",
    "affine/dW-transposed": "A gradient is returned transposed",
    "affine/db-not-summed": "db has shape (2, 4), but (4,) is needed",
    "softmax_with_loss/no-shift": "loss contains nan or inf",
    "two_layer_net/wrong-key": "gradient has no method or attribute W1",
    "variable/never-raised": "should raise a TypeError",
    "numerical_diff/by-eps": "This is not the central difference",
    "numerical_diff/leaves-x-moved": "This is not the central difference",
    "define_by_run/output-not-kept": "A function should remember the Variable that it made as its output",
    "backward/recursion": "backward stopped with RecursionError on line 22",
    "functional/shared-instance": "Stopped after 5 s",
    "staged_steps/overwrites": "dx is not the gradient that the chain rule gives",
    "matmul_steps/upstream-ones": "dW is not the gradient that the chain rule gives",
    "add_gate/upstream-twice": "dout is multiplied in twice",
}


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_gets_its_sentence(name: str) -> None:
    path = SPECIMENS / f"{name}.py"
    report = answered(path.parent.name, path.read_text("utf-8"))
    assert not report.passed
    assert WRONG[name] in report.sentence
    assert "wrong" in {row.state for row in report.rows} or not report.rows


def test_most_mistakes_are_found_without_any_answer() -> None:
    found = [
        answered(p.values[0].parent.name, p.values[0].read_text("utf-8")).passed
        for p in specimens("wrong")[::6]
    ]
    assert len(found) > 50
    assert np.mean(found) < 0.05


@pytest.mark.parametrize("question", ["product", "staged_steps", "multiply_gate", "affine", "two_layer_net"])
def test_an_untouched_stub_is_not_attempted(question: str) -> None:
    path = next(ROOT.glob(f"assignments/{load_assignment(question)}/*.ipynb"))
    stub = next(cell.source for cell in read_cells(path) if cell.grade_id == question)
    report = answered(question, stub)
    assert not report.passed
    assert not report.attempted
    assert "Not attempted yet" in report.sentence


def load_assignment(question: str) -> str:
    return next(
        name for name, path in NOTEBOOKS.items() if f'"grade_id": "{question}"' in path.read_text("utf-8")
    )


# --- where the work is ------------------------------------------------------------------------------------------


def test_the_cells_of_a_question_are_found_in_the_history() -> None:
    cells = [
        "x = 4",
        "y = 1",
        'check("other")',
        "x = 2",
        "helper = 3 * x",
        "f = helper",
        'check("mine")',
        "f = helper * 1",
    ]
    found = cells_for("mine", cells, ["f"], ["x"])
    assert found == ["x = 2", "helper = 3 * x", "f = helper", "pass", "f = helper * 1"]
    assert times_set("f", found) == 2
    assert cells_for("mine", ["get_ipython().run_line_magic('pwd', '')\nf = 1"], ["f"], []) == ["pass\nf = 1"]
    assert cells_for("mine", ["글 = 1; check('mine'); f = 1"], ["f"], []) == ["글 = 1; pass; f = 1"]


def test_inputs_may_stand_in_an_earlier_cell_and_numbers_are_left_alone() -> None:
    names: dict[str, Any] = {"x": 4, "y": -3, "f": -12, "dfdx": -3, "dfdy": 4}
    cells = ("f = x * y\ndfdx = y", "dfdy = x", 'check("product")')
    report = examine("product", Scope(names, cells))
    assert report.passed, report
    assert names == {"x": 4, "y": -3, "f": -12, "dfdx": -3, "dfdy": 4}


def test_without_cells_it_says_what_could_be_checked() -> None:
    names = {"x": 4, "y": -3, "f": -12, "dfdx": -3, "dfdy": 4}
    report = examine("product", Scope(names))
    assert report.passed
    assert "Outside Jupyter" in report.sentence
    assert "There is no variable dfdy" in examine("product", Scope({"f": 1, "dfdx": 2})).sentence
    assert not examine("product", Scope({})).attempted


def test_an_intermediate_that_the_value_does_not_come_from_is_left_open() -> None:
    source = "x = -2\ny = 5\nz = -4\nq = x + y\nf = (x + y) * z\ndfdq = z\ndfdz = q\ndfdx = z\ndfdy = z"
    report = answered("chain_rule", source)
    assert report.passed
    assert report.sentence.startswith("What could be checked is right. Not checked: dfdq")


def test_a_forward_that_gives_other_values_each_time_is_told() -> None:
    source = "class AddGate:\n    def forward(self, x, y):\n        return x + y + np.random.rand()\n    def backward(self, d):\n        return d, d"
    report = answered("add_gate", source)
    assert not report.passed
    assert next(row for row in report.rows if row.name == "forward").state == "wrong"


def test_prints_and_random_state_are_left_as_they_were(capsys: pytest.CaptureFixture[str]) -> None:
    source = "class AddGate:\n    def forward(self, x, y):\n        print('hello')\n        np.random.rand()\n        return x + y\n    def backward(self, d):\n        return d, d"
    np.random.seed(1)  # noqa: NPY002
    report = answered("add_gate", source)
    assert report.passed
    assert np.random.rand() == pytest.approx(0.417022)  # noqa: NPY002
    assert capsys.readouterr().out == ""


# --- showing ----------------------------------------------------------------------------------------------------


def test_a_plain_script_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {"check": check}
    _, own = reference("multiply_gate")
    exec(own.source + '\ncheck("multiply_gate")', names)
    out = capsys.readouterr().out
    assert out.startswith(
        "✓ multiply_gate\n  what     shape  agrees?  largest difference\n  forward  ()     · runs"
    )
    with pytest.raises(SelfCheckFailed, match="no_such: There is no exercise"):
        exec('check("no_such")', names)


def test_the_error_shows_a_sentence_and_no_traceback() -> None:
    code = 'from autograder.selfcheck import check\nclass AddGate:\n    pass\ncheck("add_gate")\n'
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "LC_ALL": "C"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment,
                          encoding="utf-8")  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.strip() == "add_gate: AddGate has no method or attribute forward."
    assert "✗ add_gate" in done.stdout
    error = SelfCheckFailed("a sentence")
    assert isinstance(error, AssertionError)
    assert error._render_traceback_() == ["a sentence"]


def test_html_is_escaped() -> None:
    report = Report(
        "<q>", (Row("<b>", "(2,)", "wrong", "1"),), Message("no_exercise", {"name": "<i>"}), passed=False
    )
    html = report._repr_html_()
    assert "<b>" not in html
    assert "<i>" not in html
    assert "&lt;b&gt;" in html
    assert "✗</span> no" in html


def test_a_terminal_without_the_letters_gets_what_it_can_show(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with (tmp_path / "out").open("w", encoding="ascii") as out:
        monkeypatch.setattr(sys, "stdout", out)
        show(Report("product", (), say("all_right")))
    assert (tmp_path / "out").read_text().startswith("? product")


def test_korean_is_chosen_by_argument_environment_or_course(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen_language(None) == "en"
    assert chosen_language("ko") == "ko"
    assert chosen_language(None, "ko") == "ko"
    monkeypatch.setenv("LANG", "ko_KR.UTF-8")
    assert chosen_language(None) == "ko"
    assert chosen_language("en") == "en"
    assert "아직 풀지 않았어요" in examine("product", Scope({})).sentence


# --- exercises.json ---------------------------------------------------------------------------------------------


def test_the_packaged_exercises_are_those_of_the_course_and_tell_no_answer() -> None:
    course = load_course(ROOT)
    assert PACKAGED.read_bytes() == public(course, *course.assignments)
    for path in (PACKAGED, *ROOT.glob(f"assignments/*/{FILE}")):
        text = path.read_text("utf-8")
        assert "equals" not in text
        assert "points" not in text
        assert "0.7310585" not in text


def test_exercises_beside_the_notebook_come_first(tmp_path: Path) -> None:
    entry = {"id": "product", "given": {"a": 1}, "items": [{"check": "value", "of": ["b"]}]}
    (tmp_path / FILE).write_text(json.dumps({"language": "ko", "exercises": [entry]}))
    own = find("product", tmp_path)
    assert own
    assert (own.question.asked, own.language) == (("b",), "ko")
    packaged = find("addition", tmp_path)
    assert packaged
    assert packaged.question.asked == ("f", "dfdx", "dfdy")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / FILE).write_text("{")
    assert find("product", tmp_path / "broken") == find("product", ROOT)
    assert find("nothing", tmp_path) is None


def test_an_exercise_of_an_unknown_kind_has_no_self_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.selfcheck.find", lambda _: Exercise(Question("own", ())))
    report = examine("own", Scope({}))
    assert report.passed
    assert "no self-check for this exercise" in report.sentence


def test_the_import_costs_numpy_and_no_more() -> None:
    """Modules that only Unix has are not needed either."""
    code = (
        "import sys; sys.modules.update(dict.fromkeys(['fcntl', 'resource', 'pwd', 'grp', 'termios'])); from autograder.selfcheck import check; "
        "print([m for m in ('yaml', 'rich', 'nbgrader', 'jinja2', 'IPython', 'autograder.course.load') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


# --- files ------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_file_is_checked_in_a_python_of_its_own(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert check_file(NOTEBOOKS["ps2"], None, "en")
    out = capfd.readouterr().out
    assert out.count("✓ ") >= 6
    assert check_file(NOTEBOOKS["ps1"], "chain_rule", "ko")
    assert "여러분이 계산한" in capfd.readouterr().out
    script = tmp_path / "gates.py"
    script.write_text("import numpy as np\nclass AddGate:\n    def forward(self, x, y):\n        return x + y\n"
                      "    def backward(self, dz):\n        return [1, 1]\nimport sys\nsys.exit(3)\n")  # fmt: skip
    assert not check_file(script, None, "en")
    assert "(dout) is left out" in capfd.readouterr().out
    assert not check_file(script, "affine", "en")
    assert "Question affine was not found in gates.py" in capfd.readouterr().out
    plain = tmp_path / "product.py"
    plain.write_text("x = 4\ny = -3\nf = x * y; dfdx = y; dfdy = x\n")
    assert not check_file(plain, None, "en")
    capfd.readouterr()


def test_the_child_checks_where_no_check_is_called(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("check", "find"):
        monkeypatch.setattr(face, name, getattr(face, name))
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    monkeypatch.chdir(tmp_path)
    notebook = json.loads(NOTEBOOKS["ps1"].read_text("utf-8"))
    notebook["cells"] = [
        cell for cell in notebook["cells"] if not "".join(cell["source"]).startswith("check(")
    ]
    (tmp_path / "own.ipynb").write_text(json.dumps(notebook))
    assert child.main("own.ipynb", "en") == 0
    assert capsys.readouterr().out.count("✓ ") > 9
    (tmp_path / "own.py").write_text(
        "x = 4\ny = -3\n# %%\nf = x * y; dfdx = y; dfdy = y\n# %%\nif:\n# %%\nx = 1"
    )
    assert child.main("own.py", "en", "product") == 1
    assert "dfdy is not the gradient that the chain rule gives" in capsys.readouterr().out
    assert child.main("own.py", "ko") == 1
    assert "찾지 못했어요" in capsys.readouterr().out


def test_a_file_that_hangs_or_dies_is_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.selfcheck.file.SECONDS", 1)
    script = tmp_path / "loop.py"
    script.write_text("while True:\n    pass\n")
    assert not check_file(script, None, "en")
    assert "did not finish within 1 seconds" in capfd.readouterr().out
    monkeypatch.setattr("autograder.selfcheck.file.SECONDS", 20)
    script.write_text("import os\nos._exit(9)\n")
    assert not check_file(script, None, "en")
    assert "Python stopped in the middle of loop.py" in capfd.readouterr().out


# --- a real kernel ----------------------------------------------------------------------------------------------

MISTAKES = {
    "product": ("not-swapped", "The gradients are right but in the wrong order"),
    "chain_rule": ("upstream-forgotten", "dfdx is not the gradient that the chain rule gives"),
    "multiply_gate": ("no-return", "Nothing is returned"),
    "add_gate": ("upstream-ignored", "(dout) is left out"),
    "matmul_grad": ("sign", "A gradient has the opposite sign"),
}


@pytest.fixture(scope="module")
def kernel_run(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """The released notebooks filled with the reference, then mistakes and an untouched stub, all in one kernel."""
    import nbformat
    from nbclient import NotebookClient

    cells: list[Any] = []
    for name in ("ps1", "ps2"):
        (path,) = (ROOT / "assignments" / name).glob("*.ipynb")
        answers = {cell.grade_id: cell.source for cell in read_cells(NOTEBOOKS[name])}
        for cell in nbformat.read(path, 4).cells:
            grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
            if cell.cell_type == "code":
                cell.source = answers[grade_id] if not cell.source.startswith("check(") else cell.source
                cell.id = f"{name}-{cell.id}"
                cells.append(cell)
    for question, (mistake, _) in MISTAKES.items():
        cells.append(nbformat.v4.new_code_cell((SPECIMENS / question / f"{mistake}.py").read_text("utf-8")))
        cells.append(nbformat.v4.new_code_cell(f'check("{question}")'))
    cells.append(
        nbformat.v4.new_code_cell(
            "class AddGate:\n    def forward(self, x, y):\n        raise NotImplementedError()\n"
            "    def backward(self, dz):\n        raise NotImplementedError()"
        )
    )
    cells.append(nbformat.v4.new_code_cell('check("add_gate", lang="ko")'))
    notebook = nbformat.v4.new_notebook(cells=cells)
    folder = tmp_path_factory.mktemp("student")
    client = NotebookClient(
        notebook, timeout=60, allow_errors=True, resources={"metadata": {"path": str(folder)}}
    )
    client.execute(env=os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"})
    return [cell for cell in notebook.cells if cell.source.startswith("check(")]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.slow
def test_in_a_real_kernel_the_filled_notebook_is_green(kernel_run: list[Any]) -> None:
    right = kernel_run[: -len(MISTAKES) - 1]
    assert len(right) == 15
    for cell in right:
        (output,) = cell.outputs
        assert output.output_type == "display_data", output
        assert "✓" in output.data["text/html"]
        assert "✗" not in output.data["text/html"]
        assert output.data["text/plain"].startswith("✓ ")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.slow
def test_in_a_real_kernel_a_mistake_shows_its_hint(kernel_run: list[Any]) -> None:
    for cell, (_, hint) in zip(kernel_run[-len(MISTAKES) - 1 : -1], MISTAKES.values(), strict=True):
        table, error = cell.outputs
        assert "✗" in table.data["text/html"]
        assert (error.output_type, error.ename) == ("error", "SelfCheckFailed")
        assert hint in error.evalue
        assert error.traceback == [error.evalue]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.slow
def test_in_a_real_kernel_a_stub_is_not_attempted(kernel_run: list[Any]) -> None:
    (error,) = kernel_run[-1].outputs
    assert error.evalue.startswith("add_gate: 아직 풀지 않았어요.")
