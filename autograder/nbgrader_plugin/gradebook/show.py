"""A record written into the notebook: our feedback as the outputs of the test cells, in the form that nbgrader scores.

nbgrader reads a test cell's points off its outputs: an `error` is zero, a number as the cell's result is partial credit,
anything else is full credit. So zero is a report and one error, full a report alone, partial a report whose plain text is the number.
"""

from collections.abc import Iterable
from functools import lru_cache

from autograder.model.message import Message
from autograder.model.question import Assignment
from autograder.model.record import ErrorRecord, Json, QuestionRecord, Record
from autograder.nbgrader_plugin.gradebook.cell_scores import points_of, question_of
from autograder.nbgrader_plugin.gradebook.sheet import MARK, Notebook
from autograder.notebook.marks import is_test, marks_of
from autograder.notebook.upstream import upstream_name
from autograder.report.answers import without_answers_of
from autograder.report.fill import fill
from autograder.report.section import section
from autograder.report.source import marked
from autograder.words.hints import load_hints
from autograder.words.messages import render

Output = Json


def show(notebook: Notebook, record: Record, assignment: Assignment, told: Iterable[Message]) -> None:
    """Write outputs into every test cell, exceptions under the cells that raised them, and remarks above all."""
    lang = record["lang"]
    errors: dict[int | None, list[ErrorRecord]] = {}
    for entry in record["cells"]:
        errors.setdefault(entry["index"], []).append(entry["error"])
    style = True
    for cell in notebook["cells"]:
        index = cell["metadata"].pop(MARK, {}).get("index")
        marks = marks_of(cell)
        if cell["cell_type"] != "code":
            continue
        if is_test(marks):
            points = float(marks["points"])
            cell["outputs"] = outputs(record, marks["grade_id"], points, assignment, style=style)
            style = False
        elif index is not None and not marks.get("locked"):
            cell["outputs"] = [_raised(error, lang) for error in errors.get(index, [])]
    _add_remarks(notebook, record, told)


def unjudged(notebook: Notebook, record: Record) -> list[str]:
    """The test cells that no question belongs to."""
    marks = (marks_of(cell) for cell in notebook["cells"] if cell["cell_type"] == "code")
    tests = [str(one.get("grade_id")) for one in marks if is_test(one)]
    return [name for name in tests if question_of(record, name) is None]


def outputs(
    record: Record, test_cell: str, points: float, assignment: Assignment, *, style: bool = True
) -> list[Output]:
    """The outputs of one test cell; with `style` they bring what the page looks like, which one cell of a notebook has to."""
    lang = record["lang"]
    if record["status"] != "graded":
        said = render(Message("nbgrader_ungraded", {"reason": record["reason"]}), lang)
        return [_error(said, [said])]
    question = question_of(record, test_cell)
    if question is None:
        text = render(Message("nbgrader_no_question"), lang)
        return [{"output_type": "stream", "name": "stdout", "text": f"{text}\n"}]
    score = points_of(question, points)
    said = _points(f"{score:.6g}", f"{points:.6g}", lang)
    page = _page(question, assignment, lang, part=test_cell, points=said, style=style)
    report = {"output_type": "display_data", "metadata": {}, "data": {"text/html": page, "text/plain": said}}
    if score >= points:
        return [report]
    if not score:
        return [report, _error(said, [])]
    number = {"text/html": page, "text/plain": f"{score:.9g}"}
    return [{"output_type": "execute_result", "execution_count": None, "metadata": {}, "data": number}]


def _error(said: str, traceback: list[str]) -> Output:
    return {"output_type": "error", "ename": "Points", "evalue": said, "traceback": traceback}


def _page(
    question: QuestionRecord, assignment: Assignment, lang: str, *, part: str, points: str, style: bool
) -> str:
    """What our feedback page says of a question, without the cell, which stands above, and without right numbers."""
    entry = next((one for one in assignment.questions if one.id == question["id"]), None)
    hints = load_hints(lang, assignment.misconceptions, upstream_name(question["source"]))
    told = section(without_answers_of(question), entry, lang, hints)
    marks = marked(question, lang)
    return fill("cell.html.j2", lang, of=told, marked=marks, part=part, points=points, style=style)


@lru_cache(1024)
def _points(got: str, whole: str, lang: str) -> str:
    return render(Message("nbgrader_points", {"got": got, "all": whole}), lang)


def _raised(error: ErrorRecord, lang: str) -> Output:
    """An exception that one of the student's own cells raised: type, message and line."""
    place = [render(Message("nbgrader_line", error), lang)] if error["line"] else []
    text = f"{error['type']}: {error['message']}" if error["message"] else error["type"]
    name, message, lines = error["type"], error["message"], [*place, text]
    return {"output_type": "error", "ename": name, "evalue": message, "traceback": lines}


def _add_remarks(notebook: Notebook, record: Record, told: Iterable[Message]) -> None:
    lang, remarks = record["lang"], list(told)
    if record["status"] != "graded":
        remarks = [Message("nbgrader_ungraded", {"reason": record["reason"]})]
    if not remarks:
        return
    title = render(Message("nbgrader_remarks"), lang)
    lines = [f"- {_plain(render(remark, lang))}" for remark in remarks]
    source = "\n".join([f"**{title}**", "", *lines])
    notebook["cells"].insert(
        0, {"cell_type": "markdown", "id": "autograder-remarks", "metadata": {}, "source": source}
    )


def _plain(text: str) -> str:
    """Text that says itself in Markdown too: no HTML, no links, no formulas (which begin and end in one element)."""
    text = text.replace("&", "&amp;")
    for character in "\\`*_[]#$":
        text = text.replace(character, f"\\{character}")
    return text.replace("<", "&lt;").replace(">", "&gt;").replace("\\$", "<span>\\$</span>")
